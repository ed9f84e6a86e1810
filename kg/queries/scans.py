"""Scans of the engine: every value of one property."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator, Sequence

import pyoxigraph as ox

from kg.rdf import terms as t
from kg.rdf.nodes import value
from kg.store import Store

# Of so many, looking each up takes less than a scan of the world.
_FEW = 5_000


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


def said_of_entities(store: Store, predicate: ox.NamedNode, entities: Collection[str] | None = None) -> dict[str, str]:
    """The value of a property by entity; the events' graph describes whom the world's does not.

    Parameters
    ----------
    entities : collection of str, optional
        Of whom it is needed. A few are looked up, where a look-up is no journey.
    """
    if entities is not None and len(entities) <= _FEW and not store.is_far:
        look = store.engine.quads_for_pattern
        nodes = ((iri, ox.NamedNode(iri)) for iri in entities)
        quads = ((iri, q) for iri, node in nodes for g in (t.EVENTS, t.WORLD) for q in look(node, predicate, None, g))
        return {iri: value(quad.object) for iri, quad in quads}
    return dict(properties(store, predicate)) | dict(properties(store, predicate, t.WORLD))
