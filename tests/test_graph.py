"""The graph as a Python object."""

from __future__ import annotations

import subprocess
import sys

import pytest

import kg
from kg.errors import NotFoundError, QueryError, StoreError, UsageError
from kg.export.gexf_lint import lint
from tests import freedonia as f
from tests import freedonia_store


@pytest.fixture(scope="module")
def graph(tmp_path_factory):
    with kg.open(freedonia_store.build(tmp_path_factory.mktemp("graph") / "graph")) as opened:
        yield opened


def test_the_interface_is_loaded_when_it_is_used():
    code = "import sys, kg; assert 'kg.graph' not in sys.modules; kg.Graph; assert 'kg.graph' in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
    assert {"Graph", "build", "open", "__version__"} <= set(dir(kg))
    with pytest.raises(AttributeError, match="clsoe"):
        _ = kg.clsoe


def test_events_by_filter(graph):
    assert list(graph.events()) == list(f.EVENTS)
    assert list(graph.events(either=("Firefly", "Trentino"), since="1933")) == [f.CALL]
    assert graph.event("0002") == f.THREAT


def test_a_filter_that_is_none(graph):
    with pytest.raises(UsageError, match="did you mean actor"):
        graph.events(actr="Firefly")


@pytest.mark.parametrize("name", ["Firefly", "rufus firefly", f.FIREFLY.id, "person/Rufus_Firefly"])
def test_an_entity_by_name_or_iri(graph, name):
    assert graph.entity(name) == f.FIREFLY


def test_nobody_of_that_name(graph):
    with pytest.raises(NotFoundError):
        graph.entity("Chicolini")


def test_articles(graph):
    assert [(a.id, a.published, a.claims) for a in graph.articles()] == [
        ("gazette/2 é", "1933-11-22", 1), ("herald-1", "1933-11-21", 1), ("post-3", None, 2),
    ]  # fmt: skip
    assert graph.article("herald-1") == f.ARTICLES[0]
    assert graph.claims("herald-1") == f.claims_of(f.ARTICLES[0])


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("SELECT ?n { BIND(1 AS ?n) }", [{"n": 1}]),
        ("SELECT ?n { BIND(1.5 AS ?n) }", [{"n": 1.5}]),
        ("SELECT ?n { BIND(true AS ?n) }", [{"n": True}]),
        ("SELECT ?n ?m { BIND('é'@fr AS ?n) }", [{"n": "é", "m": None}]),
        ("SELECT ?d { event:0002 kg:start ?d }", [{"d": "1934"}]),
        ("SELECT ?who { event:0001 kg:actor ?who }", [{"who": f.FIREFLY.id}]),
        ("ASK { event:0001 kg:actor ?who }", True),
        ("ASK { event:0001 kg:actor 1 }", False),
        (
            "CONSTRUCT { ?e rdfs:label 'x' } WHERE { BIND(event:0001 AS ?e) }",
            [{"subject": f.CALL.id, "predicate": "http://www.w3.org/2000/01/rdf-schema#label", "object": "x"}],
        ),
    ],
)
def test_sparql_gives_plain_values(graph, query, found):
    assert graph.sparql(query) == found


def test_sparql_only_reads(graph):
    with pytest.raises(QueryError):
        graph.sparql("DROP ALL")


def test_relations(graph):
    ((first, second, edge),) = graph.relations().edges(data=True)
    assert (first, edge["kind"], second) == (f.FIREFLY.id, "called", f.TRENTINO.id)
    ((first, second),) = graph.relations(fold_states=True).edges()
    assert (first, second) == (f.FREEDONIA.id, f.SYLVANIA.id)
    assert not graph.relations(type="ASSAULT").edges
    assert graph.relations(statuses=["hypothetical"]).edges


def test_who_called_whom(graph):
    (call,) = graph.who_called_whom(since="1933")
    assert (call.first, call.second, call.day) == (f.FIREFLY, f.TRENTINO, "1933-11-20")


def test_export(graph, tmp_path):
    assert lint(graph.export_gexf(tmp_path / "x.gexf").read_bytes()) == []
    assert graph.export("csv", tmp_path / "x.csv", type="ASSAULT").read_text("utf-8").count("\n") == 3
    assert b"plover:CONSULT" in graph.export("turtle", tmp_path / "x.ttl").read_bytes()


@pytest.mark.parametrize(
    ("name", "choices"),
    [("xls", {}), ("gexf", {"as_": "pie"}), ("csv", {"as_": "events"}), ("turtle", {"type": "ASSAULT"})],
)
def test_a_failed_export_leaves_the_old_file(graph, tmp_path, name, choices):
    target = tmp_path / "old"
    target.write_text("old", "utf-8")
    with pytest.raises(UsageError):
        graph.export(name, target, **choices)
    assert [p.read_text("utf-8") for p in tmp_path.iterdir()] == ["old"]


def test_it_says_what_it_holds(graph):
    assert repr(graph) == "<Graph of 3 articles and 3 events>"
    assert graph.counts()["claims"] == 4


def test_closed_is_closed(tmp_path):
    path = freedonia_store.build(tmp_path / "graph")
    with kg.open(path) as opened:
        pass
    with pytest.raises(StoreError, match="closed"):
        opened.events()


def test_the_store_is_named_by_the_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("KG_STORE", str(freedonia_store.build(tmp_path / "graph")))
    assert kg.open().counts()["events"] == 3


def test_build(tmp_path):
    article = tmp_path / "one.txt"
    article.write_text("Freedonia may impose sanctions on Sylvania.", "utf-8")
    with kg.build(article, tmp_path / "graph") as graph:
        assert (graph.report.read, graph.report.kept) == (1, 1)
        assert [a.id for a in graph.articles()] == ["one"]
    with kg.build([article], tmp_path / "graph") as graph:
        assert graph.report.unchanged == 1
