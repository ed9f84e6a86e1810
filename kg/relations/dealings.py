"""Who deals with whom, counted in columns: what `relations` and `aggregate` say of pairs, without making events.

Making events again from their quads takes most of the time of a network; pairs are found once for each state of a
store, and any filter is then a matter of counting.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from kg.kinds import kind_of
from kg.model import Entity
from kg.namespaces import entity_iri
from kg.ontology import event_types
from kg.queries.columns import Columns, columns
from kg.queries.filters import EVERYTHING, Filter, kept
from kg.queries.links import Links, Mask, Numbers
from kg.queries.remembered import remembered
from kg.relations.direction import frames_of_both
from kg.store import Store

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dealing:
    """All events of one kind between two.

    Parameters
    ----------
    source, target : Entity
        Where `directed` is false, both did it, and their order means nothing.
    kind : str
        The word for it; see `kg.kinds.kind_of`.
    intensity : float
        Mean of PLOVER's scores, -10 to 10.
    first, last : str, optional
        ISO day of the first and the last, None if none is dated.
    """

    source: Entity
    target: Entity
    kind: str
    type: str
    quad: str
    directed: bool
    events: int
    intensity: float
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dealings:
    """The dealings with most events, of how many, and in how many events each of these actors takes part."""

    total: int
    dealings: list[Dealing]
    events: dict[str, int]


def dealings(
    store: Store, wanted: Filter = EVERYTHING, *, by_country: bool = False, most: int | None = None
) -> Dealings:
    """Who deals with whom in the events that meet the filter and occurred, those with most events first.

    Parameters
    ----------
    by_country : bool
        Count everybody under the state whose country they have; who has none stays. What happens within one country
        is then no dealing.
    most : int, optional
        How many at most.

    Raises
    ------
    UsageError, NotFoundError
        As for any filter.
    """
    known, pairs = columns(store), remembered(store, _Pairs)
    mask = kept(store, wanted) & known.occurred
    chosen = pairs.of(mask, pairs.countries(store) if by_country else None)
    order = np.argsort(-chosen.counts, kind="stable")
    shown = order if most is None else order[:most]
    made = [_dealing(store, pairs, chosen, int(group)) for group in shown]
    ends = {end.id for dealing in made for end in (dealing.source, dealing.target)}
    return Dealings(
        total=len(order), dealings=made, events={iri: _events(known, mask, iri, by_country) for iri in ends}
    )


def _events(known: Columns, mask: Mask, iri: str, by_country: bool) -> int:
    if by_country and iri.startswith(entity_iri("state", "")):
        country = iri.removeprefix(entity_iri("state", ""))
        return int(np.count_nonzero(mask & (known.countries.having([country]) | known.parties.having([iri]))))
    return int(np.count_nonzero(mask & known.parties.having([iri])))


@dataclass(frozen=True, slots=True)
class _Groups:
    """Pairs of one kind between two, grouped; `rows` of group g are ``rows[starts[g] : starts[g + 1]]``."""

    names: Sequence[str]
    keys: npt.NDArray[np.intp]
    kinds: Sequence[tuple[str, str]]
    events: Numbers
    starts: Numbers
    counts: Numbers


class _Pairs:
    """The pairs of all events that occurred, a row each: event, source, target, directed, kind."""

    def __init__(self, store: Store) -> None:
        known = columns(store)
        symmetric = {name for name, kind in event_types().items() if kind.symmetric}
        types, modes = _one_each(known, known.types), _one_each(known, known.modes)
        actors, recipients = _by_event(known, known.actors), _by_event(known, known.recipients)
        both = _told_of_both(known)
        rows: list[tuple[int, str, str, bool, tuple[str, str]]] = []
        for event in np.flatnonzero(known.occurred).tolist():
            kind = types[event]
            mutual = kind in symmetric or bool(both[event])
            for a, b, directed in _pairs(actors[event], recipients[event], mutual=mutual):
                word = kind_of(kind, modes[event] or None, directed=directed)
                rows.append((event, a, b, directed, (kind, word)))
        self.names = sorted({name for row in rows for name in row[1:3]})
        self.kinds = sorted({row[4] for row in rows})
        name, kind_code = _codes(self.names), _codes(self.kinds)
        coded = [(e, name[a], name[b], int(d), kind_code[k]) for e, a, b, d, k in rows]
        self._entities: dict[str, Entity] = {}
        self._rows = np.array(coded, dtype=np.intp).reshape(-1, 5)

    def countries(self, store: Store) -> list[str]:
        """Under which IRI each name counts where countries count."""
        found = (self.entity(store, name) for name in self.names)
        return [entity_iri("state", e.country) if e.country else e.id for e in found]

    def entity(self, store: Store, iri: str) -> Entity:
        """Who that is; a country that is no entity of the graph is called by its code."""
        if iri not in self._entities:
            code = iri.rpartition("/")[2]
            unknown = Entity(id=iri, kind="state", label=code, country=code)
            self._entities[iri] = store.entity(iri) if store.entity_exists(iri) else unknown
        return self._entities[iri]

    def of(self, mask: Mask, names: list[str] | None) -> _Groups:
        """The pairs of these events, grouped; with other names, under those."""
        rows = self._rows[mask[self._rows[:, 0]]]
        shown = self.names
        if names is not None:
            shown = sorted(set(names))
            code = _codes(shown)
            moved = np.array([code[name] for name in names], dtype=np.intp)
            rows = rows.copy()
            rows[:, 1], rows[:, 2] = moved[rows[:, 1]], moved[rows[:, 2]]
            rows = rows[rows[:, 1] != rows[:, 2]]
            turned = (rows[:, 3] == 0) & (rows[:, 1] > rows[:, 2])
            rows[turned, 1], rows[turned, 2] = rows[turned, 2], rows[turned, 1]
            # Several of one country make one dealing of an event, not several.
            rows = np.unique(rows, axis=0)
        rows = rows[np.lexsort((rows[:, 0], rows[:, 4], rows[:, 3], rows[:, 2], rows[:, 1]))]
        new = np.ones(len(rows), dtype=np.bool_)
        new[1:] = (rows[1:, 1:] != rows[:-1, 1:]).any(axis=1)
        starts = np.flatnonzero(new)
        counts = np.diff(np.append(starts, len(rows)))
        return _Groups(shown, rows[starts, 1:], self.kinds, rows[:, 0], starts, counts)


def _dealing(store: Store, pairs: _Pairs, groups: _Groups, group: int) -> Dealing:
    known = columns(store)
    source, target, directed, kind = groups.keys[group].tolist()
    start, number = int(groups.starts[group]), int(groups.counts[group])
    events = groups.events[start : start + number]
    first, last = known.earliest[events], known.latest[events]
    dated = ~np.isnat(first)
    type_name, word = groups.kinds[kind]
    return Dealing(
        source=pairs.entity(store, groups.names[source]),
        target=pairs.entity(store, groups.names[target]),
        kind=word,
        type=type_name,
        quad=event_types()[type_name].quad,
        directed=bool(directed),
        events=number,
        intensity=round(float(known.intensity[events].mean()), 2),
        first=str(first[dated].min()) if dated.any() else None,
        last=str(last[dated].max()) if dated.any() else None,
    )


def _pairs(actors: list[str], recipients: list[str], *, mutual: bool) -> list[tuple[str, str, bool]]:
    """As `kg.relations.direction.pairs` has them."""
    if not recipients:
        return [(a, b, False) for a, b in combinations(actors, 2)] if mutual else []
    found = []
    for a, r in product(actors, recipients):
        each_other = a in recipients and r in actors
        if a != r and not each_other:
            found.append((a, r, True))
        elif a < r:
            found.append((a, r, False))
    return found


def _by_event(known: Columns, links: Links) -> list[list[str]]:
    """The values of each event, sorted."""
    found: list[list[str]] = [[] for _ in range(len(known))]
    for name in sorted(links.names):
        for event in links.events(name).tolist():
            found[event].append(name)
    return found


def _one_each(known: Columns, links: Links) -> list[str]:
    return [values[0] if values else "" for values in _by_event(known, links)]


def _told_of_both(known: Columns) -> Mask:
    """The events of which a claim has words that need two sides and give no direction."""
    frames, rules = frames_of_both(), known.parts.rules
    telling = (rule for rule in rules.names if rule.rpartition("@")[0].rpartition(":")[2] in frames)
    return known.claimed(rules.having(telling))


def _codes(values: Sequence[T]) -> dict[T, int]:
    return {value: code for code, value in enumerate(values)}
