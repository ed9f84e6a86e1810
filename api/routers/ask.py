"""Questions in English."""

from __future__ import annotations

from typing import Annotated, Any

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Query, Request

from api.reader import CurrentView
from api.schemas.answers import Answer

router = APIRouter(tags=["questions"])


@router.get("/ask", response_model=Answer, summary="Ask a question in English")
async def ask(
    request: Request,
    view: CurrentView,
    q: Annotated[str, Query(min_length=1, max_length=1000, examples=["Who met whom in 2021?"])],
) -> dict[str, Any]:
    """What is not understood is answered too: `understood` is false, and `suggestions` are questions that would be."""
    # The parser of sentences is not made for two threads at once. Who waits for it takes no thread from other routes.
    turn: CapacityLimiter = request.app.state.one_question
    answer = await to_thread.run_sync(view.answer, q, limiter=turn)
    return answer.as_record()
