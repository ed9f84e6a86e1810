"""Demands in speech: "X told Y that Z must withdraw" asks something of Z."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Span, Token

from kg.extract import arguments as arg
from kg.extract.clauses import is_turned
from kg.extract.events import EventMention
from kg.extract.modes import demanded
from kg.extract.parties import Scene
from kg.extract.slots import Slots
from kg.extract.times import Dated
from kg.extract.verbs import SAYING
from kg.extract.when import Clock
from kg.extract.where import spoken_in

_DEONTIC = ("must", "should", "ought")


def demands(sentence: Span, scene: Scene, clock: Clock, dated: Sequence[Dated]) -> Iterator[EventMention]:
    """What a speaker says that another party must do.

    The demand is made of the subject of the clause; where that is no party, of who owns it.
    """
    for verb in sentence:
        if verb.pos_ != "VERB" or not _is_demand(verb):
            continue
        saying = _said_by(verb)
        if saying is None:
            continue
        speakers = [p for t in arg.doers(saying) for p in scene.sides(t)]
        carrier = verb.head if verb.dep_ == "xcomp" else verb
        subjects = [c for c in carrier.children if c.dep_ in ("nsubj", "nsubjpass")]
        asked = [p for t in subjects for p in scene.sides(t) if p.entity.kind != "group" or p.sector != "CVL"]
        asked = [p for p in asked if p.entity.id not in {s.entity.id for s in speakers}]
        if not speakers or not asked:
            continue
        slots = Slots(saying, scene, scene.lexicon)
        moment = clock.moments(slots, dated, "occurred", eventive=True)[0]
        offset = scene.offset
        yield EventMention(
            type="REQUEST",
            mode=demanded(verb, scene.lexicon),
            status="occurred",
            actors=tuple(speakers),
            recipients=tuple(asked),
            mediators=(),
            time=moment.span,
            place=spoken_in(saying, scene),
            topics=(),
            speaker=None,
            attributed_to=None,
            trigger=(offset + verb.idx, offset + verb.idx + len(verb)),
            sentence=(offset + sentence.start_char, offset + sentence.end_char),
            number=scene.number,
            rule="demand:must",
            weak=False,
            nominal=False,
            dated=moment.span is not None and not moment.assumed,
            assumed=moment.assumed,
        )


def _is_demand(verb: Token) -> bool:
    if any(c.dep_ == "neg" for c in verb.children):
        return False
    if any(c.dep_ == "aux" and c.lower_ in _DEONTIC and not is_turned(c) for c in verb.children):
        return True
    head = verb.head  # "has to call off", "needs to stop"
    return (
        verb.dep_ == "xcomp"
        and head.lemma_ in ("have", "need")
        and any(c.lower_ == "to" for c in verb.children)
        and head.tag_ in ("VBZ", "VBP", "VBD")
    )


def _said_by(verb: Token) -> Token | None:
    node = verb if verb.dep_ != "xcomp" else verb.head
    while node.dep_ == "conj" and node.head.pos_ in ("VERB", "AUX"):
        node = node.head
    head = node.head
    if node.dep_ in ("ccomp", "parataxis") and head.lemma_.lower() in SAYING:
        return head
    return None
