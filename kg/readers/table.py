"""Comma-separated tables: an article a row, the fields named in the header."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import BinaryIO

from kg.errors import InputError
from kg.model import Article
from kg.readers.columns import Columns, mapped
from kg.readers.fields import KNOWN, article, too_large
from kg.readers.lines import longest_record, numbered_lines
from kg.readers.misplaced import check_columns
from kg.readers.rejected import Rejected

# The csv module refuses fields above 128 kB unless told otherwise, for the whole process; `_Rows` has its own limit.
csv.field_size_limit(2**31 - 1)


_QUOTE = "put every field that has quotes, separators or line ends into quotes"


def read_table(
    stream: BinaryIO, *, name: str, max_bytes: int, columns: Columns | None = None
) -> Iterator[tuple[str, Article | Rejected]]:
    """Read a table with a header; a wrong row is rejected and the rest goes on.

    The separator is the one of comma, semicolon and tab with which the header names a column ``text``, or the columns
    that hold the fields. A row with more or fewer fields than the header is wrong, and so is one with a value that its
    column cannot hold: its columns may be shifted or swapped.

    Yields
    ------
    tuple of str and (Article or Rejected)
        Its place, ``name:line`` of the row's first line, and what stands there.
    """
    rows = _Rows(stream, max_bytes)
    # The header is read without regard to case.
    columns = {field: column.casefold() for field, column in (columns or {}).items()}
    try:
        header, separator = _header(rows, columns)
    except InputError as error:
        yield f"{name}:1", Rejected.of(error, where=f"{name}:1")
        return
    # Strict, so that a quote that is never closed does not pass the rest of the table off as one text.
    reader = csv.reader(rows, delimiter=separator, strict=True)
    while True:
        where = f"{name}:{rows.begin()}"
        try:
            row = next(reader)
            if row:
                fields = mapped(_named(header, row), columns)
                check_columns(fields, columns)
                yield where, article(fields, max_bytes=max_bytes)
        except StopIteration:
            return
        except csv.Error as error:
            yield where, Rejected(where, f"not a row: {error}", _QUOTE)
        except InputError as error:
            yield where, Rejected.of(error, where=where)
            if rows.lost:
                yield where, Rejected(where, "the rest of the table is not read", "mend this row")
                return


class _Rows:
    """The lines of a table, as the csv module takes them, with a limit to what one row may hold."""

    def __init__(self, stream: BinaryIO, max_bytes: int) -> None:
        self._lines = numbered_lines(stream, max_bytes=max_bytes)
        self._max_bytes = max_bytes
        self._line = 0
        self._held = 0
        self.lost = False

    def begin(self) -> int:
        """Start a row; the number of its first line."""
        self._held = 0
        return self._line + 1

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        self._line, line = next(self._lines)
        if isinstance(line, InputError):
            # Inside a row the lines that follow would be taken for rows of their own.
            self.lost = self._held > 0
            raise line
        self._held += len(line)
        if self._held > longest_record(self._max_bytes):
            self.lost = True
            error = too_large(None, self._max_bytes)
            raise InputError(error.what, remedy="look for a quote that is never closed")
        return line


def _header(rows: _Rows, columns: Columns) -> tuple[list[str], str]:
    wanted = {"text": "text", **columns}.values()
    rows.begin()
    line = next(rows, "")
    for separator in ",;\t":
        header = [field.strip(' "\r\n').casefold() for field in line.split(separator)]
        if all(column in header for column in wanted):
            return header, separator
    raise InputError(
        f"the header names no column {' and '.join(f'`{column}`' for column in wanted)}",
        remedy=f"name the columns in the first line: {','.join(KNOWN)}; or say which hold them: --map text=COLUMN",
    )


def _named(header: list[str], row: list[str]) -> dict[str, object]:
    if len(row) != len(header):
        raise InputError(f"the row has {len(row)} fields, the header {len(header)}", remedy=_QUOTE)
    return dict(zip(header, row, strict=True))
