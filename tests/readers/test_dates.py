from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.readers.dates import parse_published


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("2021-01-16", "2021-01-16"),
        (" 2021-01-16\n", "2021-01-16"),
        ("20210116", "2021-01-16"),
        ("2024-02-29", "2024-02-29"),
        ("2021-01-16T09:30", "2021-01-16T09:30:00"),
        ("2021-01-16 09:30:15", "2021-01-16T09:30:15"),
        ("2021-01-16T09:30:15.123456789Z", "2021-01-16T09:30:15Z"),
        ("2021-01-16t09:30:15,5z", "2021-01-16T09:30:15Z"),
        ("2021-01-16 09:30:15 UTC", "2021-01-16T09:30:15Z"),
        ("2021-01-16T09:30:00-00:00", "2021-01-16T09:30:00Z"),
        ("2021-01-16T23:30:00+0300", "2021-01-16T23:30:00+03:00"),
        ("2021-01-16T23:30:00+03", "2021-01-16T23:30:00+03:00"),
        ("20210116T093000Z", "2021-01-16T09:30:00Z"),
    ],
)
def test_days_and_times_are_normalised(given_text, expected):
    assert parse_published(given_text) == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2021-02-30", "does not exist"),
        ("2023-02-29", "does not exist"),
        ("2021-13-01", "does not exist"),
        ("2021-01-16T25:00", "does not exist"),
        ("2021-01-16T09:30+24:00", "does not exist"),
        ("yesterday", "not an ISO date"),
        ("2021", "not an ISO date"),
        ("2021-01", "not an ISO date"),
        ("2021-0116", "not an ISO date"),
        ("16.01.2021", "not an ISO date"),
        ("01/16/2021", "not an ISO date"),
        ("16 January 2021", "not an ISO date"),
        ("2021-W02-6", "not an ISO date"),
        ("1610755200", "not an ISO date"),
        ("٢٠٢١-٠١-١٦", "not an ISO date"),
        ("2021-01-16T", "not an ISO date"),
        ("", "not an ISO date"),
        ("0021-01-16", "before the first newspaper"),
    ],
)
def test_what_is_no_day_is_refused_with_its_value(text, reason):
    with pytest.raises(InputError, match=reason) as caught:
        parse_published(text)
    assert repr(text) in caught.value.what
    assert "2021-01-16" in caught.value.remedy


def test_a_long_value_is_cut_in_the_message():
    with pytest.raises(InputError) as caught:
        parse_published("x" * 10_000)
    assert len(caught.value.what) < 120


@given(st.dates(min_value=date(1600, 1, 1)))
def test_every_day_reads_back(day):
    assert parse_published(day.isoformat()) == parse_published(day.strftime("%Y%m%d")) == day.isoformat()


_ZONES = st.integers(-23 * 60, 23 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@given(st.datetimes(min_value=datetime(1600, 1, 1), timezones=st.none() | _ZONES))
def test_every_time_reads_back_to_the_second(when):
    read = parse_published(when.isoformat())
    assert datetime.fromisoformat(read) == when.replace(microsecond=0)
    assert parse_published(read) == read


@given(st.text(max_size=40))
def test_any_other_text_is_an_input_error_or_a_day(text):
    try:
        read = parse_published(text)
    except InputError:
        return
    assert date.fromisoformat(read[:10])
