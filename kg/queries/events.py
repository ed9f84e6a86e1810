"""Events by filter or by id, whole, with every claim."""

from __future__ import annotations

from kg.errors import NotFoundError
from kg.model import Event
from kg.namespaces import BASE
from kg.queries.filters import EVERYTHING, Filter, patterns
from kg.queries.rebuild import Rebuild
from kg.queries.statements import with_conditions
from kg.rdf.nodes import value
from kg.store import Store


def events(store: Store, wanted: Filter = EVERYTHING) -> list[Event]:
    """Events that meet the filter, by first possible day and then by id; undated ones last.

    Raises
    ------
    UsageError
        If a field of the filter makes no sense.
    NotFoundError
        If the filter names someone or something that is not in the graph.
    """
    rebuild = Rebuild(store)
    return [rebuild.event(iri) for iri in event_ids(store, wanted)]


def event_ids(store: Store, wanted: Filter = EVERYTHING) -> list[str]:
    """The ids of these events, in the same order."""
    sparql = with_conditions("events", patterns(store, wanted))
    if wanted.limit is not None:
        sparql += f"LIMIT {wanted.limit}\n"
    if wanted.offset:
        sparql += f"OFFSET {wanted.offset}\n"
    return [value(row[0]) for row in store.select(sparql)]


def count(store: Store, wanted: Filter = EVERYTHING) -> int:
    """How many events meet the filter, its limit and offset aside."""
    return int(value(next(store.select(with_conditions("event_count", patterns(store, wanted))))[0]))


def event(store: Store, iri: str) -> Event:
    """One event, by its IRI or the last part of it.

    Raises
    ------
    NotFoundError
        If there is none.
    """
    full = iri if iri.startswith(BASE) else f"{BASE}event/{iri}"
    if not store.exists(full):
        raise NotFoundError(f"there is no event {iri!r}", remedy="list the events for their ids")
    return Rebuild(store).event(full)
