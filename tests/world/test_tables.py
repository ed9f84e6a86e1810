"""Reading tables: every error names the file, the line and the remedy."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.errors import TableError
from kg.world import World
from kg.world.tables import Row, read, read_all

if TYPE_CHECKING:
    from tests.world.conftest import Tables


def row(**values: str) -> Row:
    return Row(Path("seeds/places.csv"), 7, values)


def test_rows_know_their_line_and_lose_outer_spaces(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text('\ufeffid,names\n\n a , x | y |\n"b, c",\n', "utf-8")
    rows = list(read(file, ("id", "names")))
    assert [(r.line, r["id"], r.many("names")) for r in rows] == [(3, "a", ("x", "y")), (4, "b, c", ())]


@pytest.mark.parametrize(
    ("content", "where", "what", "remedy"),
    [
        (None, "t.csv:1", "the table is missing", "restore"),
        (b"id,names\n\xff,\n", "t.csv:1", "not UTF-8 at byte 9", "save it as UTF-8"),
        (b"id\na\n", "t.csv:1", "no column names", "add it to the header"),
        (b"id,names\na,b\nc\n", "t.csv:3", "1 cells instead of 2", "check commas and quotes"),
        (b"id,names\na,b,c\n", "t.csv:2", "3 cells instead of 2", "check commas and quotes"),
    ],
)
def test_a_table_that_cannot_be_read(tmp_path: Path, content: bytes | None, where: str, what: str, remedy: str) -> None:
    if content is not None:
        (tmp_path / "t.csv").write_bytes(content)
    with pytest.raises(TableError) as caught:
        list(read(tmp_path / "t.csv", ("id", "names")))
    assert caught.value.where == where
    assert caught.value.what == what
    assert remedy in str(caught.value.remedy)


def test_errors_can_be_kept_while_reading_goes_on(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("id,names\na\nb,x\nc,d,e\n", "utf-8")
    kept: list[TableError] = []
    rows = list(read(tmp_path / "t.csv", ("id", "names"), wrong=kept.append))
    assert [r["id"] for r in rows] == ["b"]
    assert [e.where for e in kept] == ["t.csv:2", "t.csv:4"]


def test_tables_of_a_pattern_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    (tmp_path / "t-2.csv").write_text("id\nb\n", "utf-8")
    (tmp_path / "t-1.csv").write_text("id\na\n", "utf-8")
    assert [r["id"] for r in read_all(tmp_path, "t-*.csv", ("id",))] == ["a", "b"]
    with pytest.raises(TableError, match=r"u\*\.csv:1: the table is missing"):
        list(read_all(tmp_path, "u*.csv", ("id",)))


@pytest.mark.parametrize(
    ("start", "end", "span"),
    [
        ("1999", "1999", (date(1999, 1, 1), date(1999, 12, 31))),
        ("2000-02", "2000-02", (date(2000, 2, 1), date(2000, 2, 29))),
        ("2000-02-03", "", (date(2000, 2, 3), None)),
        ("", "2001", (None, date(2001, 12, 31))),
    ],
)
def test_a_span_is_as_wide_as_its_dates_allow(start: str, end: str, span: tuple[date | None, date | None]) -> None:
    assert row(start=start, end=end).span("start", "end") == span


@pytest.mark.parametrize(
    ("read_cell", "what"),
    [
        (lambda: row(id="").needed("id"), "id is empty"),
        (lambda: row(kind="hill").one_of("kind", ("city", "sea")), "kind is 'hill'"),
        (lambda: row(lat="north").number("lat", -90, 90), "lat is 'north'"),
        (lambda: row(lat="90.5").number("lat", -90, 90), "lat is 90.5"),
        (lambda: row(lat="nan").number("lat", -90, 90), "lat is nan"),
        (lambda: row(start="03/04/2001", end="").span("start", "end"), "not an ISO year, month or day: '03/04/2001'"),
        (lambda: row(start="2001-13", end="").span("start", "end"), "month must be in 1..12"),
        (lambda: row(start="2002", end="2001-05").span("start", "end"), "starts 2002, after it ends 2001-05"),
    ],
)
def test_a_wrong_cell(read_cell: Callable[[], object], what: str) -> None:
    with pytest.raises(TableError) as caught:
        read_cell()
    assert caught.value.what == what
    assert caught.value.where == "places.csv:7"
    assert caught.value.remedy


def test_an_empty_number_is_none() -> None:
    assert row(lat="").number("lat", -90, 90) is None


@pytest.mark.parametrize(
    ("file", "wrong", "what"),
    [
        ("states.csv", "FRE,Fredonia,,,,,,,,,,,,almanac", "the id 'FRE' is used twice"),
        ("states.csv", "NEW,Newland,,,,,,nobody,,,,,,almanac", "executive is 'nobody'"),
        ("organisations.csv", "FRE,Freedom Party,,organisation,,,,,almanac", "the id 'FRE' is that of a state or body"),
        ("organisations.csv", "Club,Club,,tribe,,,,,almanac", "kind is 'tribe'"),
        ("places.csv", "Hill,Hill,,region,FRE,91,0,,almanac", "lat is 91"),
        ("places.csv", "Hill,Hill,,region,FRE,1,0,,hearsay", "unknown source 'hearsay'"),
        ("topics.csv", "War,Soup War,,war,1934,1933,,,almanac", "starts 1934, after it ends 1933"),
        ("people-2.csv", "Zeppo,,,,FRE,GOV,m,,almanac", "label is empty"),
        ("people-2.csv", "Zeppo,Zeppo,,,ZZZ,GOV,m,,almanac", "unknown country 'ZZZ'"),
        ("terms-1.csv", "Nobody,head_of_state,FRE,1930,,,almanac", "unknown person 'Nobody'"),
        ("terms-1.csv", "Ida_Klop,head_of_state,ZZZ,1930,,,almanac", "unknown body 'ZZZ'"),
        ("terms-1.csv", "Ida_Klop,head_of_state,KLO,,,,almanac", "no start"),
        ("terms-1.csv", "Ida_Klop,,KLO,1930,,,almanac", "office is empty"),
        ("terms-1.csv", "Ida_Klop,head_of_state,KLO,1930,,retired,almanac", "status is 'retired'"),
    ],
)
def test_a_world_with_a_wrong_row_does_not_load(tables: Tables, file: str, wrong: str, what: str) -> None:
    line = tables.add(file, wrong)
    with pytest.raises(TableError) as caught:
        World(tables.path)
    assert what in caught.value.what
    assert caught.value.where == f"{file}:{line}"
    assert caught.value.remedy
