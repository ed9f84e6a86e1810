"""A reading as SPARQL over the graph of events, for the engine to run and for people to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.questions.patterns import conditions
from kg.questions.reading import Reading
from kg.questions.slots import TIME_IF_KNOWN, WHAT, slots, themselves

# Columns whose values are entities; each has its label beside it in the query.
ENTITIES = frozenset(("who", "whom", "where", "country", "topic"))
_EVENTS = "COUNT(DISTINCT ?event)"
_COUNTERPARTS = "COUNT(DISTINCT ?whom)"


@dataclass(frozen=True, slots=True)
class Query:
    """A query, the columns of its answer, and another query for the events behind its rows."""

    text: str
    columns: tuple[str, ...]
    events: str


def query(reading: Reading) -> Query:
    """The SPARQL of a reading."""
    if reading.also or reading.but_not:
        return _joined(reading)
    parts = _parts(reading)
    if reading.order in ("first", "last"):
        parts = [_extreme(reading, parts), *parts]
    events = _write("SELECT DISTINCT ?event", [*parts, *_chosen(reading, parts)], "ORDER BY ?event")
    if reading.ask == "did":
        return Query(_did(reading, parts), ("answer",), events)
    if reading.ask == "times":
        return Query(_write(f"SELECT ({_EVENTS} AS ?times)", parts), ("times",), events)
    if reading.ask == "number":
        column = reading.opens[0].column
        counted = [f"{{ {_bounded(reading, parts, (column,))} }}"] if _bounds(reading) else parts
        return Query(_write(f"SELECT (COUNT(DISTINCT ?{column}) AS ?number)", counted), ("number",), events)
    text, columns = _rows(reading, parts)
    return Query(text, columns, events)


def _parts(reading: Reading) -> list[str]:
    """Conditions and slots; what may hold instead beside them.

    Those who hold an office by the word of an article only are asked for beside those of whom a table tells it.
    """
    branches: list[Reading] = []
    for each in (replace(reading, either=()), *reading.either):
        if any(o.kind.strangers for o in each.opens):
            by_tables = tuple(replace(o, kind=replace(o.kind, strangers=())) for o in each.opens)
            branches.append(replace(each, opens=by_tables))
        branches.append(each)
    if len(branches) == 1:
        return [conditions(reading), *slots(reading)]
    return [" UNION ".join("\n".join(["{", *_indented([conditions(r), *slots(r)]), "}"]) for r in branches)]


def _did(reading: Reading, parts: list[str]) -> str:
    tests = _bounds(reading, "?times")
    if not tests:
        return _write("ASK", parts)
    return _write("ASK", [f"{{ {_write(f'SELECT ({_EVENTS} AS ?times)', parts)} }}", f"FILTER({tests})"])


def _rows(reading: Reading, parts: list[str]) -> tuple[str, tuple[str, ...]]:
    columns = tuple(o.column for o in reading.opens)
    if "event" in columns:
        head = "SELECT DISTINCT ?day ?when ?what ?event"
        return _write(head, [*parts, WHAT, TIME_IF_KNOWN], "ORDER BY ?day ?event"), ("when", "what", "event")
    if reading.counted:
        columns = tuple(c for c in columns if c != "whom")
    if reading.order in ("most", "least"):
        return _most(reading, parts, columns), (*columns, "number" if reading.counted else "times")
    if reading.counted:
        inner = _bounded(reading, parts, columns, f"({_COUNTERPARTS} AS ?number)")
        tail = f"ORDER BY DESC(?number) {_names(columns)}"
        return _write(f"SELECT {_names(columns)} ?number", [f"{{ {inner} }}", *_labels(columns)], tail), (
            *columns,
            "number",
        )
    if "whom" in columns:
        columns = ("who", "whom", *(c for c in columns if c not in ("who", "whom", "when")), "when")
        head = f"SELECT DISTINCT ?event ?day {_names(columns)}"
        tail = "ORDER BY ?day ?event ?whoLabel ?whomLabel"
        return _write(head, [*parts, TIME_IF_KNOWN, *_labels(columns)], tail), columns
    order = "MIN(?day)" if columns[0] in ("when", "year", "month") else f"DESC({_EVENTS})"
    having = f"HAVING ({_bounds(reading)}) " if _bounds(reading) else ""
    names = _names(columns)
    tail = f"GROUP BY {names} {having}ORDER BY {order} {names}"
    return _write(f"SELECT {names}", [*parts, *_labels(columns)], tail), columns


def _most(reading: Reading, parts: list[str], columns: tuple[str, ...]) -> str:
    """Those with the highest number, or the lowest, however many share it."""
    number = "number" if reading.counted else "times"
    counted = _ranked(reading, parts, columns, number)
    return _write(
        f"SELECT {_names(columns)} ?{number}",
        [*counted, *_labels(columns)],
        f"ORDER BY {'DESC' if reading.order == 'most' else 'ASC'}(?{number}) {_shown(columns)}",
    )


def _ranked(reading: Reading, parts: list[str], columns: tuple[str, ...], number: str) -> list[str]:
    fillers = _variables(columns)
    head = f"SELECT {fillers} ({_COUNTERPARTS if reading.counted else _EVENTS} AS ?{number})"
    counted = f"{{ {_write(head, parts, f'GROUP BY {fillers}')} }}"
    most, way, test = ("MIN", "DESC", ">=") if reading.order == "most" else ("MAX", "ASC", "<=")
    best = f"{{ {_write(f'SELECT ?{number}', [counted], f'ORDER BY {way}(?{number}) LIMIT {reading.top}')} }}"
    limit = f"{{ {_write(f'SELECT ({most}(?{number}) AS ?limit)', [best])} }}"
    return [limit, counted, f"FILTER(?{number} {test} ?limit)"]


def _bounded(reading: Reading, parts: list[str], columns: tuple[str, ...], more: str = "") -> str:
    """The fillers that have as many as is asked for."""
    fillers = _variables(columns)
    having = f" HAVING ({_bounds(reading)})" if _bounds(reading) else ""
    return _write(f"SELECT {fillers} {more}".rstrip(), parts, f"GROUP BY {fillers}{having}")


def _bounds(reading: Reading, number: str = "") -> str:
    number = number or (_COUNTERPARTS if reading.counted else _EVENTS)
    tests = [f"{number} > {reading.more_than}"] if reading.more_than is not None else []
    tests += [f"{number} < {reading.fewer_than}"] if reading.fewer_than is not None else []
    return " && ".join(tests)


def _chosen(reading: Reading, parts: list[str]) -> list[str]:
    """The fillers of the answer's rows, where the number of their events chooses them."""
    columns = tuple(o.column for o in reading.opens if not (reading.counted and o.column == "whom"))
    if not columns or "event" in columns or reading.ask not in ("rows", "number"):
        return []
    if reading.order in ("most", "least"):
        inner = _ranked(reading, parts, columns, "times")
        return [f"{{ {_write(f'SELECT {_variables(columns)}', inner)} }}"]
    return [f"{{ {_bounded(reading, parts, columns)} }}"] if _bounds(reading) else []


