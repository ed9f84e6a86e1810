"""Asking in the explorer: what is shown is what the service answers."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
_TABLE = (ROOT / "README.md").read_text(encoding="utf-8").split("| question | answer |", 1)[1].split("<!--", 1)[0]
QUESTIONS = [row.split("|")[1].strip() for row in _TABLE.splitlines() if row.startswith("| ") and "---" not in row]


def shown(cell: Any) -> str:
    if isinstance(cell, list):
        return ", ".join(shown(one) for one in cell)
    return str(cell["label"] if isinstance(cell, dict) else "" if cell is None else cell)


def test_the_questions_of_the_readme(explorer):
    assert len(QUESTIONS) == 10
    for question in QUESTIONS:
        page = explorer.open(q=question)
        answer = explorer.json("/ask", q=question)
        assert page.locator("h1").inner_text() == answer["summary"]
        assert answer["interpretation"] in page.locator(".answer").inner_text()
        rows = page.locator(".answer table").first.locator("tbody tr")
        assert rows.count() == len(answer["answers"])
        for row, found in zip(rows.all(), answer["answers"], strict=True):
            cells = [cell.inner_text() for cell in row.locator("td").all()]
            for column, cell in zip(answer["columns"], cells, strict=False):
                # Types have words of their own here.
                if column != "what":
                    assert cell == shown(found[column])
            assert re.match(r"\d+ sentences?$", cells[-1]), question
        quotes = {quote.inner_text() for quote in page.locator("section .events .quote").all()}
        for event in answer["events"][:20]:
            sources = explorer.json(f"/events/{event.rpartition('/')[2]}")["sources"]
            assert quotes & {source["quote"] for source in sources}, question


def test_three_clicks_to_the_proof(explorer):
    page = explorer.open()
    page.get_by_role("link", name="Which leaders discussed Karabakh?").click()
    page.locator(".events .quote").first.click()
    explorer.settled()
    assert "Putin discussed the truce by telephone with Turkish President" in page.locator("mark").all_inner_texts()[0]
    assert page.locator("mark").first.is_visible()


def test_a_row_shows_its_own_sentences(explorer):
    page = explorer.open(q="Who called whom in 2022?")
    button = page.locator("tbody button").last
    button.click()
    assert button.get_attribute("aria-expanded") == "true"
    assert page.locator(".evidence .quote").all_inner_texts() == [
        "On Tuesday the Turkish president had spoken with Putin by phone."
    ]


def test_what_is_not_understood_is_marked(explorer):
    page = explorer.open(q="What is the weather in Paris?")
    assert page.locator(".question mark").all_inner_texts() == ["weather"]
    suggestion = page.locator(".examples a").first
    question = suggestion.inner_text()
    suggestion.click()
    page.wait_for_function("q => new URLSearchParams(location.search).get('q') === q", arg=question)
    explorer.settled()
    assert page.locator("h1").inner_text() == explorer.json("/ask", q=question)["summary"]


def test_the_answer_in_every_view(explorer):
    page = explorer.open(q="Who called whom in 2022?")
    for name, there in (
        ("Network", ".canvas[data-settled=true]"),
        ("Timeline", ".timeline rect"),
        ("Matrix", "table.matrix"),
        ("SPARQL", "pre.code"),
    ):
        page.get_by_role("navigation", name="How the answer is shown").get_by_role("link", name=name).click()
        page.locator(there).first.wait_for()
    assert page.locator("pre.code").inner_text() == explorer.json("/ask", q="Who called whom in 2022?")["sparql"]
    page.go_back()
    page.locator("table.matrix").wait_for()


def completed(page: Any, text: str) -> None:
    """The list is of all that was typed."""
    page.locator(f"[role=listbox][data-of='{text}'] [role=option]").first.wait_for()


def test_asking_by_keyboard_alone(explorer):
    page = explorer.open()
    page.keyboard.type("who called erdo")
    completed(page, "who called erdo")
    page.keyboard.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true] span").first.inner_text()
    page.keyboard.press("Enter")
    assert page.locator("input[name=q]").input_value() == f"who called {chosen} "
    page.keyboard.press("Enter")
    page.locator("h1.summary").wait_for()
    explorer.settled()
    assert page.locator("h1").inner_text() == explorer.json("/ask", q=f"who called {chosen}")["summary"]
    # On to the first quote, and into its article.
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.quote')"):
            break
    page.keyboard.press("Enter")
    page.locator("article.article mark").first.wait_for()


@pytest.mark.parametrize("key", ["Escape", "Tab"])
def test_the_list_of_suggestions_goes_away(explorer, key):
    page = explorer.open()
    page.keyboard.type("who met puti")
    completed(page, "who met puti")
    page.keyboard.press(key)
    assert page.locator("[role=option]:visible").count() == 0
    assert page.locator("input[name=q]").input_value() == "who met puti"
