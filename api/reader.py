"""The graph as the last build published it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, cast

from fastapi import Depends, Request

import kg
from api.conditional import check
from kg import queries
from kg.errors import StoreError
from kg.graph import Graph
from kg.model import Event
from kg.namespaces import digest
from kg.queries import Rebuild
from kg.store import Store, snapshots

if TYPE_CHECKING:
    from kg.questions import Answer

T = TypeVar("T")

_KEPT_EVENTS = 20_000
_KEPT_ANSWERS = 1000


class View:
    """One snapshot, opened: what one answer is made from, whatever is published meanwhile."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.graph = Graph(Store.open(path, read_only=True))
        self.version = digest(path.name, kg.__version__)
        self._made: dict[str, Any] = {}
        rebuild = Rebuild(self.graph.store)
        self.event: Callable[[str], Event] = lru_cache(_KEPT_EVENTS)(rebuild.event)
        # By the day, too, for "last week" moves on.
        self._answer = lru_cache(_KEPT_ANSWERS)(self._found)
        # What every answer needs is made before the view is shown to anybody.
        queries.columns(self.graph.store)
        queries.find(self.graph.store, "")

    def prepare(self) -> View:
        """Make what a question needs, too, while others still read an older view."""
        from kg.questions import InColumns

        InColumns(self.graph.store).prepare()
        return self

    def answer(self, question: str) -> Answer:
        """The answer to a question in English; the last thousand are remembered."""
        return self._answer(question, date.today())

    def _found(self, question: str, day: date) -> Answer:
        from kg.questions import InColumns, answer

        return answer(question, self.graph.store, today=day, finder=InColumns(self.graph.store))

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
        """The graph now; who comes while a newer one is being opened still gets the one before.

        An older view is not closed but left to those who still read from it.

        Raises
        ------
        StoreError
            If there is no store, or it cannot be read.
        """
        shown = self._view
        path = snapshots.newest(self._store)
        if shown is not None and shown.path == path:
            return shown
        if not self._lock.acquire(blocking=shown is None or path is None):
            assert shown is not None
            return shown
        try:
            self._view = self._opened()
            return self._view
        finally:
            self._lock.release()

    def newest(self) -> View:
        """The graph as the last build left it, waited for if it has yet to be opened: for who has just changed it.

        Raises
        ------
        StoreError
            As `view` does.
        """
        with self._lock:
            self._view = self._opened()
            return self._view

    def _opened(self) -> View:
        path = snapshots.newest(self._store)
        if path is None:
            self._view = None
            snapshots.open_newest(self._store).close()
            path = snapshots.newest(self._store)
        if path is None:
            raise StoreError("the store is gone", where=str(self._store), remedy="build it again")
        if self._view is None:
            return View(path)
        return self._view if self._view.path == path else View(path).prepare()


def _view(request: Request) -> View:
    reader: Reader = request.app.state.reader
    view = reader.view()
    check(request, view.version)
    return view


CurrentView = Annotated[View, Depends(_view)]
