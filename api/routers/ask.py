"""Questions in English."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from api.reader import CurrentView
from api.schemas.answers import Answer
from api.turns import Turns

router = APIRouter(tags=["questions"])


@router.get("/ask", response_model=Answer, summary="Ask a question in English")
async def ask(
    request: Request,
    view: CurrentView,
    q: Annotated[str, Query(min_length=1, max_length=1000, examples=["Who met whom in 2021?"])],
) -> dict[str, Any]:
    """What is not understood is answered too: `understood` is false, and `suggestions` are questions that would be."""
    turns: Turns = request.app.state.turns
    answer = await turns.take(view.answer, q)
    return answer.as_record()
