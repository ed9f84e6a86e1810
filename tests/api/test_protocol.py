"""The SPARQL 1.1 Protocol and the Graph Store Protocol, case by case, as their specifications have them.

Sections are those of https://www.w3.org/TR/sparql11-protocol/ and https://www.w3.org/TR/sparql11-http-rdf-update/.
"""

from __future__ import annotations

from urllib.parse import quote, urlencode

import pyoxigraph as ox
import pytest

from kg.keys import Keys
from kg.namespaces import EVENTS_GRAPH, VOCABULARY_GRAPH, WORLD_GRAPH, article_iri
from kg.store import Store, snapshots
from tests import freedonia_store

FORM = "application/x-www-form-urlencoded"
QUERY, UPDATE = "application/sparql-query", "application/sparql-update"
AS_FORM, AS_QUERY, AS_UPDATE = ({"Content-Type": kind} for kind in (FORM, QUERY, UPDATE))
AS_TEXT = {"Content-Type": "text/plain"}
LATIN_1 = b"query=ASK%20%7B%20%3Fs%20%3Fp%20%22%E9%22%7D"
G1, G2, G3 = (f"http://graphs.example/{n}" for n in (1, 2, 3))
TABLE_TYPES = {"application/sparql-results+json", "application/sparql-results+xml"}
GRAPH_TYPES = {"text/turtle", "application/rdf+xml", "application/n-triples"}


@pytest.fixture(scope="module")
def graphs(tmp_path_factory):
    """A store with three more graphs, each with one triple that says which it is."""
    path = freedonia_store.build(tmp_path_factory.mktemp("protocol") / "graph", publish=False)
    with Store.open(path) as store:
        node = ox.NamedNode("http://things.example/a")
        for graph in (G1, G2, G3):
            store.replace(ox.NamedNode(graph), {ox.Quad(node, node, ox.Literal(graph), ox.NamedNode(graph))})
        snapshots.publish(store)
    return path


@pytest.fixture(scope="module")
def endpoint(graphs):
    from tests.service import running

    with running(graphs) as client:
        yield client


def ask(answer):
    assert answer.status_code == 200, answer.text
    return answer.json()["boolean"]


def has(graph):
    return f'<http://things.example/a> <http://things.example/a> "{graph}"'


# 2.1 Query operation --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "send",
    [
        lambda c, q: c.get(f"/sparql?query={quote(q)}"),
        lambda c, q: c.post("/sparql", content=urlencode({"query": q}), headers=AS_FORM),
        lambda c, q: c.post("/sparql", content=q, headers=AS_QUERY),
        lambda c, q: c.post("/sparql", content=q, headers={"Content-Type": f"{QUERY}; charset=UTF-8"}),
    ],
    ids=["by GET", "by POST as a form", "by POST directly", "by POST directly with a charset"],
)
def test_a_query_is_sent_in_three_ways(endpoint, send):
    assert ask(send(endpoint, "ASK {}")) is True


