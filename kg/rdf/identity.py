"""Where claims are placed, as quads of a graph of its own.

With it a new article can be taken in without reading all others. It follows from the claims and the corrections, and is
made anew where it is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.identity.copies import Sketch
from kg.identity.shelf import Place, number
from kg.namespaces import article_iri
from kg.rdf import terms as t


def place_quads(claim_id: str, place: Place, keys: Iterable[str]) -> Iterator[ox.Quad]:
    """A placed claim, with the keys under which it stands."""
    subject = ox.NamedNode(claim_id)
    yield ox.Quad(subject, t.JOINS, ox.NamedNode(place.founder), t.IDENTITY)
    if place.original:
        yield ox.Quad(subject, t.COPIED_FROM, ox.NamedNode(place.original), t.IDENTITY)
    for key in keys:
        yield ox.Quad(subject, t.BLOCK, ox.Literal(number(key)), t.IDENTITY)


def taken_in_quads(article_id: str, sketch: Sketch) -> Iterator[ox.Quad]:
    """That the claims of an article are placed, and the sketch of its words."""
    subject = ox.NamedNode(article_iri(article_id))
    yield ox.Quad(subject, t.CONSOLIDATED, ox.Literal(True), t.IDENTITY)
    yield ox.Quad(subject, t.SKETCH, ox.Literal(sketch.as_text()), t.IDENTITY)


def waiting_quads(article_id: str) -> Iterator[ox.Quad]:
    """That an article has been stored or removed since events were last consolidated."""
    yield ox.Quad(ox.NamedNode(article_iri(article_id)), t.WAITING, ox.Literal(True), t.IDENTITY)


def applied_quads(correction_id: str) -> Iterator[ox.Quad]:
    """That events follow a correction."""
    yield ox.Quad(ox.NamedNode(correction_id), t.APPLIED, ox.Literal(True), t.IDENTITY)
