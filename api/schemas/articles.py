"""Articles and what they claim."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel

from api.schemas.events import Named, Party, Place
from kg.model import Status


class ListedArticle(BaseModel):
    """An article without its text, and the number of its claims."""

    id: str
    title: str | None
    published: str | None
    source: str | None
    claims: int


class Articles(BaseModel):
    """A page of articles, by id."""

    total: int
    limit: int
    offset: int
    next: str | None
    articles: list[ListedArticle]


class Claim(BaseModel):
    """What the article says: ``text[start:end]`` is the quote, `event` the event that it tells of."""

    id: str
    event: str | None
    type: str
    mode: str | None
    actors: list[Party]
    recipients: list[Party]
    mediators: list[Party]
    time_start: str | None
    time_end: str | None
    place: Place | None
    topics: list[Named]
    status: Status
    quote: str
    start: int
    end: int
    speaker: str | None
    attributed_to: str | None
    confidence: float
    rule: str


class Span(BaseModel):
    """A stretch of the text, characters ``text[start:end]``: the quote of a claim, or a name in one.

    A name stands for who or what the claim says takes part; where names overlap, the longest counts.
    """

    start: int
    end: int
    kind: Literal["claim", "name"]
    claim: str
    event: str | None
    entity: str | None
    label: str | None


class Article(BaseModel):
    """An article with its text as given, its claims in the order of the text, and the spans that they rest on."""

    id: str
    iri: str
    title: str | None
    text: str
    published: str | None
    published_from: str | None
    source: str | None
    url: str | None
    language: str | None
    claims: list[Claim]
    spans: list[Span]
