"""An article is pasted or got from its address, read, and kept with a key."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from kg.keys import Keys
from kg.settings import load
from tests import freedonia_store
from tests.readers import site
from tests.service import running

TEXT = "The president of France called the German chancellor on Monday. They discussed Ukraine."


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return freedonia_store.build(tmp_path_factory.mktemp("adding") / "graph")


@pytest.fixture(scope="module")
def service(store: Path) -> Iterator[httpx2.Client]:
    """A service of its own, for the graph changes."""
    with running(store, private="127.0.0.1/32") as client:
        yield client


@pytest.fixture(scope="module")
def web() -> Iterator[site.Site]:
    with site.running() as found:
        yield found


@pytest.fixture(scope="module")
def key(store: Path) -> str:
    return Keys(load().keys_of(store)).add("newsdesk", ["write"])[1]


def kept(page: Any) -> Any:
    """The link to what was kept; the first job starts a process that loads the parser."""
    link = page.get_by_role("link", name="Open the article")
    link.wait_for(timeout=120_000)
    return link


def test_an_article_is_read_then_kept(explorer, key):
    page = explorer.open(page="add")
    page.get_by_label("Text").fill(TEXT)
    page.get_by_label("Published").fill("2024-07-11")
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("heading", name="1 claim read").wait_for()
    said = page.locator(".claims").inner_text()
    assert "Emmanuel Macron" in said
    assert "about Ukraine" in said
    assert "2024-07-08" in said
    assert "Rule call/" in said
    page.locator(".claims a").first.click()
    assert page.locator("mark").all_inner_texts()
    page.get_by_label("Key").fill("kg_wrong_key")
    page.get_by_role("button", name="Use it").click()
    page.get_by_role("button", name="Keep it").click()
    page.get_by_role("alert").wait_for()
    assert "401" in explorer.wrong.pop()
    page.get_by_label("Key").fill(key)
    page.get_by_role("button", name="Use it").click()
    # What was changed since it was read is not what would be kept.
    page.get_by_label("Title").fill("A call")
    assert page.get_by_role("button", name="Keep it").is_disabled()
    page.get_by_role("button", name="Read it").click()
    page.locator("button:not(:disabled)", has_text="Keep it").click()
    kept(page).click()
    explorer.settled()
    assert page.locator(".text").inner_text() == TEXT
    assert page.locator("h1").inner_text() == "A call"
    page.locator(".claims").get_by_role("link", name="event").first.click()
    explorer.settled()
    assert "Emmanuel Macron" in page.locator("h1").inner_text()
    assert explorer.json("/events", either="Emmanuel Macron")["total"] == 1


def test_an_article_is_got_from_its_address_by_keyboard_alone(explorer, key, web):
    page = explorer.open(page="add")
    press, named = page.keyboard.press, "e => (e.labels?.[0]?.innerText ?? e.innerText).trim()"

    def tab_to(name: str) -> None:
        for _ in range(40):
            press("Tab")
            if page.evaluate(f"({named})(document.activeElement)") == name:
                return
        raise AssertionError(f"no way to {name}")

    tab_to("From an address")
    press("Enter")
    page.get_by_label("Address of the article").wait_for()
    tab_to("Address of the article")
    page.keyboard.type(f"{web.url}/story")
    tab_to("Key")
    page.keyboard.type(key)
    press("Enter")
    page.get_by_text("A key is in use.").wait_for()
    page.get_by_label("Address of the article").focus()
    press("Enter")
    page.get_by_role("heading", name="read:").or_(page.get_by_role("heading", name="No event")).wait_for()
    assert "Freedonia Herald · 2021-01-19" in page.locator("main").inner_text()
    read = page.locator(".text").inner_text()
    tab_to("Keep it")
    press("Enter")
    kept(page).focus()
    press("Enter")
    page.locator("article.article").wait_for()
    explorer.settled()
    assert page.locator(".text").inner_text() == read
    article = explorer.json(f"/articles/{page.evaluate('new URLSearchParams(location.search).get(`article`)')}")
    assert article["url"] == "https://herald.example/world/2021/01/19/firefly-trentino-call"
    assert article["published_from"] == "metadata"


def test_what_cannot_be_got_is_said_and_keys_are_forgotten(explorer, key, web):
    page = explorer.open(page="add", **{"from": "address"})
    page.get_by_label("Key").fill(key)
    page.get_by_role("button", name="Use it").click()
    page.get_by_label("Address of the article").fill(f"{web.url}/forbidden/story")
    page.get_by_role("button", name="Get and read it").click()
    page.get_by_role("alert").wait_for()
    assert "robots.txt" in page.get_by_role("alert").inner_text()
    assert "422" in explorer.wrong.pop()
    page.get_by_role("button", name="Forget it").click()
    page.get_by_role("button", name="Get and read it").click()
    page.get_by_role("alert").wait_for()
    assert page.get_by_label("Key").is_visible()
    assert "401" in explorer.wrong.pop()
