"""Checking the tables of the world: everything that is wrong with them at once, row by row."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import TableError
from kg.world.columns import ENTITIES, FILES, NEEDED
from kg.world.containment import circles
from kg.world.layers import Tables, merged, read_layer, replaced
from kg.world.names import fold, words
from kg.world.overlaps import overlaps
from kg.world.tables import Row, read_all

# What a cell may hold: the ids of these tables.
_REFERENCES = (
    ("offices", "countries", ("states", "organisations")),
    ("offices", "except", ("states", "organisations")),
    ("organisations", "country", ("states",)),
    ("places", "country", ("states",)),
    ("places", "within", ("places",)),
    ("topics", "place", ("places", "states")),
    ("people", "country", ("states", "organisations")),
    ("terms", "person", ("people",)),
    ("terms", "office", ("offices",)),
    ("terms", "about", ("states", "places", "topics", "organisations")),
    ("terms", "body", ("states", "organisations")),
    *((table, "source", ("sources",)) for table in (*ENTITIES, "terms")),
)
_CHOICES = (
    ("states", "executive", ("head_of_state", "head_of_government", "")),
    ("states", "spelling", ("varied", "whole", "")),
    ("organisations", "kind", ("organisation", "group")),
    ("places", "kind", tuple("region city sea strait river base border camp venue disputed continent".split())),
    ("topics", "kind", tuple("conflict war treaty process format resolution programme".split())),
    ("people", "gender", ("m", "f", "")),
    ("terms", "status", ("", "acting", "rival")),
)
_NAMES = {
    "states": "label names adjectives demonyms capital metonyms",
    "organisations": "label names adjectives",
    "places": "label names",
    "topics": "label names",
    "people": "label names surname",
}
_QID = re.compile(r"Q[1-9]\d*\Z")


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that is wrong with a table.

    Parameters
    ----------
    file, line : str, int
        Where; line 1 is the header, and stands for the whole table too.
    value : str
        What the table says there.
    what, remedy : str
        What is wrong with it, and what to do.
    """

    file: str
    line: int
    value: str
    what: str
    remedy: str


def check(path: Path, layers: Sequence[Path] = (), offered: Tables | None = None) -> list[Finding]:
    """Everything that is wrong with the tables in a folder, by file and line.

    Where loading stops at the first wrong row, this goes on to the last: rows that cannot be read, empty
    cells, sources, states, bodies, people, places and offices that no table has, ids, labels and Wikidata
    ids used twice, dates out of order, coordinates out of range, names that are common words, two people
    in one office at one time, and places that lie within each other.

    Parameters
    ----------
    layers : sequence of Path
        Folders of users' layers, laid over the tables.
    offered : dict of str to list of Row, optional
        Rows of one more layer, laid over these.
    """
    found: list[Finding] = []

    def wrong(error: TableError) -> None:
        found.append(unreadable(error))

    tables: Tables = {}
    for name, (pattern, columns) in FILES.items():
        tables[name] = list(read_all(path, pattern, columns, wrong=wrong))
        tables[name] += [row for layer in layers for row in read_layer(layer, name, wrong=wrong)]
        tables[name] += (offered or {}).get(name, ())
    for part in (
        _needed, _ids, _labels, _wikidata, _references, _choices, _dates, _coordinates, _names, _overlaps, _circles,
    ):  # fmt: skip
        found.extend(part(tables))
    return sorted(set(found))


def unreadable(error: TableError) -> Finding:
    """What stopped a row, or a whole table, from being read."""
    file, line = str(error.where).rsplit(":", 1)
    return Finding(file, int(line), "", error.what, error.remedy or "")


def _finding(row: Row, value: str, what: str, remedy: str) -> Finding:
    return Finding(row.name, row.line, value, what, remedy)


def _tried(row: Row, value: str, read: Callable[[], object]) -> Iterator[Finding]:
    try:
        read()
    except TableError as error:
        yield _finding(row, value, error.what, error.remedy or "")


def _needed(tables: Tables) -> Iterator[Finding]:
    for table, columns in NEEDED.items():
        for row in tables[table]:
            for column in columns:
                if not row[column]:
                    yield _finding(row, "", f"{column} is empty", f"give a value in the column {column}")


def _twice(rows: list[Row], column: str, what: str, remedy: str) -> Iterator[Finding]:
    first: dict[str, Row] = {}
    for row in rows:
        other = first.setdefault(row[column], row)
        if other is not row and row[column] and not _adds(row, other):
            yield _finding(row, row[column], f"{what} is that of {other.name}:{other.line} too", remedy)


def _adds(row: Row, other: Row) -> bool:
    """Does a row of a layer only tell more of what another table has?"""
    return (
        row.layer != other.layer
        and row.values.get("id") == other.values.get("id")
        and row.values.keys() == (other.values.keys())
    )


