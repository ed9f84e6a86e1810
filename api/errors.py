"""Errors as JSON: what went wrong, where, and what to do."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from kg.errors import KgError

_REMEDIES = {
    404: "see /docs for what there is",
    405: "see /docs for the methods",
}


class CrowdedError(KgError):
    """Too many queries or questions at once, for now."""

    status = 503


class TooLongError(KgError):
    """A query took more time or memory than it may."""

    status = 504


class UnauthorizedError(KgError):
    """A key is needed, or the one that was shown is none."""

    status = 401


class ForbiddenError(KgError):
    """The key is good, but not for this."""

    status = 403


class TooManyError(KgError):
    """Requests come too often, or jobs wait already."""

    status = 429

    def __init__(self, what: str, *, after: int, where: str | None = None, remedy: str | None = None) -> None:
        super().__init__(what, where=where, remedy=remedy)
        self.after = after


class UnacceptableError(KgError):
    """The result has no form that the client accepts."""

    status = 406


class MediaTypeError(KgError):
    """The body is of a type that is not read."""

    status = 415


class TooLargeError(KgError):
    """The body is larger than it may be."""

    status = 413


def install(app: FastAPI) -> None:
    """Let the application answer every failure in this form."""
    app.add_exception_handler(KgError, _known)
    app.add_exception_handler(RequestValidationError, _parameters)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unknown)


_POSITION = re.compile(r"line (\d+), column (\d+)\Z")


def _answer(
    status: int,
    what: str,
    where: str | None = None,
    remedy: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    error: dict[str, Any] = {"what": what, "where": where, "remedy": remedy}
    position = _POSITION.match(where or "")
    if position:
        error["position"] = {"line": int(position[1]), "column": int(position[2])}
    return JSONResponse({"error": error}, status_code=status, headers=headers)


def _known(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, KgError)
    headers = {}
    if error.status == HTTPStatus.SERVICE_UNAVAILABLE:
        headers["Retry-After"] = "5"
    elif isinstance(error, TooManyError):
        headers["Retry-After"] = str(error.after)
    elif isinstance(error, UnauthorizedError):
        headers["WWW-Authenticate"] = "Bearer"
    return _answer(error.status, error.what, error.where, error.remedy, headers)


def _parameters(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    name = str(first["loc"][-1])
    where = f"parameter {name}"
    if first["type"] == "extra_forbidden":
        return _answer(400, "there is no such parameter", where, _closest(request, name))
    if first["type"] == "missing":
        return _answer(400, "the parameter is missing", where, "give it; see /docs")
    return _answer(400, f"{first['input']!r} cannot be used: {first['msg']}", where, "see /docs for what it may be")


def _closest(request: Request, name: str) -> str:
    """The parameter that was meant, or all there are."""
    names = list(_parameter_names(request))
    close = difflib.get_close_matches(name, names, n=1)
    return f"did you mean {close[0]}?" if close else f"one of {', '.join(names)}"


def _parameter_names(request: Request) -> list[str]:
    path: Any = request.scope["route"].path
    operation = request.app.openapi()["paths"].get(path, {}).get(request.method.lower(), {})
    return [p["name"] for p in operation.get("parameters", ()) if p["in"] == "query"]


def _http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    what = {404: "there is nothing here", 405: f"{request.method} is not allowed here"}.get(
        error.status_code, str(error.detail)
    )
    return _answer(error.status_code, what, request.url.path, _REMEDIES.get(error.status_code), error.headers)


def _unknown(request: Request, error: Exception) -> JSONResponse:
    return _answer(500, "the service failed", request.url.path, "report it, with the lines that the service logged")
