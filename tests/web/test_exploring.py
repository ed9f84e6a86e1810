"""Filters, views and profiles of the explorer."""

from __future__ import annotations

import math
import re
from typing import Any

import pytest


def test_the_brush_filters_everything(explorer):
    page = explorer.open(view="events")
    before = explorer.total()
    assert before == explorer.json("/events", limit=1)["total"]
    box = page.locator(".histogram").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.9, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.95, box["y"] + 20, steps=4)
    page.mouse.up()
    page.wait_for_function("() => location.search.includes('from=')")
    explorer.settled()
    chosen = page.evaluate("Object.fromEntries(new URLSearchParams(location.search))")
    expected = explorer.json("/events", limit=1, **{"from": chosen["from"], "to": chosen["to"]})["total"]
    assert 0 < expected < before
    assert explorer.total() == expected
    assert page.locator(".chips").inner_text().count(chosen["from"]) >= 1
    page.get_by_role("link", name="Matrix").click()
    page.locator("table.matrix").wait_for()
    among = explorer.json("/network", **{"from": chosen["from"], "to": chosen["to"]})
    assert page.locator("table.matrix tbody tr").count() == min(24, len(among["nodes"]))
    page.get_by_role("link", name="Map", exact=True).click()
    page.locator(".spot").first.wait_for()
    placed = explorer.json("/places", **{"from": chosen["from"], "to": chosen["to"]})
    assert f"{placed['placed']} of {placed['total']} events" in page.locator(".shown").inner_text()
    page.get_by_role("button", name="All times").click()
    page.wait_for_function("() => !location.search.includes('from=')")
    explorer.settled()
    assert explorer.total() == before


def test_a_stretch_of_months_shows_its_days(explorer):
    page = explorer.open(view="events", **{"from": "2022-10", "to": "2022-11"})
    closer = page.get_by_role("group", name="From 2022-10 to 2022-11")
    days = explorer.json("/times", **{"from": "2022-10", "to": "2022-11"})
    assert days["by"] == "day"
    assert f"{days['total']} events" in closer.inner_text()
    assert ("not dated to the day" in closer.inner_text()) == (days["outside"] > 0)
    day = next(one["period"] for one in days["periods"] if one["period"] < "2022-10-31")
    box = closer.locator(".histogram").bounding_box()
    # The middle of its bar, of sixty-one.
    page.mouse.click(box["x"] + box["width"] * (int(day[-2:]) - 0.5) / 61, box["y"] + 20)
    page.wait_for_function("day => location.search.includes(`from=${day}&to=${day}`)", arg=day)
    explorer.settled()
    assert explorer.total() == explorer.json("/events", limit=1, **{"from": day, "to": day})["total"]
    closer = page.get_by_role("group", name="Within 2022-10")
    closer.get_by_label("Last day").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function(
        "([day, next]) => location.search.includes(`from=${day}&to=${next}`)",
        arg=[day, f"{day[:-2]}{int(day[-2:]) + 1:02}"],
    )


def test_time_by_keyboard_and_by_playing(explorer):
    page = explorer.open(view="events")
    page.get_by_label("From").focus()
    page.keyboard.press("End")
    page.wait_for_function("() => location.search.includes('from=')")
    explorer.settled()
    assert 0 < explorer.total() < explorer.json("/events", limit=1)["total"]
    page.get_by_role("button", name="All times").click()
    page.get_by_role("button", name="Play").click()
    page.wait_for_function("() => location.search.includes('to=')")
    first = page.url
    page.wait_for_function("first => location.href !== first", arg=first)
    page.get_by_role("button", name="Stop").click()


