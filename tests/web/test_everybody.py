"""The explorer for everybody: assistive technology, phones, dark rooms, paper; and nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest

PAGES: dict[str, dict[str, Any]] = {
    "start": {},
    "answer": {"q": "Who called whom in 2022?"},
    "declined": {"q": "What is the weather in Paris?"},
    "event": {"event": ""},
    "actor": {"actor": "person/Vladimir_Putin"},
    "place": {"place": "place/Moscow"},
    "topic": {"topic": "place/Nagorno-Karabakh"},
    "pair": {"pair": ["person/Ilham_Aliyev", "person/Nikol_Pashinyan"]},
    "article": {"article": "2020-11-10-karabakh-ceasefire", "at": "1260-1372"},
    "articles": {"page": "articles"},
    "events": {"view": "events", "quad": "verbal conflict"},
    "network": {"view": "network"},
    "map": {"view": "map"},
    "matrix": {"view": "matrix"},
    "sparql": {"sparql": "ASK { ?event a sem:Event }"},
}


def every_page(explorer: Any) -> Iterator[tuple[str, Any]]:
    event = explorer.json("/ask", q="Which leaders discussed Karabakh?")["events"][0].rpartition("/")[2]
    for name, state in PAGES.items():
        page = explorer.open(**(state if name != "event" else {"event": event}))
        if name == "network":
            page.locator(".canvas[data-settled=true]").wait_for()
        if name == "sparql":
            page.locator(".result .summary").wait_for()
        yield name, page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault(explorers, scheme):
    package = pytest.importorskip("axe_playwright_python")
    axe = files(package).joinpath("axe.min.js").read_text(encoding="utf-8")
    explorer = explorers(color_scheme=scheme)
    # In the dark only the colours are others.
    standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    rules = {"runOnly": standards if scheme == "light" else {"type": "rule", "values": ["color-contrast"]}}
    faults: list[tuple[str, ...]] = []
    for name, page in every_page(explorer):
        page.evaluate(axe)
        faults += [
            (name, fault["id"], fault["nodes"][0]["html"][:160], fault["nodes"][0]["failureSummary"])
            for fault in page.evaluate("rules => axe.run(document, rules)", rules)["violations"]
            if fault["impact"] in ("serious", "critical", "moderate")
        ]
    assert faults == []


def test_nothing_is_cut_off_on_a_phone(explorers):
    explorer = explorers(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    wide = []
    for name, page in every_page(explorer):
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wide.append(name)
    assert wide == []


def test_the_theme_is_kept(explorers):
    explorer = explorers(color_scheme="light")
    page = explorer.open()
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.get_by_label("Colours").select_option("dark")
    page.wait_for_function(f"light => {ground} !== light", arg=light)
    dark = page.evaluate(ground)
    explorer.open(view="events")
    assert page.evaluate(ground) == dark


def test_focus_follows_a_link_and_the_content_can_be_reached_at_once(explorer):
    page = explorer.open(page="articles")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.locator("tbody a").first.click()
    page.locator("article h1").wait_for()
    page.wait_for_function("() => document.activeElement.matches('main, main *')")


def test_paper_has_what_matters(explorer):
    page = explorer.open(q="Which leaders discussed Karabakh?")
    page.emulate_media(media="print")
    assert page.locator("h1").is_visible()
    assert page.locator(".quote").first.is_visible()
    assert not page.locator(".tabs").is_visible()
    assert not page.locator("form.ask").is_visible()


def test_the_first_page_is_small(explorer):
    sizes = {}
    explorer.page.on("response", lambda answer: sizes.update({answer.url: answer.request.sizes()["responseBodySize"]}))
    explorer.open()
    assert 10_000 < sum(sizes.values()) < 450_000


def test_the_page_holds_no_script_and_the_policy_allows_none(explorer):
    answer = explorer.service.get("/")
    policy = answer.headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "'unsafe" not in policy
    page = explorer.open()
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.broken = 1\">')")
    page.wait_for_timeout(200)
    assert page.evaluate("window.broken") is None
    # The attempt is reported, and the picture that is not there.
    assert any("Content Security Policy" in said for said in explorer.wrong)
    explorer.wrong.clear()
