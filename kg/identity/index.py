"""Where the groups are that a claim could join, so that it need not be held against all.

What it finds is never too little, but may be too much: `same_event` decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations
from typing import TypeAlias

from kg import ontology
from kg.identity.agreement import NEAR, bounds
from kg.model import Claim, Party

Key: TypeAlias = tuple[str, ...]

# A time of more months is looked for everywhere.
_LONG = 36
_EDGE = timedelta(days=1)
_UNKNOWN = -1
# So many months away lie the days that are near.
_REACH = NEAR.days // 30


class Index:
    """Numbers of groups by the parties, times and days of publication of their claims.

    Parameters
    ----------
    claims : iterable of Claim
        All that may come.
    """

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._every: dict[Key, set[int]] = defaultdict(set)
        self._of_time: dict[tuple[Key, int], set[int]] = defaultdict(set)
        self._of_news: dict[tuple[Key, int], set[int]] = defaultdict(set)
        # One article may say of a stranger for whom he acts, and another not.
        self._countries: dict[str, str] = {}
        for claim in claims:
            for entity in (p.entity for p in (*claim.actors, *claim.recipients) if p.entity.country):
                self._countries[entity.id] = min(entity.country or "", self._countries.get(entity.id, "~"))

    def add(self, claim: Claim, number: int) -> None:
        """A claim has come into a group."""
        for key in self._kept(claim):
            self._every[key].add(number)
            for month in _months(claim) or [_UNKNOWN]:
                self._of_time[key, month].add(number)
            self._of_news[key, _news(claim)].add(number)

    def near(self, claim: Claim) -> list[int]:
        """The groups that a claim could join, in order."""
        found: set[int] = set()
        news = _news(claim)
        around = [news] if news == _UNKNOWN else range(news - _REACH, news + _REACH + 1)
        months = _months(claim)
        for key in self._sought(claim):
            if claim.time and not months:
                found |= self._every[key]
            elif claim.time:
                found.update(*(self._of_time.get((key, month), ()) for month in [*months, _UNKNOWN]))
            found.update(*(self._of_news.get((key, month), ()) for month in around))
        return sorted(found)

    def _kept(self, claim: Claim) -> Iterator[Key]:
        """Under which parties a claim is kept; see `_sought`."""
        yield from self._everyone(claim)
        for actors in self._pairs(claim.actors):
            yield (claim.type, *actors, ">", "*")
            for whom in [self._key(p) for p in claim.recipients] or ["?"]:
                yield (claim.type, *actors, ">", whom)

    def _sought(self, claim: Claim) -> Iterator[Key]:
        """Under which parties to look: who tells of no recipient, may mean any."""
        yield from self._everyone(claim)
        for actors in self._pairs(claim.actors):
            for whom in [*(self._key(p) for p in claim.recipients), "?"] if claim.recipients else ["*"]:
                yield (claim.type, *actors, ">", whom)

    def _everyone(self, claim: Claim) -> Iterator[Key]:
        if ontology.event_type(claim.type).symmetric:
            for parties in self._pairs([*claim.actors, *claim.recipients]):
                yield (claim.type, *parties)

    def _pairs(self, parties: Sequence[Party]) -> set[Key]:
        """Sides agree only if they share two parties, or have one each."""
        keys = sorted(self._key(p) for p in parties)
        return set(combinations(keys, 2)) if len(keys) > 1 else {tuple(keys)}

    def _key(self, party: Party) -> str:
        return self._countries.get(party.entity.id, party.entity.id)


def _months(claim: Claim) -> Sequence[int]:
    """The months of a claim's time, with a day at either end; none where there is no time, or too much of it."""
    if not claim.time:
        return ()
    first, last = bounds(claim.time)
    months = range(_month(first - _EDGE), _month(last + _EDGE) + 1)
    return months if len(months) <= _LONG else ()


def _news(claim: Claim) -> int:
    return _month(date.fromisoformat(claim.published[:10])) if claim.published else _UNKNOWN


def _month(day: date) -> int:
    return day.year * 12 + day.month