@pytest.mark.parametrize(
    ("fields", "query", "answer"),
    [
        ({"default-graph-uri": [G1]}, f"ASK {{ {has(G1)} }}", True),
        ({"default-graph-uri": [G1]}, f"ASK {{ {has(G2)} }}", False),
        ({"default-graph-uri": [G1, G2]}, f"ASK {{ {has(G1)} . {has(G2)} }}", True),
        ({"default-graph-uri": [G1, G2]}, f"ASK {{ {has(G3)} }}", False),
        ({"named-graph-uri": [G1]}, f"ASK {{ GRAPH ?g {{ {has(G1)} }} }}", True),
        ({"named-graph-uri": [G1]}, f"ASK {{ GRAPH ?g {{ {has(G2)} }} }}", False),
        ({"named-graph-uri": [G1, G2]}, f"ASK {{ GRAPH <{G1}> {{ {has(G1)} }} GRAPH <{G2}> {{ {has(G2)} }} }}", True),
        ({"named-graph-uri": [G1]}, f"ASK {{ {has(G1)} }}", False),
        (
            {"default-graph-uri": [G1], "named-graph-uri": [G2, G3]},
            f"ASK {{ {has(G1)} GRAPH <{G3}> {{ {has(G3)} }} FILTER NOT EXISTS {{ GRAPH <{G1}> {{ ?s ?p ?o }} }} }}",
            True,
        ),
        # 2.1.4: the dataset of the request goes before that of the query.
        ({"default-graph-uri": [G2]}, f"ASK FROM <{G1}> {{ {has(G2)} FILTER NOT EXISTS {{ {has(G1)} }} }}", True),
        ({"named-graph-uri": [G2]}, f"ASK FROM NAMED <{G1}> {{ GRAPH ?g {{ {has(G2)} }} }}", True),
        ({}, f"ASK FROM <{G1}> FROM NAMED <{G2}> {{ {has(G1)} GRAPH ?g {{ {has(G2)} }} }}", True),
        ({}, f"ASK FROM <{G1}> {{ {has(G2)} }}", False),
    ],
)
@pytest.mark.parametrize("way", ["get", "form", "direct"])
def test_the_dataset(endpoint, fields, query, answer, way):
    if way == "get":
        found = endpoint.get("/sparql?" + urlencode({"query": query, **fields}, doseq=True))
    elif way == "form":
        body = urlencode({"query": query, **fields}, doseq=True)
        found = endpoint.post("/sparql", content=body, headers=AS_FORM)
    else:
        address = "/sparql?" + urlencode(fields, doseq=True)
        found = endpoint.post(address, content=query, headers=AS_QUERY)
    assert ask(found) is answer


@pytest.mark.parametrize(
    ("query", "types"),
    [
        ("SELECT ?s { ?s ?p ?o } LIMIT 1", TABLE_TYPES),
        ("ASK {}", TABLE_TYPES),
        ("DESCRIBE <http://things.example/a>", GRAPH_TYPES),
        ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 1", GRAPH_TYPES),
    ],
)
def test_the_type_of_the_result(endpoint, query, types):
    for accept in types:
        answer = endpoint.get("/sparql", params={"query": query}, headers={"Accept": accept})
        assert (answer.status_code, answer.headers["content-type"].split(";")[0]) == (200, accept)
        assert "accept" in answer.headers["vary"].lower()


@pytest.mark.parametrize(
    ("send", "statuses"),
    [
        (lambda c: c.put("/sparql?query=ASK%20%7B%7D"), {405}),
        (lambda c: c.delete("/sparql?query=ASK%20%7B%7D"), {405}),
        (lambda c: c.get("/sparql?query=ASK%20%7B%7D&query=SELECT%20*%20%7B%7D"), {400}),
        (lambda c: c.post("/sparql", content="query=ASK+%7B%7D&query=ASK+%7B%7D", headers=AS_FORM), {400}),
        (lambda c: c.post("/sparql?query=ASK%20%7B%7D", content="ASK {}", headers=AS_QUERY), {400}),
        (lambda c: c.post("/sparql", content="ASK {}", headers=AS_TEXT), {415}),
        (lambda c: c.post("/sparql", content="query=ASK%20%7B%7D"), {415}),
        (lambda c: c.post("/sparql", content="ASK {}"), {415}),
        (lambda c: c.post("/sparql", content='ASK { ?s ?p "é" }'.encode("utf-16"), headers=AS_QUERY), {400}),
        (lambda c: c.post("/sparql", content=LATIN_1, headers=AS_FORM), {400}),
        (lambda c: c.get("/sparql?query=ASK%20%7B"), {400}),
        (lambda c: c.get("/sparql?default-graph-uri=http%3A%2F%2Fgraphs.example%2F1"), {400}),
        (lambda c: c.get("/sparql?query=ASK%7B%7D&default-graph-uri=relative"), {400}),
        (lambda c: c.get("/sparql?query=ASK%7B%7D&timeout=soon"), {400}),
        (lambda c: c.get("/sparql?query=ASK%7B%7D&timeout=-1"), {400}),
    ],
)  # fmt: skip
def test_requests_that_are_none(endpoint, problem, send, statuses):
    answer = send(endpoint)
    assert answer.status_code in statuses
    problem(answer, answer.status_code)


