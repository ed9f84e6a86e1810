"""What comes over HTTP is what the engine says, for a hundred queries in every format."""

from __future__ import annotations

from collections import Counter

import pyoxigraph as ox
import pytest

from api.accept import GRAPHS as GRAPH_TYPES
from api.accept import TABLES as TABLE_TYPES
from kg.sparql import GRAPHS, TABLES
from kg.store import snapshots

PROPERTIES = (
    "rdf:type", "rdfs:label", "skos:altLabel", "kg:kind", "kg:country", "kg:sector", "kg:eventType", "kg:status",
    "kg:start", "kg:earliest", "kg:confidence", "kg:quote", "kg:topic", "kg:actor", "sem:hasActor", "geo:lat",
    "prov:wasQuotedFrom", "kg:reports", "kg:intensity", "schema:identifier",
)  # fmt: skip
SELECTS = (
    *(f"SELECT ?s ?o {{ ?s {p} ?o }}" for p in PROPERTIES),
    *(f"SELECT ?g (COUNT(*) AS ?n) {{ GRAPH ?g {{ ?s {p} ?o }} }} GROUP BY ?g" for p in PROPERTIES[:10]),
    *(f"SELECT ?s ?label ?o {{ ?s {p} ?o OPTIONAL {{ ?s rdfs:label ?label }} }}" for p in PROPERTIES[:10]),
    *(f'SELECT ?s ?x {{ ?s {p} ?o BIND(CONCAT(STR(?o), "\\t\\"<&\\n,") AS ?x) }}' for p in PROPERTIES[:5]),
    'SELECT ("é\\u0301 \\U0001F600"@fr AS ?a) (1.5e300 AS ?b) (-0.0 AS ?c) (true AS ?d) (1/0 AS ?none) {}',
    'SELECT ("2024-02-29"^^xsd:date AS ?a) ("2024"^^xsd:gYear AS ?b) ("x"^^<http://x.example/t> AS ?c) {}',
    "SELECT ?x { VALUES ?x { UNDEF 1 \"\" <http://x.example/> } }",
    "SELECT * { ?s ?p ?o FILTER(false) }",
    "SELECT (1 AS ?x) { FILTER(false) }",
)  # fmt: skip
ASKS = tuple(f"ASK {{ ?s {p} ?o FILTER(ISIRI(?o)) }}" for p in PROPERTIES)
CONSTRUCTS = (
    *(f"CONSTRUCT {{ ?s {p} ?o }} WHERE {{ ?s {p} ?o }}" for p in PROPERTIES),
    *(f"CONSTRUCT {{ ?o <http://x.example/of> ?s }} WHERE {{ ?s {p} ?o FILTER(ISIRI(?o)) }}" for p in PROPERTIES[:8]),
    "CONSTRUCT { ?s <x:said> ?said } WHERE { ?s kg:quote ?q BIND(CONCAT(?q, '\\n\\t\\\\\\\"<&') AS ?said) }",
    "DESCRIBE ?s { ?s kg:eventType ?type }",
    "DESCRIBE person:Rufus_Firefly",
    "CONSTRUCT WHERE { ?s a sem:Event }",
    "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o FILTER(false) }",
)  # fmt: skip


@pytest.fixture(scope="module")
def engine(store):
    with snapshots.open_newest(store) as opened:
        yield opened


def asked(client, query, form):
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": form})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].split(";")[0] == form
    return answer.content


def rows(result):
    """Solutions whatever their order, with the order of the variables."""
    names = [variable.value for variable in result.variables]
    return sorted(names), Counter(tuple(str(row[name]) for name in sorted(names)) for row in result)


def test_there_are_a_hundred():
    assert len({*SELECTS, *ASKS, *CONSTRUCTS}) >= 100


@pytest.mark.parametrize("form", [t for t in TABLE_TYPES if t.startswith(("application/sparql", "text/c", "text/t"))])
def test_tables(client, engine, form):
    kind = TABLES[TABLE_TYPES[form]]
    for query in SELECTS:
        body, own = asked(client, query, form), engine.query(query)
        if kind == ox.QueryResultsFormat.CSV:  # which loses what kind of term it was
            assert Counter(body.split(b"\r\n")) == Counter(own.serialize(format=kind).split(b"\r\n")), query
        else:
            assert rows(ox.parse_query_results(body, kind)) == rows(own), query
    for query in ASKS:
        if kind in (ox.QueryResultsFormat.CSV, ox.QueryResultsFormat.TSV):
            assert asked(client, query, form) == engine.query(query).serialize(format=kind)
        else:
            assert bool(ox.parse_query_results(asked(client, query, form), kind)) == bool(engine.query(query))


@pytest.mark.parametrize("form", [t for t in GRAPH_TYPES if t not in ("text/plain", "application/json")])
def test_graphs(client, engine, form):
    kind = GRAPHS[GRAPH_TYPES[form]]
    for query in CONSTRUCTS:
        found = {quad.triple for quad in ox.parse(asked(client, query, form), kind)}
        assert found == set(engine.query(query)), query
