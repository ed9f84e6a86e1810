"""Who is in contact with whom: the matrix, the surroundings of one actor, chains, and similar profiles."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import networkx as nx

from kg import cards
from kg.errors import NotFoundError, UsageError
from kg.relations.rows import Rows
from kg.relations.ties import CONTACT, label, node, ties

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """How often each had to do with each; ``counts[i][j]`` goes from the i-th actor to the j-th."""

    ids: tuple[str, ...]
    labels: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]

    def to_pandas(self) -> pd.DataFrame:
        """A square data frame with the labels on both sides.

        Raises
        ------
        UsageError
            If pandas is not installed.
        """
        try:
            import pandas as pd
        except ImportError as error:
            raise UsageError(
                "a data frame needs pandas", remedy="install the extra: pip install 'aide-memoire[notebook]'"
            ) from error
        return pd.DataFrame(list(self.counts), index=list(self.labels), columns=list(self.labels))

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        return ("who", *self.labels)

    def to_records(self) -> list[dict[str, Any]]:
        """A dict for each actor, with the numbers by label."""
        return [
            {"who": who, **dict(zip(self.labels, row, strict=True))}
            for who, row in zip(self.labels, self.counts, strict=True)
        ]

    def _repr_html_(self) -> str:
        rows = [(who, *(n or "" for n in row)) for who, row in zip(self.labels, self.counts, strict=True)]
        return cards.table(("", *self.labels), rows)


def contact_matrix(
    graph: nx.MultiDiGraph[str], *, types: Collection[str] | None = CONTACT, limit: int | None = None
) -> Matrix:
    """How often who contacted whom.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        As `kg.relations.relations` makes it.
    types : collection of str, optional
        Which events are contacts; None takes all.
    limit : int, optional
        Only so many actors, those with most contacts.

    Returns
    -------
    Matrix
        Numbers of events: strengths. An event with a direction counts in the row of who began it and the column of
        whom it went to; one without counts both ways. A symmetric matrix is thus no sign that both began equally
        often, only that the texts did not say. Actors stand in the order of their contacts, the most first.

    Examples
    --------
    Ann called Bob; Bob and Cem spoke.

    >>> graph = nx.MultiDiGraph()
    >>> _ = graph.add_edge("Ann", "Bob", "e1", type="CONSULT", directed=True)
    >>> _ = graph.add_edge("Bob", "Cem", "e2", type="CONSULT", directed=False)
    >>> matrix = contact_matrix(graph)
    >>> matrix.labels, matrix.counts
    (('Bob', 'Ann', 'Cem'), ((0, 0, 1), (1, 0, 0), (1, 0, 0)))
    """
    counts: Counter[tuple[str, str]] = Counter()
    contacts: Counter[str] = Counter()
    for first, second, edge in graph.edges(data=True):
        if types is None or edge["type"] in types:
            counts[first, second] += 1
            if not edge["directed"]:
                counts[second, first] += 1
            contacts.update((first, second))
    who = sorted(contacts, key=lambda n: (-contacts[n], label(graph, n), n))[:limit]
    return Matrix(
        ids=tuple(who),
        labels=tuple(label(graph, n) for n in who),
        counts=tuple(tuple(counts[a, b] for b in who) for a in who),
    )


def ego(graph: nx.MultiDiGraph[str], who: str, *, radius: int = 1) -> nx.MultiDiGraph[str]:
    """The surroundings of an actor: whoever is at most so many relations away, and all relations among them.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        As `kg.relations.relations` makes it.
    who : str
        A name or id.
    radius : int
        In relations of whatever direction; weights play no part.

    Examples
    --------
    >>> graph = nx.MultiDiGraph([("Ann", "Bob"), ("Bob", "Cem"), ("Cem", "Dee")])
    >>> sorted(ego(graph, "Ann")), sorted(ego(graph, "Ann", radius=2))
    (['Ann', 'Bob'], ['Ann', 'Bob', 'Cem'])
    """
    around: nx.MultiDiGraph[str] = nx.ego_graph(graph, node(graph, who), radius=radius, undirected=True)
    return around


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link of a chain: of the events between two, the one that most articles report.

    Parameters
    ----------
    events : int
        How many events the two have.
    quote : str
        The sentence of the surest claim of the event.
    """

    step: int
    first: str
    first_id: str
    kind: str
    second: str
    second_id: str
    directed: bool
    day: str | None
    events: int
    articles: tuple[str, ...]
    event: str
    quote: str


