"""What an expression of time means in an article of a given day."""

from __future__ import annotations

from datetime import date, timedelta

from kg.model import TimeSpan
from kg.timex.expression import SEASONS, Timex

# Papers are dated ahead, and places lie in different time zones.
_AHEAD = 2


def resolve_time(
    timex: Timex,
    *,
    anchor: date | None,
    future: bool = False,
    focus: date | None = None,
    year: int | None = None,
) -> TimeSpan | None:
    """What an expression means in an article written on `anchor`; None where that stays open.

    Parameters
    ----------
    anchor : date, optional
        Day of publication; without it an open expression stays unresolved.
    future : bool
        The sentence tells of something to come.
    focus : date, optional
        The day last told of, from which "the day before" counts.
    year : int, optional
        A past year that the passage is set in.

    Examples
    --------
    >>> from kg.timex import find
    >>> resolve_time(next(find("on Monday")), anchor=date(2021, 1, 20))
    TimeSpan(start='2021-01-18', end='2021-01-18')
    """
    try:
        return _resolve(timex, anchor, future, focus, year)
    except (OverflowError, ValueError):
        return None  # February 29 of a common year; a day before the first or after the last year


def _resolve(timex: Timex, anchor: date | None, future: bool, focus: date | None, year: int | None) -> TimeSpan | None:
    if timex.what == "span":
        return timex.span
    if timex.what == "vague":
        return None
    if timex.what == "same" or (timex.what == "ago" and timex.cue != "ago"):
        return _from_focus(timex, anchor, future, focus)
    if timex.what == "monthday" and not timex.month:
        if timex.cue in ("this month", "last month"):
            focus = _shifted(anchor, -(timex.cue == "last month"), "month").earliest if anchor is not None else None
        return _day_of_month(timex.day, anchor, future, focus)
    if timex.what in ("month", "monthday"):
        if timex.cue == "that year":
            year = focus.year if focus is not None else year
        elif timex.cue.endswith(" year") and anchor is not None:  # "in June last year"
            year = anchor.year + {"last year": -1, "next year": 1}.get(timex.cue, 0)
        if year is None or timex.cue in ("last", "next", "this"):  # "last May" is the last of the writer
            year = None if anchor is None else _nearest_year(timex, anchor, future)
        return None if year is None else _of_year(timex, year)
    if timex.what == "weekday" and timex.cue in ("following", "previous"):
        return _weekday_from(timex, focus or anchor)
    told = _weekday_since(timex, focus) if timex.what == "weekday" and timex.cue == "then" else None
    if told is not None and (anchor is None or told <= anchor):
        return TimeSpan.on(told)
    if anchor is None:
        return None
    if timex.what == "weekday":
        return TimeSpan.on(_weekday(timex, anchor, future))
    if timex.what == "unit" and timex.cue == "within":  # of what is done, the term counts from a day not told here
        return _days(anchor, _shifted_end(anchor, timex)) if future else None
    if timex.what == "unit":
        return _unit(timex, anchor, future)
    return _shifted(anchor, timex.shift, timex.unit)


def _from_focus(timex: Timex, anchor: date | None, future: bool, focus: date | None) -> TimeSpan | None:
    if focus is None and timex.shift > 0 and not future:
        return None  # "a day later" than a day that is not told
    day = focus or anchor
    return None if day is None else _shifted(day, timex.shift, timex.unit)


def _nearest_year(timex: Timex, anchor: date, future: bool) -> int:
    """Past months and days lie in the year before the anchor, future ones in the year after it."""
    here = (timex.month, timex.day) if timex.day else (timex.month,)
    today = (anchor.month, anchor.day)[: len(here)]
    if timex.cue == "this":
        return anchor.year
    if timex.cue == "last":
        return anchor.year - (here >= today)
    if timex.cue == "next":
        return anchor.year + (here <= today)
    if future:
        return anchor.year + (here < today)
    if here <= today or (date(anchor.year, timex.month, timex.day or 1) - anchor).days <= _AHEAD:
        return anchor.year
    return anchor.year - 1


