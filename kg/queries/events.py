"""Events by filter or by id, whole, with every claim."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.errors import NotFoundError
from kg.model import Event
from kg.namespaces import BASE
from kg.queries.columns import columns
from kg.queries.filters import EVERYTHING, Filter, kept
from kg.queries.links import Numbers
from kg.queries.orders import Order
from kg.queries.rebuild import Rebuild
from kg.queries.remembered import remembered
from kg.rdf import terms as t
from kg.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Part of a list of events.

    Parameters
    ----------
    ids : list of str
    total : int
        How many events meet the filter, whatever the part.
    next : str, optional
        The cursor with which the list goes on; None at its end.
    """

    ids: list[str]
    total: int
    next: str | None


def page(store: Store, wanted: Filter = EVERYTHING) -> Page:
    """The part of the list that the filter asks for.

    Raises
    ------
    UsageError
        If a field of the filter makes no sense.
    NotFoundError
        If the filter names someone or something that is not in the graph.
    """
    known, (found, rest, total, order) = columns(store), _part(store, wanted)
    more = 0 < len(found) < len(rest)
    return Page(
        ids=[known.ids[event] for event in found],
        total=total,
        next=order.cursor(int(found[-1])) if more else None,
    )


def numbers(store: Store, wanted: Filter = EVERYTHING) -> Numbers:
    """The same part of the list, as numbers of events in the columns."""
    return _part(store, wanted)[0]


def _part(store: Store, wanted: Filter) -> tuple[Numbers, Numbers, int, Order]:
    """The part of the list, all from where it begins, how many events meet the filter at all, and the order."""
    mask, order = kept(store, wanted), _order(store, wanted.sort)
    rest = order.numbers if wanted.after is None else order.after(wanted.after)
    rest = rest[mask[rest]][wanted.offset :]
    return rest if wanted.limit is None else rest[: wanted.limit], rest, int(mask.sum()), order


def events(store: Store, wanted: Filter = EVERYTHING) -> list[Event]:
    """Events that meet the filter, by first possible day and then by id unless it says otherwise; undated ones last.

    Raises
    ------
    UsageError
        If a field of the filter makes no sense.
    NotFoundError
        If the filter names someone or something that is not in the graph.
    """
    return list(each_event(store, wanted))


def each_event(store: Store, wanted: Filter = EVERYTHING) -> Iterator[Event]:
    """The same events one by one, for whoever need not hold them all."""
    rebuild = Rebuild(store)
    return map(rebuild.event, event_ids(store, wanted))


def event_ids(store: Store, wanted: Filter = EVERYTHING) -> list[str]:
    """The ids of these events, in the same order."""
    return page(store, wanted).ids


def count(store: Store, wanted: Filter = EVERYTHING) -> int:
    """How many events meet the filter, its limit and offset aside."""
    return int(kept(store, wanted).sum())


def event(store: Store, iri: str) -> Event:
    """One event, by its IRI or the last part of it.

    Raises
    ------
    NotFoundError
        If there is none.
    """
    full = iri if iri.startswith(BASE) else f"{BASE}event/{iri}"
    if not store.exists(full, t.EVENT_TYPE, t.EVENTS):
        raise NotFoundError(f"there is no event {iri!r}", remedy="list the events for their ids")
    return Rebuild(store).event(full)


def _order(store: Store, sort: str) -> Order:
    orders = remembered(store, _orders)
    if sort not in orders:
        orders[sort] = Order(columns(store), sort)
    return orders[sort]


def _orders(_: Store) -> dict[str, Order]:
    return {}
