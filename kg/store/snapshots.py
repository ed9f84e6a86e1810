"""Steady views of a store: what a build publishes and what readers open while the next build writes.

They lie in ``snapshots`` within the store's folder, numbered from 1. Their files are links to the engine's own, which
never change once written, so a snapshot costs milliseconds and little disk.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from kg.errors import StoreError
from kg.store.store import Store

FOLDER = "snapshots"

# The newest and those that a reader may still be busy with.
_KEPT = 3


def publish(store: Store) -> Path:
    """Let readers see the store as it is now; older snapshots but the last few go.

    Call it from the process that writes, when what it wrote belongs together.

    Raises
    ------
    StoreError
        If the disk does not let it.
    """
    folder = store.path / FOLDER
    number = max(_numbers(store.path), default=0) + 1
    draft = folder / f"draft-{os.getpid()}"
    published = folder / str(number)
    try:
        shutil.rmtree(draft, ignore_errors=True)
        store.snapshot(draft)
        draft.rename(published)
    except OSError as error:
        raise StoreError(
            f"a snapshot cannot be published: {error}", where=str(folder), remedy="see to space and permissions"
        ) from error
    for old in sorted(_numbers(store.path))[:-_KEPT]:
        shutil.rmtree(folder / str(old), ignore_errors=True)
    return published


def newest(path: Path) -> Path | None:
    """The last snapshot of the store in a folder; None if none was ever published."""
    number = max(_numbers(path), default=None)
    return None if number is None else path / FOLDER / str(number)


def open_newest(path: Path) -> Store:
    """Open the last snapshot for reading; a store without one gets its first.

    Raises
    ------
    StoreError
        If there is no store, or its first build is still going on.
    """
    found = newest(path)
    if found is None:
        with Store.open(path) as store:
            found = publish(store)
    return Store.open(found, read_only=True)


def _numbers(path: Path) -> list[int]:
    folder = path / FOLDER
    return [int(entry.name) for entry in folder.iterdir() if entry.name.isdigit()] if folder.is_dir() else []
