"""Deeds that a sentence tells by pointing at the one before: "X recalled its envoy, and Y *did the same*"."""

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

_SAME = {"do": frozenset(("same", "likewise")), "follow": frozenset(("suit",))}
# What stands before "did" where it says the same of another: "*as* did Y", "*so* did Y".
_ALSO = frozenset(("as", "so"))


def echoes(
    sentence: Span, scene: Scene, lexicon: Lexicon, clock: Clock, dated: Sequence[Dated], told: Sequence[EventMention]
) -> Iterator[EventMention]:
    """What others did in their turn, of which only that is told; `told` are the events so far, the last one last."""
    for verb in sentence:
        if verb.lemma_ not in _SAME or not _points_back(verb):
            continue
        at = scene.offset + verb.idx
        before = next((m for m in reversed(told) if m.trigger[0] < at), None)
        if before is None or before.status != "occurred" or len(before.actors) != 1:
            continue
        if before.type in ("CONSULT", "AGREE", "COOPERATE"):
            continue
        slots = Slots(verb, scene, lexicon)
        acting = unique([p for t in arg.doers(verb) for p in scene.sides(t)])
        others = [p for p in acting if p.entity.id != before.actors[0].entity.id]
        if len(others) != len(acting) or not acting:
            continue
        own = {p.entity.country or p.entity.id for p in acting}
        answered = bool(own & {p.entity.country or p.entity.id for p in before.recipients})  # each to the other
        state = status(slots, lexicon)
        material = event_types()[before.type].quad.startswith("material")
        moment = clock.moments(slots, dated, state, eventive=True, material=material)[0]
        yield replace(
            before, status=state, actors=acting, recipients=before.actors if answered else before.recipients,
            mediators=(), time=moment.span, place=None, quantities=(), number=scene.number,
            dated=moment.span is not None and not moment.assumed, assumed=moment.assumed,
            trigger=(at, at + len(verb)),
            sentence=(scene.offset + sentence.start_char, scene.offset + sentence.end_char),
        )  # fmt: skip


def _points_back(verb: Token) -> bool:
    """Is it "did the same", "did likewise", "followed suit", "as did Y" or "so did Y"?"""
    if verb.lower_ == "did" and verb.i and verb.nbor(-1).lower_ in _ALSO:
        return any(c.dep_ == "nsubj" and c.i > verb.i for c in verb.children)
    return any(c.lower_ in _SAME[verb.lemma_] and c.i > verb.i for c in verb.children)
