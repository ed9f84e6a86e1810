"""SPARQL 1.1 Protocol, the query operation."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest

from kg.namespaces import BASE, EVENTS_GRAPH, WORLD_GRAPH
from tests import freedonia as f

SELECT = 'SELECT ?who { ?e a plover:CONSULT ; kg:mode "phone" ; kg:actor ?who }'
ASK = "ASK { ?e a plover:ASSAULT }"
CONSTRUCT = "CONSTRUCT { ?e kg:actor ?who } WHERE { ?e a plover:CONSULT ; kg:actor ?who }"
JSON = "application/sparql-results+json"


def get(client, query, accept=None, **more):
    return client.get("/sparql", params={"query": query, **more}, headers={"Accept": accept} if accept else {})


def callers(answer):
    assert answer.status_code == 200, answer.text
    return [row["who"]["value"] for row in answer.json()["results"]["bindings"]]


def test_get(client):
    answer = get(client, SELECT)
    assert answer.headers["content-type"] == JSON
    assert callers(answer) == [f.FIREFLY.id]


def test_post_as_a_form(client):
    assert callers(client.post("/sparql", data={"query": SELECT})) == [f.FIREFLY.id]


@pytest.mark.parametrize("kind", ["application/sparql-query", "Application/SPARQL-Query; charset=utf-8"])
def test_post_as_the_body(client, kind):
    answer = client.post("/sparql", content=SELECT + " # é", headers={"Content-Type": kind})
    assert callers(answer) == [f.FIREFLY.id]


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        (None, JSON),
        ("*/*", JSON),
        ("application/json", JSON),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("text/*", "application/sparql-results+xml"),
        ("text/csv;q=0.3, text/tab-separated-values;q=0.9, */*;q=0.1", "text/tab-separated-values"),
        ("text/turtle, application/sparql-results+xml;q=0.5", "application/sparql-results+xml"),
        ("application/sparql-results+json;q=0, */*;q=0.5, text/csv", "text/csv"),
    ],
)
def test_a_table_in_the_form_that_is_preferred(client, accept, kind):
    answer = get(client, SELECT, accept)
    assert answer.headers["content-type"].split(";")[0] == kind
    assert f.FIREFLY.id in answer.text


def test_the_forms_of_a_table_can_be_read(client):
    assert json.loads(get(client, ASK, JSON).content)["boolean"] is False
    assert list(csv.reader(io.StringIO(get(client, SELECT, "text/csv").text))) == [["who"], [f.FIREFLY.id]]
    tree = ElementTree.fromstring(get(client, SELECT, "application/sparql-results+xml").content)
    assert [uri.text for uri in tree.iter("{http://www.w3.org/2005/sparql-results#}uri")] == [f.FIREFLY.id]


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        (None, ox.RdfFormat.TURTLE),
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
        (f"{JSON}, application/rdf+xml;q=0.2", ox.RdfFormat.RDF_XML),
    ],
)
def test_a_graph_in_the_form_that_is_preferred(client, accept, form):
    answer = get(client, CONSTRUCT, accept)
    assert answer.headers["content-type"].split(";")[0] == form.media_type
    (quad,) = ox.parse(answer.content, format=form)
    assert (quad.subject.value, quad.object.value) == (f.CALL.id, f.FIREFLY.id)


@pytest.mark.parametrize(
    ("query", "accept"), [(SELECT, "image/png"), (SELECT, "text/turtle"), (ASK, "text/turtle"), (CONSTRUCT, "text/csv")]
)
def test_no_form_that_is_accepted(client, problem, query, accept):
    error = problem(get(client, query, accept), 406)
    assert accept in error["what"]
    assert error["where"] == "Accept"


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({}, [f.FIREFLY.id]),
        ({"default-graph-uri": EVENTS_GRAPH}, [f.FIREFLY.id]),
        ({"default-graph-uri": WORLD_GRAPH}, []),
        ({"named-graph-uri": EVENTS_GRAPH}, []),
        ({"default-graph-uri": [WORLD_GRAPH, EVENTS_GRAPH]}, [f.FIREFLY.id]),
    ],
)
def test_the_dataset_of_the_protocol(client, chosen, found):
    assert callers(get(client, SELECT, **chosen)) == found
    assert callers(client.post("/sparql", data={"query": SELECT, **chosen})) == found
    direct = client.post("/sparql", params=chosen, content=SELECT, headers={"Content-Type": "application/sparql-query"})
    assert callers(direct) == found


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("SELECT ?x {", "line 1, column 12"),
        ("SELECT ?x\n{ ?x ?y }", "line 2, column 10"),
        ("INSERT DATA { <a:b> <a:b> 1 }", "line 1, column 1"),
        ("DROP ALL", "line 1, column 1"),
        ("SELECT * {\n SERVICE <http://example.org/> { ?s ?p ?o } }", "line 2, column 2"),
    ],
)
def test_malformed_and_refused_queries(client, problem, query, where):
    before = client.get("/health").json()["counts"]
    assert problem(get(client, query), 400)["where"] == where
    assert problem(client.post("/sparql", data={"query": query}), 400)["where"] == where
    assert client.get("/health").json()["counts"] == before


@pytest.mark.parametrize("fields", [{"query": ""}, {"query": [SELECT, SELECT]}, {"update": "DROP ALL"}])
def test_one_query_is_needed(client, problem, fields):
    problem(client.get("/sparql", params=fields), 400)
    problem(client.post("/sparql", data=fields, headers={"Content-Type": "application/x-www-form-urlencoded"}), 400)


@pytest.mark.parametrize(
    ("kind", "status"),
    [("text/plain", 415), ("application/json", 415), ("", 415), ("application/sparql-update", 400)],
)
def test_bodies_of_other_types(client, problem, kind, status):
    problem(client.post("/sparql", content=SELECT, headers={"Content-Type": kind} if kind else {}), status)


def test_a_body_that_is_no_text(client, problem):
    headers = {"Content-Type": "application/sparql-query"}
    assert problem(client.post("/sparql", content=b"SELECT \xff", headers=headers), 400)["where"] == "byte 7"
    problem(client.post("/sparql", content=b" " * 1_000_001, headers=headers), 413)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods(client, problem, method):
    answer = client.request(method, "/sparql", params={"query": SELECT})
    problem(answer, 405)
    assert answer.headers["allow"]


def test_a_query_without_end_is_ended(serve, store, problem):
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    with serve(store, query_seconds=0.5) as client:
        assert "0.5 seconds" in problem(get(client, endless), 504)["what"]
        assert callers(get(client, SELECT)) == [f.FIREFLY.id]


def test_a_browser_gets_a_page_to_write_the_query(client):
    page = client.get("/sparql", headers={"Accept": "text/html,*/*;q=0.8"})
    assert page.headers["content-type"].startswith("text/html")
    # A query is answered in the same way, browser or not.
    assert get(client, SELECT, "text/html,*/*;q=0.8").headers["content-type"] == JSON


def test_an_iri_of_a_graph_that_is_none(client, problem):
    problem(get(client, SELECT, **{"default-graph-uri": "not an IRI"}), 400)
    assert callers(get(client, SELECT, **{"default-graph-uri": BASE + "graph/none"})) == []
