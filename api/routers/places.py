"""Places."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query

from api.lookup import counterpart, found_entity, latest
from api.reader import CurrentView
from api.schemas.entities import PlaceInFull, Places
from api.schemas.errors import Failure
from api.schemas.parameters import PlaceList
from kg import queries
from kg.queries import Filter

router = APIRouter(tags=["places"])


@router.get("/places", response_model=Places, summary="Where events are", responses={404: {"model": Failure}})
def places(view: CurrentView, asked: Annotated[PlaceList, Query()]) -> Any:
    """The places of the events that meet the filter, with coordinates where they are known."""
    store = view.graph.store
    total, found = queries.places(store, asked.filter())
    return {
        "total": total,
        "placed": sum(counted.events for counted in found),
        "places": [{**asdict(counted.entity), "events": counted.events} for counted in found[: asked.limit]],
    }


@router.get(
    "/places/{place_id:path}", response_model=PlaceInFull, summary="One place", responses={404: {"model": Failure}}
)
def place(view: CurrentView, place_id: Annotated[str, Path(examples=["place/Moscow"])]) -> Any:
    """By its IRI or the end of it: `place/Nagorno-Karabakh` or `Nagorno-Karabakh`; states are places too."""
    store = view.graph.store
    entity = found_entity(store, place_id, ("place", "state"))
    wanted = Filter(place=entity.id)
    return {
        **asdict(entity),
        "events": queries.count(store, wanted),
        "parties": [counterpart(each) for each in queries.parties_at(store, entity.id)],
        "timeline": [asdict(period) for period in queries.timeline(store, place=entity.id)],
        "latest": latest(view, wanted),
    }
