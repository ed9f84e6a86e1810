"""An actor or a place as its events show it: with whom, and when."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

import numpy as np

from kg.model import Entity
from kg.queries.columns import Columns, columns
from kg.queries.entities import Counted
from kg.queries.filters import Filter, kept
from kg.queries.links import Mask
from kg.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Counterpart:
    """Who takes part in the same events.

    Parameters
    ----------
    events : int
        How many of those that occurred.
    quads : dict of str to int
        The same by PLOVER's quad class.
    first, last : str, optional
        ISO day of the first and last of them, None if none is dated.
    """

    entity: Entity
    events: int
    quads: dict[str, int]
    first: str | None
    last: str | None


def counterparts(store: Store, iri: str, *, most: int = 50) -> list[Counterpart]:
    """With whom an actor takes part in events that occurred, those with most events first."""
    known = columns(store)
    own = known.occurred & known.parties.having([iri])
    others = ((other, n) for other, n in known.parties.counts(own).items() if other != iri)
    return [
        _counterpart(store, known, own & known.parties.having([other]), other, n) for other, n in islice(others, most)
    ]


def _counterpart(store: Store, known: Columns, shared: Mask, iri: str, number: int) -> Counterpart:
    first, last = known.earliest[shared], known.latest[shared]
    dated = ~np.isnat(first)
    return Counterpart(
        entity=store.entity(iri),
        events=number,
        quads=known.quads.counts(shared),
        first=str(first[dated].min()) if dated.any() else None,
        last=str(last[dated].max()) if dated.any() else None,
    )


def parties_at(store: Store, place: str, *, most: int = 50) -> list[Counterpart]:
    """Who takes part in events that occurred at a place, those with most events first."""
    known = columns(store)
    there = known.occurred & known.places.having([place])
    return [
        _counterpart(store, known, there & known.parties.having([who]), who, n)
        for who, n in islice(known.parties.counts(there).items(), most)
    ]


def places(store: Store, wanted: Filter) -> tuple[int, list[Counted]]:
    """How many events meet a filter, and where they are, the places with most events first."""
    mask = kept(store, wanted)
    found = columns(store).places.counts(mask).items()
    return int(np.count_nonzero(mask)), [Counted(entity=store.entity(iri), events=n) for iri, n in found]
