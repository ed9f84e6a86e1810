"""Patterns of quads: subject, predicate, object and graph, of which None stands for anything."""

from __future__ import annotations

from typing import TypeAlias

import pyoxigraph as ox

Subject: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Triple
Term: TypeAlias = Subject | ox.Literal
Pattern: TypeAlias = tuple[Subject | None, ox.NamedNode | None, Term | None, ox.NamedNode | None]


def about(subject: str, predicate: ox.NamedNode | None = None, graph: ox.NamedNode | None = None) -> Pattern:
    """What is said of something."""
    return ox.NamedNode(subject), predicate, None, graph


def saying(predicate: ox.NamedNode, value: Term, graph: ox.NamedNode | None = None) -> Pattern:
    """Of what something is said."""
    return None, predicate, value, graph


def within(graph: str) -> Pattern:
    """Everything in a graph."""
    return None, None, None, ox.NamedNode(graph)
