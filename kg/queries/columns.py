"""Every event of a store as columns in memory: what filters, orders and counts read.

The engine would have to join a pattern for each condition over all events and sort what is left, for each page anew.
Columns answer in well under a millisecond, whatever the conditions; they are made once for each state of a store, and
lie beside a snapshot from where they are mapped into memory.
"""

from __future__ import annotations

import weakref
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

import numpy as np
import pyoxigraph as ox

from kg.queries import kept_columns
from kg.queries.collected import collected
from kg.queries.links import Links, Mask, Numbers
from kg.queries.parts import Days, Parts, Times
from kg.queries.remembered import remembered
from kg.queries.scans import properties, rows, said_of_entities
from kg.rdf import terms as t
from kg.store import Store


class Columns:
    """The events of a store in the order of their IRIs; the attributes are those of `Parts`."""

    def __init__(self, store: Store, parts: Parts) -> None:
        self._store: Store = weakref.proxy(store)
        self.parts = parts
        self.ids = parts.ids
        self.starts, self.ends, self.earliest, self.latest = parts.starts, parts.ends, parts.earliest, parts.latest
        self.reports, self.confidence, self.intensity = parts.reports, parts.confidence, parts.intensity
        self.types, self.modes, self.statuses, self.quads = parts.types, parts.modes, parts.statuses, parts.quads
        self.actors, self.recipients, self.mediators = parts.actors, parts.recipients, parts.mediators
        self.parties, self.places, self.topics = parts.parties, parts.places, parts.topics
        self.countries, self.sectors = parts.countries, parts.sectors

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def occurred(self) -> Mask:
        """The events that took place."""
        return self.statuses.having(["occurred"])

    @cached_property
    def years(self) -> Links:
        """By the year of the first possible day."""
        return self._periods("datetime64[Y]")

    @cached_property
    def months(self) -> Links:
        """By the month of the first possible day."""
        return self._periods("datetime64[M]")

    @cached_property
    def days(self) -> Links:
        """By the first day, of the events whose first day is known."""
        known = np.flatnonzero(np.char.str_len(self.starts) == len("2021-01-31"))
        return self._by(known, self.starts[known])

    def said(self, words: str) -> Mask:
        """The events with these words in a quote, whatever their case."""
        return self._quoting(" ".join(words.lower().splitlines()))

    def saying(self, stem: str) -> Mask:
        """The events with a word in a quote that begins so, whatever its case."""
        return self._quoting(stem.lower(), whole_word=True)

    def _quoting(self, wanted: str, *, whole_word: bool = False) -> Mask:
        quotes, claims = self.parts.quotes, self.parts.claim_events
        mask = np.zeros(len(self), dtype=np.bool_)
        at = quotes.find(wanted) if wanted else -1
        while at >= 0:
            after = at + 1
            before = quotes.letter_before(at) if whole_word else ""
            if not (before.isalnum() or before == "_"):
                quote = quotes.number(at)
                mask[claims[quote]] = True
                # One hit a quote is enough.
                after = int(quotes.starts[quote + 1])
            at = quotes.find(wanted, after)
        return mask

    def claimed(self, claims: Mask) -> Mask:
        """The events of which any of these claims tells."""
        mask = np.zeros(len(self), dtype=np.bool_)
        mask[self.parts.claim_events[claims]] = True
        return mask

    def event_of(self, claim: str) -> str | None:
        """The event that a claim tells of, if it is told of any."""
        at = self.parts.claim_ids.at(claim)
        return None if at < 0 else self.ids[int(self.parts.claim_events[at])]

    def claims_of(self, claims: Iterable[str]) -> Mask:
        """The events of which any of the claims with these IRIs tells."""
        at = [at for at in map(self.parts.claim_ids.at, claims) if at >= 0]
        mask = np.zeros(len(self), dtype=np.bool_)
        mask[self.parts.claim_events[at]] = True
        return mask

    def properties(self, predicate: ox.NamedNode, graph: ox.NamedNode | str = t.EVENTS) -> Iterator[tuple[str, str]]:
        """Every subject and value of a property."""
        return properties(self._store, predicate, graph)

    def rows(self, sparql: str) -> Iterator[Sequence[str]]:
        """The rows of a query, unbound as empty."""
        return rows(self._store, sparql)

    def said_of_entities(self, predicate: ox.NamedNode) -> dict[str, str]:
        """The events' graph describes whom the world's does not."""
        return said_of_entities(self._store, predicate)

    def _periods(self, unit: str) -> Links:
        dated = np.flatnonzero(~np.isnat(self.earliest))
        return self._by(dated, self.earliest[dated].astype(unit))

    def _by(self, events: Numbers, values: Times | Days) -> Links:
        names, codes = np.unique(values, return_inverse=True)
        order = np.argsort(codes, kind="stable")
        starts = np.searchsorted(codes[order], np.arange(len(names) + 1))
        return Links.grouped(names.astype(str).tolist(), events[order], starts, len(self))


def columns(store: Store) -> Columns:
    """The columns of the store as it is now."""
    return remembered(store, _columns)


def _columns(store: Store) -> Columns:
    return Columns(store, (kept_columns.load(store) if store.read_only else None) or collected(store))
