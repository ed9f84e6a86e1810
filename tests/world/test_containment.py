"""Which place lies in which, and places that lie within themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.errors import TableError
from kg.resources import folder
from kg.world import World, world
from kg.world.check import check
from kg.world.containment import above

if TYPE_CHECKING:
    from tests.world.conftest import Tables

HEADER = "id,label,names,kind,country,within,lat,lon,wikidata,source\n"


def write(tables: Tables, *rows: str) -> None:
    (tables.path / "places.csv").write_text(
        HEADER + "Duck_River,Duck River,,river,FRE,,,,,almanac\n" + "".join(f"{row}\n" for row in rows), "utf-8"
    )


def test_a_place_lies_in_larger_ones(tables: Tables) -> None:
    write(tables, "Pond,Duck Pond,,region,FRE,Park,,,,almanac", "Park,Duck Park,,region,FRE,Duck_River,,,,almanac")
    assert check(tables.path) == []
    known = World(tables.path)
    (pond,) = (name.entity for name in known.find("Duck Pond"))
    assert [place.label for place in known.containing(pond)] == ["Duck Park", "Duck River"]


@pytest.mark.parametrize(
    ("rows", "line", "value", "what"),
    [
        (["A,Aa,,region,FRE,A,,,,almanac"], 3, "A", "A lies within itself: A in A"),
        (
            ["A,Aa,,region,FRE,B,,,,almanac", "B,Bb,,region,FRE,C,,,,almanac", "C,Cc,,region,FRE,A,,,,almanac"],
            5,
            "A",
            "C lies within itself: A in B in C in A",
        ),
        (  # what leads into a circle is not of it
            ["A,Aa,,region,FRE,B,,,,almanac", "B,Bb,,region,FRE,C,,,,almanac", "C,Cc,,region,FRE,B,,,,almanac"],
            5,
            "B",
            "C lies within itself: B in C in B",
        ),
    ],
)
def test_a_circle_is_found_once_and_nothing_loads(
    tables: Tables, rows: list[str], line: int, value: str, what: str
) -> None:
    write(tables, *rows)
    (found,) = check(tables.path)
    assert (found.file, found.line, found.value, found.what) == ("places.csv", line, value, what)
    assert "within" in found.remedy
    with pytest.raises(TableError, match="lies within itself") as caught:
        World(tables.path)
    assert caught.value.where == f"places.csv:{line}"


def test_a_place_within_none_is_unknown(tables: Tables) -> None:
    write(tables, "A,Aa,,region,FRE,Atlantis,,,,almanac")
    (found,) = check(tables.path)
    assert (found.value, found.what) == ("Atlantis", "unknown within 'Atlantis'")


def test_above_ends_in_a_circle_too() -> None:
    assert list(above("A", {"A": "B", "B": "A"})) == ["B"]


@pytest.mark.parametrize(
    ("place", "inside"),
    [("Bakhmut", "Donbas"), ("El_Fasher", "Darfur"), ("Rafah", "Gaza_Strip"), ("Jenin", "West_Bank")],
)
def test_the_shipped_places_lie_in_regions(place: str, inside: str) -> None:
    known = world()
    (found,) = [e for e in known.entities.values() if e.id.endswith(f"place/{place}")]
    assert inside in [known.key(entity) for entity in known.containing(found)]
    assert (folder("seeds") / "world" / "places.csv").is_file()
