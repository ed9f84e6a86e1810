"""When an article was published, as its metadata say it: strictly in records, in many ways elsewhere."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from kg import timex
from kg.errors import InputError

_REMEDY = "write the day as 2021-01-16, the time as 2021-01-16T09:30:00+03:00, or leave `published` out"
_DAY = r"(?P<year>[0-9]{4})(?P<dash>-?)(?P<month>[0-9]{2})(?P=dash)(?P<day>[0-9]{2})"
_TIME = r"(?P<clock>[0-9]{2}(?::?[0-9]{2}){1,2})(?:[.,][0-9]+)?"
_ZONE = r"(?P<zone>[Zz]|UTC|GMT|[+-][0-9]{2}(?::?[0-9]{2})?)"
_PUBLISHED = re.compile(rf"{_DAY}(?:[Tt ]{_TIME} ?{_ZONE}?)?")

_ZONES = {"z": "Z", "UTC": "Z", "GMT": "Z"}

_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:,? \d{1,2}[:.]\d{2})?")
# As in mail and feeds (RFC 822 and its heirs).
_MAIL = re.compile(r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}")

# The first printed newspaper is of 1605; an earlier year is a slip of the pen such as 0021.
_FIRST_YEAR = 1600


def parse_published(text: str) -> str:
    """Check and normalise a date or date-time in the manner of ISO 8601.

    Taken are a full day (``2021-01-16``, ``20210116``), alone or followed, after ``T`` or a space, by a
    time with or without seconds and zone (``Z``, ``UTC``, ``GMT``, ``+03``, ``+0300``, ``+03:00``).
    A time keeps its zone, so that its first ten characters stay the day on which the readers had it; fractions
    of a second are dropped. A month or a year alone is refused: relative dates in the text could not be counted
    from it.

    Returns
    -------
    str
        ``YYYY-MM-DD``, or ``YYYY-MM-DDThh:mm:ss`` with the zone as given (``Z`` or ``±hh:mm``).

    Raises
    ------
    InputError
        It is something else, or a day or time that does not exist.

    Examples
    --------
    >>> parse_published("2021-01-16 09:30z")
    '2021-01-16T09:30:00Z'
    """
    found = _PUBLISHED.fullmatch(text.strip())
    if not found:
        raise InputError(f"the publication date {_shown(text)} is not an ISO date", remedy=_REMEDY)
    zone = found["zone"] or ""
    day = f"{found['year']}-{found['month']}-{found['day']}"
    try:
        if not found["clock"]:
            when: date = date.fromisoformat(day)
        else:
            when = datetime.fromisoformat(f"{day}T{found['clock']}{_ZONES.get(zone, zone)}")
    except ValueError as error:
        raise InputError(f"the publication date {_shown(text)} does not exist: {error}", remedy=_REMEDY) from error
    if when.year < _FIRST_YEAR:
        raise InputError(f"the publication date {_shown(text)} is before the first newspaper", remedy=_REMEDY)
    return when.isoformat().replace("+00:00", "Z")


def when(value: object) -> str | None:
    """A time of publication in one of the ways in which pages and feeds write it, normalised; None for others.

    ISO 8601, the dates of mail and feeds (RFC 822), a day in English words, and ``16.01.2021``, where the day stands
    first all over the world. ``03/04/2021`` is the third of April or the fourth of March, so it is neither.

    Examples
    --------
    >>> when("Sat, 16 Jan 2021 09:30:00 +0300"), when("January 16, 2021 at 9:30 am")
    ('2021-01-16T09:30:00+03:00', '2021-01-16')
    """
    text = " ".join(str(value).split()) if value else ""
    if not text or len(text) > 100:
        return None
    try:
        return parse_published(text)
    except InputError:
        pass
    if _MAIL.match(text):
        try:
            return parse_published(parsedate_to_datetime(text).isoformat())
        except (ValueError, TypeError, IndexError, OverflowError, InputError):
            return None
    if dotted := _DOTTED.fullmatch(text):
        day, month, year = dotted.groups()
        return when(f"{year}-{month:0>2}-{day:0>2}")
    if not re.search("[A-Za-z]{3}", text):
        return None
    days = {t.span.start for t in timex.find(text) if t.span and t.span.granularity == "day"}
    return days.pop() if len(days) == 1 else None


def _shown(text: str) -> str:
    return repr(text if len(text) <= 40 else text[:40] + "…")
