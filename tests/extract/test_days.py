"""On which day it happened, and where: short articles that are read on days drawn at random.

A line of `days.txt` is an article, "//" between its paragraphs. A and B are people, S, T and U states, SA the adjective
of S and SC its capital; `{-2}` is the day of the week two days before publication, `{-2 d}` the day of the month,
`{-40 m}` the month, `{-400 y}` the year, and `{-2 D}`, `{-400 dy}` and `{-400 my}` join them. The lines that are set in
below it are its events: a word that tells of one (`#2` is its second place), the days counted from publication, and
after a bar the place. Between a slash stand the first and the last day that are right, between bars without a blank
what is right as well, `week-1` is the whole week before, and a question mark is a time that is not told.
"""

from __future__ import annotations

import random
import re
from datetime import date, timedelta

import pytest

from kg.extract.article import extract
from kg.model import Article, TimeSpan
from kg.parse import load, parse
from tests.extract.test_turns import STATES, drawn
from tests.extract.told import cases

CASES = [(text, line) for text, lines in cases("days.txt").items() for line in lines]
FIRST, LAST = date(1990, 1, 1), date(2026, 11, 1)
FORMS = {
    None: "%A", "d": "%B {0.day}", "D": "%A, %B {0.day}", "m": "%B", "y": "%Y", "my": "%B %Y", "dy": "%B {0.day}, %Y"
}  # fmt: skip
_DAY = re.compile(r"\{([+-]?\d+)(?: (\w+))?\}")
_CAPITAL = re.compile(r"[STU]C")


def written(found: re.Match[str], on: date) -> str:
    """A day of a text in the form that it asks for."""
    day = on + timedelta(days=int(found[1]))
    return day.strftime(FORMS[found[2]]).format(day)


def right(expected: str, on: date) -> tuple[str, str]:
    """The first and last day, month or year of an expectation."""
    if found := _DAY.fullmatch(expected):
        day = on + timedelta(days=int(found[1]))
        return ((day.isoformat()[:7]),) * 2 if found[2] == "my" else (day.isoformat()[:4],) * 2
    if found := re.fullmatch(r"(week|month|year)([+-]\d+)", expected):
        away = int(found[2])
        monday = on - timedelta(days=on.weekday()) + timedelta(weeks=away)
        months = on.year * 12 + on.month - 1 + away
        return {
            "week": (monday.isoformat(), (monday + timedelta(days=6)).isoformat()),
            "month": (f"{months // 12}-{months % 12 + 1:02}",) * 2,
            "year": (str(on.year + away),) * 2,
        }[found[1]]
    first, _, last = expected.partition("/")
    return (on + timedelta(days=int(first))).isoformat(), (on + timedelta(days=int(last or first))).isoformat()


def holds(expected: str, time: TimeSpan | None, on: date) -> bool:
    """Is a time what a line expects, or within it?"""
    for option in expected.split("|"):
        if option == "?" or time is None:
            if option == "?" and time is None:
                return True
            continue
        first, last = right(option, on)
        if time.start[: len(first)] >= first and time.end[: len(last)] <= last and len(time.start) >= len(first):
            return True
    return False


@pytest.fixture(scope="module")
def told() -> dict[str, tuple]:
    """Every article with its day, the names that were drawn, and what is found in it."""
    found = []
    for text in dict.fromkeys(text for text, _ in CASES):
        chance = random.Random(text)
        on = FIRST + timedelta(days=chance.randrange((LAST - FIRST).days))
        plain, countries = drawn(text, chance)
        found.append((text, _DAY.sub(lambda m, on=on: written(m, on), plain).replace(" // ", "\n\n"), on, countries))
    articles = [Article(id=str(i), text=plain, published=on.isoformat()) for i, (_, plain, on, _) in enumerate(found)]
    return {
        text: (plain, on, countries, extract(parsed))
        for (text, plain, on, countries), parsed in zip(found, parse(articles, load()), strict=True)
    }


@pytest.mark.parametrize(("text", "line"), CASES)
def test_an_event_has_its_day_and_place(told, text, line):
    plain, on, countries, events = told[text]
    left, _, place = line.partition(" | ")
    word, expected = left.split(" ", 1)
    name, _, nth = word.partition("#")
    at = [m.start() for m in re.finditer(rf"\b{name}\b", plain)][int(nth or 1) - 1]
    (event,) = [t.event for t in events if any(m.trigger[0] == at for m in t.mentions)]
    assert holds(expected, event.time, on), (plain, on, event.time)
    if place:
        capitals = {name: capital for name, (_, capital, code) in STATES.items() if code == countries.get(place[0])}
        wanted = next(iter(capitals.values())) if _CAPITAL.fullmatch(place) else place
        assert (event.place.label if event.place else "-") == wanted, plain
