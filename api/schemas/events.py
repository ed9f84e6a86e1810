"""Events as the event lines of `kg export events` have them."""

from __future__ import annotations

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
    sources: list[Source]


class Events(BaseModel):
    """A page of events by time, the undated last; `next` is the address of the next page."""

    total: int
    limit: int
    offset: int
    next: str | None
    events: list[Event]
