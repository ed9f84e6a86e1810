"""Queries from outside in processes of their own, so that one that never ends can be ended.

The engine has no limit of time or memory, and its queries cannot be interrupted from within the process.
"""

from __future__ import annotations

import multiprocessing
from pathlib import Path
from threading import BoundedSemaphore, Lock

from api.errors import BusyError, TooLongError
from api.worker import Asked, Failure, Reply, work
from kg.errors import StoreError
from kg.sparql import Answer

_AT_ONCE = 2
_WAIT_SECONDS = 10.0
_START_SECONDS = 60.0


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
    """One process with one snapshot open."""

    def __init__(self, snapshot: Path) -> None:
        self.snapshot = snapshot
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=work, args=(theirs, snapshot), daemon=True)
        self._process.start()
        theirs.close()
        try:
            ready = self._pipe.recv() if self._pipe.poll(_START_SECONDS) else None
        except (EOFError, OSError) as error:
            self.stop()
            raise StoreError("queries cannot be run", where=str(snapshot), remedy="see the service's log") from error
        if isinstance(ready, Failure):
            self.stop()
            raise ready.error()

    @property
    def alive(self) -> bool:
        return self._process.is_alive()

    def ask(self, asked: Asked, seconds: float) -> Reply:
        try:
            self._pipe.send(asked)
            if self._pipe.poll(seconds):
                reply: Reply = self._pipe.recv()
                return reply
        except (EOFError, OSError) as error:
            raise TooLongError("the query took more memory than it may", remedy="ask for less") from error
        raise TooLongError(
            f"the query took more than {seconds:g} seconds", remedy="ask for less, or use LIMIT and sub-selects"
        )

    def stop(self) -> None:
        self._process.kill()
        self._process.join()
        self._process.close()
        self._pipe.close()
