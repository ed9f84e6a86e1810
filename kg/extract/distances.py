"""How far an event lies from another: "two days after X shelled Y", "it is a year since X left"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from spacy.tokens import Token

from kg import timex
from kg.model import TimeSpan

# What comes "after" an event comes later than it: the event lies before.
SHIFTS = {"after": -1, "before": 1, "since": -1}
_QUANTITY = re.compile(r"(?:\b([\w-]+) )?\b(minute|hour|day|week|month|year|decade)s?\Z", re.IGNORECASE)
# "Ten days have passed since X attacked Y", "it is a year since": from today.
_PASSING = frozenset("pass be elapse go".split())


def said_before(mark: Token, verb: Token) -> re.Match[str] | None:
    """The distance that is told before what links two events: "*two days* after", "*ten days* have passed since"."""
    distance = _since_then(verb.head) if mark.lower_ == "since" else verb.doc[max(0, mark.i - 4) : mark.i].text
    return _QUANTITY.search(distance)


def _since_then(passing: Token) -> str:
    """How long a clause says that it is since something: "ten days have passed", "it is a year"."""
    if passing.lemma_ not in _PASSING:
        return ""
    long = next((c for c in passing.children if c.dep_ in ("nsubj", "attr", "npadvmod") and c.pos_ == "NOUN"), None)
    return passing.doc[long.left_edge.i : long.i + 1].text if long is not None else ""


def shifted(day: date, said: re.Match[str], way: int) -> TimeSpan | None:
    """The day, month or year that lies at a distance from a day; "days" alone may be any."""
    count, unit = (said.group(1) or "").lower(), said.group(2).lower()
    if unit in ("hour", "minute"):
        return TimeSpan.on(day)
    many = timex.number("a" if count == "the" else count)
    if many is None:
        return None
    days = {"day": many, "week": 7 * many}.get(unit)
    if days is not None:
        return TimeSpan.on(day + timedelta(days=way * days))
    months = day.year * 12 + day.month - 1 + way * many
    if unit == "month":
        return TimeSpan.on(f"{months // 12:04}-{months % 12 + 1:02}")
    return TimeSpan.on(f"{day.year + way * many * (10 if unit == 'decade' else 1):04}")
