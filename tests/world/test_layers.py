"""Users' tables over those that ship."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.errors import TableError
from kg.namespaces import entity_iri
from kg.world import World, layers
from kg.world.check import check

if TYPE_CHECKING:
    from tests.world.conftest import Tables

PEOPLE = "id,label,names,surname,country,sector,gender,wikidata,source\n"
TERMS = "person,office,body,start,end,status,source\n"
ORGANISATIONS = "id,label,names,kind,country,sector,adjectives,wikidata,source\n"


def layer(base: Path, name: str, **tables: str) -> Path:
    """A folder of tables; headers are added."""
    path = base / "layers" / name
    path.mkdir(parents=True)
    headers = {"people": PEOPLE, "terms": TERMS, "organisations": ORGANISATIONS}
    for table, rows in tables.items():
        (path / f"{table}.csv").write_text(headers[table] + rows, "utf-8")
    return path


@pytest.fixture
def mine(tables: Tables) -> Path:
    return layer(
        tables.path,
        "mine",
        people="Harpo,Harpo Klop,The Horn,,KLO,GOV,m,,me\n",
        terms="Harpo,foreign_minister,KLO,1933,,,me\nGloria_Teasdale,head_of_state,FRE,1935-01-01,1936-01-01,,me\n",
        organisations="Horns,Horn Party,,group,KLO,OPP,,,me\n",
    )


def test_a_layer_brings_people_groups_and_terms(tables: Tables, mine: Path) -> None:
    known = World(tables.path, [mine])
    assert [n.entity.label for n in known.find("The Horn")] == ["Harpo Klop"]
    assert [n.entity.kind for n in known.find("Horn Party")] == ["group"]
    assert [t.person for t in known.offices.who("foreign_minister", "KLO", date(1934, 1, 1))] == ["Harpo"]
    assert check(tables.path, [mine]) == []


def test_a_term_with_the_same_start_takes_the_place_of_the_shipped_one(tables: Tables, mine: Path) -> None:
    on = date(1937, 1, 1)
    assert [t.person for t in World(tables.path).offices.who("head_of_state", "FRE", on)] == ["Gloria_Teasdale"]
    known = World(tables.path, [mine])
    assert known.offices.who("head_of_state", "FRE", on) == []
    assert len(known.offices.every()) == len(World(tables.path).offices.every()) + 1


def test_a_second_row_adds_names_and_fills_what_is_empty(tables: Tables) -> None:
    more = layer(tables.path, "more", people="Gloria_Teasdale,Mrs Teasdale,La Teasdale,Claypool,,,f,Q105,me\n")
    known = World(tables.path, [more])
    person = known.person("Gloria_Teasdale")
    assert (person.label, person.country, person.wikidata) == ("Gloria Teasdale", "FRE", "Q105")
    assert person.aliases == ("Mrs Teasdale", "La Teasdale")
    assert {n.form for name in ("Teasdale", "Claypool") for n in known.find(name)} == {"surname"}
    assert [n.entity for n in known.find("La Teasdale")] == [person]
    assert check(tables.path, [more]) == []


def test_layers_add_to_layers_in_the_order_of_their_names(tables: Tables, mine: Path) -> None:
    other = layer(tables.path, "other", people="Harpo,Harpo Klop,The Honk,,,,,,you\n")
    assert World(tables.path, [mine, other]).person("Harpo").aliases == ("The Horn", "The Honk")


@pytest.mark.parametrize(
    ("rows", "what"),
    [
        ({"people": "A,A Klop,,,KLO,,,,x\nA,A Klop,,,KLO,,,,x\n"}, "the id is that of bad/people.csv:2 too"),
        ({"people": "Rufus_Firefly,Rufus,,,,,,Q7,x\n"}, "Rufus_Firefly is Q104 in people-1.csv:2"),
        ({"people": "B,B Klop,,,XXX,,,,x\n"}, "unknown country 'XXX'"),
        ({"people": "C,Rufus T. Firefly,,,FRE,,,,x\n"}, "the label is that of people-1.csv:2 too"),
        ({"terms": "Nobody,envoy,FRE,1930,,,x\n"}, "unknown person 'Nobody'"),
        ({"terms": "Otto_Sage,juggler,FRE,1930,,,x\n"}, "unknown office 'juggler'"),
        ({"terms": "Otto_Sage,envoy,FRE,1930,1920,,x\n"}, "starts 1930, after it ends 1920"),
        ({"organisations": "FRE,Fre Club,,organisation,,,,,x\n"}, "the id is that of states.csv:2 too"),
        # Also where the layer's term is the earlier one, it is the layer that is wrong.
        ({"terms": "Otto_Sage,head_of_state,FRE,1934-06-01,,,x\n"}, "head_of_state of FRE at the same time"),
        ({"terms": "Otto_Sage,head_of_state,FRE,1933-01-01,1934-01-01,,x\n"}, "head_of_state of FRE at the same time"),
    ],
)
def test_what_is_wrong_with_a_layer_is_told_by_its_line(tables: Tables, rows: dict[str, str], what: str) -> None:
    found = check(tables.path, [layer(tables.path, "bad", **rows)])
    assert found
    assert {finding.file for finding in found} == {f"bad/{next(iter(rows))}.csv"}
    assert any(what in finding.what for finding in found)


def test_a_wrong_layer_does_not_load_half(tables: Tables) -> None:
    bad = layer(tables.path, "bad", terms="Nobody,envoy,FRE,1930,,,x\n")
    with pytest.raises(TableError) as caught:
        World(tables.path, [bad])
    assert caught.value.where == "bad/terms.csv:2"


def test_a_layer_cannot_bring_what_decides_how_tables_are_read(tables: Tables, mine: Path) -> None:
    (mine / "states.csv").write_text((tables.path / "states.csv").read_text("utf-8").replace("SYL", "ZZZ"), "utf-8")
    assert World(tables.path, [mine]).state("ZZZ") is None
    assert entity_iri("state", "SYL") in World(tables.path, [mine]).entities


def test_the_installed_layers_are_folders_by_name(tables: Tables, mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = layer(tables.path, "first", people="")
    layer(tables.path, ".draft", people="")
    monkeypatch.setenv("KG_WORLD", str(mine.parent))
    assert layers.installed() == [first, mine]
    monkeypatch.setenv("KG_WORLD", str(mine.parent / "none"))
    assert layers.installed() == []


def test_the_version_changes_with_what_a_layer_says_and_is_called(tables: Tables, mine: Path) -> None:
    before = layers.version([mine])
    assert before
    assert layers.version([]) == ""
    renamed = mine.rename(mine.with_name("yours"))
    after = layers.version([renamed])
    (renamed / "people.csv").write_text(PEOPLE, "utf-8")
    assert len({before, after, layers.version([renamed])}) == 3
