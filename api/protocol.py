"""What a request of the SPARQL 1.1 Protocol asks for: https://www.w3.org/TR/sparql11-protocol/."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs

from fastapi import Request

from api.accept import takes_html
from api.errors import MediaTypeError, TooLargeError
from kg.errors import QueryError, UsageError
from kg.settings import Settings

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
HOW = f"send `query` with GET, as a form, or as the body, of type {QUERY}"
_HOW_UPDATE = f"send `update` as a form, or as the body, of type {UPDATE}"
_LARGEST = 1_000_000
_WAIT = re.compile(r"(?:^|,)\s*wait\s*=\s*\"?(\d+)\"?\s*(?:[,;]|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A query with its dataset, None where the request chooses none, and the seconds that it may take."""

    sparql: str
    default_graphs: tuple[str, ...] | None
    named_graphs: tuple[str, ...] | None
    seconds: float
    preferred: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """An update with the dataset of its patterns."""

    sparql: str
    using: tuple[str, ...]
    using_named: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Description:
    """No query at all: what is the service?"""

    for_people: bool


async def asked(request: Request) -> Query | Update | Description:
    """Take a request apart.

    Raises
    ------
    QueryError, UsageError, MediaTypeError, TooLargeError
        If it is none of the protocol's.
    """
    address = _fields(request.url.query)
    if request.method in ("GET", "HEAD"):
        if "update" in address:
            raise QueryError("an update comes by POST", where="update", remedy=_HOW_UPDATE)
        if "query" not in address and not address:
            return Description(takes_html(request.headers.get("accept")))
        return _query(request, address)
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind == FORM:
        fields = _fields(_text(await _body(request)))
        if "update" in fields:
            if "query" in fields:
                raise QueryError("both a query and an update", where="update", remedy="send one of them")
            return _update(fields)
        # The timeout is ours, not the protocol's: it may stand in the address, too.
        return _query(request, {**{k: v for k, v in address.items() if k == "timeout"}, **fields})
    if kind in (QUERY, UPDATE):
        name = "query" if kind == QUERY else "update"
        if "query" in address or "update" in address:
            raise QueryError(f"more than one {name}", where="query", remedy="send it in the body only")
        fields = {**address, name: [_text(await _body(request))]}
        return _query(request, fields) if kind == QUERY else _update(fields)
    raise MediaTypeError(f"a body of type {kind or 'unknown'} is not read", where="Content-Type", remedy=HOW)


def _fields(text: str) -> dict[str, list[str]]:
    try:
        return parse_qs(text, keep_blank_values=True, errors="strict", max_num_fields=1000)
    except UnicodeDecodeError as error:
        raise QueryError("the request is not UTF-8", where=f"byte {error.start}", remedy="send UTF-8") from error
    except ValueError as error:
        raise QueryError("the request has too many fields", remedy="send fewer") from error


def _query(request: Request, fields: dict[str, list[str]]) -> Query:
    default, named = fields.get("default-graph-uri"), fields.get("named-graph-uri")
    chosen = default is not None or named is not None
    seconds, preferred = _seconds(request, fields)
    return Query(
        sparql=_one(fields, "query", HOW),
        default_graphs=tuple(default or ()) if chosen else None,
        named_graphs=tuple(named or ()) if chosen else None,
        seconds=seconds,
        preferred=preferred,
    )


def _update(fields: dict[str, list[str]]) -> Update:
    return Update(
        sparql=_one(fields, "update", _HOW_UPDATE),
        using=tuple(fields.get("using-graph-uri", ())),
        using_named=tuple(fields.get("using-named-graph-uri", ())),
    )


def _one(fields: dict[str, list[str]], name: str, how: str) -> str:
    given = fields.get(name, [])
    if len(given) != 1 or not given[0].strip():
        raise QueryError(f"one {name} is needed" if len(given) < 2 else f"more than one {name}", where=name, remedy=how)
    return given[0]


def _seconds(request: Request, fields: dict[str, list[str]]) -> tuple[float, bool]:
    """How long a query may take, at most what the settings allow, and whether a Prefer header said so (RFC 7240)."""
    settings: Settings = request.app.state.settings
    wait = _WAIT.search(request.headers.get("prefer", ""))
    given = fields.get("timeout", [wait[1] if wait else ""])[-1]
    if not given:
        return settings.query_seconds, False
    try:
        seconds = float(given)
    except ValueError:
        seconds = 0.0
    if not seconds > 0:
        raise UsageError(f"{given!r} is no number of seconds", where="parameter timeout", remedy="give more than 0")
    return min(seconds, settings.query_max_seconds), "timeout" not in fields


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LARGEST:
            raise TooLargeError(f"the body has more than {_LARGEST:,} bytes", remedy="ask in several queries")
    return bytes(body)


def _text(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise QueryError("the query is not UTF-8", where=f"byte {error.start}", remedy="send UTF-8") from error
