"""Questions about Duck Valley with the rows that answer them."""

from __future__ import annotations

from typing import Any

import pytest
from spacy.language import Language

from kg.questions import answer
from kg.store import Store

FIREFLY, TEASDALE, TRENTINO = ("Rufus Firefly",), ("Gloria Teasdale",), ("Ambrose Trentino",)
MARCAL, BARAVELLI, HINKEL = ("Vera Marcal",), ("Enzo Baravelli",), ("Adenoid Hinkel",)
FREEDONIA, SYLVANIA, MORONICA = ("Freedonia",), ("Sylvania",), ("Moronica",)
LEAGUE, DUCKS, SOUP, VALLEY = ("League of Minor Powers",), ("Duck Army",), ("Soup Accord",), ("Duck Valley",)
FREDVILLE, SYLVANOPOLIS = ("Fredville",), ("Sylvanopolis",)
FIRST, SECOND, THIRD = ("1933-11-20",), ("1933-12-05",), ("1934-01-10",)
YES, NO = ("yes",), ("no",)

CALLS = {
    ("Rufus Firefly", "Ambrose Trentino", "1933-11-20"),
    ("Ambrose Trentino", "Rufus Firefly", "1933-12-05"),
    ("Gloria Teasdale", "Vera Marcal", "1933-12-05"),
    ("Adenoid Hinkel", "Enzo Baravelli", "1934-10-01"),
}

