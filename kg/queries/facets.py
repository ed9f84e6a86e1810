"""How many events of a list have which values of what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from kg.errors import UsageError
from kg.queries.columns import Columns, columns
from kg.queries.filters import EVERYTHING, Filter, kept
from kg.queries.links import Links
from kg.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """A value and the number of events that have it; for who or what has an IRI, `value` is that."""

    value: str
    label: str
    events: int


@dataclass(frozen=True, slots=True)
class _Known:
    links: Callable[[Columns], Links]
    entities: bool = False
    by_value: bool = False


FACETS: Mapping[str, _Known] = {
    "type": _Known(lambda c: c.types),
    "mode": _Known(lambda c: c.modes),
    "status": _Known(lambda c: c.statuses),
    "quad": _Known(lambda c: c.quads),
    "country": _Known(lambda c: c.countries),
    "sector": _Known(lambda c: c.sectors),
    "actor": _Known(lambda c: c.actors, entities=True),
    "recipient": _Known(lambda c: c.recipients, entities=True),
    "either": _Known(lambda c: c.parties, entities=True),
    "topic": _Known(lambda c: c.topics, entities=True),
    "place": _Known(lambda c: c.places, entities=True),
    "year": _Known(lambda c: c.years, by_value=True),
    "month": _Known(lambda c: c.months, by_value=True),
    "day": _Known(lambda c: c.days, by_value=True),
}
"""What can be counted; all but years, months and days, which run in time, with the most frequent value first."""


def facets(
    store: Store, wanted: Filter = EVERYTHING, names: Iterable[str] = FACETS, *, most: int = 50
) -> dict[str, list[Facet]]:
    """Counts of the events that meet the filter.

    Parameters
    ----------
    names : iterable of str
        Names of `FACETS`.
    most : int
        How many values of each at most; years, months and days come all.

    Raises
    ------
    UsageError
        If there is no such facet, or a field of the filter makes no sense.
    NotFoundError
        If the filter names someone or something that is not in the graph.
    """
    mask, found = kept(store, wanted), {}
    for name in names:
        if name not in FACETS:
            raise UsageError(f"events cannot be counted by {name!r}", remedy=f"one of {', '.join(FACETS)}")
        known = FACETS[name]
        counts = list(known.links(columns(store)).counts(mask).items())
        counts = sorted(counts) if known.by_value else counts[:most]
        found[name] = [
            Facet(value=value, label=store.entity(value).label if known.entities else value, events=events)
            for value, events in counts
        ]
    return found
