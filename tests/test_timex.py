"""Expressions of time: what they are on the day of an article, and what only looks like one."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.timex import find, resolve_time

WEDNESDAY = date(2021, 1, 20)


def resolved(text, day=WEDNESDAY, **context):
    """The times of a text as "start" or "start/end"; an expression that stays open is None."""
    spans = [resolve_time(found, anchor=day, **context) for found in find(text)]
    return [s and (s.start if s.start == s.end else f"{s.start}/{s.end}") for s in spans]


# Complete dates need no article day -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("signed on 2014-04-26", "2014-04-26"),
        ("at 2014-04-26T08:30:00Z", "2014-04-26"),
        ("on 2014/04/26", "2014-04-26"),
        ("on 26.04.2014", "2014-04-26"),
        ("on 6.4.2014", "2014-04-06"),
        ("on 26/04/2014", "2014-04-26"),
        ("on 04/26/2014", "2014-04-26"),
        ("on April 26, 2014", "2014-04-26"),
        ("on April 26 2014", "2014-04-26"),
        ("on April 26th, 2014", "2014-04-26"),
        ("on 26 April 2014", "2014-04-26"),
        ("on 26 April, 2014", "2014-04-26"),
        ("on the 26th of April 2014", "2014-04-26"),
        ("on the 26th of April of 2014", "2014-04-26"),
        ("26 APRIL 2014  |  NEWS", "2014-04-26"),
        ("APRIL 26, 2014", "2014-04-26"),
        ("26 april 2014", "2014-04-26"),
        ("3 may 2014", "2014-05-03"),
        ("on Sept. 3, 2014", "2014-09-03"),
        ("on Sep 3, 2014", "2014-09-03"),
        ("on Saturday, April 26, 2014,", "2014-04-26"),
        ("on Saturday 26 April 2014", "2014-04-26"),
        ("on February 29, 2024", "2024-02-29"),
        ("in April 2014", "2014-04"),
        ("in April, 2014", "2014-04"),
        ("in April of 2014", "2014-04"),
        ("MAY 2014", "2014-05"),
        ("late April 2014", "2014-04"),
        ("the end of April 2014", "2014-04"),
        ("in 1994", "1994"),
        ("since 1994", "1994"),
        ("in early 1994", "1994"),
        ("mid-1994", "1994"),
        ("in the summer of 1994", "1994-06/1994-08"),
        ("in spring 1994", "1994-03/1994-05"),
        ("in the winter of 1994", "1994"),
        ("the 1994 ceasefire", "1994"),
        ("Russia's 2014 annexation", "2014"),
        ("the rebels’ 2014 defeat", "2014"),
        ("in the 1990s", "1990/1999"),
        ("the early 1990s", "1990/1999"),
        ("since the late 1990s", "1990/1999"),
        ("in the ’90s", "1990/1999"),
        ("from 1988 to 1994", "1988/1994"),
        ("between 1988 and 1994", "1988/1994"),
        ("the 1988-1994 war", "1988/1994"),
        ("the war of 1988–94", "1988/1994"),
        ("in 1998-02", "1998-02"),
        ("in 1998-21", "1998/2021"),
        ("from March to May 2020", "2020-03/2020-05"),
        ("between November and February 2020", "2019-11/2020-02"),
        ("27-29 September 2020", "2020-09-27/2020-09-29"),
        ("from 27 to 29 September 2020", "2020-09-27/2020-09-29"),
        ("between 27 and 29 September 2020", "2020-09-27/2020-09-29"),
        ("September 27-29, 2020", "2020-09-27/2020-09-29"),
        ("September 27 to November 10, 2020", "2020-09-27/2020-11-10"),
        ("27 September – 10 November 2020", "2020-09-27/2020-11-10"),
        ("from 27 September until 10 November 2020", "2020-09-27/2020-11-10"),
        ("December 30 to January 2, 2021", "2020-12-30/2021-01-02"),
    ],
)
def test_a_complete_expression_means_the_same_on_every_day(text, span):
    assert resolved(text, None) == resolved(text, WEDNESDAY) == resolved(text, date(1995, 7, 2)) == [span]


# What depends on the day and the tense --------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "day", "past", "future"),
    [
        # Days of the week: the last one, that day included, or the next.
        ("on Monday", WEDNESDAY, "2021-01-18", "2021-01-25"),
        ("on Tuesday", WEDNESDAY, "2021-01-19", "2021-01-26"),
        ("on Wednesday", WEDNESDAY, "2021-01-20", "2021-01-20"),
        ("on Thursday", WEDNESDAY, "2021-01-14", "2021-01-21"),
        ("ON THURSDAY", WEDNESDAY, "2021-01-14", "2021-01-21"),
        ("Sunday's talks", WEDNESDAY, "2021-01-17", "2021-01-24"),
        ("Sunday’s talks", WEDNESDAY, "2021-01-17", "2021-01-24"),
        ("late on Friday night", WEDNESDAY, "2021-01-15", "2021-01-22"),
        ("on Thursday", date(2021, 1, 1), "2020-12-31", "2021-01-07"),
        ("on the 3rd of last month", WEDNESDAY, "2020-12-03", "2020-12-03"),
        ("on the 3rd of this month", WEDNESDAY, "2021-01-03", "2021-01-03"),
        ("in the autumn", WEDNESDAY, "2020-09/2020-11", "2021-09/2021-11"),
        ("in the spring", date(2021, 4, 1), "2021-03/2021-05", "2021-03/2021-05"),
        ("last Wednesday", WEDNESDAY, "2021-01-13", "2021-01-13"),
        ("last Monday", WEDNESDAY, "2021-01-18", "2021-01-18"),
        ("next Wednesday", WEDNESDAY, "2021-01-27", "2021-01-27"),
        ("next Friday", WEDNESDAY, "2021-01-22", "2021-01-22"),
        ("this Wednesday", WEDNESDAY, "2021-01-20", "2021-01-20"),
        ("on Monday last week", WEDNESDAY, "2021-01-11", "2021-01-11"),
        ("on Monday of next week", WEDNESDAY, "2021-01-25", "2021-01-25"),
        ("on Friday this week", WEDNESDAY, "2021-01-22", "2021-01-22"),
        # Days and months without a year: of the last twelve months, or of the next.
        ("on January 18", WEDNESDAY, "2021-01-18", "2022-01-18"),
        ("on 18 January", WEDNESDAY, "2021-01-18", "2022-01-18"),
        ("on the 18th of January", WEDNESDAY, "2021-01-18", "2022-01-18"),
        ("on Jan. 18", WEDNESDAY, "2021-01-18", "2022-01-18"),
        ("on January 20", WEDNESDAY, "2021-01-20", "2021-01-20"),
        ("on January 21", WEDNESDAY, "2021-01-21", "2021-01-21"),
        ("on January 30", WEDNESDAY, "2020-01-30", "2021-01-30"),
        ("on Nov. 9", WEDNESDAY, "2020-11-09", "2021-11-09"),
        ("on Monday, January 18", WEDNESDAY, "2021-01-18", "2022-01-18"),
        ("Monday (January 18)", WEDNESDAY, "2021-01-18", "2022-01-18"),
        ("on 14-16 January", WEDNESDAY, "2021-01-14/2021-01-16", "2022-01-14/2022-01-16"),
        ("from December 30 to January 2", WEDNESDAY, "2020-12-30/2021-01-02", "2021-12-30/2022-01-02"),
        ("on the 18th.", WEDNESDAY, "2021-01-18", "2021-02-18"),
        ("on the 25th", WEDNESDAY, "2020-12-25", "2021-01-25"),
        ("after Friday prayers", WEDNESDAY, "2021-01-15", "2021-01-22"),
        ("on New Year's Day", WEDNESDAY, "2021-01-01", "2022-01-01"),
        ("on Christmas Eve", WEDNESDAY, "2020-12-24", "2021-12-24"),
        ("on May Day", WEDNESDAY, "2020-05-01", "2021-05-01"),
        ("between September and November", WEDNESDAY, "2020-09/2020-11", "2021-09/2021-11"),
        ("from November to February", WEDNESDAY, "2020-11/2021-02", "2021-11/2022-02"),
        ("overnight", WEDNESDAY, "2021-01-19/2021-01-20", "2021-01-19/2021-01-20"),
        ("in January", WEDNESDAY, "2021-01", "2021-01"),
        ("in March", WEDNESDAY, "2020-03", "2021-03"),
        ("in early March", WEDNESDAY, "2020-03", "2021-03"),
        ("by March", WEDNESDAY, "2020-03", "2021-03"),
        ("since May", WEDNESDAY, "2020-05", "2021-05"),
        ("last May", WEDNESDAY, "2020-05", "2020-05"),
        ("last January", WEDNESDAY, "2020-01", "2020-01"),
        ("next May", WEDNESDAY, "2021-05", "2021-05"),
        ("next January", WEDNESDAY, "2022-01", "2022-01"),
        ("this May", WEDNESDAY, "2021-05", "2021-05"),
        # Counted from the day of writing.
        ("today", WEDNESDAY, "2021-01-20", "2021-01-20"),
        ("Today, both", WEDNESDAY, "2021-01-20", "2021-01-20"),
        ("yesterday", WEDNESDAY, "2021-01-19", "2021-01-19"),
        ("tomorrow", WEDNESDAY, "2021-01-21", "2021-01-21"),
        ("Tomorrow", WEDNESDAY, "2021-01-21", "2021-01-21"),
        ("tonight", WEDNESDAY, "2021-01-20", "2021-01-20"),
        ("this morning", WEDNESDAY, "2021-01-20", "2021-01-20"),
        ("last night", WEDNESDAY, "2021-01-19", "2021-01-19"),
        ("the day before yesterday", WEDNESDAY, "2021-01-18", "2021-01-18"),
        ("the day after tomorrow", WEDNESDAY, "2021-01-22", "2021-01-22"),
        ("two days ago", WEDNESDAY, "2021-01-18", "2021-01-18"),
        ("a couple of days ago", WEDNESDAY, "2021-01-18", "2021-01-18"),
        ("three hours ago", WEDNESDAY, "2021-01-20", "2021-01-20"),
        ("three weeks ago", WEDNESDAY, "2020-12-28/2021-01-03", "2020-12-28/2021-01-03"),
        ("a month ago", WEDNESDAY, "2020-12", "2020-12"),
        ("14 months ago", WEDNESDAY, "2019-11", "2019-11"),
        ("Ten years ago", WEDNESDAY, "2011", "2011"),
        ("a decade ago", WEDNESDAY, "2011", "2011"),
        ("last week", WEDNESDAY, "2021-01-11/2021-01-17", "2021-01-11/2021-01-17"),
        ("next week", WEDNESDAY, "2021-01-25/2021-01-31", "2021-01-25/2021-01-31"),
        ("this week", WEDNESDAY, "2021-01-18/2021-01-20", "2021-01-20/2021-01-24"),
        ("earlier this week", WEDNESDAY, "2021-01-18/2021-01-20", None),
        ("later this week", WEDNESDAY, "2021-01-20/2021-01-24", "2021-01-20/2021-01-24"),
        ("last month", WEDNESDAY, "2020-12", "2020-12"),
        ("earlier this month", WEDNESDAY, "2021-01", "2021-01"),
        ("next month", date(2020, 12, 5), "2021-01", "2021-01"),
        ("last year", WEDNESDAY, "2020", "2020"),
        ("the past week", WEDNESDAY, "2021-01-13/2021-01-20", "2021-01-13/2021-01-20"),
        ("the coming week", WEDNESDAY, "2021-01-21/2021-01-27", "2021-01-21/2021-01-27"),
        ("over the past year", WEDNESDAY, "2020-01-21/2021-01-20", "2020-01-21/2021-01-20"),
        ("last weekend", WEDNESDAY, "2021-01-16/2021-01-17", "2021-01-16/2021-01-17"),
        ("over the weekend", WEDNESDAY, "2021-01-16/2021-01-17", "2021-01-23/2021-01-24"),
        ("this weekend", date(2021, 1, 24), "2021-01-23/2021-01-24", "2021-01-23/2021-01-24"),
        ("next weekend", date(2021, 1, 24), "2021-01-30/2021-01-31", "2021-01-30/2021-01-31"),
        ("last summer", WEDNESDAY, "2020-06/2020-08", "2020-06/2020-08"),
        ("last summer", date(2021, 11, 2), "2021-06/2021-08", "2021-06/2021-08"),
        ("last winter", WEDNESDAY, "2019-12/2020-02", "2019-12/2020-02"),
        ("this winter", WEDNESDAY, "2020-12/2021-02", "2021-12/2022-02"),
        ("next spring", WEDNESDAY, "2021-03/2021-05", "2021-03/2021-05"),
        ("next winter", WEDNESDAY, "2021-12/2022-02", "2021-12/2022-02"),
    ],
)
def test_an_open_expression_is_read_on_the_day_of_the_article(text, day, past, future):
    assert resolved(text, day) == [past]
    if future is not None:
        assert resolved(text, day, future=True) == [future]


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("within three months", "2021-01-20/2021-04-20"),
        ("within a week", "2021-01-20/2021-01-27"),
        ("within ten days", "2021-01-20/2021-01-30"),
    ],
)
def test_a_term_is_a_time_of_what_is_to_come(text, span):
    assert resolved(text, future=True) == [span]
    assert resolved(text) == [None]


# What counts from the day last told of --------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("a day earlier", "2020-11-09"),
        ("A day later", "2020-11-11"),
        ("two days before.", "2020-11-08"),
        ("two days after, the army", "2020-11-12"),
        ("hours later", None),
        ("three hours later", "2020-11-10"),
        ("the day before", "2020-11-09"),
        ("the day after.", "2020-11-11"),
        ("the previous day", "2020-11-09"),
        ("the following day", "2020-11-11"),
        ("the next morning", "2020-11-11"),
        ("the next day", "2020-11-11"),
        ("that very night", "2020-11-10"),
        ("earlier in the day", "2020-11-10"),
        ("within the hour", "2020-11-10"),
        ("minutes later", "2020-11-10"),
        ("Minutes later Y struck", "2020-11-10"),
        ("within hours", "2020-11-10"),
        ("just hours before.", "2020-11-10"),
        ("at once,", "2020-11-10"),
        ("the night before.", "2020-11-09"),
        ("on April 27 that year", "2020-04-27"),
        ("on 27 April of that year", "2020-04-27"),
        ("on the 3rd", "2020-11-03"),
        ("on the 19th and", "2020-11-19"),
        ("the same day", "2020-11-10"),
        ("that same evening", "2020-11-10"),
        ("that day", "2020-11-10"),
        ("a week earlier", "2020-11-02/2020-11-08"),
        ("two months later", "2021-01"),
        ("the month before", "2020-10"),
        ("that month", "2020-11"),
        ("the year before", "2019"),
        ("the previous year", "2019"),
        ("the following year", "2021"),
        ("that year", "2020"),
        ("three years earlier", "2017"),
        ("the following Tuesday", "2020-11-17"),
        ("the previous Monday", "2020-11-09"),
    ],
)
def test_a_relative_expression_counts_from_the_day_last_told_of(text, span):
    tuesday = date(2020, 11, 10)
    assert resolved(text, focus=tuesday) == resolved(text, None, focus=tuesday) == ([span] if span else [])


@pytest.mark.parametrize(
    ("text", "future", "span"),
    [
        ("a day earlier", False, "2021-01-19"),
        ("the year before", False, "2020"),
        ("the same day", False, "2021-01-20"),
        ("two days later", False, None),
        ("two days later", True, "2021-01-22"),
        ("fifteen days earlier", False, "2021-01-05"),
        ("twenty-nine years earlier", False, "1992"),
        ("the following day", True, "2021-01-21"),
    ],
)
def test_without_such_a_day_it_counts_from_the_article_unless_that_lies_ahead(text, future, span):
    assert resolved(text, future=future) == [span]


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("in May", "1994-05"),
        ("on May 12", "1994-05-12"),
        ("on 9-12 May", "1994-05-09/1994-05-12"),
        ("on February 29", None),
    ],
)
def test_a_passage_set_in_a_year_lends_it_to_its_days(text, span):
    assert resolved(text, year=1994) == resolved(text, None, year=1994) == [span]


@pytest.mark.parametrize("text", ["on Monday", "yesterday", "last week", "in May", "on May 3", "two years ago"])
def test_without_a_day_an_open_expression_stays_open(text):
    assert resolved(text, None) == [None]


@pytest.mark.parametrize(
    "text",
    ["several weeks ago", "a few days earlier", "Days later", "only months ago", "and weeks later", "in recent years"],
)
def test_a_vague_expression_is_one_of_no_time_in_particular(text):
    assert resolved(text) == [None]


# What is no time ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "It may rain, and they march on.",
        "Theresa May met Merkel.",
        "a speech by May Britt",
        "the leadership of June Smith",
        "the March of the Living",
        "2,802 soldiers",
        "sent 2802 soldiers",
        "Sept. 31",
        "February 30, 2020",
        "on 31 June",
        "on the 19th floor",
        "on the 50th anniversary",
        "within hours of the strike",
        "31.02.2020",
        "27 percent",
        "by 27%",
        "killed 1977 people",
        "the 1977 people",
        "in 2000 houses",
        "from 1500 to 2000 troops",
        "at 2000 GMT",
        "$2014",
        "Resolution 2118",
        "resolutions 1970 and 1973",
        "version 1.2.2021.4",
        "half a year ago",
        "several hours later",
        "a year before the vote",
        "two days after the raid",
        "the Good Friday Agreement",
        "on Black Friday",
        "every Friday",
        "on Fridays",
        "led Friday prayers",
        "told the Sunday Times",
        "told Russia Today",
        "Dismay 3",
        "in the 19th century",
        "",
    ],
)
def test_a_look_alike_is_no_time(text):
    assert resolved(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("in March 12 people died", ["2020-03"]),
        ("in May 3,000 troops left", ["2020-05"]),
        ("On Tuesday, Jan. 19, and again on Wednesday", ["2021-01-19", "2021-01-20"]),
        ("fought in 1994 and 2020", ["1994", "2020"]),
        ("on 3 May 2014, not on 2015-05-03", ["2014-05-03", "2015-05-03"]),
        ("in 1994, two years after.", ["1994", None]),
    ],
)
def test_several_expressions_are_told_apart(text, found):
    assert resolved(text) == found


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("since May 2014", True),
        ("Since Monday", True),
        ("since early 1994", True),
        ("from 3 May", True),
        ("since the 1990s", True),
        ("in May 2014", False),
        ("from 1988 to 1994", False),
        ("a letter from Monday's meeting", True),
        ("they left the sinceramente on Monday", False),
    ],
)
def test_since_marks_a_beginning(text, since):
    assert [found.since for found in find(text)] == [since]


# Properties -----------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    "May March 3 31 1994 2,802 the of last next week ago two days a year Monday Friday's Sept. since from to - – / , . "
    "before after earlier later that same day in by 26th 90s this winter weekend Feb 29 percent \n “ ’".split(" ")
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=12).map(" ".join))
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31))


@given(TEXTS, st.none() | DAYS, st.none() | DAYS, st.booleans())
def test_no_text_and_no_day_raises(text, day, focus, future):
    end = 0
    for found in find(text):
        assert end <= found.start < found.end <= len(text)
        assert text[found.start : found.end].strip()
        end = found.end
        resolve_time(found, anchor=day, focus=focus, future=future)


@given(st.sampled_from("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()), DAYS, st.booleans())
def test_a_weekday_lies_within_a_week_on_the_side_of_its_tense(name, day, future):
    found = date.fromisoformat(resolved(f"on {name}", day, future=future)[0])
    assert found.strftime("%A") == name
    assert timedelta(0) <= (found - day if future else day - found) < timedelta(days=7)


@pytest.mark.parametrize(
    "form",
    [
        "{0:%Y-%m-%d}",
        "{0.day} {0:%B} {0.year}",
        "{0:%B} {0.day}, {0.year}",
        "{0:%d.%m.%Y}",
        "{0:%A}, {0.day} {0:%B} {0.year}",
    ],
)
@given(day=DAYS, anchor=st.none() | DAYS)
def test_a_full_date_is_itself(form, day, anchor):
    text = form.format(day)
    assert resolved(text, anchor) == [day.isoformat()]
    assert [(t.start, t.end) for t in find(text)] == [(0, len(text))]


@given(day=DAYS, future=st.booleans())
def test_a_day_without_its_year_is_at_most_a_year_away(day, future):
    told = date(day.year, 7, 14)
    span = resolved("on 14 July", day, future=future)[0]
    found = date.fromisoformat(span)
    assert (found.month, found.day) == (told.month, told.day)
    assert abs((found - day).days) <= 366
    assert found >= day if future else found <= day + timedelta(days=2)


@given(day=DAYS)
def test_units_touch_each_other(day):
    for unit in ("week", "month", "year"):
        last, this = (resolve_time(next(find(f"{cue} {unit}")), anchor=day) for cue in ("last", "this"))
        assert last.latest + timedelta(days=1) == this.earliest


_PIECES = st.sampled_from(
    "May 3 , 2021 Monday last week between 10 and 12 September from 2019 to 2020 since in early June two days ago "
    "the 4th of July 1999-2001 3-5 March Tuesday morning next month year quarter 2024-05-06".split()
)


@given(st.lists(_PIECES, max_size=30).map(" ".join))
def test_expressions_come_in_order_and_none_overlaps_another(text):
    found = list(find(text))
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all(text[t.start : t.end].strip() for t in found)
