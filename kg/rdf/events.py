"""Consolidated events as quads of the events graph, and back."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import replace
from typing import TypeAlias

import pyoxigraph as ox

from kg.model import Claim, Event
from kg.namespaces import PLOVER, article_id, article_iri
from kg.rdf import terms as t
from kg.rdf.articles import source_node
from kg.rdf.entities import entity_quads
from kg.rdf.nodes import Lookup, needed, text, texts
from kg.rdf.slots import Entities, entities_of, read_slots, slot_quads

Claims: TypeAlias = Callable[[str], Claim]


def source_quads(name: str) -> Iterator[ox.Quad]:
    """Who is quoted, unless it is an entity, which is described as such."""
    source = source_node(name)
    if source.value != name:
        yield ox.Quad(source, t.A, t.PROV_AGENT, t.EVENTS)
        yield ox.Quad(source, t.LABEL, ox.Literal(name), t.EVENTS)


def events_quads(events: Iterable[Event], world: Container[str] = ()) -> Iterator[ox.Quad]:
    """The whole events graph: events, who is quoted, and the entities that the world's graph does not describe.

    Where articles describe an entity in different ways, the first event that names it has the word.
    """
    described: set[str] = set()
    quoted: set[str] = set()
    for event in events:
        yield from event_quads(event)
        for entity in entities_of(event):
            if entity.id not in world and entity.id not in described:
                described.add(entity.id)
                yield from entity_quads(entity, t.EVENTS)
        for claim in event.claims:
            quoted.update(name for name in (claim.speaker, claim.attributed_to) if name is not None)
    for name in sorted(quoted):
        yield from source_quads(name)


def event_quads(event: Event) -> Iterator[ox.Quad]:
    """An event; it is a sem:Event and of its PLOVER class only when it occurred."""
    subject = ox.NamedNode(event.id)
    if event.status == "occurred":
        yield ox.Quad(subject, t.A, t.SEM_EVENT, t.EVENTS)
        yield ox.Quad(subject, t.A, ox.NamedNode(PLOVER + event.type), t.EVENTS)
    else:
        yield ox.Quad(subject, t.A, t.UNREALISED_EVENT, t.EVENTS)
    yield from slot_quads(event, t.EVENTS)
    yield ox.Quad(subject, t.INTENSITY, t.number(event.intensity), t.EVENTS)
    yield ox.Quad(subject, t.QUAD, ox.Literal(event.quad), t.EVENTS)
    yield ox.Quad(subject, t.CAMEO, ox.Literal(event.cameo), t.EVENTS)
    yield ox.Quad(subject, t.REPORTS, ox.Literal(event.reports), t.EVENTS)
    copies = dict(event.copies)
    for claim in event.claims:
        yield ox.Quad(subject, t.HAS_CLAIM, ox.NamedNode(claim.id), t.EVENTS)
        if claim.article in copies:
            original = ox.NamedNode(article_iri(copies[claim.article]))
            yield ox.Quad(ox.NamedNode(claim.id), t.COPY_OF, original, t.EVENTS)


def read_event(iri: str, look: Lookup, entity: Entities, claim: Claims) -> Event:
    """An event back; its claims come in the order of their IRIs.

    Parameters
    ----------
    look : Lookup
        Finds the event and its parties.
    entity, claim : callable
        The entity or claim of an IRI.
    """
    # Here, for a process that only runs queries need not load the rules that it compares by.
    from kg.identity.disagreement import disagreements
    from kg.identity.tallies import tallies

    node = look(iri)
    claims = tuple(claim(c) for c in sorted(texts(node, t.HAS_CLAIM)))
    originals = ((c.article, text(look(c.id), t.COPY_OF)) for c in claims)
    event = Event(
        id=iri,
        intensity=float(needed(iri, node, t.INTENSITY)),
        quad=needed(iri, node, t.QUAD),
        cameo=needed(iri, node, t.CAMEO),
        claims=claims,
        copies=tuple(sorted({(article, article_id(of)) for article, of in originals if of})),
        **read_slots(iri, node, look, entity),
    )
    return replace(event, quantities=tallies(event), disagreements=disagreements(event))
