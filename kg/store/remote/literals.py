"""Literals as the embedded engine writes them, whatever the server made of them."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

import pyoxigraph as ox

from kg.namespaces import XSD

_DOUBLE, _BOOLEAN = XSD + "double", XSD + "boolean"
# Kinds that have several ways to be written.
_VARYING = frozenset(XSD + name for name in ("double", "float", "decimal", "boolean", "integer", "dateTime"))
_ANY = ox.NamedNode(XSD)


def canonical(quad: ox.Quad) -> ox.Quad:
    """A quad as the embedded engine would give it back."""
    said = quad.object
    if not isinstance(said, ox.Literal) or said.datatype.value not in _VARYING:
        return quad
    wanted = canonical_literal(said)
    return quad if wanted == said else ox.Quad(quad.subject, quad.predicate, wanted, quad.graph_name)


@lru_cache(maxsize=1 << 16)
def canonical_literal(literal: ox.Literal) -> ox.Literal:
    """A literal as the embedded engine would give it back: put in and taken out."""
    engine = ox.Store()
    engine.add(ox.Quad(_ANY, _ANY, literal))
    kept = next(engine.quads_for_pattern(None, None, None, None)).object
    assert isinstance(kept, ox.Literal)
    return kept


def canonical_table(table: bytes) -> bytes:
    """A table in JSON with its literals as the embedded engine would give them."""
    read = json.loads(table)
    for row in read.get("results", {}).get("bindings", ()):
        for term in row.values():
            _make_canonical(term)
    return json.dumps(read, ensure_ascii=False).encode()


def _make_canonical(term: dict[str, Any]) -> None:
    kind = term.get("datatype")
    if kind in _VARYING:
        term["value"] = canonical_literal(ox.Literal(str(term["value"]), datatype=ox.NamedNode(kind))).value
