"""Who deals with whom, counted."""

from __future__ import annotations

from pydantic import BaseModel

from api.schemas.relations import End


class Node(End):
    """Someone, and in how many of the events they take part."""

    events: int


class Dealing(BaseModel):
    """All events of one kind between two nodes, by id.

    Where `directed` is false, both did it, and the order of the two means nothing. `intensity` is the mean of PLOVER's
    scores, -10 to 10; `first` and `last` are days.
    """

    source: str
    target: str
    kind: str
    type: str
    quad: str
    directed: bool
    events: int
    intensity: float
    first: str | None
    last: str | None


class Dealings(BaseModel):
    """The dealings with most events, of how many in all, and everybody in them."""

    total: int
    nodes: list[Node]
    dealings: list[Dealing]
