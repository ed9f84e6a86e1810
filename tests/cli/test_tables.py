"""Tables for people."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.cli.tables import clean, table


def test_columns_stand_under_each_other():
    assert table(("who", "calls"), [("Firefly", 12), ("Trentino", 3), (None, 0)]).splitlines() == [
        "who       calls",
        "Firefly      12",
        "Trentino      3",
        "              0",
    ]


def test_no_rows_leave_the_header():
    assert table(("who", "calls"), []) == "who  calls"


@pytest.mark.parametrize(
    ("given_", "shown"),
    [("a\nb", "a b"), ("a\t b", "a b"), ("\x1b[31mred", "\ufffd[31mred"), ("Erdoğan", "Erdoğan"), (None, ""), (0, "0")],
)
def test_nothing_that_a_terminal_would_obey(given_, shown):
    assert clean(given_) == shown


@given(st.lists(st.tuples(st.text(), st.integers()), min_size=1))
def test_a_row_is_a_line(rows):
    assert len(table(("text", "number"), rows).split("\n")) == len(rows) + 1


def test_on_a_terminal_wide_columns_are_cut(monkeypatch):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "40")
    lines = table(("id", "quote"), [("one", "word " * 40)]).splitlines()
    assert max(map(len, lines)) <= 40
    assert lines[1].startswith("one  word")
    assert lines[1].endswith("…")
