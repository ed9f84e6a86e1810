"""Networks and maps as files."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.files import attachment, event_file, written
from api.reader import CurrentView, View
from api.schemas.errors import Failure
from api.schemas.parameters import EventFilter, Network
from api.turns import WHOLE
from kg import queries
from kg.export import FORMATS

router = APIRouter(tags=["files"], dependencies=[WHOLE], responses={404: {"model": Failure}})


@router.get("/graph.geojson", response_class=Response, summary="Events on a map")
def points(view: CurrentView, asked: Annotated[EventFilter, Query()]) -> Response:
    """The events whose place has coordinates, as GeoJSON."""
    return event_file("geojson", queries.events(view.graph.store, asked.filter()), "events")


@router.get("/graph.ics", response_class=Response, summary="Meetings and calls for a calendar")
def calendar(view: CurrentView, asked: Annotated[EventFilter, Query()]) -> Response:
    """The meetings, visits and calls among the events that are dated to the day, as iCalendar."""
    return event_file("ical", queries.events(view.graph.store, asked.filter()), "meetings")


@router.get("/graph.gexf", response_class=Response, summary="A network for Gephi")
def gexf(view: CurrentView, asked: Annotated[Network, Query()]) -> Response:
    """Actors and their relations, or events as nodes, made of the events that meet the filter and occurred."""
    return _network(view, "gexf", asked)


@router.get("/graph.graphml", response_class=Response, summary="A network for other tools")
def graphml(view: CurrentView, asked: Annotated[Network, Query()]) -> Response:
    """The same network as GraphML."""
    return _network(view, "graphml", asked)


def _network(view: View, name: str, asked: Network) -> Response:
    def made() -> bytes:
        return written(name, queries.each_told(view.graph.store, asked.filter()), as_=asked.as_)

    # The layout of the whole takes a while.
    body = made() if asked.given() else view.once(f"{name} {asked.as_}", made)
    return attachment(body, FORMATS[name].media_type, asked.as_ + FORMATS[name].extension)
