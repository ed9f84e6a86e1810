"""One event told in several sentences of an article is one event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.extract.events import EventMention
from kg.extract.sides import unique
from kg.extract.when import times_agree
from kg.model import Entity, Party, Quantity, TimeSpan, frame_of
from kg.ontology import event_types

_STATUS_RANK = ("occurred", "negated", "future", "hypothetical")
# A mode that says only in which way the same talk was held; two different ones are two events.
_LOOSE_MODES = frozenset((None, "third-party", "multilateral"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An event of one article with every mention of it, the fullest first."""

    event: EventMention
    mentions: tuple[EventMention, ...]


def merge(mentions: Sequence[EventMention]) -> list[Told]:
    """Join the mentions of an article that tell of one event; weak ones only lend to strong ones.

    A mention joins the first event, in the order of the text, that it does not contradict.
    """
    told: list[Told] = []
    strong = sorted((m for m in mentions if not m.weak), key=_fullness)
    for mention in [*strong, *(m for m in mentions if m.weak)]:
        home = next((i for i, t in enumerate(told) if _same(t.event, mention)), None)
        if home is not None:
            group = (*told[home].mentions, mention)
            told[home] = Told(event=_joined(group), mentions=group)
        elif not mention.weak:
            told.append(Told(event=mention, mentions=(mention,)))
    return sorted(told, key=lambda t: t.event.trigger)


def _fullness(mention: EventMention) -> tuple[bool, int, int, int]:
    """For an order in which those that tell most come first: whom a visit was to is said by whom it names."""
    people = sum(p.entity.kind == "person" for p in mention.parties)
    return mention.nominal, -len(mention.parties), -people, mention.number


def _same(whole: EventMention, mention: EventMention) -> bool:
    if whole.type != mention.type or not _modes_agree(whole, mention):
        return False
    if not _statuses_agree(whole, mention) or not _moments_agree(whole, mention):
        return False
    if whole.place and mention.place and not _places_agree(whole.place, mention.place):
        return False
    if not _hosts_agree(whole, mention) or not _hosts_agree(mention, whole):
        return False
    kind = event_types()[whole.type]
    if kind.quad.startswith("verbal") and not kind.symmetric:
        # Of two statements, one a person's and one a state's, each may be another.
        return _same_entities(whole.actors, mention.actors) and _recipients_agree(whole, mention)
    if kind.symmetric and (_is_to(whole, mention) or _is_to(mention, whole)):
        return False
    if kind.symmetric and not (whole.mode == "visit" or mention.mode == "visit"):
        return _parties_agree(whole.parties, mention.parties)
    if kind.symmetric and whole.mode != mention.mode and _same_entities(whole.parties, mention.parties):
        return True  # "X and Y sat down in Z's palace", "Z received both": one meeting of the same people
    if _is_turned(whole, mention):
        return False
    return _parties_agree(whole.actors, mention.actors) and _recipients_agree(whole, mention)


def _is_turned(a: EventMention, b: EventMention) -> bool:
    """Did of two of one country each act on the other: "the army overthrew X" and "X declared an emergency"?"""
    people = {p.entity.id for p in (*a.actors, *b.actors) if p.entity.kind == "person"}
    return any(p.entity.id in people for p in (*a.recipients, *b.recipients))


def _is_to(promise: EventMention, pact: EventMention) -> bool:
    """Is it to two what the other tells that these two did with one another?"""
    if len(promise.recipients) < 2 or pact.recipients or len(pact.actors) < 2:
        return False
    return _same_entities(promise.recipients, pact.actors)


def _hosts_agree(visit: EventMention, talks: EventMention) -> bool:
    """Talks of several are those of a visit only if the host is among them."""
    if visit.mode != "visit" or talks.mode == "visit" or talks.recipients or len(talks.actors) < 2:
        return True
    return all(any(same_party(host, p) for p in talks.parties) for host in visit.recipients)


def _modes_agree(a: EventMention, b: EventMention) -> bool:
    if a.mode != b.mode and "abduct" in (a.mode, b.mode) and a.sentence == b.sentence:
        return False  # "killed twelve and took eight prisoner"
    if {a.mode, b.mode} == {"phone", None} and (a.place or b.place or "meet" in (frame_of(a.rule), frame_of(b.rule))):
        return False  # who met somewhere did not telephone
    return a.mode == b.mode or a.mode in _LOOSE_MODES or b.mode in _LOOSE_MODES


def _statuses_agree(a: EventMention, b: EventMention) -> bool:
    return a.status == b.status or (a.weak or b.weak)


def _moments_agree(a: EventMention, b: EventMention) -> bool:
    """An assumed day gives way to a told one of about the same time."""
    if times_agree(a.time, b.time):
        return True
    assert a.time is not None
    assert b.time is not None
    return (a.assumed or b.assumed) and abs((a.time.earliest - b.time.earliest).days) <= 4


