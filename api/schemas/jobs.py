"""Articles that are sent, and the work that they make."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from api.schemas.errors import Problem


class SentArticle(BaseModel):
    """A record of an article; only the text is needed."""

    model_config = ConfigDict(
        extra="allow",
        json_schema_extra={
            "examples": [
                {
                    "id": "herald-7",
                    "title": "Leaders speak",
                    "text": "The president of France called the German chancellor on Monday.",
                    "published": "2024-07-11",
                    "source": "Herald",
                }
            ]
        },
    )

    text: str
    id: str | None = Field(None, description="A hash of the text unless given; the same id again replaces the article")
    title: str | None = None
    published: str | None = Field(None, description="ISO date or date-time")
    source: str | None = None
    url: str | None = None
    language: str | None = None


class Address(BaseModel):
    """Where an article stands on the web."""

    model_config = ConfigDict(extra="forbid")

    url: str = Field(
        min_length=1, max_length=2000, description="With http:// or https://", examples=["https://example.org/news/1"]
    )


class Rejected(BaseModel):
    """What cannot be read, with the place, the reason and what to do."""

    where: str
    what: str
    remedy: str | None


class Job(BaseModel):
    """Work that was accepted, and how far it is; `done` counts articles stored or found unchanged."""

    id: str
    kind: Literal["add", "remove"]
    state: Literal["queued", "running", "done", "failed"]
    articles: list[str]
    done: int
    submitted: str
    started: str | None
    finished: str | None
    kept: int | None
    unchanged: int | None
    removed: int | None
    skipped: list[Rejected]
    events: int | None
    error: Problem | None
    href: str
