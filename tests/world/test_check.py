"""Everything that a check of the tables can find, and that it finds nothing in those that ship."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.resources import folder
from kg.world.check import Finding, check

if TYPE_CHECKING:
    from tests.world.conftest import Tables


def test_the_shipped_tables_are_all_right() -> None:
    assert check(folder("seeds") / "world") == []


def test_the_invented_tables_are_all_right(tables: Tables) -> None:
    assert check(tables.path) == []


@pytest.mark.parametrize(
    ("file", "row", "value", "what"),
    [
        # rows and cells
        ("topics.csv", "War,Soup War,,war", "", "4 cells instead of 9"),
        ("people-1.csv", "Zeppo,,,,FRE,GOV,m,,almanac", "", "label is empty"),
        ("terms-1.csv", "Ida_Klop,foreign_minister,KLO,,,,almanac", "", "start is empty"),
        # references
        ("places.csv", "Hill,Hill,,region,FRE,1,2,,hearsay", "hearsay", "unknown source 'hearsay'"),
        ("terms-1.csv", "Ida_Klop,foreign_minister,KLO,1930,1931,,hearsay", "hearsay", "unknown source 'hearsay'"),
        ("organisations.csv", "Club,Club,,organisation,ZZZ,,,,almanac", "ZZZ", "unknown country 'ZZZ'"),
        ("places.csv", "Hill,Hill,,region,FRE|ZZZ,1,2,,almanac", "ZZZ", "unknown country 'ZZZ'"),
        ("people-2.csv", "Zeppo,Zeppo,,,ZZZ,GOV,m,,almanac", "ZZZ", "unknown country 'ZZZ'"),
        ("topics.csv", "War,Soup War,,war,,,Moon,,almanac", "Moon", "unknown place 'Moon'"),
        ("terms-1.csv", "Nobody,foreign_minister,FRE,1930,,,almanac", "Nobody", "unknown person 'Nobody'"),
        ("terms-1.csv", "Ida_Klop,wizard,FRE,1930,,,almanac", "wizard", "unknown office 'wizard'"),
        ("terms-1.csv", "Ida_Klop,foreign_minister,ZZZ,1930,,,almanac", "ZZZ", "unknown body 'ZZZ'"),
        ("offices.csv", "leader,boss,ZZZ,,", "ZZZ", "unknown countries 'ZZZ'"),
        ("offices.csv", "leader,boss,,ZZZ,", "ZZZ", "unknown except 'ZZZ'"),
        # closed lists
        ("states.csv", "NEW,Newland,,,,,,nobody,,,,,,almanac", "nobody", "executive is 'nobody'"),
        ("organisations.csv", "Club,Club,,tribe,,,,,almanac", "tribe", "kind is 'tribe'"),
        ("places.csv", "Hill,Hill,,hillock,FRE,1,2,,almanac", "hillock", "kind is 'hillock'"),
        ("topics.csv", "War,Soup War,,fight,,,,,almanac", "fight", "kind is 'fight'"),
        ("people-1.csv", "Zeppo,Zeppo,,,FRE,GOV,x,,almanac", "x", "gender is 'x'"),
        ("terms-1.csv", "Ida_Klop,foreign_minister,KLO,1930,,old,almanac", "old", "status is 'old'"),
        # twice
        ("sources.csv", "almanac,Another,,,", "almanac", "the id is that of sources.csv:2 too"),
        ("places.csv", "Duck_River,Duck River East,,river,,,,,almanac", "Duck_River", "the id is that of places.csv:2"),
        (
            "people-2.csv",
            "Rufus_Firefly,R. Firefly,,,FRE,,,,almanac",
            "Rufus_Firefly",
            "the id is that of people-1.csv:2",
        ),
        ("organisations.csv", "SYL,Sylvan League,,group,,,,,almanac", "SYL", "the id is that of states.csv:3 too"),
        ("common_words.csv", "said,Again", "said", "the word is that of common_words.csv:3 too"),
        (
            "people-2.csv",
            "Sage_2,Otto Sâge,,,KLO,GOV,m,,almanac",
            "Otto Sâge",
            "the label is that of people-2.csv:3 too",
        ),
        ("topics.csv", "Deal,Soup accord,,treaty,,,,,almanac", "Soup accord", "the label is that of topics.csv:2 too"),
        ("topics.csv", "War,Soup War,,war,,,,Q101,almanac", "Q101", "the Wikidata id is that of states.csv:2 too"),
        ("topics.csv", "War,Soup War,,war,,,,q7,almanac", "q7", "not a Wikidata id"),
        # dates and coordinates
        ("topics.csv", "War,Soup War,,war,1934,1933,,,almanac", "1934/1933", "starts 1934, after it ends 1933"),
        (
            "terms-1.csv",
            "Ida_Klop,leader,KLO,1934-02,1934-01-31,,almanac",
            "1934-02/1934-01-31",
            "starts 1934-02, after",
        ),
        ("terms-1.csv", "Ida_Klop,leader,KLO,spring,,,almanac", "spring/", "not an ISO year, month or day: 'spring'"),
        ("places.csv", "Hill,Hill,,region,FRE,-91,2,,almanac", "-91", "lat is -91"),
        ("places.csv", "Hill,Hill,,region,FRE,1,181,,almanac", "181", "lon is 181"),
        ("states.csv", "NEW,Newland,,,,,,,,,,far,,almanac", "far", "lat is 'far'"),
        # names
        ("people-1.csv", "Zeppo_March,Zeppo March,,March,FRE,GOV,m,,almanac", "March", "the name is a common word"),
        ("people-1.csv", "Zeppo_March,Zeppo March,,,FRE,GOV,m,,almanac", "March", "the name is a common word"),
        ("places.csv", "Hill,Hill,Saïd,region,FRE,1,2,,almanac", "Saïd", "the name is a common word"),
        ("organisations.csv", "Club,Club,Who,group,,,,,almanac", "Who", "the name is a common word"),
        ("states.csv", "NEW,Newland,,,,March,,,,,,,,almanac", "March", "the name is a common word"),
        # holders of one office
        (
            "terms-1.csv",
            "Ida_Klop,head_of_state,FRE,1936,1940,,almanac",
            "Ida_Klop",
            "head_of_state of FRE at the same time as Gloria_Teasdale (terms-1.csv:3), from 1936-12-31 on",
        ),
        (
            "terms-1.csv",
            "Ida_Klop,head_of_government,KLO,1935-02-01,1937,,almanac",
            "Ida_Klop",
            "head_of_government of KLO at the same time as Ida_Klop (terms-1.csv:6), from 1935-02-01 on",
        ),
    ],
)
def test_a_wrong_row_is_found_with_its_line_and_a_remedy(
    tables: Tables, file: str, row: str, value: str, what: str
) -> None:
    line = tables.add(file, row)
    found = check(tables.path)
    assert [(f.file, f.line, f.value) for f in found] == [(file, line, value)]
    assert what in found[0].what
    assert found[0].remedy


@pytest.mark.parametrize(
    "row",
    [
        "Ida_Klop,head_of_state,FRE,1936,1940,acting,almanac",
        "Ida_Klop,head_of_state,FRE,1936,1940,rival,almanac",
        "Ida_Klop,head_of_state,FRE,1933,1933-12-10,,almanac",  # within the tolerance
        "Ida_Klop,head_of_state,FRE,1931,1933,,almanac",  # a year is known, no day
        "Ida_Klop,envoy,League,1936,,,almanac\nOtto_Sage,envoy,League,1936,,,almanac",
    ],
)
def test_terms_that_may_stand_beside_each_other(tables: Tables, row: str) -> None:
    tables.add("terms-1.csv", row)
    assert check(tables.path) == []


def test_two_princes_reign_in_andorra(tables: Tables) -> None:
    tables.add("states.csv", "AND,Andorra,,,,,,,,,,,,almanac")
    tables.add("terms-1.csv", "Ida_Klop,head_of_state,AND,1936,,,almanac")
    tables.add("terms-1.csv", "Otto_Sage,head_of_state,AND,1936,,,almanac")
    assert check(tables.path) == []


def test_an_acronym_may_be_a_word(tables: Tables) -> None:
    assert "WHO" in (tables.path / "organisations.csv").read_text("utf-8")
    assert not [f for f in check(tables.path) if f.value == "WHO"]


def test_a_second_person_of_a_name_has_an_id_that_says_so(tables: Tables) -> None:
    tables.add("people-2.csv", "Otto_Sage_1890,Otto Sage,,Sage,KLO,GOV,m,,almanac")
    assert check(tables.path) == []


def test_all_is_found_at_once_in_the_order_of_the_files(tables: Tables) -> None:
    tables.add("topics.csv", "War,Soup War,,fight,1934,1933,Moon,,hearsay")
    tables.replace("places.csv", "12.5", "125")
    tables.replace("sources.csv", "id,title,url", "id,name,url")
    found = check(tables.path)
    assert found == sorted(found)
    assert Finding("sources.csv", 1, "", "no column title", "add it to the header") in found
    assert {f.value for f in found if f.file == "topics.csv"} >= {"fight", "1934/1933", "Moon", "hearsay"}
    assert ("places.csv", 2, "125") in {(f.file, f.line, f.value) for f in found}


def test_a_missing_table_is_a_finding(tables: Tables) -> None:
    (tables.path / "common_words.csv").unlink()
    (tables.path / "terms-1.csv").unlink()
    assert [(f.file, f.line, f.what) for f in check(tables.path)] == [
        ("common_words.csv", 1, "the table is missing"),
        ("terms*.csv", 1, "the table is missing"),
    ]