def test_a_syntax_error_has_its_place_for_programs(endpoint):
    answer = endpoint.get("/sparql", params={"query": "SELECT *\n{ ?s ?p }"})
    assert answer.json()["error"]["position"] == {"line": 2, "column": 10}


@pytest.mark.parametrize(
    ("address", "headers", "applied"),
    [
        ("/sparql?query=ASK{}&timeout=3", {}, None),
        ("/sparql?query=ASK{}", {"Prefer": "wait=5"}, "wait=5"),
        ("/sparql?query=ASK{}", {"Prefer": "respond-async, wait=100000"}, "wait=60"),
    ],
)
def test_how_long_it_may_take(endpoint, address, headers, applied):
    answer = endpoint.get(address, headers=headers)
    assert ask(answer) is True
    assert answer.headers.get("preference-applied") == applied


# Service description --------------------------------------------------------------------------------


@pytest.mark.parametrize("accept", [None, "text/turtle", "application/rdf+xml", "application/n-triples"])
def test_the_service_describes_itself(endpoint, accept):
    answer = endpoint.get("/sparql", headers={"Accept": accept} if accept else {})
    form = ox.RdfFormat.from_media_type(answer.headers["content-type"])
    found = {(q.predicate.value.split("#")[-1], getattr(q.object, "value", "")) for q in ox.parse(answer.content, form)}
    endpoint_iri = str(endpoint.base_url.join("/sparql"))
    sd = "http://www.w3.org/ns/sparql-service-description#"
    assert ("endpoint", endpoint_iri) in found
    assert ("supportedLanguage", sd + "SPARQL11Query") in found
    assert ("supportedLanguage", sd + "SPARQL11Update") not in found
    assert {graph for name, graph in found if name == "name"} == {EVENTS_GRAPH, WORLD_GRAPH, VOCABULARY_GRAPH}


def test_a_description_that_nobody_can_read(endpoint, problem):
    problem(endpoint.get("/sparql", headers={"Accept": "image/png"}), 406)


# 2.2 Update operation -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def updating(tmp_path_factory):
    from tests.service import running

    path = freedonia_store.build(tmp_path_factory.mktemp("update") / "graph", publish=False)
    thing = ox.NamedNode("http://n.example/9")
    with Store.open(path) as store:
        for graph in map(ox.NamedNode, (G1, G2, G3)):
            store.replace(graph, {ox.Quad(thing, thing, thing, graph)})
        snapshots.publish(store)
    _, token = Keys(path / "keys.json").add("tests", ["update"])
    with running(path, updates=True) as client:
        client.headers["Authorization"] = f"Bearer {token}"
        yield client


def insert(graph, number):
    return f"INSERT DATA {{ GRAPH <{graph}> {{ <http://n.example/{number}> a <http://n.example/Thing> }} }}"


def is_there(client, graph, number):
    return ask(
        client.get("/sparql", params={"query": f"ASK {{ GRAPH <{graph}> {{ <http://n.example/{number}> ?p ?o }} }}"})
    )


@pytest.mark.parametrize(
    ("number", "send"),
    [
        (1, lambda c, u: c.post("/sparql", content=urlencode({"update": u}), headers=AS_FORM)),
        (2, lambda c, u: c.post("/sparql", content=u, headers=AS_UPDATE)),
    ],
    ids=["as a form", "directly"],
)
def test_an_update_is_sent_in_two_ways(updating, number, send):
    answer = send(updating, insert(G1, number))
    assert (answer.status_code, answer.content) == (204, b"")
    assert is_there(updating, G1, number)


