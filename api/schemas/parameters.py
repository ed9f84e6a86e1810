"""Parameters that several routes share."""

from __future__ import annotations

from typing import Any, Literal
from urllib.parse import unquote

from fastapi import Request
from pydantic import BaseModel, ConfigDict, Field, field_validator
from pydantic_core import PydanticUseDefault

from kg.export.network import View
from kg.namespaces import BASE
from kg.queries import Filter

_LONGEST = 500
_MOST = 1000
_USUAL = 100


class Parameters(BaseModel):
    """Parameters of a query string: unknown ones are refused, empty ones count as not given."""

    model_config = ConfigDict(extra="forbid", str_max_length=_LONGEST)

    @field_validator("*", mode="before")
    @classmethod
    def _empty_is_absent(cls, value: Any) -> Any:
        if value in ("", [""]):
            raise PydanticUseDefault
        return value


class EventFilter(Parameters):
    """Which events; all that is given must be met."""

    actor: str | None = Field(None, description="Name or IRI of who does it")
    recipient: str | None = Field(None, description="Name or IRI of whom it is done to")
    either: list[str] = Field([], description="Name or IRI of who takes part in any slot; repeat it for several")
    country: str | None = Field(None, description="ISO 3166-1 alpha-3 of someone who takes part")
    sector: str | None = Field(None, description="PLOVER sector of someone who takes part")
    type: str | None = Field(None, description="PLOVER event type, such as CONSULT")
    mode: str | None = Field(None, description="PLOVER mode, such as phone")
    topic: str | None = Field(None, description="Name or IRI of what it is about")
    place: str | None = Field(None, description="Name or IRI of where it is")
    since: str | None = Field(None, alias="from", description="ISO day, month or year")
    until: str | None = Field(None, alias="to", description="ISO day, month or year")
    status: str | None = Field(None, description="occurred, future, hypothetical or negated")
    min_reports: int | None = Field(None, ge=1, description="In how many articles at least")
    min_confidence: float | None = Field(None, ge=0, le=1)
    article: str | None = Field(None, description="Id or IRI of an article that reports it")
    text: str | None = Field(None, description="Words within a quote, whatever their case")

    def given(self) -> dict[str, Any]:
        """What is asked of the events, as the fields of a filter."""
        found = {name: getattr(self, name) for name in EventFilter.model_fields}
        found["either"] = tuple(self.either)
        if self.article:
            found["article"] = unquote(self.article.removeprefix(BASE + "article/"))
        return {name: value for name, value in found.items() if value not in (None, ())}

    def filter(self, *, limit: int | None = None, offset: int = 0) -> Filter:
        """The filter that the store understands."""
        return Filter(**self.given(), limit=limit, offset=offset)


class Paged(Parameters):
    """Which part of a list."""

    limit: int | None = Field(None, ge=1, le=_MOST, description=f"{_USUAL} unless given; files have all")
    offset: int = Field(0, ge=0)

    @property
    def size(self) -> int:
        """How many a page has."""
        return _USUAL if self.limit is None else self.limit


class Page(Paged):
    """Which part of a list, and how it is written."""

    format: Literal["json", "csv"] = "json"


class EventList(EventFilter, Paged):
    """A list of events, as JSON or as a file."""

    format: Literal["json", "jsonl", "csv", "parquet", "polecat", "icews", "gdelt"] = "json"


class ActorList(Page):
    """A list of actors."""

    q: str | None = Field(None, description="A name or part of one")
    kind: Literal["person", "state", "organisation", "group"] | None = None
    country: str | None = Field(None, description="ISO 3166-1 alpha-3")


class RelationList(EventFilter, Page):
    """A list of relations, made of the events that meet the filter and occurred."""

    fold_states: bool = Field(False, description="Count who acts for a state as the state")
    min_events: int = Field(1, ge=1, description="Of how many events at least")


class Network(EventFilter):
    """A network of the events that meet the filter."""

    as_: View = Field("relations", alias="as", description="What nodes are: actors, or events too")


def next_page(request: Request, page: Paged, *, more: bool) -> str | None:
    """The address of the next page, relative to the service."""
    if not more:
        return None
    query = request.url.include_query_params(limit=page.size, offset=page.offset + page.size).query
    return f"{request.url.path}?{query}"
