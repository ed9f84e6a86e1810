"""`kg mcp`, as an assistant starts it and talks to it."""

from __future__ import annotations

import json
import os
import sys

import anyio
import pytest

from tests import freedonia as f

mcp = pytest.importorskip("mcp")


@pytest.fixture(scope="module")
def conversation(tmp_path_factory):
    """What a client hears that asks for everything, by name of the question."""
    from tests import freedonia_store

    store = freedonia_store.build(tmp_path_factory.mktemp("mcp") / "graph")
    asked = {
        "ask": ("ask", {"question": "Who called Trentino?"}),
        "nonsense": ("ask", {"question": "Colourless green ideas sleep furiously"}),
        "filter": ("events_by_filter", {"either": ["Firefly", "Trentino"], "since": "1933", "limit": 5}),
        "page": ("events_by_filter", {"limit": 1}),
        "slip": ("events_by_filter", {"actor": "Fierfly"}),
        "event": ("event", {"id": f.CALL.id}),
        "none": ("event", {"id": "none"}),
        "actor": ("actor", {"name": "Rufus Firefly"}),
        "relations": ("relations_between_actors", {"either": ["Firefly"]}),
        "table": ("sparql", {"query": "SELECT ?who { ?e a plover:CONSULT ; kg:actor ?who }"}),
        "graph": ("sparql", {"query": "DESCRIBE person:Rufus_Firefly"}),
        "service": ("sparql", {"query": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"}),
        "too many": ("sparql", {"query": "SELECT * { ?s ?p ?o }"}),
        "endless": ("sparql", {"query": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"}),
        "again": ("sparql", {"query": "ASK {}"}),
        "limit": ("events_by_filter", {"limit": 1000}),
    }  # fmt: skip

    async def talk():
        server = mcp.StdioServerParameters(
            command=sys.executable,
            args=["-m", "kg.cli", "mcp", "--store", str(store)],
            env={**os.environ, "KG_QUERY_SECONDS": "1"},
        )
        async with mcp.Client(server) as client:
            heard = {"tools": (await client.list_tools()).tools, "instructions": client.instructions}
            for name, (tool, arguments) in asked.items():
                heard[name] = await client.call_tool(tool, arguments)
            return heard

    return anyio.run(talk)


def said(result):
    assert not result.is_error, result.content
    return result.structured_content


def test_it_tells_what_it_can_do(conversation):
    tools = {tool.name: tool for tool in conversation["tools"]}
    assert set(tools) == {"ask", "events_by_filter", "event", "actor", "relations_between_actors", "sparql"}
    for tool in tools.values():
        assert tool.description
        assert tool.annotations.read_only_hint is True
    assert "cite" in conversation["instructions"]


def test_a_question_comes_with_the_sentences_behind_its_answer(conversation):
    answer = said(conversation["ask"])
    assert (answer["understood"], answer["events"]) == (True, [f.CALL.id])
    assert answer["evidence"] == [f.CALL.as_record()]
    assert said(conversation["nonsense"])["understood"] is False


def test_events(conversation):
    assert said(conversation["filter"])["events"] == [f.CALL.as_record()]
    page = said(conversation["page"])
    assert (page["total"], len(page["events"])) == (3, 1)
    assert page["next"]
    event = said(conversation["event"])
    assert [claim["quote"] for claim in event["claims"]] == [f.CALL_CLAIM.quote, f.TALK_CLAIM.quote]


def test_actors_and_relations(conversation):
    assert said(conversation["actor"])["terms"][0]["office"] == "head_of_government"
    assert {each["source"]["label"] for each in said(conversation["relations"])["relations"]} >= {"Rufus T. Firefly"}


def test_sparql_within_limits(conversation):
    assert [row["who"]["value"] for row in said(conversation["table"])["results"]["bindings"]] == [f.FIREFLY.id]
    assert "Rufus T. Firefly" in said(conversation["graph"])["turtle"]
    assert said(conversation["again"])["boolean"] is True


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("slip", "did you mean Firefly"),
        ("none", "there is no event"),
        ("service", "SERVICE"),
        ("too many", "100,000 bytes"),
        ("endless", "1 seconds"),
        ("limit", "50"),
    ],
)
def test_what_goes_wrong_is_said_so_that_it_can_be_mended(conversation, name, says):
    result = conversation[name]
    assert result.is_error
    assert says in json.dumps([part.text for part in result.content])
