"""Events, claims and entities put together again from what the store holds."""

from __future__ import annotations

import pyoxigraph as ox

from kg.model import Claim, Entity, Event
from kg.namespaces import BASE
from kg.rdf import Node, read_claim, read_event
from kg.rdf import terms as t
from kg.store import Store

_ARTICLE = BASE + "article/"
_KEPT_ARTICLES = 20_000
OF_ARTICLE = (t.IDENTIFIER, t.DATE_PUBLISHED, t.PUBLISHED, t.SOURCE, t.URL)
"""What a claim needs of its article; the text, the largest part, is left where it is."""


class Rebuild:
    """Reads from the store by subject, and each article and entity once.

    A look-up by subject costs a few microseconds, less than a query for many subjects at once.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._articles: dict[str, Node] = {}
        self._entities: dict[str, Entity] = {}

    def event(self, iri: str) -> Event:
        """The event with all its claims."""
        return read_event(iri, self.look, self.entity, self.claim)

    def claim(self, iri: str) -> Claim:
        """The claim."""
        return read_claim(iri, self.look, self.entity)

    def entity(self, iri: str) -> Entity:
        """The entity as the world or the events describe it."""
        if iri not in self._entities:
            self._entities[iri] = self._store.entity(iri)
        return self._entities[iri]

    def look(self, iri: str) -> Node:
        """The properties of a subject; of an article, those that a claim needs."""
        if iri.startswith(_ARTICLE) and "#" not in iri:
            if iri not in self._articles:
                if len(self._articles) >= _KEPT_ARTICLES:
                    self._articles.clear()
                self._articles[iri] = self._article(ox.NamedNode(iri))
            return self._articles[iri]
        return self._store.node(ox.NamedNode(iri))

    def _article(self, iri: ox.NamedNode) -> Node:
        engine = self._store.engine
        return {p: [q.object for q in engine.quads_for_pattern(iri, p, None, iri)] for p in OF_ARTICLE}
