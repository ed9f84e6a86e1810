"""Why two claims are held to be of one event, in words."""

from __future__ import annotations

from collections.abc import Iterator

from kg import ontology
from kg.extract.merge import same_party
from kg.identity.agreement import bounds, published_apart, repeats
from kg.model import Claim, Party


def reasons(claim: Claim, first: Claim) -> Iterator[tuple[str, str]]:
    """What a claim and the first of its group have in common: of what, and how.

    The rules are those of `kg.identity.agreement`.
    """
    yield "type", _type(claim, first)
    yield "parties", _parties(claim, first)
    yield "time", _time(claim, first)
    if claim.place and first.place:
        same = claim.place.id == first.place.id
        yield "place", claim.place.label if same else f"{claim.place.label} lies in or beside {first.place.label}"
    if claim.status != first.status:
        yield "status", f"one is told as {claim.status}, the other as {first.status}"


def _type(claim: Claim, first: Claim) -> str:
    if claim.mode == first.mode:
        return f"both are {claim.type}" + (f", by {claim.mode}" if claim.mode else "")
    return f"both are {claim.type}; only one tells that it was by {claim.mode or first.mode}"


def _parties(claim: Claim, first: Claim) -> str:
    everyone = (*first.actors, *first.recipients)
    told = [_party(party, everyone) for party in (*claim.actors, *claim.recipients)]
    either = ontology.event_type(claim.type).symmetric and "visit" not in (claim.mode, first.mode)
    return ", ".join(told) + (", in whatever order" if either and len(told) > 1 else "")


def _party(party: Party, everyone: tuple[Party, ...]) -> str:
    if any(party.entity.id == p.entity.id for p in everyone):
        return party.entity.label
    other = next((p for p in everyone if same_party(party, p)), None)
    return f"{party.entity.label} for {other.entity.label}" if other else f"{party.entity.label}, whom only one names"


def _time(claim: Claim, first: Claim) -> str:
    if not claim.time or not first.time:
        days = published_apart(claim, first)
        dated = first.time or claim.time
        news = f"the articles came out {days} day{'' if days == 1 else 's'} apart"
        return f"one tells {dated}, the other no time; {news}" if dated else f"neither tells a time; {news}"
    if claim.time == first.time:
        return f"both {claim.time}"
    (a, b), (c, d) = bounds(claim.time), bounds(first.time)
    if a <= d and c <= b:
        return f"{claim.time} and {first.time} have days in common"
    if repeats(claim, first):
        return f"{claim.time} and {first.time} are days of the news: it is the same sentence, with no time in it"
    return f"{claim.time} is the day after or before {first.time}, and one of them only that of the news"
