"""Queries from outside in processes of their own, so that one that never ends can be ended.

The engine has no limit of time or memory, and its queries cannot be interrupted from within the process.

There are two lanes. A query starts in the quick one. If it takes more than a moment it moves to the slow lane, where it
gives way to every other process, and the next one may start: so queries that run away do not keep short ones waiting.
Where the slow lane stays full, a query that would have to move there is ended.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from threading import BoundedSemaphore, Lock, Timer

from api.confinement import give_way
from api.errors import CrowdedError, TooLongError
from api.messages import Failure
from api.process import ENDED, Process
from api.worker import Asked, Begun
from kg.errors import KgError, StoreError

_QUICK_PLACES = 2 * (os.cpu_count() or 1)
_SLOW_PLACES = 8
_MOMENT_SECONDS = 1.0
# How long it may go on in the quick lane where the slow one is full.
_PATIENCE_SECONDS = 4.0
_WAIT_SECONDS = 10.0
_START_SECONDS = 60.0
# As much is held back before anything is sent, so that most failures still get an error of their own.
_HELD_BACK = 2**20
_MOST_WAITING = 200


@dataclass(frozen=True, slots=True)
class Answer:
    """A result: its form, and its bytes in pieces as they are found."""

    format: str
    media_type: str
    pieces: Iterator[bytes]

    @property
    def body(self) -> bytes:
        """All of it; only once."""
        return b"".join(self.pieces)


class Workers:
    """Processes, started when they are needed and kept for the next query.

    Parameters
    ----------
    seconds : float
        How long a query may take unless it says so itself.
    memory : int
        How many bytes a process may take beyond what it has at its start.
    rows, bytes : int, optional
        How large a result may be.
    """

    def __init__(
        self, *, seconds: float, memory: int = 2_000_000_000, rows: int | None = None, bytes: int | None = None
    ) -> None:
        self._seconds, self._memory, self._rows, self._bytes = seconds, memory, rows, bytes
        self._quick, self._slow = BoundedSemaphore(_QUICK_PLACES), BoundedSemaphore(_SLOW_PLACES)
        self._lock = Lock()
        self._idle: list[_Worker] = []
        self._busy: set[_Worker] = set()
        self._waiting = 0
        self.ended = 0
        """How many queries were ended because they took too much."""
        # Apart from the threads of other routes, which are not to wait for these.
        self.threads = ThreadPoolExecutor(_QUICK_PLACES + _SLOW_PLACES + _MOST_WAITING, "queries")

    @property
    def slow(self) -> int:
        """How many queries are in the slow lane."""
        return _SLOW_PLACES - self._slow._value

    @property
    def running(self) -> int:
        """How many queries wait or run."""
        return self._waiting

    def answer(self, snapshot: Path, asked: Asked, seconds: float | None = None) -> Answer:
        """Run a query over a snapshot; see `kg.sparql.result`.

        Raises
        ------
        QueryError
            If the query is malformed or not allowed, or its result too large.
        CrowdedError, TooLongError
            If there is no place for it now, or it took more than it may. Both, and the other, may also come while the
            pieces are read, after the first megabyte of them.
        """
        pieces = self._run(snapshot, replace(asked, rows=self._rows, bytes=self._bytes), seconds or self._seconds)
        begun = next(pieces)
        assert isinstance(begun, Begun)
        held, size = [], 0
        for piece in pieces:
            assert isinstance(piece, bytes)
            held.append(piece)
            size += len(piece)
            if size >= _HELD_BACK:
                break
        return Answer(begun.format, begun.media_type, _after(held, pieces))

    def close(self) -> None:
        """Stop them all, in the midst of a query or not."""
        with self._lock:
            for worker in self._idle:
                worker.stop()
            self._idle.clear()
            for worker in self._busy:
                worker.kill()
        self.threads.shutdown(wait=False, cancel_futures=True)

    def _run(self, snapshot: Path, asked: Asked, seconds: float) -> Iterator[Begun | bytes]:
        with self._lock:
            if self._waiting >= _MOST_WAITING:
                raise _busy()
            self._waiting += 1
        try:
            if not self._quick.acquire(timeout=_WAIT_SECONDS):
                raise _busy()
            lane = _Lane(self._quick, self._slow)
            try:
                worker = self._take(snapshot)
                with self._lock:
                    self._busy.add(worker)
                try:
                    yield from worker.ask(asked, seconds, lane)
                except KgError as error:
                    self.ended += isinstance(error, TooLongError)
                    raise
                finally:
                    self._put_back(worker, lane)
            finally:
                lane.leave()
        finally:
            with self._lock:
                self._waiting -= 1

    def _take(self, snapshot: Path) -> _Worker:
        with self._lock:
            while self._idle:
                worker = self._idle.pop()
                if worker.snapshot == snapshot and worker.alive:
                    return worker
                worker.stop()
        return _Worker(snapshot, self._memory)

    def _put_back(self, worker: _Worker, lane: _Lane) -> None:
        with self._lock:
            self._busy.discard(worker)
        # One that has given way cannot be made to go first again.
        if worker.ready and worker.alive and not lane.is_slow:
            with self._lock:
                self._idle.append(worker)
        else:
            worker.stop()


class _Lane:
    """The place of one query: first in the quick lane, then perhaps in the slow one."""

    def __init__(self, quick: BoundedSemaphore, slow: BoundedSemaphore) -> None:
        self._held, self._slow = quick, slow
        self._lock = Lock()
        self._left = False
        self.is_slow = False

    def slow_down(self) -> bool:
        """Move to the slow lane, if there is a place; whether it did."""
        with self._lock:
            if self._left or self.is_slow or not self._slow.acquire(blocking=False):
                return False
            self._held.release()
            self._held, self.is_slow = self._slow, True
            return True

    def leave(self) -> None:
        with self._lock:
            self._left = True
            self._held.release()


class _Worker(Process):
    """One process with one snapshot open."""

    def __init__(self, snapshot: Path, memory: int) -> None:
        super().__init__("api.worker", snapshot, str(memory))
        self.snapshot = snapshot
        self.ready = False
        timer = Timer(_START_SECONDS, self.kill)
        timer.start()
        try:
            said = self.receive()
        except ENDED as error:
            self.stop()
            raise StoreError("queries cannot be run", where=str(snapshot), remedy="see the service's log") from error
        finally:
            timer.cancel()
        if isinstance(said, Failure):
            self.stop()
            raise said.error()
        self.ready = True

    def ask(self, asked: Asked, seconds: float, lane: _Lane) -> Iterator[Begun | bytes]:
        """The form of the result and then its pieces."""
        self.ready = False
        over, crowded = threading.Event(), threading.Event()

        def end() -> None:
            over.set()
            self.kill()

        def slow_down() -> None:
            if lane.slow_down():
                give_way(self.pid)

        def give_up() -> None:
            slow_down()
            if not lane.is_slow:
                crowded.set()
                self.kill()

        timers = [Timer(seconds, end), Timer(_MOMENT_SECONDS, slow_down), Timer(_PATIENCE_SECONDS, give_up)]
        for timer in timers:
            timer.daemon = True
            timer.start()
        try:
            self.send(asked)
            while (said := self.receive()) is not None:
                if isinstance(said, Failure):
                    self.ready = True
                    raise said.error()
                yield said
            self.ready = True
        except ENDED as error:
            if crowded.is_set():
                raise CrowdedError(
                    "too many long queries at once", remedy="try again later, or ask for less"
                ) from error
            more = f"more than {seconds:g} seconds" if over.is_set() else "more memory than it may"
            raise TooLongError(f"the query took {more}", remedy="ask for less, or use LIMIT and sub-selects") from error
        finally:
            for timer in timers:
                timer.cancel()
                timer.join()  # so that it does not end the next query


def _after(held: list[bytes], rest: Iterator[Begun | bytes]) -> Iterator[bytes]:
    yield from held
    for piece in rest:
        assert isinstance(piece, bytes)
        yield piece


def _busy() -> CrowdedError:
    return CrowdedError("too many queries at once", remedy="try again in a moment")
