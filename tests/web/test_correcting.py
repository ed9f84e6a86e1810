"""A reviewer puts things right: what is wrong, what is another event, what is the same; and takes it back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from kg.keys import Keys
from tests.service import running


@pytest.fixture(scope="module")
def store(graph: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(graph, tmp_path_factory.mktemp("correcting") / "graph"))


@pytest.fixture(scope="module")
def service(store: Path) -> Iterator[httpx2.Client]:
    """A service of its own, for the graph changes."""
    with running(store) as client:
        yield client


@pytest.fixture(scope="module")
def key(store: Path) -> str:
    return Keys(store / "keys.json").add("the desk", ["write"])[1]


def ends(address: str) -> str:
    return address.rpartition("/")[2]


def put_right(explorer: Any, button: Any, why: str, key: str | None = None, *, choose: str | None = None) -> None:
    """Fill in the dialog behind a button, and wait until it has done."""
    button.click()
    dialog = explorer.page.get_by_role("dialog")
    if choose is not None:
        dialog.locator(f"input[value='{choose}']").check()
    dialog.get_by_label("Why").fill(why)
    if key is not None:
        dialog.get_by_label("Key").fill(key)
    dialog.get_by_role("button", name="Put it right").click()
    dialog.wait_for(state="hidden", timeout=60_000)
    explorer.settled()


def test_a_claim_that_is_wrong_and_is_not(explorer, key):
    known = explorer.json("/events", type="CONSULT", mode="phone")["events"]
    event = next(e for e in known if len(e["sources"]) == 1)
    source = event["sources"][0]
    total = explorer.json("/events")["total"]
    page = explorer.open(article=source["article"], at=f"{source['start']}-{source['end']}")
    chosen = page.locator(".claims li.chosen").first
    put_right(explorer, chosen.get_by_role("button", name="Wrong"), "It was another day.", key)
    page.get_by_role("heading", name="What was put right here").wait_for()
    assert "left out It was another day. by the desk" in page.locator(".claims li.chosen").first.inner_text().replace(
        "\n", " "
    )
    assert explorer.json("/events")["total"] == total - 1
    page = explorer.open(event=ends(event["id"]))
    assert page.locator("h1").inner_text() == "This is not in the graph"
    assert "404" in explorer.wrong.pop()
    page = explorer.open(page="corrections")
    entry = page.locator(".corrections > li").first
    assert "by the desk" in entry.inner_text()
    assert source["quote"] in entry.inner_text()
    put_right(explorer, entry.get_by_role("button", name="Take back"), "It was that day.")
    page.locator(".corrections > li").nth(1).wait_for()
    assert "no longer holds" in page.locator(".corrections > li").nth(1).inner_text()
    assert explorer.json("/events")["total"] == total


def test_claims_of_another_event_and_back_together(explorer, key):
    event = explorer.json("/events", min_reports=2, status="occurred")["events"][0]
    total = explorer.json("/events")["total"]
    page = explorer.open(event=ends(event["id"]))
    before = page.locator(".claim").count()
    assert before >= 2
    put_right(explorer, page.locator(".claim").last.get_by_role("button", name="Another event"), "Two meetings.", key)
    page.get_by_role("heading", name="What was put right here").wait_for()
    assert page.locator(".claim").count() < before
    assert explorer.json("/events")["total"] == total + 1
    rest = page.url
    # The other one is about the same time, between the same.
    page.get_by_role("button", name="Same as another event").click()
    others = page.get_by_role("dialog").locator("input[type=checkbox]")
    others.first.wait_for()
    [other] = {o.get_attribute("value") for o in others.all()} & {
        claim["event"] for claim in explorer.json("/corrections")["corrections"][-1]["claims"]
    }
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="hidden")
    assert page.url == rest
    put_right(explorer, page.get_by_role("button", name="Same as another event"), "One meeting.", choose=other)
    page.locator(".claim").nth(before - 1).wait_for()
    assert explorer.json("/events")["total"] == total
    assert "One event made of several" in page.locator(".corrections").inner_text()
    [merge] = [c for c in explorer.json("/corrections")["corrections"] if c["change"] == "merge"]
    assert (merge["by"], merge["why"], merge["holds"]) == ("the desk", "One meeting.", True)


def test_what_is_not_allowed_is_said(explorer):
    page = explorer.open(event=ends(explorer.json("/events", type="CONSULT")["events"][0]["id"]))
    page.get_by_role("button", name="Same as another event").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Why").fill("No key.")
    dialog.get_by_label("Key").fill("kg_wrong_key")
    dialog.get_by_role("button", name="Put it right").click()
    assert dialog.get_by_role("alert").inner_text() == "Choose an event first."
    dialog.get_by_label("Or the address of another event").fill("none")
    dialog.get_by_role("button", name="Put it right").click()
    dialog.get_by_text("the key is not valid").wait_for()
    assert "401" in explorer.wrong.pop()
    dialog.get_by_role("button", name="Cancel").click()
    assert page.evaluate("document.activeElement.textContent").startswith("Same as")