@pytest.mark.parametrize(
    ("fields", "found_in"),
    [
        ({"using-graph-uri": [G1]}, {"default"}),
        ({"using-graph-uri": [G1, G2]}, {"default"}),
        ({"using-graph-uri": ["http://graphs.example/none"]}, set()),
        ({"using-named-graph-uri": [G1]}, {G1}),
        ({"using-graph-uri": [G1], "using-named-graph-uri": [G2, G3]}, {"default", G2, G3}),
    ],
)
@pytest.mark.parametrize("way", ["form", "direct"])
def test_the_dataset_of_an_update(updating, fields, found_in, way):
    # What is found of the dataset is written down, with the graph where it is a named one.
    target = "http://graphs.example/out"
    update = (
        f"CLEAR SILENT GRAPH <{target}> ; INSERT {{ GRAPH <{target}> {{ <http://n.example/x> ?p ?where }} }}\n"
        'WHERE { { <http://n.example/9> ?p ?o BIND("default" AS ?where) }'
        " UNION { GRAPH ?where { <http://n.example/9> ?p ?o } } }"
    )
    if way == "form":
        body = urlencode({"update": update, **fields}, doseq=True)
        answer = updating.post("/sparql", content=body, headers=AS_FORM)
    else:
        address = "/sparql?" + urlencode(fields, doseq=True)
        answer = updating.post(address, content=update, headers=AS_UPDATE)
    assert answer.status_code == 204, answer.text
    rows = updating.get("/sparql", params={"query": f"SELECT ?w {{ GRAPH <{target}> {{ ?s ?p ?w }} }}"}).json()
    found = {row["w"]["value"] for row in rows["results"]["bindings"]}
    assert found == found_in


def test_the_base_of_relative_iris(updating):
    answer = updating.post("/sparql", content="INSERT DATA { <#here> a <#Thing> }", headers=AS_UPDATE)
    assert answer.status_code == 204
    base = updating.base_url.join("/sparql")
    found = updating.get("/sparql", params={"query": f"ASK {{ <{base}#here> a <{base}#Thing> }}"})
    assert ask(found) is True


@pytest.mark.parametrize(
    ("send", "statuses"),
    [
        (lambda c, u: c.get("/sparql", params={"update": u}), {400}),
        (lambda c, u: c.put("/sparql", content=u, headers=AS_UPDATE), {405}),
        (lambda c, u: c.post("/sparql", data={"update": [u, u]}), {400}),
        (lambda c, u: c.post("/sparql", data={"update": u, "query": "ASK {}"}), {400}),
        (lambda c, u: c.post("/sparql", content=u, headers=AS_TEXT), {415}),
        (lambda c, u: c.post("/sparql", content=urlencode({"update": u})), {415}),
        (lambda c, u: c.post("/sparql", content=u.encode("utf-16"), headers=AS_UPDATE), {400}),
        (lambda c, u: c.post("/sparql", content=u + " {", headers=AS_UPDATE), {400}),
        (lambda c, u: c.post("/sparql?using-graph-uri=x%20y", content=u, headers=AS_UPDATE), {400}),
        (
            lambda c, u: c.post(
                f"/sparql?using-graph-uri={quote(G1)}",
                content=f"INSERT {{ ?s ?p 7 }} USING <{G2}> WHERE {{ ?s ?p ?o }}",
                headers=AS_UPDATE,
            ),
            {400},
        ),
        (
            lambda c, u: c.post(
                f"/sparql?using-named-graph-uri={quote(G1)}",
                content=f"WITH <{G2}> DELETE {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }}",
                headers=AS_UPDATE,
            ),
            {400},
        ),
        (lambda c, u: c.post("/sparql", content="LOAD <http://127.0.0.1:9/x>", headers=AS_UPDATE), {400}),
        (lambda c, u: c.post("/sparql", content="LOADSILENT<http://127.0.0.1:9/x>", headers=AS_UPDATE), {400}),
        (
            lambda c, u: c.post(
                "/sparql",
                content="INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
                headers=AS_UPDATE,
            ),
            {400},
        ),
    ],
)  # fmt: skip
def test_updates_that_are_none(updating, problem, send, statuses):
    answer = send(updating, insert(G3, 77))
    assert answer.status_code in statuses
    problem(answer, answer.status_code)
    assert not is_there(updating, G3, 77)


