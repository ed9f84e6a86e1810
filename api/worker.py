"""The process that runs queries from outside. It imports little, for it is started while someone waits."""

from __future__ import annotations

import pickle
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from kg import errors
from kg.errors import KgError, StoreError
from kg.sparql import Answer, answer
from kg.store import Store

# Of address space: the engine maps the store's files too.
_MEMORY = 8 * 2**30


@dataclass(frozen=True, slots=True)
class Asked:
    """A query with the forms of its result that are wanted, and the dataset of the protocol."""

    sparql: str
    formats: tuple[str, ...] = ()
    default_graphs: Sequence[str] | None = None
    named_graphs: Sequence[str] | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """An error of `kg.errors` on its way between processes."""

    name: str
    what: str
    where: str | None
    remedy: str | None

    @classmethod
    def of(cls, error: KgError) -> Failure:
        """What stands for the error."""
        return cls(type(error).__name__, error.what, error.where, error.remedy)

    def error(self) -> KgError:
        """The error that it stands for."""
        kind: type[KgError] = getattr(errors, self.name, KgError)
        return kind(self.what, where=self.where, remedy=self.remedy)


Reply: TypeAlias = Answer | Failure | None


def main() -> None:
    """Open the snapshot that the command line names, say so with None, then answer queries until there are no more."""
    snapshot = Path(sys.argv[1])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Control-C is for the service, which then closes the pipe
    _limit_memory()
    with suppress(EOFError, BrokenPipeError):
        try:
            with Store.open(snapshot, read_only=True) as store:
                _send(None)
                while True:
                    _send(_answer(store, pickle.load(sys.stdin.buffer)))
        except StoreError as error:
            _send(Failure.of(error))


def _send(reply: Reply) -> None:
    pickle.dump(reply, sys.stdout.buffer)
    sys.stdout.buffer.flush()


def _answer(store: Store, asked: Asked) -> Reply:
    try:
        return answer(
            store,
            asked.sparql,
            asked.formats,
            default_graphs=asked.default_graphs,
            named_graphs=asked.named_graphs,
        )
    except KgError as error:
        return Failure.of(error)


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # there is no such limit on Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
