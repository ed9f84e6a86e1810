"""Events."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import nullcontext
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request

from api.accept import preferred
from api.claims import claim_record
from api.errors import UnacceptableError
from api.files import event_file
from api.lookup import named
from api.reader import CurrentView, View
from api.schemas.errors import Failure
from api.schemas.events import EventInFull, Events
from api.schemas.parameters import EventList, page_after
from kg import queries
from kg.errors import UsageError
from kg.export import FORMATS
from kg.model import Claim

router = APIRouter(tags=["events"])

_FILES = ("jsonl", "csv", "parquet", "polecat", "icews", "gdelt", "geojson")
_MEDIA_TYPES = {"application/json": "json"} | {
    FORMATS[name].media_type: name for name in ("jsonl", "csv", "geojson", "parquet")
}


async def _file(request: Request) -> AsyncIterator[None]:
    """A turn, for the files."""
    form = request.query_params.get("format") or _accepted(request)
    async with nullcontext() if form == "json" else request.app.state.few_wholes:
        yield


@router.get(
    "/events",
    response_model=Events,
    summary="Events by filter",
    responses={
        200: {"content": {FORMATS[name].media_type: {} for name in _FILES}},
        404: {"model": Failure},
        406: {"model": Failure},
    },
    dependencies=[Depends(_file, scope="function")],
)
def events(request: Request, view: CurrentView, asked: Annotated[EventList, Query()]) -> Any:
    """Names stand for whoever bears them; a name that nobody bears is an error, 404.

    A page leads to the next by a cursor, which holds while the graph grows. Files have all events unless there is a
    `limit`.
    """
    if asked.cursor is not None and asked.offset:
        raise UsageError("both cursor and offset are given", where="parameter offset", remedy="leave it out")
    form = asked.format if "format" in asked.model_fields_set else _accepted(request)
    store = view.graph.store
    part = {"sort": asked.sort, "after": asked.cursor, "offset": asked.offset}
    if form != "json":
        return event_file(form, queries.events(store, asked.filter(limit=asked.limit, **part)), "events")
    found = queries.page(store, asked.filter(limit=asked.size, **part))
    return {
        "total": found.total,
        "limit": asked.size,
        "offset": asked.offset,
        "next": page_after(request, asked, found.next),
        "events": [view.event(iri).as_record() for iri in found.ids],
        "facets": {
            name: [asdict(facet) for facet in counted]
            for name, counted in queries.facets(store, asked.filter(), asked.facets).items()
        },
    }


@router.get(
    "/events/{event_id:path}", response_model=EventInFull, summary="One event", responses={404: {"model": Failure}}
)
def event(view: CurrentView, event_id: str) -> Any:
    """By its IRI or the last part of it; with every claim, who said it in which words, and where claims disagree."""
    found = queries.event(view.graph.store, event_id)
    return {
        **found.as_record(),
        "claims": [_claim(view, claim) for claim in found.claims],
    }


def _accepted(request: Request) -> str:
    forms = preferred(request.headers.get("accept"), _MEDIA_TYPES)
    if not forms:
        raise UnacceptableError(
            f"events cannot be written as {request.headers['accept']}",
            where="Accept",
            remedy=f"accept one of {', '.join(_MEDIA_TYPES)}",
        )
    return forms[0]


def _claim(view: View, claim: Claim) -> dict[str, Any]:
    store = view.graph.store
    return {
        **claim_record(claim),
        "title": queries.article(store, claim.article).title,
        "said_by": named(store, claim.speaker) if claim.speaker else None,
    }
