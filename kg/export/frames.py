"""Events at hand: a list that notebooks show as a table and pandas takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, overload

from kg import cards
from kg.errors import UsageError
from kg.export.tables import COLUMNS, flat
from kg.model import Event, Party
from kg.relations import surest_quote

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

_SHOWN = 20


class EventTable:
    """A list of events that does not change.

    Parameters
    ----------
    events : iterable of Event

    Examples
    --------
    >>> len(EventTable([]))
    0
    """

    def __init__(self, events: Iterable[Event]) -> None:
        self._events = tuple(events)

    def __len__(self) -> int:
        return len(self._events)

    def __iter__(self) -> Iterator[Event]:
        return iter(self._events)

    @overload
    def __getitem__(self, index: int) -> Event: ...

    @overload
    def __getitem__(self, index: slice) -> EventTable: ...

    def __getitem__(self, index: int | slice) -> Event | EventTable:
        return EventTable(self._events[index]) if isinstance(index, slice) else self._events[index]

    def __repr__(self) -> str:
        return f"<EventTable of {len(self)} events>"

    def to_records(self) -> list[dict[str, Any]]:
        """The events as `kg export events` writes them, with every claim."""
        return [event.as_record() for event in self._events]

    def to_pandas(self) -> pd.DataFrame:
        """The flat columns, a row an event; lists stay lists, and dates texts of the precision known.

        Raises
        ------
        UsageError
            If pandas is not installed.
        """
        try:
            import pandas as pd
        except ImportError as error:
            raise UsageError(
                "a data frame needs pandas", remedy="install the extra: pip install 'aide-memoire[notebook]'"
            ) from error
        return pd.DataFrame(self.to_columns())

    def to_polars(self) -> pl.DataFrame:
        """The same for polars, with the types of the Parquet file: lists are lists of strings.

        Raises
        ------
        UsageError
            If polars is not installed.
        """
        try:
            import polars as pl
        except ImportError as error:
            raise UsageError("this data frame needs polars", remedy="install it: pip install polars") from error
        types: dict[type, pl.DataType | type[pl.DataType]] = {
            str: pl.String, float: pl.Float64, int: pl.Int64, list: pl.List(pl.String),
        }  # fmt: skip
        return pl.DataFrame(self.to_columns(), schema={name: types[kind] for name, kind in COLUMNS.items()})

    def to_columns(self) -> dict[str, list[Any]]:
        """The flat columns, each a list with a value for every event."""
        rows = [flat(event) for event in self._events]
        return {name: [row[name] for row in rows] for name in COLUMNS}

    def _repr_html_(self) -> str:
        shown = self._events[:_SHOWN]
        columns = ("when", "what", "actors", "recipients", "where", "about")
        hints = [surest_quote(event) for event in shown]
        return cards.table(columns, map(_row, shown), hints=hints, more=len(self) - len(shown))


def _row(event: Event) -> tuple[str, ...]:
    return (
        event.time.start if event.time else "",
        f"{event.type} ({event.mode})" if event.mode else event.type,
        _names(event.actors),
        _names(event.recipients),
        event.place.label if event.place else "",
        ", ".join(topic.label for topic in event.topics),
    )


def _names(parties: Iterable[Party]) -> str:
    return ", ".join(party.entity.label for party in parties)
