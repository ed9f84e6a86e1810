"""Each measure against what it is by hand on the five actors of `conftest.py`."""

from __future__ import annotations

import doctest
import importlib
import json
import math
import random

import pytest

from kg.errors import NotFoundError, UsageError
from kg.model import Party, TimeSpan
from kg.relations import (
    ANSWERS,
    balance,
    brokers,
    chain,
    changes,
    communities,
    contact_matrix,
    ego,
    exchanges,
    listed,
    mediators,
    over_time,
    reciprocity,
    relations,
    similar,
    slices,
    ties,
    timeline,
    who_called_whom,
)
from kg.relations.ties import node
from tests.relations.conftest import ANN, BOB, CEM, DEE, EVE, EVENTS, made

MODULES = ("graph", "ties", "contacts", "standing", "times", "folding", "participation")


@pytest.mark.parametrize("module", MODULES)
def test_examples(module):
    result = doctest.testmod(importlib.import_module(f"kg.relations.{module}"))
    assert result.attempted > 0
    assert result.failed == 0


def test_every_measure_says_what_it_measures():
    for name, measure in ANSWERS.items():
        assert ">>> " in (measure.__doc__ or ""), name


def test_ties(five):
    assert {f"{a[2:]}-{b[2:]}": n for a, b, n in ties(five).edges(data="weight")} == {
        "ann-bob": 3, "bob-cem": 1, "bob-dee": 1, "cem-dee": 1, "dee-eve": 2,
    }  # fmt: skip
    assert len(ties(five, types=["AGREE"]).edges) == 1
    assert len(ties(five).nodes) == len(ties(five, types=["AID"]).nodes) == 5


def test_listed(five):
    rows = listed(five)
    assert [(r.first_id, r.kind, r.second_id, r.directed, r.events) for r in rows] == [
        ("p:ann", "called", "p:bob", True, 2),
        ("p:dee", "attacked", "p:eve", True, 2),
        ("p:bob", "called", "p:ann", True, 1),
        ("p:bob", "talks", "p:cem", False, 1),
        ("p:bob", "agreement", "p:dee", False, 1),
        ("p:cem", "visited", "p:dee", True, 1),
    ]
    assert (rows[0].since, rows[0].until, rows[0].articles) == ("2031-01-05", "2031-02-10", ("a1", "a2"))


def test_who_called_whom():
    rows = who_called_whom(EVENTS)
    assert [(r.first, r.second, r.day, r.directed, r.quote) for r in rows] == [
        (ANN, BOB, "2031-01-05", True, "Sentence 1."),
        (ANN, BOB, "2031-02-10", True, "Sentence 2."),
        (BOB, ANN, "2031-02-20", True, "Sentence 3."),
    ]


def test_contact_matrix(five):
    matrix = contact_matrix(five)
    # Contacts: Bob 4, Ann 3, Cem 2, Dee 1; Eve was attacked, which is no contact.
    assert matrix.labels == ("Bob B.", "Ann A.", "Cem C.", "Dee D.")
    assert matrix.counts == ((0, 1, 1, 0), (2, 0, 0, 0), (1, 0, 0, 1), (0, 0, 0, 0))
    assert contact_matrix(five, types=None).counts[0] == (0, 1, 1, 1, 0)
    assert contact_matrix(five, limit=2).labels == ("Bob B.", "Ann A.")
    assert matrix.to_pandas().loc["Ann A.", "Bob B."] == 2
    assert matrix.to_records()[1]["Bob B."] == 2
    assert "<td>2</td>" in matrix._repr_html_()


def test_timeline(five):
    rows = timeline(five, "Ann A.", "p:bob")
    assert [(r.start, r.first, r.kind, r.second, r.event, r.quote) for r in rows] == [
        ("2031-01-05", "Ann A.", "called", "Bob B.", "e1", "Sentence 1."),
        ("2031-02-10", "Ann A.", "called", "Bob B.", "e2", "Sentence 2."),
        ("2031-02-20", "Bob B.", "called", "Ann A.", "e3", "Sentence 3."),
    ]
    assert len(timeline(five, "ann a.", "eve e.")) == 0


def test_ego(five):
    assert set(ego(five, "Eve E.")) == {EVE.id, DEE.id}
    assert set(ego(five, EVE.id, radius=2)) == {EVE.id, DEE.id, CEM.id, BOB.id}


def test_brokers(five):
    # Of the six pairs of others, three have their shortest path through Bob: Ann with Cem, Dee and Eve; as many through
    # Dee. Constraint: see Burt; of Bob's five events three are with Ann, one each with Cem and Dee, and so on.
    by_hand = {
        "p:bob": (3, 3 / 6, 0.6**2 + (0.2 + 0.2 * 0.25) ** 2 + (0.2 + 0.2 * 0.5) ** 2),
        "p:dee": (3, 3 / 6, (0.25 + 0.25 * 0.5) ** 2 + (0.25 + 0.25 * 0.2) ** 2 + 0.5**2),
        "p:cem": (2, 0.0, (0.5 + 0.5 * 0.25) ** 2 + (0.5 + 0.5 * 0.2) ** 2),
        "p:ann": (1, 0.0, 1.0),
        "p:eve": (1, 0.0, 1.0),
    }
    rows = brokers(five)
    assert [r.who_id for r in rows] == ["p:dee", "p:bob", "p:cem", "p:ann", "p:eve"]
    for row in rows:
        assert (row.contacts, row.betweenness, row.constraint) == pytest.approx(by_hand[row.who_id], abs=1e-6)
    assert [r.who_id for r in brokers(five, types=["ASSAULT"])] == ["p:dee", "p:eve"]
    assert len(brokers(five, pivots=3)) == 5


