"""Places."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Path

from api.lookup import counterpart, found_entity, latest
from api.reader import CurrentView
from api.schemas.entities import PlaceInFull
from api.schemas.errors import Failure
from kg import queries
from kg.queries import Filter

router = APIRouter(tags=["places"])


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
