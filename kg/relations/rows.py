"""Answers as rows: a list of records that shows itself as a table and becomes a data frame on request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from kg import cards
from kg.errors import UsageError
from kg.model import Entity

if TYPE_CHECKING:
    import pandas as pd

T = TypeVar("T")
_SHOWN = 20


class Rows(Sequence[T], Generic[T]):
    """Rows of one dataclass; its fields are the columns, an entity among them two: its label and its id.

    Parameters
    ----------
    kind : type
        The dataclass.
    rows : iterable of kind
    """

    def __init__(self, kind: type[T], rows: Iterable[T]) -> None:
        self._kind = kind
        self._rows = tuple(rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[T]:
        return iter(self._rows)

    @overload
    def __getitem__(self, index: int) -> T: ...

    @overload
    def __getitem__(self, index: slice) -> Rows[T]: ...

    def __getitem__(self, index: int | slice) -> T | Rows[T]:
        return Rows(self._kind, self._rows[index]) if isinstance(index, slice) else self._rows[index]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rows) and (self._kind, self._rows) == (other._kind, other._rows)

    def __hash__(self) -> int:
        return hash((self._kind, self._rows))

    def __repr__(self) -> str:
        return f"<{len(self)} rows: {', '.join(self.columns)}>"

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        names = []
        for field in fields(self._kind):  # type: ignore[arg-type]
            names.append(field.name)
            if field.type == "Entity":
                names.append(f"{field.name}_id")
        return tuple(names)

    def to_records(self) -> list[dict[str, Any]]:
        """A dict for each row: texts, numbers, truth, None, and lists of texts."""
        return [_record(row) for row in self._rows]

    def to_pandas(self) -> pd.DataFrame:
        """A data frame with a row for each.

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
        return pd.DataFrame(self.to_records(), columns=list(self.columns))

    def _repr_html_(self) -> str:
        columns = [c for c in self.columns if c != "quote" and c != "event" and not c.endswith("_id")]
        records = self.to_records()[:_SHOWN]
        hints = [str(record.get("quote") or "") for record in records]
        return cards.table(
            columns, [[r[c] for c in columns] for r in records], hints=hints, more=len(self) - len(records)
        )


def _record(row: object) -> dict[str, Any]:
    record: dict[str, Any] = {}
    for field in fields(row):  # type: ignore[arg-type]
        value = getattr(row, field.name)
        if isinstance(value, Entity):
            record |= {field.name: value.label, f"{field.name}_id": value.id}
        elif isinstance(value, tuple):
            record[field.name] = [v.label if isinstance(v, Entity) else v for v in value]
        else:
            record[field.name] = value
    return record
