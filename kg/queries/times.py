"""When events are: by day, month or year, and by kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from kg.model import TimeSpan
from kg.queries.columns import Columns, columns
from kg.queries.filters import Filter, kept
from kg.queries.links import Links, Mask
from kg.store import Store

Unit: TypeAlias = Literal["day", "month", "year"]

_DAYS_AT_MOST = 100
_MONTHS_AT_MOST = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Events of one year, month or day (``2021``, ``2021-01``, ``2021-01-31``), in all and by PLOVER's quad class."""

    period: str
    events: int
    quads: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """When events are.

    Parameters
    ----------
    by : {"day", "month", "year"}
        What a period is.
    total : int
        How many events there are.
    outside : int
        How many of them are in no period: undated, not known precisely enough, or begun before the time that is
        asked for.
    periods : tuple of Period
        Those that have events, by time.
    """

    by: Unit
    total: int
    outside: int
    periods: tuple[Period, ...]


def timeline(store: Store, *, party: str | None = None, place: str | None = None) -> list[Period]:
    """The months in which events occurred that an actor takes part in, or that were at a place."""
    known = columns(store)
    own = known.occurred
    if party is not None:
        own &= known.parties.having([party])
    if place is not None:
        own &= known.places.having([place])
    return _periods(known, known.months, own)


def times(store: Store, wanted: Filter, by: Unit | None = None) -> Times:
    """How many events that meet a filter are when, by their first possible day.

    Parameters
    ----------
    by : {"day", "month", "year"}, optional
        Unless given, the finest that does not make a crowd of the time from the first event to the last: days of up to
        a season, months of up to twenty years.

    Raises
    ------
    UsageError, NotFoundError
        As `kept` does.
    """
    mask, known = kept(store, wanted), columns(store)
    first, last = _stretch(known, mask, wanted)
    unit = by or _finest(first, last)
    links = {"day": known.days, "month": known.months, "year": known.years}[unit]
    length = len("2021-01-31") if unit == "day" else len("2021-01") if unit == "month" else len("2021")
    found = [p for p in _periods(known, links, mask) if str(first)[:length] <= p.period <= str(last)[:length]]
    total = int(np.count_nonzero(mask))
    return Times(by=unit, total=total, outside=total - sum(p.events for p in found), periods=tuple(found))


def _stretch(known: Columns, mask: Mask, wanted: Filter) -> tuple[np.datetime64, np.datetime64]:
    """The first and last day on which the events may begin, within the time that is asked for."""
    days = known.earliest[mask]
    days = days[~np.isnat(days)]
    if not len(days):
        return np.datetime64("0001-01-01"), np.datetime64("0001-01-01")
    first, last = days.min(), days.max()
    if wanted.since:
        first = max(first, np.datetime64(TimeSpan.on(wanted.since).earliest))
    if wanted.until:
        last = min(last, np.datetime64(TimeSpan.on(wanted.until).latest))
    return first, last


def _finest(first: np.datetime64, last: np.datetime64) -> Unit:
    days = int((last - first) / np.timedelta64(1, "D"))
    return "day" if days < _DAYS_AT_MOST else "month" if days < _MONTHS_AT_MOST * 30.4 else "year"


def _periods(known: Columns, links: Links, mask: Mask) -> list[Period]:
    quads = {quad: links.counts(mask & known.quads.having([quad])) for quad in known.quads.names}
    return [
        Period(period=name, events=n, quads={quad: counts[name] for quad, counts in quads.items() if name in counts})
        for name, n in sorted(links.counts(mask).items())
    ]
