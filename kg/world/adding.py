"""Laying users' tables over those that ship: read, checked as a whole, and only then taken in."""

from __future__ import annotations

import csv
import os
import re
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kg.errors import NotFoundError, TableError, UsageError
from kg.resources import folder
from kg.settings import load as settings
from kg.world import World, load
from kg.world.check import Finding, check, unreadable
from kg.world.columns import FILES, LAYERED, NEEDED
from kg.world.layers import Tables, installed, laid
from kg.world.names import fold
from kg.world.tables import read

_NAME = re.compile(r"\w[\w.-]*\Z")


def named(name: str, *, replacing: bool = False) -> str:
    """The name, if a layer can have it.

    Raises
    ------
    UsageError
        It cannot be a folder's name, or a layer has it and is not to be replaced.
    """
    if not _NAME.match(name):
        raise UsageError(f"{name!r} cannot be a layer's name", remedy="use letters, digits, - and _: --name NAME")
    if not replacing and (settings().world / name).is_dir():
        raise UsageError(f"there is a layer {name!r} already", remedy="use --replace, or another --name")
    return name


def read_csv(path: Path, layer: str) -> tuple[Tables, list[Finding]]:
    """The rows of one table, which is recognised by its header, and what cannot be read of it.

    The columns are those of the shipped table of that kind; only those which name something must be there. Without a
    `source` the row's source is the file.
    """
    found: list[Finding] = []

    def wrong(error: TableError) -> None:
        found.append(replace(unreadable(error), file=path.name))

    try:
        table = _recognised(path)
    except TableError as error:
        return {}, [unreadable(error)]
    columns = FILES[table][1]
    needed = [column for column in NEEDED[table] if column != "source"]
    rows = []
    for row in read(path, needed, wrong=wrong, layer=layer):
        values = {column: row.values.get(column, "") for column in columns}
        rows.append(replace(row, file=Path(path.name), values=values | {"source": values["source"] or path.name}))
    return {table: rows}, found


def _recognised(path: Path) -> str:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            header = next(csv.reader(file), [])
    except UnicodeDecodeError as error:
        raise TableError(
            f"not UTF-8 at byte {error.start}", where=f"{path.name}:1", remedy="save it as UTF-8"
        ) from error
    fits = [table for table in LAYERED if set(NEEDED[table]) - {"source"} <= set(header) <= set(FILES[table][1])]
    by_name = [table for table in fits if path.stem.startswith(table)]
    if len(by_name or fits) == 1:
        return (by_name or fits)[0]
    if fits:
        raise TableError(
            f"this may be a table of {' or '.join(fits)}",
            where=f"{path.name}:1",
            remedy=f"add a column that only one of them has, or call the file {fits[0]}-{path.name}",
        )
    near = max(LAYERED, key=lambda table: len(set(header) & set(FILES[table][1])))
    odd = [column for column in header if column not in FILES[near][1]]
    lacks = [column for column in NEEDED[near] if column not in header and column != "source"]
    what = f"nearest are {near}"
    what += f", which have no column {', '.join(map(repr, odd))}" if odd else ""
    what += f", which need {', '.join(lacks)}" if lacks else ""
    raise TableError(
        f"the header is of no table: {what}",
        where=f"{path.name}:1",
        remedy=f"the columns of {near} are {','.join(FILES[near][1])}",
    )


def together(parts: Sequence[Tables]) -> Tables:
    """The rows of several files, table by table."""
    return {table: rows for table in LAYERED if (rows := [row for part in parts for row in part.get(table, ())])}


def wrong_with(offered: Tables, layer: str) -> list[Finding]:
    """What would be wrong if these rows were laid over the tables as the layer of that name."""
    base = folder("seeds") / "world"
    others = [path for path in installed() if path.name != layer]
    return sorted(set(check(base, others, offered)) - set(check(base, others)))


def without(offered: Tables, layer: str) -> tuple[Tables, list[Finding]]:
    """What is left of rows when those that are wrong are left out, and what was wrong with them.

    A row may be wrong because another is left out; so this looks until all is right. Who has lost every term of office
    is left out too.

    Raises
    ------
    TableError
        Something is wrong outside these rows, which leaving them out would not mend.
    """
    left_out: list[Finding] = []
    in_office = {row["person"] for row in offered.get("terms", ())}
    while found := wrong_with(offered, layer):
        kept = _right(offered, {(finding.file, finding.line) for finding in found})
        if kept == offered:
            raise TableError(found[0].what, where=f"{found[0].file}:{found[0].line}", remedy=found[0].remedy)
        offered, left_out = kept, left_out + found
    out = in_office - {row["person"] for row in offered.get("terms", ())}
    offered = offered | {"people": [row for row in offered.get("people", ()) if row["id"] not in out]}
    return {table: rows for table, rows in offered.items() if rows}, left_out


def _right(offered: Tables, places: set[tuple[str, int]]) -> Tables:
    """Without what stands in these places; a term before its person, who may have others."""
    terms = {(row.name, row.line) for row in offered.get("terms", ())}
    out = {table: places - terms if table == "people" else places for table in offered}
    return {table: [r for r in rows if (r.name, r.line) not in out[table]] for table, rows in offered.items()}


def others(layer: str) -> World:
    """The world without the layer of that name."""
    return load([path for path in installed() if path.name != layer])


def common_words() -> frozenset[str]:
    """Folded words that must not be somebody's only name."""
    return frozenset(fold(row["word"]) for row in laid(folder("seeds") / "world", "common_words", ()))


def save(offered: Tables, layer: str) -> Path:
    """Write a layer, whole or not at all; one of the same name is replaced. Check it before."""
    target = settings().world / layer
    draft = target.with_name(f".{layer}.{os.getpid()}")
    draft.mkdir(parents=True)
    try:
        for table, rows in offered.items():
            with (draft / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, FILES[table][1], lineterminator="\n")
                writer.writeheader()
                writer.writerows(row.values for row in rows)
        if target.is_dir():
            shutil.rmtree(target)
        draft.rename(target)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return target


def remove(layer: str) -> None:
    """Take a layer away.

    Raises
    ------
    NotFoundError
        There is no such layer.
    TableError
        Another layer's rows need it; then it stays.
    """
    path = next((p for p in installed() if p.name == layer), None)
    if path is None:
        known = ", ".join(p.name for p in installed()) or "there is none"
        raise NotFoundError(f"no layer is called {layer!r}", remedy=f"layers: {known}")
    base = folder("seeds") / "world"
    others = [p for p in installed() if p != path]
    torn = sorted(set(check(base, others)) - set(check(base, [*others, path])))
    if torn:
        first = torn[0]
        raise TableError(
            f"without {layer}: {first.what}",
            where=f"{first.file}:{first.line}",
            remedy=f"remove {first.file.split('/')[0]} first",
        )
    shutil.rmtree(path)


def counts(path: Path) -> dict[str, int]:
    """How many rows each table of a layer has."""
    return {
        table: sum(1 for _ in read(path / f"{table}.csv", (), wrong=_ignored))
        for table in LAYERED
        if (path / f"{table}.csv").is_file()
    }


def _ignored(error: TableError) -> None:
    """A layer that is damaged is listed all the same, so that it can be removed."""
