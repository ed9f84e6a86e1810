"""Steady views of a store: what a build publishes and what readers open while the next build writes.

They lie in ``snapshots`` within the store's folder, numbered from 1, and no name is ever used twice. Their files are
links to the engine's own, which never change once written, so a snapshot costs milliseconds and little disk.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable
from pathlib import Path

from kg.location import Location, Server
from kg.store import touched
from kg.store.failures import told
from kg.store.store import Store

FOLDER = "snapshots"

# The newest and those that a reader may still be busy with.
_KEPT = 3


def publish(store: Store, beside: Callable[[Path], None] | None = None) -> Location:
    """Let readers see the store as it is now; older snapshots but the last few go.

    On a server there are none: its ledger says that what was written belongs together.

    Call it from the process that writes, when what it wrote belongs together.

    Parameters
    ----------
    beside : callable, optional
        Puts into the folder of the snapshot what readers need beside it, before anybody sees it.

    Raises
    ------
    StoreError
        If the disk does not let it.
    """
    if isinstance(store.location, Server):
        from kg.store.remote import RemoteStore

        assert isinstance(store, RemoteStore)
        store.publish()
        return store.location
    folder = store.path / FOLDER
    number = max((_number(p) for p in _published(store.path)), default=0) + 1
    draft = folder / f"draft-{os.getpid()}"
    # A store that was deleted and built anew counts from 1 again: the rest of the name tells the two apart.
    published = folder / f"{number}-{secrets.token_hex(4)}"
    with told(folder, "a snapshot cannot be published"):
        # A writer that was killed has left its draft, which keeps files on the disk that are of no use any more.
        for left in folder.glob("draft-*"):
            shutil.rmtree(left, ignore_errors=True)
        store.snapshot(draft)
        if beside:
            beside(draft)
        draft.rename(published)
    touched.begin(store.path, published.name)
    for old in _published(store.path)[:-_KEPT]:
        shutil.rmtree(old, ignore_errors=True)
    return published


def newest(path: Path) -> Path | None:
    """The last snapshot of the store in a folder; None if none was ever published."""
    return next(reversed(_published(path)), None)


def is_any(store: Store) -> bool:
    """Whether readers have something to see."""
    return isinstance(store.location, Server) or newest(store.path) is not None


def open_newest(path: Location) -> Store:
    """Open the last snapshot for reading; a store without one gets its first, unless it cannot be written to.

    Of a server, the graph as it is, if the server answers as the embedded engine does; else a copy of it.

    Raises
    ------
    StoreError
        If there is no store, or its first build is still going on.
    """
    if isinstance(path, Server):
        return _open_server(path)
    found = newest(path)
    if found is None and path.is_dir() and not os.access(path, os.W_OK):
        return Store.open(path, read_only=True)
    if found is None:
        with Store.open(path) as store:
            return Store.open(publish(store), read_only=True)
    return Store.open(found, read_only=True)


def _open_server(server: Server) -> Store:
    from kg.store.replicas import replica

    store = Store.open(server, read_only=True)
    if store.answers_alike:
        return store
    store.close()
    return open_newest(replica(server))


def _published(path: Path) -> list[Path]:
    folder = path / FOLDER
    found = [entry for entry in folder.iterdir() if _number(entry)] if folder.is_dir() else []
    return sorted(found, key=_number)


def _number(snapshot: Path) -> int:
    """Its place in the order of snapshots; 0 for anything else."""
    number = snapshot.name.split("-")[0]
    return int(number) if number.isdecimal() else 0
