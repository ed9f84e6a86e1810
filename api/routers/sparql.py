"""SPARQL 1.1 Protocol, and reading by the Graph Store Protocol: https://www.w3.org/TR/sparql11-http-rdf-update/."""

from __future__ import annotations

from asyncio import get_running_loop
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import FileResponse, StreamingResponse

from api import protocol, updating
from api.accept import GRAPHS, TABLES, preferred
from api.description import description
from api.errors import UnacceptableError
from api.guests import Guest, needs
from api.pages import SPARQL_PAGE
from api.reader import CurrentView
from api.reader import Reader as Snapshots
from api.schemas.errors import Failure
from api.worker import Asked
from api.workers import Answer, Workers
from kg.errors import NotFoundError, QueryError, StoreError, UsageError
from kg.namespaces import EVENTS_GRAPH, WORLD_GRAPH
from kg.settings import Settings
from kg.sparql import GRAPHS as FORMATS
from kg.store.snapshots import newest

router = APIRouter(tags=["sparql"])

_TYPES: dict[str, dict[str, Any]] = {media_type: {"schema": {}} for media_type in (*TABLES, *GRAPHS)}
_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {**_TYPES, "text/html": {"schema": {}}},
        "description": "SELECT and ASK: a table; CONSTRUCT and DESCRIBE: a graph",
    },
    400: {"model": Failure, "description": "The query is malformed, or not allowed"},
    406: {"model": Failure, "description": "The result has no form that the client accepts"},
    413: {"model": Failure, "description": "The query is too long"},
    415: {"model": Failure, "description": "The body is of another type"},
    504: {"model": Failure, "description": "The query took too long"},
}
_DATASET = (
    ("default-graph-uri", "A graph to query in place of all; may be repeated", EVENTS_GRAPH),
    ("named-graph-uri", "A graph for GRAPH patterns; may be repeated", WORLD_GRAPH),
)
_TIMEOUT = ("timeout", "Seconds that it may take, up to the service's maximum; also `Prefer: wait=SECONDS`", "5")


def _parameters(*named: tuple[str, str, str]) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "in": "query",
            "required": False,
            "description": what,
            "schema": {"type": "string", "examples": [example]},
        }
        for name, what, example in named
    ]


_EXAMPLE = "SELECT ?day ?who { ?event a sem:Event ; kg:start ?day ; sem:hasActor/rdfs:label ?who } ORDER BY ?day"
_UPDATE_EXAMPLE = 'INSERT DATA { GRAPH <http://example.org/notes> { event:1 rdfs:comment "to check" } }'
_QUERY = ("query", "SELECT, ASK, CONSTRUCT or DESCRIBE; the project's prefixes need no declaration", _EXAMPLE)
_FORM_FIELDS = ("query", "update", *(name for name, *_ in _DATASET), "using-graph-uri", "using-named-graph-uri")
_BODY = {
    "required": True,
    "content": {
        protocol.QUERY: {"schema": {"type": "string", "examples": [_EXAMPLE]}},
        protocol.UPDATE: {"schema": {"type": "string", "examples": [_UPDATE_EXAMPLE]}},
        protocol.FORM: {
            "schema": {
                "type": "object",
                "properties": {n: {"type": "string"} for n in _FORM_FIELDS},
                "examples": [{"query": _EXAMPLE}],
            }
        },
    },
}

_ProtocolRequest = protocol.Query | protocol.Update | protocol.Description


@router.get(
    "/sparql",
    responses=_RESPONSES,
    response_class=Response,
    openapi_extra={"parameters": _parameters(_QUERY, *_DATASET, _TIMEOUT)},
    dependencies=[Depends(needs("read"))],
)
async def get(
    request: Request, _: CurrentView, asked: Annotated[_ProtocolRequest, Depends(protocol.asked)]
) -> Response:
    """Run a query; SERVICE is refused. Without one, a description of the service, or a page to write one."""
    if isinstance(asked, protocol.Description):
        return FileResponse(SPARQL_PAGE) if asked.for_people else _described(request)
    assert isinstance(asked, protocol.Query)
    return await _answered(request, asked, {**TABLES, **GRAPHS})


@router.post(
    "/sparql",
    responses={**_RESPONSES, 204: {"description": "The update is done"}},
    response_class=Response,
    openapi_extra={"parameters": _parameters(*_DATASET, _TIMEOUT), "requestBody": _BODY},
)
async def post(
    request: Request,
    reader: Annotated[Guest, Depends(needs("read"))],
    asked: Annotated[_ProtocolRequest, Depends(protocol.asked)],
) -> Response:
    """Run a query that is long; or an update, where the service allows them, with a key."""
    if isinstance(asked, protocol.Update):
        return await _updated(request, reader, asked)
    assert isinstance(asked, protocol.Query)
    return await _answered(request, asked, {**TABLES, **GRAPHS})


