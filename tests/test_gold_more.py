"""The further annotated texts are whole: each annotation quotes its text and keeps to the vocabulary."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from kg.model import Status
from kg.ontology import event_types
from kg.resources import folder

FOLDER, *OTHERS = (Path(__file__).parent / f"gold-{name}" for name in ("more", "fresh", "wide", "apart"))
BODIES = {"IGO", "NGO"}  # what stands for a party that belongs to no state


def lines(name: str, folder: Path = FOLDER) -> list[dict]:
    return [json.loads(line) for line in (folder / name).read_text("utf-8").splitlines()]


def modes(types: str) -> set[str]:
    return {mode for name in types.split("|") for mode in event_types()[name].modes}


# Single sentences ---------------------------------------------------------------------------------

CODED = lines("sentences.gold.jsonl")


def test_the_sentences_are_those_that_are_annotated():
    assert {(s["id"], s["text"]) for s in lines("sentences.jsonl")} == {(g["id"], g["text"]) for g in CODED}
    assert len({g["text"] for g in CODED}) == len(CODED)
    assert all(sentence["published"] is None for sentence in lines("sentences.jsonl"))


def test_every_type_has_ten_sentences_or_more():
    told = Counter(gold["id"].split("-")[0].upper() for gold in CODED)
    assert set(told) == set(event_types())
    assert min(told.values()) >= 10


@pytest.mark.parametrize("gold", CODED, ids=lambda g: g["id"])
def test_a_sentence_is_coded_in_the_vocabulary(gold):
    with (folder("seeds") / "world" / "states.csv").open(encoding="utf-8") as table:
        known = {row["id"] for row in csv.DictReader(table)} | BODIES
    for event in gold["events"]:
        assert set(event["type"].split("|")) <= set(event_types())
        assert event["mode"] is None or event["mode"] in modes(event["type"])
        assert set(event["sources"] + event["targets"]) <= known
        assert event["sources"] or event["targets"]


# Articles -----------------------------------------------------------------------------------------

ARTICLES = {article["id"]: article for each in (FOLDER, *OTHERS) for article in lines("articles.jsonl", each)}
ANNOTATED = [
    json.loads(file.read_text("utf-8")) for each in (FOLDER, *OTHERS) for file in sorted(each.glob("*.gold.json"))
]
STATUSES = set(get_args(Status))
DAY = r"\d{4}(-\d\d(-\d\d)?)?"
DATE = re.compile(rf"{DAY}(/{DAY})?(\|{DAY}(/{DAY})?)*")
DAYS = re.compile(r"[\d-]+")


def possible(day: str) -> bool:
    """Is a day, a month or a year in the calendar?"""
    return bool(date.fromisoformat((day + "-01-01")[:10] if len(day) == 4 else (day + "-01")[:10]))


def test_every_article_is_annotated():
    assert {gold["article"] for gold in ANNOTATED} == set(ARTICLES)
    for gold in ANNOTATED:
        article = ARTICLES[gold["article"]]
        assert gold["title"] == article["title"]
        assert article.get("published") in (gold["published"], None)


def test_the_articles_are_broad():
    told = [event for gold in ANNOTATED for event in gold["events"] if event["tier"] == 1]
    assert len(ANNOTATED) >= 22
    assert len(told) >= 150
    assert {event["status"] for event in told} == STATUSES
    assert {name for event in told for name in event["type"].split("|")} == set(event_types())


@pytest.mark.parametrize("gold", ANNOTATED, ids=lambda g: g["article"])
def test_an_annotation_is_in_its_article_and_in_the_vocabulary(gold):
    text = ARTICLES[gold["article"]]["text"]
    for event in gold["events"]:
        quote = event["quote"]
        assert quote in text, quote
        assert event["tier"] in (1, 2), quote
        assert event["status"] in STATUSES, quote
        assert set(event["type"].split("|")) <= set(event_types()), quote
        assert not event["mode"] or set(event["mode"].split("|")) <= modes(event["type"]), quote
        assert event["date"] is None or all(map(possible, DAYS.findall(event["date"]))), quote
        assert event["date"] is None or DATE.fullmatch(event["date"]), quote
        assert event["tier"] == 2 or event["actors"] or event["recipients"] or event.get("optional"), quote
        names = event["actors"] + event["recipients"] + event["topics"] + event.get("optional", [])
        assert all(name.strip() and "||" not in name for name in names), quote


def test_a_quote_stands_for_one_event_of_the_same_parties():
    for gold in ANNOTATED:
        quotes = Counter((e["quote"], e["type"], *e["actors"], *e["recipients"]) for e in gold["events"])
        assert [quote for quote, times in quotes.items() if times > 1] == []


# Sentences that tell of nothing -------------------------------------------------------------------


def test_at_least_forty_silent_sentences_stand_under_each_heading():
    text = (Path(__file__).parent / "extract" / "silent.txt").read_text("utf-8")
    _, *parts = re.split(r"^# (?:Sport|Business|Culture|Weather and science|Opinion)$", text, flags=re.MULTILINE)
    sentences = [part.split("\n\n")[1].splitlines() for part in parts]
    assert min(len(each) for each in sentences) >= 40
    assert len({sentence for each in sentences for sentence in each}) == sum(len(each) for each in sentences)
