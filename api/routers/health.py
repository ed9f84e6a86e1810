"""Whether the service answers."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

import kg
from api.reader import CurrentView
from api.schemas.answers import Health

router = APIRouter(tags=["service"])


@router.get("/health", response_model=Health, summary="Version and counts")
def health(view: CurrentView) -> dict[str, Any]:
    """200 when the store answers, else 503 with the reason."""
    return {"status": "ok", "version": kg.__version__, "counts": view.once("counts", view.graph.counts)}
