"""What the claims of one event say together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kg import ontology
from kg.extract.discourse import unique
from kg.identity.agreement import tells_time
from kg.model import Claim, Entity, Event, Party, Status, TimeSpan
from kg.namespaces import BASE, digest

# What outweighs what where reports differ.
_EVIDENCE: tuple[Status, ...] = ("occurred", "negated", "future", "hypothetical")


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
    known = [(c.time, tells_time(c.quote)) for c in claims if c.time]
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
