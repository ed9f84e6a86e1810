"""The invented world of `tests.freedonia` as a store on disk."""

from __future__ import annotations

from pathlib import Path

from kg.store import Store, snapshots
from tests import freedonia as f


def build(path: Path, *, publish: bool = True) -> Path:
    """Write the store, and let readers see it."""
    with Store.open(path, create=True) as store:
        fill(store)
        if publish:
            snapshots.publish(store)
    return path


def fill(store: Store) -> None:
    """Put all of it into a store."""
    store.put_vocabulary()
    store.put_world(f.WORLD, f.TERMS)
    for article in f.ARTICLES:
        store.put_article(article, f.claims_of(article), "one")
    store.put_events(f.EVENTS)
