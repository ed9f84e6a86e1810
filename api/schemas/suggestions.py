"""How what someone begins to write may go on."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel

from kg.model import Kind


class Suggestion(BaseModel):
    """A name with who or what bears it, a role, or a verb with the PLOVER type that it may tell of."""

    text: str
    kind: Kind | Literal["role", "verb"]
    id: str | None
    label: str | None
    type: str | None
    events: int


class Suggestions(BaseModel):
    """The likeliest first."""

    suggestions: list[Suggestion]
