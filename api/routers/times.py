"""When events are."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query

from api.reader import CurrentView
from api.schemas.entities import Times
from api.schemas.errors import Failure
from api.schemas.parameters import TimeList
from kg import queries

router = APIRouter(tags=["events"])


@router.get("/times", response_model=Times, summary="When events are, counted", responses={404: {"model": Failure}})
def times(view: CurrentView, asked: Annotated[TimeList, Query()]) -> Any:
    """The days, months or years of the events that meet the filter, by PLOVER's quad class."""
    return asdict(queries.times(view.graph.store, asked.filter(), asked.by))
