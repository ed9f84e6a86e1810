"""The extraction against annotated articles, and the scorer against sums done by hand."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from bench.score import OWN, Gold, compare, golds, measured, score
from kg import graph
from kg.model import Event, Party, TimeSpan
from kg.resources import folder
from tests.freedonia import CALL, FIREFLY, FREEDONIA, LEAGUE, SYLVANIA, THREAT, TRENTINO

SHARED = Path(__file__).resolve().parents[2] / "shared" / "gold"
ANNOTATED = {
    "type": "CONSULT|AGREE",
    "mode": "phone",
    "tier": 1,
    "status": "occurred",
    "actors": ["Rufus T. Firefly|Firefly", "Trentino"],
    "recipients": [],
    "date": "1933-11-20",
    "place": None,
    "topics": ["the Soup Accord"],
    "quote": "Firefly called Trentino",
}
ARTICLE = CALL.claims[0].article

BOTH = replace(CALL, actors=CALL.actors + CALL.recipients, recipients=())


def annotated(**fields: object) -> Gold:
    return Gold.of({**ANNOTATED, **fields})


def only(event: Event, article: str = ARTICLE) -> Event:
    return replace(event, claims=(replace(event.claims[0], article=article),))


def parties(*names: object) -> tuple[Party, ...]:
    return tuple(Party(entity=e) for e in names)  # type: ignore[arg-type]


# The texts ----------------------------------------------------------------------------------------


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared annotations are not here")
def test_the_annotated_seeds_are_found(tmp_path):
    kg = graph.build([SHARED / "seeds" / "articles.jsonl"], store=tmp_path / "graph")
    kg.export("jsonl", tmp_path / "events.jsonl")
    command = [sys.executable, SHARED / "score.py", SHARED / "seeds", tmp_path / "events.jsonl", "--min", "0.60"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_projects_own_articles_are_found(tmp_path):
    figures = measured(OWN, tmp_path / "graph").figures()
    assert figures["found F1"] >= 0.65
    assert figures["strict F1"] >= 0.5


def test_every_annotation_quotes_its_article():
    for article, events in golds(OWN).items():
        text = (folder("seeds") / "articles" / f"{article}.md").read_text("utf-8")
        assert [gold.quote for gold in events if gold.quote not in text] == []


# The scorer ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("gold", "event", "slot"),
    [
        ({}, BOTH, None),
        ({"status": "future"}, BOTH, "status"),
        ({"date": "1933-11"}, BOTH, None),
        ({"date": "1933-11-19|1933-11-18/1933-11-22"}, BOTH, None),
        ({"date": "1933-11-21"}, BOTH, "day"),
        ({"date": "1933-11-20"}, replace(BOTH, time=TimeSpan.on("1933-11")), "day"),
        ({"date": "1933-11-20"}, replace(BOTH, time=None), "day"),
        ({"date": None}, replace(BOTH, time=None), None),
        ({"mode": "visit"}, BOTH, "mode"),
        ({"topics": ["Karabakh"]}, BOTH, "topics"),
        ({"place": "Duck River"}, BOTH, "place"),
        ({"actors": ["Firefly", "Trentino", "Teasdale"]}, BOTH, "parties"),
        ({}, replace(BOTH, actors=parties(FIREFLY, TRENTINO, LEAGUE)), "parties"),
        ({"optional": ["League of Minor Powers"]}, replace(BOTH, actors=parties(FIREFLY, TRENTINO, LEAGUE)), None),
    ],
)
def test_the_slots_that_are_right(gold, event, slot):
    match = compare(annotated(**gold), event)
    assert match is not None
    assert [name for name, verdict in match.slots.items() if verdict is False] == ([slot] if slot else [])
    assert match.strict == (slot in (None, "mode", "topics", "place"))


def test_direction_counts_where_there_is_one():
    gold = {"type": "ASSAULT", "actors": ["Sylvania"], "recipients": ["Freedonia"], "status": "hypothetical"}
    threat = annotated(**gold, date="1934", topics=[], mode=None)
    match = compare(threat, THREAT)
    assert match is not None
    assert match.strict
    turned = compare(threat, replace(THREAT, actors=parties(FREEDONIA), recipients=parties(SYLVANIA)))
    assert turned is not None
    assert turned.slots["direction"] is False


def test_another_type_or_mostly_other_parties_is_no_match():
    assert compare(annotated(type="ASSAULT"), CALL) is None
    assert compare(annotated(actors=["Pinky", "Chicolini"]), CALL) is None


def test_a_set_adds_up():
    missed = annotated(type="ASSAULT", quote="never found")
    debatable = annotated(type="ASSAULT", tier=2, actors=["Sylvania"])
    late = annotated(date="1933-11-25")
    events = [only(CALL), only(THREAT), replace(only(CALL, "b"), actors=parties(FIREFLY, TRENTINO), recipients=())]
    spurious = replace(only(CALL, "b"), type="AID", id=CALL.id + "x")
    total = score({ARTICLE: [annotated(), missed, debatable], "b": [late]}, [*events, spurious])
    assert (total.gold, total.found, total.strict, total.spurious) == (3, 2, 1, 1)
    assert total.slots["day"] == (1, 2)
    assert [line.split(":")[1].split()[0] for line in total.wrong] == ["missed", "wrong", "too"]
    figures = total.figures()
    assert (figures["found precision"], figures["found recall"], figures["found F1"]) == (0.667, 0.667, 0.667)
    assert (figures["strict precision"], figures["strict F1"]) == (0.333, 0.333)


def test_nothing_found_is_no_division_by_zero():
    assert score({"a": [annotated()]}, []).figures()["strict F1"] == 0
    assert score({}, []).figures()["found recall"] == 0


def test_an_annotation_is_used_once():
    twice = [only(CALL), replace(only(CALL), id=CALL.id + "x")]
    total = score({ARTICLE: [annotated()]}, twice)
    assert (total.found, total.spurious) == (1, 1)
