"""Completion."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query

from api.reader import CurrentView
from api.schemas.parameters import Beginning
from api.schemas.suggestions import Suggestions
from kg import queries

router = APIRouter(tags=["questions"])


@router.get("/suggest", response_model=Suggestions, summary="How a name, role, topic, place or verb may go on")
def suggest(view: CurrentView, asked: Annotated[Beginning, Query()]) -> Any:
    """Case and accents do not matter, and a later word of a name will do; who took part in most events comes first."""
    found = queries.suggest(view.graph.store, asked.q, limit=asked.limit)
    return {"suggestions": [asdict(suggestion) for suggestion in found]}