def test_mediators():
    def talks(name, when):
        return made(name, "CONSULT", None, [BOB, ANN], when=when, mediators=(Party(entity=EVE),))

    events = [talks("m1", "2031-05"), talks("m2", "2031-04-01"), talks("m3", None)]
    events.append(made("m4", "CONSULT", None, [CEM], [DEE], mediators=(Party(entity=ANN), Party(entity=CEM))))
    rows = mediators(events)
    assert [(r.who, r.first, r.second, r.events, r.since, r.until, r.event) for r in rows] == [
        (EVE, ANN, BOB, 3, "2031-04-01", "2031-05", "em2"),
    ]  # fmt: skip
    assert rows.to_records()[0]["who_id"] == "p:eve"


def test_communities(five):
    # Of all ways to part the four who cooperate, this has the highest modularity: (3 + 1) / 6 - (8² + 4²) / 12² = 1/9.
    rows = communities(five)
    assert [(r.community, r.who_id, r.size) for r in rows] == [
        (1, "p:ann", 2), (1, "p:bob", 2), (2, "p:cem", 2), (2, "p:dee", 2),
    ]  # fmt: skip
    assert EVE.id in {r.who_id for r in communities(five, quads=None)}


def test_balance(five):
    rows = balance(five, "Ann A.", "Bob B.")
    assert [(r.period, r.events, r.cooperation, r.conflict, r.balance, r.mean) for r in rows] == [
        ("2031-01", 1, 1.5, 0.0, 1.5, 1.5),
        ("2031-02", 2, 3.0, 0.0, 3.0, 1.5),
    ]
    (year,) = balance(five, "Dee D.", "Eve E.", step="year")
    assert (year.period, year.events, year.conflict) == ("2031", 2, -18.0)
    assert [r.period for r in balance(five, "Bob B.", "Cem C.")] == ["2031-02"]


def test_exchanges_and_reciprocity(five):
    found = {(r.first_id, r.second_id): (r.there, r.back, r.both, r.reciprocity) for r in exchanges(five)}
    assert found == {
        ("p:ann", "p:bob"): (2, 1, 0, 0.5),
        ("p:bob", "p:cem"): (0, 0, 1, None),
        ("p:bob", "p:dee"): (0, 0, 1, None),
        ("p:cem", "p:dee"): (1, 0, 0, 0.0),
        ("p:dee", "p:eve"): (2, 0, 0, 0.0),
    }
    # Six events have a direction; one of Ann's two calls and Bob's one match each other.
    assert reciprocity(five) == pytest.approx(2 / 6)
    assert reciprocity(five, types=["AGREE"]) is None


def test_slices(five):
    parts = slices(five)
    assert {period: sorted(part) for period, part in parts.items()} == {
        "2031-01": ["p:ann", "p:bob"],
        "2031-02": ["p:ann", "p:bob", "p:cem"],
        "2031-03": ["p:bob", "p:cem", "p:dee"],
        "2031-04": ["p:dee", "p:eve"],
    }
    assert parts["2031-02"].nodes["p:cem"]["label"] == "Cem C."
    assert [(r.period, r.events, r.actors, r.pairs, r.density) for r in over_time(five)] == [
        ("2031-01", 1, 2, 1, 1.0),
        ("2031-02", 3, 3, 2, 0.6667),
        ("2031-03", 2, 3, 2, 0.6667),
        ("2031-04", 2, 2, 1, 1.0),
    ]
    assert [r.period for r in over_time(five, step="quarter")] == ["2031-Q1", "2031-Q2"]


def test_what_is_dated_too_loosely_is_in_no_slice():
    graph = relations([made("x", "CONSULT", None, [ANN, BOB], when="2031"), made("y", "CONSULT", None, [ANN, BOB])])
    assert slices(graph) == {}
    assert list(slices(graph, step="year")) == ["2031"]
    assert len(over_time(graph)) == len(balance(graph, ANN.id, BOB.id)) == len(changes(graph)) == 0


def test_changes(five):
    # Before April nothing passed between Dee and Eve: 0 by usual, and a deviation that counts as 1.
    (row,) = changes(five, window=3)
    assert (row.period, row.first_id, row.second_id, row.balance, row.usual, row.deviations) == (
        "2031-04", "p:dee", "p:eve", -18.0, 0.0, -18.0,
    )  # fmt: skip
    assert len(changes(five, window=3, threshold=18.5)) == 0
    assert len(changes(five)) == 0
    with pytest.raises(UsageError):
        changes(five, window=0)


