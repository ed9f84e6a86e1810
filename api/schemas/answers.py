"""Answers to questions in English, and the state of the service."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict


class Answer(BaseModel):
    """How a question was understood, and what the graph says.

    A cell is an entity (``{"id", "label", "aliases"}``) or a plain value; `events` are ids, which `/events/{id}` takes.
    """

    model_config = ConfigDict(extra="allow")

    question: str
    understood: bool
    interpretation: str
    sparql: str | None
    columns: list[str]
    answers: list[dict[str, Any]]
    events: list[str]
    summary: str
    suggestions: list[str]
    not_understood: str | None = None


class Health(BaseModel):
    """The service answers, from this much."""

    status: Literal["ok"]
    version: str
    counts: dict[str, int]
