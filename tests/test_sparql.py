"""Queries from outside: what is refused, what is answered and how it is written."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.namespaces import EVENTS_GRAPH, article_iri
from kg.sparql import GRAPHS, TABLES, answer, check, table
from kg.store import Store
from tests import freedonia as f

# No server answers there, and the engine itself declines the port: an attempt shows as an error at once.
AWAY = "http://127.0.0.1:9/x"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(tmp_path_factory.mktemp("sparql") / "graph", create=True) as opened:
        opened.put_vocabulary()
        opened.put_world(f.WORLD, f.TERMS)
        for article in f.ARTICLES:
            opened.put_article(article, f.claims_of(article), "one")
        opened.put_events(f.EVENTS)
        yield opened


# The guard ----------------------------------------------------------------------------------------

REACHES_OUT = {
    "plain": f"SELECT * {{ SERVICE <{AWAY}> {{ ?a ?b ?c }} }}",
    "case": f"select * {{ sErViCe <{AWAY}> {{ ?a ?b ?c }} }}",
    "silent": f"SELECT * {{ SERVICE SILENT <{AWAY}> {{ ?a ?b ?c }} }}",
    "construct": f"CONSTRUCT {{ ?a ?b ?c }} WHERE {{ SERVICE <{AWAY}> {{ ?a ?b ?c }} }}",
    "exists": f"SELECT * {{ ?s ?p ?o FILTER(EXISTS{{SERVICE <{AWAY}> {{ ?a ?b ?c }}}}) }}",
    "variable": f"SELECT * {{ BIND(<{AWAY}> AS ?x) SERVICE ?x {{ ?a ?b ?c }} }}",
    "no space before": f"SELECT * {{ ?s ?p trueSERVICE<{AWAY}>{{ ?a ?b ?c }} }}",
    "after a number": f"SELECT * {{ ?s ?p 1SERVICE<{AWAY}>{{ ?a ?b ?c }} }}",
    "after a number with an exponent": f"SELECT * {{ ?s ?p 1.e1SERVICE<{AWAY}>{{ ?a ?b ?c }} }}",
    "no space after": f"PREFIX : <{AWAY}> SELECT * {{ SERVICE:x{{ ?a ?b ?c }} }}",
    "no space after silent": f"PREFIX : <{AWAY}> SELECT * {{ SERVICESILENT:x{{ ?a ?b ?c }} }}",
    "comment in between": f"PREFIX : <{AWAY}> SELECT * {{ SERVICE:x#\n{{ ?a ?b ?c }} }}",
    "after a comment": f"SELECT * {{ # <\rSERVICE <{AWAY}> {{ ?a ?b ?c }} }}",
    "less-than like an IRI": f"SELECT * {{ BIND(<{AWAY}> AS ?x) ?s ?p ?a FILTER(?a<2)SERVICE?x#>\n{{ ?q ?w ?e }} }}",
    "less-than and a string": f'SELECT * {{ ?s ?p ?a FILTER(?a<2)#>"""\nSERVICE <{AWAY}> {{ ?q ?w ?e }}\n#"""\n }}',
    "name with a sharp": f"PREFIX ex: <http://a/> SELECT * {{ ?s ?p ex:a\\#b SERVICE <{AWAY}> {{ ?a ?b ?c }} }}",
    "name that ends in a dot": f"PREFIX ex: <http://a/> SELECT * {{ ?s ?p ex:.SERVICE<{AWAY}>{{ ?a ?b ?c }} }}",
    "path": f"PREFIX ex: <http://a/> SELECT * {{ ?s ex:p?true SERVICE<{AWAY}>{{ ?a ?b ?c }} }}",
    "anonymous node": f"SELECT * {{ ?s ?p []SERVICE<{AWAY}>{{ ?a ?b ?c }} }}",
}  # fmt: skip


@pytest.mark.parametrize("sparql", REACHES_OUT.values(), ids=REACHES_OUT.keys())
def test_service_is_refused_however_it_is_written(store: Store, sparql: str) -> None:
    for run in (answer, table):
        with pytest.raises(QueryError, match=r"SERVICE reaches out.*not allowed"):
            run(store, sparql)