def test_facets_narrow_and_chips_widen(explorer):
    page = explorer.open(view="events")
    page.locator(".facet a", has_text="Material conflict").click()
    explorer.settled()
    assert explorer.total() == explorer.json("/events", limit=1, quad="material conflict")["total"]
    page.locator(".facet a", has_text=re.compile("^Russia$")).click()
    page.wait_for_function("() => location.search.includes('either=')")
    explorer.settled()
    both = explorer.json("/events", limit=1, quad="material conflict", either="Russia")["total"]
    assert explorer.total() == both
    page.get_by_label("Remove the filter Russia").click()
    page.wait_for_function("() => !location.search.includes('either=')")
    explorer.settled()
    assert explorer.total() > both
    page.get_by_label("Words within a sentence").fill("ceasefire")
    page.keyboard.press("Enter")
    page.wait_for_function("() => location.search.includes('text=ceasefire')")
    explorer.settled()
    assert all("ceasefire" in quote.lower() for quote in page.locator(".event .quote").all_inner_texts())


def test_more_events_are_loaded(explorer):
    page = explorer.open(view="events")
    assert page.locator(".event").count() == 50
    page.get_by_role("button", name="Load more").click()
    page.wait_for_function("() => document.querySelectorAll('.event').length === 100")
    days = [day for day in page.locator(".event .day").all_inner_texts() if day[0].isdigit()]
    assert len(set(page.locator(".event .day").evaluate_all("all => all.map(one => one.href)"))) == 100
    assert days[0] > days[-1]


GUNS = "Guns fall silent in Karabakh after Moscow brokers end to six-week war"
PROFILES: list[tuple[dict[str, Any], str]] = [
    ({"actor": "person/Vladimir_Putin"}, "Vladimir Putin"),
    ({"actor": "state/AZE"}, "Azerbaijan"),
    ({"place": "place/Moscow"}, "Moscow"),
    ({"place": "place/Washington%2C_D.C."}, "Washington, D.C."),
    ({"topic": "place/Nagorno-Karabakh"}, "Nagorno-Karabakh"),
    ({"pair": ["person/Ilham_Aliyev", "person/Nikol_Pashinyan"]}, "Ilham Aliyev and Nikol Pashinyan"),
    (
        {"article": "2020-11-10-karabakh-ceasefire"},
        GUNS,
    ),
    ({"page": "articles"}, "Articles"),
]


def test_every_profile_has_an_address(explorer):
    for state, heading in PROFILES:
        page = explorer.open(**state)
        assert page.locator("h1").inner_text() == heading
        assert heading in page.title() or "pair" in state
        assert page.locator(".event, .claims li, tbody tr").count() > 0, state


def test_from_event_to_actor_to_pair_to_place(explorer):
    page = explorer.open(view="events", type="CONSULT", either=["person/Ilham_Aliyev", "person/Nikol_Pashinyan"])
    page.locator(".event .day").first.click()
    explorer.settled()
    assert "Nikol Pashinyan" in page.locator("h1").inner_text()
    assert page.locator(".claim .quote").count() > 0
    page.locator(".facts").get_by_role("link", name="Ilham Aliyev").click()
    explorer.settled()
    assert page.locator("h1").inner_text() == "Ilham Aliyev"
    row = page.locator(".counterparts tr", has_text="Nikol Pashinyan")
    number = int(row.locator(".number").inner_text())
    row.locator(".number a").click()
    explorer.settled()
    assert page.locator("h1").inner_text() == "Ilham Aliyev and Nikol Pashinyan"
    pair = explorer.json("/events", limit=1, either=["Ilham Aliyev", "Nikol Pashinyan"])
    assert f"{pair['total']} events" in page.locator("main").inner_text()
    assert pair["total"] >= number


def test_what_is_not_there_is_said(explorer):
    page = explorer.open(actor="person/Nobody_At_All")
    assert page.locator("h1").inner_text() == "This is not in the graph"
    assert "there is no" in page.get_by_role("alert").inner_text()
    # The browser itself reports an answer of 404.
    assert len(explorer.wrong) == 1
    assert "404" in explorer.wrong.pop()


