"""The events that no row of the lexicon tells, as far as they are likely enough."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Span, Token

from kg.extract import arguments as arg
from kg.extract.events import EventMention, told_by
from kg.extract.learned.model import LOWEST, Model, model
from kg.extract.learned.traits import could_tell, traits
from kg.extract.lexicon import Entry, Lexicon
from kg.extract.parties import Scene
from kg.extract.slots import Slots
from kg.extract.telling import content_of
from kg.extract.times import Dated
from kg.extract.when import Clock

RULE = "learned"


def guesses(
    sentence: Span,
    scene: Scene,
    lexicon: Lexicon,
    clock: Clock,
    dated: Sequence[Dated],
    told: Sequence[EventMention],
    *,
    by: Model | None = None,
) -> Iterator[EventMention]:
    """Events of verbs and nouns that the rows of the lexicon passed over; `told` is what those found.

    What is guessed goes through the same frames, parties, status and times as what a row tells.
    """
    knowing = by or model()
    if not knowing.fits(sentence.vocab):
        return
    likely: list[tuple[float, str, Slots]] = []
    for slots in candidates(sentence, scene, lexicon, told):
        kinds = knowing.likelihoods(traits(slots, scene, lexicon, told), sentence.vocab)
        kind = max(kinds, key=kinds.__getitem__)
        if kinds[kind] >= LOWEST:
            likely.append((kinds[kind], kind, slots))
    spoken: set[Token] = set()
    for likelihood, kind, slots in sorted(likely, key=lambda each: (-each[0], each[2].trigger.i)):
        entry = _entry(slots, kind, knowing, lexicon)
        if entry is None or slots.trigger in spoken:
            continue
        mentions = told_by(entry, slots, scene, lexicon, clock, dated)
        if not mentions or likelihood < knowing.threshold(kind, len(mentions[0].parties)):
            continue
        if not _again(mentions[0], told):
            spoken |= {slots.trigger, slots.trigger.head, *slots.trigger.children}  # "launched a sweep" is one event
            yield from mentions


def candidates(sentence: Span, scene: Scene, lexicon: Lexicon, told: Sequence[EventMention]) -> Iterator[Slots]:
    """The words of a sentence that might tell of an event and that no row told of, if parties stand around them."""
    if not any(m.start < sentence.end and m.end > sentence.start for m in scene.mentions):
        return
    spoken_for = _spoken_for(sentence, scene, lexicon, told)
    for token in sentence:
        if token.i in spoken_for or not could_tell(token, scene, lexicon):
            continue
        slots = Slots(token, scene, lexicon)
        if slots.noun or arg.is_passive(token) or any(scene.sides(t) for t in slots.get("subj")):
            yield slots


def _spoken_for(sentence: Span, scene: Scene, lexicon: Lexicon, told: Sequence[EventMention]) -> set[int]:
    """The triggers of what is told, and what is demanded, refused or alleged in it."""
    at = {scene.offset + t.idx: t for t in sentence}
    triggers: dict[Token, str] = {at[m.trigger[0]]: m.type for m in told if m.trigger[0] in at}
    inside = {i for token, kind in triggers.items() for i in content_of(kind, Slots(token, scene, lexicon))}
    return inside | {t.i for t in triggers}


def _entry(slots: Slots, kind: str, knowing: Model, lexicon: Lexicon) -> Entry | None:
    """A row as the lexicon would have it."""
    pos = "n" if slots.noun else "v"
    frame = lexicon.frames.get(knowing.frames.get((kind, pos), ""))
    if frame is None:
        return None
    return Entry(
        trigger=f"{RULE}:{slots.trigger.lemma_.lower()}", pos=pos, where=(), type=kind, mode=None, frame=frame,
        example="", line=0,
    )  # fmt: skip


def _again(mention: EventMention, told: Sequence[EventMention]) -> bool:
    """Does a row tell of the same in the same sentence?"""
    own = {p.entity.id for p in mention.parties}
    return any(m.type == mention.type and own <= {p.entity.id for p in m.parties} for m in told)
