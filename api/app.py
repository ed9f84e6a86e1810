"""The application: its routes, its errors, its headers."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles

import kg
from api import conditional, errors, pages
from api.headers import SafeHeaders
from api.reader import Reader
from api.routers import actors, articles, ask, events, graph, health, places, relations, sparql, suggest
from api.schemas.errors import Failure
from api.workers import Workers

_DESCRIPTION = """
A graph of geopolitical events, read from articles: who met, called, threatened, sanctioned or fought whom, when,
where, about what, each statement with its sentence.

Lists are paged with `limit`; `next` leads on. An error is `{"error": {"what", "where", "remedy"}}`.
"""
_QUERY_SECONDS = 30.0


def create_app(store: Path, *, query_seconds: float = _QUERY_SECONDS, origins: Sequence[str] = ()) -> FastAPI:
    """The service over the store in a folder.

    The store may come later, or go and come back: until it can be read, answers have the status 503.

    Parameters
    ----------
    store : Path
        The folder that `kg build` writes to. A new build shows as soon as it is published.
    query_seconds : float
        How long a SPARQL query may take.
    origins : sequence of str
        Whose pages may read the answers in a browser (CORS), such as ``https://example.org``, or ``*``.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        yield
        app.state.workers.close()

    app = FastAPI(
        title="Aide-mémoire",
        version=kg.__version__,
        description=_DESCRIPTION,
        docs_url=None,  # FastAPI's own page loads its script from elsewhere
        redoc_url=None,
        lifespan=lifespan,
        responses={400: {"model": Failure, "description": "A parameter makes no sense"}, 503: {"model": Failure}},
    )
    app.state.reader = Reader(store)
    app.state.workers = Workers(seconds=query_seconds)
    for router in (ask, events, actors, places, articles, relations, graph, suggest, sparql, health, pages):
        app.include_router(router.router)
    app.mount("/static/swagger", StaticFiles(directory=str(files("fastapi_offline") / "static")))
    app.mount("/static", StaticFiles(directory=pages.WEB))
    app.add_middleware(SafeHeaders)
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)
    if origins:
        app.add_middleware(
            CORSMiddleware, allow_origins=list(origins), allow_methods=["GET", "HEAD", "POST"], allow_headers=["*"]
        )
    errors.install(app)
    conditional.install(app)
    app.openapi = lambda: _openapi(app)  # type: ignore[method-assign]
    return app


def _openapi(app: FastAPI) -> dict[str, Any]:
    """The interface as it is: FastAPI would promise its own form of error, with status 422."""
    if app.openapi_schema is None:
        schema = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
        for path in schema["paths"].values():
            for operation in path.values():
                operation["responses"].pop("422", None)
        for name in ("HTTPValidationError", "ValidationError"):
            schema["components"]["schemas"].pop(name, None)
        app.openapi_schema = schema
    return app.openapi_schema