def _places_agree(a: Entity, b: Entity) -> bool:
    return a.id == b.id or a.kind != b.kind or (a.country == b.country and (a.kind == "state" or b.kind == "state"))


def _same_entities(a: Sequence[Party], b: Sequence[Party]) -> bool:
    return {p.entity.id for p in a} == {p.entity.id for p in b}


def _parties_agree(a: Sequence[Party], b: Sequence[Party]) -> bool:
    """Is everyone of the smaller side among the larger, a person standing for a state?"""
    small, large = sorted((a, b), key=len)
    if len(small) < 2 <= len(large):
        return False
    if (
        len(small) < len(large)
        and all(p.entity.kind == "state" for p in small)
        and any(p.entity.kind == "person" for p in large)
    ):
        return False  # talks of two states are not those that a third's minister held with theirs
    if len(small) < len(large) and not all(any(p.entity.id == q.entity.id for q in large) for p in small):
        return False  # nor did two leaders meet where delegations of their states met a third's
    return all(any(same_party(p, q) for q in large) for p in small)


def _recipients_agree(a: EventMention, b: EventMention) -> bool:
    if not a.recipients or not b.recipients:
        if a.sentence == b.sentence and a.mode == b.mode and a.mode is not None:
            return True  # "abducted ten men and took them hostage"
        return a.nominal or b.nominal or not (a.recipients or b.recipients)
    return _parties_agree(a.recipients, b.recipients) or any(
        same_party(p, q) for p in a.recipients for q in b.recipients
    )


def same_party(a: Party, b: Party) -> bool:
    """The same entity, or a person and the state acted for."""
    if a.entity.id == b.entity.id:
        return True
    kinds = {a.entity.kind, b.entity.kind}
    return kinds == {"person", "state"} and a.entity.country is not None and a.entity.country == b.entity.country


def _joined(group: Sequence[EventMention]) -> EventMention:
    """One mention that holds what all together tell."""
    first = group[0]
    if len(group) == 1:
        return first
    directed = next((m for m in group if m.recipients and not m.weak), first)
    actors, recipients = (
        _specific(p for m in group for p in m.actors),
        _specific(p for m in group for p in m.recipients),
    )
    if (
        event_types()[first.type].symmetric
        and directed.recipients
        and {p.entity.id for p in directed.parties} >= {p.entity.id for p in actors}
    ):
        # "X called Y" in one sentence and "X and Y spoke" in another: who called stays known
        named = (p for p in recipients if any(same_party(p, q) for q in directed.recipients))
        actors, recipients = directed.actors, _specific([*directed.recipients, *named])
    actor_ids = {p.entity.id for p in actors}
    return replace(
        first,
        mode=next((m.mode for m in group if m.mode), None),
        status=min((m.status for m in group if not m.weak), key=_STATUS_RANK.index, default=first.status),
        actors=actors,
        recipients=tuple(p for p in recipients if p.entity.id not in actor_ids),
        mediators=unique([p for m in group for p in m.mediators]),
        time=_finest([m.time for m in group if m.time and not m.assumed]) or _finest([m.time for m in group if m.time]),
        assumed=all(m.assumed or m.time is None for m in group),
        dated=any(m.dated for m in group),
        place=_finest_place([m.place for m in group if m.place]),
        topics=tuple({t.id: t for m in group for t in m.topics}.values()),
        quantities=_numbers(group),
        speaker=next((m.speaker for m in group if m.speaker), None),
        attributed_to=next((m.attributed_to for m in group if m.attributed_to), None),
    )


def _numbers(group: Sequence[EventMention]) -> tuple[Quantity, ...]:
    """Of each thing that is counted, the numbers of the fullest mention that tells any; a headline rounds."""
    found: dict[str, list[Quantity]] = {}
    for mention in sorted(group, key=lambda m: m.headline):
        told = {q.counted for q in mention.quantities if q.counted not in found}
        for each in mention.quantities:
            if each.counted in told:
                found.setdefault(each.counted, []).append(each)
    return tuple(sorted((q for numbers in found.values() for q in numbers), key=lambda q: (q.start, q.counted)))


def _specific(parties: object) -> tuple[Party, ...]:
    found = unique(list(parties))  # type: ignore[call-overload]
    people = {p.entity.country for p in found if p.entity.kind == "person"}
    return tuple(p for p in found if p.entity.kind != "state" or p.entity.country not in people)


def _finest(times: Sequence[TimeSpan]) -> TimeSpan | None:
    return min(times, key=lambda t: (t.latest - t.earliest).days) if times else None


def _finest_place(places: Sequence[Entity]) -> Entity | None:
    return min(places, key=lambda p: p.kind == "state") if places else None
