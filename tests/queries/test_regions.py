"""Which countries lie in a region."""

from __future__ import annotations

import csv

import pytest

from kg.model import Entity
from kg.namespaces import entity_iri
from kg.queries.regions import countries_of
from kg.resources import folder
from kg.world import world


def place(key: str, label: str) -> Entity:
    return Entity(id=entity_iri("place", key), kind="place", label=label)


@pytest.mark.parametrize(
    ("region", "inside", "outside"),
    [
        (place("Africa", "Africa"), "EGY", "TUR"),
        (place("Middle_East", "Middle East"), "IRQ", "AZE"),
        (place("South_Caucasus", "South Caucasus"), "GEO", "RUS"),
        (place("Sub-Saharan_Africa", "Sub-Saharan Africa"), "MLI", "EGY"),
        (Entity(id=entity_iri("state", "FRA"), kind="state", label="France", country="FRA"), "FRA", "DEU"),
    ],
)
def test_what_lies_in_a_region(region: Entity, inside: str, outside: str) -> None:
    found = countries_of(region)
    assert inside in found
    assert outside not in found


def test_a_town_contains_no_country() -> None:
    assert countries_of(place("Kyiv", "Kyiv")) == frozenset()


def test_every_region_and_country_is_known() -> None:
    known = world().entities.values()
    places = {entity.id for entity in known if entity.kind == "place"}
    countries = {entity.country for entity in known if entity.kind == "state"} | {"HKG", "MAC"}
    with (folder("seeds") / "world" / "regions.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["place"] for row in rows if entity_iri("place", row["place"]) not in places] == []
    assert {code for row in rows for code in row["countries"].split("|")} - countries == set()