@pytest.mark.parametrize(
    "sparql",
    [
        'SELECT * { ?s ?p "SERVICE <http://a/> {}" }',
        "SELECT * { ?s ?p 'it''s a SERVICE' }".replace("''", "\\'"),
        'SELECT * { ?s ?p """a "quoted" SERVICE <http://a/> {}""" }',
        "SELECT * { ?s ?p '''SERVICE\n<http://a/> {}''' }",
        "SELECT * { ?s ?p ?o } # SERVICE <http://a/> {}",
        "SELECT * { ?s <http://a.example/service> ?service . ?service ?p <http://a.example/x#SERVICE> }",
        "PREFIX service: <urn:x:> SELECT * { ?s service:p service:o FILTER(?s < service:f) }",
        "PREFIX service: <urn:x:> SELECT * { GRAPH service:g { ?s ?p ?o } }",
        "PREFIX ex: <urn:x:> SELECT * { ?s ex:service ?o ; ex:self-service 'x'@en }",
        "SELECT * { ?s ?p ?o FILTER(?s<?o && ?o>?p) }",
        "SELECT $service { $service ?p ?o }",
    ],
)
def test_the_word_alone_is_no_offence(store: Store, sparql: str) -> None:
    assert answer(store, sparql).media_type == "application/sparql-results+json"


@pytest.fixture(scope="module")
def engine() -> ox.Store:
    made = ox.Store()
    node = ox.NamedNode("http://a/s")
    for value in (ox.Literal(1), ox.Literal(True), node):
        made.add(ox.Quad(node, ox.NamedNode("http://a/p"), value))
    return made


GLUE = st.sampled_from(
    ["", " ", "\n", "#\n", "#>\n", '#"""\n', "#'\n", ".", ". ", "<", ">", '"', "'''", ":", "a:", "true", "1", "?x",
     "[]", ")", "FILTER(?o<2)", "FILTER(?o<a:b)", "FILTER(1<2)", "SILENT", "GRAPH ?g", "{}", "OPTIONAL", "\\u0053",
     "@en", "<http://a/>", "<a>"]
)  # fmt: skip


@given(st.lists(GLUE, max_size=4), st.lists(GLUE, max_size=2), st.lists(GLUE, max_size=2), st.lists(GLUE, max_size=3))
def test_whatever_the_engine_takes_for_service_is_refused(engine: ox.Store, before, after, last, end) -> None:
    sparql = (
        f"PREFIX : <{AWAY}> PREFIX a: <http://a/> SELECT * {{ ?s ?p ?o "
        + "".join([*before, "SERVICE", *after, f"<{AWAY}>", *last, "{ ?q ?w ?e }", *end, "}"])
    )  # fmt: skip
    try:
        list(engine.query(sparql))  # type: ignore[arg-type]
        tried = False
    except SyntaxError:
        tried = False
    except OSError:  # it wanted to reach the port
        tried = True
    if tried:
        with pytest.raises(QueryError, match="SERVICE"):
            check(sparql)


