"""Users' own tables, laid over those that ship.

A layer is a folder of tables in the form of `seeds/world`, in the folder that the setting ``KG_WORLD`` names. Layers
are read in the order of their names, after the tables that ship.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeAlias

from kg.errors import TableError
from kg.settings import load as settings
from kg.world.columns import FILES, LAYERED
from kg.world.tables import Row, read, read_all, refuse

Tables: TypeAlias = dict[str, list[Row]]

# Columns with several values, to which a later row adds.
_MANY = ("names", "adjectives")


def installed() -> list[Path]:
    """The folders of the layers that are in use, in the order in which they are read."""
    base = settings().world
    return sorted(p for p in base.iterdir() if p.is_dir() and not p.name.startswith(".")) if base.is_dir() else []


def version(layers: Sequence[Path]) -> str:
    """A hash of everything in these layers; empty for none."""
    total = hashlib.sha256()
    for path in (file for layer in layers for file in sorted(layer.glob("*.csv"))):
        total.update(f"{path.parent.name}/{path.name}".encode())
        total.update(path.read_bytes())
    return total.hexdigest()[:16] if layers else ""


def read_layer(layer: Path, table: str, *, wrong: Callable[[TableError], None] = refuse) -> list[Row]:
    """The rows of one table of a layer; none where it has no such table."""
    path = layer / f"{table}.csv"
    return (
        list(read(path, FILES[table][1], wrong=wrong, layer=layer.name)) if table in LAYERED and path.is_file() else []
    )


def laid(base: Path, table: str, layers: Sequence[Path]) -> Iterable[Row]:
    """The rows of a table that ships together with those of the layers, as one table.

    Raises
    ------
    TableError
        A table cannot be read.
    """
    pattern, columns = FILES[table]
    shipped = read_all(base, pattern, columns)
    over = [row for layer in layers for row in read_layer(layer, table)]
    if not over:
        return shipped
    return replaced([*shipped, *over]) if table == "terms" else merged([*shipped, *over])


def merged(rows: Iterable[Row]) -> list[Row]:
    """Entities, in which a row of a later layer adds its names to the row with its id, and fills what is empty there.

    Two rows of one layer with one id stay two, which is an error.
    """
    found: dict[str, Row] = {}
    twice = []
    for row in rows:
        other = found.get(row["id"])
        if other is None:
            found[row["id"]] = row
        elif row.layer and (row.layer != other.layer):
            found[row["id"]] = _added(other, row)
        else:
            twice.append(row)
    return [*found.values(), *twice]


def _added(row: Row, more: Row) -> Row:
    values = row.values | {column: row[column] or value for column, value in more.values.items()}
    for column in (c for c in _MANY if c in values):
        label = (more["label"],) if column == "names" and more["label"] != row["label"] else ()
        values[column] = "|".join(dict.fromkeys((*row.many(column), *label, *more.many(column))))
    if more.values.get("surname"):
        own = row.many("surname") or row["label"].split()[-1:]
        values["surname"] = "|".join(dict.fromkeys((*own, *more.many("surname"))))
    return replace(row, values=values)


def replaced(rows: Iterable[Row]) -> list[Row]:
    """Terms of office, of which a layer's takes the place of an earlier one that began on the same day.

    So a layer can end a term that is open in the tables that ship.
    """
    found: dict[object, Row] = {}
    for row in rows:
        key = (row["person"], row["office"], row["body"], _start(row))
        if row.layer and key in found and found[key].layer != row.layer:
            found[key] = row
        else:
            found.setdefault(key if key not in found else (row.name, row.line), row)
    return list(found.values())


def _start(row: Row) -> date | str:
    try:
        return row.span("start", "end")[0] or ""
    except TableError:
        return row["start"]
