"""The day of publication as the text tells it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Article
from kg.readers.published import with_published

BODY = "The two ministers met on a bridge over the Duck River.\n\nThey left on Friday without a word.\n"


def told(text, **fields):
    found = with_published(Article(id="x", text=text, **fields))
    return found.published, found.published_from


def test_metadata_go_before_the_text():
    text = f"3 May 2014 | Rivers\n\n{BODY}"
    assert told(text, published="2014-05-04T08:00:00Z") == ("2014-05-04T08:00:00Z", "metadata")


def test_where_it_was_found_is_kept():
    assert told(BODY, published="2014-05-04", published_from="byline") == ("2014-05-04", "byline")


@pytest.mark.parametrize(
    ("text", "day", "source"),
    [
        (f"3 May 2014 | Rivers\n\n{BODY}", "2014-05-03", "byline"),
        (f"Ada Quill  | 03.05.2014\n\n{BODY}", "2014-05-03", "byline"),
        (f"3 MAY 2014 | RIVERS\n\n{BODY}", "2014-05-03", "byline"),
        (f"2014-05-03T22:10+0000\n\n{BODY}", "2014-05-03", "byline"),
        (f"Published May 3, 2014, updated May 4, 2014\n\n{BODY}", "2014-05-04", "byline"),
        (f"May 3, 2014 (FREDVILLE)\n\n{BODY}", "2014-05-03", "byline"),
        (f"{BODY}\n(Wire, 3 May 2014)", None, None),
        (f"{BODY}\nUpdated: 3 May 2014", "2014-05-03", "notice"),
        (f"{BODY}\nThis article first appeared in the Gazette on 3 May 2014.", "2014-05-03", "origin"),
        (f"FREDVILLE, May 3, 2014 (Wire) - {BODY}", "2014-05-03", "dateline"),
        (f"Fredville, 3 May 2014 -- {BODY}", "2014-05-03", "dateline"),
        (f"{BODY}\n— Foreign Office (@office) May 3, 2014", "2014-05-03", "post"),
    ],
)
def test_the_text_tells_its_day(text, day, source):
    assert told(text) == (day, source)


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "",
        "On May 3, 2014, the ministers met on a bridge.\n\nThey left on Friday.",
        f"FREDVILLE, May 3 (Wire) - {BODY}",
        f"FREDVILLE (Wire) - {BODY}",
        f"May 2014 | Rivers\n\n{BODY}",
        f"A bridge too late: two years after the flood of 3 May 2012 the ferry runs again\n\n{BODY}",
        f"{BODY}\nREAD MORE: The flood of 3 May 2012",
    ],
)
def test_other_days_are_not_taken_for_it(text):
    assert told(text) == (None, None)


@pytest.mark.parametrize(
    ("other", "day"),
    [
        ("They had last met on 29 April 2014.", "2014-05-03"),
        ("They had last met on 29 March 2014.", None),
        ("They had last met in 2014.", None),
    ],
)
def test_a_day_without_its_year_takes_it_from_a_day_nearby(other, day):
    assert told(f"FREDVILLE, May 3 (Wire) - {BODY}\n{other}") == (day, "dateline" if day else None)


def test_a_day_near_the_turn_of_the_year_takes_the_right_one():
    text = f"FREDVILLE, Jan 2 (Wire) - {BODY}\nThey had last met on 30 December 2013."
    assert told(text) == ("2014-01-02", "dateline")


def test_the_surest_part_decides():
    post = "— Foreign Office (@office) May 1, 2014"
    assert told(f"3 May 2014 | Rivers\n\n{BODY}\n{post}") == ("2014-05-03", "byline")


@given(st.text())
def test_any_text_has_a_day_or_none(text):
    day, source = told(text)
    assert (day is None) == (source is None)
    assert day is None or date.fromisoformat(day)
