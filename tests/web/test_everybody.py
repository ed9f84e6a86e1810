"""The explorer for everybody: assistive technology, phones, dark rooms, paper; and nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import Any

import pytest

WIDE = {"width": 1280, "height": 900}
PAGES: dict[str, dict[str, Any]] = {
    "start": {},
    "answer": {"q": "Who called whom in 2022?"},
    "declined": {"q": "What is the weather in Paris?"},
    "event": {"event": ""},
    "actor": {"actor": "person/Charles_Michel"},
    "place": {"place": "place/Moscow"},
    "topic": {"topic": "place/Nagorno-Karabakh"},
    "pair": {"pair": ["person/Ilham_Aliyev", "person/Nikol_Pashinyan"]},
    "article": {"article": "2020-11-10-karabakh-ceasefire", "at": "1260-1372"},
    "articles": {"page": "articles"},
    "add": {"page": "add"},
    "add-address": {"page": "add", "from": "address"},
    "corrections": {"page": "corrections"},
    "days": {"view": "events", "from": "2022-10-06", "to": "2022-11"},
    "nothing": {"view": "events", "type": "AID", "mode": "phone"},
    "events": {"view": "events", "type": "THREATEN"},
    "network": {"view": "network"},
    "map": {"view": "map"},
    "matrix": {"view": "matrix", "type": "CONSULT", "by": "country"},
    "sparql": {"sparql": "ASK { ?event a sem:Event }"},
    "bars": {"sparql": "SELECT ?t (COUNT(?e) AS ?n) { ?e kg:eventType ?t } GROUP BY ?t", "as": "bars"},
    "timeline": {"q": "Who called whom in 2022?", "as": "time"},
}


def every_page(explorer: Any) -> Iterator[tuple[str, Any]]:
    event = explorer.json("/ask", q="Which leaders discussed Karabakh?")["events"][0].rpartition("/")[2]
    for name, state in PAGES.items():
        page = explorer.open(**(state if name != "event" else {"event": event}))
        if name == "network":
            page.locator(".canvas[data-settled=true]").wait_for()
        if name in ("sparql", "bars"):
            page.locator(".result .summary, .result .bars").wait_for()
        yield name, page


def suggestions(page: Any) -> None:
    page.locator("input[name=q]").fill("who met put")
    page.locator("[role=listbox][data-of='who met put'] [role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")


def evidence(page: Any) -> None:
    page.locator("tbody button").first.click()
    page.locator(".evidence").wait_for()


def neighbours(page: Any) -> None:
    page.locator(".canvas[data-settled=true]").wait_for()
    page.get_by_label("Find in the network").fill("Vladimir Putin")
    page.keyboard.press("Enter")
    page.get_by_role("region", name="Chosen").wait_for()
    page.get_by_text("The relations as a table").click()
    page.locator("details tbody tr").first.wait_for()


def spot(page: Any) -> None:
    page.locator(".spot").first.focus()
    page.keyboard.press("Enter")
    page.locator(".panel li").first.wait_for()
    page.get_by_text("The places as a table").click()


def dialog(page: Any) -> None:
    page.get_by_role("button", name="Same as another event").first.click()
    page.get_by_role("dialog").locator("fieldset").wait_for()
    page.wait_for_function("() => !document.querySelector('dialog .loading')")


def read_text(page: Any) -> None:
    page.get_by_label("Text").fill("The president of France called the German chancellor on Monday.")
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("heading", name="1 claim read").wait_for()


# What appears only when something is done.
STATES: dict[str, tuple[dict[str, Any], Callable[[Any], None]]] = {
    "suggestions": ({}, suggestions),
    "evidence": ({"q": "Who called whom in 2022?"}, evidence),
    "neighbours": ({"view": "network"}, neighbours),
    "spot": ({"view": "map"}, spot),
    "dialog": ({"event": ""}, dialog),
    "read": ({"page": "add"}, read_text),
}


def every_state(explorer: Any) -> Iterator[tuple[str, Any]]:
    event = explorer.json("/events", type="CONSULT", status="occurred")["events"][0]["id"].rpartition("/")[2]
    for name, (state, act) in STATES.items():
        page = explorer.open(**(state if "event" not in state else {"event": event}))
        act(page)
        yield name, page


STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# In the dark only the colours are others, on a phone only how large things are and how far apart.
IN_THE_DARK = {"type": "rule", "values": ["color-contrast"]}
ON_A_PHONE = {"type": "rule", "values": ["target-size", "scrollable-region-focusable"]}
PHONE = {"width": 360, "height": 740}


def faults(page: Any, rules: Any) -> list[tuple[str, ...]]:
    """What axe finds, but trifles."""
    found = page.evaluate("rules => axe.run(document, { runOnly: rules, resultTypes: ['violations'] })", rules)
    return [
        (fault["id"], fault["nodes"][0]["html"][:160], fault["nodes"][0]["failureSummary"])
        for fault in found["violations"]
        if fault["impact"] in ("serious", "critical", "moderate")
    ]


@pytest.mark.parametrize("visit", [every_page, every_state])
def test_axe_finds_no_fault_and_nothing_is_cut_off(explorers, visit):
    package = pytest.importorskip("axe_playwright_python")
    axe = files(package).joinpath("axe.min.js").read_text(encoding="utf-8")
    explorer = explorers(color_scheme="light", has_touch=True)
    wrong: list[tuple[str, ...]] = []
    for name, page in visit(explorer):
        page.evaluate(axe)
        for scheme, size, rules in (
            ("light", WIDE, STANDARDS),
            ("dark", WIDE, IN_THE_DARK),
            ("light", PHONE, ON_A_PHONE),
        ):
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme)
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                wrong.append((name, "is cut off"))
            wrong += [(name, scheme, str(size["width"]), *fault) for fault in faults(page, rules)]
        page.set_viewport_size(WIDE)
        page.emulate_media(color_scheme="light")
    assert wrong == []


def test_a_phone_shows_the_page_in_its_own_width(explorers):
    explorer = explorers(viewport=PHONE, has_touch=True, is_mobile=True)
    page = explorer.open(view="map")
    assert page.evaluate("innerWidth") == PHONE["width"]
    # Circles are as large as a finger needs, however small the map.
    hits = page.locator(".spot .hit").evaluate_all("all => all.map(one => one.getBoundingClientRect().width)")
    assert min(hits) >= 23.5
    page.locator(".spot").first.tap()
    page.locator(".panel li").first.wait_for()


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
    answers = []
    explorer.page.on("response", lambda answer: answers.append(answer))
    explorer.open()
    assert 10_000 < sum(answer.request.sizes()["responseBodySize"] for answer in answers) < 450_000


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
