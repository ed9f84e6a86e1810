"""Events."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from api.files import event_file
from api.reader import CurrentView
from api.schemas.errors import Failure
from api.schemas.events import Event, Events
from api.schemas.parameters import EventList, next_page
from kg import queries

router = APIRouter(tags=["events"])


@router.get("/events", response_model=Events, summary="Events by filter", responses={404: {"model": Failure}})
def events(request: Request, view: CurrentView, asked: Annotated[EventList, Query()]) -> Any:
    """By time, the undated last. Names stand for whoever bears them; a name that nobody bears is an error, 404."""
    store = view.graph.store
    if asked.format != "json":
        found = queries.events(store, asked.filter(limit=asked.limit, offset=asked.offset))
        return event_file(asked.format, found, "events")
    total = queries.count(store, asked.filter())
    found = queries.events(store, asked.filter(limit=asked.size, offset=asked.offset))
    return {
        "total": total,
        "limit": asked.size,
        "offset": asked.offset,
        "next": next_page(request, asked, more=asked.offset + len(found) < total),
        "events": [event.as_record() for event in found],
    }


@router.get("/events/{event_id:path}", response_model=Event, summary="One event", responses={404: {"model": Failure}})
def event(view: CurrentView, event_id: str) -> Any:
    """By its IRI or the last part of it."""
    return view.graph.event(event_id).as_record()
