"""What would be read in an article, pasted or at an address of the web, without keeping it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Body, Depends, Request

from api import fetching
from api.claims import claim_record
from api.guests import Writer
from api.routers.jobs import ARTICLE_BODY, sent
from api.schemas.articles import Article as ReadArticle
from api.schemas.errors import Failure
from api.schemas.jobs import Address
from api.turns import Turns
from kg.errors import InputError
from kg.model import Article
from kg.namespaces import article_iri
from kg.queries import ClaimOfEvent
from kg.queries.spans import spans
from kg.readers import Rejected
from kg.settings import Settings
from kg.workers import read_one

router = APIRouter(tags=["writing"])

_LONGEST = 50_000


@router.post(
    "/read",
    response_model=ReadArticle,
    summary="Read an article without keeping it",
    openapi_extra={"requestBody": ARTICLE_BODY},
    responses={413: {"model": Failure}, 415: {"model": Failure}, 422: {"model": Failure}},
)
async def read(request: Request, given: Annotated[tuple[list[Article], list[Rejected]], Depends(sent)]) -> Any:
    """One record as for `POST /articles`: its claims as they would be, each with its rule; no event is made of them."""
    [article, *more], _ = given
    if more:
        raise InputError("more than one article", remedy="send one, or send all to POST /articles")
    return await _read(request, article, remedy="send it to POST /articles")


@router.post(
    "/fetch",
    response_model=ReadArticle,
    summary="Read a page of the web without keeping it",
    responses={422: {"model": Failure, "description": "It cannot be had or read"}, 504: {"model": Failure}},
)
async def fetch(request: Request, who: Writer, wanted: Annotated[Address, Body()]) -> Any:
    """As `POST /read`, of the article at an address, got as `robots.txt` allows and never from a private network.

    To keep it, send what it answers to `POST /articles`. Needs a key, for the service asks others in its own name.
    """
    settings: Settings = request.app.state.settings
    asked = fetching.Wanted(wanted.url, settings.private, settings.seconds, settings.max_bytes)
    turn: CapacityLimiter = request.app.state.few_pages
    article = await to_thread.run_sync(fetching.run, asked, limiter=turn)
    return await _read(request, article, remedy="let `kg build` read its address")


async def _read(request: Request, article: Article, *, remedy: str) -> dict[str, Any]:
    if len(article.text) > _LONGEST:
        raise InputError(f"a text of {len(article.text):,} characters, more than {_LONGEST:,}", remedy=remedy)
    settings: Settings = request.app.state.settings
    turns: Turns = request.app.state.turns  # the parser is that of questions
    known, found = await turns.take(read_one, article, settings.model)
    if isinstance(found, Rejected):
        raise InputError(found.what, where=found.where, remedy=found.remedy)
    claims = [ClaimOfEvent(claim=claim, event=None) for claim in found]
    return {
        **asdict(known),
        "iri": article_iri(known.id),
        "claims": [{**claim_record(claim), "event": None} for claim in found],
        "spans": [asdict(span) for span in spans(claims)],
    }
