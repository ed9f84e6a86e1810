"""An invented five: two leaders of Lorvia, one of Tamsk, Tamsk itself, and a band of rebels there."""

from __future__ import annotations

import doctest
import random
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg.kinds
import kg.relations.calls
import kg.relations.graph
from kg.model import Claim, Entity, Event, Party, TimeSpan
from kg.ontology import event_types
from kg.relations import KINDS, aggregate, kind_of, merge_spells, pairs, relations, surest_quote, who_called_whom

ANA = Entity(id="p:ana", kind="person", label="Ana Vell", country="LOR", sector="GOV")
BO = Entity(id="p:bo", kind="person", label="Bo Karst", country="LOR")
CY = Entity(id="p:cy", kind="person", label="Cy Dann", country="TAM", sector="GOV")
TAMSK = Entity(id="https://w3id.org/aide-memoire/state/TAM", kind="state", label="Tamsk", country="TAM")
REDS = Entity(id="g:reds", kind="group", label="Red Bank", country="TAM", sector="REB")
LORVIA = Entity(id="https://w3id.org/aide-memoire/state/LOR", kind="state", label="Lorvia", country="LOR")
DELTA = Entity(id="t:delta", kind="topic", label="Delta dispute")


def parties(*entities):
    return tuple(Party(entity=e) for e in entities)


def claim(quote, *, status="occurred", confidence=0.8, article="a1"):
    return Claim(
        id=f"c:{quote}", article=article, type="CONSULT", mode="phone", status=status, actors=(), quote=quote,
        start=0, end=len(quote), confidence=confidence, rule="-",
    )  # fmt: skip


def event(name, type_="CONSULT", mode=None, actors=(), to=(), when=None, status="occurred", **more):
    time = when if when is None or isinstance(when, TimeSpan) else TimeSpan.on(when)
    values = {"intensity": 1.5, "quad": "verbal cooperation", "cameo": "040", "claims": (), "confidence": 0.9}
    return Event(
        id=f"e:{name}", type=type_, mode=mode, status=status, time=time,
        actors=parties(*actors), recipients=parties(*to), **(values | more),
    )  # fmt: skip


FIVE = [
    event("1", mode="phone", actors=[ANA], to=[CY], when="2031-01-05", topics=(DELTA,), claims=(claim("Ana called."),)),
    event("2", mode="phone", actors=[ANA], to=[CY], when="2031-02"),
    event("3", mode="phone", actors=[CY, ANA], when="2031-03-01"),
    event("4", mode="visit", actors=[BO], to=[CY], when="2031-03-01"),
    event("5", "ASSAULT", "aerial", [TAMSK], [REDS], TimeSpan(start="2031-04-02", end="2031-04-05"), intensity=-9.5),
    event("6", "ASSAULT", None, [TAMSK], [REDS], "2031-04-04", intensity=-9.0),
    event("7", "RETREAT", "resign", [BO], when="2031"),
    event("8", mode="phone", actors=[ANA], to=[BO], status="negated"),
    event("9", "AGREE", actors=[BO, CY, ANA]),
]


@pytest.mark.parametrize(
    ("type_", "actors", "to", "expected"),
    [
        pytest.param("CONSULT", [ANA], [CY], ["p:ana>p:cy"], id="words give a direction"),
        pytest.param("CONSULT", [CY, ANA], [], ["p:ana-p:cy"], id="both sides, no direction"),
        pytest.param("CONSULT", [ANA, BO], [CY], ["p:ana>p:cy", "p:bo>p:cy"], id="acting together is no relation"),
        pytest.param("ASSAULT", [ANA, BO], [], [], id="who attacks together does not fight each other"),
        pytest.param("ASSAULT", [ANA, BO], [ANA, BO], ["p:ana-p:bo"], id="each did it to the other"),
        pytest.param("ACCUSE", [ANA], [ANA, CY], ["p:ana>p:cy"], id="nobody with themselves"),
        pytest.param("CONSULT", [ANA, ANA], [], [], id="one party named twice"),
        pytest.param("RETREAT", [BO], [], [], id="alone"),
        pytest.param("ASSAULT", [], [CY], [], id="nobody known to have done it"),
        pytest.param("AGREE", [CY, BO, ANA], [], ["p:ana-p:bo", "p:ana-p:cy", "p:bo-p:cy"], id="three"),
    ],
)
def test_pairs(type_, actors, to, expected):
    found = pairs(event("x", type_, actors=actors, to=to))
    assert [f"{p.first.entity.id}{'>' if p.directed else '-'}{p.second.entity.id}" for p in found] == expected


