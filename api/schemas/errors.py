"""The one form of an error."""

from __future__ import annotations

from pydantic import BaseModel


class Position(BaseModel):
    """A place in a query, both from 1."""

    line: int
    column: int


class Problem(BaseModel):
    """What went wrong, where, and what the reader can do; for a query also the place as numbers."""

    what: str
    where: str | None
    remedy: str | None
    position: Position | None = None


class Failure(BaseModel):
    """An error."""

    error: Problem
