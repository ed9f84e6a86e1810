"""The text of queries and updates."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from typing import TypeAlias

import pyoxigraph as ox

from kg.namespaces import BASE, XSD
from kg.rdf import terms as t

_DECLARED = re.compile(r"\A(?:\s+|#[^\n]*\n|(?:PREFIX\s+[^\s:]*:|BASE)\s*<[^>]*>)+", re.IGNORECASE)
_ORDERED = re.compile(r"\bORDER\s+BY\b[^{}]*\Z", re.IGNORECASE)
_NAMES = ("subject", "predicate", "object", "graph")

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Pattern: TypeAlias = tuple[Term | None, ox.NamedNode | None, Term | None, ox.NamedNode | None]


def with_prefixes(sparql: str, prefixes: Mapping[str, str]) -> str:
    """A query with the prefixes that it uses and does not declare."""
    used = (f"PREFIX {name}: <{iri}>" for name, iri in prefixes.items() if f"{name}:" in sparql)
    return " ".join([*used, sparql])


def pattern(
    subject: Term | None,
    predicate: ox.NamedNode | None,
    object_: Term | None,
    graph: ox.NamedNode | None,
    *,
    exact: bool,
    among: Iterable[Term | None] = (),
) -> str:
    """A query for the quads of a pattern: what is not given as variables of those names.

    Parameters
    ----------
    exact : bool
        False asks for the text of the object besides, which servers that round numbers give in full.
    among : iterable of Term
        The subjects that count; by default all.
    """
    given = (subject, predicate, object_, graph)
    wanted = [f"?{name}" for name, term in zip(_NAMES, given, strict=True) if term is None]
    if not exact and object_ is None:
        wanted.append("(STR(?object) AS ?text)")
    subjects = " ".join(map(str, among))
    values = f"VALUES ?subject {{ {subjects} }} " if subjects else ""
    return f"SELECT {' '.join(wanted) or '(1 AS ?there)'} {{ {values}{_where(given)} }}"


def subjects(
    subject: Term | None, predicate: ox.NamedNode | None, object_: Term | None, graph: ox.NamedNode | None
) -> str:
    """A query for the subjects alone."""
    return f"SELECT DISTINCT ?subject {{ {_where((subject, predicate, object_, graph))} }}"


def _where(given: Pattern) -> str:
    s, p, o, g = (f"?{name}" if term is None else str(term) for name, term in zip(_NAMES, given, strict=True))
    ours = "" if given[3] else f' FILTER(STRSTARTS(STR(?graph), "{BASE}"))'
    return f"GRAPH {g} {{ {s} {p} {o} }}{ours}"


def of_graphs(graphs: Iterable[ox.NamedNode]) -> str:
    """The same for everything in several graphs."""
    names = " ".join(map(str, graphs))
    where = "GRAPH ?graph { ?subject ?predicate ?object }"
    return f"SELECT ?subject ?predicate ?object ?graph {{ VALUES ?graph {{ {names} }} {where} }}"


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
