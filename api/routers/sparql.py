"""SPARQL 1.1 Protocol, the query operation: https://www.w3.org/TR/sparql11-protocol/."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any
from urllib.parse import parse_qs

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import FileResponse

from api.accept import GRAPHS, TABLES, preferred, takes_html
from api.errors import MediaTypeError, TooLargeError, UnacceptableError
from api.pages import SPARQL_PAGE
from api.reader import CurrentView
from api.schemas.errors import Failure
from api.worker import Asked
from api.workers import Workers
from kg.errors import QueryError

router = APIRouter(tags=["sparql"])

_LARGEST = 1_000_000
_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_HOW = f"send `query` with GET, as a form, or as the body, of type {_QUERY}"
_TYPES = {media_type: {"schema": {"type": "string"}} for media_type in (*TABLES, *GRAPHS)}
_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {"content": _TYPES, "description": "SELECT and ASK: a table; CONSTRUCT and DESCRIBE: a graph"},
    400: {"model": Failure, "description": "The query is malformed, or not allowed"},
    406: {"model": Failure, "description": "The result has no form that the client accepts"},
    415: {"model": Failure, "description": "The body is of another type"},
    504: {"model": Failure, "description": "The query took too long"},
}
_PARAMETERS = [
    {"name": name, "in": "query", "required": name == "query", "description": what, "schema": {"type": "string"}}
    for name, what in (
        ("query", "SELECT, ASK, CONSTRUCT or DESCRIBE; the project's prefixes need no declaration"),
        ("default-graph-uri", "A graph to query in place of all; may be repeated"),
        ("named-graph-uri", "A graph for GRAPH patterns; may be repeated"),
    )
]
_BODY = {"content": {_QUERY: {"schema": {"type": "string"}}}}


async def read(request: Request) -> Asked | None:
    """Take a request apart as the protocol has it; None for a browser that came without a query."""
    in_address = parse_qs(request.url.query, keep_blank_values=True)
    if request.method == "GET":
        if "query" not in in_address and "update" not in in_address and takes_html(request.headers.get("accept")):
            return None
        return _asked(in_address)
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind == _FORM:
        return _asked(parse_qs(_text(await _body(request)), keep_blank_values=True))
    if kind == _QUERY:
        return _asked({**in_address, "query": [_text(await _body(request))]})
    if kind == _UPDATE:
        raise QueryError("the graph cannot be changed over HTTP", remedy="use kg build")
    raise MediaTypeError(f"a body of type {kind or 'unknown'} is not read", where="Content-Type", remedy=_HOW)


@router.get("/sparql", responses=_RESPONSES, response_class=Response, openapi_extra={"parameters": _PARAMETERS})
def get(request: Request, view: CurrentView, asked: Annotated[Asked | None, Depends(read)]) -> Response:
    """Run a query. SERVICE is refused."""
    return _answer(request, view, asked)


@router.post("/sparql", responses=_RESPONSES, response_class=Response, openapi_extra={"requestBody": _BODY})
def post(request: Request, view: CurrentView, asked: Annotated[Asked | None, Depends(read)]) -> Response:
    """Run a query that is long."""
    return _answer(request, view, asked)


def _answer(request: Request, view: CurrentView, asked: Asked | None) -> Response:
    if asked is None:
        return FileResponse(SPARQL_PAGE)
    accept = request.headers.get("accept")
    forms = [*preferred(accept, TABLES), *preferred(accept, GRAPHS)]
    workers: Workers = request.app.state.workers
    # With a last resort for either kind of result: which kind it is shows only when the query has run.
    found = workers.answer(view.path, replace(asked, formats=(*forms, "json", "turtle")))
    if found.format not in forms:
        offered = TABLES if found.format == "json" else GRAPHS
        raise UnacceptableError(
            f"the result cannot be written as {accept}", where="Accept", remedy=f"accept one of {', '.join(offered)}"
        )
    return Response(found.body, media_type=found.media_type, headers={"Vary": "Accept"})


def _asked(fields: dict[str, list[str]]) -> Asked:
    if "update" in fields:
        raise QueryError("the graph cannot be changed over HTTP", where="update", remedy="use kg build")
    given = fields.get("query", [])
    if len(given) != 1 or not given[0].strip():
        raise QueryError("one query is needed" if len(given) < 2 else "more than one query", where="query", remedy=_HOW)
    default, named = fields.get("default-graph-uri"), fields.get("named-graph-uri")
    if default is None and named is None:
        return Asked(given[0])
    return Asked(given[0], default_graphs=default or [], named_graphs=named or [])


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LARGEST:
            raise TooLargeError(f"the body has more than {_LARGEST} bytes", remedy="ask in several queries")
    return bytes(body)


def _text(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise QueryError("the query is not UTF-8", where=f"byte {error.start}", remedy="send UTF-8") from error
