"""The graph of participation: actors, events, places and topics as nodes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

import networkx as nx

from kg.model import Entity, Status
from kg.ontology import event_type, mode_of
from kg.queries.outlines import Told
from kg.relations.calls import surest_quote
from kg.relations.direction import OCCURRED, kept

# What an entity is to an event, and on which side of the graph it then stands.
SIDES = {"actor": 0, "mediator": 0, "recipient": 0, "event": 1, "place": 2, "topic": 3}


def participation(events: Iterable[Told], *, statuses: Collection[Status] = OCCURRED) -> nx.MultiDiGraph[str]:
    """The graph of actors, events, places and topics, in which every edge joins an event to one of the others.

    Parameters
    ----------
    events : iterable of Event or Outline
        Read once and not kept.
    statuses : collection of str
        Which events count.

    Returns
    -------
    networkx.MultiDiGraph
        Nodes are IRIs. All have `label`, `kind` and `side`: 0 for those who take part, 1 for events, 2 for places, 3
        for topics; an entity that is several of these has the lowest. Entities have the attributes that `relations`
        gives them; events have `type`, `mode`, `status`, `quad`, `intensity`, `start`, `end`, `reports`, `articles`
        and `quote`. Edges have the role as key and `kind` (actor, mediator, recipient, place, topic) and the event's
        `quad`; they lead from actors and mediators to the event, and from it to all others. There is no weight.

    Examples
    --------
    >>> from kg.model import Event, Party
    >>> ann, bob = (Party(entity=Entity(id=n, kind="person", label=n)) for n in ("Ann", "Bob"))
    >>> call = Event(id="e1", type="CONSULT", mode="phone", status="occurred", actors=(ann,), recipients=(bob,),
    ...              claims=(), confidence=1, intensity=1.5, quad="verbal cooperation", cameo="041")
    >>> sorted(participation([call]).edges(keys=True))
    [('Ann', 'e1', 'actor'), ('e1', 'Bob', 'recipient')]
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for event in kept(events, statuses):
        graph.add_node(event.id, **_event(event))
        counted: set[str] = set()
        for role, entity in _roles(event):
            side = SIDES[role]
            if entity.id not in graph:
                graph.add_node(entity.id, **described(entity), events=0, side=side)
            there = graph.nodes[entity.id]
            there["side"] = min(there["side"], side)
            if entity.id not in counted:
                counted.add(entity.id)
                there["events"] += 1
            ends = (entity.id, event.id) if role in ("actor", "mediator") else (event.id, entity.id)
            graph.add_edge(*ends, key=role, kind=role, quad=event.quad)
    return graph


def described(entity: Entity) -> dict[str, Any]:
    """What a node says of an entity."""
    return {
        "label": entity.label,
        "kind": entity.kind,
        "country": entity.country,
        "wikidata": entity.wikidata,
        "aliases": entity.aliases,
        "sector": entity.sector,
        "lat": entity.lat,
        "lon": entity.lon,
    }


def _roles(event: Told) -> Iterator[tuple[str, Entity]]:
    yield from (("actor", p.entity) for p in event.actors)
    yield from (("mediator", p.entity) for p in event.mediators)
    yield from (("recipient", p.entity) for p in event.recipients)
    if event.place:
        yield "place", event.place
    yield from (("topic", topic) for topic in event.topics)


def _event(event: Told) -> dict[str, Any]:
    word = mode_of(event.type, event.mode).label if event.mode else event_type(event.type).label.lower()
    return {
        "label": f"{word} {event.time.start}" if event.time else word,
        "kind": "event",
        "side": SIDES["event"],
        "type": event.type,
        "mode": event.mode,
        "status": event.status,
        "quad": event.quad,
        "intensity": event.intensity,
        "start": event.time.start if event.time else None,
        "end": event.time.end if event.time else None,
        "reports": event.reports,
        "articles": tuple(sorted({claim.article for claim in event.claims})),
        "quote": surest_quote(event),
    }
