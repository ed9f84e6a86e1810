"""The ontology as quads of the vocabulary graph."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg.ontology import VOCABULARY_FILES
from kg.rdf import terms as t
from kg.resources import folder


def vocabulary_quads() -> Iterator[ox.Quad]:
    """The project's terms and PLOVER's event types; the shapes stay outside."""
    for name in VOCABULARY_FILES:
        for triple in ox.parse(path=folder("ontology") / name, format=ox.RdfFormat.TURTLE):
            yield ox.Quad(triple.subject, triple.predicate, triple.object, t.VOCABULARY)
