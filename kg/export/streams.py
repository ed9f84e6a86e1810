"""Text into a binary stream, the same on every system: UTF-8, lines ended by a line feed."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from typing import BinaryIO, TextIO


@contextmanager
def text(out: BinaryIO) -> Iterator[TextIO]:
    """The stream as one of text; it stays open."""
    wrapped = TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    try:
        yield wrapped
    finally:
        wrapped.detach()


def tab_separated(out: BinaryIO, rows: Iterable[Sequence[object]]) -> None:
    """Write rows with a tab between cells, never quoted: tabs and line breaks within a cell become spaces."""
    with text(out) as stream:
        for row in rows:
            stream.write("\t".join(" ".join(str(cell).split()) for cell in row) + "\n")


def comma_separated(out: BinaryIO, rows: Iterable[Sequence[object]]) -> None:
    """Write rows as CSV (RFC 4180, but for the line feeds)."""
    with text(out) as stream:
        csv.writer(stream, lineterminator="\n").writerows(rows)