QUESTIONS: list[tuple[str, set[tuple[str, ...]]]] = [
    # Topics, and leaders by the offices they held on the day
    ("Which leaders discussed Duck Valley?", {FIREFLY, TRENTINO, BARAVELLI}),
    ("Who discussed Duck Valley?", {FIREFLY, TRENTINO, BARAVELLI, TEASDALE, MARCAL}),
    ("Which leaders discussed the situation in Duck Valley?", {FIREFLY, TRENTINO, BARAVELLI}),
    ("Name the leaders who talked about Duck Valley.", {FIREFLY, TRENTINO, BARAVELLI}),
    ("Who are the leaders that discussed Duck Valley?", {FIREFLY, TRENTINO, BARAVELLI}),
    ("How many leaders discussed Duck Valley?", {("3",)}),
    ("Which foreign ministers discussed Duck Valley?", {TEASDALE, MARCAL}),
    ("Which countries discussed the Soup Accord?", {FREEDONIA, SYLVANIA}),
    ("Which presidents spoke by phone?", {FIREFLY, BARAVELLI, HINKEL}),
    ("Which foreign ministers met in Sylvanopolis?", {TEASDALE}),
    ("Which Sylvanian officials discussed Duck Valley?", {TRENTINO, MARCAL}),
    # Calls
    ("Who called whom?", CALLS),
    ("who called whom", CALLS),
    ("WHO CALLED WHOM?", CALLS),
    ("Who phoned whom in December 1933?", {row for row in CALLS if row[2] == "1933-12-05"}),
    ("Who did Firefly call?", {TRENTINO}),
    ("Who was called by Firefly?", {TRENTINO}),
    ("Who did Trentino phone?", {FIREFLY}),
    ("Who called Firefly?", {TRENTINO}),
    ("who spoke to teasdale", {MARCAL}),
    ("With whom did Trentino speak on the phone?", {FIREFLY}),
    ("Who did Rufus Firefly speak with by phone?", {TRENTINO}),
    ("Who had a phone call with Marcal?", {TEASDALE}),
    ("Who was on the phone with Hinkel?", {BARAVELLI}),
    ("Who did Emmanuel Macron call?", set()),
    # Days, places, numbers
    ("When did Firefly and Trentino talk on the phone?", {FIRST, SECOND}),
    ("On which days did Firefly speak to Trentino by phone?", {FIRST, SECOND}),
    ("When did Firefly first call Trentino?", {FIRST}),
    ("When did Firefly and Trentino last speak?", {THIRD}),
    ("When was the call between Teasdale and Marcal?", {SECOND}),
    ("When was the last call between Firefly and Trentino?", {SECOND}),
    ("How many times did Firefly and Trentino speak?", {("3",)}),
    ("How often did Firefly and Trentino talk by phone?", {("2",)}),
    ("How many phone calls were there between Firefly and Trentino?", {("2",)}),
    ("How many calls did Teasdale and Marcal have?", {("1",)}),
    ("Where did Vera Marcal meet Gloria Teasdale?", {SYLVANOPOLIS}),
    ("In which city did Firefly meet Trentino?", {FREDVILLE}),
    ("When and where did Firefly, Trentino and Baravelli meet?", {("1934-01-10", "Fredville")}),
    ("Who did Teasdale meet and when?", {("Vera Marcal", "1934-03-01")}),
    # Meetings and visits
    ("Who met in Fredville?", {FIREFLY, TRENTINO, BARAVELLI}),
    ("Who held talks in Sylvanopolis?", {TEASDALE, MARCAL, FREEDONIA, SYLVANIA, LEAGUE}),
    ("Who met Baravelli?", {FIREFLY, TRENTINO}),
    ("Who met Trentino or Teasdale?", {FIREFLY, BARAVELLI, MARCAL}),
    ("Who visited Sylvanopolis?", {FIREFLY}),
    ("Who visited Sylvania?", {FIREFLY}),
    ("Who visited Firefly?", {BARAVELLI}),
    ("Which country did Firefly visit?", {SYLVANIA}),
    ("When did Firefly travel to Sylvania?", {("1934-02-02",)}),
    ("Who will visit Moronica?", {TRENTINO}),
    ("Who visited Moronica?", set()),
    # What about
    ("What did Firefly and Trentino discuss on 5 December 1933?", {SOUP, MORONICA}),
    ("What did Firefly talk about with Trentino in 1933?", {SOUP, MORONICA, VALLEY}),
    ("What was discussed by Firefly and Trentino in November 1933?", {VALLEY}),
    ("What was the call between Teasdale and Marcal about?", {VALLEY}),
    # Agreements
    ("Who signed the agreement of 11 January 1934?", {FREEDONIA, SYLVANIA}),
    ("Which countries signed an agreement in Fredville?", {FREEDONIA, SYLVANIA}),
    ("Who did Sylvania sign agreements with?", {FREEDONIA}),
    ("When did Freedonia and Sylvania sign an agreement?", {("1934-01-11",)}),
    # One side against the other
    ("Who attacked Freedonia?", {SYLVANIA}),
    ("By whom was Freedonia attacked?", {SYLVANIA}),
    ("Who was attacked by Sylvania?", {FREEDONIA}),
    ("Which groups attacked Sylvania?", {DUCKS}),
    ("Who shelled Sylvania?", {DUCKS}),
    ("When did Sylvania invade Freedonia?", {("1934-05-06",)}),
    ("When was Freedonia attacked?", {("1934-05-06",)}),
    ("Who fought Sylvania?", {FREEDONIA, DUCKS}),
    ("Who attacked whom?", {("Sylvania", "Freedonia", "1934-05-06"), ("Duck Army", "Sylvania", "1934-06-01")}),
    ("Who seized Duck Valley?", {SYLVANIA}),
    ("Who withdrew from Duck Valley?", {SYLVANIA}),
    ("Who supports Freedonia?", {MORONICA, BARAVELLI}),
    ("Which countries support Freedonia?", {MORONICA}),
    ("Whom did Firefly accuse?", {TRENTINO}),
    ("Who did Gloria Teasdale accuse?", set()),
    ("Who threatened Moronica?", {TRENTINO}),
    ("Who sent aid to Freedonia?", {MORONICA}),
    ("Who expelled Sylvanian diplomats?", {FREEDONIA}),
    ("Who mediated between Freedonia and Sylvania?", {LEAGUE}),
    # Whether
    ("Did Sylvania attack Freedonia?", {YES}),
    ("Did Freedonia attack Sylvania?", {NO}),
    ("Was Freedonia attacked by Sylvania?", {YES}),
    ("Did Moronica attack Sylvania?", {NO}),
    ("Has Firefly ever visited Sylvania?", {YES}),
    ("Were there any calls between Firefly and Baravelli?", {NO}),
    # By role
    ("Who did the president of Freedonia call?", {TRENTINO}),
    ("Who talked to the Freedonian president?", {TRENTINO, BARAVELLI}),
    ("When did the foreign ministers of Freedonia and Sylvania talk?", {SECOND}),
    # Times
    ("Who talked to Trentino in January 1934?", {FIREFLY, BARAVELLI}),
    ("Who talked to Trentino in January?", {FIREFLY, BARAVELLI}),
    ("Who talked to Trentino before 1934?", {FIREFLY}),
    ("Who met Firefly since February 1934?", {BARAVELLI}),
    ("Who talked to Trentino after 10 January 1934?", set()),
    ("Who talked to Trentino between 1 January 1934 and 31 January 1934?", {FIREFLY, BARAVELLI}),
    # How many of them
    ("Who spoke most often with Trentino?", {("Rufus Firefly", "3")}),
    ("Who talked to Trentino more than twice?", {FIREFLY}),
    ("Who talked to Trentino at least once?", {FIREFLY, BARAVELLI}),
    # Articles
    ("Which articles report the call of Firefly and Trentino on 5 December 1933?", {("herald-2",), ("gazette-2",)}),
    ("Which articles report that Sylvania attacked Freedonia?", {("herald-12",), ("gazette-12",)}),
    ("How many articles report the attack on Freedonia?", {("2",)}),
    ("Which articles mention Hinkel?", {("herald-8",)}),
    ("In which articles is Adenoid Hinkel mentioned?", {("herald-8",)}),
    # As people ask
    ("Could you tell me who visited Fredville, please?", {BARAVELLI}),
    ("Who else did Firefly call?", {TRENTINO}),
]  # fmt: skip