def chain(
    graph: nx.MultiDiGraph[str], first: str, second: str, *, types: Collection[str] | None = CONTACT
) -> Rows[Link]:
    """The shortest chain of contacts from one actor to another, with the evidence of each link.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        As `kg.relations.relations` makes it.
    first, second : str
        Names or ids.
    types : collection of str, optional
        Which events are contacts; None takes all.

    Returns
    -------
    Rows of Link
        As few links as can be, whatever their direction; of chains equally short the one with more events (a
        strength; its inverse is the distance). `directed` tells whether the event goes from `first` to `second` of
        its row; one that goes the other way has them the other way round.

    Raises
    ------
    NotFoundError
        If there is no such actor, or no chain.

    Examples
    --------
    >>> graph = nx.MultiDiGraph()
    >>> shared = dict(type="CONSULT", kind="phone call", directed=False, start="2021-01-16", reports=1,
    ...               articles=("a",), quote="They spoke.")
    >>> for key, (a, b) in enumerate([("Ann", "Bob"), ("Bob", "Dee"), ("Ann", "Cem"), ("Cem", "Dee"), ("Cem", "Dee")]):
    ...     _ = graph.add_edge(a, b, str(key), **shared)
    >>> [(link.first, link.second, link.events) for link in chain(graph, "Ann", "Dee")]
    [('Ann', 'Cem', 1), ('Cem', 'Dee', 2)]
    """
    simple = ties(graph, types=types)
    start, end = node(graph, first), node(graph, second)
    many = len(simple) + 1

    def length(a: str, b: str, tie: dict[str, Any]) -> float:
        # The fractions of a whole chain stay below one link.
        return 1.0 + 1.0 / (many * (1 + int(tie["weight"])))

    try:
        path: list[str] = nx.dijkstra_path(simple, start, end, weight=length)
    except nx.NetworkXNoPath as error:
        raise NotFoundError(
            f"no chain of contacts leads from {label(graph, start)} to {label(graph, end)}",
            remedy="allow other types of events, or a longer time",
        ) from error
    return Rows(Link, [_link(graph, n, a, b, types) for n, (a, b) in enumerate(pairwise(path), 1)])


def _link(graph: nx.MultiDiGraph[str], step: int, a: str, b: str, types: Collection[str] | None) -> Link:
    between = [(u, v, k, d) for u, v, k, d in edges_between(graph, a, b) if types is None or d["type"] in types]
    u, v, event, best = min(between, key=lambda e: (-e[3]["reports"], e[3]["start"] or "~", e[2]))
    if not best["directed"]:
        u, v = a, b
    return Link(
        step=step,
        first=label(graph, u),
        first_id=u,
        kind=best["kind"],
        second=label(graph, v),
        second_id=v,
        directed=best["directed"],
        day=best["start"],
        events=len({key for _, _, key, _ in between}),
        articles=best["articles"],
        event=event,
        quote=best["quote"],
    )


def edges_between(graph: nx.MultiDiGraph[str], a: str, b: str) -> list[tuple[str, str, str, dict[str, Any]]]:
    """The edges between two nodes, both ways."""
    return [
        (u, v, key, edge)
        for u, v in (((a, b), (b, a)) if a != b else ((a, b),))
        if graph.has_edge(u, v)
        for key, edge in graph[u][v].items()
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Similar:
    """An actor whose contacts are like those of another; `shared` are the contacts that both have."""

    who: str
    who_id: str
    similarity: float
    shared: tuple[str, ...]


def similar(
    graph: nx.MultiDiGraph[str], who: str, *, types: Collection[str] | None = CONTACT, limit: int = 10
) -> Rows[Similar]:
    """Whose contacts are most like someone's.

    The cosine between the two rows of numbers of contacts (Salton and McGill 1983), without the contacts that the
    two have with each other: 1 if both have the same contacts in the same proportions, 0 if they share none.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        As `kg.relations.relations` makes it; weights are numbers of events: strengths.
    who : str
        A name or id.
    types : collection of str, optional
        Which events are contacts; None takes all.
    limit : int
        How many rows at most; whoever shares no contact is in none.

    Examples
    --------
    Ann has one event with Cem and one with Dee; Bob one with Cem: 1 / (√2 · 1).

    >>> graph = nx.MultiDiGraph()
    >>> for key, (a, b) in enumerate([("Ann", "Cem"), ("Ann", "Dee"), ("Bob", "Cem")]):
    ...     _ = graph.add_edge(a, b, key, type="CONSULT", quad="verbal cooperation")
    >>> [(row.who, round(row.similarity, 3), row.shared) for row in similar(graph, "Ann")]
    [('Bob', 0.707, ('Cem',))]
    """
    simple = ties(graph, types=types)
    own = node(graph, who)
    candidates = {far for near in simple[own] for far in simple[near]} - {own}
    rows = []
    for other in candidates:
        mine, theirs = _profile(simple, own, other), _profile(simple, other, own)
        shared = sorted(mine.keys() & theirs.keys())
        if shared:
            cosine = sum(mine[n] * theirs[n] for n in shared) / (_norm(mine.values()) * _norm(theirs.values()))
            names = tuple(label(graph, n) for n in shared)
            rows.append(Similar(who=label(graph, other), who_id=other, similarity=round(cosine, 4), shared=names))
    rows.sort(key=lambda row: (-row.similarity, -len(row.shared), row.who_id))
    return Rows(Similar, rows[:limit])


def _profile(simple: nx.Graph[str], of: str, without: str) -> dict[str, float]:
    return {n: tie["weight"] for n, tie in simple[of].items() if n != without}


def _norm(values: Sequence[float] | Collection[float]) -> float:
    return math.sqrt(sum(v * v for v in values))
