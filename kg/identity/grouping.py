"""Claims into groups, each of one event."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from kg.identity.agreement import bounds, published_apart, repeats, same_event
from kg.identity.consensus import event
from kg.identity.index import Index
from kg.model import Claim, Event, TimeSpan

# A time that is known less well than to the month may be that of many events.
_VAGUE = timedelta(days=31)


def consolidate(claims: Iterable[Claim]) -> list[Event]:
    """Group claims into events, each with all that report it.

    Deterministic, and the same for every order of the claims. No event has two claims of one article.
    """
    todo = sorted(claims, key=_precision)
    groups: list[list[Claim]] = []
    index = Index(todo)
    for claim in todo:
        fitting = {n: groups[n] for n in index.near(claim) if all(same_event(c, claim) for c in groups[n])}
        home = _home(claim, fitting)
        if home is None:
            home = len(groups)
            groups.append([])
        groups[home].append(claim)
        index.add(claim, home)
    events = [event(sorted(g, key=lambda c: (c.article, c.start, c.id))) for g in groups]
    return sorted(events, key=lambda e: (e.time.start if e.time else "9999", e.id))


def _precision(claim: Claim) -> tuple[int, int, int, str, str]:
    """The claims that say most come first, so that vaguer ones find the event they recall."""
    days = _length(claim.time).days if claim.time else 40_000
    people = sum(p.entity.kind == "person" for p in (*claim.actors, *claim.recipients))
    return days, -len(claim.actors) - len(claim.recipients), -people, claim.published or "", claim.id


def _home(claim: Claim, fitting: dict[int, list[Claim]]) -> int | None:
    """The group that a claim joins, of those it does not contradict: the nearest in time, then in publication.

    A vague time that several events would fit recalls none of them; only who tells it alike means the same.
    """
    if len(fitting) > 1 and claim.time and _length(claim.time) > _VAGUE:
        fitting = {
            n: group for n, group in fitting.items() if any(c.time == claim.time or repeats(c, claim) for c in group)
        }

    def distance(number: int) -> tuple[int, int, int]:
        group = fitting[number]
        days = min((_apart(c.time, claim.time) for c in group if c.time and claim.time), default=0)
        return days, min(published_apart(c, claim) for c in group), number

    return min(fitting, key=distance, default=None)


def _apart(a: TimeSpan, b: TimeSpan) -> int:
    return abs((bounds(a)[0] - bounds(b)[0]).days)


def _length(time: TimeSpan) -> timedelta:
    first, last = bounds(time)
    return last - first
