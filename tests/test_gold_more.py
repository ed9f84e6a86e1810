"""The further annotated texts are whole: each annotation quotes its text and keeps to the vocabulary."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

import pytest

from kg.ontology import event_types
from kg.resources import folder

FOLDER = Path(__file__).parent / "gold-more"
BODIES = {"IGO", "NGO"}  # what stands for a party that belongs to no state


def lines(name: str) -> list[dict]:
    return [json.loads(line) for line in (FOLDER / name).read_text("utf-8").splitlines()]


def modes(types: str) -> set[str]:
    return {mode for name in types.split("|") for mode in event_types()[name].modes}


# Single sentences ---------------------------------------------------------------------------------

CODED = lines("sentences.gold.jsonl")


def test_the_sentences_are_those_that_are_annotated():
    assert {(s["id"], s["text"]) for s in lines("sentences.jsonl")} == {(g["id"], g["text"]) for g in CODED}
    assert len({g["text"] for g in CODED}) == len(CODED)
    assert all(sentence["published"] is None for sentence in lines("sentences.jsonl"))


def test_every_type_has_ten_sentences():
    assert Counter(gold["id"].split("-")[0].upper() for gold in CODED) == dict.fromkeys(event_types(), 10)


@pytest.mark.parametrize("gold", CODED, ids=lambda g: g["id"])
def test_a_sentence_is_coded_in_the_vocabulary(gold):
    with (folder("seeds") / "world" / "states.csv").open(encoding="utf-8") as table:
        known = {row["id"] for row in csv.DictReader(table)} | BODIES
    for event in gold["events"]:
        assert set(event["type"].split("|")) <= set(event_types())
        assert event["mode"] is None or event["mode"] in modes(event["type"])
        assert set(event["sources"] + event["targets"]) <= known
        assert event["sources"] or event["targets"]
