"""The kinds of files that are read, told by their suffix, and who reads each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

from kg.errors import InputError
from kg.model import Article
from kg.readers.columns import Columns
from kg.readers.parquet import read_parquet
from kg.readers.records import read_records
from kg.readers.rejected import Rejected
from kg.readers.table import read_table
from kg.readers.text import read_text

Found: TypeAlias = Iterator[tuple[str, Article | Rejected]]
"""Each article, or why there is none, with its place."""

Reader: TypeAlias = Callable[[Path, str, int, Columns], Found]
"""Takes a file, its name for messages, the limit in bytes for one article, and the columns of records."""


def read_file(path: Path, name: str, *, max_bytes: int, columns: Columns) -> Found:
    """The articles of one file.

    Raises
    ------
    InputError
        It is of no known kind, or nothing in it can be read.
    OSError
        The system cannot read it.
    """
    reader = KINDS.get(suffix_of(path))
    if reader is None:
        raise InputError("not a kind of file that is read", remedy=f"convert it to one of {', '.join(SUFFIXES)}")
    yield from reader(path, name, max_bytes, columns)


def suffix_of(path: Path) -> str:
    """The suffix that tells the kind, in lower case: the last, or ``.warc.gz``."""
    name = path.name.casefold()
    return next((double for double in (".warc.gz",) if name.endswith(double)), path.suffix.casefold())


def _text(path: Path, name: str, max_bytes: int, columns: Columns) -> Found:
    yield name, read_text(path, max_bytes=max_bytes)


def _records(path: Path, name: str, max_bytes: int, columns: Columns) -> Found:
    with path.open("rb") as stream:
        yield from read_records(stream, name=name, max_bytes=max_bytes, columns=columns)


def _table(path: Path, name: str, max_bytes: int, columns: Columns) -> Found:
    with path.open("rb") as stream:
        yield from read_table(stream, name=name, max_bytes=max_bytes, columns=columns)


def _parquet(path: Path, name: str, max_bytes: int, columns: Columns) -> Found:
    yield from read_parquet(path, name=name, max_bytes=max_bytes, columns=columns)


# The readers below need libraries that take a while to load, so each is loaded when it is first needed.


def _page(path: Path, name: str, max_bytes: int, columns: Columns) -> Found:
    from kg.readers.page import read_page_file

    yield name, read_page_file(path, max_bytes=max_bytes)


KINDS: dict[str, Reader] = {
    ".txt": _text,
    ".md": _text,
    ".jsonl": _records,
    ".csv": _table,
    ".parquet": _parquet,
    ".html": _page,
    ".htm": _page,
    ".xhtml": _page,
}
SUFFIXES = tuple(KINDS)
"""The suffixes of the files that are read."""
