"""The graph as the last build published it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, cast

from fastapi import Depends, Request
from fastapi.concurrency import run_in_threadpool

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
    from spacy.tokens import Doc

    from kg.questions import Answer

T = TypeVar("T")

_KEPT_EVENTS = 20_000
_KEPT_ANSWERS = 1000
# So long who comes first after a build waits for what it built; then the graph before it is good enough for him, too.
_MOMENT_SECONDS = 3.0
# So many times as long as it took to open a graph it is good enough, where that took more than a moment.
_REST = 3


class View:
    """One snapshot, opened: what one answer is made from, whatever is published meanwhile.

    Parameters
    ----------
    path : Path
        Of the snapshot.
    before : View, optional
        What was used of it is made of this one, too, before anybody sees it.
    parse : callable, optional
        Parses questions.
    """

    def __init__(self, path: Path, before: View | None = None, parse: Callable[[str], Doc] | None = None) -> None:
        self.path = path
        self.graph = Graph(Store.open(path, read_only=True))
        self.version = digest(path.name, kg.__version__)
        self._made: dict[str, Any] = {}
        rebuild = Rebuild(self.graph.store)
        self.event: Callable[[str], Event] = lru_cache(_KEPT_EVENTS)(rebuild.event)
        # By the day, too, for "last week" moves on.
        self._answer = lru_cache(_KEPT_ANSWERS)(partial(_answer, self.graph.store, parse))
        queries.columns(self.graph.store)
        queries.find(self.graph.store, "")
        if before is not None:
            queries.made_alike(self.graph.store, before.graph.store)

    def answer(self, question: str) -> Answer:
        """The answer to a question in English; the last thousand are remembered."""
        return self._answer(question, date.today())

    def once(self, name: str, make: Callable[[], T]) -> T:
        """What was made under this name for this snapshot; for the few things that cost a pass over everything."""
        if name not in self._made:
            self._made[name] = make()
        return cast(T, self._made[name])


def _answer(store: Store, parse: Callable[[str], Doc] | None, question: str, day: date) -> Answer:
    from kg.questions import InColumns, answer

    return answer(question, store, today=day, finder=InColumns(store), parse=parse)


class Reader:
    """Opens the newest snapshot of a store, and again when there is a newer one."""

    def __init__(self, store: Path, parse: Callable[[str], Doc] | None = None) -> None:
        self._store, self._parse = store, parse
        self._lock = Lock()
        self._view: View | None = None
        # A newer snapshot takes many seconds of work to open if it is large, so nobody's answer waits for it.
        self._opener = ThreadPoolExecutor(1, "opening")
        self._opening: Future[View] | None = None
        self._not_before = 0.0

    def shown(self) -> View | None:
        """The graph if there is nothing to wait for: it is the newest, or a newer one is being opened or soon will be.

        Where builds publish one large graph after the other, a quarter of the time goes into opening them, no more.
        """
        shown = self._view
        if shown is None:
            return None
        waiting = self._opening is not None or monotonic() < self._not_before
        return shown if waiting or snapshots.newest(self._store) == shown.path else None

    def view(self) -> View:
        """The graph now.

        After a build, who comes first waits for a moment for what it built. Who comes while that is being opened gets
        the graph as it was before. An older view is not closed but left to those who still read from it.

        Raises
        ------
        StoreError
            If there is no store, or it cannot be read.
        """
        found = self.shown()
        if found is not None:
            return found
        shown = self._view
        if shown is None or snapshots.newest(self._store) is None:
            return self.newest()
        with suppress(TimeoutError):
            return self._begin().result(_MOMENT_SECONDS)
        return shown

    def newest(self) -> View:
        """The graph as the last build left it, waited for if it has yet to be opened: for who has just changed it.

        Raises
        ------
        StoreError
            As `view` does.
        """
        with self._lock:
            began = monotonic()
            self._view = self._opened()
            took = monotonic() - began
            if took > _MOMENT_SECONDS:
                self._not_before = monotonic() + _REST * took
            return self._view

    def _begin(self) -> Future[View]:
        opening = self._opener.submit(self.newest)
        self._opening = opening
        # At once, if it is done already.
        opening.add_done_callback(self._end)
        return opening

    def _end(self, _: Future[View]) -> None:
        self._opening = None

    def _opened(self) -> View:
        path = snapshots.newest(self._store)
        if path is None:
            self._view = None
            snapshots.open_newest(self._store).close()
            path = snapshots.newest(self._store)
        if path is None:
            raise StoreError("the store is gone", where=str(self._store), remedy="build it again")
        if self._view is not None and self._view.path == path:
            return self._view
        return View(path, self._view, self._parse)


async def _view(request: Request) -> View:
    reader: Reader = request.app.state.reader
    view = reader.shown()
    if view is None:
        view = await run_in_threadpool(reader.view)
    check(request, view.version)
    return view


CurrentView = Annotated[View, Depends(_view)]
