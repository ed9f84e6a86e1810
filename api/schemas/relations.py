"""Relations between actors."""

from __future__ import annotations

from pydantic import BaseModel

from kg.model import Kind


class End(BaseModel):
    """One end of a relation."""

    id: str
    label: str
    kind: Kind
    country: str | None


class Relation(BaseModel):
    """All events of one kind between two actors.

    Where `directed` is false, both did it, and the order of the two means nothing. `intensity` is the mean of PLOVER's
    scores, -10 to 10; `first` and `last` are days.
    """

    source: End
    target: End
    kind: str
    type: str
    modes: list[str]
    quad: str
    directed: bool
    events: int
    reports: int
    intensity: float
    first: str | None
    last: str | None
    topics: list[str]
    articles: list[str]


class Relations(BaseModel):
    """A page of relations, those with most events first."""

    total: int
    limit: int
    offset: int
    next: str | None
    relations: list[Relation]
