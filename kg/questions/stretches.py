"""Parts of a year or month: "early 2022", "spring 2021", "the first week of May 2020", "the week of 8 May 2020"."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from kg.model import TimeSpan
from kg.questions.amounts import is_number, number

_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
_MONTH = rf"(?:{'|'.join(m[:3] for m in calendar.month_name[1:])})[a-z.]*"
_DATE = rf"(?:\d[\w-]*|{_MONTH})(?:,? (?:\d+,?|{_MONTH})){{0,2}}"
_PART = re.compile(
    r"\b(?P<part>early|mid|late|spring|summer|autumn|fall|winter|(?:first|second) half|"
    r"(?:first|second|third|fourth|last) (?:quarter|week)|q[1-4]|week|weekend|beginning|start|middle|end)"
    rf"[ -](?:(?:in|of|on|the|year) )*(?P<date>{_DATE})\Z",
    re.IGNORECASE,
)
# First and last month of a part of a year; winter goes on into the next.
_OF_YEAR = {
    "early": (1, 4), "mid": (5, 8), "middle": (5, 8), "late": (9, 12), "beginning": (1, 3), "start": (1, 3),
    "end": (10, 12), "spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "first half": (1, 6),
    "second half": (7, 12),
} | {
    f"{word} quarter": (3 * n - 2, 3 * n) for word, n in (*_ORDINALS.items(), ("last", 4)) if n > 0
} | {f"q{n}": (3 * n - 2, 3 * n) for n in range(1, 5)}  # fmt: skip
_OF_MONTH = {
    "early": (1, 10), "beginning": (1, 10), "start": (1, 10), "mid": (11, 20), "middle": (11, 20), "late": (21, 31),
    "end": (21, 31), "first half": (1, 15), "second half": (16, 31),
} | {f"{word} week": (7 * n - 6, 7 * n) for word, n in _ORDINALS.items() if n > 0}  # fmt: skip
_RECENT = re.compile(
    r"\b(?:in|over|during|within|for) the (?:last|past) (?P<n>\w+) (?P<unit>day|week|month|year)s\b", re.IGNORECASE
)
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}


def part_of(text: str, span: TimeSpan) -> tuple[int, TimeSpan] | None:
    """The part of a time that a text ends with, and where the words for it begin.

    Parameters
    ----------
    text : str
        Up to the end of the time that it names.

    Examples
    --------
    >>> part_of("They met in early 2022", TimeSpan.on("2022"))
    (12, TimeSpan(start='2022-01', end='2022-04'))
    """
    match = _PART.search(text)
    if match is None or span.start != span.end:
        return None
    part, when = match["part"].lower(), span.start
    if len(when) == 4 and part in _OF_YEAR:
        first, last = _OF_YEAR[part]
        return match.start(), TimeSpan(start=f"{when}-{first:02}", end=f"{when}-{last:02}")
    if len(when) == 4 and part == "winter":
        return match.start(), TimeSpan(start=f"{when}-12", end=f"{int(when) + 1}-02")
    if len(when) == 7:
        days = calendar.monthrange(int(when[:4]), int(when[5:]))[1]
        first, last = (days - 6, days) if part == "last week" else _OF_MONTH.get(part, (0, 0))
        if first:
            return match.start(), TimeSpan(start=f"{when}-{first:02}", end=f"{when}-{min(last, days):02}")
    if len(when) == 10 and part in ("week", "weekend"):
        monday = date.fromisoformat(when) - timedelta(days=date.fromisoformat(when).weekday())
        first_day = monday + timedelta(days=5 if part == "weekend" else 0)
        return match.start(), TimeSpan(start=first_day.isoformat(), end=(monday + timedelta(days=6)).isoformat())
    return None


def recent(text: str, today: date) -> tuple[int, int, TimeSpan] | None:
    """The characters of "in the last two years", and the time until today."""
    match = _RECENT.search(text)
    if match is None or not is_number(match["n"]):
        return None
    begin = today - timedelta(days=number(match["n"]) * _DAYS[match["unit"].lower()])
    return match.start(), match.end(), TimeSpan(start=begin.isoformat(), end=today.isoformat())
