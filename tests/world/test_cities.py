"""Cities of the gazetteer, behind the project's own tables."""

from __future__ import annotations

import pytest

from kg.model import Entity
from kg.namespaces import entity_iri
from kg.world import world
from kg.world.cities import Cities, capital_of
from kg.world.names import fold


def state(key: str) -> Entity:
    found = world().state(key)
    assert found is not None
    return found


def test_names_that_are_taken_are_left_out() -> None:
    cities = Cities(taken={"bilbao"})
    assert "bilbao" not in cities
    assert cities.get("malaga")[0].country == "ESP"


def test_cities_of_one_name_come_by_population() -> None:
    springfields = Cities(taken=set()).get("springfield")
    assert 1 < len(springfields) <= 5
    assert {city.country for city in springfields} == {"USA"}
    assert len({city.id for city in springfields}) == len(springfields)


@pytest.mark.parametrize(
    ("name", "country", "lat", "lon"),
    [("Winnipeg", "CAN", 49.9, -97.1), ("Poznań", "POL", 52.4, 16.9), ("Mombasa", "KEN", -4.0, 39.7)],
)
def test_a_city_of_the_world(name: str, country: str, lat: float, lon: float) -> None:
    known = world()
    places = [known.cities.get(fold(name))[:1], [n.entity for n in known.find(name)][:1]]
    city = next(p for found in places for p in found)
    assert city.country == country
    assert city.lat == pytest.approx(lat, abs=0.2)
    assert city.lon == pytest.approx(lon, abs=0.2)


@pytest.mark.parametrize("word", ["police", "central", "reading", "march", "union"])
def test_common_words_are_no_cities(word: str) -> None:
    assert word in Cities(taken=set())
    assert word not in world().cities


def test_names_of_the_tables_are_not_repeated() -> None:
    known = world()
    assert not [e.label for e in known.entities.values() if fold(e.label) in known.cities]


def test_a_capital_has_the_coordinates_of_the_city() -> None:
    city = capital_of(("Kyiv", "Kiev"), state("UKR"))
    assert (city.id, city.label, city.aliases, city.country) == (entity_iri("place", "Kyiv"), "Kyiv", ("Kiev",), "UKR")
    assert city.lat == pytest.approx(50.45, abs=0.1)
    assert city.lon == pytest.approx(30.52, abs=0.1)


def test_the_capital_of_a_de_facto_state_is_where_the_gazetteer_puts_it() -> None:
    city = capital_of(("Hargeisa", "Hargeysa"), state("XSL"))
    assert city.country == "XSL"
    assert city.lat == pytest.approx(9.56, abs=0.1)


def test_a_capital_that_no_gazetteer_knows_is_put_in_the_middle_of_its_state() -> None:
    land = Entity(id=entity_iri("state", "FRE"), kind="state", label="Freedonia", country="FRE", lat=10.0, lon=20.0)
    city = capital_of(("New Fredville",), land)
    assert city.id.endswith("place/New_Fredville")
    assert (city.lat, city.lon) == (10.0, 20.0)


@pytest.mark.parametrize(
    ("name", "countries", "where"),
    [
        ("chantilly", ["FRA"], "FRA"),  # a small town of a country that the text names
        ("chantilly", ["TUR"], None),  # and none elsewhere, for the text would name its country
        ("obigarm", ["TJK"], "TJK"),
        ("obigarm", ["UZB"], None),
        ("london", ["CAN"], "CAN"),
        ("london", ["FRA"], "GBR"),
        ("santos", ["BRA"], "BRA"),  # a surname is a city only where its country is named
        ("santos", ["COL"], None),
        ("congress", ["USA"], None),  # small towns with English names are words more often
        ("slavyansk", ["UKR"], "UKR"),  # as the Russian papers write it
        ("slavyansk", [], None),
        ("novoselivka", ["UKR"], None),  # there are dozens
        ("chantilly", [], "USA"),  # failing that, the larger one
        ("bay", [], "PHL"),
    ],
)
def test_which_city_a_name_means(name: str, countries: list[str], where: str | None) -> None:
    cities = Cities(taken=set(), people={"santos"})
    found = cities.likeliest(name, lambda: countries)
    assert (found.country if found else None) == where


def test_a_name_of_a_person_is_a_metropolis_all_the_same() -> None:
    found = Cities(taken=set(), people={"sydney"}).likeliest("sydney", list)
    assert found is not None
    assert found.country == "AUS"
