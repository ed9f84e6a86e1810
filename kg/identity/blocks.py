"""Where the claims are that a claim could be of one event with, so that it need not be held against all.

Each claim stands under a few keys and is looked for under a few; two that `same_event` holds to be one meet in one of
them. So what is found is never too little, but may be too much. A key names a type, two parties (one, where a side has
no more) and a time: of the event a day or a month, or of the news a month.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, product
from typing import TypeAlias

from kg import ontology
from kg.identity.agreement import ERA, NEAR, VAGUE, bounds, day_of, repeatable, sentence
from kg.model import Claim, Party

Key: TypeAlias = str

COPIED = timedelta(days=7)
"""A copy tells the same in the same words, and comes within so many days."""

_EDGE = timedelta(days=1)
# A time of no more days stands under each of them.
_SHORT = timedelta(days=7)
_UNKNOWN = "?"


@dataclass(frozen=True, slots=True)
class Wave:
    """Keys to look under, and the least number of days between the news of what they hold and that of the claim."""

    keys: tuple[Key, ...]
    away: int = 0


class Blocks:
    """The keys of claims.

    Parameters
    ----------
    settled : container of str
        Those of whom every article says the same: the entities of the world. Someone else may be of a country in one
        article and of none in another, and stands under both.
    complete : bool
        Whether `stored` has been asked of all claims that are to be found: nobody stands under other types and sides.
    """

    def __init__(self, settled: Collection[str] = frozenset(), *, complete: bool = False) -> None:
        self._settled = settled
        self._known: set[str] | None = set() if complete else None

    def stored(self, claim: Claim) -> set[Key]:
        """Under which keys a claim stands."""
        month = _month_of_news(claim)
        times = [*_of_event(claim), f"{'news' if claim.time else 'undated'} {month}", *_repeated(claim, [month])]
        if self._known is not None:
            self._known.update(self._whose(claim))
        return {*self._under(claim, times), _quoted(claim, month)}

    def sought(self, claim: Claim) -> list[Wave]:
        """Under which keys to look for claims that a claim could be of one event with, the nearest first."""
        if not claim.time:
            return [
                Wave(tuple(self._under(claim, (f"news {month}", f"undated {month}"))), away)
                for month, away in _around(claim.published)
            ]
        if bounds(claim.time)[1] - bounds(claim.time)[0] > VAGUE:
            # Where several events fit a vague time it recalls none of them: the first look is for who tells it alike.
            return [Wave(tuple(self._under(claim, times))) for times in (_later(claim), _months(claim, "month"))]
        return [Wave(tuple(self._under(claim, [*_later(claim), *_earlier(claim)])))]

    def later(self, claim: Claim) -> set[Key]:
        """Under which keys to look for claims that come after a claim and could be of one event with it."""
        near = claim.time and bounds(claim.time)[1] - bounds(claim.time)[0] <= VAGUE
        return set(self._under(claim, [*_later(claim), *(_earlier(claim) if near else ())]))

    def _under(self, claim: Claim, times: Iterable[str]) -> Iterator[Key]:
        whose = self._whose(claim) if self._known is None else self._known.intersection(self._whose(claim))
        return (who + time for time in times for who in whose) if whose else iter(())

    def _whose(self, claim: Claim) -> list[str]:
        return [_key(claim.type, *side, "") for side in self._sides(claim)]

    def _sides(self, claim: Claim) -> set[tuple[str, ...]]:
        """Sides agree only if they share two parties, or have one each."""
        found: set[tuple[str, ...]] = set()
        symmetric = ontology.event_type(claim.type).symmetric
        if symmetric:
            found.update(("all", *pair) for pair in self._pairs([*claim.actors, *claim.recipients]))
        if not symmetric or claim.mode in ("visit", None):
            found.update(("by", *pair) for pair in self._pairs(claim.actors))
        return found

    def _pairs(self, parties: Sequence[Party]) -> set[tuple[str, ...]]:
        if len(parties) < 2:
            return {(name,) for party in parties for name in self._names(party)} or {()}
        pairs = combinations(parties, 2)
        return {tuple(sorted(names)) for a, b in pairs for names in product(self._names(a), self._names(b))}

    def _names(self, party: Party) -> tuple[str, ...]:
        """As whom someone is looked for: who acts for a state may be told of as the state."""
        entity = party.entity
        if entity.kind not in ("person", "state") or not entity.country:
            return (entity.id,)
        return (entity.country,) if entity.id in self._settled else (entity.country, entity.id)


def same_words(claim: Claim) -> set[Key]:
    """The keys of all claims of a type in just these words, from news of about the same days."""
    if not claim.published:
        return {_quoted(claim, _UNKNOWN)}
    day = day_of(claim.published)
    return {_quoted(claim, str(_month(d))) for d in (day - COPIED, day + COPIED)}


def _quoted(claim: Claim, month: str) -> Key:
    return _key(claim.type, "quote", " ".join(claim.quote.casefold().split()), month)


def _later(claim: Claim) -> list[str]:
    """Where to look for claims that tell their time less precisely, or not at all."""
    around = [month for month, _ in _around(claim.published)]
    found = [f"undated {month}" for month in around]
    if claim.time:
        first, last = bounds(claim.time)
        found += ["era"] if last - first > ERA else _months(claim, "span")
    return found + _repeated(claim, around)


def _repeated(claim: Claim, months: Iterable[str]) -> list[str]:
    words = sentence(claim.quote).longest if repeatable(claim) else ()
    return [f"word {word} {month}" for word in words for month in months]


def _of_event(claim: Claim) -> list[str]:
    if not claim.time:
        return []
    first, last = bounds(claim.time)
    if last - first > ERA:
        return ["era"]
    if last - first > _SHORT:
        return [*_months(claim, "month"), *_months(claim, "span")]
    days = [(first + timedelta(days=n)).isoformat() for n in range((last - first).days + 1)]
    return [*days, *_months(claim, "month")]


def _earlier(claim: Claim) -> list[str]:
    """Where to look for claims that tell their time as precisely, or more so."""
    assert claim.time
    first, last = bounds(claim.time)
    if last - first > _SHORT:
        return _months(claim, "month")
    return [(first + timedelta(days=n)).isoformat() for n in range(-1, (last - first).days + 2)]


def _months(claim: Claim, what: str) -> list[str]:
    assert claim.time
    first, last = bounds(claim.time)
    if last - first > ERA:
        return []
    return [f"{what} {m}" for m in range(_month(first - _EDGE), _month(last + _EDGE) + 1)]


def _month_of_news(claim: Claim) -> str:
    return str(_month(day_of(claim.published))) if claim.published else _UNKNOWN


@functools.lru_cache(maxsize=1 << 10)  # most claims of a step are of a few days
def _around(published: str | None) -> tuple[tuple[str, int], ...]:
    """The months in which news is near that of a day, the nearest first, each with the days that it is away."""
    if not published:
        return ((_UNKNOWN, 0),)
    day = day_of(published)
    own = _month(day)
    found = [(str(m), _away(day, m)) for m in range(_month(day - NEAR), _month(day + NEAR) + 1)]
    return tuple(sorted(found, key=lambda each: (each[1], abs(int(each[0]) - own))))


def _away(day: date, month: int) -> int:
    first = date((month - 1) // 12, (month - 1) % 12 + 1, 1)
    after = date(month // 12, month % 12 + 1, 1)
    return max(0, (first - day).days, (day - after).days + 1)


def _month(day: date) -> int:
    return day.year * 12 + day.month


def _key(*parts: str) -> Key:
    return "\x1f".join(parts)
