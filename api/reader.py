"""The graph as the last build published it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Annotated, Any, TypeVar, cast

from fastapi import Depends, Request

from kg.errors import StoreError
from kg.graph import Graph
from kg.store import Store, snapshots

T = TypeVar("T")


class View:
    """One snapshot, opened: what one answer is made from, whatever is published meanwhile."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.graph = Graph(Store.open(path, read_only=True))
        self._made: dict[str, Any] = {}

    def once(self, name: str, make: Callable[[], T]) -> T:
        """What was made under this name for this snapshot; for the few things that cost a pass over everything."""
        if name not in self._made:
            self._made[name] = make()
        return cast(T, self._made[name])


class Reader:
    """Opens the newest snapshot of a store, and again when there is a newer one."""

    def __init__(self, store: Path) -> None:
        self._store = store
        self._lock = Lock()
        self._view: View | None = None

    def view(self) -> View:
        """The graph now.

        An older view is not closed but left to those who still read from it.

        Raises
        ------
        StoreError
            If there is no store, or it cannot be read.
        """
        with self._lock:
            path = snapshots.newest(self._store)
            if path is None:
                self._view = None
                snapshots.open_newest(self._store).close()
                path = snapshots.newest(self._store)
            if path is None:
                raise StoreError("the store is gone", where=str(self._store), remedy="build it again")
            if self._view is None or self._view.path != path:
                self._view = View(path)
            return self._view


def _view(request: Request) -> View:
    reader: Reader = request.app.state.reader
    return reader.view()


CurrentView = Annotated[View, Depends(_view)]