def test_mediators_are_in_no_pair_but_take_part():
    graph = relations([event("x", actors=[ANA, CY], mediators=parties(BO))])
    assert list(graph.edges()) == [("p:ana", "p:cy")]
    assert graph.nodes["p:bo"]["events"] == 1


def test_the_graph_of_five():
    graph = relations(FIVE)
    assert {n: d["events"] for n, d in graph.nodes(data=True)} == {
        "p:ana": 4, "p:bo": 3, "p:cy": 5, TAMSK.id: 2, "g:reds": 2,
    }  # fmt: skip
    assert sorted((u, v, d["kind"], k) for u, v, k, d in graph.edges(keys=True, data=True)) == sorted(
        [
            ("p:ana", "p:cy", "called", "e:1"),
            ("p:ana", "p:cy", "called", "e:2"),
            ("p:ana", "p:cy", "phone call", "e:3"),
            ("p:bo", "p:cy", "visited", "e:4"),
            (TAMSK.id, "g:reds", "attacked", "e:5"),
            (TAMSK.id, "g:reds", "attacked", "e:6"),
            ("p:ana", "p:bo", "agreement", "e:9"),
            ("p:ana", "p:cy", "agreement", "e:9"),
            ("p:bo", "p:cy", "agreement", "e:9"),
        ]
    )
    first = graph["p:ana"]["p:cy"]["e:1"]
    assert (first["start"], first["topics"], first["reports"], first["directed"]) == (
        "2031-01-05", ("Delta dispute",), 1, True,
    )  # fmt: skip


def test_only_what_occurred_counts_unless_asked():
    assert not relations(FIVE).has_edge("p:ana", "p:bo", "e:8")
    assert relations(FIVE, statuses={"negated"}).number_of_edges() == 1


def test_aggregate():
    graph = aggregate(relations(FIVE))
    assert {(u, v, k): d["count"] for u, v, k, d in graph.edges(keys=True, data=True)} == {
        ("p:ana", "p:cy", "called"): 2,
        ("p:ana", "p:cy", "phone call"): 1,
        ("p:ana", "p:cy", "agreement"): 1,
        ("p:ana", "p:bo", "agreement"): 1,
        ("p:bo", "p:cy", "agreement"): 1,
        ("p:bo", "p:cy", "visited"): 1,
        (TAMSK.id, "g:reds", "attacked"): 2,
    }
    attacked = graph[TAMSK.id]["g:reds"]["attacked"]
    assert attacked["spells"] == (("2031-04-02", "2031-04-05"),)
    assert (attacked["intensity"], attacked["modes"], attacked["weight"]) == (-9.25, ("aerial",), 2.0)
    called = graph["p:ana"]["p:cy"]["called"]
    assert called["spells"] == (("2031-01-05", "2031-01-05"), ("2031-02-01", "2031-02-28"))
    assert (called["first"], called["last"], called["topics"]) == ("2031-01-05", "2031-02-28", ("Delta dispute",))
    agreed = graph["p:ana"]["p:bo"]["agreement"]
    assert (agreed["spells"], agreed["first"], agreed["directed"]) == ((), None, False)


def test_the_order_of_events_does_not_matter():
    shuffled = random.Random(7).sample(FIVE, len(FIVE))
    one, other = aggregate(relations(FIVE)), aggregate(relations(shuffled))
    assert dict(one.nodes(data=True)) == dict(other.nodes(data=True))
    assert {e[:3]: e[3] for e in one.edges(keys=True, data=True)} == {
        e[:3]: e[3] for e in other.edges(keys=True, data=True)
    }


