"""The text of queries and updates."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice

import pyoxigraph as ox

from kg.namespaces import BASE, XSD
from kg.rdf import terms as t
from kg.store.patterns import Pattern

_DECLARED = re.compile(r"\A(?:\s+|#[^\n]*\n|(?:PREFIX\s+[^\s:]*:|BASE)\s*<[^>]*>)+", re.IGNORECASE)
_ORDERED = re.compile(r"\bORDER\s+BY\b[^{}]*\Z", re.IGNORECASE)
_NAMES = ("subject", "predicate", "object", "graph")
_OURS = f' FILTER(STRSTARTS(STR(?graph), "{BASE}"))'


def with_prefixes(sparql: str, prefixes: Mapping[str, str]) -> str:
    """A query with the prefixes that it uses and does not declare."""
    used = (f"PREFIX {name}: <{iri}>" for name, iri in prefixes.items() if f"{name}:" in sparql)
    return " ".join([*used, sparql])


def alike(patterns: Iterable[Pattern], at_once: int) -> Iterator[list[Pattern]]:
    """Patterns by what they ask for, so many at a time, each once."""
    by: dict[tuple[bool, ...], dict[Pattern, None]] = {}
    for each in patterns:
        by.setdefault(tuple(term is None for term in each), {})[each] = None
    for same in by.values():
        rest = iter(same)
        while some := list(islice(rest, at_once)):
            yield some


def asked(patterns: Sequence[Pattern], *, exact: bool) -> tuple[str, Pattern]:
    """A query for the quads of any of several patterns that ask for the same, and what all of them have in common.

    Parameters
    ----------
    exact : bool
        False asks for the text of the object besides, which servers that round numbers give in full.
    """
    shared = _shared(patterns)
    varying = [i for i, term in enumerate(patterns[0]) if term is not None and shared[i] is None]
    wanted = [f"?{name}" for name, term in zip(_NAMES, shared, strict=True) if term is None]
    if not exact and shared[2] is None:
        wanted.append("(STR(?object) AS ?text)")
    names = " ".join(f"?{_NAMES[i]}" for i in varying)
    rows = " ".join(f"({' '.join(str(each[i]) for i in varying)})" for each in patterns)
    values = f"VALUES ({names}) {{ {rows} }} " if varying else ""
    ours = "" if patterns[0][3] else _OURS
    return f"SELECT {' '.join(wanted) or '(1 AS ?there)'} {{ {values}{_where(shared)}{ours} }}", shared


def _shared(patterns: Sequence[Pattern]) -> Pattern:
    """The terms that are the same in all."""
    s, p, o, g = (column[0] if len(set(column)) == 1 else None for column in zip(*patterns, strict=True))
    return s, p, o, g


def subjects(given: Pattern) -> str:
    """A query for the subjects of a pattern alone."""
    return f"SELECT DISTINCT ?subject {{ {_where(given)}{'' if given[3] else _OURS} }}"


def _where(given: Pattern) -> str:
    s, p, o, g = (f"?{name}" if term is None else str(term) for name, term in zip(_NAMES, given, strict=True))
    return f"GRAPH {g} {{ {s} {p} {o} }}"


def quads(rows: Iterable[ox.QuerySolution], columns: Sequence[str], given: Pattern) -> Iterator[ox.Quad]:
    """The quads that the rows of such a query tell of."""
    at = [columns.index(name) if term is None else -1 for name, term in zip(_NAMES, given, strict=True)]
    text = columns.index("text") if "text" in columns else -1
    for row in rows:
        s, p, o, g = (row[i] if i >= 0 else term for i, term in zip(at, given, strict=True))
        if text >= 0 and isinstance(o, ox.Literal) and o.datatype.value == XSD + "double":
            full = row[text]
            o = ox.Literal(full.value, datatype=o.datatype) if isinstance(full, ox.Literal) else o
        yield ox.Quad(s, p, o, g)  # type: ignore[arg-type]


def paged(sparql: str, columns: Sequence[str]) -> tuple[str, str]:
    """A query for the number of rows of another, and that other, behind which ``LIMIT`` and ``OFFSET`` may go.

    Not sorted: Virtuoso sorts no more than a page, and nothing that has a long text beside it.
    """
    declared = _DECLARED.match(sparql)
    prologue, asked = (declared.group(), sparql[declared.end() :]) if declared else ("", sparql)
    asked = _ORDERED.sub("", asked)
    return f"{prologue} SELECT (COUNT(*) AS ?n) {{ {{ {asked} }} }}", prologue + asked


def changes(gone: Collection[ox.Quad], come: Collection[ox.Quad], at_once: int) -> Iterator[str]:
    """Updates that take quads out and put others in: one if they are few enough, else one for each part."""
    texts = (
        _data(verb, some)
        for verb, quads in (("DELETE", gone), ("INSERT", come))
        for some in _in_parts(quads, at_once, marks_last=verb == "INSERT")
    )
    if len(gone) + len(come) > at_once:
        yield from texts
    elif gone or come:
        yield " ;\n".join(texts)


def _data(verb: str, quads: Iterable[ox.Quad]) -> str:
    parts = [
        f"GRAPH {graph} {{\n" + "\n".join(f"{q.subject} {q.predicate} {q.object} ." for q in some) + "\n}"
        for graph, some in groupby(quads, key=lambda q: q.graph_name)
    ]
    return f"{verb} DATA {{\n" + "\n".join(parts) + "\n}"


def _in_parts(quads: Collection[ox.Quad], at_once: int, *, marks_last: bool) -> Iterator[list[ox.Quad]]:
    """Quads by so many, sorted; what says that an article is whole at the end or at the beginning."""

    def order(quad: ox.Quad) -> tuple[bool, str, str, str, str]:
        is_mark = quad.predicate == t.FINGERPRINT
        return is_mark is marks_last, str(quad.graph_name), str(quad.subject), str(quad.predicate), str(quad.object)

    ordered = iter(sorted(quads, key=order))
    while some := list(islice(ordered, at_once)):
        yield some
