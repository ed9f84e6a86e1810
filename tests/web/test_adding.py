"""An article is pasted, read, and kept with a key."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from kg.keys import Keys
from kg.settings import load
from tests import freedonia_store
from tests.service import running

TEXT = "The president of France called the German chancellor on Monday. They discussed Ukraine."


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return freedonia_store.build(tmp_path_factory.mktemp("adding") / "graph")


@pytest.fixture(scope="module")
def service(store: Path) -> Iterator[httpx2.Client]:
    """A service of its own, for the graph changes."""
    with running(store) as client:
        yield client


@pytest.fixture(scope="module")
def key(store: Path) -> str:
    return Keys(load().keys_of(store)).add("newsdesk", ["write"])[1]


def test_an_article_is_read_then_kept(explorer, key):
    page = explorer.open(page="add")
    page.get_by_label("Text").fill(TEXT)
    page.get_by_label("Published").fill("2024-07-11")
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("heading", name="1 claim read").wait_for()
    assert "Emmanuel Macron" in page.locator(".claims").inner_text()
    page.locator(".claims a").first.click()
    assert page.locator("mark").all_inner_texts()
    page.get_by_label("Key").fill("kg_wrong_key")
    page.get_by_role("button", name="Use it").click()
    page.get_by_role("button", name="Keep it").click()
    page.get_by_role("alert").wait_for()
    assert "401" in explorer.wrong.pop()
    page.get_by_label("Key").fill(key)
    page.get_by_role("button", name="Use it").click()
    page.get_by_role("button", name="Keep it").click()
    # The job starts a process that loads the parser.
    page.get_by_role("link", name="Open the article").click(timeout=120_000)
    explorer.settled()
    assert page.locator(".text").inner_text() == TEXT
    page.locator(".claims").get_by_role("link", name="event").first.click()
    explorer.settled()
    assert "Emmanuel Macron" in page.locator("h1").inner_text()
    assert explorer.json("/events", either="Emmanuel Macron")["total"] == 1
