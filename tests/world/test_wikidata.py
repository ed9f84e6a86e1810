"""The result of a query to Wikidata, over the invented world."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.errors import InputError
from kg.world import World
from kg.world.wikidata import Imported, read_result

if TYPE_CHECKING:
    from tests.world.conftest import Tables

ITEM = "http://www.wikidata.org/entity/"
COLUMNS = "person,personLabel,personAltLabel,gender,office,country,start,startPrecision,end,endPrecision"
NEW = ("Q900", "Chico Ravel", "", "male", "foreign_minister", "KLO", "1934-05-06T00:00:00Z", "11", "", "")


@pytest.fixture
def read(tables: Tables, tmp_path: Path):
    """Reads a result of these rows, as CSV or as JSON."""

    def run(*rows: tuple[str, ...], kind: str = "csv") -> Imported:
        file = tmp_path / f"result.{kind}"
        names = COLUMNS.split(",")
        told = [(ITEM + row[0], *row[1:]) for row in rows]
        if kind == "csv":
            file.write_text("\r\n".join([COLUMNS, *(",".join(f'"{v}"' for v in row) for row in told)]), "utf-8")
        else:
            bindings = [{n: {"value": v} for n, v in zip(names, row, strict=True) if v} for row in told]
            file.write_text(json.dumps({"head": {"vars": names}, "results": {"bindings": bindings}}), "utf-8")
        return read_result(file, "new", World(tables.path), frozenset({"said"}))

    return run


def changed(**values: str) -> tuple[str, ...]:
    return tuple({**dict(zip(COLUMNS.split(","), NEW, strict=True)), **values}.values())


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_somebody_new_in_office(read, kind):
    result = read(changed(personAltLabel="Chico, C. Ravel, Chico Marx Ravel"), kind=kind)
    (person,), (term,) = result.tables["people"], result.tables["terms"]
    told = {c: person[c] for c in ("id", "label", "names", "surname", "country", "gender", "wikidata", "source")}
    assert told == {
        "id": "Chico_Ravel", "label": "Chico Ravel", "names": "C. Ravel|Chico Marx Ravel", "surname": "",
        "country": "KLO", "gender": "m", "wikidata": "Q900", "source": f"result.{kind}",
    }  # fmt: skip
    assert (term["person"], term["office"], term["body"]) == ("Chico_Ravel", "foreign_minister", "KLO")
    assert (term["start"], term["end"]) == ("1934-05-06", "")
    assert (result.incomplete, result.wrong, result.known) == ([], [], 0)


@pytest.mark.parametrize(
    ("precision", "start"), [("9", "1934"), ("10", "1934-05"), ("11", "1934-05-06"), ("", "1934-05-06")]
)
def test_a_time_is_cut_to_its_precision(read, precision, start):
    (term,) = read(changed(startPrecision=precision)).tables["terms"]
    assert term["start"] == start


def test_whom_the_tables_have_by_item_or_name_keeps_the_id(read):
    by_item = changed(person="Q104", personLabel="R. Firefly", office="envoy", country="FRE")
    by_name = changed(person="Q901", personLabel="Otto Sage")
    result = read(by_item, by_name)
    assert [t["person"] for t in result.tables["terms"]] == ["Rufus_Firefly", "Otto_Sage"]
    assert [(p["id"], p["wikidata"], p["country"]) for p in result.tables["people"]] == [("Otto_Sage", "Q901", "")]


def test_another_of_the_same_name_is_another(read):
    result = read(changed(person="Q902", personLabel="Rufus Firefly", country="SYL"), NEW, changed(person="Q903"))
    assert [p["id"] for p in result.tables["people"]] == ["Rufus_Firefly_Q902", "Chico_Ravel", "Chico_Ravel_Q903"]


def test_a_term_that_the_tables_have_is_not_repeated(read):
    sage = {"person": "Q901", "personLabel": "Otto Sage", "office": "head_of_state"}
    known = changed(**sage, start="1929-05-03T00:00:00Z")
    assert read(known).known == 1
    ended = changed(**sage, start="1929-05-03T00:00:00Z", end="1940-01-01T00:00:00Z", endPrecision="11")
    (term,) = read(ended).tables["terms"]
    # The start is as the tables have it, so that the row takes the place of theirs.
    assert (term["start"], term["end"]) == ("1929-05-01", "1940-01-01")


@pytest.mark.parametrize("who", [NEW[:2], ("Q901", "Otto Sage")])
def test_a_president_who_heads_the_government_is_head_of_state_only(read, who):
    told = {"person": who[0], "personLabel": who[1], "start": "1929-05-02T00:00:00Z"}
    result = read(*(changed(**told, office=office) for office in ("head_of_government", "head_of_state")))
    assert [t["office"] for t in result.tables.get("terms", ())] == (["head_of_state"] if who == NEW[:2] else [])
    assert result.known == (1 if who == NEW[:2] else 2)


def test_results_told_twice_count_once(read):
    assert len(read(NEW, NEW, changed(end="1935-01-01T00:00:00Z")).tables["terms"]) == 1


def test_a_surname_that_is_a_common_word_is_not_enough(read):
    (person,) = read(changed(personLabel="Groucho Said")).tables["people"]
    assert person["surname"] == "Groucho Said"


@pytest.mark.parametrize(
    ("office", "country", "found"),
    [("premier", "KLO", "head_of_government"), ("Top diplomat", "FRE", "foreign_minister"), ("envoy", "SYL", "envoy")],
)
def test_an_office_may_be_told_by_its_title(read, office, country, found):
    (term,) = read(changed(office=office, country=country)).tables["terms"]
    assert term["office"] == found


@pytest.mark.parametrize(
    ("values", "what"),
    [
        ({"person": ".well-known/genid/1"}, "nobody in particular"),
        ({"personLabel": "Q900"}, "no English name"),
        ({"start": ""}, "no start"),
        ({"start": "t1234"}, "no start"),
    ],
)
def test_what_says_too_little_is_left_out(read, values, what):
    result = read(changed(**values), changed(person="Q905"))
    assert [(f.file, f.line, f.what) for f in result.incomplete] == [("result.csv", 2, what)]
    assert len(result.tables["terms"]) == 1


@pytest.mark.parametrize(
    ("values", "what"),
    [
        ({"office": "juggler"}, "unknown office 'juggler'"),
        ({"country": "XYZ"}, "unknown country 'XYZ'"),
        ({"start": "1934-13-06T00:00:00Z"}, "start is"),
        ({"startPrecision": "7"}, "to a precision of 7"),
        ({"end": "1920-01-01T00:00:00Z"}, "after it ends"),
    ],
)
def test_what_is_wrong_is_told_by_its_line(read, values, what):
    result = read(NEW, changed(**values))
    (wrong,) = result.wrong
    assert (wrong.file, wrong.line) == ("result.csv", 3)
    assert what in wrong.what
    assert wrong.remedy


@pytest.mark.parametrize("text", ["{}", "[1]", '{"head": {"vars": ["person"]}, "results": 3}', "person,office\n", ""])
def test_what_is_no_result(tables: Tables, tmp_path: Path, text: str) -> None:
    file = tmp_path / "other.json"
    file.write_text(text, "utf-8")
    with pytest.raises(InputError):
        read_result(file, "new", World(tables.path), frozenset())
