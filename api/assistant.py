"""The graph for assistants, by the Model Context Protocol: what can be read, and nothing else."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Literal, ParamSpec, TypeVar

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field, ValidationError

import kg
from api.reader import Reader, View
from api.routers import actors, events, relations
from api.schemas.parameters import EventFilter, RelationList
from api.worker import Asked
from api.workers import Workers
from kg import queries
from kg.errors import KgError
from kg.settings import Settings
from kg.sparql import GRAPHS

P = ParamSpec("P")
T = TypeVar("T")

_INSTRUCTIONS = """
A graph of geopolitical events read from news articles: who met, called, threatened, sanctioned or fought whom, when,
where and about what. Every event comes with the sentences that say so, in `sources`: cite these (`quote`, `article`,
`published`), and say who said it where `speaker` or `attributed_to` is given. `status` tells whether an event occurred;
future, hypothetical and negated ones did not. What is not in the graph may still have happened.
"""
_MOST = 50
# An assistant reads every byte.
_ROWS, _BYTES = 500, 100_000
_READS = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)

Limit = Annotated[int, Field(ge=1, le=_MOST, description="How many at most")]
Name = Annotated[str | None, Field(description="A name or IRI")]
Day = Annotated[str | None, Field(description="ISO day, month or year")]


def create_server(store: Path, settings: Settings) -> tuple[MCPServer, Workers]:
    """The server over the store in a folder, and the processes that run its queries, to be closed with it."""
    reader = Reader(store)
    workers = Workers(seconds=settings.query_seconds, memory=settings.query_memory, rows=_ROWS, bytes=_BYTES)
    server = MCPServer("aide-memoire", instructions=_INSTRUCTIONS, version=kg.__version__, log_level="WARNING")
    tool = functools.partial(_tool, server)

    @tool
    def ask(question: Annotated[str, Field(min_length=1, max_length=1000)]) -> dict[str, Any]:
        """Ask a question in English, such as "Who called whom in 2021?"; what is not understood comes with suggestions.

        The answer has a sentence, rows, the SPARQL that gives the same, and the events behind it.
        """
        view = reader.view()
        answer = view.graph.ask(question).as_record()
        return {**answer, "evidence": [_line(view, iri) for iri in answer["events"][:_MOST]]}

    @tool
    def events_by_filter(
        actor: Name = None,
        recipient: Name = None,
        either: Annotated[list[str] | None, Field(description="Names of who takes part; all of them must")] = None,
        country: Annotated[str | None, Field(description="ISO 3166-1 alpha-3 of someone who takes part")] = None,
        type: Annotated[str | None, Field(description="PLOVER type, such as CONSULT")] = None,
        mode: Annotated[str | None, Field(description="PLOVER mode, such as phone")] = None,
        topic: Name = None,
        place: Name = None,
        within: Annotated[str | None, Field(description="State or continent in which it is")] = None,
        since: Day = None,
        until: Day = None,
        status: Literal["occurred", "future", "hypothetical", "negated"] | None = None,
        text: Annotated[str | None, Field(description="Words within a quote")] = None,
        sort: Literal["time", "-time", "-reports", "-confidence"] = "-time",
        cursor: Annotated[str | None, Field(description="From `next` of the page before")] = None,
        limit: Limit = 10,
    ) -> dict[str, Any]:
        """Events that meet all that is given, each with the sentences that tell of it."""
        view = reader.view()
        given = {
            "actor": actor, "recipient": recipient, "either": either or [],
            "country": [country] if country else [], "type": type, "mode": mode, "topic": topic,
            "place": place, "within": within, "from": since, "to": until, "status": status, "text": text,
        }  # fmt: skip
        wanted = EventFilter.model_validate(given).filter(sort=sort, after=cursor, limit=limit)
        found = queries.page(view.graph.store, wanted)
        return {"total": found.total, "next": found.next, "events": [_line(view, iri) for iri in found.ids]}

    @tool
    def event(id: Annotated[str, Field(description="IRI of the event or the last part of it")]) -> dict[str, Any]:
        """One event with every claim, who said it in which words, and where the claims disagree."""
        found: dict[str, Any] = events.event(reader.view(), id)
        return found

    @tool
    def actor(
        name: Annotated[str, Field(description="Name or IRI of a person, state, body or group")],
    ) -> dict[str, Any]:
        """An actor: names, offices with dates, with whom it dealt how often, and when."""
        view = reader.view()
        found: dict[str, Any] = actors.actor(view, queries.resolve(view.graph.store, name)[0])
        return {**found, "latest": found["latest"][:5], "counterparts": found["counterparts"][:20]}

    @tool
    def relations_between_actors(
        either: Annotated[list[str] | None, Field(description="Names of who takes part")] = None,
        since: Day = None,
        until: Day = None,
        type: Annotated[str | None, Field(description="PLOVER type")] = None,
        fold_states: Annotated[bool, Field(description="Count who acts for a state as the state")] = False,
        limit: Limit = 20,
    ) -> dict[str, Any]:
        """Who did what with whom how often, the most frequent first."""
        given = {"either": either or [], "from": since, "to": until, "type": type}
        asked = RelationList.model_validate({**given, "fold_states": fold_states})
        found = relations.found(reader.view(), asked)
        return {"total": len(found), "relations": found[:limit]}

    @tool
    def sparql(query: Annotated[str, Field(description="SELECT, ASK, CONSTRUCT or DESCRIBE")]) -> dict[str, Any]:
        """Run a SPARQL 1.1 query; the prefixes kg, plover, sem, prov, skos and the like need no declaration.

        For example: SELECT ?day ?who { ?e a plover:CONSULT ; kg:start ?day ; sem:hasActor/rdfs:label ?who }
        """
        found = workers.answer(reader.view().path, Asked(query, ("json", "turtle")))
        body = found.body.decode()
        return {"turtle": body} if found.format in GRAPHS else dict(json.loads(body))

    return server, workers


def _tool(server: MCPServer, function: Callable[P, T]) -> Callable[P, T]:
    """Offer a function; what a user can mend is told to the assistant, so that it can."""

    @functools.wraps(function)
    def told(*arguments: P.args, **named: P.kwargs) -> T:
        try:
            return function(*arguments, **named)
        except KgError as error:
            raise ToolError(str(error)) from error
        except ValidationError as error:
            raise ToolError("; ".join(f"{each['loc'][0]}: {each['msg']}" for each in error.errors())) from error

    return server.tool(annotations=_READS)(told)


def _line(view: View, iri: str) -> dict[str, Any]:
    return view.event(iri).as_record()
