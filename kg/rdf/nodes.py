"""Reading: the properties of a subject, and what to do when one is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

import pyoxigraph as ox

from kg.errors import StoreError
from kg.rdf.terms import Object

Node: TypeAlias = Mapping[ox.NamedNode, list[Object]]
Lookup: TypeAlias = Callable[[str], Node]


def group(quads: Iterable[ox.Quad]) -> dict[str, Node]:
    """Quads by subject; blank nodes, which the project never writes, are left out."""
    nodes: dict[str, dict[ox.NamedNode, list[Object]]] = {}
    for quad in quads:
        if isinstance(quad.subject, ox.NamedNode):
            nodes.setdefault(quad.subject.value, defaultdict(list))[quad.predicate].append(quad.object)
    return dict(nodes)


def lookup(quads: Iterable[ox.Quad]) -> Lookup:
    """A `Lookup` over quads in memory."""
    nodes = group(quads)
    return lambda subject: nodes.get(subject, {})


def texts(node: Node, predicate: ox.NamedNode) -> list[str]:
    """Every value of a property: text of literals, IRI of nodes."""
    return [value(v) for v in node.get(predicate, ())]


def text(node: Node, predicate: ox.NamedNode) -> str | None:
    """The value of a property that may be absent."""
    values = node.get(predicate)
    return value(values[0]) if values else None


def needed(subject: str, node: Node, predicate: ox.NamedNode) -> str:
    """The value of a property that must be there.

    Raises
    ------
    StoreError
        If it is not.
    """
    found = text(node, predicate)
    if found is None:
        name = predicate.value.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
        raise StoreError(f"no {name!r} is stored", where=subject, remedy="build the store again")
    return found


def value(term: Object) -> str:
    """A term as text: the IRI of a node, the text of a literal."""
    if isinstance(term, ox.Triple):
        raise StoreError(f"a quoted triple where a value should be: {term}", remedy="build the store again")
    return term.value