@router.head("/graphs", include_in_schema=False, dependencies=[Depends(needs("read"))])
@router.get(
    "/graphs",
    responses={k: v for k, v in _RESPONSES.items() if k not in (413, 415)} | {404: {"model": Failure}},
    response_class=Response,
    summary="One graph, by the Graph Store Protocol",
    openapi_extra={
        "parameters": _parameters(
            ("graph", "The IRI of a graph", EVENTS_GRAPH), ("default", "Given without a value: all as one", "")
        )
    },
    dependencies=[Depends(needs("read"))],
)
async def graph(request: Request, view: CurrentView) -> Response:
    """As it is in the store: with `graph`, an article's graph, the events' or the world's; with `default`, all."""
    given = request.query_params
    settings: Settings = request.app.state.settings
    if ("graph" in given) == ("default" in given) or len(given.getlist("graph")) > 1:
        raise UsageError("one graph is needed", where="parameter graph", remedy="give graph=IRI, or default")
    if "default" in given:
        named, sparql = None, "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
    else:
        named, sparql = (given["graph"],), "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }"
        if not view.graph.store.has_graph(given["graph"]):
            raise NotFoundError(f"there is no graph {given['graph']!r}", remedy="see the service description")
    asked = protocol.Query(
        sparql=sparql,
        default_graphs=None if named is None else (),
        named_graphs=named,
        seconds=settings.query_max_seconds,
        preferred=False,
    )
    return await _answered(request, asked, GRAPHS)


async def _answered(request: Request, asked: protocol.Query, offered: Mapping[str, str]) -> Response:
    snapshots: Snapshots = request.app.state.reader
    accept = request.headers.get("accept")
    tables = [] if offered is GRAPHS else preferred(accept, TABLES)
    forms = [*tables, *preferred(accept, GRAPHS)]
    if not forms:
        raise _unacceptable(accept, offered)
    # With a last resort for either kind of result: which kind it is shows only when the query has run.
    to_run = Asked(
        asked.sparql,
        (*forms, "json", "turtle"),
        asked.default_graphs,
        asked.named_graphs,
        distinct=offered is not GRAPHS,
    )
    workers: Workers = request.app.state.workers

    def run(path: Path | None = None) -> Answer:
        path = path or snapshots.view().path
        try:
            return workers.answer(path, to_run, asked.seconds)
        except StoreError:
            # Where builds publish one snapshot after the other, it may be gone before a process has opened it.
            newer = newest(request.app.state.store)
            if newer is None or newer == path:
                raise
            return run(newer)

    found: Answer = await get_running_loop().run_in_executor(workers.threads, run)
    if found.format not in forms:
        found.pieces.close()  # type: ignore[attr-defined]
        raise _unacceptable(accept, TABLES if found.format == "json" else GRAPHS)
    headers = {"Vary": "Accept"}
    if asked.preferred:
        headers["Preference-Applied"] = f"wait={asked.seconds:g}"
    if request.method == "HEAD":
        found.pieces.close()  # type: ignore[attr-defined]
        return Response(media_type=found.media_type, headers=headers)
    return StreamingResponse(found.pieces, media_type=found.media_type, headers=headers)


async def _updated(request: Request, guest: Guest, asked: protocol.Update) -> Response:
    settings: Settings = request.app.state.settings
    if not settings.updates:
        raise QueryError("updates are switched off", remedy="KG_UPDATES switches them on; or use kg build")
    await needs("update")(request, guest)
    update = updating.Update(
        asked.sparql, str(request.url), asked.using, asked.using_named, memory=settings.query_memory
    )
    workers: Workers = request.app.state.workers
    await get_running_loop().run_in_executor(
        workers.threads, updating.run, request.app.state.store, update, settings.query_max_seconds
    )
    return Response(status_code=204)


def _described(request: Request) -> Response:
    settings: Settings = request.app.state.settings
    accept = request.headers.get("accept")
    forms = preferred(accept, GRAPHS)
    if not forms:
        raise _unacceptable(accept, GRAPHS)
    address = str(request.url.replace(query=""))
    body = description(address, forms[0], updates=settings.updates)
    return Response(body, media_type=FORMATS[forms[0]].media_type, headers={"Vary": "Accept"})


def _unacceptable(accept: str | None, offered: Mapping[str, str]) -> UnacceptableError:
    return UnacceptableError(
        f"the result cannot be written as {accept}", where="Accept", remedy=f"accept one of {', '.join(offered)}"
    )
