"""A reading as SPARQL over the graph of events, for the engine to run and for people to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.questions.patterns import conditions
from kg.questions.reading import Reading
from kg.questions.slots import TIME_IF_KNOWN, WHAT, slots

# Columns whose values are entities; each has its label beside it.
_ENTITIES = frozenset(("who", "whom", "where", "topic"))


@dataclass(frozen=True, slots=True)
class Query:
    """A query, the columns of its answer, and another query for the events behind its rows."""

    text: str
    columns: tuple[str, ...]
    events: str


def query(reading: Reading) -> Query:
    """The SPARQL of a reading."""
    parts = _parts(reading)
    if reading.order in ("first", "last") and reading.ask == "rows":
        parts = [_extreme(reading, parts), *slots(reading)]
    events = _write("SELECT DISTINCT ?event", parts, "ORDER BY ?event")
    if reading.ask == "did":
        return Query(_write("ASK", parts), ("answer",), events)
    if reading.ask == "times":
        return Query(_write("SELECT (COUNT(DISTINCT ?event) AS ?times)", parts), ("times",), events)
    if reading.ask == "number":
        counted = reading.opens[0].column
        return Query(_write(f"SELECT (COUNT(DISTINCT ?{counted}) AS ?number)", parts), ("number",), events)
    text, columns = _rows(reading, parts)
    return Query(text, columns, events)


def _parts(reading: Reading) -> list[str]:
    """Conditions and slots; those who hold an office by the word of an article only are asked for beside the others."""
    strangers = [o for o in reading.opens if o.kind.strangers]
    if not strangers:
        return [conditions(reading), *slots(reading)]
    by_tables = tuple(replace(o, kind=replace(o.kind, strangers=())) for o in reading.opens)
    both = (replace(reading, opens=by_tables), reading)
    branches = ("\n".join(["{", *_indented([conditions(r), *slots(r)]), "}"]) for r in both)
    return [" UNION ".join(branches)]


def _rows(reading: Reading, parts: list[str]) -> tuple[str, tuple[str, ...]]:
    columns = tuple(o.column for o in reading.opens)
    if "event" in columns:
        head = "SELECT DISTINCT ?day ?when ?what ?event"
        return _write(head, [*parts, WHAT, TIME_IF_KNOWN], "ORDER BY ?day ?event"), ("when", "what", "event")
    if "whom" in columns:
        columns = ("who", "whom", *(c for c in columns if c not in ("who", "whom", "when")), "when")
        head = f"SELECT DISTINCT ?event ?day {_names(columns)}"
        tail = "ORDER BY ?day ?event ?whoLabel ?whomLabel"
        return _write(head, [*parts, TIME_IF_KNOWN, *_labels(columns)], tail), columns
    if reading.order == "most" and columns == ("who",):
        return _most(parts), ("who", "times")
    order = "MIN(?day)" if columns[0] == "when" else "DESC(COUNT(DISTINCT ?event))"
    bound = f"HAVING (COUNT(DISTINCT ?event) > {reading.more_than}) " if reading.more_than is not None else ""
    names = _names(columns)
    tail = f"GROUP BY {names} {bound}ORDER BY {order} {names}"
    return _write(f"SELECT {names}", [*parts, *_labels(columns)], tail), columns


def _most(parts: list[str]) -> str:
    """Those with the highest number of events, however many they are."""
    counted = f"{{ {_write('SELECT ?who (COUNT(DISTINCT ?event) AS ?times)', parts, 'GROUP BY ?who')} }}"
    highest = f"{{ {_write('SELECT (MAX(?times) AS ?most)', [counted])} }}"
    rest = [highest, counted, "FILTER(?times = ?most)", *_labels(("who",))]
    return _write("SELECT ?who ?whoLabel ?times", rest, "ORDER BY ?whoLabel")


def _extreme(reading: Reading, parts: list[str]) -> str:
    """The first or last of the events."""
    direction = "?day" if reading.order == "first" else "DESC(?day)"
    tail = f"GROUP BY ?event ?day ORDER BY {direction} ?event LIMIT 1"
    dated = [*parts, "?event kg:earliest ?day ."]
    return f"{{ {_write('SELECT ?event', dated, tail)} }}"


def _write(head: str, parts: Iterable[str], tail: str = "") -> str:
    return "\n".join([f"{head} {{", *_indented(parts), f"}} {tail}".rstrip()])


def _indented(parts: Iterable[str]) -> list[str]:
    return [f"  {line}" for part in parts for line in part.split("\n")]


def _names(columns: Iterable[str]) -> str:
    return " ".join(f"?{c} ?{c}Label" if c in _ENTITIES else f"?{c}" for c in columns)


def _labels(columns: Iterable[str]) -> Iterator[str]:
    for column in columns:
        if column in _ENTITIES:
            yield f"OPTIONAL {{ ?{column} rdfs:label ?{column}Label }}"
