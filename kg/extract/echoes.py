"""Deeds told by pointing at the one before: "X recalled its envoy, and Y *did the same*", "*so did Z*"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Span, Token

from kg.extract import arguments as arg
from kg.extract.events import EventMention
from kg.extract.lexicon import Lexicon
from kg.extract.parties import Scene
from kg.extract.sides import unique
from kg.extract.slots import Slots
from kg.extract.status import status
from kg.extract.times import Dated
from kg.extract.when import Clock
from kg.ontology import event_types

# What "do" has beside it where it stands for no other verb.
_DONE = frozenset("dobj xcomp ccomp attr neg prt acomp".split())
_SAME = {"do": frozenset(("same", "likewise")), "follow": frozenset(("suit",))}


def echoes(
    sentence: Span, scene: Scene, lexicon: Lexicon, clock: Clock, dated: Sequence[Dated], told: Sequence[EventMention]
) -> Iterator[EventMention]:
    """What others did in their turn, of which only that is told; `told` are the events so far, the last one last."""
    for verb in sentence:
        if verb.lemma_ not in _SAME or not _points_back(verb):
            continue
        at = scene.offset + verb.idx
        before = _pointed_at(verb, scene, [m for m in told if m.trigger[0] < at])
        if before is None or before.status != "occurred" or len(before.actors) != 1:
            continue
        if before.type == "COOPERATE" or (before.type == "CONSULT" and not before.recipients):
            continue
        slots = Slots(verb, scene, lexicon)
        acting = unique([p for t in arg.doers(verb) for p in scene.sides(t)])
        others = [p for p in acting if p.entity.id != before.actors[0].entity.id]
        if len(others) != len(acting) or not acting:
            continue
        own = {p.entity.country or p.entity.id for p in acting}
        answered = bool(own & {p.entity.country or p.entity.id for p in before.recipients})  # each to the other
        state = status(slots, lexicon)
        if state != "occurred" and not _in_so_many_words(verb):
            continue
        material = event_types()[before.type].quad.startswith("material")
        moment = clock.moments(slots, dated, state, eventive=True, material=material)[0]
        yield replace(
            before, status=state, actors=acting, recipients=before.actors if answered else before.recipients,
            mediators=(), time=moment.span, place=None, quantities=(), number=scene.number,
            dated=moment.span is not None and not moment.assumed, assumed=moment.assumed,
            trigger=(at, at + len(verb)),
            sentence=(scene.offset + sentence.start_char, scene.offset + sentence.end_char),
        )  # fmt: skip


def _pointed_at(verb: Token, scene: Scene, told: Sequence[EventMention]) -> EventMention | None:
    """What is done again: what the clause tells to which the words are added, else what was told last."""
    at = scene.offset + verb.head.idx
    joined = verb.dep_ in ("conj", "advcl", "ccomp", "parataxis")
    added = [m for m in told if joined and m.trigger[0] == at]
    return next(iter([*added, *reversed(told)]), None)


def _points_back(verb: Token) -> bool:
    """Is it "did the same" or "followed suit", "did so", "so did X", "as did X" or "X did too"?"""
    return _in_so_many_words(verb) or (verb.lemma_ == "do" and verb.pos_ in ("VERB", "AUX") and _does_so(verb))


def _in_so_many_words(verb: Token) -> bool:
    return any(c.lower_ in _SAME[verb.lemma_] and c.i > verb.i for c in verb.children)


def _does_so(verb: Token) -> bool:
    """Does it stand for another verb: "*so did* X", "*as did* X", "X *did so*", "X *did too*"?"""
    if any(c.dep_ in _DONE and (c.i > verb.i or c.dep_ == "neg") for c in verb.children):
        return False
    doing = [c for c in verb.children if c.dep_ == "nsubj"]
    turned = bool(doing) and doing[0].i > verb.i
    words = {c.lower_ for c in verb.children if c.dep_ in ("advmod", "mark")}
    return bool(words & {"so", "as"}) if turned else bool(words & {"so", "too", "likewise"})
