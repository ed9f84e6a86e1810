"""The numbers of an event: what most reports bear out, who counts otherwise, and where each stands."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

import kg
from tests.service import running

TOLD = {
    "a": "Russian missiles killed 23 people in Kharkiv on 3 May 2023, police reported.",
    "b": "Russian missiles killed 23 people in Kharkiv on 3 May 2023, rescuers reported.",
    "c": "Russian missiles killed nine people in Kharkiv on 3 May 2023, the mayor said.",
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx2.Client]:
    folder: Path = tmp_path_factory.mktemp("numbers")
    lines = [json.dumps({"id": i, "text": text, "published": "2023-05-04", "source": i}) for i, text in TOLD.items()]
    (folder / "news.jsonl").write_text("\n".join(lines), encoding="utf-8")
    kg.build(folder / "news.jsonl", folder / "graph").close()
    with running(folder / "graph") as client:
        yield client


def test_an_event_shows_its_numbers_and_those_of_each_claim(explorer):
    [event] = [e for e in explorer.json("/events", type="ASSAULT")["events"] if len(e["sources"]) == 3]
    page = explorer.open(event=event["id"].rpartition("/")[2])
    fact = page.locator(".facts > div", has_text="Numbers").inner_text()
    assert "killed: 23 (2 articles)" in fact
    assert "Others count otherwise: 9 (1 article)" in fact
    said = [one.inner_text() for one in page.locator(".claim .numbers a").all()]
    assert sorted(said) == ["killed: 23", "killed: 23", "killed: 9"]
    assert "killed: 9 (1 article)" in page.locator("section", has_text="Where they differ").inner_text()
    page.get_by_role("link", name="killed: 9", exact=True).click()
    page.locator("mark").first.wait_for()
    assert page.locator("mark").first.inner_text() == "nine"


def test_an_event_without_numbers_has_no_such_line(explorer):
    """Every number shown is one that a claim tells."""
    for event in explorer.json("/events")["events"]:
        page = explorer.open(event=event["id"].rpartition("/")[2])
        assert (page.locator("dt", has_text="Numbers").count() == 1) == bool(event["quantities"])
