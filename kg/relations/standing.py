"""Where actors stand in the network: brokers, mediators, communities, reciprocity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import combinations

import networkx as nx

from kg.model import Entity, Status
from kg.queries.outlines import Told
from kg.relations.direction import OCCURRED, acting, kept
from kg.relations.rows import Rows
from kg.relations.ties import COOPERATION, label, ties


@dataclass(frozen=True, slots=True, kw_only=True)
class Broker:
    """How an actor stands between others; `contacts` is the number of those they have to do with."""

    who: str
    who_id: str
    contacts: int
    betweenness: float
    constraint: float


def brokers(
    graph: nx.MultiDiGraph[str],
    *,
    types: Collection[str] | None = None,
    quads: Collection[str] | None = None,
    pivots: int | None = None,
    seed: int = 1,
) -> Rows[Broker]:
    """Who stands between others, by two measures; those with the highest betweenness first.

    `betweenness` is the share of shortest paths between two others that lead through an actor (Freeman 1977,
    doi:10.2307/3033543), from 0 to 1; every tie is one step long, whatever its weight. `constraint` (Burt 1992,
    *Structural Holes*) is high, about 1 and above, for whoever's contacts have to do with each other, and low for
    whoever bridges a gap; its weights are numbers of events: strengths. Actors without a tie are in no row.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        As `kg.relations.relations` makes it.
    types, quads : collection of str, optional
        Which events make a tie.
    pivots : int, optional
        Estimate betweenness from the paths of so many actors (Brandes and Pich 2007, doi:10.1142/S0218127407018403),
        for networks of thousands.
    seed : int
        Of the choice of pivots.

    Examples
    --------
    Ann and Cem have to do with Bob, not with each other: the one path leads through Bob, and half of Bob's attention
    goes to each, (1/2)² + (1/2)² = 0.5.

    >>> graph = nx.MultiDiGraph()
    >>> for key, (a, b) in enumerate([("Ann", "Bob"), ("Bob", "Cem")]):
    ...     _ = graph.add_edge(a, b, key, type="CONSULT", quad="verbal cooperation")
    >>> [(row.who, row.betweenness, row.constraint) for row in brokers(graph)]
    [('Bob', 1.0, 0.5), ('Ann', 0.0, 1.0), ('Cem', 0.0, 1.0)]
    """
    simple = ties(graph, types=types, quads=quads)
    simple.remove_nodes_from(list(nx.isolates(simple)))
    sample = pivots if pivots is not None and pivots < len(simple) else None
    between = nx.betweenness_centrality(simple, k=sample, seed=seed)
    constraint = nx.constraint(simple, weight="weight")
    rows = [
        Broker(
            who=label(graph, n),
            who_id=n,
            contacts=len(simple[n]),
            betweenness=round(between[n], 6),
            constraint=round(float(constraint[n]), 6),
        )
        for n in simple
    ]
    return Rows(Broker, sorted(rows, key=lambda row: (-row.betweenness, row.constraint, row.who_id)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Mediator:
    """A third party of talks between two others."""

    who: Entity
    first: Entity
    second: Entity
    events: int
    since: str | None
    until: str | None
    event: str


def mediators(events: Iterable[Told], *, statuses: Collection[Status] = OCCURRED) -> Rows[Mediator]:
    """Who mediated between whom, a row for each mediator and pair; those with most events first.

    Only who a text says to mediate is counted, not who merely stands between two in the network: see `brokers`.

    Parameters
    ----------
    events : iterable of Event or Outline
        Each pair of its parties, actors or recipients, counts as brought together by each of its mediators.
    statuses : collection of str
        Which events count.

    Returns
    -------
    Rows of Mediator
        `events` is a number of events; `since` and `until` are its first and last dates as far as known, `event` the
        IRI of the first.

    Examples
    --------
    >>> from kg.model import Event, Party
    >>> ann, bob, cem = (Party(entity=Entity(id=n, kind="person", label=n)) for n in ("Ann", "Bob", "Cem"))
    >>> talks = Event(id="e1", type="CONSULT", mode=None, status="occurred", actors=(ann, bob), mediators=(cem,),
    ...               claims=(), confidence=1, intensity=1, quad="verbal cooperation", cameo="040")
    >>> [(row.who.label, row.first.label, row.second.label, row.events) for row in mediators([talks])]
    [('Cem', 'Ann', 'Bob', 1)]
    """
    found: dict[tuple[str, str, str], list[Told]] = defaultdict(list)
    entities: dict[str, Entity] = {}
    for event in kept(events, statuses):
        between = acting(event.mediators, event)
        sides = {i: p for i, p in acting(event.actors + event.recipients, event).items() if i not in between}
        for party in (*between.values(), *sides.values()):
            entities.setdefault(party.entity.id, party.entity)
        for who in between:
            for first, second in combinations(sorted(sides), 2):
                found[who, first, second].append(event)
    rows = []
    for (who, first, second), told in found.items():
        told.sort(key=lambda e: (e.time is None, e.time.start if e.time else "", e.id))
        days = [e.time for e in told if e.time]
        rows.append(
            Mediator(
                who=entities[who],
                first=entities[first],
                second=entities[second],
                events=len(told),
                since=days[0].start if days else None,
                until=max(t.end for t in days) if days else None,
                event=told[0].id,
            )
        )
    return Rows(Mediator, sorted(rows, key=lambda r: (-r.events, r.who.id, r.first.id, r.second.id)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An actor's community, numbered from 1 by size."""

    community: int
    who: str
    who_id: str
    size: int


