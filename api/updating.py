"""The process that runs one SPARQL update, and lets readers see what it changed."""

from __future__ import annotations

import signal
import sys
from dataclasses import dataclass
from pathlib import Path
from threading import Timer

from api.errors import TooLongError
from api.messages import Failure, heard, say
from api.process import ENDED, Process
from api.worker import leave_network, limit_memory
from kg.errors import KgError
from kg.sparql.updates import update
from kg.store import Store, snapshots


@dataclass(frozen=True, slots=True)
class Update:
    """An update with the dataset that the protocol sets for its patterns."""

    sparql: str
    base: str
    using: tuple[str, ...] = ()
    using_named: tuple[str, ...] = ()
    memory: int = 2_000_000_000


def run(store: Path, asked: Update, seconds: float) -> None:
    """Change a store, all of it or nothing.

    Raises
    ------
    QueryError
        If the update is malformed or not allowed.
    StoreError
        If another process writes to the store.
    TooLongError
        If it took more time or memory than it may; nothing is changed then.
    """
    process = Process("api.updating", store)
    timer = Timer(seconds, process.kill)
    try:
        process.send(asked)
        process.receive()  # once it has started
        timer.start()
        said = process.receive()
    except ENDED as error:
        raise TooLongError(
            f"the update took more than {seconds:g} seconds, or too much memory", remedy="change less at a time"
        ) from error
    finally:
        timer.cancel()
        process.stop()
    if isinstance(said, Failure):
        raise said.error()


def main() -> None:
    """Do what is asked to the store that the command line names."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    leave_network()
    asked = heard()
    say(None)
    assert isinstance(asked, Update)
    try:
        with Store.open(Path(sys.argv[1]), create=True) as store:
            limit_memory(asked.memory)
            update(store, asked.sparql, base=asked.base, using=asked.using, using_named=asked.using_named)
            snapshots.publish(store)
    except KgError as error:
        say(Failure.of(error))
    else:
        say(None)
