"""Every event of a store as columns in memory: what filters, orders and counts read.

The engine would have to join a pattern for each condition over all events and sort what is left, for each page anew.
Columns answer in well under a millisecond, whatever the conditions; they are made once for each state of a store.
"""

from __future__ import annotations

import csv
import io
import weakref
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import compress, islice, repeat

import numpy as np
import numpy.typing as npt
import pyoxigraph as ox

from kg.namespaces import PLOVER
from kg.queries.links import Links, Mask, Numbers
from kg.queries.remembered import remembered
from kg.rdf import terms as t
from kg.store import Store

_AT_ONCE = 10_000


class Columns:
    """The events of a store in the order of their IRIs.

    Attributes
    ----------
    ids : list of str
    starts, ends : array of bytes
        As given, a year, month or day; empty for the undated.
    earliest, latest : array of datetime64[D]
        First and last possible day; NaT for the undated.
    types, modes, statuses, quads, actors, recipients, mediators, parties, places, topics : Links
        IRIs for whoever and whatever has one, else plain values.
    countries, sectors : Links
        Of those who take part.
    """

    def __init__(self, store: Store) -> None:
        self._store: Store = weakref.proxy(store)
        kinds = list(self.properties(t.EVENT_TYPE))
        self.ids = sorted({event for event, _ in kinds})
        self._number = {iri: at for at, iri in enumerate(self.ids)}
        self.types = Links(((self._number[event], kind.removeprefix(PLOVER)) for event, kind in kinds), len(self.ids))
        self.starts = self._times(t.START, np.zeros(len(self), dtype="S10"))
        # Few end on another day than that on which they begin.
        self.ends = self._times(t.HAS_END_TIME_STAMP, self.starts)
        self.earliest, self.latest = _days(self.starts), _days(self.ends, last=True)
        self.reports = self._numbers(t.REPORTS)
        self.confidence = self._numbers(t.CONFIDENCE)
        self.intensity = self._numbers(t.INTENSITY)
        self.modes, self.statuses, self.quads = map(self._links, (t.MODE, t.STATUS, t.QUAD))
        self.actors, self.recipients, self.mediators = map(self._links, (t.ACTOR, t.RECIPIENT, t.MEDIATOR))
        self.parties = self.actors.together(self.recipients).together(self.mediators)
        self.places, self.topics = map(self._links, (t.HAS_PLACE, t.TOPIC))
        self.countries = self.parties.through(self.said_of_entities(t.COUNTRY))
        roles = self._links(t.PARTY).through(dict(self.properties(t.SECTOR)))
        self.sectors = self.parties.through(self.said_of_entities(t.SECTOR)).together(roles)

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
        return Links.of(known, self.starts[known].astype(str).tolist(), len(self))

    def said(self, words: str) -> Mask:
        """The events with these words in a quote, whatever their case."""
        return self._quoting(" ".join(words.lower().splitlines()))

    def saying(self, stem: str) -> Mask:
        """The events with a word in a quote that begins so, whatever its case."""
        return self._quoting(stem.lower(), whole_word=True)

    def _quoting(self, wanted: str, *, whole_word: bool = False) -> Mask:
        text, starts, claims = self._quotes
        mask = np.zeros(len(self), dtype=np.bool_)
        at = text.find(wanted) if wanted else -1
        while at >= 0:
            after = at + 1
            if not whole_word or at == 0 or not (text[at - 1].isalnum() or text[at - 1] == "_"):
                quote = int(np.searchsorted(starts, at, side="right")) - 1
                mask[self.claims.events(claims[quote])] = True
                # One hit a quote is enough.
                after = int(starts[quote + 1]) if quote + 1 < len(starts) else len(text)
            at = text.find(wanted, after)
        return mask

    @cached_property
    def claims(self) -> Links:
        """By the claims that tell of them."""
        return self._links(t.HAS_CLAIM)

    @cached_property
    def rules(self) -> list[tuple[str, str]]:
        """Every claim with the rule that found it."""
        return list(self.properties(t.RULE, "?article"))

    @cached_property
    def _quotes(self) -> tuple[str, npt.NDArray[np.intp], list[str]]:
        """All quotes in lower case, a line each; where each starts; and whose it is."""
        rows = list(self.properties(t.QUOTE, "?article"))
        lines = [" ".join(quote.lower().splitlines()) for _, quote in rows]
        lengths = np.array([len(line) + 1 for line in lines], dtype=np.intp)
        starts = np.concatenate([np.zeros(min(1, len(lines)), np.intp), np.cumsum(lengths)[:-1]])
        return "\n".join(lines), starts, [claim for claim, _ in rows]

    def properties(self, predicate: ox.NamedNode, graph: ox.NamedNode | str = t.EVENTS) -> Iterator[tuple[str, str]]:
        """Every subject and value of a property."""
        rows = self.rows(f"SELECT ?subject ?value {{ GRAPH {graph} {{ ?subject {predicate} ?value }} }}")
        return ((subject, value) for subject, value in rows)

    def rows(self, sparql: str) -> Iterator[Sequence[str]]:
        """The rows of a query, unbound as empty; as text at once, for that keeps no other thread waiting."""
        written = self._store.select(sparql).serialize(format=ox.QueryResultsFormat.CSV) or b""
        rows = csv.reader(io.TextIOWrapper(io.BytesIO(written), encoding="utf-8", newline=""))
        next(rows)
        return rows

    def _values(self, predicate: ox.NamedNode) -> tuple[Numbers, list[str]]:
        """The numbers of events and their values; some properties are of parties and entities, too."""
        events: list[int] = []
        values: list[str] = []
        rows = self.properties(predicate)
        while some := list(islice(rows, _AT_ONCE)):
            subjects, told = zip(*some, strict=True)
            numbers = list(map(self._number.get, subjects, repeat(-1)))
            events.extend(numbers)
            values.extend(told)
        found = np.array(events, dtype=np.intp)
        ours = found >= 0
        return found[ours], list(compress(values, ours.tolist()))

    def _links(self, predicate: ox.NamedNode) -> Links:
        return Links.of(*self._values(predicate), len(self))

    def _times(self, predicate: ox.NamedNode, otherwise: npt.NDArray[np.bytes_]) -> npt.NDArray[np.bytes_]:
        times = otherwise.copy()
        events, values = self._values(predicate)
        times[events] = values
        return times

    def _numbers(self, predicate: ox.NamedNode) -> npt.NDArray[np.float64]:
        numbers = np.zeros(len(self))
        events, values = self._values(predicate)
        numbers[events] = list(map(float, values))
        return numbers

    def said_of_entities(self, predicate: ox.NamedNode) -> dict[str, str]:
        """The events' graph describes whom the world's does not."""
        return dict(self.properties(predicate)) | dict(self.properties(predicate, t.WORLD))

    def _periods(self, unit: str) -> Links:
        dated = np.flatnonzero(~np.isnat(self.earliest))
        return Links.of(dated, self.earliest[dated].astype(unit).astype(str).tolist(), len(self))


def _days(times: npt.NDArray[np.bytes_], *, last: bool = False) -> npt.NDArray[np.datetime64]:
    """The first or the last day that each may mean."""
    days = np.full(len(times), np.datetime64("NaT"), dtype="datetime64[D]")
    for length, unit in ((4, "Y"), (7, "M"), (10, "D")):
        these = np.char.str_len(times) == length
        periods = times[these].astype(str).astype(f"datetime64[{unit}]")
        days[these] = (periods + 1).astype("datetime64[D]") - 1 if last else periods.astype("datetime64[D]")
    return days


def columns(store: Store) -> Columns:
    """The columns of the store as it is now."""
    return remembered(store, Columns)