@pytest.mark.parametrize(
    "verb",
    [
        "INSERT DATA { <a:a> <a:b> 1 }",
        "DELETE WHERE { ?s ?p ?o }",
        "LOAD <file:///x>",
        "CLEAR ALL",
        "DROP ALL",
        "with <a:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_updates_are_refused(store: Store, verb: str) -> None:
    before = len(store.engine)
    with pytest.raises(QueryError, match="changes the store"):
        answer(store, "PREFIX x: <urn:x>\n# a comment\n" + verb)
    assert len(store.engine) == before


def test_a_graph_that_is_not_here_is_empty_and_not_fetched(store: Store) -> None:
    assert table(store, f"SELECT * FROM <{AWAY}> {{ ?s ?p ?o }}").rows == []


def test_the_guard_takes_time_in_line_with_the_length() -> None:
    # Each of these would take minutes if any token were tried again from every character.
    for piece in ("a.", "<a ", '"""', "'", "<urn:x>", "a:b.", "\\", "#\n", "?", "<"):
        assert check(piece * 20_000) is False


# Malformed ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sparql", "where", "what"),
    [
        ("SELECT * {\n ?s ?p }", "line 2, column ", "malformed"),
        ("SELECT ?x { ?x nope:p ?y }", "line 1", "a prefix is not declared"),
        ("", "line 1, column 1", "malformed"),
        ("SELECT * { ?s ?p 'open }", "line 1", "malformed"),
    ],
)
def test_a_malformed_query_is_told_where(store: Store, sparql: str, where: str, what: str) -> None:
    with pytest.raises(QueryError, match=what) as caught:
        answer(store, sparql)
    assert caught.value.where is not None
    assert caught.value.where.startswith(where)
    assert len(str(caught.value)) < 400
    assert "\n" not in str(caught.value)


# Answers ------------------------------------------------------------------------------------------

WHO = "SELECT ?who ?day { ?e a plover:CONSULT ; kg:actor ?who ; kg:start ?day }"
ASK = "ASK { ?e a plover:CONSULT }"
GRAPH = "CONSTRUCT { ?e kg:actor ?who } { ?e a plover:CONSULT ; kg:actor ?who ; kg:hasClaim ?claim }"


def test_tables_in_every_format(store: Store) -> None:
    found = {name: answer(store, WHO, [name]) for name in TABLES}
    assert {a.format for a in found.values()} == set(TABLES)
    row = json.loads(found["json"].body)["results"]["bindings"][0]
    assert (row["who"]["value"], row["day"]["value"]) == (f.FIREFLY.id, "1933-11-20")
    assert list(csv.reader(found["csv"].body.decode().splitlines())) == [["who", "day"], [f.FIREFLY.id, "1933-11-20"]]
    assert found["tsv"].body.startswith(b"?who\t?day\n<")
    assert b"<sparql" in found["xml"].body
    assert found["json"].media_type == "application/sparql-results+json"
    assert found["csv"].media_type.startswith("text/csv")


def test_yes_and_no(store: Store) -> None:
    assert json.loads(answer(store, ASK).body)["boolean"] is True
    assert answer(store, ASK, ["csv"]).body == b"true"
    assert table(store, ASK).rows == [("yes",)]
    assert table(store, "ASK { ?e a plover:AID ; kg:status ?any }").rows == [("no",)]


@pytest.mark.parametrize("name", GRAPHS)
def test_graphs_in_every_format(store: Store, name: str) -> None:
    found = answer(store, GRAPH, [name])
    assert found.media_type == GRAPHS[name].media_type
    triples = [q.triple for q in ox.parse(found.body, format=GRAPHS[name])]
    # Two claims give the triple twice; a graph has it once.
    assert triples == [ox.Triple(ox.NamedNode(f.CALL.id), ox.NamedNode("https://w3id.org/aide-memoire/ns#actor"),
                                 ox.NamedNode(f.FIREFLY.id))]  # fmt: skip


def test_turtle_has_prefixes(store: Store) -> None:
    assert b"kg:actor person:Rufus_Firefly" in answer(store, GRAPH).body
    assert answer(store, f"DESCRIBE <{f.FIREFLY.id}>").media_type == "text/turtle"


def test_the_first_format_that_fits_is_taken(store: Store) -> None:
    assert answer(store, WHO, ["turtle", "tsv", "csv"]).format == "tsv"
    assert answer(store, GRAPH, ["csv", "jsonld"]).format == "jsonld"
    with pytest.raises(QueryError, match=r"is a table, which cannot be written as turtle.*json, xml, csv, tsv"):
        answer(store, WHO, ["turtle"])
    with pytest.raises(QueryError, match="is a graph"):
        answer(store, GRAPH, ["csv"])


def test_prefixes_of_ones_own_win(store: Store) -> None:
    assert table(store, "PREFIX kg: <urn:other:> SELECT * { ?s kg:actor ?o }").rows == []


def test_tables_for_people(store: Store) -> None:
    found = table(
        store, "SELECT ?e ?mode { ?e kg:eventType plover:ASSAULT ; kg:reports 1 OPTIONAL { ?e kg:mode ?mode } }"
    )
    assert found.columns == ("e", "mode")
    assert sorted(found.rows, key=str) == [(f.THREAT.id, None), (f.DENIAL.id, "heavy-weapons")]
    assert table(store, GRAPH).columns == ("subject", "predicate", "object")
    assert len(table(store, GRAPH).rows) == 1


def test_datasets(store: Store) -> None:
    everything = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"

    def number(sparql: str, **dataset: list[str]) -> int:
        return int(json.loads(answer(store, sparql, **dataset).body)["results"]["bindings"][0]["n"]["value"])

    one = article_iri("herald-1")
    size = number(everything, default_graphs=[one])
    assert 0 < size < number(everything) == len(store.engine)
    assert number(f"SELECT (COUNT(*) AS ?n) FROM <{one}> {{ ?s ?p ?o }}") == size
    assert number("SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }", named_graphs=[one, EVENTS_GRAPH]) == 2
    with pytest.raises(QueryError, match="not the IRI of a graph"):
        answer(store, everything, default_graphs=["not an IRI"])


def test_a_query_that_cannot_be_run(store: Store, tmp_path: Path) -> None:
    with pytest.raises(QueryError):
        answer(store, "SELECT (unknown:f(?s) AS ?x) { ?s ?p ?o }")
