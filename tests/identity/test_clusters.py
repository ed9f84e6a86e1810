"""Own dispatches about a dozen real episodes, with near-misses.

The same parties a day, a month, a year apart; a call and a meeting; planned and held; leaders and their countries; wire
copies; a denial.
"""

from __future__ import annotations

import json

import pytest

from bench.clusters import OWN, Verdict, judge, read
from kg import queries
from kg.model import Event
from kg.pipeline import build
from kg.store import snapshots

DISPATCHES = read(OWN)
NAMED = {d["id"]: d for d in DISPATCHES}


@pytest.fixture(scope="module")
def events(tmp_path_factory) -> list[Event]:
    store = tmp_path_factory.mktemp("clusters") / "graph"
    report = build([OWN], store=store)
    assert report.kept == len(DISPATCHES) >= 40
    with snapshots.open_newest(store) as graph:
        return queries.events(graph)


@pytest.fixture(scope="module")
def verdict(events) -> Verdict:
    return judge(DISPATCHES, events)


def of(events: list[Event], article: str, piece: str) -> Event:
    return next(e for e in events for c in e.claims if c.article == article and piece in c.quote)


def test_what_is_one_event_and_what_is_not(verdict):
    assert verdict.found >= 0.9 * verdict.mentions
    assert verdict.conll >= 0.9, verdict.wrong
    assert verdict.precision >= 0.95, verdict.wrong
    assert verdict.recall >= 0.85, verdict.wrong


def test_the_judge_is_not_lenient(events):
    apart = judge(DISPATCHES, [])
    assert (apart.found, apart.recall) == (0, 0.0)
    assert apart.conll < 0.6
    assert any(line.startswith("not found") for line in apart.wrong)


def test_a_dozen_episodes():
    assert len({m["episode"] for d in DISPATCHES for m in d["mentions"]}) >= 12
    assert all(m["quote"] in d["text"] for d in DISPATCHES for m in d["mentions"])


def test_planned_then_held_and_recalled(events):
    held = of(events, "trump-kim-2", "met in Singapore")
    assert held.status == "occurred"
    assert {c.status for c in held.claims} == {"future", "occurred"}
    assert {c.article for c in held.claims} == {"trump-kim-1", "trump-kim-2", "trump-kim-3", "trump-kim-4"}
    assert {p.entity.kind for p in held.actors} == {"person"}
    assert held.disagreements == ()


def test_a_telegram_is_one_report_however_often_it_is_copied(events):
    call = of(events, "reporter-1", "spoke by phone")
    assert {c.article for c in call.claims} == {f"reporter-{n}" for n in range(1, 5)}
    assert call.reports == 1
    assert call.copies == tuple((f"reporter-{n}", "reporter-1") for n in (2, 3, 4))
    assert call.time is not None
    assert call.time.start == "2023-04-01"


def test_a_denial_is_shown_with_what_it_denies(events):
    attack = of(events, "denial-1", "attacked the Kremlin")
    assert attack.status == "occurred"
    [disagreement] = json.loads(json.dumps(attack.as_record()))["disagreements"]
    assert disagreement["field"] == "status"
    versions = [(v["value"], v["articles"]) for v in disagreement["versions"]]
    assert versions == [("occurred", ["denial-1"]), ("negated", ["denial-2"])]