def _extreme(reading: Reading, parts: list[str]) -> str:
    """The first or last of the events: all of that day, or as many as are asked for."""
    dated = [*parts, "?event kg:earliest ?at ."]
    if reading.top > 1:
        way = "?at" if reading.order == "first" else "DESC(?at)"
        tail = f"GROUP BY ?event ?at ORDER BY {way} ?event LIMIT {reading.top}"
        return f"{{ {_write('SELECT ?event', dated, tail)} }}"
    edge = "MIN" if reading.order == "first" else "MAX"
    return f"{{ {_write(f'SELECT ({edge}(?at) AS ?edge)', dated)} }}\n?event kg:earliest ?edge ."


def _joined(reading: Reading) -> Query:
    """Who did several things, or one thing and not another, each told of by events of its own."""
    alone = replace(reading, also=(), but_not=())
    if reading.ask == "did":
        both = [alone, *reading.also]
        asked = [
            f"{{ {_write(f'SELECT (COUNT(?event) AS ?n{n})', _parts(r))} }}\nFILTER(?n{n} > 0)"
            for n, r in enumerate(both, 1)
        ]
        found = " UNION ".join("\n".join(["{", *_indented(_parts(r)), "}"]) for r in both)
        return Query(_write("ASK", asked), ("answer",), _write("SELECT DISTINCT ?event", [found], "ORDER BY ?event"))
    column = reading.opens[0].column
    fillers = [_write(f"SELECT DISTINCT ?{column}", _parts(r)) for r in (alone, *reading.also)]
    chosen = [f"{{ {f} }}" for f in fillers]
    for other in reading.but_not:
        chosen.append(f"MINUS {{ {_write(f'SELECT DISTINCT ?{column}', _parts(other))} }}")
        chosen += themselves(other.participants) if column == "who" else []
    found = " UNION ".join("\n".join(["{", *_indented(_parts(r)), "}"]) for r in (alone, *reading.also))
    events = _write("SELECT DISTINCT ?event", [*chosen, found], "ORDER BY ?event")
    if reading.ask == "number":
        return Query(_write(f"SELECT (COUNT(DISTINCT ?{column}) AS ?number)", chosen), ("number",), events)
    names = _names((column,))
    text = _write(f"SELECT DISTINCT {names}", [*chosen, *_labels((column,))], f"ORDER BY {names.split()[-1]}")
    return Query(text, (column,), events)


def _write(head: str, parts: Iterable[str], tail: str = "") -> str:
    return "\n".join([f"{head} {{", *_indented(parts), f"}} {tail}".rstrip()])


def _indented(parts: Iterable[str]) -> list[str]:
    return [f"  {line}" for part in parts for line in part.split("\n")]


def _variables(columns: Iterable[str]) -> str:
    return " ".join(f"?{c}" for c in columns)


def _names(columns: Iterable[str]) -> str:
    return " ".join(f"?{c} ?{c}Label" if c in ENTITIES else f"?{c}" for c in columns)


def _shown(columns: Iterable[str]) -> str:
    return " ".join(f"?{c}Label" if c in ENTITIES else f"?{c}" for c in columns)


def _labels(columns: Iterable[str]) -> Iterator[str]:
    for column in columns:
        if column in ENTITIES:
            yield f"OPTIONAL {{ ?{column} rdfs:label ?{column}Label }}"
