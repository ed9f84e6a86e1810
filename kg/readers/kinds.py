"""The kinds of files that are read, told by their suffix, and who reads each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

from kg.errors import InputError
from kg.model import Article
from kg.readers.options import Options
from kg.readers.parquet import read_parquet
from kg.readers.records import read_records
from kg.readers.rejected import Rejected
from kg.readers.table import read_table
from kg.readers.text import read_text
from kg.readers.web.reading import ADDRESS

Found: TypeAlias = Iterator[tuple[str, Article | Rejected]]
"""Each article, or why there is none, with its place."""

Reader: TypeAlias = Callable[[Path, str, Options], Found]
"""Takes a file, its name for messages, and what the user wants."""


def read_file(path: Path, name: str, options: Options) -> Found:
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
    yield from reader(path, name, options)


def suffix_of(path: Path) -> str:
    """The suffix that tells the kind, in lower case: the last, or ``.warc.gz``."""
    name = path.name.casefold()
    return next((double for double in (".warc.gz",) if name.endswith(double)), path.suffix.casefold())


def _text(path: Path, name: str, options: Options) -> Found:
    found = read_text(path, max_bytes=options.max_bytes)
    lines = found.text.split()
    if all(ADDRESS.match(line) for line in lines):
        for line in lines:
            yield from options.web.read(line, max_bytes=options.max_bytes)
    else:
        yield name, found


def _records(path: Path, name: str, options: Options) -> Found:
    with path.open("rb") as stream:
        yield from read_records(stream, name=name, max_bytes=options.max_bytes, columns=options.columns)


def _table(path: Path, name: str, options: Options) -> Found:
    with path.open("rb") as stream:
        yield from read_table(stream, name=name, max_bytes=options.max_bytes, columns=options.columns)


def _parquet(path: Path, name: str, options: Options) -> Found:
    yield from read_parquet(path, name=name, max_bytes=options.max_bytes, columns=options.columns)


# The readers below need libraries that take a while to load, so each is loaded when it is first needed.


def _page(path: Path, name: str, options: Options) -> Found:
    from kg.readers.page import read_page_file

    yield name, read_page_file(path, max_bytes=options.max_bytes)


def _feed(path: Path, name: str, options: Options) -> Found:
    from kg.readers.feeds import read_feed_file

    yield from read_feed_file(path, name=name, max_bytes=options.max_bytes)


def _warc(path: Path, name: str, options: Options) -> Found:
    from kg.readers.warc import read_warc

    yield from read_warc(path, name=name, max_bytes=options.max_bytes)


def _pdf(path: Path, name: str, options: Options) -> Found:
    from kg.readers.pdf import read_pdf_file

    yield name, read_pdf_file(path, max_bytes=options.max_bytes)


def _mail(path: Path, name: str, options: Options) -> Found:
    from kg.readers.mail import read_mail

    yield name, read_mail(path, max_bytes=options.max_bytes)


KINDS: dict[str, Reader] = {
    ".txt": _text,
    ".md": _text,
    ".html": _page,
    ".htm": _page,
    ".xhtml": _page,
    ".pdf": _pdf,
    ".eml": _mail,
    ".rss": _feed,
    ".atom": _feed,
    ".xml": _feed,
    ".warc": _warc,
    ".warc.gz": _warc,
    ".jsonl": _records,
    ".csv": _table,
    ".parquet": _parquet,
}
SUFFIXES = tuple(KINDS)
"""The suffixes of the files that are read."""
