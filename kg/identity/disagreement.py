"""Where the reports of one event contradict each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Literal

from kg.identity.agreement import bounds, places_agree
from kg.identity.tallies import dissent
from kg.model import Claim, Disagreement, Event, Version


def disagreements(event: Event) -> tuple[Disagreement, ...]:
    """What the reports of an event do not agree on.

    A month is no other day than one within it, nor a palace another place than its city, and what was planned and then
    done is no contradiction.
    """
    return tuple(found for look in (_day, _place, _number, _actor, _status) for found in look(event))


def _day(event: Event) -> Iterator[Disagreement]:
    if event.time:
        first, last = bounds(event.time)
        dated = [(c, c.time) for c in event.claims if c.time]
        inside = [c for c, time in dated if bounds(time)[0] <= last and first <= bounds(time)[1]]
        outside = [c for c, time in dated if c not in inside]
        yield from _between("time", str(event.time), inside, outside, lambda c: str(c.time))


def _place(event: Event) -> Iterator[Disagreement]:
    if event.place:
        told = [c for c in event.claims if c.place]
        here = [c for c in told if places_agree(c.place, event.place)]
        elsewhere = [c for c in told if c not in here]
        yield from _between("place", event.place.label, here, elsewhere, lambda c: c.place.label if c.place else "")


def _number(event: Event) -> Iterator[Disagreement]:
    """How many or how much; "at least 20" is no other number than 22, nor what is planned than what was done."""
    for taken, bearing, against in dissent(event):
        said = {claim.id: str(quantity) for claim, quantity in against}
        yield from _between("number", str(taken), bearing, [c for c, _ in against], _saying(said))


def _saying(said: Mapping[str, str]) -> Callable[[Claim], str]:
    return lambda claim: said[claim.id]


def _actor(event: Event) -> Iterator[Disagreement]:
    """Who did it to whom, where some say it was the other way about."""
    directed = [c for c in event.claims if c.recipients]
    ways = {c.id: frozenset(_stand_ins(event, c)) for c in directed}
    agreed = frozenset(p.entity.id for p in event.actors) if event.recipients else None
    same = [c for c in directed if agreed and ways[c.id] & agreed]
    other = [c for c in directed if c not in same]
    labels = {p.entity.id: p.entity.label for p in (*event.actors, *event.recipients)}

    def named(claim: Claim) -> str:
        return ", ".join(sorted(labels.get(who, who) for who in ways[claim.id]))

    if event.recipients:
        yield from _between("actors", ", ".join(p.entity.label for p in event.actors), same, other, named)
    elif len({ways[c.id] for c in other}) > 1:
        yield from _between("actors", "not known", (), other, named)


def _stand_ins(event: Event, claim: Claim) -> Iterator[str]:
    """The actors of a claim as the event names them: a person for the state acted for."""
    for party in claim.actors:
        same = (
            p.entity.id for p in (*event.actors, *event.recipients)
            if party.entity.kind == "state" and p.entity.kind == "person" and p.entity.country == party.entity.country
        )  # fmt: skip
        yield next(same, party.entity.id)


def _status(event: Event) -> Iterator[Disagreement]:
    done = [c for c in event.claims if c.status == "occurred"]
    denied = [c for c in event.claims if c.status == "negated"]
    with_, against = (denied, done) if event.status == "negated" else (done, denied)
    yield from _between("status", event.status, with_, against, lambda c: c.status)


def _between(
    field: Literal["time", "place", "actors", "status", "number"],
    value: str,
    consensus: Sequence[Claim],
    dissent: Iterable[Claim],
    says: Callable[[Claim], str],
) -> Iterator[Disagreement]:
    others: dict[str, list[Claim]] = {}
    for claim in dissent:
        others.setdefault(says(claim), []).append(claim)
    if others:
        versions = [(value, consensus), *sorted(others.items(), key=lambda each: (-len(each[1]), each[0]))]
        yield Disagreement(
            field=field,
            versions=tuple(
                Version(value=v, claims=tuple(c.id for c in said), articles=tuple(sorted({c.article for c in said})))
                for v, said in versions
            ),
        )
