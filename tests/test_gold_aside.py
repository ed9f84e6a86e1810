"""The set-aside annotations are whole: every quote stands in its article, every value is one that exists.

Nothing is extracted here: see `tests/gold-aside/README.md`.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from bench.score import golds
from kg.model import Status, TimeSpan
from kg.ontology import event_types

ASIDE = Path(__file__).with_name("gold-aside")
ARTICLES = {each["id"]: each for each in map(json.loads, (ASIDE / "articles.jsonl").read_text("utf-8").splitlines())}
GOLDS = golds(ASIDE)
FIELDS = {"type", "mode", "tier", "status", "actors", "recipients", "optional", "date", "place", "topics", "quote"}
EVENTS = [(article, event) for article, events in GOLDS.items() for event in events]
ASKED = [event for _, event in EVENTS if event.tier == 1]

by_article = pytest.mark.parametrize("article", sorted(GOLDS))


def is_time(text: str) -> bool:
    """Is it a day, month or year of the calendar, or an interval of two that do not run backwards?"""
    first, slash, last = text.partition("/")
    parts = (first, last) if slash else (first,)
    if not all(re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", part) for part in parts):
        return False
    try:
        for part in parts:
            date.fromisoformat((part + "-01-01")[:10])
    except ValueError:
        return False
    return TimeSpan.on(parts[0]).earliest <= TimeSpan.on(parts[-1]).latest


def test_every_article_is_annotated_and_every_annotation_has_its_article():
    assert set(GOLDS) == set(ARTICLES)
    assert {path.name for path in ASIDE.glob("*.gold.json")} == {f"{name}.gold.json" for name in ARTICLES}


def test_there_is_enough_of_it():
    assert len(ARTICLES) >= 32
    assert len(ASKED) >= 200
    kinds = Counter(kind for event in ASKED for kind in event.types)
    assert min(kinds[name] for name in event_types()) >= 10
    assert {event.status for event in ASKED} == set(get_args(Status))
    years = {(ARTICLES[name].get("published") or "")[:4] for name in ARTICLES} - {""}
    assert (min(years), max(years)) == ("2000", "2026")
    assert sum("published" not in each for each in ARTICLES.values()) == 4


@by_article
def test_the_head_is_that_of_the_article(article):
    head = json.loads((ASIDE / f"{article}.gold.json").read_text("utf-8"))
    given = ARTICLES[article]
    assert (head["article"], head["title"], head["source"]) == (article, given["title"], given["source"])
    assert date.fromisoformat(head["published"]).isoformat() == given.get("published", head["published"])
    assert all(set(record) | {"optional"} == FIELDS for record in head["events"])


@by_article
def test_quotes_stand_in_the_text_and_none_is_used_twice_for_one_reading(article):
    text = ARTICLES[article]["text"]
    assert [event.quote for event in GOLDS[article] if not event.quote or event.quote not in text] == []
    readings = Counter((event.quote, event.types, event.actors, event.recipients) for event in GOLDS[article])
    assert [reading for reading, times in readings.items() if times > 1] == []


@by_article
def test_types_modes_statuses_and_times_exist(article):
    wrong = []
    for event in GOLDS[article]:
        modes = {mode for name in event.types for mode in event_types()[name].modes}
        if event.mode and not set(event.mode.split("|")) <= modes:
            wrong.append((event.mode, event.quote))
        if event.status not in get_args(Status) or event.tier not in (1, 2):
            wrong.append((event.status, event.quote))
        if event.day and not all(is_time(option) for option in event.day.split("|")):
            wrong.append((event.day, event.quote))
    assert wrong == []


@by_article
def test_names_are_given_and_parties_stand_once(article):
    for event in GOLDS[article]:
        names = [*event.actors, *event.recipients, *event.optional, *event.topics, *filter(None, [event.place])]
        assert all(part.strip() == part != "" for name in names for part in name.split("|")), event.quote
        parties = [*event.actors, *event.recipients]
        assert len(set(parties)) == len(parties), event.quote
        assert event.tier == 2 or parties, event.quote


@pytest.mark.parametrize("text", ["2020-13", "2020-02-30", "20-02-01", "2020-05-02/2020-05-01", "yesterday", ""])
def test_what_is_no_time_is_told(text):
    assert not is_time(text)
