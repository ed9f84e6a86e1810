"""The one form of an error."""

from __future__ import annotations

from pydantic import BaseModel


class Problem(BaseModel):
    """What went wrong, where, and what the reader can do."""

    what: str
    where: str | None
    remedy: str | None


class Failure(BaseModel):
    """An error."""

    error: Problem
