"""The layouts of other event data sets, read back as their users read them."""

from __future__ import annotations

from collections import Counter
from io import BytesIO

import pytest

from kg.export import gdelt, icews, polecat
from kg.export.dyads import dyads, event_number
from kg.model import Entity, Event, Party


def table(write, events):
    out = BytesIO()
    write(events, out)
    return [line.split("\t") for line in out.getvalue().decode().removesuffix("\n").split("\n")]


def records(write, events, columns=None):
    rows = table(write, events)
    head, body = (columns, rows) if columns else (rows[0], rows[1:])
    return [dict(zip(head, row, strict=True)) for row in body]


def test_rows_for_source_and_target(events):
    rows = Counter(d.event.id.rsplit("/", 1)[1] for d in dyads(events))
    assert rows == {"e1": 1, "e2": 1, "e3": 2, "e4": 1, "e5": 1, "e6": 1, "e7": 1, "e9": 6}
    assert len({d.number for d in dyads(events)}) == 14


def test_what_both_did_has_a_row_each_way(events):
    ends = {(d.source.entity.label, d.target.entity.label) for d in dyads(events[2:3])}
    assert ends == {("Ana Vell", "Cy <Dann> & Sons"), ("Cy <Dann> & Sons", "Ana Vell")}


def test_an_event_whose_actor_nobody_knows():
    victim = Entity(id="x:v", kind="person", label="V")
    event = Event(
        id="x:e", type="ASSAULT", mode=None, status="occurred", actors=(), recipients=(Party(entity=victim),),
        confidence=1, intensity=-9, quad="material conflict", cameo="190", claims=(),
    )  # fmt: skip
    (row,) = records(polecat.write_polecat, [event])
    assert (row["Actor Name"], row["Recipient Name"], row["Event Date"]) == ("None", "V", "None")
    (row,) = records(icews.write_icews, [event])
    assert (row["Source Name"], row["Target Name"], row["Publisher"]) == ("", "V", "")
    (row,) = records(gdelt.write_gdelt, [event], gdelt.COLUMNS)
    assert (row["Actor1Name"], row["Actor2Name"], row["Year"], row["SOURCEURL"]) == ("", "V", "", "")


@pytest.mark.parametrize(
    ("columns", "number"),
    [(polecat.COLUMNS, 40), (icews.COLUMNS, 20), (gdelt.COLUMNS, 61)],
    ids=("polecat", "icews", "gdelt"),
)
def test_number_of_columns(columns, number):
    assert len(set(columns)) == len(columns) == number


def test_polecat(events):
    rows = records(polecat.write_polecat, events)
    assert len(rows) == 14
    assert [rows[0][c] for c in ("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity")] == [
        "e1", "2031-01-05", "CONSULT", "phone", "1.5",
    ]  # fmt: skip
    assert (rows[0]["Actor Title"], rows[0]["Primary Actor Sector"], rows[0]["Recipient Country"]) == (
        "Chair", "GOV", "AZE",
    )  # fmt: skip
    assert (rows[0]["Source"], rows[0]["Publication Date"], rows[0]["Contexts"]) == ("Bell", "2031-05-01", "None")
    visit = rows[4]
    assert (visit["City"], visit["Country"], visit["Latitude"]) == ("Port Lor", "Turkey", "-3.5")
    assert rows[1]["Event Date"] == "2031-02"


def test_icews(events):
    rows = records(icews.write_icews, events)
    assert len(rows) == 14
    first = rows[0]
    assert (first["CAMEO Code"], first["Event Text"], first["Story ID"]) == ("041", "phone call", "story-2")
    assert (first["Source Name"], first["Source Country"], first["Target Country"]) == (
        "Ana Vell", "Turkey", "Azerbaijan",
    )  # fmt: skip
    assert first["Event ID"] == str(event_number(events[0]))
    resigned = next(r for r in rows if r["Event Text"] == "resignation")
    assert (resigned["Source Name"], resigned["Target Name"], resigned["Event Date"]) == ("Bo Karst", "", "2031")


def test_gdelt(events):
    rows = records(gdelt.write_gdelt, events, gdelt.COLUMNS)
    assert len({r["GLOBALEVENTID"] for r in rows}) == 14
    first, month, visit, strike = rows[0], rows[1], rows[4], rows[5]
    assert [first[c] for c in ("SQLDATE", "MonthYear", "Year", "FractionDate")] == [
        "20310105", "203101", "2031", "2031.0959",
    ]  # fmt: skip
    assert [month[c] for c in ("SQLDATE", "MonthYear", "Year", "FractionDate")] == ["", "203102", "2031", ""]
    assert [first[c] for c in ("EventCode", "EventBaseCode", "EventRootCode", "QuadClass")] == ["041", "041", "04", "1"]
    assert [strike[c] for c in ("EventCode", "EventRootCode", "QuadClass", "GoldsteinScale")] == [
        "195", "19", "4", "-9.5",
    ]  # fmt: skip
    assert [first[c] for c in ("Actor1Code", "Actor1Name", "Actor2CountryCode")] == ["TURGOV", "ANA VELL", "AZE"]
    assert [first[c] for c in ("NumMentions", "NumSources", "NumArticles")] == ["2", "2", "2"]
    assert [first[c] for c in ("DATEADDED", "SOURCEURL")] == ["20310501000000", "https://Bell.example/e1"]
    assert [visit[c] for c in ("ActionGeo_Type", "ActionGeo_CountryCode", "ActionGeo_Long")] == ["4", "TU", "40.0"]
