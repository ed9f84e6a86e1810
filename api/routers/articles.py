"""Articles."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request

from api.claims import claim_record
from api.files import CSV, csv_file
from api.lookup import article_id
from api.reader import CurrentView
from api.schemas.articles import Article, Articles, ListedArticle
from api.schemas.errors import Failure
from api.schemas.parameters import Page, next_page
from kg import queries
from kg.namespaces import article_iri
from kg.queries.spans import spans

router = APIRouter(tags=["articles"])


@router.get("/articles", response_model=Articles, summary="Articles, by id", responses=CSV)
def articles(request: Request, view: CurrentView, asked: Annotated[Page, Query()]) -> Any:
    """Without their texts."""
    every = view.once("articles", view.graph.articles)
    if asked.format == "csv":
        columns = tuple(ListedArticle.model_fields)
        part = every[asked.offset :][: asked.limit]
        return csv_file(columns, ([getattr(a, c) for c in columns] for a in part), "articles")
    return {
        "total": len(every),
        "limit": asked.size,
        "offset": asked.offset,
        "next": next_page(request, asked, more=asked.offset + asked.size < len(every)),
        "articles": [asdict(article) for article in every[asked.offset :][: asked.size]],
    }


@router.get(
    "/articles/{article_id:path}",
    response_model=Article,
    summary="One article with its claims",
    responses={404: {"model": Failure}},
)
def article(
    view: CurrentView, given: Annotated[str, Path(alias="article_id", examples=["2021-01-12-moscow-trilateral"])]
) -> Any:
    """By its id or IRI: the text as given, and where in it each claim stands."""
    found = view.graph.article(article_id(view.graph.store, given))
    claims = queries.claims(view.graph.store, found.id)
    return {
        **asdict(found),
        "iri": article_iri(found.id),
        "claims": [{**claim_record(each.claim), "event": each.event} for each in claims],
        "spans": [asdict(span) for span in spans(claims)],
    }
