"""The graph of actors: an edge an event, or one a pair and kind."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from statistics import fmean
from typing import Any

import networkx as nx

from kg.kinds import kind_of
from kg.model import Entity, Status, TimeSpan
from kg.queries.outlines import Told
from kg.relations.calls import surest_quote
from kg.relations.direction import OCCURRED, acting, kept, pairs
from kg.relations.folding import Offices, into_states
from kg.relations.participation import described
from kg.relations.rows import Rows
from kg.relations.ties import label


def relations(
    events: Iterable[Told],
    *,
    statuses: Collection[Status] = OCCURRED,
    fold_states: bool = False,
    states: Mapping[str, Entity] | None = None,
    offices: Offices | None = None,
) -> nx.MultiDiGraph[str]:
    """The graph of actors, with an edge for every event and pair of parties.

    Parameters
    ----------
    events : iterable of Event or Outline
        Read once and not kept: a generator will do.
    statuses : collection of str
        Which events count: only those that occurred, unless told otherwise.
    fold_states : bool
        Put the state in the place of each person who acted for one on the day; see `kg.relations.folding`. What
        happens within one state then has no edge.
    states : mapping of str to Entity, optional
        States by alpha-3 code, for the names of folded states that no event names itself.
    offices : callable, optional
        The terms of office of a person by IRI; without it a person's country alone decides.

    Returns
    -------
    networkx.MultiDiGraph
        Nodes are entity IRIs, one for everyone who takes part in any role, with `label`, `kind`, `country`,
        `wikidata`, `aliases`, `sector`, `lat`, `lon` and `events` (in how many events they take part). Edges have
        the event's IRI as key and `type`, `mode`, `quad`, `kind` (see `kind_of`), `directed`, `start`, `end` (ISO,
        as far as known, or None), `place` (label or None), `topics` (labels), `articles` (ids), `links` (addresses of
        articles), `reports`, `intensity` (PLOVER's score, -10 to 10), `status` and `quote` (the surest claim's
        sentence). There is no weight: each edge is one event.

    Examples
    --------
    >>> from kg.model import Event, Party
    >>> ann, bob, cem = (Party(entity=Entity(id=n, kind="person", label=n)) for n in ("Ann", "Bob", "Cem"))
    >>> def call(id, actors, recipients=()):
    ...     return Event(id=id, type="CONSULT", mode="phone", status="occurred", actors=actors, claims=(),
    ...                  recipients=recipients, confidence=1, intensity=1.5, quad="verbal cooperation", cameo="041")
    >>> graph = relations([call("e1", (ann,), (bob,)), call("e2", (cem, bob))])
    >>> for source, target, key, edge in graph.edges(keys=True, data=True):
    ...     print(source, edge["kind"], target, key, edge["directed"])
    Ann called Bob e1 True
    Bob phone call Cem e2 False
    >>> graph.nodes["Bob"]["events"]
    2
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    named: dict[str, Entity] = {e.id: e for e in (states or {}).values()}
    seen: dict[str, Entity] = {}
    taking_part: Counter[str] = Counter()
    fold = into_states(states, offices) if fold_states else None
    for event in kept(events, statuses):
        for party in (*event.actors, *event.recipients, *event.mediators):
            named.setdefault(party.entity.id, party.entity)
        everyone = acting(event.actors + event.recipients + event.mediators, event, fold)
        for iri, party in everyone.items():
            seen.setdefault(iri, party.entity)
        taking_part.update(everyone.keys())
        graph.add_nodes_from(everyone)
        shared = _edge(event)
        for pair in pairs(event, fold=fold):
            kind = kind_of(event.type, event.mode, directed=pair.directed)
            ends = pair.first.entity.id, pair.second.entity.id
            graph.add_edge(*ends, key=event.id, kind=kind, directed=pair.directed, **shared)
    for iri, entity in seen.items():
        graph.add_node(iri, **described(named.get(iri, entity)), events=taking_part[iri])
    return graph


