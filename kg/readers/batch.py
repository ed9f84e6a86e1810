"""All articles of one run."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import BinaryIO

from kg.errors import FAULTS, InputError
from kg.model import Article
from kg.readers import elsewhere
from kg.readers.ahead import STDIN, Ahead
from kg.readers.columns import Columns
from kg.readers.files import files, shown
from kg.readers.kinds import Found, read_file
from kg.readers.once import Seen
from kg.readers.options import Options
from kg.readers.records import read_records
from kg.readers.rejected import Rejected
from kg.readers.web import Web
from kg.readers.web.reading import ADDRESS
from kg.settings import MAX_BYTES


def read(
    inputs: Iterable[str | Path],
    *,
    max_bytes: int = MAX_BYTES,
    columns: Columns | None = None,
    web: Web | None = None,
    stdin: BinaryIO | None = None,
    today: date | None = None,
    ahead: Ahead | None = None,
) -> Iterator[Article | Rejected]:
    """Read articles one after the other, in the order of the inputs.

    Within one run an id stands for one text, and what comes a second time is rejected (`kg.readers.once`).

    Parameters
    ----------
    inputs : iterable of str or Path
        Files, folders (read with all that is in them), patterns, addresses of the web, and ``-`` for JSON lines on
        standard input.
    max_bytes : int
        What one article may have; a file of many records may be of any size.
    columns : mapping of str to str, optional
        Field of an article to the column of a record that holds it, where that has another name.
    web : Web, optional
        Reads the addresses; by default one that reaches public networks only.
    stdin : binary stream, optional
        Read for ``-``; by default the process's own.
    today : date, optional
        By default the day on which it runs; articles of later days are rejected.
    ahead : Ahead, optional
        Told what has been read.

    Yields
    ------
    Article or Rejected
        Wrong input never raises; it is rejected with place, reason and remedy.
    """
    seen = Seen(today or date.today())
    with nullcontext(web) if web else Web() as network:
        options = Options(max_bytes=max_bytes, columns=columns or {}, web=network)
        for given in inputs:
            for where, found in _guarded(given, options, stdin, ahead):
                if ahead and isinstance(found, Article):
                    ahead.passed(found)
                yield found if isinstance(found, Rejected) else seen.admit(found, where)


def _guarded(given: str | Path, options: Options, stdin: BinaryIO | None, ahead: Ahead | None) -> Found:
    try:
        yield from _input(given, options, stdin, ahead)
    except FAULTS as error:
        yield shown(given), Rejected.fault(error, where=shown(given))


def _input(given: str | Path, options: Options, stdin: BinaryIO | None, ahead: Ahead | None) -> Found:
    if str(given) == STDIN:
        source = stdin or sys.stdin.buffer
        yield from read_records(source, name="standard input", max_bytes=options.max_bytes, columns=options.columns)
        return
    if ADDRESS.match(str(given)):
        yield from options.web.read(str(given), max_bytes=options.max_bytes)
        return
    if elsewhere.ADDRESS.match(str(given)):
        try:
            for name, path in elsewhere.fetched(str(given)):
                yield from _file(path, name, options)
        except InputError as error:
            yield shown(given), Rejected.of(error, where=shown(given))
        return
    for found in files(Path(given)):
        if isinstance(found, InputError):
            yield shown(given), Rejected.of(found, where=shown(given))
            continue
        if ahead:
            ahead.begin(found)
        yield from _file(found, shown(found), options)


def _file(path: Path, name: str, options: Options) -> Found:
    try:
        yield from read_file(path, name, options)
    except InputError as error:
        yield name, Rejected.of(error, where=name)
    except OSError as error:
        reason = "it is gone" if isinstance(error, FileNotFoundError) else str(error.strerror or error)
        yield name, Rejected(name, f"the file cannot be read: {reason}", "change its permissions or copy it")
    except FAULTS as error:
        yield name, Rejected.fault(error, where=name)