def test_updates_need_to_be_switched_on_and_a_key(updating, endpoint, problem):
    send = {"content": insert(G1, 5), "headers": AS_UPDATE}
    assert "switched off" in problem(endpoint.post("/sparql", **send), 400)["what"]
    answer = updating.post("/sparql", content=insert(G1, 5), headers={**AS_UPDATE, "Authorization": ""})
    problem(answer, 401)
    assert answer.headers["www-authenticate"] == "Bearer"
    headers = {**AS_UPDATE, "Authorization": "Bearer kg_12345678_wrong"}
    problem(updating.post("/sparql", content=insert(G1, 5), headers=headers), 401)
    assert not is_there(updating, G1, 5)


# Graph Store Protocol, 5.2 and 5.6: reading ---------------------------------------------------------


@pytest.mark.parametrize("form", ["text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json"])
@pytest.mark.parametrize("graph", [EVENTS_GRAPH, article_iri("herald-1"), G1])
def test_a_graph_by_its_name(endpoint, graphs, graph, form):
    answer = endpoint.get("/graphs", params={"graph": graph}, headers={"Accept": form})
    assert answer.headers["content-type"].split(";")[0] == form
    with snapshots.open_newest(graphs) as store:
        own = {quad.triple for quad in store.engine.quads_for_pattern(None, None, None, ox.NamedNode(graph))}
    read = ox.parse(answer.content, ox.RdfFormat.from_media_type(form))
    assert {quad.triple for quad in read} == own


def test_the_default_graph_is_all_of_them(endpoint, graphs):
    read = ox.parse(
        endpoint.get("/graphs?default", headers={"Accept": "application/n-triples"}).content, ox.RdfFormat.N_TRIPLES
    )
    with snapshots.open_newest(graphs) as store:
        assert {q.triple for q in read} == {q.triple for q in store.engine}


def test_only_the_headers(endpoint):
    answer = endpoint.head("/graphs", params={"graph": G1}, headers={"Accept": "text/turtle"})
    assert (answer.status_code, answer.content, answer.headers["content-type"].split(";")[0]) == (
        200,
        b"",
        "text/turtle",
    )


@pytest.mark.parametrize(
    ("method", "query", "status"),
    [
        ("GET", "graph=http%3A%2F%2Fgraphs.example%2Fnone", 404),
        ("HEAD", "graph=http%3A%2F%2Fgraphs.example%2Fnone", 404),
        ("GET", "graph=not+an+iri", 404),
        ("GET", "", 400),
        ("GET", f"default&graph={quote(G1)}", 400),
        ("GET", f"graph={quote(G1)}&graph={quote(G2)}", 400),
        ("PUT", f"graph={quote(G1)}", 405),
        ("POST", f"graph={quote(G1)}", 405),
        ("DELETE", f"graph={quote(G1)}", 405),
        ("PATCH", f"graph={quote(G1)}", 405),
    ],
)
def test_graphs_that_are_not_there_or_not_to_be_changed(endpoint, method, query, status):
    assert endpoint.request(method, f"/graphs?{query}").status_code == status


def test_a_graph_in_no_form_that_is_accepted(endpoint, problem):
    problem(endpoint.get("/graphs", params={"graph": G1}, headers={"Accept": "text/csv"}), 406)
