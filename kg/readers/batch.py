"""All articles of one run."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, TypeAlias

from kg.errors import InputError
from kg.model import Article
from kg.readers.files import files, shown
from kg.readers.parquet import read_parquet
from kg.readers.records import read_records
from kg.readers.rejected import Rejected
from kg.readers.table import read_table
from kg.readers.text import read_text
from kg.settings import MAX_BYTES

STDIN = "-"
SUFFIXES = (".txt", ".md", ".jsonl", ".csv", ".parquet")
"""The kinds of files that are read."""

_Found: TypeAlias = Iterator[tuple[str, Article | Rejected]]


def read(
    inputs: Iterable[str | Path], *, max_bytes: int = MAX_BYTES, stdin: BinaryIO | None = None
) -> Iterator[Article | Rejected]:
    """Read articles one after the other, in the order of the inputs.

    Within one run an id stands for one text. A second article of the same id is rejected, whether it
    differs or repeats the first.

    Parameters
    ----------
    inputs : iterable of str or Path
        Files, folders (read with all that is in them) and ``-`` for JSON lines on standard input.
    max_bytes : int
        What one article may have; a file of many records may be of any size.
    stdin : binary stream, optional
        Read for ``-``; by default the process's own.

    Yields
    ------
    Article or Rejected
        Wrong input never raises; it is rejected with place, reason and remedy.
    """
    seen: dict[str, tuple[str, bytes]] = {}
    for given in inputs:
        for where, found in _input(given, max_bytes, stdin):
            yield found if isinstance(found, Rejected) else _once(found, where, seen)


def _input(given: str | Path, max_bytes: int, stdin: BinaryIO | None) -> _Found:
    if str(given) == STDIN:
        yield from read_records(stdin or sys.stdin.buffer, name="standard input", max_bytes=max_bytes)
        return
    for path in files(Path(given)):
        if isinstance(path, InputError):
            yield shown(given), Rejected.of(path, where=shown(given))
            continue
        name = shown(path)
        try:
            yield from _file(path, name, max_bytes)
        except InputError as error:
            yield name, Rejected.of(error, where=name)
        except OSError as error:
            yield (
                name,
                Rejected(name, f"the file cannot be read: {error.strerror}", "change its permissions or copy it"),
            )


def _file(path: Path, name: str, max_bytes: int) -> _Found:
    match path.suffix.lower():
        case ".txt" | ".md":
            yield name, read_text(path, max_bytes=max_bytes)
        case ".jsonl":
            with path.open("rb") as stream:
                yield from read_records(stream, name=name, max_bytes=max_bytes)
        case ".csv":
            with path.open("rb") as stream:
                yield from read_table(stream, name=name, max_bytes=max_bytes)
        case ".parquet":
            yield from read_parquet(path, name=name, max_bytes=max_bytes)
        case ".html" | ".htm":
            raise InputError("HTML is not yet read", remedy="convert it to .txt or .jsonl")
        case _:
            raise InputError("not a kind of file that is read", remedy=f"convert it to one of {', '.join(SUFFIXES)}")


def _once(article: Article, where: str, seen: dict[str, tuple[str, bytes]]) -> Article | Rejected:
    digest = hashlib.sha256(article.text.encode()).digest()[:16]
    if article.id not in seen:
        seen[article.id] = (where, digest)
        return article
    first, known = seen[article.id]
    if known == digest:
        return Rejected(where, f"repeats the article {article.id!r} of {first}", "nothing to do, or remove one of them")
    return Rejected(
        where,
        f"the id {article.id!r} already stands for another text, of {first}",
        "give one of them an `id` of its own",
    )
