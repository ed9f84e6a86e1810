"""What people put right: events that are one, claims of another event, articles and claims to leave out."""

from __future__ import annotations

from asyncio import get_running_loop
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Request

from api import updating
from api.claims import claim_record
from api.guests import Writer, needs
from api.reader import CurrentView, Reader
from api.schemas.corrections import Corrected, Corrections, Wanted
from api.schemas.errors import Failure
from api.workers import Workers
from kg import queries
from kg.identity.corrections import Corrections as Log
from kg.settings import Settings

router = APIRouter(tags=["writing"])

_REFUSED: dict[int | str, dict[str, Any]] = {
    401: {"model": Failure, "description": "A key is needed"},
    403: {"model": Failure, "description": "The key is not good for this"},
    404: {"model": Failure, "description": "There is no such event, claim, article or correction"},
    429: {"model": Failure, "description": "Requests come too often"},
    503: {"model": Failure, "description": "Another process writes to the graph"},
    504: {"model": Failure, "description": "It took too long"},
}


@router.get(
    "/corrections",
    response_model=Corrections,
    summary="What people have put right",
    responses={k: v for k, v in _REFUSED.items() if k in (401, 403, 429)},
    dependencies=[Depends(needs("read"))],
)
def corrections(view: CurrentView) -> Any:
    """All that were ever made, by time; `holds` tells whether one was taken back, `claims` what they are about."""
    store = view.graph.store
    made = store.corrections()
    known = Log(made)
    return {
        "corrections": [
            {
                **each.as_record(),
                "holds": known.holds(each),
                "claims": [
                    {**claim_record(found.claim), "event": found.event}
                    for found in queries.claims_of(store, sorted(each.about | each.apart_from))
                ],
            }
            for each in made
        ]
    }


@router.post("/corrections", response_model=Corrected, summary="Put something right", responses=_REFUSED)
async def correct(request: Request, who: Writer, wanted: Annotated[Wanted, Body()]) -> Any:
    """It is kept for good, with the name of the key and why; events follow it at once and after every build.

    The answer has the ids of the events that now rest on the claims that it is about.
    """
    assert who.key is not None
    settings: Settings = request.app.state.settings
    workers: Workers = request.app.state.workers
    asked = updating.Correct(wanted.change, wanted.arguments(), wanted.why, who.key.name)
    reader: Reader = request.app.state.reader

    def corrected() -> Any:
        done = updating.run(request.app.state.store, asked, settings.query_max_seconds)
        # Who has put something right sees it so from the next answer on.
        reader.newest()
        return done

    return await get_running_loop().run_in_executor(workers.threads, corrected)
