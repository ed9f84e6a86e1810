"""The graph itself as RDF, a quad at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import pyoxigraph as ox

from kg.namespaces import PREFIXES
from kg.rdf import terms as t
from kg.store import Store

# These come first, the articles after them by name.
_FIRST = (t.VOCABULARY, t.WORLD, t.EVENTS)


def write_rdf(store: Store, out: BinaryIO, format: ox.RdfFormat, *, evidence: bool = True) -> None:
    """Write every graph of the store into a stream, which stays open.

    Parameters
    ----------
    format : RdfFormat
        One without named graphs (Turtle, N-Triples, RDF/XML) gets all graphs as one.
    evidence : bool
        False leaves out the articles with what each of them claims, and from the events what leads there: who did
        what with whom remains, and how many articles say so.
    """
    quads = _quads(store, evidence)
    statements = quads if format.supports_datasets else (quad.triple for quad in quads)
    ox.serialize(statements, output=out, format=format, prefixes=dict(PREFIXES))


def _quads(store: Store, evidence: bool) -> Iterator[ox.Quad]:
    named = {graph for graph in store.engine.named_graphs() if isinstance(graph, ox.NamedNode)}
    articles = sorted(named.difference(_FIRST), key=str) if evidence else []
    for quad in store.quads_in((*_FIRST, *articles)):
        if evidence or not _leads_to_articles(quad):
            yield quad


def _leads_to_articles(quad: ox.Quad) -> bool:
    return quad.graph_name == t.EVENTS and quad.predicate == t.HAS_CLAIM
