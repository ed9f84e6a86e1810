"""The process that changes the graph while somebody waits: one SPARQL update or one correction, then it ends."""

from __future__ import annotations

import signal
import sys
from dataclasses import dataclass
from pathlib import Path
from threading import Lock, Timer
from time import monotonic, sleep
from typing import Any

from api.confinement import leave_network, limit_memory
from api.errors import TooLongError
from api.messages import Failure, heard, message, say
from api.process import ENDED, Process
from kg.errors import BusyError, KgError
from kg.sparql.updates import update
from kg.store import Store, snapshots

# Changes and jobs of this service wait for one another; other processes are waited for by trying again.
TURN = Lock()
_PAUSE = 0.2


@message
@dataclass(frozen=True, slots=True)
class Update:
    """An update with the dataset that the protocol sets for its patterns."""

    sparql: str
    base: str
    using: tuple[str, ...] = ()
    using_named: tuple[str, ...] = ()
    memory: int = 2_000_000_000


@message
@dataclass(frozen=True, slots=True)
class Correct:
    """The name of a function of `kg.corrections` with its arguments, why, and by whom."""

    change: str
    arguments: tuple[Any, ...]
    why: str
    by: str


def run(store: Path, asked: Update | Correct, seconds: float) -> Any:
    """Change a store, all of it or nothing; of a correction, its record and the events that it touched.

    Raises
    ------
    QueryError, UsageError, NotFoundError
        If what is asked for is malformed, not allowed, or about something that is not there.
    BusyError
        If another process writes to the store all that time.
    TooLongError
        If it took more time or memory than it may; nothing is changed then.
    """
    until = monotonic() + seconds
    while True:
        if not TURN.acquire(timeout=max(0.0, until - monotonic())):
            raise BusyError("others write to the store", where=str(store), remedy="try again in a moment")
        try:
            return _run(store, asked, seconds)
        except BusyError:
            if monotonic() >= until:
                raise
        finally:
            TURN.release()
        sleep(_PAUSE)


def _run(store: Path, asked: Update | Correct, seconds: float) -> Any:
    process = Process("api.updating", store)
    timer = Timer(seconds, process.kill)
    try:
        process.send(asked)
        process.receive()  # once it has started
        timer.start()
        said = process.receive()
    except ENDED as error:
        raise TooLongError(
            f"it took more than {seconds:.3g} seconds, or too much memory", remedy="change less at a time"
        ) from error
    finally:
        timer.cancel()
        process.stop()
    if isinstance(said, Failure):
        raise said.error()
    return said


def main() -> None:
    """Do what is asked to the store that the command line names."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    leave_network()
    asked, store = heard(), Path(sys.argv[1])
    say(None)
    try:
        say(_corrected(store, asked) if isinstance(asked, Correct) else _updated(store, asked))
    except KgError as error:
        say(Failure.of(error))


def _updated(path: Path, asked: object) -> dict[str, Any]:
    assert isinstance(asked, Update)
    with Store.open(path, create=True) as store:
        limit_memory(asked.memory)
        update(store, asked.sparql, base=asked.base, using=asked.using, using_named=asked.using_named)
        snapshots.publish(store)
    return {}


def _corrected(store: Path, asked: Correct) -> dict[str, Any]:
    from kg import corrections

    make = {f.__name__: f for f in (corrections.merge, corrections.split, corrections.retract, corrections.undo)}
    done = make[asked.change](store, *asked.arguments, why=asked.why, by=asked.by)
    return {"correction": done.correction.as_record(), "events": list(done.events)}
