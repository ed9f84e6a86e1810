"""What a store has placed, fetched as it is needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pyoxigraph as ox

from kg.consolidation import said
from kg.consolidation.foresight import Foresight
from kg.consolidation.said import Said
from kg.identity.copies import Sketch, near
from kg.identity.shelf import Place, number
from kg.model import Claim
from kg.namespaces import article_iri
from kg.queries.rebuild import Rebuild
from kg.rdf import terms as t
from kg.rdf.nodes import value
from kg.store import Store

_KEPT = 20_000


class Stored:
    """The claims that a store has placed: a `kg.identity.shelf.Shelf`, and the sketches of articles.

    Claims and sketches that were fetched last are kept; the store's articles must not change meanwhile.
    """

    def __init__(self, store: Store, foresight: Foresight) -> None:
        self._store = store
        self._foresight = foresight
        self._engine = store.engine
        self._rebuild = Rebuild(store)
        self._claims: dict[str, Claim] = {}
        self._sketches: dict[str, Sketch] = {}

    def said(self, article: str) -> Said | None:
        """What an article says, read as a whole; None for one that was taken out."""
        return said.stored(self._store, article, self._rebuild.entity)

    def keep(self, article: str, sketch: Sketch) -> None:
        """Keep the sketch of an article."""
        _make_room(self._sketches)
        self._sketches[article] = sketch

    @property
    def is_empty(self) -> bool:
        """Whether no claim is placed and no event is there."""
        quads = self._engine.quads_for_pattern
        beginnings = (quads(None, t.JOINS, None, t.IDENTITY), quads(None, None, None, t.EVENTS))
        return all(next(beginning, None) is None for beginning in beginnings)

    def foresee(self, keys: Iterable[str]) -> None:
        """Have the claims under keys at hand."""
        self._foresight.under(keys)

    def under(self, key: str) -> Iterator[str]:
        """The ids of the claims that stand under a key."""
        return self._subjects(t.BLOCK, ox.Literal(number(key)))

    def claim(self, claim_id: str) -> Claim:
        """A claim."""
        if claim_id not in self._claims:
            _make_room(self._claims)
            self._claims[claim_id] = self._rebuild.claim(claim_id)
        return self._claims[claim_id]

    def place(self, claim_id: str) -> Place | None:
        """Where a claim is placed."""
        founder = self._object(claim_id, t.JOINS)
        return Place(founder, self._object(claim_id, t.COPIED_FROM)) if founder else None

    def members(self, founder: str) -> Iterator[str]:
        """The ids of the claims in the group of a founder."""
        return self._subjects(t.JOINS, ox.NamedNode(founder))

    def copied(self, a: str, b: str) -> bool:
        """Is one of two articles a copy of the other?"""
        return near(self.sketch(a), self.sketch(b))

    def sketch(self, article: str) -> Sketch:
        """The sketch of an article, from what is kept of it or from its text."""
        if article not in self._sketches:
            _make_room(self._sketches)
            self._sketches[article] = self._sketch(article)
        return self._sketches[article]

    def _sketch(self, article: str) -> Sketch:
        kept = self._object(article_iri(article), t.SKETCH)
        if kept is not None:
            return Sketch.of_text(kept)
        told = self.said(article)
        assert told
        return told.sketch

    def _subjects(self, predicate: ox.NamedNode, object_: ox.NamedNode | ox.Literal) -> Iterator[str]:
        quads = self._engine.quads_for_pattern(None, predicate, object_, t.IDENTITY)
        return (value(quad.subject) for quad in quads)

    def _object(self, subject: str, predicate: ox.NamedNode) -> str | None:
        quads = self._engine.quads_for_pattern(ox.NamedNode(subject), predicate, None, t.IDENTITY)
        return next((value(quad.object) for quad in quads), None)


def _make_room(kept: dict[str, Any]) -> None:
    if len(kept) >= _KEPT:
        kept.clear()
