"""The invented world of `tests.freedonia` as a store that a build has left: its events follow from its claims."""

from __future__ import annotations

from pathlib import Path

from kg.pipeline import finish
from kg.store import Store
from tests import freedonia as f


def build(path: Path) -> Path:
    """Write the store, consolidate it, and let readers see it."""
    with Store.open(path, create=True) as store:
        store.put_vocabulary()
        store.put_world(f.WORLD, f.TERMS)
        for article in f.ARTICLES:
            store.put_article(article, f.claims_of(article), "one")
        finish(store)
    return path
