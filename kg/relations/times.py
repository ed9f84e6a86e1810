"""Relations over time: the timeline and balance of a pair, slices of the network, sudden changes."""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

import networkx as nx

from kg.errors import UsageError
from kg.relations.contacts import edges_between
from kg.relations.rows import Rows
from kg.relations.ties import label, node

Step: TypeAlias = Literal["month", "quarter", "year"]

_CUT: Mapping[Step, Callable[[str], str | None]] = {
    "month": lambda day: day[:7] if len(day) >= 7 else None,
    "quarter": lambda day: f"{day[:4]}-Q{(int(day[5:7]) + 2) // 3}" if len(day) >= 7 else None,
    "year": lambda day: day[:4],
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """An event of a timeline; it goes from `first` to `second` if `directed`."""

    start: str | None
    end: str | None
    first: str
    kind: str
    second: str
    directed: bool
    type: str
    mode: str | None
    place: str | None
    topics: tuple[str, ...]
    intensity: float
    articles: tuple[str, ...]
    event: str
    quote: str


def timeline(graph: nx.MultiDiGraph[str], first: str, second: str) -> Rows[Moment]:
    """What two did with each other, in order of time; what has no date comes last.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        As `kg.relations.relations` makes it.
    first, second : str
        Names or ids.

    Examples
    --------
    >>> graph = nx.MultiDiGraph()
    >>> shared = dict(end=None, kind="called", directed=True, type="CONSULT", mode="phone", place=None, topics=(),
    ...               intensity=1.5, articles=(), quote="")
    >>> _ = graph.add_edge("Ann", "Bob", "e2", start="2021-02", **shared)
    >>> _ = graph.add_edge("Bob", "Ann", "e1", start="2021-01-16", **shared)
    >>> [(row.start, row.first, row.kind, row.second) for row in timeline(graph, "ann", "bob")]
    [('2021-01-16', 'Bob', 'called', 'Ann'), ('2021-02', 'Ann', 'called', 'Bob')]
    """
    a, b = node(graph, first), node(graph, second)
    columns = ("start", "end", "kind", "directed", "type", "mode", "place", "topics", "intensity", "articles", "quote")
    rows = [
        Moment(first=label(graph, u), second=label(graph, v), event=key, **{name: edge[name] for name in columns})
        for u, v, key, edge in edges_between(graph, a, b)
    ]
    return Rows(Moment, sorted(rows, key=lambda row: (row.start is None, row.start or "", row.event)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """Cooperation and conflict of a pair in one period."""

    period: str
    events: int
    cooperation: float
    conflict: float
    balance: float
    mean: float | None


def balance(graph: nx.MultiDiGraph[str], first: str, second: str, *, step: Step = "month") -> Rows[Balance]:
    """The balance of cooperation and conflict between two over time.

    Each event counts with PLOVER's score of its type and mode (`intensity`, -10 the worst conflict, 10 the closest
    cooperation; after Goldstein 1992, doi:10.1177/0022002792036002007). `cooperation` sums what is above 0,
    `conflict` what is below, `balance` both; `mean` is by event. Every period from the first to the last has a row,
    without events too. An event that is not dated as closely as the period is in none; one that lasts counts where
    it begins.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        As `kg.relations.relations` makes it.
    first, second : str
        Names or ids.
    step : {"month", "quarter", "year"}

    Examples
    --------
    >>> graph = nx.MultiDiGraph()
    >>> for key, (day, score) in enumerate([("2021-01-16", 1.5), ("2021-01-20", -2.0), ("2021-03-01", 3.0)]):
    ...     _ = graph.add_edge("Ann", "Bob", key, start=day, intensity=score)
    >>> for row in balance(graph, "Ann", "Bob"):
    ...     print(row.period, row.events, row.cooperation, row.conflict, row.balance, row.mean)
    2021-01 2 1.5 -2.0 -0.5 -0.25
    2021-02 0 0.0 0.0 0.0 None
    2021-03 1 3.0 0.0 3.0 3.0
    """
    a, b = node(graph, first), node(graph, second)
    scores: dict[str, list[float]] = defaultdict(list)
    for _, _, _, edge in edges_between(graph, a, b):
        period = period_of(edge["start"], step)
        if period:
            scores[period].append(edge["intensity"])
    return Rows(Balance, [_balance(period, scores[period]) for period in periods(scores)])


def _balance(period: str, scores: list[float]) -> Balance:
    return Balance(
        period=period,
        events=len(scores),
        cooperation=round(sum((s for s in scores if s > 0), 0.0), 2),
        conflict=round(sum((s for s in scores if s < 0), 0.0), 2),
        balance=round(sum(scores, 0.0), 2),
        mean=round(statistics.fmean(scores), 2) if scores else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """The network of one period."""

    period: str
    events: int
    actors: int
    pairs: int
    density: float
    intensity: float | None


def slices(graph: nx.MultiDiGraph[str], *, step: Step = "month") -> dict[str, nx.MultiDiGraph[str]]:
    """The network cut into periods: those who have relations in each, with these relations.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        As `kg.relations.relations` makes it. An event that is not dated as closely as the period is in no slice;
        one that lasts is where it begins.
    step : {"month", "quarter", "year"}

    Examples
    --------
    >>> graph = nx.MultiDiGraph()
    >>> _ = graph.add_edge("Ann", "Bob", start="2021-01-16"), graph.add_edge("Bob", "Cem", start="2021-02")
    >>> {period: sorted(part) for period, part in slices(graph).items()}
    {'2021-01': ['Ann', 'Bob'], '2021-02': ['Bob', 'Cem']}
    """
    found: dict[str, nx.MultiDiGraph[str]] = {}
    for u, v, key, edge in graph.edges(keys=True, data=True):
        period = period_of(edge["start"], step)
        if period:
            part = found.setdefault(period, nx.MultiDiGraph())
            part.add_nodes_from((n, graph.nodes[n]) for n in (u, v) if n not in part)
            part.add_edge(u, v, key, **edge)
    return dict(sorted(found.items()))


def over_time(graph: nx.MultiDiGraph[str], *, step: Step = "month") -> Rows[Slice]:
    """The size of the network, period by period; every period from the first to the last has a row.

    `pairs` counts those who had to do with each other, whatever the direction; `density` is the share of pairs that
    did of all pairs of the period's actors; `intensity` is the mean of PLOVER's scores.

    Examples
    --------
    >>> graph = nx.MultiDiGraph()
    >>> for key, (a, b) in enumerate(["ab", "ba", "bc"]):
    ...     _ = graph.add_edge(a, b, key, start="2021-01-16", intensity=1.0)
    >>> [(row.period, row.events, row.actors, row.pairs, round(row.density, 2)) for row in over_time(graph)]
    [('2021-01', 3, 3, 2, 0.67)]
    """
    parts = slices(graph, step=step)
    return Rows(Slice, [_slice(period, parts.get(period)) for period in periods(parts)])


def _slice(period: str, part: nx.MultiDiGraph[str] | None) -> Slice:
    if part is None:
        return Slice(period=period, events=0, actors=0, pairs=0, density=0.0, intensity=None)
    related = {frozenset((u, v)) for u, v in part.edges() if u != v}
    events = {key: edge["intensity"] for _, _, key, edge in part.edges(keys=True, data=True)}
    possible = len(part) * (len(part) - 1) / 2
    return Slice(
        period=period,
        events=len(events),
        actors=len(part),
        pairs=len(related),
        density=round(len(related) / possible, 4) if possible else 0.0,
        intensity=round(statistics.fmean(events.values()), 2),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A period in which a pair's balance left its usual range; `usual` is the mean of the periods before."""

    period: str
    first: str
    first_id: str
    second: str
    second_id: str
    balance: float
    usual: float
    deviations: float


def changes(
    graph: nx.MultiDiGraph[str], *, step: Step = "month", window: int = 6, threshold: float = 3.0
) -> Rows[Change]:
    """Sudden changes: periods in which the balance of a pair was far from what it had been.

    A period's balance (see `balance`) is held against the mean and standard deviation of the balances of the
    `window` periods before it, as on a control chart (Shewhart 1931). Periods without events count as 0; a deviation
    below 1 counts as 1, so that a pair that was silent must move by `threshold` points of PLOVER's score at least.
    The first `window` periods of the network have nothing to be held against.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        As `kg.relations.relations` makes it.
    step : {"month", "quarter", "year"}
    window : int
        How many periods make the usual.
    threshold : float
        How many deviations are sudden.

    Returns
    -------
    Rows of Change
        The largest changes first; `deviations` is below 0 for a turn to conflict.

    Examples
    --------
    Silent for two months, then an attack of -9:

    >>> graph = nx.MultiDiGraph()
    >>> _ = graph.add_edge("Ann", "Bob", 1, start="2021-03-01", intensity=-9.0)
    >>> _ = graph.add_edge("Cem", "Dee", 2, start="2021-01-01", intensity=1.0)
    >>> [(row.period, row.first, row.second, row.deviations) for row in changes(graph, window=2)]
    [('2021-03', 'Ann', 'Bob', -9.0)]
    """
    if window < 1:
        raise UsageError(f"a window of {window} periods", remedy="give 1 or more")
    totals: dict[tuple[str, str], dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for u, v, edge in graph.edges(data=True):
        period = period_of(edge["start"], step)
        if period and u != v:
            totals[min(u, v), max(u, v)][period] += edge["intensity"]
    every = list(periods({period for by_period in totals.values() for period in by_period}))
    at = {period: number for number, period in enumerate(every)}
    rows = []
    for (a, b), by_period in totals.items():
        for period, now in by_period.items():
            before = [by_period.get(p, 0.0) for p in every[max(at[period] - window, 0) : at[period]]]
            if len(before) == window:
                usual = statistics.fmean(before)
                away = (now - usual) / max(statistics.pstdev(before), 1.0)
                if abs(away) >= threshold:
                    rows.append(_change(graph, period, a, b, now, usual, away))
    return Rows(Change, sorted(rows, key=lambda r: (-abs(r.deviations), r.period, r.first_id, r.second_id)))


def _change(graph: nx.MultiDiGraph[str], period: str, a: str, b: str, now: float, usual: float, away: float) -> Change:
    return Change(
        period=period,
        first=label(graph, a),
        first_id=a,
        second=label(graph, b),
        second_id=b,
        balance=round(now, 2),
        usual=round(usual, 2),
        deviations=round(away, 2),
    )


def period_of(day: str | None, step: Step) -> str | None:
    """The period of a date; None where the date is not known as closely.

    Examples
    --------
    >>> period_of("2021-05-16", "quarter"), period_of("2021", "month")
    ('2021-Q2', None)
    """
    if step not in _CUT:
        raise UsageError(f"no step {step!r}", remedy=f"one of {', '.join(_CUT)}")
    return _CUT[step](day) if day else None


def periods(known: Iterable[str]) -> Iterator[str]:
    """Every period from the first of these to the last.

    Examples
    --------
    >>> list(periods(["2020-11", "2021-01"])), list(periods(["2020-Q4", "2021-Q1"])), list(periods(["2020"]))
    (['2020-11', '2020-12', '2021-01'], ['2020-Q4', '2021-Q1'], ['2020'])
    """
    ordered = sorted(known)
    if not ordered:
        return
    now, last = ordered[0], ordered[-1]
    while now <= last:
        yield now
        now = _next(now)


def _next(period: str) -> str:
    year, _, part = period.partition("-")
    if not part:
        return f"{int(year) + 1:04}"
    if part.startswith("Q"):
        return f"{int(year) + 1:04}-Q1" if part == "Q4" else f"{year}-Q{int(part[1:]) + 1}"
    return f"{int(year) + 1:04}-01" if part == "12" else f"{year}-{int(part) + 1:02}"
