"""An expression of time, with what it says and what it leaves open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from kg.model import TimeSpan

What: TypeAlias = Literal["span", "monthday", "month", "weekday", "shift", "same", "unit", "ago", "vague"]

# First and last month; winter ends in the year after it began.
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex:
    """An expression of time in a text.

    Parameters
    ----------
    start, end : int
        Characters of the text, half-open.
    what : str
        ``span`` is complete; ``monthday`` and ``month`` lack a year; ``weekday`` lacks the week;
        ``shift`` counts days from the day of writing; ``same`` and ``ago`` count from the day last told
        of ("ago" itself from the day of writing); ``unit`` is a whole week, month, year or season at a distance;
        ``vague`` tells of no time in particular ("some days ago").
    month, day : int
        Of a ``monthday`` or ``month``; a ``monthday`` without its month is of the month last told of.
    until : (int, int), optional
        Month and day on which a range that lacks its year ends.
    weekday : int
        Monday is 0.
    shift : int
        How many units from the day it counts from; negative is before it.
    unit : str
        ``day``, ``week``, ``weekend``, ``month``, ``year`` or a season.
    cue : str
        The word that places it, in lower case ("last", "next week", "earlier").
    since : bool
        Introduced by "since" or "from": the time at which something began.
    term : bool
        Introduced by "until" or "through": the time up to which something goes on.
    """

    start: int
    end: int
    what: What
    span: TimeSpan | None = None
    month: int = 0
    day: int = 0
    until: tuple[int, int] | None = None
    weekday: int = 0
    shift: int = 0
    unit: str = "day"
    cue: str = ""
    since: bool = False
    term: bool = False
