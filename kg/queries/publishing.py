"""A snapshot with what readers would otherwise make of it, each for himself."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pyoxigraph as ox

from kg.location import Location, Server
from kg.queries import kept_columns
from kg.queries.collected import collected, renewed
from kg.queries.parts import Parts
from kg.rdf import terms as t
from kg.rdf.nodes import value
from kg.store import Store, snapshots, touched

# Where more of the events have changed, it is as quick to read all of them.
_MOST = 1 / 5


def publish(store: Store) -> Location:
    """Let readers see the store as it is now, with its columns; those of what has not changed are taken over.

    On a server there is no place for columns: readers make them themselves.

    Raises
    ------
    StoreError
        If the disk does not let it.
    """
    on_server = isinstance(store.location, Server)
    return snapshots.publish(store, None if on_server else partial(_keep, store))


def _keep(store: Store, snapshot: Path) -> None:
    kept_columns.save(_taken_over(store) or collected(store), snapshot)


def _taken_over(store: Store) -> Parts | None:
    """The columns of the snapshot before, brought up to date; None if they are not there or would not be right."""
    newest, changed = snapshots.newest(store.path), touched.read(store.path)
    if newest is None or changed is None or changed.since != newest.name:
        return None
    before = kept_columns.read(newest)
    if before is None or len(changed.iris) > _MOST * len(before.ids):
        return None
    parts = renewed(store, before, changed.iris) if changed.iris else before
    counts = (_number(store, t.EVENT_TYPE), _number(store, t.HAS_CLAIM))
    return parts if (len(parts.ids), len(parts.claim_ids)) == counts else None


def _number(store: Store, predicate: ox.NamedNode) -> int:
    rows = store.select(f"SELECT (COUNT(*) AS ?n) {{ GRAPH {t.EVENTS} {{ ?event {predicate} ?value }} }}")
    return int(value(next(rows)[0]))
