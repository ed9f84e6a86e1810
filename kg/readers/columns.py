"""Which of a record's columns hold the fields of an article, where they go by other names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from kg.errors import UsageError
from kg.readers.fields import KNOWN

Columns: TypeAlias = Mapping[str, str]
"""Field of an article to the column that holds it."""


def parse_columns(given: Iterable[str]) -> dict[str, str]:
    """Read ``text=body`` and the like: a field of an article, and the column that holds it.

    Raises
    ------
    UsageError
        It is not of that form, names no field, or names one twice.

    Examples
    --------
    >>> parse_columns(["text=body", "source=outlet.name"])
    {'text': 'body', 'source': 'outlet.name'}
    """
    columns: dict[str, str] = {}
    for each in given:
        field, equals, column = (part.strip() for part in each.partition("="))
        if not equals or not column or field not in KNOWN:
            raise UsageError(
                f"{each!r} does not say which column holds what",
                remedy=f"write FIELD=COLUMN, such as text=body, with one of {', '.join(KNOWN)}",
            )
        if field in columns:
            raise UsageError(f"two columns for `{field}`", remedy="name one")
        columns[field] = column
    return columns


def mapped(record: Mapping[str, object], columns: Columns) -> Mapping[str, object]:
    """The record with its columns under the names of the fields.

    A column within an object is reached by a path: ``outlet.name`` of ``{"outlet": {"name": "Herald"}}``.
    """
    return {**record, **{field: _value(record, column) for field, column in columns.items()}} if columns else record


def _value(record: Mapping[str, object], column: str) -> object:
    if column in record:
        return record[column]
    value: object = record
    for name in column.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value
