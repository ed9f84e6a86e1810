"""Tables for people: aligned columns of plain text."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Sequence

_NARROWEST = 12
_GAP = "  "


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Rows under a header; numbers stand right, None is empty.

    On a terminal, columns that are too wide together are cut, the widest first; in a file or pipe nothing is.

    Examples
    --------
    >>> print(table(("who", "calls"), [("Firefly", 12), ("Trentino", 3)]))
    who       calls
    Firefly      12
    Trentino      3
    """
    cells = [[clean(value) for value in row] for row in rows]
    numbers = [bool(cells) and all(_is_number(row[i]) for row in cells) for i in range(len(columns))]
    widths = [max([len(name), *(len(row[i]) for row in cells)]) for i, name in enumerate(columns)]
    if sys.stdout.isatty():
        widths = _fitted(widths, shutil.get_terminal_size().columns - len(_GAP) * (len(columns) - 1))
    lines = []
    for row in ([*columns], *cells):
        shown = [_cut(cell, width) for cell, width in zip(row, widths, strict=True)]
        aligned = [
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(shown, widths, numbers, strict=True)
        ]
        lines.append(_GAP.join(aligned).rstrip())
    return "\n".join(lines)


def clean(value: object) -> str:
    """A value as one line of text without anything that a terminal would obey."""
    text = "" if value is None else str(value)
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in " ".join(text.split()))


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).removeprefix("-").isdigit()


def _fitted(widths: list[int], room: int) -> list[int]:
    fitted = list(widths)
    while sum(fitted) > room and max(fitted) > _NARROWEST:
        widest = fitted.index(max(fitted))
        fitted[widest] -= 1
    return fitted


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"
