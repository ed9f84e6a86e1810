"""What people have put right: events that are one, claims that are of another event, claims and articles to leave out.

A correction names claims, whose ids stay the same when events are made anew. It is never changed: to take it back is a
correction of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

Change: TypeAlias = Literal["merge", "split", "retract", "undo"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What somebody has put right, and why.

    Parameters
    ----------
    change : str
        ``merge``: the claims `about` are of one event. ``split``: the claims `about` are not of the event that the
        claims `apart_from` are of. ``retract``: what is in `about`, claims or whole articles, does not count.
        ``undo``: the correction in `about` no longer holds.
    about, apart_from : frozenset of str
        IRIs.
    at : str
        ISO date-time in UTC; corrections hold in this order.
    """

    id: str
    change: Change
    about: frozenset[str]
    apart_from: frozenset[str] = frozenset()
    why: str
    by: str
    at: str

    def as_record(self) -> dict[str, object]:
        """The correction as it is listed."""
        return {
            "id": self.id,
            "change": self.change,
            "about": sorted(self.about),
            "apart_from": sorted(self.apart_from),
            "why": self.why,
            "by": self.by,
            "at": self.at,
        }


class Corrections:
    """The corrections that hold.

    Parameters
    ----------
    log : iterable of Correction
        All that were ever made, in any order.
    """

    def __init__(self, log: Iterable[Correction] = ()) -> None:
        undone: set[str] = set()
        holding: list[Correction] = []
        # The last first: an undo may itself be undone.
        for each in sorted(log, key=in_time, reverse=True):
            if each.id in undone:
                continue
            if each.change == "undo":
                undone |= each.about
            else:
                holding.append(each)
        self.holding: tuple[Correction, ...] = tuple(reversed(holding))
        self._undone = undone
        self._merges = self._of("merge")
        self._splits = self._of("split")
        self._retracted = frozenset().union(*(each.about for each in self._of("retract")))

    def _of(self, change: Change) -> list[Correction]:
        return [each for each in self.holding if each.change == change]

    def holds(self, correction: Correction) -> bool:
        """Has a correction not been taken back?"""
        return correction.id not in self._undone

    def retracted(self, claim: str, article: str) -> bool:
        """Does a claim, of the article of this IRI, not count?"""
        return claim in self._retracted or article in self._retracted

    def apart(self, a: str, b: str) -> bool:
        """Are two claims known not to be of one event?"""
        return any(_separates(split, {a}, {b}) for split in self._splits)

    def tied(self, claims: Collection[str]) -> set[str]:
        """The claims that merges name together with any of these."""
        found: set[str] = set()
        for merge in self._merges:
            if not merge.about.isdisjoint(claims):
                found |= merge.about
        return found

    def united(self, groups: Iterable[Sequence[str]]) -> list[list[str]]:
        """Groups of claims, those joined that people hold to be one event.

        A merge does not join what a later split keeps apart.
        """
        found = [list(group) for group in groups]
        for merge in self._merges:
            later = [split for split in self._splits if in_time(split) > in_time(merge)]
            named = [group for group in found if not merge.about.isdisjoint(group)]
            found = [group for group in found if merge.about.isdisjoint(group)]
            found += _joined(named, later)
        return found

    def of_event(self, claims: Collection[str]) -> Iterator[Correction]:
        """The merges and splits that bear on claims."""
        for each in (*self._merges, *self._splits):
            if not (each.about | each.apart_from).isdisjoint(claims):
                yield each


def _joined(groups: Iterable[list[str]], splits: Sequence[Correction]) -> list[list[str]]:
    out: list[list[str]] = []
    for group in groups:
        home = next((each for each in out if not any(_separates(s, each, group) for s in splits)), None)
        if home is None:
            out.append(group)
        else:
            home += group
    return out


def _separates(split: Correction, one: Collection[str], other: Collection[str]) -> bool:
    return any(
        not split.about.isdisjoint(a) and not split.apart_from.isdisjoint(b) for a, b in ((one, other), (other, one))
    )


def in_time(correction: Correction) -> tuple[datetime, str]:
    """For sorting corrections in the order in which they hold."""
    return datetime.fromisoformat(correction.at), correction.id
