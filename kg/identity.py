"""Which claims are of one event.

Claims join where nothing they say excludes it: the same type, modes and statuses that go together, parties that agree
(a person may stand for the state acted for), days and places that overlap. The outcome depends on what the claims say,
not on the order in which articles were read.
"""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from kg import ontology, timex
from kg.extract.merge import same_party, times_agree
from kg.extract.parties import unique
from kg.model import Claim, Entity, Event, Party, Status, TimeSpan
from kg.namespaces import BASE, digest

# Without a day of its own, a claim joins others whose articles appeared within so many days of its own.
_NEAR = timedelta(days=120)
# The day of the news may be the day after: time zones, and "late on Saturday".
_NEWS = timedelta(days=1)
# A time that is known less well than to the month may be that of many events.
_VAGUE = timedelta(days=31)
# A sentence repeats another if both have so many words, short ones left out, and share that part of the fewer.
_WORDS, _SHARED = 6, 0.7
_SHORT = 3
# Degrees of latitude, some thirty kilometres: a palace and its city are one place.
_CLOSE = 0.3
# What outweighs what where reports of one event differ.
_EVIDENCE: tuple[Status, ...] = ("occurred", "negated", "future", "hypothetical")
_GO_TOGETHER = ({"occurred"}, {"future", "occurred"}, {"future"}, {"hypothetical"}, {"negated"})


def consolidate(claims: Iterable[Claim]) -> list[Event]:
    """Group claims into events, each with all that report it.

    Deterministic, and the same for every order of the claims. No event has two claims of one article. Cost grows with
    the number of claims times how many events the same parties have of one type.
    """
    groups: list[list[Claim]] = []
    of_party: dict[tuple[str, str], set[int]] = defaultdict(set)
    for claim in sorted(claims, key=_precision):
        keys = {(claim.type, _key(p)) for p in (*claim.actors, *claim.recipients)}
        near = sorted(set().union(*(of_party[key] for key in keys)))
        home = _home(claim, {n: groups[n] for n in near if all(same_event(c, claim) for c in groups[n])})
        if home is None:
            home = len(groups)
            groups.append([])
        groups[home].append(claim)
        for key in keys:
            of_party[key].add(home)
    events = [event(sorted(g, key=lambda c: (c.article, c.start, c.id))) for g in groups]
    return sorted(events, key=lambda e: (e.time.start if e.time else "9999", e.id))


def _precision(claim: Claim) -> tuple[int, int, int, str, str]:
    """The claims that say most come first, so that vaguer ones find the event they recall."""
    days = (claim.time.latest - claim.time.earliest).days if claim.time else 40_000
    people = sum(p.entity.kind == "person" for p in (*claim.actors, *claim.recipients))
    return days, -len(claim.actors) - len(claim.recipients), -people, claim.published or "", claim.id


def _key(party: Party) -> str:
    return party.entity.country or party.entity.id


def _home(claim: Claim, fitting: dict[int, list[Claim]]) -> int | None:
    """The group that a claim joins, of those it does not contradict: the nearest in time, then in publication.

    A vague time that several events would fit recalls none of them; only who tells it alike means the same.
    """
    if len(fitting) > 1 and claim.time and claim.time.latest - claim.time.earliest > _VAGUE:
        fitting = {
            n: group for n, group in fitting.items() if any(c.time == claim.time or _repeats(c, claim) for c in group)
        }

    def distance(number: int) -> tuple[int, int, int]:
        group = fitting[number]
        days = min((_apart(c.time, claim.time) for c in group if c.time and claim.time), default=0)
        return days, min(_published_apart(c, claim) for c in group), number

    return min(fitting, key=distance, default=None)


def _apart(a: TimeSpan, b: TimeSpan) -> int:
    return abs((a.earliest - b.earliest).days)


def same_event(a: Claim, b: Claim) -> bool:
    """Could two claims be of one event?"""
    if a.type != b.type or a.article == b.article:
        return False
    if a.mode != b.mode and a.mode is not None and b.mode is not None:
        return False
    if {a.status, b.status} not in _GO_TOGETHER or not _days_agree(a, b) or not _places_agree(a.place, b.place):
        return False
    if ontology.event_type(a.type).symmetric and a.mode != "visit" and b.mode != "visit":
        return _agree((*a.actors, *a.recipients), (*b.actors, *b.recipients))
    return _agree(a.actors, b.actors) and (_agree(a.recipients, b.recipients) or not (a.recipients and b.recipients))


def _days_agree(a: Claim, b: Claim) -> bool:
    if a.time and b.time:
        return times_agree(a.time, b.time) or (_adjoin(a.time, b.time) and _is_news_of(a, b)) or _repeats(a, b)
    if not _published_near(a, b):
        return False
    if a.time or b.time:
        dated, other = (a, b) if a.time else (b, a)
        return _can_tell(other, dated) and _agree(a.actors, b.actors, whole=True)
    return True


def _can_tell(claim: Claim, dated: Claim) -> bool:
    """Could an undated claim be of a time, by the day of its article? What is told as done has begun."""
    if not claim.published or not dated.time:
        return True
    day = _day(claim.published)
    if claim.status == "future":
        return day <= dated.time.latest
    return dated.status == "future" or dated.time.earliest <= day


def _adjoin(a: TimeSpan, b: TimeSpan) -> bool:
    """Two days, one after the other."""
    days = (a.earliest, a.latest, b.earliest, b.latest)
    return max(days) - min(days) <= _NEWS