def test_fold_states():
    graph = relations(FIVE, fold_states=True)
    assert {n: d["events"] for n, d in graph.nodes(data=True)} == {LORVIA.id: 6, TAMSK.id: 7, "g:reds": 2}
    between = [(u, v, d["directed"]) for u, v, d in graph.edges(data=True) if "g:reds" not in (u, v)]
    assert sorted(between) == [(LORVIA.id, TAMSK.id, False)] * 2 + [(LORVIA.id, TAMSK.id, True)] * 3
    assert graph.nodes[TAMSK.id]["label"] == "Tamsk"
    assert graph.nodes[LORVIA.id]["label"] == "LOR"
    assert relations(FIVE, fold_states=True, states={"LOR": LORVIA}).nodes[LORVIA.id]["label"] == "Lorvia"


@pytest.mark.parametrize(
    ("sector", "role_sector", "node"),
    [("GOV", None, LORVIA.id), (None, None, LORVIA.id), ("OPP", None, "p:x"), ("GOV", "IGO", "p:x")],
)
def test_fold_states_leaves_out_who_does_not_act_for_the_state(sector, role_sector, node):
    person = Entity(id="p:x", kind="person", label="X", country="LOR", sector=sector)
    party = Party(entity=person, sector=role_sector)
    graph = relations([event("x", actors=[], to=[CY])], fold_states=True)
    assert set(graph) == {TAMSK.id}
    told = Event(
        id="e:x", type="ACCUSE", mode=None, status="occurred", actors=(party,), recipients=parties(REDS),
        confidence=1, intensity=-3, quad="verbal conflict", cameo="110", claims=(),
    )  # fmt: skip
    assert set(relations([told], fold_states=True)) == {node, "g:reds"}


def test_who_called_whom():
    calls = who_called_whom([*FIVE, event("10", mode="phone", actors=[BO], to=[CY])])
    assert [(c.first.label, c.second.label, c.day, c.directed) for c in calls] == [
        ("Ana Vell", "Cy Dann", "2031-01-05", True),
        ("Ana Vell", "Cy Dann", "2031-02", True),
        ("Ana Vell", "Cy Dann", "2031-03-01", False),
        ("Bo Karst", "Cy Dann", None, True),
    ]
    assert (calls[0].quote, calls[0].topics, calls[0].event) == ("Ana called.", (DELTA,), "e:1")


def test_the_quote_is_of_a_claim_that_agrees_with_the_event():
    claims = (claim("No call took place.", status="negated", confidence=0.99), claim("They spoke."))
    assert surest_quote(event("x", claims=claims)) == "They spoke."
    assert surest_quote(event("x", claims=claims[:1])) == "No call took place."
    assert surest_quote(event("x")) == ""


def test_every_type_has_its_words_and_no_word_stands_for_two():
    assert {name for name, mode in KINDS if mode is None} == set(event_types())
    assert {mode for name, mode in KINDS if mode} == set(event_types()["CONSULT"].modes)
    words = [word for both in KINDS.values() for word in both]
    assert len(words) == len(set(words))
    assert kind_of("SANCTION", "expel", directed=True) == "sanctioned"


_DAYS = st.dates(date(2030, 1, 1), date(2030, 3, 1))


@given(st.lists(st.tuples(_DAYS, _DAYS).map(sorted).map(tuple)))
def test_merged_spells_cover_the_same_days_without_overlap(spans):
    merged = [(date.fromisoformat(a), date.fromisoformat(b)) for a, b in merge_spells(spans)]
    assert all(before[1] < after[0] for before, after in pairwise(merged))

    def days(of):
        return {n for a, b in of for n in range(a.toordinal(), b.toordinal() + 1)}

    assert days(merged) == days(spans)


@pytest.mark.parametrize("module", [kg.relations.calls, kg.kinds, kg.relations.graph])
def test_examples(module):
    result = doctest.testmod(module)
    assert result.attempted > 0
    assert result.failed == 0