def test_changes_are_held_against_what_is_usual():
    scores = [2.5, 5.0, 2.5, 5.0, -9.0]
    events = [
        made(f"c{month}", "ASSAULT", None, [ANN], [BOB], f"2031-0{month}-01", intensity=score)
        for month, score in enumerate(scores, start=1)
    ]
    # Mean 3.75, deviation 1.25: (-9 - 3.75) / 1.25.
    (row,) = changes(relations(events), window=4)
    assert (row.usual, row.deviations) == (3.75, -10.2)


def test_chain(five):
    links = chain(five, "Ann A.", "Eve E.", types=None)
    assert [(r.step, r.first_id, r.kind, r.second_id, r.directed, r.events, r.event, r.quote) for r in links] == [
        (1, "p:ann", "called", "p:bob", True, 3, "e1", "Sentence 1."),
        (2, "p:bob", "agreement", "p:dee", False, 1, "e6", "Sentence 6."),
        (3, "p:dee", "attacked", "p:eve", True, 2, "e7", "Sentence 7."),
    ]
    assert [r.second_id for r in chain(five, "Ann A.", "Dee D.")] == ["p:bob", "p:cem", "p:dee"]
    assert links[0].articles == ("a1",)
    back = chain(five, "Eve E.", "Dee D.", types=None)[0]
    assert (back.first_id, back.second_id, back.directed) == ("p:dee", "p:eve", True)
    undirected = chain(five, "Cem C.", "Bob B.")[0]
    assert (undirected.first_id, undirected.second_id, undirected.directed) == ("p:cem", "p:bob", False)
    with pytest.raises(NotFoundError, match=r"no chain of contacts leads from Ann A\. to Eve E\."):
        chain(five, "Ann A.", "Eve E.")


def test_similar(five):
    # Ann's contacts: Bob 3. Cem's: Bob 1, Dee 1. Of all ties, Dee's: Bob 1, Cem 1, Eve 2.
    (row,) = similar(five, "Ann A.")
    assert (row.who_id, row.similarity, row.shared) == ("p:cem", round(1 / math.sqrt(2), 4), ("Bob B.",))
    every = similar(five, "Ann A.", types=None)
    assert [(r.who_id, r.similarity) for r in every] == [
        ("p:cem", round(1 / math.sqrt(2), 4)), ("p:dee", round(1 / math.sqrt(6), 4)),
    ]  # fmt: skip
    assert len(similar(five, "Ann A.", types=None, limit=1)) == 1


@pytest.mark.parametrize(
    ("name", "found"), [("p:ann", "p:ann"), ("ann A.", "p:ann"), ("the ann", "p:ann"), ("ANN", "p:ann")]
)
def test_a_node_by_name(five, name, found):
    assert node(five, name) == found


def test_a_name_that_nobody_or_several_bear(five):
    with pytest.raises(NotFoundError, match="did you mean"):
        node(five, "Ann B.")
    twins = relations([made("t", "CONSULT", None, [ANN, BOB])])
    twins.nodes["p:bob"]["label"] = "Ann A."
    with pytest.raises(UsageError, match="may be any of"):
        node(twins, "Ann A.")


@pytest.mark.parametrize("name", ["brokers", "communities", "exchanges", "over_time", "changes"])
def test_the_order_of_events_does_not_matter(name):
    shuffled = random.Random(3).sample(EVENTS, len(EVENTS))
    options = {"window": 3} if name == "changes" else {}
    assert ANSWERS[name](relations(shuffled), **options) == ANSWERS[name](relations(EVENTS), **options)


ROWS = {
    "listed": listed,
    "calls": lambda g: who_called_whom(EVENTS),
    "timeline": lambda g: timeline(g, "Ann A.", "Bob B."),
    "brokers": brokers,
    "communities": communities,
    "balance": lambda g: balance(g, "Ann A.", "Bob B."),
    "exchanges": exchanges,
    "over_time": over_time,
    "changes": lambda g: changes(g, window=3),
    "chain": lambda g: chain(g, "Ann A.", "Dee D."),
    "similar": lambda g: similar(g, "Ann A."),
}


@pytest.mark.parametrize("name", ROWS)
def test_rows_become_frames_records_and_pages(five, name):
    rows = ROWS[name](five)
    frame = rows.to_pandas()
    assert (len(frame), tuple(frame.columns)) == (len(rows), rows.columns)
    assert json.loads(json.dumps(rows.to_records())) == rows.to_records()
    assert rows._repr_html_().count("<tr") == len(rows) + 1
    assert repr(rows).startswith(f"<{len(rows)} rows: ")
    assert rows[:0].to_pandas().columns.tolist() == list(rows.columns)
    if "quote" in rows.columns:
        assert 'title="Sentence ' in rows._repr_html_()


def test_an_event_that_lasts_counts_where_it_begins():
    lasting = made("l", "ASSAULT", None, [ANN], [BOB], time=TimeSpan(start="2031-01-30", end="2031-03-02"))
    assert list(slices(relations([lasting]))) == ["2031-01"]
