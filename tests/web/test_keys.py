"""A service that asks readers for a key: the explorer shows it with every request, downloads too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from kg.keys import Keys
from tests.service import running
from tests.web.test_downloads import READERS, saved


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    path = tmp_path_factory.mktemp("keys") / "keys.json"
    return path, Keys(path).add("a reader", ["read"])[1]


@pytest.fixture(scope="module")
def service(graph: Path, key: tuple[Path, str]) -> Iterator[httpx2.Client]:
    with running(graph, open=False, keys=key[0]) as client:
        yield client


def test_files_come_with_the_key(explorer, key):
    page = explorer.open(view="events", type="AGREE")
    page.get_by_label("Key").fill(key[1])
    page.wait_for_load_state("networkidle")
    explorer.wrong.clear()
    with page.expect_navigation():
        page.get_by_role("button", name="Use it").click()
    explorer.settled()
    total = explorer.total()
    files = saved(explorer)
    for name in ("events.csv", "events.jsonl"):
        assert READERS[name.rpartition(".")[2]](files[name]) == total > 0
    assert READERS["gexf"](files["relations.gexf"]) > 0
    assert READERS["geojson"](files["events.geojson"]) > 0
    explorer.open(sparql="SELECT * { ?event a sem:Event } LIMIT 7")
    page.locator(".result table").wait_for()
    assert READERS["csv"](saved(explorer)["result.csv"]) == 7
    assert explorer.wrong == []


def test_a_file_that_cannot_be_had_is_said(explorer, key):
    explorer.page.add_init_script(f"sessionStorage.setItem('key', '{key[1]}')")
    page = explorer.open(page="articles")
    page.evaluate("sessionStorage.setItem('key', 'kg_wrong_key')")
    with page.expect_console_message(lambda said: "401" in said.text):
        page.get_by_role("link", name="CSV").click()
    page.get_by_text("the key is not valid").wait_for()
    explorer.wrong.clear()


def test_a_key_given_while_requests_without_it_are_on_their_way_is_kept(explorer, key):
    page, held = explorer.page, []
    page.route("**/events?*", lambda route: held.append(route), times=1)
    with page.expect_request("**/events?*"):
        page.goto(explorer.home + "?view=events")
    page.evaluate("key => sessionStorage.setItem('key', key)", key[1])
    with page.expect_response(held[0].request.url) as answer:
        held[0].continue_()
    assert answer.value.status == 401
    explorer.settled()
    assert page.evaluate("sessionStorage.getItem('key')") == key[1]
    page.wait_for_load_state("networkidle")
    assert explorer.wrong
    assert all("401" in said for said in explorer.wrong)
    explorer.wrong.clear()
