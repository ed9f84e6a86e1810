"""What the claims of one event say together.

A copy says nothing of its own: what it tells counts only where no independent report tells it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg import ontology
from kg.extract.sides import unique
from kg.identity.agreement import tells_time
from kg.identity.disagreement import disagreements
from kg.identity.tallies import tallies
from kg.model import Claim, Entity, Event, Party, Status, TimeSpan
from kg.namespaces import BASE, digest

# What outweighs what where reports differ; a denial that more reports give than the contrary goes before all.
_EVIDENCE: tuple[Status, ...] = ("occurred", "negated", "future", "hypothetical")


def event(claims: Sequence[Claim], copies: Mapping[str, str] | None = None) -> Event:
    """What claims of one event say together, how many they count and in what they differ.

    Parameters
    ----------
    claims, copies
        See `outcome`.
    """
    told = outcome(claims, copies)
    return replace(told, quantities=tallies(told), disagreements=disagreements(told))


def outcome(claims: Sequence[Claim], copies: Mapping[str, str] | None = None) -> Event:
    """What claims of one event say together, as it is stored; the rest follows from it.

    The id follows from the first published, so that what later articles add does not change it.

    Parameters
    ----------
    claims : sequence of Claim
        In any order.
    copies : mapping of str to str, optional
        Which of their articles are copies, and of which other of their articles.
    """
    copies = copies or {}
    claims = sorted(claims, key=lambda c: (c.article, c.start, c.id))
    eldest = min(claims, key=age)
    own = [c for c in claims if c.article not in copies]
    mode = _commonest([c.mode for c in own if c.mode] or [c.mode for c in claims if c.mode])
    actors, recipients = _sides(own, claims)
    ids = {p.entity.id for p in actors}
    doubt = 1.0
    for claim in own:
        doubt *= 1 - claim.confidence
    kind = ontology.event_type(eldest.type)
    return Event(
        id=f"{BASE}event/{digest(eldest.id)}",
        type=eldest.type,
        mode=mode,
        status=_status(own),
        actors=actors,
        recipients=tuple(p for p in recipients if p.entity.id not in ids),
        mediators=unique([p for c in claims for p in c.mediators if p.entity.id not in ids]),
        time=_consensus(own) or _consensus(claims),
        place=_place([c.place for c in own if c.place] or [c.place for c in claims if c.place]),
        topics=tuple({t.id: t for c in claims for t in c.topics}.values()),
        confidence=round(min(0.99, 1 - doubt), 2),
        intensity=ontology.intensity(eldest.type, mode),
        quad=kind.quad,
        cameo=ontology.cameo(eldest.type, mode),
        claims=tuple(claims),
        copies=tuple(sorted((a, of) for a, of in copies.items() if any(c.article == a for c in claims))),
    )


def age(claim: Claim) -> tuple[str, str, str]:
    """For sorting claims by when they were published, the eldest first."""
    return claim.published or "9999", claim.article, claim.id


def _status(claims: Sequence[Claim]) -> Status:
    counted = Counter(c.status for c in claims)
    if counted["negated"] > counted["occurred"]:
        return "negated"
    return min(counted, key=_EVIDENCE.index)


def _sides(own: Sequence[Claim], claims: Sequence[Claim]) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Actors and recipients, everyone at the most specific: a state left out where someone acting for it is named.

    "X called Y" in one report and "X and Y spoke" in another: who called stays known, unless as many say Y did.
    """
    actors, recipients = _specific(claims, "actors"), _specific(claims, "recipients")
    if not ontology.event_type(claims[0].type).symmetric or not recipients:
        return actors, recipients
    everyone = _without_states(unique([*actors, *recipients]))
    ways = Counter(_way(c, everyone) for c in own if c.recipients).most_common(2)
    if ways and (len(ways) == 1 or ways[0][1] > ways[1][1]):
        by, to = ways[0][0]
        if by | to == {p.entity.id for p in everyone}:
            return tuple(p for p in everyone if p.entity.id in by), tuple(p for p in everyone if p.entity.id in to - by)
    return (actors, recipients) if any(c.mode == "visit" for c in claims) else (everyone, ())


def _way(claim: Claim, everyone: Sequence[Party]) -> tuple[frozenset[str], frozenset[str]]:
    """Who did it and to whom, in the words of a claim, as the event names them."""

    def named(parties: Sequence[Party]) -> frozenset[str]:
        people = {p.entity.country: p.entity.id for p in everyone if p.entity.kind == "person"}
        return frozenset(
            people.get(p.entity.country, p.entity.id) if p.entity.kind == "state" else p.entity.id for p in parties
        )

    return named(claim.actors), named(claim.recipients)


def _specific(claims: Sequence[Claim], slot: str) -> tuple[Party, ...]:
    """Everyone that any claim names, a state left out where someone acting for it is named."""
    return _without_states(unique([p for c in claims for p in getattr(c, slot)]))


def _without_states(named: Sequence[Party]) -> tuple[Party, ...]:
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
