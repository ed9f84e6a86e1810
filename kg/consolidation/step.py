"""One step of consolidation: what a transaction takes away and what it adds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from urllib.parse import unquote

import pyoxigraph as ox

from kg.consolidation.stored import Stored
from kg.identity import Grouping, event
from kg.identity.consensus import age
from kg.identity.copies import originals
from kg.identity.corrections import Correction, Corrections
from kg.model import Claim, Event
from kg.namespaces import BASE, article_id, article_iri
from kg.rdf import entity_quads, event_quads, read_entity
from kg.rdf import terms as t
from kg.rdf.events import source_quads
from kg.rdf.identity import applied_quads, place_quads, taken_in_quads
from kg.rdf.nodes import value
from kg.store import Store

_SOURCE = BASE + "source/"


class Step:
    """One transaction that brings events up to date with some articles or corrections."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._shelf = Stored(store)
        self._corrections = Corrections(store.corrections())
        self._grouping = Grouping(
            self._shelf, apart=self._corrections.apart, copied=self._shelf.copied, settled=store.world_ids()
        )
        self._before: set[ox.Quad] = set()
        self._after: set[ox.Quad] = set()

    def run(
        self,
        *,
        come: dict[str, str] | None = None,
        go: Sequence[str] = (),
        corrected: Sequence[Correction] = (),
    ) -> None:
        """Take articles in, by their marks, and others out, or follow corrections."""
        come = come or {}
        moved: set[str] = set()
        for article in go:
            moved.update(self._claims_of(article))
            self._before.update(self._quads(article_iri(article), graph=t.IDENTITY))
        self._grouping.go(moved)
        new = [c for article in come for c in self._claims_of(article)]
        self._come(new)
        for article, mark in come.items():
            self._after.update(taken_in_quads(article, mark, self._shelf.sketch(article)))
        for correction in corrected:
            moved |= self._follow(correction)
        self._write_events(moved | set(new))
        self._describe([*come, *go], go)
        gone, added = self._before - self._after, self._after - self._before
        self._store.exchange(gone, added)

    def _come(self, claim_ids: Iterable[str]) -> None:
        claims = (self._shelf.claim(c) for c in claim_ids)
        self._grouping.come(c for c in claims if not self._corrections.retracted(c.id, article_iri(c.article)))

    # Corrections ------------------------------------------------------------------------------

    def _follow(self, correction: Correction) -> set[str]:
        """Place the claims anew that a correction, or one that it undoes, is about."""
        self._after.update(applied_quads(correction.id))
        claims = self._named(correction)
        retracted = {
            c for c in claims
            if self._corrections.retracted(c, article_iri(self._shelf.claim(c).article))
        }  # fmt: skip
        self._grouping.go(retracted)
        placed = {c for c in claims - retracted if self._grouping.place(c)}
        self._come(c for c in sorted(claims - retracted - placed) if self._is_taken_in(c))
        self._grouping.again(placed)
        return claims

    def _named(self, correction: Correction) -> set[str]:
        """The claims that a correction names and that are still there."""
        if correction.change == "undo":
            undone = (c for c in self._store.corrections() if c.id in correction.about)
            return set().union(*(self._named(c) for c in undone))
        found: set[str] = set()
        for iri in correction.about | correction.apart_from:
            if iri.startswith(f"{BASE}article/"):
                found.update(self._claims_of(article_id(iri)))
            elif self._store.exists(iri, t.WAS_QUOTED_FROM):
                found.add(iri)
        return found

    def _is_taken_in(self, claim_id: str) -> bool:
        article = self._shelf.claim(claim_id).article
        return self._store.exists(article_iri(article), t.CONSOLIDATED, t.IDENTITY)

    # Events -----------------------------------------------------------------------------------

    def _write_events(self, moved: set[str]) -> None:
        """Write the events anew of all groups that have changed, and of those tied to them by corrections."""
        founders = set(self._grouping.touched)
        claims = set(moved)
        old: set[str] = set()
        todo = founders
        while todo:
            members = set().union(*(self._grouping.members(f) for f in todo), *(self._shelf.members(f) for f in todo))
            claims |= members
            events = set(self._events_of(claims)) - old
            old |= events
            near_by = {c for e in events for c in self._claims_in(e)} | self._corrections.tied(members)
            todo = {place.founder for c in near_by if (place := self._grouping.place(c))} - founders
            founders |= todo
        for claim_id in claims:
            self._before.update(self._quads(claim_id, graph=t.IDENTITY))
            place = self._grouping.place(claim_id)
            if place:
                self._after.update(place_quads(claim_id, place, self._grouping.keys(self._grouping.claim(claim_id))))
        for iri in old:
            self._before.update(self._event_quads(iri))
        groups = [sorted(self._grouping.members(f)) for f in sorted(founders) if self._grouping.members(f)]
        for group in self._corrections.united(groups):
            self._after.update(event_quads(self._event([self._grouping.claim(c) for c in group])))

    def _event(self, claims: Sequence[Claim]) -> Event:
        articles = list(dict.fromkeys(c.article for c in sorted(claims, key=age)))
        return event(claims, originals(articles, {a: self._shelf.sketch(a) for a in articles}) if articles[1:] else {})

    def _events_of(self, claims: Iterable[str]) -> Iterator[str]:
        for claim_id in claims:
            quads = self._store.engine.quads_for_pattern(None, t.HAS_CLAIM, ox.NamedNode(claim_id), t.EVENTS)
            yield from (value(quad.subject) for quad in quads)

    def _claims_in(self, event_iri: str) -> Iterator[str]:
        return (value(q.object) for q in self._quads(event_iri, t.HAS_CLAIM, t.EVENTS))

    def _event_quads(self, iri: str) -> Iterator[ox.Quad]:
        """What is written of an event, of its parties, and of which of its claims are copies."""
        for quad in self._quads(iri, graph=t.EVENTS):
            yield quad
            if quad.predicate == t.PARTY:
                yield from self._quads(value(quad.object), graph=t.EVENTS)
            elif quad.predicate == t.HAS_CLAIM:
                yield from self._quads(value(quad.object), t.COPY_OF, t.EVENTS)

    # What articles say of others --------------------------------------------------------------

    def _describe(self, articles: Iterable[str], gone: Collection[str]) -> None:
        """Describe, beside the events, who and what only articles know."""
        without = {article_iri(article) for article in gone}
        strangers: set[str] = set()
        sources: set[str] = set()
        for article in articles:
            graph = ox.NamedNode(article_iri(article))
            quads = self._store.engine.quads_for_pattern
            strangers.update(value(q.object) for q in quads(None, t.DESCRIBES, None, graph))
            sources.update(value(q.object) for q in quads(None, t.WAS_ATTRIBUTED_TO, None, graph))
        for iri in strangers:
            self._before.update(self._quads(iri, graph=t.EVENTS))
            said = {each: self._store.node(ox.NamedNode(each)) for each in self._said_of(iri, t.DESCRIBES, without)}
            if said:
                fullest = max(said, key=lambda each: (len(said[each]), each))
                self._after.update(entity_quads(read_entity(iri, said[fullest]), t.EVENTS))
        for iri in sources:
            if iri.startswith(_SOURCE):
                self._before.update(self._quads(iri, graph=t.EVENTS))
                if any(self._said_of(iri, t.WAS_ATTRIBUTED_TO, without)):
                    self._after.update(source_quads(unquote(iri.removeprefix(_SOURCE))))

    def _said_of(self, iri: str, predicate: ox.NamedNode, without: Collection[str]) -> Iterator[str]:
        for quad in self._store.engine.quads_for_pattern(None, predicate, ox.NamedNode(iri), None):
            if value(quad.graph_name) not in without:  # type: ignore[arg-type]
                yield value(quad.subject)

    # Look-ups ---------------------------------------------------------------------------------

    def _claims_of(self, article: str) -> Iterator[str]:
        graph = ox.NamedNode(article_iri(article))
        quads = self._store.engine.quads_for_pattern(None, t.WAS_QUOTED_FROM, graph, graph)
        return (value(quad.subject) for quad in quads)

    def _quads(
        self, subject: str, predicate: ox.NamedNode | None = None, graph: ox.NamedNode | None = None
    ) -> Iterator[ox.Quad]:
        return self._store.engine.quads_for_pattern(ox.NamedNode(subject), predicate, None, graph)
