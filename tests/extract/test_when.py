"""When it happened: whose time an expression tells, and what a sentence without one leaves open."""

import pytest

from tests.extract.reading import told


def times(*paragraphs, kind=None, **article):
    """The times of the events, in the order of the text; None where open."""
    spans = [t.event.time for t in told(*paragraphs, **article) if kind is None or t.event.type == kind]
    return [s and (s.start if s.start == s.end else f"{s.start}/{s.end}") for s in spans]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Freedonia attacked Sylvania on Monday.", ["2021-01-18"]),
        ("On Monday, Freedonia attacked Sylvania.", ["2021-01-18"]),
        ("Freedonia attacked Sylvania in May.", ["2020-05"]),
        ("Freedonia will attack Sylvania in May.", ["2021-05"]),
        ("Freedonia attacked Sylvania in 2010 and in 2015.", ["2010", "2015"]),
        # Each clause has its own time
        ("Freedonia attacked Sylvania on Monday and called Borduria on Tuesday.", ["2021-01-18", "2021-01-19"]),
        ("Freedonia, which attacked Sylvania in 2010, called Borduria on Monday.", ["2010", "2021-01-18"]),
        # It was done by the day on which it was told
        ("Freedonia attacked Sylvania, the ministry said on Tuesday.", ["2021-01-19"]),
        # News without a day are of the day of the article; what is to come or long past stays open
        ("Freedonia attacked Sylvania.", ["2021-01-20"]),
        ("Firefly will meet Trentino.", [None]),
        ("Firefly could meet Trentino.", [None]),
        ("Freedonia had attacked Sylvania.", [None]),
    ],
)
def test_the_time_of_an_event(sentence, found):
    assert times(sentence) == found


def test_without_a_day_of_publication_nothing_is_guessed():
    assert times("Freedonia attacked Sylvania on Monday.", published=None) == [None]
    assert times("Freedonia attacked Sylvania.", published=None) == [None]
    assert times("Freedonia attacked Sylvania in 2010 and in 2015.", published=None) == ["2010", "2015"]


def test_a_day_earlier_counts_from_the_day_last_told_of():
    paragraph = ("On Monday, Freedonia attacked Sylvania.", "A day earlier, Firefly met Trentino.")
    assert times(paragraph) == ["2021-01-18", "2021-01-17"]
