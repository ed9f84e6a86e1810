"""Actors and places."""

from __future__ import annotations

from pydantic import BaseModel

from api.schemas.events import Event, Named
from kg.model import Kind
from kg.queries import Unit


class Entity(Named):
    """Who or what it is; `country` is ISO 3166-1 alpha-3, coordinates WGS84 degrees."""

    kind: Kind
    country: str | None
    sector: str | None
    wikidata: str | None
    lat: float | None
    lon: float | None


class Actor(Entity):
    """An actor with the number of events, of those that occurred, that it takes part in."""

    events: int


class Actors(BaseModel):
    """A page of actors, those with most events first."""

    limit: int
    offset: int
    next: str | None
    actors: list[Actor]


class Term(BaseModel):
    """An office held in a state or body; without an `end`, still held."""

    person: str
    person_label: str
    office: str
    body: str
    body_label: str
    start: str
    end: str | None
    status: str
    source: str


class Counterpart(Named):
    """Who takes part in events together with the actor, or at the place.

    Only events that occurred are counted, in all and by PLOVER's quad class; `first` and `last` are ISO days.
    """

    kind: Kind
    country: str | None
    events: int
    quads: dict[str, int]
    first: str | None
    last: str | None


class Period(BaseModel):
    """The events of a month (or year, or day), in all and by PLOVER's quad class."""

    period: str
    events: int
    quads: dict[str, int]


class ActorInFull(Entity):
    """An actor, its offices (or who held office there), with whom it dealt when, and its latest events, last first."""

    terms: list[Term]
    events: int
    counterparts: list[Counterpart]
    timeline: list[Period]
    latest: list[Event]


class ListedPlace(Entity):
    """A place with the number of events there."""

    events: int


class Places(BaseModel):
    """Places of events, those with most events first; `placed` of the `total` events have a place."""

    total: int
    placed: int
    places: list[ListedPlace]


class PlaceInFull(Entity):
    """A place, who was active there when, and its latest events, the last first."""

    events: int
    parties: list[Counterpart]
    timeline: list[Period]
    latest: list[Event]


class Times(BaseModel):
    """When events are, by their first possible day; `outside` of the `total` events are in no period.

    Those are undated, not known so precisely, or begun before the time that is asked for.
    """

    by: Unit
    total: int
    outside: int
    periods: list[Period]
