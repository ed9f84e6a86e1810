"""What claims and events share: type, parties, place, topics, time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias, TypedDict, cast

import pyoxigraph as ox

from kg.model import Claim, Entity, Event, Party, Status, TimeSpan
from kg.namespaces import PLOVER
from kg.rdf import terms as t
from kg.rdf.nodes import Lookup, Node, needed, text, texts

Entities: TypeAlias = Callable[[str], Entity]

_SLOTS = {"actor": t.ACTOR, "recipient": t.RECIPIENT, "mediator": t.MEDIATOR}


class Slots(TypedDict):
    """The fields that `Claim` and `Event` have in common."""

    type: str
    mode: str | None
    status: Status
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    mediators: tuple[Party, ...]
    time: TimeSpan | None
    place: Entity | None
    topics: tuple[Entity, ...]
    confidence: float


def entities_of(thing: Claim | Event) -> Iterator[Entity]:
    """Every entity that a claim or event names."""
    for party in (*thing.actors, *thing.recipients, *thing.mediators):
        yield party.entity
    if thing.place:
        yield thing.place
    yield from thing.topics


def slot_quads(thing: Claim | Event, graph: ox.NamedNode) -> Iterator[ox.Quad]:
    """Type, status, parties, place, topics, time and confidence of a claim or event."""
    subject = ox.NamedNode(thing.id)
    yield ox.Quad(subject, t.EVENT_TYPE, ox.NamedNode(PLOVER + thing.type), graph)
    if thing.mode is not None:
        yield ox.Quad(subject, t.MODE, ox.Literal(thing.mode), graph)
    yield ox.Quad(subject, t.STATUS, ox.Literal(thing.status), graph)
    for slot, parties in (("actor", thing.actors), ("recipient", thing.recipients), ("mediator", thing.mediators)):
        yield from _party_quads(subject, slot, parties, graph)
    if thing.place:
        yield ox.Quad(subject, t.HAS_PLACE, ox.NamedNode(thing.place.id), graph)
    for topic in thing.topics:
        yield ox.Quad(subject, t.TOPIC, ox.NamedNode(topic.id), graph)
    if thing.time:
        yield from _time_quads(subject, thing.time, graph)
    yield ox.Quad(subject, t.CONFIDENCE, t.number(thing.confidence), graph)


def read_slots(iri: str, node: Node, look: Lookup, entity: Entities) -> Slots:
    """The shared fields back; topics come in the order of their IRIs.

    Parameters
    ----------
    look : Lookup
        Finds the nodes of parties.
    entity : callable
        The entity of an IRI.
    """
    parties = _read_parties(iri, node, look, entity)
    start, end = text(node, t.START), text(node, t.END)
    place = text(node, t.HAS_PLACE)
    return Slots(
        type=needed(iri, node, t.EVENT_TYPE).removeprefix(PLOVER),
        mode=text(node, t.MODE),
        status=cast(Status, needed(iri, node, t.STATUS)),
        actors=parties["actor"],
        recipients=parties["recipient"],
        mediators=parties["mediator"],
        time=TimeSpan(start=start, end=end) if start and end else None,
        place=entity(place) if place else None,
        topics=tuple(entity(topic) for topic in sorted(texts(node, t.TOPIC))),
        confidence=float(needed(iri, node, t.CONFIDENCE)),
    )


def _party_quads(
    subject: ox.NamedNode, slot: str, parties: tuple[Party, ...], graph: ox.NamedNode
) -> Iterator[ox.Quad]:
    for party in parties:
        who = ox.NamedNode(party.entity.id)
        yield ox.Quad(subject, t.HAS_ACTOR, who, graph)
        yield ox.Quad(subject, _SLOTS[slot], who, graph)
    # A single party of whom nothing more is told needs no node of its own.
    if len(parties) == 1 and parties[0].role is None and parties[0].sector is None:
        return
    beginning = f"{subject.value}#{slot}-"
    for position, party in enumerate(parties, start=1):
        node = ox.NamedNode(f"{beginning}{position}")
        yield ox.Quad(subject, t.PARTY, node, graph)
        yield ox.Quad(node, t.A, t.PARTY_CLASS, graph)
        yield ox.Quad(node, t.ENTITY, ox.NamedNode(party.entity.id), graph)
        yield ox.Quad(node, t.SLOT, ox.Literal(slot), graph)
        yield ox.Quad(node, t.POSITION, ox.Literal(position), graph)
        if party.role is not None:
            yield ox.Quad(node, t.ROLE, ox.Literal(party.role), graph)
        if party.sector is not None:
            yield ox.Quad(node, t.SECTOR, ox.Literal(party.sector), graph)


def _time_quads(subject: ox.NamedNode, time: TimeSpan, graph: ox.NamedNode) -> Iterator[ox.Quad]:
    start, end = t.partial(time.start), t.partial(time.end)
    yield ox.Quad(subject, t.START, start, graph)
    yield ox.Quad(subject, t.END, end, graph)
    yield ox.Quad(subject, t.EARLIEST, t.day(time.earliest), graph)
    yield ox.Quad(subject, t.LATEST, t.day(time.latest), graph)
    if start == end:
        yield ox.Quad(subject, t.HAS_TIME_STAMP, start, graph)
    else:
        yield ox.Quad(subject, t.HAS_BEGIN_TIME_STAMP, start, graph)
        yield ox.Quad(subject, t.HAS_END_TIME_STAMP, end, graph)


def _read_parties(iri: str, node: Node, look: Lookup, entity: Entities) -> dict[str, tuple[Party, ...]]:
    found: dict[str, list[tuple[int, Party]]] = {slot: [] for slot in _SLOTS}
    for party_iri in texts(node, t.PARTY):
        properties = look(party_iri)
        party = Party(
            entity=entity(needed(party_iri, properties, t.ENTITY)),
            role=text(properties, t.ROLE),
            sector=text(properties, t.SECTOR),
        )
        slot = needed(party_iri, properties, t.SLOT)
        found[slot].append((int(needed(party_iri, properties, t.POSITION)), party))
    read = {}
    for slot, predicate in _SLOTS.items():
        if found[slot]:
            read[slot] = tuple(party for _, party in sorted(found[slot], key=lambda pair: pair[0]))
        else:
            read[slot] = tuple(Party(entity=entity(who)) for who in texts(node, predicate))
    return read
