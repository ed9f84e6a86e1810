"""Conditional requests (RFC 9110, section 13): who has an answer of this snapshot already is not sent it again.

An answer follows from the snapshot, the address and what the client accepts, so its tag is known before it is made.
"""

from __future__ import annotations

from fastapi import FastAPI, Request, Response
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.namespaces import digest

_VARY = "Accept"
_TAGGED = frozenset({200, 206})


class NotModified(Exception):
    """The client has the answer."""


def check(request: Request, version: str) -> None:
    """Give the answer to a GET the tag of this version of the graph.

    Raises
    ------
    NotModified
        If the client has it.
    """
    if request.method not in ("GET", "HEAD"):
        return
    tag = f'W/"{digest(version, request.headers.get("accept", ""))}"'
    request.scope["tag"] = tag
    given = request.headers.get("if-none-match", "")
    if given.strip() == "*" or tag in (one.strip() for one in given.split(",")):
        raise NotModified


class Tagged:
    """Writes the tag that `check` gave into the headers of the answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and add the headers to the answer."""

        async def with_tag(message: Message) -> None:
            if message["type"] == "http.response.start" and "tag" in scope and message["status"] in (*_TAGGED, 304):
                headers = MutableHeaders(scope=message)
                headers["ETag"] = scope["tag"]
                headers["Cache-Control"] = "no-cache"
                headers.add_vary_header(_VARY)
            await send(message)

        await self._app(scope, receive, with_tag)


def install(app: FastAPI) -> None:
    """Let the application answer so."""
    app.add_exception_handler(NotModified, lambda request, error: Response(status_code=304))
    app.add_middleware(Tagged)