def communities(
    graph: nx.MultiDiGraph[str],
    *,
    types: Collection[str] | None = None,
    quads: Collection[str] | None = COOPERATION,
    resolution: float = 1.0,
    seed: int = 1,
) -> Rows[Member]:
    """Groups of actors who have more to do with each other than with the rest.

    By the method of Louvain (Blondel et al. 2008, doi:10.1088/1742-5468/2008/10/P10008), which seeks a high
    modularity. Ties are those of cooperation unless told otherwise: enemies who fight often are no community.
    Weights are numbers of events: strengths. Actors without such a tie are in no row.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        As `kg.relations.relations` makes it.
    types, quads : collection of str, optional
        Which events make a tie.
    resolution : float
        Above 1 for smaller communities, below 1 for larger ones.
    seed : int
        The same seed and graph give the same communities; another seed may move whoever stands between two.

    Examples
    --------
    Two triangles joined by one tie:

    >>> graph = nx.MultiDiGraph()
    >>> for key, (a, b) in enumerate(["ab", "bc", "ca", "de", "ef", "fd", "cd"]):
    ...     _ = graph.add_edge(a, b, key, type="CONSULT", quad="verbal cooperation")
    >>> [(row.community, row.who) for row in communities(graph)]
    [(1, 'a'), (1, 'b'), (1, 'c'), (2, 'd'), (2, 'e'), (2, 'f')]
    """
    simple = ties(graph, types=types, quads=quads)
    simple.remove_nodes_from(list(nx.isolates(simple)))
    # Numbers in place of ids: the order of a set of texts differs from one run to the next.
    ids = list(simple)
    numbered: nx.Graph[int] = nx.Graph()
    numbered.add_nodes_from(range(len(ids)))
    at = {n: number for number, n in enumerate(ids)}
    numbered.add_weighted_edges_from((at[a], at[b], tie["weight"]) for a, b, tie in simple.edges(data=True))
    found = nx.community.louvain_communities(numbered, weight="weight", resolution=resolution, seed=seed)
    groups = sorted((sorted(ids[n] for n in group) for group in found), key=lambda g: (-len(g), g))
    return Rows(
        Member,
        [
            Member(community=number, who=label(graph, n), who_id=n, size=len(group))
            for number, group in enumerate(groups, start=1)
            for n in group
        ],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """What two did to each other: events from the first to the second, back, and without a direction."""

    first: str
    first_id: str
    second: str
    second_id: str
    there: int
    back: int
    both: int
    reciprocity: float | None


def exchanges(graph: nx.MultiDiGraph[str], *, types: Collection[str] | None = None) -> Rows[Exchange]:
    """Who answered whom, a row for each pair; those with most events first.

    Returns
    -------
    Rows of Exchange
        `reciprocity` is the smaller of `there` and `back` by the larger, from 0 to 1; None where no event between
        the two has a direction. Events without one are only counted: nothing tells who began.

    Examples
    --------
    >>> graph = nx.MultiDiGraph()
    >>> for key, (a, b, directed) in enumerate([("Ann", "Bob", True), ("Ann", "Bob", True), ("Bob", "Ann", True)]):
    ...     _ = graph.add_edge(a, b, key, type="ACCUSE", directed=directed)
    >>> [(row.there, row.back, row.reciprocity) for row in exchanges(graph)]
    [(2, 1, 0.5)]
    """
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for u, v, edge in graph.edges(data=True):
        if types is None or edge["type"] in types:
            counts[min(u, v), max(u, v)][2 if not edge["directed"] else 0 if u <= v else 1] += 1
    rows = [
        Exchange(
            first=label(graph, a),
            first_id=a,
            second=label(graph, b),
            second_id=b,
            there=there,
            back=back,
            both=both,
            reciprocity=round(min(there, back) / max(there, back), 4) if there or back else None,
        )
        for (a, b), (there, back, both) in counts.items()
    ]
    return Rows(Exchange, sorted(rows, key=lambda r: (-(r.there + r.back + r.both), r.first_id, r.second_id)))


def reciprocity(graph: nx.MultiDiGraph[str], *, types: Collection[str] | None = None) -> float | None:
    """How much of what is done is done back: 0 nothing, 1 all.

    The weighted reciprocity of Squartini et al. (2013, doi:10.1038/srep02729): of all events with a direction, the
    share that is matched by one the other way. Weights are numbers of events: strengths. None without any event
    that has a direction.

    Examples
    --------
    Two one way and one back: two of the three are matched.

    >>> graph = nx.MultiDiGraph()
    >>> for key, (a, b) in enumerate([("Ann", "Bob"), ("Ann", "Bob"), ("Bob", "Ann")]):
    ...     _ = graph.add_edge(a, b, key, type="ACCUSE", directed=True)
    >>> round(reciprocity(graph), 3)
    0.667
    """
    rows = exchanges(graph, types=types)
    whole = sum(row.there + row.back for row in rows)
    return 2 * sum(min(row.there, row.back) for row in rows) / whole if whole else None
