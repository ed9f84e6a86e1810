"""The columns of other data sets: each with its name, its type, what it holds here, and how that is found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from kg.export.dyads import Dyad, dyads
from kg.model import Event

Type: TypeAlias = Literal["text", "integer", "number"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the wording stands beside what is done, so that the two stay one.

    Parameters
    ----------
    name, type : str
        As the data set publishes them.
    holds : str
        What stands in it here.
    value : callable
        The value for a source and target; None where it is not known.
    """

    name: str
    type: Type
    holds: str
    value: Callable[[Dyad], object]


def lost(name: str, type_: Type = "text") -> Column:
    """A column of which this project knows nothing."""
    return Column(name, type_, "", lambda _: None)


def rows(columns: Sequence[Column], events: Iterable[Event], missing: str) -> Iterator[list[object]]:
    """A row for each source and target of the events that occurred; what is not known is written as `missing`."""
    for dyad in dyads(events):
        cells = (column.value(dyad) for column in columns)
        yield [missing if cell is None or cell == "" else cell for cell in cells]


def names(columns: Iterable[Column]) -> tuple[str, ...]:
    """The names of the columns, in their order."""
    return tuple(column.name for column in columns)


def day(dyad: Dyad) -> str | None:
    """The day of the event, or the first of several; None where only the month or year is known."""
    time = dyad.event.time
    return time.start if time and len(time.start) == len("2024-07-11") else None
