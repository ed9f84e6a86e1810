"""The rows that answer a reading, and the events behind them: the queries of `kg.questions.sparql`, on columns."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

import numpy as np

from kg.model import Entity
from kg.namespaces import PLOVER
from kg.queries import Rebuild
from kg.queries.links import Mask, Numbers
from kg.questions.columnar.facts import Facts, facts
from kg.questions.columnar.pairs import Table, distinct, one_after_another
from kg.questions.columnar.slots import Solutions, themselves
from kg.questions.found import Cell, Found, told_by_store
from kg.questions.reading import Detail, Reading
from kg.questions.sparql import ENTITIES, Query
from kg.questions.wording import told
from kg.store import Store


class InColumns:
    """Finds in the columns of a store what the engine finds by the query."""

    def __init__(self, store: Store) -> None:
        self._store, self._rebuild = store, Rebuild(store)

    def find(self, reading: Reading, asked: Query) -> Found:
        """The rows that the query would give, in its order, and the events behind them."""
        known = facts(self._store)
        return _joined(reading, known) if reading.also or reading.but_not else _alone(reading, asked, known)

    def is_said(self, detail: Detail) -> bool:
        """Does the sentence of any event say so, or is any at the place, or about it?"""
        known = facts(self._store)
        there = (known.columns.places.having(detail.entities), known.columns.topics.having(detail.entities))
        return any(mask.any() for mask in there) or any(known.columns.saying(stem).any() for stem in detail.stems)

    def told(self, event: str) -> str:
        """An event in a few words; who stands first of several only its own quads tell."""
        known = facts(self._store)
        at = np.array([bisect_left(known.columns.ids, event)])
        actors, recipients = (pairs.of(at)[1].tolist() for pairs in (known.actors, known.recipients))
        if len(actors) > 1 or len(recipients) > 1:
            return told_by_store(self._store, self._rebuild, event)
        (types, type_of), (modes, mode_of) = known.types, known.modes
        mode = modes[mode_of[at[0]]] if mode_of[at[0]] >= 0 else None
        named = [[self._rebuild.entity(known.entities[n]).label for n in side] for side in (actors, recipients)]
        return told(types[type_of[at[0]]], mode, *named)

    def busiest(self, kind: str, count: int) -> list[Entity]:
        """Those of a kind who take part in most events."""
        known = facts(self._store)
        counts = known.columns.parties.counts(known.columns.occurred)
        found = (iri for iri in counts if known.kinds[known.number[iri]] == kind)
        return [self._rebuild.entity(iri) for iri in islice(found, count)]


def _alone(reading: Reading, asked: Query, known: Facts) -> Found:
    """A reading of one clause."""
    solutions = Solutions(reading, known)
    if reading.order in ("first", "last"):
        solutions.table = _extreme(reading, solutions.table, known)
    table = solutions.table
    if reading.ask == "did":
        number = len(table.events)
        yes = _within(reading, number) if _is_bounded(reading) else number > 0
        return _found([("yes" if yes else "no",)], table.events if yes else (), known)
    if reading.ask == "times":
        return _found([(len(table.events),)], table.events, known)
    chosen = table.take(_chosen(reading, table))
    if reading.ask == "number":
        column = reading.opens[0].column
        counted = chosen if _is_bounded(reading) else table
        return _found([(len(np.unique(counted[column])),)], chosen.events, known)
    rows = list(_rows(reading, solutions, chosen, asked.columns))
    return _found(rows, chosen.events if rows else (), known)


def _found(rows: list[tuple[Cell, ...]], events: Iterable[Any], known: Facts) -> Found:
    return Found(rows, tuple(known.columns.ids[event] for event in events))


def _extreme(reading: Reading, table: Table, known: Facts) -> Table:
    """The first or last of the events: all of that day, or as many as are asked for."""
    events = table.events
    days = known.columns.earliest[events]
    events, days = events[~np.isnat(days)], days[~np.isnat(days)]
    if not len(events):
        return table.take(np.empty(0, np.intp))
    if reading.top > 1:
        since = days.astype(np.int64) * (1 if reading.order == "first" else -1)
        chosen = events[np.lexsort((events, since))][: reading.top]
    else:
        chosen = events[days == (days.min() if reading.order == "first" else days.max())]
    return table.take(np.isin(table["event"], chosen))


@dataclass(frozen=True, slots=True)
class _Groups:
    """The rows of a table by what fills some of its columns, with how many events or counterparts each has."""

    keys: Numbers
    of: Numbers
    counts: Numbers

    @classmethod
    def by(cls, names: tuple[str, ...], reading: Reading, table: Table) -> _Groups:
        keys, of = table.groups(names)
        return cls(keys, of, distinct(of, table["whom" if reading.counted else "event"], len(keys)))


def _fillers(reading: Reading) -> tuple[str, ...]:
    """The columns by which rows are counted."""
    return tuple(o.column for o in reading.opens if not (reading.counted and o.column == "whom"))


def _chosen(reading: Reading, table: Table) -> Mask:
    """The rows whose fillers the number of their events chooses; all, where it does not."""
    names = _fillers(reading)
    ranked = reading.order in ("most", "least")
    if not names or "event" in names or not (ranked or _is_bounded(reading)) or not len(table):
        return np.ones(len(table), dtype=np.bool_)
    groups = _Groups.by(names, reading, table)
    if ranked:
        ordered = np.sort(groups.counts)
        best = ordered[::-1][: reading.top] if reading.order == "most" else ordered[: reading.top]
        good: Mask = groups.counts >= best[-1] if reading.order == "most" else groups.counts <= best[-1]
    else:
        good = np.array([_within(reading, count) for count in groups.counts.tolist()], dtype=np.bool_)
    return good[groups.of]


def _is_bounded(reading: Reading) -> bool:
    return reading.more_than is not None or reading.fewer_than is not None


def _within(reading: Reading, number: int) -> bool:
    more, fewer = reading.more_than, reading.fewer_than
    return (more is None or number > more) and (fewer is None or number < fewer)


def _rows(reading: Reading, solutions: Solutions, table: Table, columns: tuple[str, ...]) -> Iterator[tuple[Cell, ...]]:
    known = solutions.facts.columns
    names = _fillers(reading)
    if "event" in names:
        yield from _events(table.events, solutions.facts)
        return
    ranked = reading.order in ("most", "least")
    if "whom" in names and not ranked:
        yield from _pairs(solutions, table, columns)
        return
    groups = _Groups.by(names, reading, table)
    shown = [tuple(map(solutions.shown, names, key)) for key in groups.keys.tolist()]
    order: list[Any]
    if ranked or reading.counted:
        order = [-count if reading.order != "least" else count for count in groups.counts.tolist()]
        rows = [(*row, count) for row, count in zip(shown, groups.counts.tolist(), strict=True)]
    else:
        rows = list(shown)
        if names[0] in ("when", "year", "month"):
            days = np.full(len(shown), np.iinfo(np.int64).max)
            np.minimum.at(days, groups.of, known.earliest[table["event"]].astype(np.int64))
            order = days.tolist()
        else:
            order = (-groups.counts).tolist()
    by_label = {
        at: [_labelled(solutions, name, number) for name, number in zip(names, key, strict=True)]
        for at, key in enumerate(groups.keys.tolist())
    }
    if ranked:
        yield from (rows[at] for at in sorted(by_label, key=lambda at: (order[at], [x[::-1] for x in by_label[at]])))
    else:
        yield from (rows[at] for at in sorted(by_label, key=lambda at: (order[at], by_label[at])))


def _labelled(solutions: Solutions, column: str, number: int) -> tuple[str, str]:
    """What stands for a filler in the order of rows: the term, and its label where it has one."""
    shown = solutions.shown(column, number)
    return (shown, solutions.facts.label(number)) if column in ENTITIES else (shown, "")


def _events(events: Numbers, known: Facts) -> Iterator[tuple[Cell, ...]]:
    """A row for each event, by day."""
    (names, of), (types, type_of), columns = known.when, known.types, known.columns
    days = columns.earliest[events]
    since = np.where(np.isnat(days), np.iinfo(np.int64).min, days.astype(np.int64))
    for event in events[np.lexsort((events, since))].tolist():
        when = names[of[event]] if of[event] >= 0 else None
        yield when, PLOVER + types[type_of[event]], columns.ids[event]


def _pairs(solutions: Solutions, table: Table, columns: tuple[str, ...]) -> Iterator[tuple[Cell, ...]]:
    """A row for each event and who did it to whom, by day."""
    known = solutions.facts
    names, of = known.when
    fillers = tuple(c for c in columns if c != "when")
    table = table.only(("event", *fillers))
    days = known.columns.earliest[table["event"]]
    since = np.where(np.isnat(days), np.iinfo(np.int64).min, days.astype(np.int64)).tolist()
    events = table["event"].tolist()
    keys = list(zip(*(table[name].tolist() for name in fillers), strict=True))
    who, whom = fillers.index("who"), fillers.index("whom")

    def place(at: int) -> tuple[Any, ...]:
        return since[at], events[at], known.label(keys[at][who]), known.label(keys[at][whom])

    for at in sorted(range(len(keys)), key=place):
        cells = dict(zip(fillers, map(solutions.shown, fillers, keys[at]), strict=True))
        when = names[of[events[at]]] if of[events[at]] >= 0 else None
        yield tuple(when if column == "when" else cells[column] for column in columns)


def _joined(reading: Reading, known: Facts) -> Found:
    """Who did several things, or one thing and not another, each told of by events of its own."""
    both = [Solutions(each, known) for each in (replace(reading, also=(), but_not=()), *reading.also)]
    if reading.ask == "did":
        yes = all(len(each.table) for each in both)
        every = one_after_another([each.table for each in both], ("event",)).events if yes else ()
        return _found([("yes" if yes else "no",)], every, known)
    column = reading.opens[0].column
    chosen = set.intersection(*(_filling(each, column) for each in both))
    for other in reading.but_not:
        chosen -= _filling(Solutions(other, known), column)
        if column == "who":
            numbers = known.numbers(tuple(chosen))
            chosen = {known.entities[n] for n in numbers[themselves(other.participants, numbers, known)].tolist()}
    events = sorted({event for each in both for event in _of(each, column, chosen)})
    if reading.ask == "number":
        return _found([(len(chosen),)], events, known)
    labels = {iri: known.label(known.number[iri]) if column in ENTITIES else iri for iri in chosen}
    return _found([(iri,) for iri in sorted(chosen, key=lambda iri: (labels[iri], iri))], events, known)


def _filling(solutions: Solutions, column: str) -> set[str]:
    return {solutions.shown(column, number) for number in np.unique(solutions.table[column]).tolist()}


def _of(solutions: Solutions, column: str, chosen: set[str]) -> Iterator[int]:
    good = {n for n in np.unique(solutions.table[column]).tolist() if solutions.shown(column, n) in chosen}
    return iter(solutions.table.take(np.isin(solutions.table[column], list(good))).events.tolist())
