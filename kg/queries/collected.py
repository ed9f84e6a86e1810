"""The parts of columns, read from a store: of all its events, or of some, which then take the place of others."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import compress, islice, repeat
from typing import TypeAlias

import numpy as np
import pyoxigraph as ox

from kg.namespaces import PLOVER
from kg.queries.links import Links, Mask, Numbers
from kg.queries.parts import ARRAYS, LINKS, Days, Parts, Times, Values
from kg.queries.scans import properties, said_of_entities
from kg.queries.texts import Texts
from kg.rdf import terms as t
from kg.rdf.nodes import value
from kg.store import Store

_Told: TypeAlias = Callable[[ox.NamedNode], Iterable[tuple[str, str]]]
"""Every subject and value of a property."""

_AT_ONCE = 10_000
_OF_CLAIMS = (t.QUOTE, t.RULE)
_DERIVED = ("parties", "countries", "sectors")


def collected(store: Store) -> Parts:
    """The parts of all events."""

    def told(predicate: ox.NamedNode) -> Iterator[tuple[str, str]]:
        return properties(store, predicate, "?article" if predicate in _OF_CLAIMS else t.EVENTS)

    return _derived(store, _parts(told))


def renewed(store: Store, before: Parts, changed: Collection[str]) -> Parts:
    """The parts of all events, where only those with these IRIs have changed, come or gone."""
    new = _parts(partial(_of_some, _nodes(store, changed)))
    gone = sorted(at for at in map(before.ids.at, changed) if at >= 0)
    events = _Splice.of(before.ids, gone, new.ids)
    lost = np.zeros(len(before.ids), dtype=np.bool_)
    lost[gone] = True
    # A claim may have gone from an event that is read anew to another one.
    gone_claims = set(np.flatnonzero(lost[before.claim_events]).tolist())
    gone_claims.update(at for at in map(before.claim_ids.at, new.claim_ids) if at >= 0)
    claims = _Splice.of(before.claim_ids, sorted(gone_claims), new.claim_ids)
    parts = {name: getattr(before, name) for name in Parts.__slots__}
    for name in set(LINKS) - {"rules", *_DERIVED}:
        parts[name] = parts[name].spliced(events.moved, getattr(new, name), events.came, events.size)
    for name in set(ARRAYS) - {"claim_events"}:
        parts[name] = events.array(parts[name], getattr(new, name))
    parts["ids"] = events.texts(before.ids, new.ids)
    parts["rules"] = before.rules.spliced(claims.moved, new.rules, claims.came, claims.size)
    parts["claim_events"] = claims.array(events.moved[before.claim_events], events.came[new.claim_events])
    parts["claim_ids"], parts["quotes"] = (
        claims.texts(getattr(before, name), getattr(new, name)) for name in ("claim_ids", "quotes")
    )
    return _derived(store, Parts(**parts))


class _Splice:
    """New rows among those that are kept, all in the order of their names."""

    def __init__(self, kept: Mask, at: Numbers) -> None:
        self._kept, self._at = kept, at
        self.size = int(kept.sum()) + len(at)
        self.came: Numbers = at + np.arange(len(at))
        """The number of each new row."""
        self.moved: Numbers = np.full(len(kept), -1, np.intp)
        """The number that each row now has; -1 for those that are gone."""
        left = np.ones(self.size, dtype=np.bool_)
        left[self.came] = False
        self.moved[kept] = np.flatnonzero(left)

    @classmethod
    def of(cls, before: Texts, gone: list[int], new: Texts) -> _Splice:
        kept = np.ones(len(before), dtype=np.bool_)
        kept[gone] = False
        # Where a new one would stand among all, less those before it that are gone.
        among = np.array([bisect_left(before, name) for name in new], dtype=np.intp)
        return cls(kept, among - np.searchsorted(np.array(gone, dtype=np.intp), among))

    def array(self, before: np.ndarray, new: np.ndarray) -> np.ndarray:
        return np.insert(before[self._kept], self._at, new)

    def texts(self, before: Texts, new: Texts) -> Texts:
        return before.spliced(self._kept, self._at, new)


def _parts(told: _Told) -> Parts:
    kinds = list(told(t.EVENT_TYPE))
    ids = sorted({event for event, _ in kinds})
    number = {iri: at for at, iri in enumerate(ids)}
    size = len(ids)

    def values(predicate: ox.NamedNode) -> tuple[Numbers, list[str]]:
        return _numbered(told(predicate), number)

    def links(predicate: ox.NamedNode) -> Links:
        return Links.of(*values(predicate), size)

    def times(predicate: ox.NamedNode, otherwise: Times) -> Times:
        found = otherwise.copy()
        events, given = values(predicate)
        found[events] = given
        return found

    def numbers(predicate: ox.NamedNode) -> Values:
        found = np.zeros(size)
        events, given = values(predicate)
        found[events] = list(map(float, given))
        return found

    starts = times(t.START, np.zeros(size, dtype="S10"))
    # Few end on another day than that on which they begin.
    ends = times(t.HAS_END_TIME_STAMP, starts)
    events, claims = values(t.HAS_CLAIM)
    of_claim = dict(zip(claims, events.tolist(), strict=True))
    claim_ids = sorted(of_claim)
    claim = {iri: at for at, iri in enumerate(claim_ids)}
    quotes = [""] * len(claim_ids)
    for iri, quote in told(t.QUOTE):
        if iri in claim:
            quotes[claim[iri]] = " ".join(quote.lower().splitlines())
    return Parts(
        ids=Texts.of(ids),
        starts=starts,
        ends=ends,
        earliest=_days(starts),
        latest=_days(ends, last=True),
        reports=numbers(t.REPORTS),
        confidence=numbers(t.CONFIDENCE),
        intensity=numbers(t.INTENSITY),
        types=Links(((number[event], kind.removeprefix(PLOVER)) for event, kind in kinds), size),
        modes=links(t.MODE),
        statuses=links(t.STATUS),
        quads=links(t.QUAD),
        actors=links(t.ACTOR),
        recipients=links(t.RECIPIENT),
        mediators=links(t.MEDIATOR),
        places=links(t.HAS_PLACE),
        topics=links(t.TOPIC),
        own_sectors=links(t.PARTY).through(dict(told(t.SECTOR))),
        claim_ids=Texts.of(claim_ids),
        claim_events=np.fromiter(map(of_claim.__getitem__, claim_ids), np.intp, len(claim_ids)),
        rules=Links.of(*_numbered(told(t.RULE), claim), len(claim_ids)),
        quotes=Texts.of(quotes),
        **dict.fromkeys(_DERIVED, Links((), size)),
    )


def _derived(store: Store, parts: Parts) -> Parts:
    """With what follows from the others and from what is said of entities."""
    parties = parts.actors.together(parts.recipients).together(parts.mediators)
    return replace(
        parts,
        parties=parties,
        countries=parties.through(said_of_entities(store, t.COUNTRY, parties.names)),
        sectors=parties.through(said_of_entities(store, t.SECTOR, parties.names)).together(parts.own_sectors),
    )


def _numbered(told: Iterable[tuple[str, str]], number: dict[str, int]) -> tuple[Numbers, list[str]]:
    """The numbers of subjects and their values, but for those that have none; some properties others have, too."""
    subjects: list[int] = []
    values: list[str] = []
    rows = iter(told)
    while some := list(islice(rows, _AT_ONCE)):
        names, given = zip(*some, strict=True)
        subjects.extend(map(number.get, names, repeat(-1)))
        values.extend(given)
    found = np.array(subjects, dtype=np.intp)
    ours = found >= 0
    return found[ours], list(compress(values, ours.tolist()))


def _nodes(store: Store, events: Collection[str]) -> list[ox.Quad]:
    """What is said of some events, of their parties and by their claims."""
    look = store.engine.quads_for_pattern
    found: list[ox.Quad] = []
    for event in events:
        for quad in look(ox.NamedNode(event), None, None, t.EVENTS):
            found.append(quad)
            if quad.predicate == t.PARTY and isinstance(quad.object, ox.NamedNode):
                found.extend(look(quad.object, t.SECTOR, None, t.EVENTS))
            elif quad.predicate == t.HAS_CLAIM and isinstance(quad.object, ox.NamedNode):
                found.extend(each for of in _OF_CLAIMS for each in look(quad.object, of, None, None))
    return found


def _of_some(quads: list[ox.Quad], predicate: ox.NamedNode) -> Iterator[tuple[str, str]]:
    return ((value(quad.subject), value(quad.object)) for quad in quads if quad.predicate == predicate)


def _days(times: Times, *, last: bool = False) -> Days:
    """The first or the last day that each may mean."""
    days = np.full(len(times), np.datetime64("NaT"), dtype="datetime64[D]")
    for length, unit in ((4, "Y"), (7, "M"), (10, "D")):
        these = np.char.str_len(times) == length
        periods = times[these].astype(str).astype(f"datetime64[{unit}]")
        days[these] = (periods + 1).astype("datetime64[D]") - 1 if last else periods.astype("datetime64[D]")
    return days
