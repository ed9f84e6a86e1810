"""Event mentions: triggers of the lexicon with their arguments, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Span, Token

from kg.extract import arguments as arg
from kg.extract.alone import may_stand_alone, stands_apart
from kg.extract.citizens import orders_at_home
from kg.extract.clauses import describes, in_a_title
from kg.extract.journeys import travelled, while_there
from kg.extract.lexicon import Entry, Lexicon
from kg.extract.modes import by_phone, mode_of, of_company, said_apart
from kg.extract.participants import Participants, participants
from kg.extract.parties import Scene
from kg.extract.quantities import quantities
from kg.extract.setting import suits
from kg.extract.sides import unique
from kg.extract.slots import Slots
from kg.extract.speech import speaker
from kg.extract.stage import still_there
from kg.extract.status import is_awaited
from kg.extract.status import status as status_of
from kg.extract.telling import (
    after_content,
    asides,
    content_of,
    declared,
    is_question,
    matters,
    only_asked,
    only_words,
    said_in,
)
from kg.extract.times import Dated
from kg.extract.topics import topics as topics_of
from kg.extract.verbs import COMMANDING
from kg.extract.when import Clock, Moment
from kg.extract.where import around_what, destination, of_forces, where
from kg.model import Entity, Party, Quantity, Status, TimeSpan
from kg.ontology import event_types

_POS = {"VERB": "v", "NOUN": "n", "PROPN": "n", "ADJ": "a", "AUX": "v"}
# Types whose object may be a territory, which is then the place.
_FACE_TO_FACE = ("meet", "see", "grasp", "seated", "confront")
# What is said to somebody.
_SAID = ("AGREE", "SUPPORT", "REQUEST", "REJECT", "THREATEN", "ACCUSE")
# Who is expected somewhere, or due there, has not come yet.
_AWAITED = ("expect", "due")
_TERRITORIAL = ("ASSAULT", "COERCE", "RETREAT", "MOBILIZE")


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMention:
    """One telling of an event in one sentence; offsets count characters of the article."""

    type: str
    mode: str | None
    status: Status
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    mediators: tuple[Party, ...]
    time: TimeSpan | None
    place: Entity | None
    topics: tuple[Entity, ...]
    speaker: str | None
    attributed_to: str | None
    trigger: tuple[int, int]
    sentence: tuple[int, int]
    number: int
    rule: str
    weak: bool
    nominal: bool
    dated: bool
    assumed: bool = False
    headline: bool = False
    learnt: bool = False
    quantities: tuple[Quantity, ...] = ()

    @property
    def parties(self) -> tuple[Party, ...]:
        """Everyone who takes part."""
        return unique([*self.actors, *self.recipients, *self.mediators])


def in_sentence(
    sentence: Span, scene: Scene, lexicon: Lexicon, clock: Clock, dated: Sequence[Dated]
) -> Iterator[EventMention]:
    """The events that a sentence tells, in the order of its words; `dated` are its expressions of time."""
    content: set[int] = set()
    told: set[int] = set()
    waiting: list[tuple[Entry, Slots]] = []
    for token in sentence:
        entries = rows_of(token, lexicon)
        if not entries or token.i in content or not may_tell(token, scene, dated):
            continue
        slots = Slots(token, scene, lexicon)
        for entry in entries:
            if slots.holds(entry):
                found = _events(entry, slots, scene, lexicon, clock, dated)
                if found:
                    told.add(slots.verb.i)
                    content |= content_of(found[0].type, slots, entry.frame.name)
                    if entry.type == "ASSAULT" and found[0].actors and (slots.noun or arg.is_passive(token)):
                        content |= {t.i for t in slots.get("in")}  # "killed in a raid of X" tells one event
                    if entry.type == "COERCE" and not slots.noun:  # "overthrew X in a coup" tells one event
                        content |= {t.i for t in slots.get("in") if t.lemma_ == "coup"}
                    if entry.type == "REQUEST" or (entry.mode == "ceasefire" and entry.trigger in COMMANDING):
                        content |= content_of("REQUEST", slots)  # also where it is an order
                    yield from found
                    yield from _call(found[0], slots)
                    break
                if may_stand_alone(entry, slots):
                    waiting.append((entry, slots))
                if entry.type == "REQUEST" and only_asked(slots, lexicon):
                    content |= content_of(entry.type, slots) - asides(slots)
    for entry, slots in waiting:
        if told and (slots.verb.i in told or slots.trigger.i in content or not stands_apart(entry, slots)):
            continue
        found = _events(entry, slots, scene, lexicon, clock, dated, alone=True)
        if found and not (told and found[0].status == "negated"):
            told.add(slots.verb.i)
            yield from found
    if dated and not any(t.pos_ in ("VERB", "AUX") for t in sentence):
        clock.head(dated, alone=len(sentence) < 5)
    if dated and not clock.noted:
        clock.read(dated)


def rows_of(token: Token, lexicon: Lexicon) -> tuple[Entry, ...]:
    """The rows that a word may tell an event by."""
    pos = _POS.get(token.pos_)
    return lexicon.entries.get((token.lemma_.lower(), pos), ()) if pos else ()


def may_tell(token: Token, scene: Scene, dated: Sequence[Dated]) -> bool:
    """Is a word no name, day or title, and asked about by nobody?"""
    named = scene.mention(token) is not None and token.pos_ != "VERB"  # "annexed Crimea" names a place, too
    named = named or (token.pos_ == "PROPN" and _in_time(token, dated))  # "in March"
    return not (named or describes(token) or in_a_title(token) or is_question(token))


def _call(told: EventMention, slots: Slots) -> Iterator[EventMention]:
    """The call in which somebody says something to somebody: "assured Y *by phone* of his support"."""
    verbal = told.type in _SAID and told.status == "occurred" and (not slots.noun or slots.support is not None)
    if not (verbal and told.actors and told.recipients and by_phone(slots.verb)):
        return
    if all(p.entity.kind in ("person", "state") for p in told.parties):
        yield replace(told, type="CONSULT", mode="phone", place=None, topics=(), quantities=())


def _in_time(token: Token, dated: Sequence[Dated]) -> bool:
    at = token.idx - token.sent.start_char
    return any(d.timex.start <= at < d.timex.end for d in dated)


def _events(
    entry: Entry,
    slots: Slots,
    scene: Scene,
    lexicon: Lexicon,
    clock: Clock,
    dated: Sequence[Dated],
    *,
    alone: bool = False,
) -> list[EventMention]:
    """What a trigger tells by one row of the lexicon: nothing, an event, or one for each of several times."""
    taking_part = participants(entry, slots, scene, alone=alone)
    if taking_part is None or only_words(entry, slots, scene, taking_part.actors):
        return []
    return as_told(entry, slots, scene, lexicon, clock, dated, taking_part)


def as_told(
    entry: Entry,
    slots: Slots,
    scene: Scene,
    lexicon: Lexicon,
    clock: Clock,
    dated: Sequence[Dated],
    taking_part: Participants,
    *,
    learnt: bool = False,
) -> list[EventMention]:
    """What a trigger tells of those who take part: an event, or one for each of several times.

    Parameters
    ----------
    learnt : bool
        No row holds; a model takes it for told.
    """
    frame = entry.frame
    kind = event_types()[entry.type]
    actors, recipients, mediators, again = taking_part
    state = status_of(slots, lexicon, said_in=said_in(entry.type, slots))
    if state == "negated" and entry.denies:
        state = "occurred"
    if entry.type == "REQUEST" and slots.noun and state == "hypothetical" and not recipients:
        return []  # "until their demands are met"
    reduced = slots.support is not None and slots.support.dep_ == "acl"  # "the meeting held with Y"
    eventive = (
        not slots.noun
        or (slots.support is not None and not reduced)
        or slots.trigger.dep_ in ("nsubj", "nsubjpass", "ROOT")
        or _while_acting(slots)
    )
    dated = [d for d in dated if not after_content(d, entry, slots)]
    if state == "occurred" and entry.type == "MOBILIZE" and entry.trigger in _AWAITED:
        state = "future"
    carried = not slots.noun or slots.support is not None
    coming = state == "occurred" and entry.type == "CONSULT" and carried
    awaited = not slots.noun and (is_awaited(slots.trigger, lexicon) or entry.trigger in _AWAITED)
    if coming and (awaited or clock.appointed(slots, dated)):
        state = "future"
    moments = clock.moments(slots, dated, state, eventive=eventive, material=kind.quad.startswith("material"))
    if again and not eventive:  # "they are to discuss the trip next week": of the trip that says nothing
        moments = [Moment(None)]
    if state == "occurred" and clock.is_ahead(moments[0].span):
        state = "future"
    type_, mode, state = declared(entry, slots, scene, actors, state)
    if type_ != entry.type and entry.type != "AGREE":
        moments = [clock.declared(slots, dated, moments[0])]
    if type_ == "REJECT" and event_types()[entry.type].symmetric and not recipients:
        # "will not resume ties with Y": X refuses Y
        actors, recipients = _refusing(slots, scene, actors)
    if type_ == "REQUEST" and orders_at_home(entry, actors, recipients):
        type_, mode = "COERCE", "restrict"
    mode = mode_of(type_, mode, slots, lexicon)
    said, attributed = speaker(slots.trigger, scene)
    offset = scene.offset
    sentence = slots.trigger.sent
    everyone = [*actors, *recipients, *mediators]
    place = _place(entry, mode, slots, scene, everyone) if eventive or not again else None
    if entry.type == "ASSAULT" and not recipients and frame.recipients:
        recipients = _struck(place, scene, actors)
    if entry.type == "CONSULT" and mode is None:
        there, visiting = travelled(slots, scene, place, actors, recipients)
        if visiting is None and state == "occurred" and not slots.noun and frame.name in _FACE_TO_FACE:
            there, visiting = while_there(scene, place, actors, recipients)
        if visiting is not None:
            mode, place, actors, recipients = "visit", there, *visiting
    about = topics_of([t for path in frame.topics for t in slots.get(path)] + _purpose(entry, slots), scene, everyone)
    about = (*about, *(t for t in topics_of(matters(type_, slots), scene, everyone, acting=True) if t not in about))
    if place is None and scene.setting is not None and state in ("occurred", "negated") and eventive:
        place = scene.setting if suits(type_, mode, slots.verb.lemma_.lower(), scene.setting, everyone) else None
    if place is None and state == "occurred":
        place = still_there(type_, mode, slots, everyone, moments[0].span, scene)
    if type_ == "CONSULT" and mode is None and not said_apart(slots.verb):
        mode = of_company([*actors, *recipients], place, face_to_face=frame.name in _FACE_TO_FACE or slots.noun)
    mention = EventMention(
        type=type_, mode=mode, status=state,
        actors=actors, recipients=recipients, mediators=mediators, time=moments[0].span, place=place,
        topics=tuple(t for t in about if place is None or t.id != place.id),
        speaker=said, attributed_to=attributed,
        trigger=(offset + slots.trigger.idx, offset + slots.trigger.idx + len(slots.trigger)),
        sentence=(offset + sentence.start_char, offset + sentence.end_char),
        number=scene.number, rule=entry.rule, learnt=learnt,
        weak=frame.weak or again,
        nominal=slots.noun and slots.support is None, dated=moments[0].span is not None and not moments[0].assumed,
        assumed=moments[0].assumed, quantities=quantities(type_, slots),
    )  # fmt: skip
    if state == "occurred":
        scene.discourse.acted(scene.number, type_, actors)
        scene.discourse.turned(scene.number, type_, actors, recipients)
    if kind.quad == "material conflict" and state == "occurred":
        both = frame.sides == 2 and len(actors) == 2 and not recipients
        scene.discourse.fought(scene.number, *((actors[:1], actors[1:]) if both else (actors, recipients)))
    elif kind.quad.startswith("verbal") and type_ != "CONSULT" and state == "occurred":
        scene.discourse.spoke(scene.number, actors, recipients)
    if place is not None and type_ in ("CONSULT", "AGREE") and mode != "phone" and state == "occurred":
        scene.discourse.gathered(scene.number, everyone, place, mention.time)
    if mention.mode == "visit" and state == "occurred":
        scene.discourse.arrived(scene.number, actors, recipients, place)
    if type_ in ("CONSULT", "AGREE") and not frame.weak and state in ("occurred", "future"):
        scene.discourse.talked(scene.number, [*actors, *recipients], held=state == "occurred")
        scene.anew(slots.trigger)
    if len(recipients) == len(moments) > 1 and _each_on_its_day(slots):
        return [replace(mention, recipients=(p,), time=m.span) for p, m in zip(recipients, moments, strict=True)]
    return [mention, *(replace(mention, time=m.span) for m in moments[1:])]


def _each_on_its_day(slots: Slots) -> bool:
    """Has each of several a day of its own: "bombed X *on Monday* and Y *on Tuesday*"?"""
    joined = [t for t in slots.verb.subtree if t.dep_ == "conj" and t.pos_ == "PROPN" and t.i + 1 < len(t.doc)]
    return any(t.nbor(1).lower_ == "on" and t.nbor(-1).lower_ in ("and", ",") for t in joined)


def _refusing(slots: Slots, scene: Scene, sides: tuple[Party, ...]) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Of those who do not agree, who will not, and with whom."""
    own = {p.entity.id for t in arg.doers(slots.verb) for p in scene.sides(t)}
    refusing = tuple(p for p in sides if p.entity.id in own)
    return (refusing, tuple(p for p in sides if p.entity.id not in own)) if refusing else (sides, ())


