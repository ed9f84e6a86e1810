"""Which claims are of one event.

Claims join where nothing they say excludes it: the same type, modes and statuses that go together, parties that agree
(a person may stand for the state acted for), days and places that overlap. The outcome depends on what the claims say,
not on the order in which articles were read.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta

from kg import ontology
from kg.extract.merge import same_party, times_agree
from kg.extract.parties import unique
from kg.model import Claim, Entity, Event, Party, Status, TimeSpan
from kg.namespaces import BASE, digest

# Without a day of its own, a claim joins others whose articles appeared within so many days of its own.
_NEAR = timedelta(days=120)
# A report may be a day off: time zones, and "late on Saturday".
# Deeds and deals are recalled without their day; of two statements or talks each may be another.
_RECALLED = frozenset("AGREE ASSAULT COERCE COOPERATE MOBILIZE RETREAT SANCTION".split())
_EVIDENCE: tuple[Status, ...] = ("occurred", "negated", "future", "hypothetical")
_GO_TOGETHER = ({"occurred"}, {"future", "occurred"}, {"future"}, {"hypothetical"}, {"negated"})


def consolidate(claims: Iterable[Claim]) -> list[Event]:
    """Group claims into events, each with all that report it.

    Deterministic, and the same for every order of the claims. Cost grows with the number of claims times how many
    events the same parties have of one type.
    """
    groups: dict[tuple[str, str], list[list[Claim]]] = defaultdict(list)
    every: list[list[Claim]] = []
    for claim in sorted(claims, key=_precision):
        keys = {(claim.type, _key(p)) for p in (*claim.actors, *claim.recipients)}
        home = next((g for key in sorted(keys) for g in groups[key] if all(same_event(c, claim) for c in g)), None)
        if home is None:
            home = []
            every.append(home)
        home.append(claim)
        for key in keys:
            if not any(g is home for g in groups[key]):
                groups[key].append(home)
    events = [event(sorted(g, key=lambda c: (c.article, c.start, c.id))) for g in every]
    return sorted(events, key=lambda e: (e.time.start if e.time else "9999", e.id))


def _precision(claim: Claim) -> tuple[int, int, int, str, str]:
    """The claims that say most come first, so that vaguer ones find the event they recall."""
    days = (claim.time.latest - claim.time.earliest).days if claim.time else 40_000
    people = sum(p.entity.kind == "person" for p in (*claim.actors, *claim.recipients))
    return days, -len(claim.actors) - len(claim.recipients), -people, claim.published or "", claim.id


def _key(party: Party) -> str:
    return party.entity.country or party.entity.id


def same_event(a: Claim, b: Claim) -> bool:
    """Could two claims be of one event?"""
    if a.type != b.type or a.article == b.article:
        return False
    if a.mode != b.mode and a.mode is not None and b.mode is not None:
        return False
    if {a.status, b.status} not in _GO_TOGETHER or not _days_agree(a, b):
        return False
    if a.place and b.place and a.place.id != b.place.id and a.place.kind == b.place.kind:
        return False
    if ontology.event_type(a.type).symmetric and a.mode != "visit" and b.mode != "visit":
        return _agree((*a.actors, *a.recipients), (*b.actors, *b.recipients))
    return _agree(a.actors, b.actors) and (_agree(a.recipients, b.recipients) or not (a.recipients and b.recipients))


def _days_agree(a: Claim, b: Claim) -> bool:
    if a.time and b.time:
        return times_agree(a.time, b.time)
    if a.time or b.time:
        dated, other = (a, b) if a.time else (b, a)
        assert dated.time is not None
        if dated.status == "occurred" and other.published and dated.time.earliest.isoformat() > other.published[:10]:
            return False
        return a.type in _RECALLED and _published_near(a, b) and _agree(a.actors, b.actors, whole=True)
    return _published_near(a, b)


def _published_near(a: Claim, b: Claim) -> bool:
    if not a.published or not b.published:
        return a.published == b.published
    first, second = TimeSpan.on(a.published[:10]).earliest, TimeSpan.on(b.published[:10]).earliest
    return abs(first - second) <= _NEAR


def _agree(a: Sequence[Party], b: Sequence[Party], *, whole: bool = False) -> bool:
    """Is everyone of the smaller side among the larger?"""
    small, large = sorted((tuple(a), tuple(b)), key=len)
    if not small:
        return not large
    if len(small) < len(large) and (whole or len(small) < 2):
        return False
    return all(any(same_party(p, q) for q in large) for p in small)


def event(claims: Sequence[Claim]) -> Event:
    """What claims of one event say together; the id follows from the first of them."""
    first = min(claims, key=_precision)
    mode = _commonest([c.mode for c in claims if c.mode])
    recipients = _specific(claims, "recipients")
    actors = _specific(claims, "actors")
    ids = {p.entity.id for p in actors}
    doubt = 1.0
    for claim in claims:
        doubt *= 1 - claim.confidence
    kind = ontology.event_type(first.type)
    return Event(
        id=f"{BASE}event/{digest(*sorted(c.id for c in claims)[:1])}",
        type=first.type,
        mode=mode,
        status=min((c.status for c in claims), key=_EVIDENCE.index),
        actors=actors,
        recipients=tuple(p for p in recipients if p.entity.id not in ids),
        mediators=unique([p for c in claims for p in c.mediators if p.entity.id not in ids]),
        time=_consensus([c.time for c in claims if c.time]),
        place=_place([c.place for c in claims if c.place]),
        topics=tuple({t.id: t for c in claims for t in c.topics}.values()),
        confidence=round(min(0.99, 1 - doubt), 2),
        intensity=ontology.intensity(first.type, mode),
        quad=kind.quad,
        cameo=ontology.cameo(first.type, mode),
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


def _consensus(times: Sequence[TimeSpan]) -> TimeSpan | None:
    """The time that most of the finest reports give."""
    if not times:
        return None
    finest = min((t.latest - t.earliest).days for t in times)
    counted = Counter(t for t in times if (t.latest - t.earliest).days == finest)
    return min(counted, key=lambda t: (-counted[t], t.start, t.end))


def _place(places: Sequence[Entity]) -> Entity | None:
    if not places:
        return None
    counted = Counter(p.id for p in places)
    return min(places, key=lambda p: (p.kind == "state", -counted[p.id], p.id))
