"""Where events are: within a region, or near a point."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from kg.errors import UsageError
from kg.model import Entity
from kg.queries.columns import columns
from kg.queries.links import Mask
from kg.queries.names import resolve
from kg.queries.regions import countries_of
from kg.queries.remembered import remembered
from kg.store import Store

_EARTH_KM = 6371.0088
_POINT = re.compile(r"\s*([-+]?\d+(?:\.\d*)?)\s*,\s*([-+]?\d+(?:\.\d*)?)\s*\Z")


@dataclass(frozen=True, slots=True)
class Circle:
    """So many kilometres around a place by name or IRI, or around ``latitude,longitude`` in degrees."""

    centre: str
    km: float

    def __str__(self) -> str:
        return f"{self.km:g} km of {self.centre}"


def within(store: Store, name: str) -> Mask:
    """The events whose place is, or lies in, what bears this name.

    Raises
    ------
    NotFoundError
        If nothing bears it.
    """
    wanted = set(resolve(store, name))
    countries = {country for iri in wanted for country in countries_of(store.entity(iri))}
    inside = (p.id for p in remembered(store, _places) if p.id in wanted or p.country in countries)
    return columns(store).places.having(inside)


def near(store: Store, circle: Circle) -> Mask:
    """The events whose place has coordinates in the circle, along the Earth's surface.

    Raises
    ------
    UsageError
        If the centre has no coordinates, or the radius is none.
    NotFoundError
        If nothing bears its name.
    """
    if not circle.km > 0:
        raise UsageError(f"a radius of {circle.km:g} km", remedy="give kilometres, more than 0")
    mapped = [p for p in remembered(store, _places) if p.lat is not None and p.lon is not None]
    points = np.radians(np.array([(p.lat, p.lon) for p in mapped], dtype=np.float64).reshape(-1, 2))
    inside = np.zeros(len(mapped), dtype=np.bool_)
    for latitude, longitude in _centres(store, circle.centre):
        lat, lon = np.radians([latitude, longitude])
        # The haversine formula.
        a = np.sin((points[:, 0] - lat) / 2) ** 2
        a += np.cos(lat) * np.cos(points[:, 0]) * np.sin((points[:, 1] - lon) / 2) ** 2
        inside |= 2 * _EARTH_KM * np.arcsin(np.sqrt(np.clip(a, 0, 1))) <= circle.km
    return columns(store).places.having(place.id for place, there in zip(mapped, inside, strict=True) if there)


def _centres(store: Store, centre: str) -> Iterator[tuple[float, float]]:
    point = _POINT.match(centre)
    if point:
        latitude, longitude = float(point[1]), float(point[2])
        if abs(latitude) > 90 or abs(longitude) > 180:
            raise UsageError(f"{centre!r} is not on Earth", remedy="write latitude,longitude in degrees")
        yield latitude, longitude
        return
    found = [store.entity(iri) for iri in resolve(store, centre)]
    mapped = [(place.lat, place.lon) for place in found if place.lat is not None and place.lon is not None]
    if not mapped:
        raise UsageError(f"{centre!r} has no coordinates", remedy="write latitude,longitude in degrees")
    yield from mapped


def _places(store: Store) -> list[Entity]:
    """Every place of an event."""
    return [store.entity(iri) for iri in columns(store).places.names]
