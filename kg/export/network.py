"""The two networks that leave for graph tools: actors with their relations, or events as nodes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from kg.errors import UsageError
from kg.model import Entity, Event, Status
from kg.namespaces import BASE
from kg.ontology import event_type, mode_of
from kg.relations import OCCURRED, aggregate, kept, merge_spells, relations, surest_quote

Value: TypeAlias = str | int | float | bool | tuple[str, ...] | None
View: TypeAlias = Literal["relations", "events"]
VIEWS: tuple[View, ...] = ("relations", "events")


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A node; `rank` is the number of its events, `spells` when it was there (none: always)."""

    id: str
    label: str
    kind: str
    rank: int
    values: Mapping[str, Value]
    spells: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A directed edge; no two edges of a network share source, target and kind."""

    source: str
    target: str
    kind: str
    weight: float = 1.0
    quad: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)
    spells: tuple[tuple[str, str], ...] = ()

    @property
    def id(self) -> str:
        """Unique in its network, the same in every run."""
        return f"{self.source}|{self.kind}|{self.target}"


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes and edges, each in order of their ids."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def network(events: Iterable[Event], as_: View = "relations", *, statuses: Collection[Status] = OCCURRED) -> Network:
    """The network of these events.

    Parameters
    ----------
    events : iterable of Event
    as_ : {"relations", "events"}
        ``relations``: actors as nodes, an edge for each pair and kind, its weight the number of events (a strength).
        ``events``: each event is a node too, with an edge from each actor and mediator, and to each recipient, its
        place and its topics.
    statuses : collection of str
        Which events count.

    Raises
    ------
    UsageError
        If there is no such view.
    """
    if as_ == "relations":
        return _relations(events, statuses)
    if as_ == "events":
        return _events(events, statuses)
    raise UsageError(f"no network of {as_!r}", remedy=f"one of {', '.join(VIEWS)}")


def short_id(iri: str) -> str:
    """The part of an IRI that tells it apart: readable in a table of nodes.

    Examples
    --------
    >>> short_id("https://w3id.org/aide-memoire/state/AZE")
    'state/AZE'
    """
    return iri.removeprefix(BASE)


def _relations(events: Iterable[Event], statuses: Collection[Status]) -> Network:
    graph = aggregate(relations(events, statuses=statuses))
    nodes = [
        Node(
            id=short_id(iri),
            label=data["label"],
            kind=data["kind"],
            rank=data["events"],
            values={
                "iri": iri,
                "kind": data["kind"],
                "country": data["country"],
                "sector": data["sector"],
                "wikidata": data["wikidata"],
                "aliases": data["aliases"],
                "events": data["events"],
                "lat": data["lat"],
                "lng": data["lon"],
            },
        )
        for iri, data in graph.nodes(data=True)
    ]
    edges = [
        Edge(
            source=short_id(source),
            target=short_id(target),
            kind=data["kind"],
            weight=data["weight"],
            quad=data["quad"],
            values={
                "directed": data["directed"],
                "event_type": data["type"],
                "modes": data["modes"],
                "events": data["count"],
                "reports": data["reports"],
                "intensity": data["intensity"],
                "first": data["first"],
                "last": data["last"],
                "topics": data["topics"],
                "articles": data["articles"],
            },
            spells=data["spells"],
        )
        for source, target, data in graph.edges(data=True)
    ]
    return _sorted(nodes, edges)


def _events(events: Iterable[Event], statuses: Collection[Status]) -> Network:
    nodes: list[Node] = []
    entities: dict[str, Entity] = {}
    rank: Counter[str] = Counter()
    edges: list[Edge] = []
    for event in kept(events, statuses):
        spells = merge_spells([(event.time.earliest, event.time.latest)]) if event.time else ()
        nodes.append(_event_node(event, spells))
        own = short_id(event.id)
        linked: set[str] = set()
        roles: list[tuple[str, Iterable[Entity]]] = [
            ("actor", (p.entity for p in event.actors)),
            ("mediator", (p.entity for p in event.mediators)),
            ("recipient", (p.entity for p in event.recipients)),
            ("place", (event.place,) if event.place else ()),
            ("topic", event.topics),
        ]
        for role, members in roles:
            inward = role in {"actor", "mediator"}
            for entity in {e.id: e for e in members}.values():
                entities.setdefault(entity.id, entity)
                linked.add(entity.id)
                other = short_id(entity.id)
                source, target = (other, own) if inward else (own, other)
                edges.append(Edge(source=source, target=target, kind=role, quad=event.quad, spells=spells))
        rank.update(linked)
    nodes += [_entity_node(entity, rank[iri]) for iri, entity in entities.items()]
    return _sorted(nodes, edges)


def _event_node(event: Event, spells: tuple[tuple[str, str], ...]) -> Node:
    word = mode_of(event.type, event.mode).label if event.mode else event_type(event.type).label.lower()
    return Node(
        id=short_id(event.id),
        label=f"{word} {event.time.start}" if event.time else word,
        kind="event",
        rank=1,
        values={
            "iri": event.id,
            "kind": "event",
            "event_type": event.type,
            "mode": event.mode,
            "status": event.status,
            "intensity": event.intensity,
            "reports": event.reports,
            "first": event.time.start if event.time else None,
            "last": event.time.end if event.time else None,
            "quote": surest_quote(event) or None,
        },
        spells=spells,
    )


def _entity_node(entity: Entity, rank: int) -> Node:
    return Node(
        id=short_id(entity.id),
        label=entity.label,
        kind=entity.kind,
        rank=rank,
        values={
            "iri": entity.id,
            "kind": entity.kind,
            "country": entity.country,
            "sector": entity.sector,
            "wikidata": entity.wikidata,
            "aliases": entity.aliases,
            "events": rank,
            "lat": entity.lat,
            "lng": entity.lon,
        },
    )


def _sorted(nodes: list[Node], edges: list[Edge]) -> Network:
    return Network(tuple(sorted(nodes, key=lambda n: n.id)), tuple(sorted(edges, key=lambda e: e.id)))
