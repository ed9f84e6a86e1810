"""The layouts of other event data sets, read back as their users read them."""

from __future__ import annotations

from collections import Counter
from io import BytesIO

import pytest

from kg.export import gdelt, icews, polecat
from kg.export.columns import names
from kg.export.dyads import dyads, event_number
from kg.model import Entity, Event, Party
from kg.ontology import event_type, event_types
from tests.relations.conftest import ANN, BOB, made


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
    (row,) = records(gdelt.write_gdelt, [event], names(gdelt.COLUMNS))
    assert (row["Actor1Name"], row["Actor2Name"], row["Year"], row["SOURCEURL"]) == ("", "V", "", "")


@pytest.mark.parametrize(
    ("columns", "number"),
    [(polecat.COLUMNS, 40), (icews.COLUMNS, 20), (gdelt.COLUMNS, 61)],
    ids=("polecat", "icews", "gdelt"),
)
def test_number_of_columns(columns, number):
    assert len(set(names(columns))) == len(columns) == number


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
    assert [visit[c] for c in ("Placename", "City", "Country", "Latitude", "GeoNames ID")] == [
        "Port Lor", "None", "Turkey", "-3.5", "None",
    ]  # fmt: skip
    assert rows[1]["Event Date"] == "None"  # only the month is known


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
    assert (resigned["Source Name"], resigned["Target Name"], resigned["Event Date"]) == ("Bo Karst", "", "")


def test_gdelt(events):
    rows = records(gdelt.write_gdelt, events, names(gdelt.COLUMNS))
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
    assert [visit[c] for c in ("ActionGeo_Type", "ActionGeo_FullName", "ActionGeo_CountryCode", "ActionGeo_Long")] == [
        "", "Port Lor, Turkey", "TU", "40.0",
    ]  # fmt: skip


# As pandas reads it ---------------------------------------------------------------------------------

_DTYPES = {"text": "string", "integer": "Int64", "number": "Float64"}
_LAYOUTS = {"polecat": polecat, "icews": icews, "gdelt": gdelt}
_EVERY = [(name, mode) for name, kind in event_types().items() for mode in (None, *kind.modes)]


def frame(layout, events):
    """As a user of the data set loads it: by the published names and types."""
    pd = pytest.importorskip("pandas")
    out = BytesIO()
    getattr(layout, f"write_{layout.__name__.rsplit('.', 1)[1]}")(events, out)
    header = None if layout is gdelt else 0
    types = {column.name: _DTYPES[column.type] for column in layout.COLUMNS}
    read = pd.read_csv(
        BytesIO(out.getvalue()), sep="\t", header=header, names=list(types) if header is None else None, dtype=types,
        quoting=3, keep_default_na=False, na_values=["", "None"],
    )  # fmt: skip
    assert tuple(read.columns) == names(layout.COLUMNS)
    assert {c: str(t) for c, t in read.dtypes.items()} == types
    return read


@pytest.mark.parametrize("layout", _LAYOUTS.values(), ids=_LAYOUTS)
def test_pandas_reads_every_type_and_mode(layout):
    pd = pytest.importorskip("pandas")
    ankara = Entity(id="l:a", kind="place", label="Ankara", country="TUR", lat=39.9199, lon=32.8543)
    events = [
        made(f"{i:03}", name, mode, [ANN], [BOB], f"2031-01-{i % 28 + 1:02}", place=ankara)
        for i, (name, mode) in enumerate(_EVERY)
    ]
    read = frame(layout, events)
    assert len(read) == len(_EVERY) > 60
    for row, event in zip(read.to_dict("records"), events, strict=True):
        if layout is polecat:
            assert (row["Event Type"], row["Quad Code"], row["Intensity"]) == (event.type, event.quad, event.intensity)
            assert row["Event Mode"] == event.mode or (event.mode is None and pd.isna(row["Event Mode"]))
            assert (row["Actor Name"], row["Recipient Name"]) == (ANN.label, BOB.label)
        elif layout is icews:
            assert (row["CAMEO Code"], row["Intensity"]) == (event.cameo, event.intensity)
            assert (row["Source Name"], row["Target Name"], row["Story ID"]) == (
                ANN.label,
                BOB.label,
                event.claims[0].article,
            )
        else:
            assert (row["EventCode"], row["GoldsteinScale"]) == (event.cameo, event.intensity)
            assert row["EventCode"].startswith(row["EventBaseCode"])
            assert row["EventBaseCode"].startswith(row["EventRootCode"])
            assert row["QuadClass"] == event_type(event.type).quad_class
            assert str(row["SQLDATE"]) == event.time.start.replace("-", "")
    when = read["SQLDATE"].astype("string") if layout is gdelt else read["Event Date"]
    assert pd.to_datetime(when, format="%Y%m%d" if layout is gdelt else "%Y-%m-%d").notna().all()
    assert (
        read["EventCode" if layout is gdelt else "CAMEO Code"].str.startswith("0").any()
        if layout is not polecat
        else True
    )


@pytest.mark.parametrize("layout", _LAYOUTS.values(), ids=_LAYOUTS)
def test_a_column_holds_what_its_page_says(layout, seeds):
    read = frame(layout, seeds)
    assert len(read) > len(seeds) / 2
    never = {column.name for column in layout.COLUMNS if not column.holds}
    assert {name for name in read.columns if read[name].isna().all()} - never <= {"SOURCEURL"}
    assert all(read[name].isna().all() for name in never)


def test_a_city_has_its_number(seeds):
    read = frame(polecat, seeds).drop_duplicates("Placename").set_index("Placename")
    assert (read.loc["Moscow", "City"], read.loc["Moscow", "GeoNames ID"]) == ("Moscow", 524901)
    gdelt_read = frame(gdelt, seeds)
    moscow = gdelt_read[gdelt_read["ActionGeo_FullName"] == "Moscow, Russia"].iloc[0]
    assert (moscow["ActionGeo_Type"], moscow["ActionGeo_CountryCode"]) == (4, "RS")
    assert (gdelt_read[gdelt_read["ActionGeo_Type"] == 1]["ActionGeo_FeatureID"].str.len() == 2).all()
