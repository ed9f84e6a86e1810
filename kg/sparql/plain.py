"""Results as plain values of Python."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import pyoxigraph as ox

from kg.sparql.answers import answer
from kg.store import Store

_READ: Mapping[str, Callable[[str], int | float | bool]] = {
    "integer": int,
    "decimal": float,
    "double": float,
    "float": float,
    "boolean": lambda text: text in ("true", "1"),
}


def plain(store: Store, sparql: str) -> list[dict[str, Any]] | bool:
    """Run a query from outside.

    Returns
    -------
    list of dict, or bool
        SELECT: a row as {variable: str, int, float, bool or None}, dates as ISO text. ASK: True or False.
        CONSTRUCT and DESCRIBE: rows with subject, predicate and object.

    Raises
    ------
    QueryError
        If the query is malformed or not allowed.
    """
    found = answer(store, sparql, ("json", "ntriples"))
    if found.format == "ntriples":
        return [
            {"subject": _text(t.subject), "predicate": _text(t.predicate), "object": _text(t.object)}
            for t in ox.parse(found.body, format=ox.RdfFormat.N_TRIPLES)
        ]
    result = json.loads(found.body)
    if "boolean" in result:
        return bool(result["boolean"])
    columns = result["head"]["vars"]
    return [{c: _value(row.get(c)) for c in columns} for row in result["results"]["bindings"]]


def _value(term: dict[str, Any] | None) -> str | int | float | bool | None:
    """A term of SPARQL's JSON results."""
    if term is None:
        return None
    if term["type"] == "triple":
        return " ".join(str(_value(term["value"][part])) for part in ("subject", "predicate", "object"))
    read = _READ.get(str(term.get("datatype", "")).removeprefix("http://www.w3.org/2001/XMLSchema#"), str)
    return read(term["value"])


def _text(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    return str(term) if isinstance(term, ox.Triple) else term.value
