"""What a reading finds in a store, by the engine: the rows of its query, and the events behind them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, TypeAlias

import pyoxigraph as ox

from kg.model import Entity
from kg.queries import Rebuild
from kg.questions.patterns import said
from kg.questions.reading import Detail, Reading
from kg.questions.sparql import Query
from kg.questions.wording import told
from kg.rdf import terms as t
from kg.rdf.nodes import value
from kg.rdf.slots import read_slots
from kg.store import Store

NUMBERS = ("times", "number")
Cell: TypeAlias = str | int | None


@dataclass(frozen=True, slots=True)
class Found:
    """Rows in the order of the query, with IRIs where entities and events stand; and the events behind them."""

    rows: list[tuple[Cell, ...]]
    events: tuple[str, ...]


class Finder(Protocol):
    """How the rows and events of a reading and its query are found."""

    def find(self, reading: Reading, asked: Query) -> Found:
        """The rows that the query gives, in its order, and the events behind them."""
        ...

    def is_said(self, detail: Detail) -> bool:
        """Does the sentence of any event say so?"""
        ...

    def told(self, event: str) -> str:
        """An event in a few words."""
        ...

    def busiest(self, kind: str, count: int) -> list[Entity]:
        """Those of a kind who take part in most events."""
        ...


class Engine:
    """Runs the query, and a second one for the events."""

    def __init__(self, store: Store) -> None:
        self._store, self._rebuild = store, Rebuild(store)

    def find(self, reading: Reading, asked: Query) -> Found:
        """The rows of the query, and the events behind them."""
        result = self._store.query(asked.text)
        rows: list[tuple[Cell, ...]]
        if isinstance(result, ox.QueryBoolean):
            rows = [("yes" if result else "no",)]
        else:
            assert isinstance(result, ox.QuerySolutions)
            rows = [tuple(_cell(c, row[c]) for c in asked.columns) for row in result]
        behind = self._store.select(asked.events) if holds(reading, rows) else ()
        return Found(rows, tuple(value(row[0]) for row in behind))

    def is_said(self, detail: Detail) -> bool:
        """Looks for a sentence or name until there is one."""
        asked = f"SELECT ?event {{ ?event a ?type . {said(detail)} }} LIMIT 1"
        return any(True for _ in self._store.select(asked))

    def told(self, event: str) -> str:
        """Reads the event's own quads, without its claims."""
        return told_by_store(self._store, self._rebuild, event)

    def busiest(self, kind: str, count: int) -> list[Entity]:
        """Counts them all."""
        rows = self._store.select(
            "SELECT ?who (COUNT(DISTINCT ?event) AS ?n) {"
            f" {{ SELECT ?event ?who {{ GRAPH {t.EVENTS} {{ ?event a sem:Event ; sem:hasActor ?who }} }} }}"
            f' ?who kg:kind "{kind}" }} GROUP BY ?who ORDER BY DESC(?n) ?who LIMIT {count}'
        )
        return [self._store.entity(value(row[0])) for row in rows]


def told_by_store(store: Store, rebuild: Rebuild, event: str) -> str:
    """An event in a few words, from its own quads."""
    slots = read_slots(event, store.node(ox.NamedNode(event), t.EVENTS), rebuild.look, rebuild.entity)
    actors, recipients = ([p.entity.label for p in side] for side in (slots["actors"], slots["recipients"]))
    return told(slots["type"], slots["mode"], actors, recipients)


def holds(reading: Reading, rows: list[tuple[Cell, ...]]) -> bool:
    """Is anything found?"""
    if reading.ask == "did":
        return rows[0][0] == "yes"
    return bool(rows) and (reading.ask not in NUMBERS or bool(rows[0][0]))


def _cell(column: str, term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> Cell:
    if term is None:
        return None
    return int(value(term)) if column in NUMBERS else value(term)
