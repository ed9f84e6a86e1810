"""The application: its routes, its errors, its headers."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

from anyio import CapacityLimiter, to_thread
from fastapi import Depends, FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles

import kg
from api import conditional, errors, pages
from api.bodies import LimitedBodies
from api.guests import Door, needs
from api.headers import SafeHeaders
from api.jobs import Jobs
from api.parsing import Parser
from api.reader import Reader
from api.routers import (
    actors,
    articles,
    ask,
    corrections,
    events,
    graph,
    health,
    jobs,
    metrics,
    network,
    places,
    read,
    relations,
    sparql,
    suggest,
    times,
)
from api.schemas.errors import Failure
from api.schemas.jobs import SentArticle
from api.turns import Turns
from api.watch import Numbers, Watched
from api.workers import Workers
from kg.keys import Keys
from kg.settings import Settings, load

# Threads for answers that are soon made, of which so many may be at what takes longer.
_THREADS = 4
_WHOLES = 2
_DESCRIPTION = """
A graph of geopolitical events, read from articles: who met, called, threatened, sanctioned or fought whom, when,
where, about what, each statement with its sentence.

Lists are paged with `limit`; `next` leads on. An error is `{"error": {"what", "where", "remedy"}}`.
"""
_REFUSED: dict[int | str, dict[str, Any]] = {
    401: {"model": Failure, "description": "A key is needed, or the one shown is none"},
    403: {"model": Failure, "description": "The key is not good for this"},
    429: {"model": Failure, "description": "Requests come too often"},
}


def create_app(store: Path, settings: Settings | None = None, **changes: Any) -> FastAPI:
    """The service over the store in a folder.

    The store may come later, or go and come back: until it can be read, answers have the status 503.

    Parameters
    ----------
    store : Path
        The folder that `kg build` writes to. A new build shows as soon as it is published.
    settings : Settings, optional
        What may be set from outside; read from the environment unless given.
    **changes
        Fields of it that are to be otherwise.
    """
    chosen = load(**(settings.model_dump() if settings else {}), **changes)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.jobs.start()
        app.state.turns = Turns()
        app.state.few_pages = CapacityLimiter(2)
        app.state.few_wholes = CapacityLimiter(_WHOLES)
        # The lists of anyio's own pool: the interpreter runs one thread at a time, and with more of them each waits
        # longer for its turn, of which a question to the parser needs hundreds.
        to_thread.current_default_thread_limiter().total_tokens = _THREADS
        yield
        # Off the loop, which still has answers to send.
        await to_thread.run_sync(app.state.jobs.close)
        await to_thread.run_sync(app.state.workers.close)
        await to_thread.run_sync(app.state.parser.close)

    app = FastAPI(
        title="Aide-mémoire",
        version=kg.__version__,
        description=_DESCRIPTION,
        docs_url=None,  # FastAPI's own page loads its script from elsewhere
        redoc_url=None,
        lifespan=lifespan,
        responses={400: {"model": Failure, "description": "A parameter makes no sense"}, 503: {"model": Failure}},
    )
    app.state.parser = Parser()
    app.state.reader = Reader(store, app.state.parser)
    app.state.settings = chosen
    app.state.store = store
    app.state.workers = Workers(
        seconds=chosen.query_seconds,
        memory=chosen.query_memory,
        rows=chosen.query_rows,
        bytes=chosen.query_bytes,
    )
    app.state.jobs = Jobs(store, most=chosen.queue)
    app.state.door = Door(Keys(chosen.keys_of(store)), rate=chosen.rate, key_rate=chosen.key_rate, is_open=chosen.open)
    app.state.numbers = numbers = Numbers()
    numbers.also("kg_queries_running", "SPARQL queries that wait or run", lambda: app.state.workers.running)
    numbers.also("kg_queries_slow", "SPARQL queries that give way to others", lambda: app.state.workers.slow)
    numbers.also("kg_queries_ended", "SPARQL queries ended for time or memory", lambda: app.state.workers.ended)
    numbers.also("kg_questions_waiting", "questions that wait or are read", lambda: app.state.turns.waiting)
    numbers.also("kg_jobs_waiting", "Jobs that wait to be written", lambda: app.state.jobs.waiting)
    reading = [Depends(needs("read"))]
    for router in (ask, events, actors, places, articles, relations, network, times, graph, suggest, read):
        app.include_router(router.router, dependencies=reading, responses=_REFUSED)
    for router in (sparql, jobs, corrections, health, metrics, pages):
        app.include_router(router.router)
    app.mount("/static/swagger", StaticFiles(directory=str(files("fastapi_offline") / "static")))
    app.mount("/static", StaticFiles(directory=pages.WEB / "static"))
    app.add_middleware(LimitedBodies, most=chosen.max_body)
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)
    errors.install(app)
    conditional.install(app)
    if chosen.origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=chosen.origins.split(),
            allow_methods=["GET", "HEAD", "POST", "DELETE"],
            allow_headers=["*"],
            expose_headers=["ETag", "Location", "Retry-After", "X-Request-ID"],
        )
    app.add_middleware(Watched, numbers=numbers)
    app.add_middleware(SafeHeaders)
    app.openapi = lambda: _openapi(app)  # type: ignore[method-assign]
    return app


def _openapi(app: FastAPI) -> dict[str, Any]:
    """The interface as it is: FastAPI would promise its own form of error, with status 422."""
    if app.openapi_schema is None:
        schema = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
        for path in schema["paths"].values():
            for operation in path.values():
                if "HTTPValidationError" in str(operation["responses"].get("422")):
                    del operation["responses"]["422"]
        schema["components"]["schemas"]["SentArticle"] = SentArticle.model_json_schema()
        for name in ("HTTPValidationError", "ValidationError"):
            schema["components"]["schemas"].pop(name, None)
        app.openapi_schema = schema
    return app.openapi_schema
