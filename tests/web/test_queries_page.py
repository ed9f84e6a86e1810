"""The editor of queries."""

from __future__ import annotations

import re
from pathlib import Path

EXAMPLES = (Path(__file__).parents[2] / "api/web/src/sparql/examples.ts").read_text(encoding="utf-8")


def test_every_example_has_a_result(explorer):
    queries = re.findall(r"query: `([^`]+)`", EXAMPLES)
    titles = re.findall(r'title: "([^"]+)"', EXAMPLES)
    assert len(queries) == len(titles) > 3
    page = explorer.page
    page.goto(explorer.home + "sparql")
    explorer.settled()
    for title, query in zip(titles, queries, strict=True):
        page.get_by_label("Examples").select_option(label=title)
        page.wait_for_function("q => new URLSearchParams(location.search).get('sparql') === q", arg=query)
        page.locator(".result tbody tr, .result pre").first.wait_for()
        explorer.settled()
        if query.startswith("SELECT"):
            answer = explorer.service.post(
                "/sparql",
                content=query,
                headers={"Content-Type": "application/sparql-query", "Accept": "application/sparql-results+json"},
            ).json()
            page.get_by_text(re.compile(f"^{len(answer['results']['bindings'])} rows?,")).wait_for()


def test_a_result_is_seen_in_other_ways(explorer):
    query = "SELECT ?event ?who { ?event a plover:CONSULT ; kg:mode 'phone' ; sem:hasActor ?who }"
    page = explorer.open(sparql=query)
    ways = page.get_by_role("navigation", name="How the result is shown")
    for name, there in (
        ("Network", ".canvas[data-settled=true]"),
        ("Matrix", "table.matrix"),
        ("Timeline", ".timeline"),
    ):
        ways.get_by_role("link", name=name).click()
        page.locator(there).first.wait_for()
    explorer.settled()
    events = explorer.json("/events", type="CONSULT", mode="phone")["total"]
    assert page.locator(".result .event").count() == events > 0
    # The address has it all.
    page.reload()
    page.locator(".result .timeline").wait_for()
    page = explorer.open(
        sparql="SELECT ?type (COUNT(?e) AS ?n) { ?e kg:eventType ?type } GROUP BY ?type", **{"as": "bars"}
    )
    page.locator(".bars rect").first.wait_for()
    assert "plover:CONSULT" in page.locator(".bars tbody").inner_text()
    widths = page.locator(".bars rect").evaluate_all("all => all.map(one => Number(one.getAttribute('width')))")
    assert widths == [int(n.replace(",", "")) for n in page.locator(".bars td.number").all_inner_texts()]


def test_terms_and_names_are_completed_and_run_by_keyboard(explorer):
    page = explorer.open(sparql="")
    editor = page.get_by_role("textbox", name="Query")
    editor.click()
    page.keyboard.press("Control+a")
    page.keyboard.type("SELECT ?e { ?e a plover:CONS")
    page.get_by_role("option", name="plover:CONSULT").wait_for()
    page.wait_for_timeout(150)
    page.keyboard.press("Enter")
    page.keyboard.type(" ; sem:hasActor person:Vladimir")
    # On a busy machine what is typed may overtake the list; asked for, it is made of what stands there now.
    page.keyboard.press("Control+Space")
    page.get_by_role("option", name="person:Vladimir_Putin").wait_for()
    page.keyboard.press("Escape")
    page.keyboard.type("_Putin ")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+Enter")
    page.locator(".result tbody tr").first.wait_for()
    page.locator(".result tbody a").first.click()
    explorer.settled()
    assert "Vladimir Putin" in page.locator("h1").inner_text()


def test_what_is_wrong_with_a_query_is_said(explorer):
    page = explorer.open(sparql="SELECT nonsense")
    assert page.get_by_role("alert").inner_text()
    assert "400" in explorer.wrong.pop()
