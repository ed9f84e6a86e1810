"""Corrections by people."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel

_Id = Annotated[str, Field(min_length=1, max_length=500)]
_Why = Annotated[str, Field(min_length=1, max_length=2000, description="For those who will ask")]


class Merge(BaseModel):
    """Events that are one, by their ids."""

    model_config = ConfigDict(extra="forbid")

    change: Literal["merge"]
    events: list[_Id] = Field(min_length=2)
    why: _Why


class Split(BaseModel):
    """Claims of an event, by their ids or those of their articles, that are of another one."""

    model_config = ConfigDict(extra="forbid")

    change: Literal["split"]
    event: _Id
    claims: list[_Id] = Field(min_length=1)
    why: _Why


class Retract(BaseModel):
    """An article or claim that does not count."""

    model_config = ConfigDict(extra="forbid")

    change: Literal["retract"]
    what: _Id
    why: _Why


class Undo(BaseModel):
    """A correction that no longer holds."""

    model_config = ConfigDict(extra="forbid")

    change: Literal["undo"]
    correction: _Id
    why: _Why


class Wanted(RootModel[Annotated[Merge | Split | Retract | Undo, Field(discriminator="change")]]):
    """A correction to be made."""

    @property
    def change(self) -> str:
        """Its kind."""
        return self.root.change

    @property
    def why(self) -> str:
        """Its reason."""
        return self.root.why

    def arguments(self) -> tuple[Any, ...]:
        """What `kg.corrections` takes for it."""
        given = self.root
        if isinstance(given, Merge):
            return (tuple(given.events),)
        if isinstance(given, Split):
            return (given.event, tuple(given.claims))
        return (given.what if isinstance(given, Retract) else given.correction,)


class Correction(BaseModel):
    """A correction as it was made; `about` and `apart_from` are IRIs of claims, articles or corrections."""

    model_config = ConfigDict(extra="allow")

    id: str
    change: Literal["merge", "split", "retract", "undo"]
    about: list[str]
    why: str
    by: str
    at: str


class Claim(BaseModel):
    """A claim that a correction is about, and the event that it tells of now; None if it does not count."""

    id: str
    article: str
    quote: str
    start: int
    end: int
    type: str
    mode: str | None
    event: str | None


class Held(Correction):
    """A correction, whether it holds, and the claims among what it is about that are still in the graph."""

    holds: bool
    claims: list[Claim]


class Corrections(BaseModel):
    """All corrections, by time."""

    corrections: list[Held]


class Corrected(BaseModel):
    """A correction that was made, and the events that now rest on what it is about."""

    correction: Correction
    events: list[str]
