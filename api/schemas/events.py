"""Events as the event lines of `kg export events` have them."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel

from kg.model import Kind, Status


class Named(BaseModel):
    """Someone, something or somewhere, with a canonical English label."""

    id: str
    label: str
    aliases: list[str]


class Party(Named):
    """Who takes part, as whom, and for which sector; `country` is ISO 3166-1 alpha-3."""

    kind: Kind
    country: str | None
    sector: str | None
    role: str | None
    wikidata: str | None


class Place(Named):
    """Where; WGS84 degrees."""

    lat: float | None
    lon: float | None
    country: str | None


class Number(BaseModel):
    """How many or how much: `low` and `high` are equal where it is exact, null where it is open ("at least 20")."""

    counted: str
    low: int | None
    high: int | None
    hedged: bool
    unit: str | None


class Quantity(Number):
    """A number that one article tells; `start` and `end` are characters of its text."""

    start: int
    end: int


class Tally(Number):
    """A number of an event as most reports have it, with the ids of the claims that bear it out and their articles."""

    claims: list[str]
    articles: list[str]


class Says(BaseModel):
    """What one article says in its own terms; names are labels."""

    mode: str | None
    actors: list[str]
    recipients: list[str]
    day: str | None
    place: str | None
    quantities: list[Quantity]


class Version(BaseModel):
    """One of the things that are said, the ids of the claims that say it, and those of their articles."""

    value: str
    claims: list[str]
    articles: list[str]


class Disagreement(BaseModel):
    """Where reports contradict each other; what is taken to be so comes first."""

    field: Literal["time", "place", "actors", "status", "number"]
    versions: list[Version]


class Copy(BaseModel):
    """An article that is a copy or an update of another one that reports the event."""

    article: str
    of: str


class Source(BaseModel):
    """What one article says of the event; `start` and `end` are characters of its text."""

    article: str
    quote: str
    start: int
    end: int
    published: str | None
    source: str | None
    url: str | None
    status: Status
    speaker: str | None
    attributed_to: str | None
    rule: str
    confidence: float
    says: Says


class Event(BaseModel):
    """One real-world event with every article that reports it; dates are ISO, as precise as known."""

    id: str
    type: str
    mode: str | None
    status: Status
    cameo: str
    intensity: float
    quad: str
    actors: list[Party]
    recipients: list[Party]
    mediators: list[Party]
    start: str | None
    end: str | None
    place: Place | None
    topics: list[Named]
    confidence: float
    reports: int
    copies: list[Copy]
    quantities: list[Tally]
    disagreements: list[Disagreement]
    sources: list[Source]


class Facet(BaseModel):
    """A value, an IRI for who or what has one, and the number of events that have it."""

    value: str
    label: str
    events: int


class Events(BaseModel):
    """A page of events by time, the undated last, unless sorted otherwise; `next` is the address of the next page.

    `facets` has counts over all pages for every facet that was asked for.
    """

    total: int
    limit: int
    offset: int
    next: str | None
    events: list[Event]
    facets: dict[str, list[Facet]]


class Sayer(BaseModel):
    """Who is quoted; without an `id` where it is nobody that the graph knows."""

    id: str | None
    label: str


class ClaimInFull(Source):
    """What one article says of the event, with all that it says."""

    id: str
    type: str
    mode: str | None
    actors: list[Party]
    recipients: list[Party]
    mediators: list[Party]
    time_start: str | None
    time_end: str | None
    place: Place | None
    topics: list[Named]
    title: str | None
    said_by: Sayer | None


class EventInFull(Event):
    """An event with every claim of it."""

    claims: list[ClaimInFull]
