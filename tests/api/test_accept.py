"""Which form a client prefers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.accept import GRAPHS, TABLES, preferred, takes_html
from kg import sparql


def test_every_form_has_a_media_type():
    assert set(TABLES.values()) == set(sparql.TABLES)
    assert set(GRAPHS.values()) == set(sparql.GRAPHS)


@pytest.mark.parametrize(
    ("accept", "first"),
    [
        (None, "json"),
        ("", "json"),
        ("text/csv", "csv"),
        ("TEXT/CSV", "csv"),
        ("text/csv; q=0.1, application/json; q=0.2", "json"),
        ("text/csv;q=0.1,text/*;q=0.9", "xml"),
        ("text/csv;header=present;q=1", "csv"),
        ("application/json;q=none, text/csv;q=0.1", "csv"),
        (", ,text/csv", "csv"),
    ],
)
def test_the_first(accept, first):
    assert preferred(accept, TABLES)[0] == first


@given(st.text())
def test_any_header_gives_some_of_the_forms(accept):
    found = preferred(accept, GRAPHS)
    assert len(found) == len(set(found))
    assert set(found) <= set(GRAPHS.values())


@pytest.mark.parametrize(
    ("accept", "html"), [(None, False), ("*/*", False), ("text/html", True), ("text/html;q=0", False)]
)
def test_browsers(accept, html):
    assert takes_html(accept) is html
