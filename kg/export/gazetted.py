"""Cities among the places of events, with their numbers in GeoNames (CC BY 4.0)."""

from __future__ import annotations

from kg.model import Entity
from kg.world.gazetteer import City, called
from kg.world.names import fold


def city(place: Entity | None) -> City | None:
    """The city of the gazetteer that a place is: of the same name, at the same coordinates; None for all else."""
    if place is None or place.kind != "place" or place.lat is None or place.lon is None:
        return None
    where = round(place.lat, 4), round(place.lon, 4)
    names = (place.label, place.label.partition(",")[0])
    return next((c for name in names for c in called(fold(name)) if (c.lat, c.lon) == where), None)
