from __future__ import annotations

from collections import Counter
from datetime import date
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest

from kg.errors import UsageError
from kg.export import gexf
from kg.export.gexf_lint import GEXF, lint
from kg.export.network import VIEWS
from kg.model import Entity, Event, Party

SCHEMA = Path(__file__).parents[3] / "shared/reference/gexf/schema/gexf.rng"


def written(events, **options):
    out = BytesIO()
    gexf.write(events, out, **options)
    return out.getvalue()


def read(data):
    return nx.MultiDiGraph(nx.read_gexf(BytesIO(data)))


def kinds(graph):
    root = ElementTree.fromstring(graph)
    return {e.get("id"): e for e in root.iter(GEXF + "edge")}


@pytest.mark.parametrize("as_", VIEWS)
def test_nothing_for_the_linter_to_find(events, as_):
    assert lint(written(events, as_=as_)) == []


@pytest.mark.parametrize("as_", VIEWS)
def test_the_schema_accepts_it(events, as_):
    if not SCHEMA.exists():
        pytest.skip("the GEXF schema is not at hand")
    etree = pytest.importorskip("lxml.etree")
    schema = etree.RelaxNG(etree.parse(str(SCHEMA)))
    schema.assertValid(etree.fromstring(written(events, as_=as_)))
    schema.assertValid(etree.fromstring(written([], as_=as_, modified=date(2031, 5, 1))))


def test_relations_come_back(events):
    graph = read(written(events))
    assert dict(graph.nodes(data="events")) == {
        "person/Ana_Vell": 4, "person/Bo_Karst": 3, "person/Cy_Dann": 5, "state/AZE": 2, "group/Reds": 2,
    }  # fmt: skip
    assert Counter(d["label"] for *_, d in graph.edges(data=True)) == {
        "called": 1, "phone call": 1, "visited": 1, "attacked": 1, "agreement": 3,
    }  # fmt: skip
    ana = graph.nodes["person/Ana_Vell"]
    assert ana["label"] == "Ana Vell"
    assert ana["iri"] == "https://w3id.org/aide-memoire/person/Ana_Vell"
    assert ana["aliases"] == '["Vell, \\"the Owl\\"", "A. Véll"]'
    assert "lat" not in ana
    assert graph.nodes["person/Cy_Dann"]["label"] == "Cy <Dann> & Sons"
    assert graph.nodes["state/AZE"]["lng"] == 20.25


def test_an_edge_tells_when_how_often_and_whether_it_has_a_direction(events):
    edges = kinds(written(events))
    called = edges["person/Ana_Vell|called|person/Cy_Dann"]
    assert (called.get("weight"), called.get("kind"), called.get("type")) == ("2.0", "called", None)
    cells = {c.get("for"): c.get("value") for c in called.iter(GEXF + "attvalue")}
    assert cells["directed"] == "true"
    assert cells["topics"] == '["Delta dispute"]'
    assert (cells["first"], cells["last"]) == ("2031-01-05", "2031-02-28")
    spells = [(s.get("start"), s.get("end")) for s in called.iter(GEXF + "spell")]
    assert spells == [("2031-01-05", "2031-01-05"), ("2031-02-01", "2031-02-28")]
    both = edges["person/Ana_Vell|phone call|person/Cy_Dann"]
    assert {c.get("for"): c.get("value") for c in both.iter(GEXF + "attvalue")}["directed"] == "false"
    attacked = edges["state/AZE|attacked|group/Reds"]
    assert len(list(attacked.iter(GEXF + "spell"))) == 1
    undated = edges["person/Ana_Vell|agreement|person/Bo_Karst"]
    assert undated.find(GEXF + "spells") is None


def test_events_come_back_as_nodes(events):
    graph = read(written(events, as_="events"))
    assert Counter(d["kind"] for _, d in graph.nodes(data=True)) == {
        "event": 8, "person": 3, "state": 1, "group": 1, "place": 1, "topic": 1,
    }  # fmt: skip
    assert graph.number_of_edges() == 18
    call = graph.nodes["event/e1"]
    assert (call["label"], call["quote"]) == ("phone call 2031-01-05", 'Event e1, as "told" in two lines.')
    assert call["spells"] == [("2031-01-05", "2031-01-05")]
    assert graph.nodes["event/e7"]["label"] == "resignation 2031"
    labels = {(u, v): d["label"] for u, v, d in graph.edges(data=True)}
    assert labels["person/Ana_Vell", "event/e1"] == "actor"
    assert labels["event/e1", "person/Cy_Dann"] == "recipient"
    assert labels["event/e4", "place/Port_Lor"] == "place"


def test_other_statuses_on_request(events):
    assert read(written(events, as_="events", statuses={"negated"})).number_of_nodes() == 3


@pytest.mark.parametrize("as_", VIEWS)
def test_the_same_events_give_the_same_bytes(events, as_):
    assert written(events, as_=as_) == written(reversed(events), as_=as_)
    assert written(iter(events), as_=as_) == written(events, as_=as_)


def test_the_seed_moves_nodes_only(events):
    one, other = (ElementTree.fromstring(written(events, seed=s)) for s in (1, 2))
    assert [n.get("id") for n in one.iter(GEXF + "node")] == [n.get("id") for n in other.iter(GEXF + "node")]
    assert ElementTree.tostring(one) != ElementTree.tostring(other)


def test_names_that_xml_cannot_hold():
    strange = Entity(id="x:1", kind="person", label='A\x00 "B"\ud800\n <C>', aliases=("tab\there",))
    event = Event(
        id="x:e", type="RETREAT", mode=None, status="occurred", actors=(Party(entity=strange),), confidence=1,
        intensity=0, quad="", cameo="080", claims=(),
    )  # fmt: skip
    data = written([event])
    assert lint(data) == []
    assert read(data).nodes["x:1"]["label"] == 'A "B" <C>'


def test_an_unknown_view():
    with pytest.raises(UsageError, match="relations, events"):
        written([], as_="places")