def _is_news_of(a: Claim, b: Claim) -> bool:
    """Is one of the days only that of the news? So for what two do together; one day's fire is not the next day's."""
    return ontology.event_type(a.type).symmetric and not (_tells_time(a.quote) and _tells_time(b.quote))


def _repeats(a: Claim, b: Claim) -> bool:
    """Is it the same sentence, as agencies carry it from one article to the next, with no time in it?

    The day it was given is then that of the news. Talks are told in the same words each time, and are left out.
    """
    if a.type == "CONSULT" or _tells_time(a.quote) or _tells_time(b.quote) or not _published_near(a, b):
        return False
    (words, numbers), (others, other_numbers) = _words(a.quote), _words(b.quote)
    fewer = min(len(words), len(others))
    return numbers == other_numbers and fewer >= _WORDS and len(words & others) >= _SHARED * fewer


@functools.lru_cache(maxsize=1 << 16)
def _tells_time(quote: str) -> bool:
    return next(iter(timex.find(quote)), None) is not None


@functools.lru_cache(maxsize=1 << 16)
def _words(quote: str) -> tuple[frozenset[str], frozenset[str]]:
    """The longer words of a sentence, and its numbers."""
    found = re.findall(r"\w+", quote.casefold())
    numbers = frozenset(w for w in found if w[0].isdigit())
    return frozenset(w for w in found if len(w) > _SHORT) - numbers, numbers


def _published_near(a: Claim, b: Claim) -> bool:
    if not a.published or not b.published:
        return a.published == b.published
    return _published_apart(a, b) <= _NEAR.days


def _published_apart(a: Claim, b: Claim) -> int:
    if not a.published or not b.published:
        return 0
    return abs((_day(a.published) - _day(b.published)).days)


def _day(published: str) -> date:
    return TimeSpan.on(published[:10]).earliest


def _places_agree(a: Entity | None, b: Entity | None) -> bool:
    """Could two places be one: the same, a state and a place in it, or a house and its city?"""
    if a is None or b is None or a.id == b.id:
        return True
    if a.kind != b.kind:
        return a.country is None or b.country is None or a.country == b.country
    if "state" in (a.kind, b.kind) or a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return False
    return abs(a.lat - b.lat) <= _CLOSE and abs(a.lon - b.lon) <= _CLOSE


def _agree(a: Sequence[Party], b: Sequence[Party], *, whole: bool = False) -> bool:
    """Is everyone of the smaller side among the larger?"""
    small, large = sorted((tuple(a), tuple(b)), key=len)
    if not small:
        return not large
    if len(small) < len(large) and (whole or len(small) < 2):
        return False
    return all(any(same_party(p, q) for q in large) for p in small)


def event(claims: Sequence[Claim]) -> Event:
    """What claims of one event say together.

    The id follows from the first published, so that what later articles add does not change it.
    """
    eldest = min(claims, key=lambda c: (c.published or "9999", c.id))
    mode = _commonest([c.mode for c in claims if c.mode])
    recipients = _specific(claims, "recipients")
    actors = _specific(claims, "actors")
    ids = {p.entity.id for p in actors}
    doubt = 1.0
    for claim in claims:
        doubt *= 1 - claim.confidence
    kind = ontology.event_type(eldest.type)
    return Event(
        id=f"{BASE}event/{digest(eldest.id)}",
        type=eldest.type,
        mode=mode,
        status=min((c.status for c in claims), key=_EVIDENCE.index),
        actors=actors,
        recipients=tuple(p for p in recipients if p.entity.id not in ids),
        mediators=unique([p for c in claims for p in c.mediators if p.entity.id not in ids]),
        time=_consensus(claims),
        place=_place([c.place for c in claims if c.place]),
        topics=tuple({t.id: t for c in claims for t in c.topics}.values()),
        confidence=round(min(0.99, 1 - doubt), 2),
        intensity=ontology.intensity(eldest.type, mode),
        quad=kind.quad,
        cameo=ontology.cameo(eldest.type, mode),
        claims=tuple(claims),
    )


def _specific(claims: Sequence[Claim], slot: str) -> tuple[Party, ...]:
    """Everyone that any claim names, a state left out where someone acting for it is named."""
    named: tuple[Party, ...] = unique([p for c in claims for p in getattr(c, slot)])
    people = {p.entity.country for p in named if p.entity.kind == "person"}
    return tuple(p for p in named if p.entity.kind != "state" or p.entity.country not in people)


def _commonest(values: Sequence[str]) -> str | None:
    counted = Counter(values)
    return min(counted, key=lambda v: (-counted[v], v)) if counted else None


def _consensus(claims: Sequence[Claim]) -> TimeSpan | None:
    """The finest time, as most of those give it whose sentence tells it; else the earliest day of the news."""
    known = [(c.time, _tells_time(c.quote)) for c in claims if c.time]
    if not known:
        return None
    finest = min((t.latest - t.earliest).days for t, _ in known)
    fine = [(t, told) for t, told in known if (t.latest - t.earliest).days == finest]
    counted = Counter(t for t, told in fine if told)
    return min((t for t, _ in fine), key=lambda t: (-counted[t], t.start, t.end))


def _place(places: Sequence[Entity]) -> Entity | None:
    if not places:
        return None
    counted = Counter(p.id for p in places)
    return min(places, key=lambda p: (p.kind == "state", -counted[p.id], p.id))
