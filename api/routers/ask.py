"""Questions in English."""

from __future__ import annotations

from threading import Lock
from typing import Annotated, Any

from fastapi import APIRouter, Query

from api.reader import CurrentView
from api.schemas.answers import Answer

router = APIRouter(tags=["questions"])

# The parser of sentences is shared, and not made for two threads at once.
_one_at_a_time = Lock()


@router.get("/ask", response_model=Answer, summary="Ask a question in English")
def ask(
    view: CurrentView, q: Annotated[str, Query(min_length=1, max_length=1000, examples=["Who met whom in 2021?"])]
) -> dict[str, Any]:
    """What is not understood is answered too: `understood` is false, and `suggestions` are questions that would be."""
    with _one_at_a_time:
        answer = view.graph.ask(q)
    return answer.as_record()
