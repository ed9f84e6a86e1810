"""The process that runs queries from outside. It imports little, for it is started while someone waits."""

from __future__ import annotations

import re
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from io import BufferedWriter, RawIOBase
from pathlib import Path
from typing import Any

from api.confinement import leave_network, limit_memory
from api.messages import Failure, heard, message, say
from kg.errors import KgError, QueryError, StoreError
from kg.sparql import result
from kg.store import Store

_CHUNK = 2**18
# What each row of a table begins or ends with; within a value it would be escaped.
_ROWS: Mapping[str, Callable[[bytes], int]] = {
    "json": lambda text: len(re.findall(rb'[\[,]\{"[^"]*":\{"type"|[\[,]\{\}(?=[,\]])', text)),
    "xml": lambda text: text.count(b"<result>"),
    "csv": lambda text: text.count(b"\n"),
    "tsv": lambda text: text.count(b"\n"),
}


@message
@dataclass(frozen=True, slots=True)
class Asked:
    """A query with the forms of its result that are wanted, the dataset of the protocol, and what it may take."""

    sparql: str
    formats: tuple[str, ...] = ()
    default_graphs: Sequence[str] | None = None
    named_graphs: Sequence[str] | None = None
    distinct: bool = True
    rows: int | None = None
    bytes: int | None = None


@message
@dataclass(frozen=True, slots=True)
class Begun:
    """The form of a result; its bytes follow in pieces, and then None."""

    format: str
    media_type: str


def main() -> None:
    """Open the snapshot that the command line names, say so with None, then answer queries until there are no more."""
    snapshot, memory = Path(sys.argv[1]), int(sys.argv[2])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Control-C is for the service, which then closes the pipe
    leave_network()
    with suppress(EOFError, BrokenPipeError):
        try:
            with Store.open(snapshot, read_only=True) as store:
                limit_memory(memory)
                say(None)
                while True:
                    asked = heard()
                    assert isinstance(asked, Asked)
                    _answer(store, asked)
        except StoreError as error:
            say(Failure.of(error))


def _answer(store: Store, asked: Asked) -> None:
    try:
        found = result(
            store,
            asked.sparql,
            asked.formats,
            default_graphs=asked.default_graphs,
            named_graphs=asked.named_graphs,
            distinct=asked.distinct,
        )
        say(Begun(found.format, found.media_type))
        with BufferedWriter(_Sink(found.format, asked), _CHUNK) as out:
            found.write(out)
    except KgError as error:
        say(Failure.of(error))
    except MemoryError:
        say(Failure.of(QueryError("the query took more memory than it may", remedy="ask for less")))
    else:
        say(None)


class _Sink(RawIOBase):
    """Passes on what is written, as long as it is not too much."""

    def __init__(self, form: str, asked: Asked) -> None:
        self._asked = asked
        self._count = _ROWS.get(form)
        self._bytes, self._rows = 0, -1 if form in ("csv", "tsv") else 0  # whose first line is no row

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, given: Any) -> int:
        """Pass on.

        Raises
        ------
        QueryError
            If the result has more bytes or rows than it may.
        """
        chunk = bytes(given)
        self._bytes += len(chunk)
        if self._asked.bytes is not None and self._bytes > self._asked.bytes:
            raise QueryError(f"the result has more than {self._asked.bytes:,} bytes", remedy="use LIMIT and OFFSET")
        if self._count is not None and self._asked.rows is not None:
            self._rows += self._count(chunk)
            if self._rows > self._asked.rows:
                raise QueryError(f"the result has more than {self._asked.rows:,} rows", remedy="use LIMIT and OFFSET")
        say(chunk)
        return len(chunk)
