from __future__ import annotations

import csv
import json
import sys
from io import BytesIO, StringIO

import pytest

from kg.errors import UsageError
from kg.export.tables import COLUMNS, flat, write_csv, write_jsonl, write_parquet


def lines(write, events):
    out = BytesIO()
    write(events, out)
    assert not out.closed
    return out.getvalue().decode()


def test_jsonl_is_the_record_of_each_event(events):
    records = [json.loads(line) for line in lines(write_jsonl, events).splitlines()]
    assert records == [json.loads(json.dumps(e.as_record())) for e in events]
    assert "Véll" in lines(write_jsonl, events)


def test_csv(events):
    rows = list(csv.DictReader(StringIO(lines(write_csv, events), newline="")))
    assert list(rows[0]) == list(COLUMNS)
    assert [r["id"].rsplit("/", 1)[1] for r in rows] == [f"e{n}" for n in range(1, 10)]
    first, agreed = rows[0], rows[8]
    assert (first["cameo"], first["start"], first["topics"]) == ("041", "2031-01-05", "Delta dispute")
    assert (first["articles"], first["reports"]) == ("story-1|story-2", "2")
    assert first["quote"] == 'Event e1,\tas "told"\nin two lines.'
    assert agreed["actors"] == "Bo Karst|Cy <Dann> & Sons|Ana Vell"
    assert agreed["actor_countries"] == "TUR|AZE|TUR"
    assert (agreed["start"], agreed["mode"], agreed["place"]) == ("", "", "")


def test_flat_columns_have_their_types(events):
    for event in events:
        for name, value in flat(event).items():
            assert value is None or isinstance(value, COLUMNS[name]), name


def test_parquet(events):
    pq = pytest.importorskip("pyarrow.parquet")
    out = BytesIO()
    write_parquet(events, out)
    table = pq.read_table(BytesIO(out.getvalue()))
    assert table.to_pylist() == [flat(e) for e in events]


def test_parquet_of_nothing_still_has_its_columns():
    pq = pytest.importorskip("pyarrow.parquet")
    out = BytesIO()
    write_parquet([], out)
    assert pq.read_table(BytesIO(out.getvalue())).column_names == list(COLUMNS)


def test_parquet_without_pyarrow_names_the_extra(events, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"aide-memoire\[tables\]"):
        write_parquet(events, BytesIO())