def _day_of_month(day: int, anchor: date | None, future: bool, focus: date | None) -> TimeSpan | None:
    """The month of "on the 19th" is that told of, else the nearest one that has had, or will have, such a day."""
    near = focus or anchor
    if near is None:
        return None
    months = near.year * 12 + near.month - 1
    if focus is None:
        months += (day < near.day) if future else -(day > near.day)
    return TimeSpan.on(date(months // 12, months % 12 + 1, day))


def _of_year(timex: Timex, year: int) -> TimeSpan:
    if timex.what == "month":
        last_month = timex.until[0] if timex.until else timex.month
        last_year = year + (last_month < timex.month)
        return TimeSpan(start=f"{year:04}-{timex.month:02}", end=f"{last_year:04}-{last_month:02}")
    first = date(year, timex.month, timex.day)
    month, day = timex.until or (timex.month, timex.day)
    last = date(year + ((month, day) < (timex.month, timex.day)), month, day)
    return TimeSpan(start=first.isoformat(), end=last.isoformat())


def _weekday(timex: Timex, anchor: date, future: bool) -> date:
    if timex.cue.endswith(" week"):
        weeks = {"last week": -1, "next week": 1}.get(timex.cue, 0)
        return _monday(anchor) + timedelta(days=timex.weekday, weeks=weeks)
    back = (anchor.weekday() - timex.weekday) % 7
    if timex.cue == "last":  # yesterday is no "last Thursday"
        return anchor - timedelta(days=back if back > 1 else back + 7)
    if timex.cue == "next":
        return anchor + timedelta(days=7 - back)
    return anchor + timedelta(days=-back % 7) if future else anchor - timedelta(days=back)


def _weekday_from(timex: Timex, day: date | None) -> TimeSpan | None:
    """After or before the day told of ("the following Tuesday"), never that day itself."""
    if day is None:
        return None
    back = (day.weekday() - timex.weekday) % 7
    return TimeSpan.on(day + timedelta(days=7 - back) if timex.cue == "following" else day - timedelta(days=back or 7))


def _weekday_since(timex: Timex, day: date | None) -> date | None:
    """The first such day from the one told of: "on the Sunday"."""
    return None if day is None else day + timedelta(days=(timex.weekday - day.weekday()) % 7)


def _unit(timex: Timex, anchor: date, future: bool) -> TimeSpan:
    if timex.unit in SEASONS:
        return _season(timex, anchor, future)
    if timex.unit == "weekend":
        return _weekend(timex, anchor, future)
    if timex.cue == "overnight":
        return _days(anchor - timedelta(days=1), anchor)
    if timex.cue == "past":
        days = {"day": 1, "week": 7, "month": 30, "year": 365}[timex.unit]
        return _days(anchor - timedelta(days=days), anchor)
    if timex.cue == "coming":
        days = {"day": 1, "week": 7, "month": 30, "year": 365}[timex.unit]
        return _days(anchor + timedelta(days=1), anchor + timedelta(days=days))
    if timex.unit == "week" and timex.shift == 0:
        monday, sunday = _monday(anchor), _monday(anchor) + timedelta(days=6)
        return _days(anchor, sunday) if future or timex.cue == "later" else _days(monday, anchor)
    return _shifted(anchor, timex.shift, timex.unit)


def _season(timex: Timex, anchor: date, future: bool) -> TimeSpan:
    """The latest summer that is over is "last", the first that has not begun is "next"."""
    first, last = SEASONS[timex.unit]
    end = anchor.year + (last < first)
    if timex.shift < 0:
        while (end, last) >= (anchor.year, anchor.month):
            end -= 1
    elif timex.shift > 0:
        while (end - (last < first), first) <= (anchor.year, anchor.month):
            end += 1
    elif last < first and not future and anchor.month < first:
        end -= 1  # "this winter", told from January to November
    elif timex.cue == "the" and not future and anchor.month < first:
        end -= 1  # "in the autumn", told in spring
    return TimeSpan(start=f"{end - (last < first):04}-{first:02}", end=f"{end:04}-{last:02}")


def _weekend(timex: Timex, anchor: date, future: bool) -> TimeSpan:
    """The weekend that goes on is "this", else the one before or, of something to come, the one after."""
    saturday = _monday(anchor) + timedelta(days=5)
    during = anchor >= saturday
    if timex.shift < 0 or (timex.shift == 0 and not future and not during):
        saturday -= timedelta(weeks=1)
    elif timex.shift > 0 and during:
        saturday += timedelta(weeks=1)
    return _days(saturday, saturday + timedelta(days=1))


def _shifted(day: date, shift: int, unit: str) -> TimeSpan:
    """The whole day, week, month or year at a distance."""
    if unit == "day":
        return TimeSpan.on(day + timedelta(days=shift))
    if unit == "week":
        monday = _monday(day) + timedelta(weeks=shift)
        return _days(monday, monday + timedelta(days=6))
    if unit == "month":
        months = day.year * 12 + day.month - 1 + shift
        return TimeSpan.on(f"{months // 12:04}-{months % 12 + 1:02}")
    return TimeSpan.on(f"{day.year + shift:04}")


def _shifted_end(day: date, timex: Timex) -> date:
    """The day on which a term ends: "within three months"."""
    if timex.unit in ("day", "week"):
        return day + timedelta(days=timex.shift * (7 if timex.unit == "week" else 1))
    months = day.year * 12 + day.month - 1 + timex.shift * (12 if timex.unit == "year" else 1)
    return date(months // 12, months % 12 + 1, min(day.day, 28))


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _days(first: date, last: date) -> TimeSpan:
    return TimeSpan(start=first.isoformat(), end=last.isoformat())