def _while_acting(slots: Slots) -> bool:
    """Is it the occasion of what is told: "X, in a call with Y, backed Z"?"""
    link = slots.trigger.head
    return slots.trigger.dep_ == "pobj" and link.lower_ in ("in", "during", "on") and link.head == slots.verb


_DISCUSSING = frozenset("discuss address review negotiate assess consider resolve settle debate evaluate talk".split())


def _purpose(entry: Entry, slots: Slots) -> list[Token]:
    """What talks are held for: "called Y to discuss T", "met in X, discussing T"."""
    if entry.type != "CONSULT":
        return []
    verbs = [
        c for top in (slots.trigger, slots.verb) for c in top.children
        if c.dep_ in ("advcl", "acl", "xcomp", "conj") and c.lemma_.lower() in _DISCUSSING
    ]  # fmt: skip
    return [t for v in verbs for t in [*arg.undergoers(v), *arg.prepositional(v, "about"), *arg.prepositional(v, "on")]]


def _struck(place: Entity | None, scene: Scene, actors: Sequence[Party]) -> tuple[Party, ...]:
    """Whoever strikes a place of another state strikes that state."""
    state = scene.world.state(place.country) if place is not None else None
    return (
        (Party(entity=state),) if state is not None and state.country not in {a.entity.country for a in actors} else ()
    )


def _place(entry: Entry, mode: str | None, slots: Slots, scene: Scene, sides: Sequence[Party]) -> Entity | None:
    if entry.type == "CONSULT" and mode == "phone":
        return None
    if entry.type == "CONSULT" and mode == "visit":
        return destination(slots, scene) or where(slots, scene, sides)
    freed = slots.get("obj") if mode == "release" and not slots.noun else ()
    if any(arg.prepositional(t, "from") for t in freed):  # "two sailors from X were freed": they belong there
        return where(slots, scene, sides)
    if entry.type in _TERRITORIAL:
        return of_forces(entry.type, slots, scene, sides, entry.frame.of)
    found = where(slots, scene, sides)
    return found or (around_what(slots, scene) if entry.type == "PROTEST" else None)
