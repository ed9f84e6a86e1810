"""Queries from outside in processes of their own, so that one that never ends can be ended.

The engine has no limit of time or memory, and its queries cannot be interrupted from within the process.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import BoundedSemaphore, Lock, Timer

from api.errors import BusyError, TooLongError
from api.worker import Asked, Failure, Reply
from kg.errors import StoreError
from kg.sparql import Answer

_AT_ONCE = 2
_WAIT_SECONDS = 10.0
_START_SECONDS = 60.0
# How it shows that a process has ended while it was talked to.
_ENDED = (EOFError, OSError, pickle.UnpicklingError)


class Workers:
    """A few processes, started when they are needed and kept for the next query.

    Parameters
    ----------
    seconds : float
        How long a query may take.
    """

    def __init__(self, *, seconds: float) -> None:
        self._seconds = seconds
        self._places = BoundedSemaphore(_AT_ONCE)
        self._lock = Lock()
        self._idle: list[_Worker] = []

    def answer(self, snapshot: Path, asked: Asked) -> Answer:
        """Run a query over a snapshot; see `kg.sparql.answer`.

        Raises
        ------
        QueryError
            If the query is malformed or not allowed.
        BusyError, TooLongError
            If there is no place for it now, or it took more than it may.
        """
        if not self._places.acquire(timeout=_WAIT_SECONDS):
            raise BusyError("too many queries at once", remedy="try again in a moment")
        try:
            worker = self._take(snapshot)
            try:
                reply = worker.ask(asked, self._seconds)
            except BaseException:
                worker.stop()
                raise
            with self._lock:
                self._idle.append(worker)
        finally:
            self._places.release()
        if isinstance(reply, Failure):
            raise reply.error()
        assert reply is not None
        return reply

    def close(self) -> None:
        """Stop all that are idle; the others end with the process."""
        with self._lock:
            for worker in self._idle:
                worker.stop()
            self._idle.clear()

    def _take(self, snapshot: Path) -> _Worker:
        with self._lock:
            while self._idle:
                worker = self._idle.pop()
                if worker.snapshot == snapshot and worker.alive:
                    return worker
                worker.stop()
        return _Worker(snapshot)


class _Worker:
    """One process with one snapshot open, which talks over its standard input and output."""

    def __init__(self, snapshot: Path) -> None:
        self.snapshot = snapshot
        # Not by `multiprocessing`, which would run the main module of whoever embeds the service again.
        self._process = subprocess.Popen(
            [sys.executable, "-c", "from api.worker import main; main()", str(snapshot)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        try:
            with self._deadline(_START_SECONDS):
                ready = self._receive()
        except _ENDED as error:
            self.stop()
            raise StoreError("queries cannot be run", where=str(snapshot), remedy="see the service's log") from error
        if isinstance(ready, Failure):
            self.stop()
            raise ready.error()

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, asked: Asked, seconds: float) -> Reply:
        assert self._process.stdin is not None
        with self._deadline(seconds) as timer:
            try:
                pickle.dump(asked, self._process.stdin)
                self._process.stdin.flush()
                return self._receive()
            except _ENDED as error:
                over = timer.finished.is_set()
                more = f"more than {seconds:g} seconds" if over else "more memory than it may"
                raise TooLongError(
                    f"the query took {more}", remedy="ask for less, or use LIMIT and sub-selects"
                ) from error

    def stop(self) -> None:
        self._process.kill()
        self._process.communicate()

    def _receive(self) -> Reply:
        assert self._process.stdout is not None
        reply: Reply = pickle.load(self._process.stdout)
        return reply

    @contextmanager
    def _deadline(self, seconds: float) -> Iterator[Timer]:
        """End the process when the time is over; whoever waits for it then sees its output end."""
        timer = Timer(seconds, self._process.kill)
        timer.start()
        try:
            yield timer
        finally:
            timer.cancel()
            timer.join()