def aggregate(graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """The graph with one edge for each pair and kind.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        As `relations` makes it.

    Returns
    -------
    networkx.MultiDiGraph
        The same nodes. Edges have the kind as key and `kind`, `type`, `modes`, `quad`, `directed`, `count` (events),
        `weight` (the count as a number: a strength, not a distance), `reports` (sum), `intensity` (mean), `first`,
        `last` (ISO days or None), `spells` (see `merge_spells`), `topics` (labels, the most frequent first),
        `articles`, `links` and `quotes` (sentences, those of the events with most reports first). An event without a
        date counts and has no spell.

    Examples
    --------
    >>> from kg.model import Event, Party
    >>> ann, bob = (Party(entity=Entity(id=n, kind="person", label=n)) for n in ("Ann", "Bob"))
    >>> def call(id, day):
    ...     return Event(id=id, type="CONSULT", mode="phone", status="occurred", actors=(ann,), recipients=(bob,),
    ...                  time=TimeSpan.on(day), confidence=1, intensity=1.5, quad="", cameo="041", claims=())
    >>> edge = aggregate(relations([call("e1", "2021-01-16"), call("e2", "2021-03")]))["Ann"]["Bob"]["called"]
    >>> edge["count"], edge["spells"]
    (2, (('2021-01-16', '2021-01-16'), ('2021-03-01', '2021-03-31')))
    """
    out: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    out.add_nodes_from(graph.nodes(data=True))
    groups: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for source, target, edge in graph.edges(data=True):
        groups[source, target, edge["kind"]].append(edge)
    for (source, target, kind), edges in groups.items():
        times = [TimeSpan(start=e["start"], end=e["end"]) for e in edges if e["start"]]
        topics = Counter(topic for e in edges for topic in e["topics"])
        spells = merge_spells((t.earliest, t.latest) for t in times)
        out.add_edge(
            source,
            target,
            key=kind,
            kind=kind,
            type=edges[0]["type"],
            modes=tuple(sorted({e["mode"] for e in edges if e["mode"]})),
            quad=edges[0]["quad"],
            directed=edges[0]["directed"],
            count=len(edges),
            weight=float(len(edges)),
            reports=sum(e["reports"] for e in edges),
            intensity=round(fmean(e["intensity"] for e in edges), 2),
            first=spells[0][0] if spells else None,
            last=spells[-1][1] if spells else None,
            spells=spells,
            topics=tuple(sorted(topics, key=lambda t: (-topics[t], t))),
            articles=tuple(sorted({a for e in edges for a in e["articles"]})),
            links=tuple(sorted({link for e in edges for link in e["links"]})),
            quotes=tuple(dict.fromkeys(e["quote"] for e in sorted(edges, key=_surest) if e["quote"])),
        )
    return out


def _surest(edge: dict[str, Any]) -> tuple[int, str, str]:
    return -edge["reports"], edge["start"] or "~", edge["quote"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """All events of one kind between two; from the first to the second if `directed`."""

    first: str
    first_id: str
    kind: str
    second: str
    second_id: str
    directed: bool
    events: int
    reports: int
    intensity: float
    since: str | None
    until: str | None
    articles: tuple[str, ...]


def listed(graph: nx.MultiDiGraph[str]) -> Rows[Relation]:
    """Who did what with whom: a row for each pair and kind, those with most events first.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        As `relations` makes it. `events` and `reports` are numbers, `intensity` is the mean of PLOVER's scores.

    Examples
    --------
    >>> graph = nx.MultiDiGraph()
    >>> edge = dict(kind="called", type="CONSULT", mode="phone", quad="", directed=True, start=None, end=None,
    ...             topics=(), articles=("a",), links=(), quote="", reports=1, intensity=1.5)
    >>> _ = graph.add_edge("Ann", "Bob", "e1", **edge), graph.add_edge("Ann", "Bob", "e2", **edge)
    >>> [(row.first, row.kind, row.second, row.events) for row in listed(graph)]
    [('Ann', 'called', 'Bob', 2)]
    """
    rows = [
        Relation(
            first=label(graph, u),
            first_id=u,
            kind=edge["kind"],
            second=label(graph, v),
            second_id=v,
            directed=edge["directed"],
            events=edge["count"],
            reports=edge["reports"],
            intensity=edge["intensity"],
            since=edge["first"],
            until=edge["last"],
            articles=edge["articles"],
        )
        for u, v, edge in aggregate(graph).edges(data=True)
    ]
    return Rows(Relation, sorted(rows, key=lambda r: (-r.events, r.first_id, r.second_id, r.kind)))


def merge_spells(spans: Iterable[tuple[date, date]]) -> tuple[tuple[str, str], ...]:
    """Spells of days, both ends included, in order; those that share a day become one.

    A month or year stands for all its days: the event took place in it, nobody said when.

    Examples
    --------
    >>> merge_spells([(date(2021, 3, 5), date(2021, 3, 5)), (date(2021, 3, 1), date(2021, 3, 31))])
    (('2021-03-01', '2021-03-31'),)
    >>> merge_spells([(date(2021, 3, 1), date(2021, 3, 1)), (date(2021, 3, 2), date(2021, 3, 2))])
    (('2021-03-01', '2021-03-01'), ('2021-03-02', '2021-03-02'))
    """
    merged: list[tuple[date, date]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return tuple((start.isoformat(), end.isoformat()) for start, end in merged)


def _edge(event: Told) -> dict[str, Any]:
    return {
        "type": event.type,
        "mode": event.mode,
        "quad": event.quad,
        "start": event.time.start if event.time else None,
        "end": event.time.end if event.time else None,
        "place": event.place.label if event.place else None,
        "topics": tuple(topic.label for topic in event.topics),
        "articles": tuple(sorted({claim.article for claim in event.claims})),
        "links": tuple(sorted({claim.url for claim in event.claims if claim.url})),
        "reports": event.reports,
        "intensity": event.intensity,
        "status": event.status,
        "quote": surest_quote(event),
    }
