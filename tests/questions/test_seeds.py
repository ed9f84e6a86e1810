"""Questions about the dispatches that ship, on the graph that is built of them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from kg import Graph
from kg.questions import Answer
from kg.sparql import answer as endpoint
from tests.questions.more_questions import MORE
from tests.questions.seed_questions import DECLINED, FORMS

CASES = [case for cases in (*FORMS.values(), *MORE.values()) for case in cases]
ASKED = [(question, means) for question, means, _, _ in CASES]


@pytest.fixture(scope="session")
def answers(seed_graph: Graph) -> dict[str, Answer]:
    return {question: seed_graph.ask(question) for question, _ in ASKED}


@pytest.fixture(scope="session")
def declined(seed_graph: Graph) -> dict[str, Answer]:
    return {question: seed_graph.ask(question) for question, _ in DECLINED}


def names(cell: Any) -> set[str]:
    return {cell["label"], *cell["aliases"]} if isinstance(cell, dict) else {str(cell)}


def is_right(found: Answer, expected: tuple[str, ...], *, exactly: bool) -> bool:
    cells = [set().union(*map(names, row.values())) for row in found.answers]
    wanted = [set(row.split("|")) for row in expected]
    missing = [row for row in wanted if not any(row <= given for given in cells)]
    extra = [given for given in cells if not any(row <= given for row in wanted)]
    return not missing and not (exactly and extra)


def test_there_are_as_many_as_the_specification_asks_for():
    assert len(ASKED) >= 120
    assert len({**FORMS, **MORE}) >= 25
    assert len(DECLINED) >= 60


@pytest.mark.parametrize(("question", "means"), ASKED, ids=[q for q, _ in ASKED])
def test_a_question_is_read_as_it_is_meant(question, means, answers):
    assert answers[question].interpretation == means


def test_nearly_all_are_answered_by_what_the_dispatches_tell(answers):
    wrong = [q for q, _, rows, exactly in CASES if not is_right(answers[q], rows, exactly=exactly)]
    assert len(wrong) <= 0.05 * len(CASES), wrong


@pytest.mark.parametrize("question", [q for q, _ in ASKED])
def test_the_query_shown_gives_the_same_rows_at_the_endpoint(question, answers, seed_graph: Graph):
    found = answers[question]
    assert found.sparql is not None
    result = json.loads(endpoint(seed_graph.store, found.sparql, ("json",)).body)
    if "boolean" in result:
        assert found.answers == ({"answer": "yes" if result["boolean"] else "no"},)
        return
    rows = [[row[c]["value"] if c in row else None for c in found.columns] for row in result["results"]["bindings"]]
    given = [[row[c]["id"] if isinstance(row[c], dict) else row[c] for c in found.columns] for row in found.answers]
    assert rows == [[None if cell is None else str(cell) for cell in row] for row in given]


def test_an_answer_has_its_events_and_they_their_sentences(answers, seed_graph: Graph):
    nothing = ((), ({"answer": "no"},), ({"times": 0},))
    empty = [q for q, a in answers.items() if not a.events and a.answers not in nothing]
    assert empty == []
    for event in {iri for a in answers.values() for iri in a.events}:
        assert all(claim.quote for claim in seed_graph.event(event).claims)


def test_an_empty_answer_says_within_which_limits(seed_graph: Graph):
    found = seed_graph.ask("Who did Emmanuel Macron call?")
    assert (found.understood, found.answers) == (True, ())
    assert "It holds" in found.summary
    assert "from 33 articles" in found.summary


@pytest.mark.parametrize(("question", "part"), DECLINED, ids=[q for q, _ in DECLINED])
def test_what_is_not_understood_is_declined_with_that_part(question, part, declined):
    found = declined[question]
    assert not found.understood, found.interpretation
    assert (found.answers, found.sparql, found.events) == ((), None, ())
    assert part.lower() in (found.not_understood or "").lower()
    assert found.suggestions


def test_the_nearest_questions_would_be_understood(declined, seed_graph: Graph):
    suggested = {s for found in declined.values() for s in found.suggestions}
    assert [s for s in suggested if not seed_graph.ask(s).understood] == []


@pytest.mark.parametrize(
    ("question", "suggested"),
    [
        ("Who met Pashinyn?", "Who met Nikol Pashinyan?"),
        ("who visited azerbajan", "who visited Azerbaijan"),
        ("When did Alyev and Pashinyan meet?", "When did Ilham Aliyev and Pashinyan meet?"),
        ("Who called Putin about elephants?", "Who called Putin?"),
        ("Which European leaders met Pashinyan?", "Which leaders met Pashinyan?"),
        ("Why did Russia invade Ukraine?", "Did Russia invade Ukraine?"),
    ],
)
def test_a_near_question_is_suggested(question, suggested, seed_graph: Graph):
    assert suggested in seed_graph.ask(question).suggestions