def shown(cell: Any) -> str:
    return cell["label"] if isinstance(cell, dict) else str(cell)


@pytest.mark.parametrize(("question", "rows"), QUESTIONS, ids=[q for q, _ in QUESTIONS])
def test_a_question_is_answered_by_all_rows_and_no_other(question, rows, store: Store, nlp: Language):
    found = answer(question, store, nlp=nlp)
    assert found.understood, found.not_understood
    assert {tuple(shown(row[c]) for c in found.columns) for row in found.answers} == rows
    assert len(found.answers) == len(rows)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What happened in Duck Valley?", ["coerce (seize): Sylvania", "retreat (withdraw): Sylvania"]),
        (
            "List the calls between Firefly and Trentino.",
            ["Rufus Firefly called Ambrose Trentino", "phone call: Ambrose Trentino, Rufus Firefly"],
        ),
        ("Show me all visits to Fredville", ["Enzo Baravelli visited Rufus Firefly"]),
        ("What happened between Freedonia and Moronica in May 1934?",
         ["Moronica supported Freedonia", "Enzo Baravelli supported Rufus Firefly"]),
    ],
)  # fmt: skip
def test_events_are_listed_by_day(question, told, store: Store, nlp: Language):
    found = answer(question, store, nlp=nlp)
    assert found.columns == ("when", "what", "event")
    assert [row["event"]["label"] for row in found.answers] == told


def test_an_entity_has_id_label_and_aliases(store: Store, nlp: Language):
    (row,) = answer("Who attacked Freedonia?", store, nlp=nlp).answers
    assert row == {
        "who": {"id": "https://w3id.org/aide-memoire/state/XSY", "label": "Sylvania", "aliases": ["Sylvanian"]}
    }


def test_the_events_behind_an_answer_are_named(store: Store, nlp: Language):
    found = answer("When did Firefly and Trentino talk on the phone?", store, nlp=nlp)
    assert [e.rsplit("/", 1)[1] for e in found.events] == ["1", "2"]
    assert answer("Did Freedonia attack Sylvania?", store, nlp=nlp).events == ()


def test_the_summary_says_what_was_found(store: Store, nlp: Language):
    found = answer("Who did Firefly call in 1933?", store, nlp=nlp)
    assert found.summary == "Ambrose Trentino (2 events: phone calls by Rufus Firefly in 1933)."
    nothing = answer("Who did Emmanuel Macron call?", store, nlp=nlp)
    assert nothing.understood
    assert "no phone calls by Emmanuel Macron" in nothing.summary


def test_the_record_is_the_answer_of_the_contract(store: Store, nlp: Language):
    record = answer("Who called Firefly?", store, nlp=nlp).as_record()
    assert record["understood"] is True
    assert record["columns"] == ["who"]
    assert record["answers"][0]["who"]["label"] == "Ambrose Trentino"
    assert {"question", "interpretation", "sparql", "events", "summary", "suggestions"} <= set(record)
