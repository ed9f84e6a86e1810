"""Parameters that several routes share."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self
from urllib.parse import unquote

from fastapi import Request
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator, model_validator
from pydantic_core import PydanticUseDefault

from kg.export.network import View
from kg.namespaces import BASE
from kg.queries import FACETS, SORTS, Circle, Filter, Unit

_LONGEST = 500
_MOST = 1000
_USUAL = 100
_USUAL_KM = 50.0
_HALF_THE_EARTH_KM = 20_100


def _one_of(*known: str) -> AfterValidator:
    """A word of a list that the schema shows."""

    def check(given: str) -> str:
        if given not in known:
            raise ValueError(f"it is one of {', '.join(known)}")
        return given

    return AfterValidator(check)


Sort = Annotated[str, _one_of(*SORTS), Field(json_schema_extra={"enum": list(SORTS)})]
FacetName = Annotated[str, _one_of(*FACETS), Field(json_schema_extra={"enum": list(FACETS)})]


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

    actor: str | None = Field(None, description="Name or IRI of who does it", examples=["Vladimir Putin"])
    recipient: str | None = Field(None, description="Name or IRI of whom it is done to", examples=["Azerbaijan"])
    either: list[str] = Field(
        [], description="Name or IRI of who takes part in any slot; repeat it for several", examples=[["Armenia"]]
    )
    country: list[str] = Field(
        [],
        description="ISO 3166-1 alpha-3 of someone who takes part, several with commas for any; repeat it for all",
        examples=[["ARM"]],
    )
    sector: str | None = Field(None, description="PLOVER sector of someone who takes part", examples=["GOV"])
    type: str | None = Field(None, description="PLOVER event type, such as CONSULT", examples=["AGREE"])
    mode: str | None = Field(None, description="PLOVER mode, such as phone", examples=["restrict"])
    quad: str | None = Field(None, description="PLOVER quad class", examples=["verbal conflict"])
    id: list[str] = Field([], description="IRI of an event or the last part of it; repeat it for any of several")
    topic: str | None = Field(
        None, description="Name or IRI of what it is about", examples=["2020 Nagorno-Karabakh ceasefire agreement"]
    )
    place: str | None = Field(None, description="Name or IRI of where it is", examples=["Moscow"])
    within: str | None = Field(
        None, description="Name or IRI of the state, continent or place in which it is", examples=["Europe"]
    )
    near: str | None = Field(
        None, description="Name or IRI of a place, or latitude,longitude in degrees", examples=["55.75,37.62"]
    )
    radius: float | None = Field(
        None, gt=0, le=_HALF_THE_EARTH_KM, description=f"How many km from `near` at most; {_USUAL_KM:g} unless given"
    )
    since: str | None = Field(None, alias="from", description="ISO day, month or year", examples=["2021-01"])
    until: str | None = Field(None, alias="to", description="ISO day, month or year", examples=["2021-01-31"])
    status: str | None = Field(None, description="occurred, future, hypothetical or negated", examples=["occurred"])
    min_reports: int | None = Field(None, ge=1, description="In how many articles at least")
    min_confidence: float | None = Field(None, ge=0, le=1)
    article: str | None = Field(
        None, description="Id or IRI of an article that reports it", examples=["2021-01-12-moscow-trilateral"]
    )
    text: str | None = Field(None, description="Words within a quote, whatever their case", examples=["railway"])

    @model_validator(mode="after")
    def _radius_has_a_centre(self) -> Self:
        if self.radius is not None and self.near is None:
            raise ValueError("radius is given without near")
        return self

    def given(self) -> dict[str, Any]:
        """What is asked of the events, as the fields of a filter."""
        found = {name: getattr(self, name) for name in EventFilter.model_fields if name != "radius"}
        if self.near:
            found["near"] = Circle(self.near, self.radius or _USUAL_KM)
        found |= {name: tuple(getattr(self, name)) for name in ("either", "id", "country")}
        if self.article:
            found["article"] = unquote(self.article.removeprefix(BASE + "article/"))
        return {name: value for name, value in found.items() if value not in (None, ())}

    def filter(self, **part: Any) -> Filter:
        """The filter that the store understands, with the fields that say which part of the list."""
        return Filter(**self.given(), **part)


class Paged(Parameters):
    """Which part of a list."""

    limit: int | None = Field(None, ge=1, le=_MOST, description=f"{_USUAL} unless given; files have all")
    offset: int = Field(0, ge=0, le=1_000_000_000)

    @property
    def size(self) -> int:
        """How many a page has."""
        return _USUAL if self.limit is None else self.limit


class Page(Paged):
    """Which part of a list, and how it is written."""

    format: Literal["json", "csv"] = "json"


class EventList(EventFilter, Paged):
    """A list of events, as JSON or as a file."""

    sort: Sort = Field("time", description="With a minus the largest first; the undated are always last")
    cursor: str | None = Field(None, description="Where the page before ended: from its `next`")
    facets: list[FacetName] = Field(
        [], description="What to count the events by; repeat it for several", examples=[["type", "month"]]
    )
    format: Literal["json", "jsonl", "csv", "parquet", "polecat", "icews", "gdelt", "geojson"] = Field(
        "json", description="Unless given, as the header Accept says"
    )


class ActorList(Page):
    """A list of actors."""

    q: str | None = Field(None, description="A name or part of one", examples=["Putin"])
    kind: Literal["person", "state", "organisation", "group"] | None = Field(None, examples=["person"])
    country: str | None = Field(None, description="ISO 3166-1 alpha-3", examples=["RUS"])


class Beginning(Parameters):
    """What someone begins to write."""

    q: str = Field(min_length=1, max_length=100, description="The beginning of a word or name", examples=["put"])
    limit: int = Field(10, ge=1, le=50)


class RelationList(EventFilter, Page):
    """A list of relations, made of the events that meet the filter and occurred."""

    fold_states: bool = Field(False, description="Count who acts for a state as the state")
    min_events: int = Field(1, ge=1, description="Of how many events at least")


class PlaceList(EventFilter):
    """A list of places, those of the events that meet the filter."""

    limit: int = Field(_MOST, ge=1, le=10 * _MOST)


class TimeList(EventFilter):
    """When events are, those that meet the filter."""

    by: Unit | None = Field(
        None,
        description="What is counted; unless given, what suits the time from the first to the last",
        examples=["day"],
    )


class DealingList(EventFilter):
    """A list of dealings, made of the events that meet the filter and occurred."""

    by: Literal["actor", "country"] = Field("actor", description="Whether everybody counts under their country")
    limit: int = Field(_MOST, ge=1, le=10 * _MOST)


class Network(EventFilter):
    """A network of the events that meet the filter."""

    as_: View = Field("relations", alias="as", description="What nodes are: actors, or events too")


def next_page(request: Request, page: Paged, *, more: bool) -> str | None:
    """The address of the next page, relative to the service."""
    if not more:
        return None
    query = request.url.include_query_params(limit=page.size, offset=page.offset + page.size).query
    return f"{request.url.path}?{query}"


def page_after(request: Request, page: Paged, cursor: str | None) -> str | None:
    """The address of the page behind a cursor, relative to the service."""
    if cursor is None:
        return None
    url = request.url.remove_query_params(["offset", "cursor"])
    return f"{url.path}?{url.include_query_params(limit=page.size, cursor=cursor).query}"