def test_the_network(explorer):
    page = explorer.open(view="network")
    page.locator(".canvas[data-settled=true]").wait_for()
    known = explorer.json("/network")
    assert f"{len(known['nodes'])} actors, {known['total']} relations" in page.locator(".shown").inner_text()
    page.get_by_label("Find in the network").fill("Vladimir Putin")
    page.keyboard.press("Enter")
    panel = page.get_by_role("region", name="Chosen")
    assert panel.locator("h2").inner_text() == "Vladimir Putin"
    putin = next(node["id"] for node in known["nodes"] if node["label"] == "Vladimir Putin")
    around = {d["source"] for d in known["dealings"] if d["target"] == putin}
    around |= {d["target"] for d in known["dealings"] if d["source"] == putin}
    assert panel.locator(".counts li").count() == min(40, len(around))
    panel.get_by_role("button", name="Pin").click()
    assert panel.get_by_role("button", name="Unpin").get_attribute("aria-pressed") == "true"
    panel.get_by_role("button", name="Path to").click()
    page.get_by_label("Find in the network").fill("Charles Michel")
    page.keyboard.press("Enter")
    page.get_by_text(re.compile("The shortest path has 2 steps. Vladimir Putin – .+ – Charles Michel")).wait_for()
    panel.get_by_role("button", name="Only its neighbours").click()
    page.get_by_role("button", name=f"Show {len(known['nodes']) - 1 - len(around)} hidden").click()
    panel.get_by_role("button", name="Hide").click()
    page.get_by_role("button", name="Show 1 hidden").wait_for()
    page.get_by_role("link", name="Countries").click()
    countries = explorer.json("/network", by="country")
    page.get_by_text(f"{len(countries['nodes'])} actors, {countries['total']} relations").wait_for()


def circles(page: Any) -> list[tuple[float, float]]:
    """Where nodes are on the canvas, the same order each time: as the drawing's own file says."""
    page.locator(".canvas[data-settled=true][aria-busy=false]").wait_for()
    with page.expect_download() as saved:
        page.get_by_role("button", name="SVG").click()
    drawn = saved.value.path().read_text(encoding="utf-8")
    return [(float(x), float(y)) for x, y in re.findall(r'circle cx="([-\d.]+)" cy="([-\d.]+)"', drawn)]


def furthest(before: list[tuple[float, float]], after: list[tuple[float, float]]) -> float:
    return max(math.dist(a, b) for a, b in zip(before, after, strict=True))


def on_the_canvas(page: Any, place: tuple[float, float]) -> tuple[float, float]:
    page.locator(".canvas").scroll_into_view_if_needed()
    box = page.locator(".canvas").bounding_box()
    return box["x"] + place[0], box["y"] + place[1]


def test_a_node_is_chosen_with_the_mouse(explorer):
    page = explorer.open(view="network", actor="person/Vladimir_Putin", type="AGREE")
    page.mouse.click(*on_the_canvas(page, circles(page)[0]))
    page.get_by_role("region", name="Chosen").wait_for()
    page.wait_for_function("() => location.search.includes('node=')")


def test_a_node_that_was_dragged_stays_there_for_others_too(explorers):
    first, second = explorers(), explorers()
    page = first.open(view="network", type="CONSULT")
    before = circles(page)
    middle = page.locator(".canvas").evaluate("canvas => [canvas.clientWidth / 2, canvas.clientHeight / 2]")
    # One without others in the way, and not at the edge, whose place would change the scale.
    edges = {function(before, key=lambda one: one[axis]) for function in (min, max) for axis in (0, 1)}
    inner = [one for one in before if one not in edges]
    apart = max(inner, key=lambda one: min(math.dist(one, other) for other in before if other != one))
    at = before.index(apart)
    put = tuple((a + m) / 2 for a, m in zip(apart, middle, strict=True))
    page.mouse.move(*on_the_canvas(page, apart))
    page.mouse.down()
    page.mouse.move(*on_the_canvas(page, put), steps=5)
    page.mouse.up()
    page.wait_for_function("() => location.search.includes('pin=')")
    page.get_by_role("button", name="Unpin 1").wait_for()
    after = circles(page)
    assert math.dist(after[at], put) < 5
    assert furthest(before[:at] + before[at + 1 :], after[:at] + after[at + 1 :]) < 1
    # Nothing was chosen by the way.
    assert not page.get_by_role("region", name="Chosen").is_visible()
    address = page.url
    second.page.goto(address)
    assert furthest(circles(second.page), after) < 1
    page.reload()
    assert circles(page) == circles(second.page)
    page.get_by_role("button", name="Unpin 1").click()
    page.wait_for_function("() => !location.search.includes('pin=')")


