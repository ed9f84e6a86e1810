"""What tests ask of stores on disk."""

from __future__ import annotations

from pathlib import Path

from kg.store import Store


def digest(path: Path) -> str:
    """A hash of everything in a store, the same for equal stores however they were built."""
    with Store.open(path, read_only=True) as store:
        return store.digest()
