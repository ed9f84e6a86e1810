from __future__ import annotations

import sys

import pytest

from kg.errors import UsageError
from kg.export import EventTable
from kg.export.tables import COLUMNS, flat


def test_a_list_of_events(events):
    found = EventTable(iter(events))
    assert len(found) == 9
    assert list(found) == list(events)
    assert found[0] is events[0]
    assert isinstance(found[:2], EventTable)
    assert list(found[:2]) == list(events[:2])
    assert repr(found) == "<EventTable of 9 events>"
    assert found.to_records()[0] == events[0].as_record()


def test_pandas(events):
    pytest.importorskip("pandas")
    frame = EventTable(events).to_pandas()
    assert list(frame.columns) == list(COLUMNS)
    assert frame.loc[0, "actors"] == ["Ana Vell"]
    assert (frame["type"] == "CONSULT").sum() == 5
    assert list(EventTable([]).to_pandas().columns) == list(COLUMNS)


def test_polars(events):
    pl = pytest.importorskip("polars")
    frame = EventTable(events).to_polars()
    assert frame.columns == list(COLUMNS)
    assert frame["actors"].dtype == pl.List(pl.String)
    assert frame.to_dicts() == [flat(event) for event in events]
    assert EventTable([]).to_polars().schema == frame.schema


def test_polars_missing_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(UsageError, match="pip install polars"):
        EventTable([]).to_polars()


def test_pandas_missing_names_the_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(UsageError, match=r"aide-memoire\[notebook\]"):
        EventTable([]).to_pandas()


def test_html_escapes_and_cuts(events):
    page = EventTable(events * 3)._repr_html_()
    assert "Cy &lt;Dann&gt; &amp; Sons" in page
    assert "<td>CONSULT (phone)</td>" in page
    assert page.count("<tr") == 21
    assert 'title="Event e1,\tas &quot;told&quot;' in page
    assert "and 7 more" in page
    assert "more" not in EventTable(events)._repr_html_()
