"""What consolidation will look up, asked for together where each look-up is a journey to a server.

Nothing is decided here. A look-up that is not foreseen finds the same by a request of its own; on a store in a folder
all of this does nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.identity.shelf import number
from kg.namespaces import article_iri
from kg.queries.rebuild import OF_ARTICLE
from kg.rdf import terms as t
from kg.rdf.entities import description_iri
from kg.rdf.nodes import value
from kg.store import Store
from kg.store.patterns import Pattern, about, saying, within

# Whom and what claims and events name.
_WHOM = (t.ACTOR, t.RECIPIENT, t.MEDIATOR, t.HAS_PLACE, t.TOPIC)
# What of a claim stands on a node of its own.
_PARTS = (t.PARTY, t.QUANTITY)


class Foresight:
    """Says what comes to a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def waiting(self, articles: Iterable[str]) -> None:
        """When articles were published, and whether they are taken in."""
        if self._store.is_far:
            self._ask(p for a in articles for p in (_taken_in(a), about(a, t.DATE_PUBLISHED, ox.NamedNode(a))))

    def articles(self, ids: Iterable[str]) -> None:
        """All that articles say, whom they name as others describe them, and what has joined their claims."""
        if not self._store.is_far:
            return
        graphs = [within(article_iri(each)) for each in ids]
        self._ask(graphs)
        claims = [q.subject for graph in graphs for q in self._found(graph) if q.predicate == t.WAS_QUOTED_FROM]
        self._ask(saying(t.JOINS, claim, t.IDENTITY) for claim in claims)
        named = (t.DESCRIBES, t.WAS_ATTRIBUTED_TO, *_WHOM)
        self._ask(about(who, graph=g) for who in self._objects(graphs, named) for g in (t.WORLD, t.EVENTS))

    def under(self, keys: Iterable[str]) -> None:
        """The claims under keys."""
        if not self._store.is_far:
            return
        asked = [saying(t.BLOCK, ox.Literal(number(key)), t.IDENTITY) for key in keys]
        self._ask(asked)
        self.claims(self._subjects(asked))

    def claims(self, ids: Iterable[str]) -> None:
        """Claims, and those of their groups: where they are placed, and what they say."""
        if not self._store.is_far:
            return
        first = [about(claim) for claim in ids]
        self._ask(first)
        groups = [saying(t.JOINS, ox.NamedNode(f), t.IDENTITY) for f in self._objects(first, (t.JOINS,))]
        self._ask(groups)
        every = list({*first, *(about(claim) for claim in self._subjects(groups))})
        self._ask(every)
        self._ask(about(node) for node in set(self._nodes_of(every)))
        articles = set(self._objects(every, (t.WAS_QUOTED_FROM,)))
        self._ask(p for article in articles for p in _of_article(article))

    def groups(self, founders: Iterable[str], claims: Iterable[str]) -> None:
        """The groups of founders, and the events in which their claims and others stand."""
        if not self._store.is_far:
            return
        groups = [saying(t.JOINS, ox.NamedNode(founder), t.IDENTITY) for founder in founders]
        self._ask(groups)
        members = {*claims, *self._subjects(groups)}
        events = [saying(t.HAS_CLAIM, ox.NamedNode(claim), t.EVENTS) for claim in members]
        self._ask(events)
        written = [about(event, graph=t.EVENTS) for event in self._subjects(events)]
        self._ask(written)
        self._ask(about(party, graph=t.EVENTS) for party in self._objects(written, (t.PARTY,)))
        self.claims(members.union(self._objects(written, (t.HAS_CLAIM,))))

    def others(self, strangers: Iterable[str], sources: Iterable[ox.NamedNode]) -> None:
        """Which articles describe or quote somebody, and how."""
        if not self._store.is_far:
            return
        described = [saying(t.DESCRIBES, ox.NamedNode(stranger)) for stranger in strangers]
        quoted = [saying(t.WAS_ATTRIBUTED_TO, source) for source in sources]
        self._ask([*described, *quoted])
        quads = (quad for pattern in (*described, *quoted) for quad in self._found(pattern))
        self._ask(_taken_in(quad.graph_name.value) for quad in quads if isinstance(quad.graph_name, ox.NamedNode))
        self._ask(about(node) for node in self._subjects(described))

    def _ask(self, patterns: Iterable[Pattern]) -> None:
        self._store.foresee(patterns)

    def _nodes_of(self, claims: Iterable[Pattern]) -> Iterator[str]:
        """The nodes on which stands what claims say, of the articles themselves or beside the events."""
        for claim in claims:
            quads = list(self._found(claim))
            yield from (value(q.object) for q in quads if q.predicate in _PARTS)
            sources = [value(q.object) for q in quads if q.predicate == t.WAS_QUOTED_FROM]
            for who in (value(q.object) for q in quads if q.predicate in _WHOM):
                yield who
                yield from (description_iri(who, source) for source in sources)

    def _found(self, pattern: Pattern) -> Iterator[ox.Quad]:
        return self._store.engine.quads_for_pattern(*pattern)

    def _subjects(self, patterns: Iterable[Pattern]) -> set[str]:
        quads = (quad for pattern in patterns for quad in self._found(pattern))
        return {quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode)}

    def _objects(self, patterns: Iterable[Pattern], predicates: Iterable[ox.NamedNode]) -> set[str]:
        wanted = frozenset(predicates)
        return {value(q.object) for pattern in patterns for q in self._found(pattern) if q.predicate in wanted}


def _taken_in(article: str) -> Pattern:
    return about(article, t.CONSOLIDATED, t.IDENTITY)


def _of_article(article: str) -> Iterator[Pattern]:
    """What a claim needs of its article, and the sketch of its words."""
    yield from (about(article, predicate, ox.NamedNode(article)) for predicate in OF_ARTICLE)
    yield about(article, t.SKETCH, t.IDENTITY)
