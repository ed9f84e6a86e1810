"""Scans of the engine: every value of one property."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

import pyoxigraph as ox

from kg.rdf import terms as t
from kg.store import Store


def rows(store: Store, sparql: str) -> Iterator[Sequence[str]]:
    """The rows of a query, unbound as empty; as text at once, for that keeps no other thread waiting."""
    written = store.select(sparql).serialize(format=ox.QueryResultsFormat.CSV) or b""
    found = csv.reader(io.TextIOWrapper(io.BytesIO(written), encoding="utf-8", newline=""))
    next(found)
    return found


def properties(
    store: Store, predicate: ox.NamedNode, graph: ox.NamedNode | str = t.EVENTS
) -> Iterator[tuple[str, str]]:
    """Every subject and value of a property."""
    found = rows(store, f"SELECT ?subject ?value {{ GRAPH {graph} {{ ?subject {predicate} ?value }} }}")
    return ((subject, value) for subject, value in found)


def said_of_entities(store: Store, predicate: ox.NamedNode) -> dict[str, str]:
    """The value of a property by entity; the events' graph describes whom the world's does not."""
    return dict(properties(store, predicate)) | dict(properties(store, predicate, t.WORLD))