def _ids(tables: Tables) -> Iterator[Finding]:
    remedy = "keep the better row, or choose another id"
    for table in ("sources", "bodies", "places", "topics", "people"):
        yield from _twice(tables[table], "id", "the id", remedy)
    # Terms of office name states and organisations by one set of ids.
    yield from _twice([*tables["states"], *tables["organisations"]], "id", "the id", remedy)
    yield from _twice(tables["common_words"], "word", "the word", "delete one of them")


def _labels(tables: Tables) -> Iterator[Finding]:
    """Two of a kind with one label, unless the id of one is the other's and a mark (Soe_Win, Soe_Win_1960)."""
    for table in ENTITIES:
        first: dict[str, Row] = {}
        for row in tables[table]:
            other = first.setdefault(fold(row["label"]), row)
            if other is row or row["id"].startswith(other["id"]) or other["id"].startswith(row["id"]):
                continue
            yield _finding(
                row,
                row["label"],
                f"the label is that of {other.name}:{other.line} too",
                f"keep the better row; if they are two, begin the second one's id with {other['id']}_",
            )


def _wikidata(tables: Tables) -> Iterator[Finding]:
    rows = [row for table in ENTITIES for row in tables[table]]
    yield from _twice(rows, "wikidata", "the Wikidata id", "find out which of the two it is")
    for row in rows:
        if row["wikidata"] and not _QID.match(row["wikidata"]):
            yield _finding(row, row["wikidata"], "not a Wikidata id", "write Q and a number, or nothing")
    for table in ENTITIES:
        yield from _another(tables[table])


def _another(rows: list[Row]) -> Iterator[Finding]:
    """Rows of a layer that have the id of somebody else."""
    first: dict[str, Row] = {}
    for row in rows:
        other = first.setdefault(row["id"], row)
        if row["wikidata"] and other["wikidata"] and row["wikidata"] != other["wikidata"] and _adds(row, other):
            yield _finding(
                row,
                row["wikidata"],
                f"{row['id']} is {other['wikidata']} in {other.name}:{other.line}",
                f"if they are two, choose another id, which begins with {row['id']}_",
            )


def _references(tables: Tables) -> Iterator[Finding]:
    for table, column, targets in _REFERENCES:
        known = {row["id"] for target in targets for row in tables[target]}
        files = " or ".join(FILES[target][0] for target in targets)
        for row in tables[table]:
            for value in row.many(column):
                # A layer's source is its own affair.
                if value not in known and not (row.layer and column == "source"):
                    yield _finding(row, value, f"unknown {column} {value!r}", f"use an id of {files}, or add it there")


def _choices(tables: Tables) -> Iterator[Finding]:
    for table, column, allowed in _CHOICES:
        for row in tables[table]:
            yield from _tried(row, row[column], lambda: row.one_of(column, allowed))  # noqa: B023 - called at once


def _dates(tables: Tables) -> Iterator[Finding]:
    for table in ("states", "topics", "terms"):
        for row in tables[table]:
            yield from _tried(row, f"{row['start']}/{row['end']}", lambda: row.span("start", "end"))  # noqa: B023


def _coordinates(tables: Tables) -> Iterator[Finding]:
    for table in ("states", "places"):
        for row in tables[table]:
            for column, limit in (("lat", 90), ("lon", 180)):
                yield from _tried(row, row[column], lambda: row.number(column, -limit, limit))  # noqa: B023


def _names(tables: Tables) -> Iterator[Finding]:
    """Names of one common word: "May" alone is a month more often than a prime minister."""
    common = {fold(row["word"]) for row in tables["common_words"]}
    for table, columns in _NAMES.items():
        for row in tables[table]:
            written = [name for column in columns.split() for name in row.many(column)]
            if table == "people" and not row["surname"]:
                written += row["label"].split()[-1:]
            for name in dict.fromkeys(written):
                # An acronym is found in capitals only, so that the WHO is not every "who".
                if len(words(name)) == 1 and fold(name) in common and not name.isupper():
                    yield _finding(
                        row, name, "the name is a common word", 'write it with a title or a first name ("Mrs May")'
                    )


def _overlaps(tables: Tables) -> Iterator[Finding]:
    for overlap in overlaps(replaced(tables["terms"])):
        # Of a table that ships and a layer it is the layer that can be changed.
        first, second = sorted((overlap.first, overlap.second), key=lambda row: bool(row.layer))
        yield _finding(
            second,
            second["person"],
            f"{second['office']} of {second['body']} at the same time as {first['person']} "
            f"({first.name}:{first.line}), from {overlap.since} on",
            "correct a date, "
            + ("end the other's term by a row with its start and an end, " if second.layer else "")
            + "or give one of them the status acting or rival",
        )


def _circles(tables: Tables) -> Iterator[Finding]:
    for row, circle in circles(merged(tables["places"])):
        yield _finding(
            row,
            row["within"],
            f"{row['id']} lies within itself: {' in '.join((*circle, circle[0]))}",
            "empty the cell `within` of the largest of them, or correct it",
        )
