"""Steps of consolidation: what each transaction takes away and what it adds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, MutableMapping, Sequence

import pyoxigraph as ox

from kg.consolidation.foresight import Foresight
from kg.consolidation.said import Said
from kg.consolidation.stored import Stored
from kg.identity import Grouping
from kg.identity.consensus import age, outcome
from kg.identity.copies import originals
from kg.identity.corrections import Correction, Corrections
from kg.model import Claim, Entity, Event
from kg.namespaces import BASE, article_id, article_iri
from kg.rdf import entity_quads, event_quads, read_entity
from kg.rdf import terms as t
from kg.rdf.articles import source_node
from kg.rdf.events import source_quads
from kg.rdf.identity import applied_quads, place_quads, taken_in_quads, waiting_quads
from kg.rdf.nodes import value
from kg.store import Store
from kg.store.patterns import Pattern, about, saying

# Claims that are held from one step to the next: those of half a year or so, where forty are made a day.
_HELD = 10_000


class Steps:
    """Transactions that bring events up to date, each with some articles or a correction.

    What one has read or placed the next need not read again; corrections must not change meanwhile.

    Parameters
    ----------
    fresh : mapping of str to Said
        What some articles that wait are known to say, by their ids; what has been taken in is forgotten.
    """

    def __init__(self, store: Store, fresh: MutableMapping[str, Said]) -> None:
        self._store = store
        self._fresh = fresh
        self._foresight = Foresight(store)
        self._shelf = Stored(store, self._foresight)
        self._corrections = Corrections(store.corrections())
        # Until something is there, nothing need be looked up.
        self._is_new = self._shelf.is_empty
        self._grouping = Grouping(
            None if self._is_new else self._shelf,
            apart=self._corrections.apart,
            copied=self._shelf.copied,
            settled=store.world_ids(),
        )
        self._described: dict[str, Entity | None] = {}
        self._before: set[ox.Quad] = set()
        self._after: set[ox.Quad] = set()

    @property
    def hold_enough(self) -> bool:
        """Whether so much has been read that it is time to begin anew, for memory has an end."""
        return len(self._grouping) > _HELD

    def run(self, *, come: Sequence[str] = (), go: str | None = None, corrected: Correction | None = None) -> None:
        """Take waiting articles in, let one go, or follow a correction."""
        moved: set[str] = set()
        self._described, self._before, self._after = {}, set(), set()
        self._grouping.touched.clear()
        self._foresight.articles([go] if go else come)
        if go:
            self._before.update(self._store.engine.quads_for_pattern(*about(article_iri(go), graph=t.IDENTITY)))
            self._after.update(waiting_quads(go))
            if said := self._shelf.said(go):
                moved.update(said.claims)
                self._foresight.claims(moved)
                self._grouping.go(moved)
                self._forget(go, said)
        arriving: dict[str, Claim] = {}
        for article in come:
            self._before.update(waiting_quads(article))
            if said := self._fresh.pop(article, None) or self._shelf.said(article):
                arriving.update(said.claims)
                self._shelf.keep(article, said.sketch)
                self._after.update(taken_in_quads(article, said.sketch))
                self._describe(said)
        self._come(arriving.values())
        moved.update(arriving)
        if corrected:
            moved |= self._follow(corrected)
        self._write_events(moved)
        self._write_strangers()
        gone, new = self._before - self._after, self._after - self._before
        if come:
            # Killed midway, it leaves articles that are taken in and wait as well: `consolidate` begins anew then.
            self._store.exchange_many(gone, new)
        else:
            self._store.exchange(gone, new)
        self._is_new = False

    def _come(self, claims: Iterable[Claim]) -> None:
        self._grouping.come(c for c in claims if not self._corrections.retracted(c.id, article_iri(c.article)))

    # Corrections ------------------------------------------------------------------------------

    def _follow(self, correction: Correction) -> set[str]:
        """Place the claims anew that a correction, or one that it undoes, is about."""
        self._after.update(applied_quads(correction.id))
        claims = self._named(correction)
        self._foresight.claims(claims)
        retracted = {
            c for c in claims
            if self._corrections.retracted(c, article_iri(self._shelf.claim(c).article))
        }  # fmt: skip
        self._grouping.go(retracted)
        placed = {c for c in claims - retracted if self._grouping.place(c)}
        waiting = (self._shelf.claim(c) for c in sorted(claims - retracted - placed))
        self._come(c for c in waiting if self._store.exists(article_iri(c.article), t.CONSOLIDATED, t.IDENTITY))
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
                said = self._shelf.said(article_id(iri))
                found.update(said.claims if said else ())
            elif self._store.exists(iri, t.WAS_QUOTED_FROM):
                found.add(iri)
        return found

    # Events -----------------------------------------------------------------------------------

    def _write_events(self, moved: set[str]) -> None:
        """Write the events anew of all groups that have changed, and of those tied to them by corrections."""
        founders = self._grouping.touched | {place.founder for c in moved if (place := self._grouping.place(c))}
        claims = set(moved)
        old: set[str] = set()
        todo = founders
        while todo:
            self._foresight.groups(todo, claims)
            members = set().union(*(self._grouping.members(f) for f in todo), *map(self._were_in, todo))
            claims |= members
            events = set(self._events_of(claims)) - old
            old |= events
            near_by = {c for e in events for c in self._claims_in(e)} | self._corrections.tied(members)
            todo = {place.founder for c in near_by if (place := self._grouping.place(c))} - founders
            founders |= todo
        for claim_id in claims:
            self._before.update(self._was(about(claim_id, graph=t.IDENTITY)))
            place = self._grouping.place(claim_id)
            if place:
                self._after.update(place_quads(claim_id, place, self._grouping.keys(self._grouping.claim(claim_id))))
        for iri in old:
            self._before.update(self._event_quads(iri))
        groups = [sorted(self._grouping.members(f)) for f in sorted(founders) if self._grouping.members(f)]
        for group in self._corrections.united(groups):
            self._after.update(event_quads(self._event([self._grouping.claim(c) for c in group])))

    def _were_in(self, founder: str) -> Iterator[str]:
        quads = self._was(saying(t.JOINS, ox.NamedNode(founder), t.IDENTITY))
        return (value(quad.subject) for quad in quads)

    def _event(self, claims: Sequence[Claim]) -> Event:
        articles = list(dict.fromkeys(c.article for c in sorted(claims, key=age)))
        sketches = {a: self._shelf.sketch(a) for a in articles}
        return outcome(claims, originals(articles, sketches) if articles[1:] else {})

    def _events_of(self, claims: Iterable[str]) -> Iterator[str]:
        for claim_id in claims:
            quads = self._was(saying(t.HAS_CLAIM, ox.NamedNode(claim_id), t.EVENTS))
            yield from (value(quad.subject) for quad in quads)

    def _claims_in(self, event_iri: str) -> Iterator[str]:
        return (value(q.object) for q in self._was(about(event_iri, t.HAS_CLAIM, t.EVENTS)))

    def _event_quads(self, iri: str) -> Iterator[ox.Quad]:
        """What is written of an event, of its parties, and of which of its claims are copies."""
        for quad in self._was(about(iri, graph=t.EVENTS)):
            yield quad
            if quad.predicate == t.PARTY:
                yield from self._was(about(value(quad.object), graph=t.EVENTS))
            elif quad.predicate == t.HAS_CLAIM:
                yield from self._was(about(value(quad.object), t.COPY_OF, t.EVENTS))

    # What articles say of others --------------------------------------------------------------

    def _describe(self, said: Said) -> None:
        """Describe, beside the events, who and what only articles know: in the fullest of their descriptions."""
        for stranger, here in said.strangers.items():
            known = self._described.get(stranger) or self._written(stranger)
            self._described[stranger] = max((e for e in (known, here) if e), key=_fullness)
        for name in said.sources:
            if not self._store.exists(source_node(name).value, t.LABEL, t.EVENTS):
                self._after.update(source_quads(name))

    def _forget(self, article: str, said: Said) -> None:
        """The same without an article, of those that are taken in."""
        own = article_iri(article)
        self._foresight.others(said.strangers, map(source_node, said.sources))
        for stranger in said.strangers:
            nodes = (n for n, of in self._taken_in(t.DESCRIBES, ox.NamedNode(stranger)) if of != own)
            others = (read_entity(stranger, self._store.node(n)) for n in nodes)
            self._described[stranger] = max(others, key=_fullness, default=None)
        for name in said.sources:
            if all(of == own for _, of in self._taken_in(t.WAS_ATTRIBUTED_TO, source_node(name))):
                self._before.update(source_quads(name))

    def _written(self, stranger: str) -> Entity | None:
        node = self._store.node(ox.NamedNode(stranger), t.EVENTS)
        return read_entity(stranger, node) if node else None

    def _write_strangers(self) -> None:
        for stranger, entity in self._described.items():
            self._before.update(self._was(about(stranger, graph=t.EVENTS)))
            if entity:
                self._after.update(entity_quads(entity, t.EVENTS))

    def _taken_in(self, predicate: ox.NamedNode, about: ox.NamedNode) -> Iterator[tuple[ox.NamedNode, str]]:
        """Whatever in an article that is taken in says this of somebody, and the IRI of the article."""
        for quad in self._store.engine.quads_for_pattern(None, predicate, about, None):
            article, subject = quad.graph_name, quad.subject
            if not isinstance(article, ox.NamedNode) or not isinstance(subject, ox.NamedNode):
                continue
            if self._store.exists(article.value, t.CONSOLIDATED, t.IDENTITY):
                yield subject, article.value

    # Look-ups ---------------------------------------------------------------------------------

    def _was(self, pattern: Pattern) -> Iterator[ox.Quad]:
        """What was there of claims, events and whom they name when the step began."""
        return iter(()) if self._is_new else self._store.engine.quads_for_pattern(*pattern)


def _fullness(entity: Entity) -> tuple[int, str]:
    """For choosing among descriptions of one entity: that which says most, whoever says it."""
    values = (*entity.aliases, entity.country, entity.sector, entity.wikidata, entity.lat, entity.lon)
    return sum(v is not None for v in values), repr(entity)
