"""The network of who deals with whom, to be drawn."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query

from api.reader import CurrentView
from api.schemas.errors import Failure
from api.schemas.network import Dealings
from api.schemas.parameters import DealingList
from kg.relations.dealings import Dealing, dealings

router = APIRouter(tags=["relations"])


@router.get(
    "/network", response_model=Dealings, summary="Who deals with whom, counted", responses={404: {"model": Failure}}
)
def network(view: CurrentView, asked: Annotated[DealingList, Query()]) -> Any:
    """Made of the events that meet the filter and occurred, quickly; `/relations` also tells topics and articles."""
    found = dealings(view.graph.store, asked.filter(), by_country=asked.by == "country", most=asked.limit)
    ends = {end.id: end for dealing in found.dealings for end in (dealing.source, dealing.target)}
    return {
        "total": found.total,
        "nodes": [{**asdict(end), "events": found.events[iri]} for iri, end in sorted(ends.items())],
        "dealings": [_record(dealing) for dealing in found.dealings],
    }


def _record(dealing: Dealing) -> dict[str, Any]:
    return {**asdict(dealing), "source": dealing.source.id, "target": dealing.target.id}
