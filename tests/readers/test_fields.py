import math
from datetime import date, datetime

import pytest

from kg.errors import InputError
from kg.model import Article
from kg.readers.fields import article, hashed_id

LIMIT = 1000


def test_all_fields_arrive():
    fields = {
        "id": "a-1",
        "title": "Talks",
        "text": "They met.",
        "published": "2021-01-16",
        "source": "Agency",
        "url": "https://example.org/1",
        "language": "en",
        "pages": 3,
    }
    assert article(fields, max_bytes=LIMIT) == Article(
        id="a-1",
        title="Talks",
        text="They met.",
        published="2021-01-16",
        published_from="metadata",
        source="Agency",
        url="https://example.org/1",
        language="en",
    )


@pytest.mark.parametrize("nothing", [None, "", "  ", math.nan])
def test_empty_values_count_as_not_given(nothing):
    fields = dict.fromkeys(("id", "title", "published", "source", "url", "language"), nothing)
    assert article({**fields, "text": "They met."}, max_bytes=LIMIT) == Article(
        id=hashed_id("They met."), text="They met."
    )


def test_the_id_is_the_given_one_then_the_default_then_the_hash():
    assert article({"text": "x", "id": 7}, max_bytes=LIMIT, default_id="stem").id == "7"
    assert article({"text": "x"}, max_bytes=LIMIT, default_id="stem").id == "stem"
    # printf x | sha256sum
    assert article({"text": "x"}, max_bytes=LIMIT).id == "text-2d711642b726b044"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (date(2021, 1, 16), "2021-01-16"),
        (datetime(2021, 1, 16, 9, 30, 0, 5), "2021-01-16T09:30:00"),
        (20210116, "2021-01-16"),
    ],
)
def test_dates_of_other_types(value, expected):
    assert article({"text": "x", "published": value}, max_bytes=LIMIT).published == expected


@pytest.mark.parametrize(
    "text", [" leading", "line\r\nline\r\n", "tab\there", "Zürich — “ok”", "e\u0301 stays decomposed", "😀"]
)
def test_the_text_stays_as_it_was(text):
    assert article({"text": text}, max_bytes=LIMIT).text == text


def test_half_a_surrogate_pair_is_replaced_in_place():
    read = article({"text": "ab\ud83dcd", "id": "x\udc80"}, max_bytes=LIMIT)
    assert (read.text, read.id) == ("ab\ufffdcd", "x\ufffd")


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({}, "no text"),
        ({"text": None}, "no text"),
        ({"text": 5}, "is a number"),
        ({"text": ["a"]}, "is a list"),
        ({"text": b"bytes"}, "is a bytes"),
        ({"text": " \n\ufeff"}, "empty"),
        ({"text": "a\0b"}, "not text"),
        ({"text": "\x1b[0m\x1b[1m\x07"}, "not text"),
        ({"text": "é" * 501}, "1,002 bytes are more than the 1,000"),
        ({"text": "x", "id": "y" * 256}, "256 characters"),
        ({"text": "x", "id": True}, "`id` is true or false"),
        ({"text": "x", "source": {"name": "Agency"}}, "`source` is an object"),
        ({"text": "x", "title": ["a"]}, "`title` is a list"),
        ({"text": "x", "published": "2021-02-30"}, "2021-02-30"),
        ({"text": "x", "published": math.inf}, "'inf'"),
        ({"text": "x", "published": {}}, "`published` is an object"),
    ],
)
def test_what_makes_no_article(fields, reason):
    with pytest.raises(InputError, match=reason) as caught:
        article(fields, max_bytes=LIMIT)
    assert caught.value.remedy


def test_a_stray_control_character_is_no_reason_to_refuse():
    text = "They met. " * 20 + "\x0c\x08"
    assert article({"text": text}, max_bytes=LIMIT).text == text
