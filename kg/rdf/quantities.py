"""The numbers of a claim as quads, and back."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg.model import Claim, Quantity
from kg.rdf import terms as t
from kg.rdf.nodes import Lookup, Node, needed, text, texts


def quantity_quads(claim: Claim, graph: ox.NamedNode) -> Iterator[ox.Quad]:
    """A node for each number that a claim tells; one that is exact has a value, any other what bounds it has."""
    for position, each in enumerate(claim.quantities, start=1):
        node = ox.NamedNode(f"{claim.id}#number-{position}")
        yield ox.Quad(ox.NamedNode(claim.id), t.QUANTITY, node, graph)
        yield ox.Quad(node, t.A, t.QUANTITATIVE_VALUE, graph)
        yield ox.Quad(node, t.COUNTED, ox.Literal(each.counted), graph)
        exact = each.low if each.low == each.high and not each.hedged else None
        for predicate, number in ((t.MIN_VALUE, each.low), (t.MAX_VALUE, each.high), (t.VALUE, exact)):
            if number is not None:
                yield ox.Quad(node, predicate, ox.Literal(number), graph)
        if each.hedged:
            yield ox.Quad(node, t.HEDGED, ox.Literal(True), graph)
        if each.unit is not None:
            yield ox.Quad(node, t.UNIT_TEXT, ox.Literal(each.unit), graph)
        yield ox.Quad(node, t.QUOTE_START, ox.Literal(each.start), graph)
        yield ox.Quad(node, t.QUOTE_END, ox.Literal(each.end), graph)


def read_quantities(node: Node, look: Lookup) -> tuple[Quantity, ...]:
    """The numbers of a claim back, in their order."""
    numbered = sorted(texts(node, t.QUANTITY), key=lambda iri: int(iri.rpartition("-")[2]))
    return tuple(_quantity(iri, look(iri)) for iri in numbered)


def _quantity(iri: str, node: Node) -> Quantity:
    low, high = text(node, t.MIN_VALUE), text(node, t.MAX_VALUE)
    return Quantity(
        counted=needed(iri, node, t.COUNTED),
        low=int(low) if low is not None else None,
        high=int(high) if high is not None else None,
        hedged=text(node, t.HEDGED) is not None,
        unit=text(node, t.UNIT_TEXT),
        start=int(needed(iri, node, t.QUOTE_START)),
        end=int(needed(iri, node, t.QUOTE_END)),
    )
