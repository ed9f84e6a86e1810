"""The two networks that leave for graph tools: actors with their relations, or events as nodes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, TypeAlias, overload

import networkx as nx

from kg.errors import UsageError
from kg.model import Status, TimeSpan
from kg.namespaces import BASE, WIKIDATA
from kg.queries.outlines import Told
from kg.relations import OCCURRED, aggregate, communities, merge_spells, participation, relations

Value: TypeAlias = str | int | float | bool | tuple[str, ...] | None
View: TypeAlias = Literal["relations", "events"]
VIEWS: tuple[View, ...] = ("relations", "events")
Colour: TypeAlias = Literal["kind", "community"]
COLOURS: tuple[Colour, ...] = ("kind", "community")


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A node; `rank` is the number of its events, `spells` when it was there (none: always).

    `community` is its number, from 1 for the largest; 0 where it is in none, or where nobody asked.
    """

    id: str
    label: str
    kind: str
    rank: int
    values: Mapping[str, Value]
    spells: tuple[tuple[str, str], ...] = ()
    community: int = 0


class Edge(NamedTuple):
    """A directed edge; no two edges of a network share source, target and kind."""

    source: str
    target: str
    kind: str
    weight: float = 1.0
    quad: str = ""
    values: Mapping[str, Value] = MappingProxyType({})
    spells: tuple[tuple[str, str], ...] = ()

    @property
    def id(self) -> str:
        """Unique in its network, the same in every run."""
        return f"{self.source}|{self.kind}|{self.target}"


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes and edges, each in order of their ids."""

    nodes: Sequence[Node]
    edges: Sequence[Edge]

    def ends(self) -> Iterable[tuple[str, str]]:
        """Source and target of every edge."""
        return self.edges.ends() if isinstance(self.edges, _Edges) else ((e.source, e.target) for e in self.edges)


class _Edges(Sequence[Edge]):
    """The edges of a graph in the order of their ids, each made when it is its turn: there may be many."""

    def __init__(self, graph: nx.MultiDiGraph[str], made: Callable[[str, str, dict[str, Any]], Edge]) -> None:
        self._data = graph.get_edge_data
        self._made = made
        short = self._short = {iri: short_id(iri) for iri in graph}
        # Of texts only, which the collector of garbage need not go through.
        edges = graph.edges(keys=True)
        self._order = sorted(edges, key=lambda e: f"{short[e[0]]}|{e[2]}|{short[e[1]]}")

    def __len__(self) -> int:
        return len(self._order)

    def __iter__(self) -> Iterator[Edge]:
        made, data, short = self._made, self._data, self._short
        return (made(short[source], short[target], data(source, target, key)) for source, target, key in self._order)

    def ends(self) -> Iterator[tuple[str, str]]:
        short = self._short
        return ((short[source], short[target]) for source, target, _ in self._order)

    @overload
    def __getitem__(self, index: int) -> Edge: ...

    @overload
    def __getitem__(self, index: slice) -> list[Edge]: ...

    def __getitem__(self, index: int | slice) -> Edge | list[Edge]:
        if isinstance(index, slice):
            return [self._edge(*ends) for ends in self._order[index]]
        return self._edge(*self._order[index])

    def _edge(self, source: str, target: str, key: str) -> Edge:
        return self._made(self._short[source], self._short[target], self._data(source, target, key))


def network(
    events: Iterable[Told],
    as_: View = "relations",
    *,
    statuses: Collection[Status] = OCCURRED,
    colour: Colour = "kind",
) -> Network:
    """The network of these events.

    Parameters
    ----------
    events : iterable of Event or Outline
    as_ : {"relations", "events"}
        ``relations``: actors as nodes, an edge for each pair and kind, its weight the number of events (a strength).
        ``events``: each event is a node too, with an edge from each actor and mediator, and to each recipient, its
        place and its topics.
    statuses : collection of str
        Which events count.
    colour : {"kind", "community"}
        What nodes are to be coloured by; communities (see `kg.relations.communities`) are of relations only.

    Raises
    ------
    UsageError
        If there is no such view, or no communities in it.
    """
    if as_ not in VIEWS:
        raise UsageError(f"no network of {as_!r}", remedy=f"one of {', '.join(VIEWS)}")
    if colour not in COLOURS:
        raise UsageError(f"no colour by {colour!r}", remedy=f"one of {', '.join(COLOURS)}")
    if as_ == "events":
        if colour == "community":
            raise UsageError("events have no communities", remedy="colour by kind, or take relations")
        return of_participation(participation(events, statuses=statuses))
    return of_relations(relations(events, statuses=statuses), colour=colour)


def of_relations(graph: nx.MultiDiGraph[str], *, colour: Colour = "kind") -> Network:
    """The network of a graph that `kg.relations.relations` made, or of a part of one."""
    groups = {row.who_id: row.community for row in communities(graph)} if colour == "community" else {}
    return of_aggregate(aggregate(graph), groups)


def of_aggregate(graph: nx.MultiDiGraph[str], groups: Mapping[str, int] | None = None) -> Network:
    """The network of a graph that `kg.relations.aggregate` made."""
    known = groups or {}
    nodes = [_entity(iri, data, known.get(iri, 0)) for iri, data in graph.nodes(data=True)]
    return Network(sorted(nodes, key=lambda n: n.id), _Edges(graph, _relation))


def of_participation(graph: nx.MultiDiGraph[str]) -> Network:
    """The network of a graph that `kg.relations.participation` made."""
    nodes = [
        _event(iri, data) if data["kind"] == "event" else _entity(iri, data, 0) for iri, data in graph.nodes(data=True)
    ]
    when = {node.id: node.spells for node in nodes if node.kind == "event"}

    def part(source: str, target: str, edge: dict[str, Any]) -> Edge:
        spells = when.get(source) or when.get(target) or ()
        return Edge(source=source, target=target, kind=edge["kind"], quad=edge["quad"], spells=spells)

    return Network(sorted(nodes, key=lambda n: n.id), _Edges(graph, part))


def short_id(iri: str) -> str:
    """The part of an IRI that tells it apart: readable in a table of nodes.

    Examples
    --------
    >>> short_id("https://w3id.org/aide-memoire/state/AZE")
    'state/AZE'
    """
    return iri.removeprefix(BASE)


def _relation(source: str, target: str, edge: dict[str, Any]) -> Edge:
    values = {
        "directed": edge["directed"],
        "event_type": edge["type"],
        "modes": edge["modes"],
        "events": edge["count"],
        "reports": edge["reports"],
        "intensity": edge["intensity"],
        "first": edge["first"],
        "last": edge["last"],
        "topics": edge["topics"],
        "articles": edge["articles"],
        "links": edge["links"],
        "quotes": edge["quotes"],
    }
    # By position, for this is done once for each of very many edges.
    return Edge(source, target, edge["kind"], edge["weight"], edge["quad"], values, edge["spells"])


def _event(iri: str, data: Mapping[str, Any]) -> Node:
    return Node(
        id=short_id(iri),
        label=data["label"],
        kind="event",
        rank=1,
        values={
            "iri": iri,
            "kind": "event",
            "event_type": data["type"],
            "mode": data["mode"],
            "status": data["status"],
            "intensity": data["intensity"],
            "reports": data["reports"],
            "first": data["start"],
            "last": data["end"],
            "articles": data["articles"],
            "quote": data["quote"] or None,
        },
        spells=_days(data["start"], data["end"]) if data["start"] else (),
    )


def _days(start: str, end: str) -> tuple[tuple[str, str], ...]:
    time = TimeSpan(start=start, end=end)
    return merge_spells([(time.earliest, time.latest)])


def _entity(iri: str, data: Mapping[str, Any], community: int) -> Node:
    return Node(
        id=short_id(iri),
        label=data["label"],
        kind=data["kind"],
        rank=data["events"],
        community=community,
        values={
            "iri": iri,
            "kind": data["kind"],
            "country": data["country"],
            "sector": data["sector"],
            "wikidata": WIKIDATA + data["wikidata"] if data["wikidata"] else None,
            "aliases": data["aliases"],
            "events": data["events"],
            "community": community or None,
            "lat": data["lat"],
            "lng": data["lon"],
        },
    )
