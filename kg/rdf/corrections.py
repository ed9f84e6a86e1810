"""What people have put right, as quads of a graph of its own, and back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import pyoxigraph as ox

from kg.identity.corrections import Change, Correction
from kg.rdf import terms as t
from kg.rdf.nodes import Node, needed, texts


def correction_quads(correction: Correction) -> Iterator[ox.Quad]:
    """A correction."""
    subject = ox.NamedNode(correction.id)
    said: list[tuple[ox.NamedNode, t.Object]] = [
        (t.A, t.CORRECTION),
        (t.CHANGE, ox.Literal(correction.change)),
        (t.WHY, ox.Literal(correction.why)),
        (t.BY, ox.Literal(correction.by)),
        (t.GENERATED_AT, t.moment(correction.at)),
        *((t.ABOUT, ox.NamedNode(iri)) for iri in correction.about),
        *((t.APART_FROM, ox.NamedNode(iri)) for iri in correction.apart_from),
    ]
    for predicate, found in said:
        yield ox.Quad(subject, predicate, found, t.CORRECTIONS)


def read_correction(iri: str, node: Node) -> Correction:
    """A correction back."""
    return Correction(
        id=iri,
        change=cast(Change, needed(iri, node, t.CHANGE)),
        about=frozenset(texts(node, t.ABOUT)),
        apart_from=frozenset(texts(node, t.APART_FROM)),
        why=needed(iri, node, t.WHY),
        by=needed(iri, node, t.BY),
        at=needed(iri, node, t.GENERATED_AT),
    )
