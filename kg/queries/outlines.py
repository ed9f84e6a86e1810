"""Events in outline: what a network needs of them, read a property at a time for all events at once.

To read an event whole takes a look-up for each of its claims, parties and articles. Here every property is one scan of
the engine, so that a million events take about as long as a few ten thousand whole ones.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Generic, NamedTuple, TypeAlias, TypeVar, cast

import numpy as np

from kg.errors import StoreError
from kg.model import Entity, Event, Party, Status, TimeSpan
from kg.namespaces import article_id
from kg.queries.columns import columns
from kg.queries.events import each_event, numbers
from kg.queries.filters import EVERYTHING, Filter
from kg.queries.links import Links, Numbers
from kg.queries.remembered import remembered
from kg.rdf import terms as t
from kg.store import Store

T = TypeVar("T")

# So few of all events are read whole: that is quicker than to read a property of all.
_FEW = 1 / 50
_AT_ONCE = 10_000


class Evidence(NamedTuple):
    """What a network needs of a claim; the names are those of `kg.model.Claim`."""

    article: str
    url: str | None
    quote: str
    status: str
    confidence: float
    rule: str


class Outline(NamedTuple):
    """An event without offsets, speakers, roles and disagreements; the names are those of `kg.model.Event`.

    Who takes part comes in the order of their IRIs.
    """

    id: str
    type: str
    mode: str | None
    status: Status
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    mediators: tuple[Party, ...]
    time: TimeSpan | None
    place: Entity | None
    topics: tuple[Entity, ...]
    quad: str
    intensity: float
    reports: int
    claims: tuple[Evidence, ...]


Told: TypeAlias = Event | Outline
"""An event, whole or in outline: what networks are made of."""


def each_told(store: Store, wanted: Filter = EVERYTHING, *, sectors: bool = False) -> Iterator[Told]:
    """The events that meet a filter, in its order, each whole or in outline: whichever is quicker.

    Parameters
    ----------
    sectors : bool
        Whether parties need to tell for which sector they act in the event.

    Raises
    ------
    UsageError
        If a field of the filter makes no sense.
    NotFoundError
        If the filter names someone or something that is not in the graph.
    """
    chosen = numbers(store, wanted)
    if len(chosen) <= _FEW * len(columns(store)):
        return each_event(store, wanted)
    return _outlined(store, chosen, sectors=sectors)


def outlines(store: Store, wanted: Filter = EVERYTHING, *, sectors: bool = False) -> Iterator[Outline]:
    """The same, all in outline."""
    return _outlined(store, numbers(store, wanted), sectors=sectors)


def _outlined(store: Store, chosen: Numbers, *, sectors: bool) -> Iterator[Outline]:
    known, told = columns(store), remembered(store, _Evidences)
    acting = remembered(store, _sectors) if sectors else {}
    one = cache(store.entity)
    # A party of no sector is the same in every event.
    plain = cache(lambda iri: Party(entity=one(iri)))

    def parties(event: str, side: str, iris: Sequence[str]) -> tuple[Party, ...]:
        if not acting:
            return tuple([plain(iri) for iri in iris])
        return tuple([_party(one(iri), acting.get((event, side, iri))) for iri in iris])

    single = [_Single(links) for links in (known.types, known.modes, known.statuses, known.quads, known.places)]
    several = [_Grouped(links) for links in (known.actors, known.recipients, known.mediators, known.topics)]
    for at in range(0, len(chosen), _AT_ONCE):
        some = chosen[at : at + _AT_ONCE]
        rows = zip(
            some.tolist(),
            *(each.of(some) for each in single),
            *(each.of(some) for each in several),
            told.of(some),
            *(each[some].tolist() for each in (known.starts, known.ends, known.intensity, known.reports)),
            strict=True,
        )
        for number, kind, mode, status, quad, place, by, to, between, about, claims, start, end, score, reports in rows:
            event = known.ids[number]
            yield Outline(
                event,
                kind,
                mode,
                status,
                parties(event, "actor", by),
                parties(event, "recipient", to),
                parties(event, "mediator", between),
                _span(start, end) if start else None,
                one(place) if place else None,
                tuple([one(iri) for iri in about]),
                quad,
                score,
                int(reports),
                claims,
            )


class _Grouped:
    """The values of each event, in their order."""

    def __init__(self, links: Links) -> None:
        self.names = links.names
        self._starts, self._codes = links.by_event()

    def of(self, events: Numbers) -> Iterator[Sequence[str]]:
        names = self.names
        for codes in self.codes(events):
            yield (names[codes[0]],) if len(codes) == 1 else sorted([names[code] for code in codes])

    def codes(self, events: Numbers) -> Iterator[list[int]]:
        known = self._codes
        for first, last in zip(self._starts[events].tolist(), self._starts[events + 1].tolist(), strict=True):
            yield known[first:last].tolist()


class _Single:
    """The one value of each event, if it has one."""

    def __init__(self, links: Links) -> None:
        starts, codes = links.by_event()
        self._names: list[str | None] = [*links.names, None]
        self._codes = np.full(len(starts) - 1, -1)
        has_one = starts[1:] > starts[:-1]
        self._codes[has_one] = codes[starts[:-1][has_one]]

    def of(self, events: Numbers) -> list[str | None]:
        names = self._names
        return [names[code] for code in self._codes[events].tolist()]


class _Evidences:
    """The claims of every event, in the order of their IRIs."""

    def __init__(self, store: Store) -> None:
        known = columns(store)
        events = known.parts.claim_events
        self._claims = np.argsort(events, kind="stable")
        self._starts = np.searchsorted(events[self._claims], np.arange(len(known) + 1))
        number = {iri: at for at, iri in enumerate(known.parts.claim_ids.as_list())}
        told = known.rows(f"SELECT ?claim ?article ?quote {{ GRAPH ?article {{ ?claim {t.QUOTE} ?quote }} }}")
        quotes = _of_claims(((claim, (article, quote)) for claim, article, quote in told), number)
        statuses, confidences, rules = (
            _of_claims(known.properties(p, "?article"), number) for p in (t.STATUS, t.CONFIDENCE, t.RULE)
        )
        urls = dict(known.properties(t.URL, "?article"))
        # Most articles make several claims.
        articles = _Made(lambda iri: (article_id(iri), urls.get(iri)))
        self._made = [
            Evidence(*articles[article], quote, sys.intern(status), float(confidence), sys.intern(rule))
            for (article, quote), status, confidence, rule in zip(quotes, statuses, confidences, rules, strict=True)
        ]

    def of(self, events: Numbers) -> Iterator[tuple[Evidence, ...]]:
        made, claims = self._made, self._claims
        for first, last in zip(self._starts[events].tolist(), self._starts[events + 1].tolist(), strict=True):
            yield tuple([made[claim] for claim in claims[first:last].tolist()])


class _Made(dict[str, T], Generic[T]):
    """What is made of a text, made once."""

    def __init__(self, make: Callable[[str], T]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, text: str) -> T:
        made = self[text] = self._make(text)
        return made


def _of_claims(rows: Iterable[tuple[str, T]], number: Mapping[str, int]) -> list[T]:
    """The value of each claim; events and articles that have the property as well are left out.

    Raises
    ------
    StoreError
        If a claim has none.
    """
    found: list[T | None] = [None] * len(number)
    for claim, value in rows:
        if claim in number:
            found[number[claim]] = value
    if None in found:
        lacking = next(claim for claim, at in number.items() if found[at] is None)
        raise StoreError("a part of a claim is not stored", where=lacking, remedy="build the store again")
    return cast(list[T], found)


def _sectors(store: Store) -> dict[tuple[str, str, str], str]:
    """For which sector a party acts, where that is told, by the event, its side in it (`actor`), and who it is."""
    known = columns(store)
    sectors = dict(known.properties(t.SECTOR))
    told = ((node, entity) for node, entity in known.properties(t.ENTITY) if node in sectors)
    # From the last to the first, whose word counts.
    return {(*_side(node), entity): sectors[node] for node, entity in sorted(told, reverse=True)}


def _side(node: str) -> tuple[str, str]:
    event, _, side = node.partition("#")
    return event, side.partition("-")[0]


@lru_cache(maxsize=1 << 16)
def _party(entity: Entity, sector: str | None) -> Party:
    return Party(entity=entity, sector=sector)


@lru_cache(maxsize=1 << 16)
def _span(start: bytes, end: bytes) -> TimeSpan:
    return TimeSpan(start=start.decode(), end=end.decode())