def test_a_node_is_moved_and_more_of_its_dealings_fetched_by_key(explorer):
    page = explorer.open(view="network", most=300, node="person/Nikol_Pashinyan")
    page.locator(".canvas[data-settled=true]").wait_for()
    panel = page.get_by_role("region", name="Chosen")
    panel.get_by_role("button", name="Move up").press("Enter")
    page.wait_for_function("() => location.search.includes('pin=person/Nikol_Pashinyan')")
    assert panel.get_by_role("button", name="Unpin").get_attribute("aria-pressed") == "true"
    first = page.url
    panel.get_by_role("button", name="Move up").press("Enter")
    page.wait_for_function("first => location.href !== first", arg=first)
    panel.get_by_role("button", name="More of its dealings").press("Enter")
    page.wait_for_function("() => location.search.includes('more=person/Nikol_Pashinyan')")
    known = explorer.json("/network", limit=300)
    theirs = explorer.json("/network", limit=300, either="person/Nikol_Pashinyan")
    nodes = {node["id"] for node in [*known["nodes"], *theirs["nodes"]]}
    assert len(circles(page)) == len(nodes)


def test_matrix_cells_lead_to_events(explorer):
    for by in ("actor", "country"):
        page = explorer.open(view="matrix", by=by)
        cell = page.locator(".matrix .cell a").first
        number = int(cell.inner_text())
        cell.click()
        page.wait_for_function("() => location.search.includes('view=events')")
        explorer.settled()
        assert explorer.total() >= number > 0


def test_places_on_the_map_lead_to_events(explorer):
    page = explorer.open(view="map")
    spot = page.locator(".spot").first
    spot.focus()
    page.keyboard.press("Enter")
    entry = page.locator(".panel .counts li").first
    number = int(entry.locator(".number").inner_text())
    entry.get_by_role("link").click()
    page.wait_for_function("() => location.search.includes('place=')")
    explorer.settled()
    assert explorer.total() == number


STATES: list[dict[str, Any]] = [
    {"q": "Who called whom in 2022?", "as": "matrix"},
    {"view": "events", "quad": "verbal conflict", "from": "2021", "to": "2023"},
    {"view": "network", "by": "country", "colour": "community", "lines": "scale", "type": "CONSULT"},
    {
        "view": "network",
        "node": "person/Vladimir_Putin",
        "way": "person/Charles_Michel",
        "hide": ["state/RUS", "state/USA"],
        "pin": "person/Vladimir_Putin,10,-20.5",
    },
    {"view": "network", "only": "person/Ilham_Aliyev", "more": "person/Ilham_Aliyev", "most": "300"},
    {"view": "matrix", "by": "country", "status": "occurred"},
    {"article": "2020-11-10-karabakh-ceasefire", "at": "1260-1372"},
]


@pytest.mark.parametrize("state", STATES, ids=lambda state: "-".join(state))
def test_a_shared_link_opens_the_same_state(explorers, state):
    first, second = explorers(), explorers()
    first.open(**state)
    address = first.page.url
    second.page.goto(address)
    second.settled()

    def seen(explorer: Any) -> Any:
        explorer.page.locator("h1").first.wait_for(state="attached")
        if "network" in state.values():
            explorer.page.locator(".canvas[data-settled=true][aria-busy=false]").wait_for()
        chosen = explorer.page.locator("[aria-current]").all_inner_texts()
        return explorer.page.title(), chosen, explorer.page.locator("main").inner_text()

    assert seen(second) == seen(first)
    assert second.page.url == address
