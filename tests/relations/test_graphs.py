"""Direction, folding into states by date, and the graph of participation."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Entity, Party, Term
from kg.ontology import event_types
from kg.relations import participation, relations
from tests.relations.conftest import ANN, BOB, CEM, DEE, EVE, made

LORVIA, TAMSK = (
    Entity(id=f"https://w3id.org/aide-memoire/state/{code}", kind="state", label=name, country=code)
    for code, name in (("LOR", "Lorvia"), ("TAM", "Tamsk"))
)
LEAGUE = Entity(id="o:league", kind="organisation", label="League", sector="IGO")
ARMY = Entity(id="o:army", kind="organisation", label="Army command", country="TAM", sector="MIL")
GO = Entity(id="p:go", kind="person", label="Go", country="LOR", sector="GOV")


# Direction ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "edges"),
    [
        ("clash/v:fight@1446", [("p:ann", "p:bob", "fighting", False)]),
        ("war/n:fight@1539", [("p:ann", "p:bob", "fighting", False)]),
        ("bomb/v:strike@1360", []),
        ("attack/v:direct@1", []),
        ("by hand", []),
    ],
)
def test_words_that_need_two_sides_relate_them_without_a_direction(rule, edges):
    graph = relations([made("x", "ASSAULT", None, [BOB, ANN], rule=rule)])
    assert [(u, v, d["kind"], d["directed"]) for u, v, d in graph.edges(data=True)] == edges
    assert set(graph) == {"p:ann", "p:bob"}


@given(
    st.sampled_from(sorted(event_types())),
    st.lists(st.sampled_from([ANN, BOB, CEM, DEE, EVE]), max_size=4),
    st.lists(st.sampled_from([ANN, BOB, CEM, DEE, EVE]), max_size=4),
    st.sampled_from(["clash/v:fight@1", "meet/v:meet@2", "bomb/v:strike@3", ""]),
)
def test_a_direction_is_never_made_up(type_, actors, to, rule):
    event = made("x", type_, None, actors, to, rule=rule)
    acting, receiving = ({p.entity.id for p in parties} for parties in (event.actors, event.recipients))
    for u, v, edge in relations([event]).edges(data=True):
        assert u != v
        if edge["directed"]:
            assert u in acting
            assert v in receiving
            assert not (u in receiving and v in acting)
        else:
            both = {u, v} <= acting & receiving
            told = (
                not receiving
                and {u, v} <= acting
                and (event_types()[type_].symmetric or ":fight@" in rule or ":meet@" in rule)
            )
            assert both or told


# States by date -------------------------------------------------------------------------------------


def offices(*rows):
    terms = [(Term(person="go", office="x", body="", start=a, end=b), body) for body, a, b in rows]
    return lambda iri: terms if iri == GO.id else []


@pytest.mark.parametrize(
    ("rows", "when", "node"),
    [
        pytest.param([], "2031-05-01", LORVIA.id, id="no office: the country"),
        pytest.param([(TAMSK, date(2031, 1, 1), None)], "2031-05-01", TAMSK.id, id="in office of another state"),
        pytest.param([(TAMSK, date(2032, 1, 1), None)], "2031-05-01", LORVIA.id, id="not yet"),
        pytest.param([(TAMSK, date(2031, 1, 1), date(2031, 4, 1))], "2031-05-01", LORVIA.id, id="no longer"),
        pytest.param([(TAMSK, date(2031, 1, 1), date(2031, 5, 15))], "2031-05", LORVIA.id, id="not all of the month"),
        pytest.param([(LEAGUE, date(2031, 1, 1), None)], "2031-05-01", GO.id, id="of an international body"),
        pytest.param(
            [(LEAGUE, date(2031, 1, 1), None), (LORVIA, date(2030, 1, 1), None)], "2031-05-01", LORVIA.id, id="of both"
        ),
        pytest.param([(ARMY, date(2031, 1, 1), None)], "2031-05-01", LORVIA.id, id="of a body of a state"),
        pytest.param([(TAMSK, date(2031, 1, 1), None)], None, LORVIA.id, id="undated"),
    ],
)
def test_people_are_folded_by_the_office_of_the_day(rows, when, node):
    event = made("x", "ACCUSE", None, [GO], [EVE], when)
    states = {"LOR": LORVIA, "TAM": TAMSK}
    graph = relations([event], fold_states=True, states=states, offices=offices(*rows))
    assert set(graph) == {node, EVE.id}


# Participation --------------------------------------------------------------------------------------


def test_participation():
    place = Entity(id="l:port", kind="place", label="Port", lat=1.0, lon=2.0)
    topic = Entity(id="t:delta", kind="topic", label="Delta")
    talks = made(
        "1", "CONSULT", "phone", [ANN], [BOB], "2031-01-05",
        place=place, topics=(topic, CEM), mediators=(Party(entity=CEM),),
    )  # fmt: skip
    denied = made("2", "ACCUSE", None, [ANN], [BOB], status="negated")
    graph = participation([talks, denied])
    assert set(graph.edges(keys=True)) == {
        ("p:ann", "e1", "actor"), ("p:cem", "e1", "mediator"), ("e1", "p:bob", "recipient"), ("e1", "l:port", "place"),
        ("e1", "t:delta", "topic"), ("e1", "p:cem", "topic"),
    }  # fmt: skip
    assert dict(graph.nodes(data="side")) == {
        "e1": 1, "p:ann": 0, "p:cem": 0, "p:bob": 0, "l:port": 2, "t:delta": 3,
    }  # fmt: skip
    assert (graph.nodes["p:cem"]["events"], graph.nodes["l:port"]["lat"]) == (1, 1.0)
    told = graph.nodes["e1"]
    assert (told["label"], told["start"], told["quote"], told["articles"]) == (
        "phone call 2031-01-05", "2031-01-05", "Sentence 1.", ("a1",),
    )  # fmt: skip
    assert "e2" in participation([denied], statuses=["negated"])


def test_every_edge_joins_an_event_to_something_else():
    graph = participation([made("1", "AGREE", None, [ANN, BOB, CEM]), made("2", "ASSAULT", None, [DEE], [EVE])])
    assert all((graph.nodes[u]["side"] == 1) != (graph.nodes[v]["side"] == 1) for u, v in graph.edges())
