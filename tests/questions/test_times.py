"""The times and amounts of questions."""

from __future__ import annotations

from datetime import date

import pytest

from kg.model import TimeSpan
from kg.questions.amounts import Amount, amount
from kg.questions.casing import recase
from kg.questions.reading import When
from kg.questions.times import times
from kg.world import world

TODAY = date(2024, 7, 11)


def span(start: str, end: str | None = None) -> TimeSpan:
    return TimeSpan(start=start, end=end or start)


@pytest.mark.parametrize(
    ("text", "when", "rest"),
    [
        ("They met on 18 February 2021.", [When(span=span("2021-02-18"))], "They met ."),
        ("They met in the year 2021.", [When(span=span("2021"))], "They met ."),
        ("They signed the pact of 10 November 2020.", [When(span=span("2020-11-10"))], "They signed the pact ."),
        ("They met before 2021.", [When(relation="before", span=span("2021"))], "They met ."),
        ("They met since May 2021.", [When(relation="since", span=span("2021-05"))], "They met ."),
        ("They met after 1 May 2021.", [When(relation="after", span=span("2021-05-01"))], "They met ."),
        ("They met until 2021.", [When(relation="until", span=span("2021"))], "They met ."),
        ("They met between 2019 and 2021.", [When(span=span("2019", "2021"))], "They met ."),
        ("They met between March and May 2021.", [When(span=span("2021-03", "2021-05"))], "They met ."),
        ("They met from 1 March 2021 to 2 May 2021.", [When(span=span("2021-03-01", "2021-05-02"))], "They met ."),
        ("They met in February.", [When(month=2)], "They met ."),
        ("They met on 18 February.", [When(month=2, day=18)], "They met ."),
        ("They met last year.", [When(span=span("2023"))], "They met ."),
        ("They met yesterday.", [When(span=span("2024-07-10"))], "They met ."),
        ("They met.", [], "They met."),
    ],
)  # fmt: skip
def test_times_are_read_and_cut(text, when, rest):
    found, places = times(text, TODAY)
    assert found == when
    for start, end in reversed(places):
        text = text[:start] + text[end:]
    assert " ".join(text.split()) == rest


@pytest.mark.parametrize(
    ("text", "order", "more_than"),
    [
        ("They first met.", "first", None),
        ("There was the latest call.", "last", None),
        ("There was the most recent call.", "last", None),
        ("They spoke most often with X.", "most", None),
        ("They called X more than twice.", "", 2),
        ("They called X at least 3 times.", "", 2),
        ("They called X.", "", None),
    ],
)
def test_amounts(text, order, more_than):
    found = amount(text, [])
    assert (found.order, found.more_than) == (order, more_than)


def test_the_last_of_a_time_is_no_amount():
    assert amount("They met last year.", [(9, 18)]) == Amount()


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("who spoke to lavrov", "Who spoke to Lavrov"),
        ("did erdogan meet putin in january?", "Did Erdogan meet Putin in January?"),
        ("WHO CALLED PUTIN", "Who called Putin"),
        ("may i know who met may in may 2017", "May i know who met may in May 2017"),
        ("which turkish officials visited moscow", "Which Turkish officials visited Moscow"),
        ("who met the un secretary-general", "Who met the UN secretary-general"),
        ("Who called Putin?", "Who called Putin?"),
        ("", ""),
    ],
)
def test_capitals_are_put_back(typed, written):
    assert recase(typed, world().names, {"who", "may", "us", "call", "met"}) == written
