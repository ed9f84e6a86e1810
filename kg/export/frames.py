"""Events at hand: a list that notebooks show as a table and pandas takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import TYPE_CHECKING, Any, overload

from kg.errors import UsageError
from kg.export.tables import COLUMNS, flat
from kg.model import Event, Party

if TYPE_CHECKING:
    import pandas as pd

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
        return pd.DataFrame([flat(event) for event in self._events], columns=list(COLUMNS))

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{name}</th>" for name in ("when", "what", "actors", "recipients", "where", "about"))
        rows = "".join(_row(event) for event in self._events[:_SHOWN])
        more = len(self) - _SHOWN
        note = f"<p>and {more} more</p>" if more > 0 else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{note}"


def _row(event: Event) -> str:
    cells = (
        event.time.start if event.time else "",
        f"{event.type} ({event.mode})" if event.mode else event.type,
        _names(event.actors),
        _names(event.recipients),
        event.place.label if event.place else "",
        ", ".join(topic.label for topic in event.topics),
    )
    return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"


def _names(parties: Iterable[Party]) -> str:
    return ", ".join(party.entity.label for party in parties)
