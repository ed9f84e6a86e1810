"""Reading the tables of `seeds/`: every error names the file, the line, the value and the remedy."""

from __future__ import annotations

import csv
import functools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kg.errors import TableError
from kg.model import TimeSpan
from kg.world.columns import OPTIONAL


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, which knows where it stands.

    Parameters
    ----------
    layer : str
        The name of the users' layer that it belongs to; empty for a table that ships.
    """

    file: Path
    line: int
    values: dict[str, str]
    layer: str = ""

    @property
    def name(self) -> str:
        """The file's name, with that of its layer before it."""
        return f"{self.file.parent.name}/{self.file.name}".removeprefix("/") if self.layer else self.file.name

    def __getitem__(self, column: str) -> str:
        return self.values[column]

    def many(self, column: str) -> tuple[str, ...]:
        """The values of a cell that holds several, joined by bars."""
        return tuple(filter(None, map(str.strip, self.values[column].split("|"))))

    def wrong(self, what: str, remedy: str) -> TableError:
        """The error to raise about this row."""
        return TableError(what, where=f"{self.name}:{self.line}", remedy=remedy)

    def needed(self, column: str) -> str:
        """A value that must not be empty."""
        if not self.values[column]:
            raise self.wrong(f"{column} is empty", f"give a value in the column {column}")
        return self.values[column]

    def one_of(self, column: str, allowed: Sequence[str]) -> str:
        """A value of a closed list."""
        value = self.values[column]
        if value not in allowed:
            raise self.wrong(f"{column} is {value!r}", "use one of " + ", ".join(repr(a) for a in allowed))
        return value

    def number(self, column: str, low: float, high: float) -> float | None:
        """A number within bounds, or None where the cell is empty."""
        text = self.values[column]
        if not text:
            return None
        try:
            value = float(text)
        except ValueError:
            raise self.wrong(f"{column} is {text!r}", "give a decimal number") from None
        if not low <= value <= high:
            raise self.wrong(f"{column} is {text}", f"give a number from {low} to {high}")
        return value

    def span(self, first: str, last: str) -> tuple[date | None, date | None]:
        """The earliest day of the column `first` and the latest of `last`; an empty cell gives None."""
        try:
            start = _earliest(self[first]) if self[first] else None
            end = _latest(self[last]) if self[last] else None
        except ValueError as error:
            raise self.wrong(str(error), "write YYYY, YYYY-MM or YYYY-MM-DD") from None
        if start and end and start > end:
            raise self.wrong(f"starts {self[first]}, after it ends {self[last]}", "exchange or correct the dates")
        return start, end


# The same days stand in many rows: one's last is another's first.
@functools.cache
def _earliest(text: str) -> date:
    return TimeSpan.on(text).earliest


@functools.cache
def _latest(text: str) -> date:
    return TimeSpan.on(text).latest


def refuse(error: TableError) -> None:
    """Stop at the first error."""
    raise error


def read(
    path: Path, columns: Sequence[str], *, wrong: Callable[[TableError], None] = refuse, layer: str = ""
) -> Iterator[Row]:
    """The rows of a CSV table that must have these columns.

    Parameters
    ----------
    wrong : callable
        What to do about an error: raise it, or keep it and go on with the rows that can be read.
    layer : str
        The users' layer that the table belongs to.

    Raises
    ------
    TableError
        The file is missing or not UTF-8, a column is missing, or a row has too many or too few cells.
    """
    top = Row(path, 1, {}, layer)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        wrong(top.wrong("the table is missing", "restore it from the distribution"))
        return
    except UnicodeDecodeError as error:
        wrong(top.wrong(f"not UTF-8 at byte {error.start}", "save it as UTF-8"))
        return
    reader = csv.reader(text.splitlines())
    header = next(reader, [])
    missing = [c for c in columns if c not in header and c not in OPTIONAL]
    lacking = {c: "" for c in columns if c not in header}
    if missing:
        wrong(top.wrong(f"no column {', '.join(missing)}", "add it to the header"))
        return
    for cells in reader:
        if not any(cells):
            continue
        values = lacking | dict(zip(header, map(str.strip, cells), strict=False))
        row = Row(path, reader.line_num, values, layer)
        if len(cells) != len(header):
            wrong(row.wrong(f"{len(cells)} cells instead of {len(header)}", "check commas and quotes"))
            continue
        yield row


def read_all(
    folder: Path, pattern: str, columns: Sequence[str], *, wrong: Callable[[TableError], None] = refuse
) -> Iterator[Row]:
    """The rows of every table whose name fits the pattern, in the order of the names."""
    paths = sorted(folder.glob(pattern))
    if not paths:
        wrong(TableError("the table is missing", where=f"{pattern}:1", remedy="restore it from the distribution"))
    for path in paths:
        yield from read(path, columns, wrong=wrong)
