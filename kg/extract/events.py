"""Event mentions: triggers of the lexicon with their arguments, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Span, Token

from kg.extract import arguments as arg
from kg.extract.lexicon import Entry, Lexicon
from kg.extract.parties import Scene, unique
from kg.extract.slots import Slots
from kg.extract.speech import speaker
from kg.extract.status import status as status_of
from kg.extract.topics import topics as topics_of
from kg.extract.verbs import SAYING
from kg.extract.when import Clock, Dated, expressions
from kg.extract.where import destination, target, where
from kg.model import Entity, Party, Status, TimeSpan
from kg.ontology import event_types

_POS = {"VERB": "v", "NOUN": "n", "PROPN": "n", "ADJ": "a", "AUX": "v"}
# Types whose object may be a territory, which is then the place.
# "Flew to X to meet Y": who goes somewhere to do it, does it.
_MOTION = frozenset("fly travel go arrive visit come return head land gather meet convene".split())
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

    @property
    def parties(self) -> tuple[Party, ...]:
        """Everyone who takes part."""
        return unique([*self.actors, *self.recipients, *self.mediators])


def in_sentence(sentence: Span, scene: Scene, lexicon: Lexicon, clock: Clock) -> Iterator[EventMention]:
    """The events that a sentence tells, in the order of its words."""
    dated = expressions(sentence)
    told = False
    content: set[int] = set()
    for token in sentence:
        if token.i in content:
            continue
        entries = lexicon.entries.get((token.lemma_.lower(), _POS.get(token.pos_, "")))
        if not entries or scene.mention(token) is not None or _describes(token):
            continue
        slots = Slots(token, scene, lexicon)
        for entry in entries:
            if slots.holds(entry):
                found = _events(entry, slots, scene, lexicon, clock, dated)
                if found:
                    told = told or found[0].dated
                    content |= _content(found[0], slots)
                    yield from found
                    break
    if not told:
        clock.read(dated)


# What is agreed to, refused, demanded, threatened or alleged is told as that, and not as done besides.
_ATTITUDES = frozenset("AGREE REJECT THREATEN REQUEST ACCUSE".split())


def _content(mention: EventMention, slots: Slots) -> set[int]:
    """The tokens of what a speech act is about."""
    if mention.type not in _ATTITUDES:
        return set()
    relations = (
        ("xcomp", "ccomp", "prep", "acl", "pcomp")
        if mention.type == "AGREE"
        else ("xcomp", "ccomp", "prep", "dobj", "acl", "pcomp", "advcl")
    )
    out: set[int] = set()
    for top in (slots.trigger, slots.support):
        for child in top.children if top is not None else ():
            if child.dep_ not in relations or child.i < slots.trigger.i:
                continue
            if child.dep_ == "prep" and child.lower_ not in (
                "of",
                "for",
                "to",
                "with",
                "against",
                "on",
                "over",
                "from",
            ):
                continue
            if child.dep_ == "advcl" and not any(c.lower_ in ("unless", "if", "to") for c in child.children):
                continue
            out.update(t.i for t in child.subtree)
    return out


def _after_content(dated: Dated, entry: Entry, slots: Slots) -> bool:
    """A time told within what is alleged or demanded is the time of that."""
    if entry.type not in _ATTITUDES or slots.noun or entry.type == "AGREE":
        return False
    starts = [
        c.i
        for c in slots.trigger.children
        if c.dep_ in ("ccomp", "xcomp") or (c.dep_ == "prep" and any(g.dep_ == "pcomp" for g in c.children))
    ]
    return bool(starts) and dated.token.i > min(starts) > slots.trigger.i


def _describes(token: Token) -> bool:
    """A participle before a noun ("occupied territories") tells of no event of its own."""
    return (token.pos_ in ("VERB", "ADJ") and token.dep_ in ("amod", "compound", "nmod")) or token.dep_ == "compound"


def _events(
    entry: Entry, slots: Slots, scene: Scene, lexicon: Lexicon, clock: Clock, dated: Sequence[Dated]
) -> list[EventMention]:
    """What a trigger tells by one row of the lexicon: nothing, an event, or one for each of several times."""
    frame = entry.frame
    kind = event_types()[entry.type]
    mediators = unique([*scene.brokers(slots.trigger), *_sides(frame.mediators, slots, scene, "")])
    for thing in arg.undergoers(slots.trigger) if not slots.noun else []:
        mediators = unique([*mediators, *scene.brokers(thing)])
    actors = _sides(frame.actors, slots, scene, frame.of) or _own_forces(entry, slots, scene)
    recipients = _first(frame.recipients, slots, scene, frame.of, actors, another=frame.needs)
    if entry.type == "CONSULT" and entry.mode == "visit":
        actors, recipients = _visit(entry, slots, scene, actors, recipients)
    held = {p.entity.id for p in mediators}
    actors = tuple(p for p in actors if p.entity.id not in held)
    if kind.symmetric and not frame.recipients:
        actors = _persons_for_states(actors)
    if entry.type == "AGREE" and len(actors) == 1 and not recipients:
        recipients = _first(("inner",), slots, scene, "", actors)
    recipients = tuple(
        p for p in recipients if p.entity.id not in {a.entity.id for a in actors} and p.entity.id not in held
    )
    recipients = _without_own_state(recipients)
    if len(actors) < frame.sides or ((frame.needs or entry.type == "SUPPORT") and not recipients and len(actors) < 2):
        return []
    if kind.needs_recipient and not recipients and not (kind.symmetric and len(actors) > 1) and frame.recipients:
        return []
    if _is_purpose(slots, lexicon) or _is_demanded(slots) or _has_ended(slots.verb):
        return []
    state = status_of(slots, lexicon)
    reduced = slots.support is not None and slots.support.dep_ == "acl"  # "the meeting held with Y"
    eventive = (
        not slots.noun
        or (slots.support is not None and not reduced)
        or slots.trigger.dep_ in ("nsubj", "nsubjpass", "ROOT")
    )
    dated = [d for d in dated if not _after_content(d, entry, slots)]
    moments = clock.moments(slots, dated, state, eventive=eventive, material=kind.quad.startswith("material"))
    type_, mode, state = _declared(entry, slots, scene, actors, state)
    said, attributed = speaker(slots.trigger, scene)
    offset = scene.offset
    sentence = slots.trigger.sent
    everyone = [*actors, *recipients, *mediators]
    place = _place(entry, slots, scene, everyone)
    if entry.type == "ASSAULT" and not recipients and frame.recipients:
        recipients = _struck(place, scene, actors)
    about = topics_of([t for path in frame.topics for t in slots.get(path)] + _purpose(entry, slots), scene, everyone)
    mention = EventMention(
        type=type_, mode=(mode or _mode(type_, slots, lexicon)), status=state,
        actors=actors, recipients=recipients, mediators=mediators, time=moments[0].span, place=place,
        topics=tuple(t for t in about if place is None or t.id != place.id),
        speaker=said, attributed_to=attributed,
        trigger=(offset + slots.trigger.idx, offset + slots.trigger.idx + len(slots.trigger)),
        sentence=(offset + sentence.start_char, offset + sentence.end_char),
        number=scene.number, rule=entry.rule, weak=frame.weak,
        nominal=slots.noun and slots.support is None, dated=moments[0].span is not None and not moments[0].assumed,
        assumed=moments[0].assumed,
    )  # fmt: skip
    if type_ in ("CONSULT", "AGREE") and not frame.weak:
        scene.discourse.talked(scene.number, [*actors, *recipients])
    return [mention, *(replace(mention, time=m.span) for m in moments[1:])]


def _sides(paths: Sequence[str], slots: Slots, scene: Scene, of: str) -> tuple[Party, ...]:
    found = [t for path in paths for t in slots.get(path, of)]
    if len(found) == 1 and found[0].dep_ == "conj" and slots.verb.dep_ == "relcl":
        found = list(arg.conjuncts(arg.first_conjunct(found[0])))  # "X and Y, who met": the clause hangs on Y alone
    return unique([p for t in found for p in scene.sides(t) if not _bound(t, scene)])


# Places in which a thing stands for whose it is.
_BEHIND = frozenset(("on", "against", "at", "into", "to", "of"))


# "Its neighbour" is never itself.
_OTHERS = frozenset("neighbour neighbor rival foe enemy ally partner adversary".split())


def _first(
    paths: Sequence[str], slots: Slots, scene: Scene, of: str, without: Sequence[Party] = (), *, another: bool = False
) -> tuple[Party, ...]:
    """The parties in the first argument place that has any besides those that act.

    Parameters
    ----------
    another : bool
        There must be somebody else: "its" then means whoever does not act.
    """
    own = {p.entity.id for p in without}
    for path in paths:
        tokens = [t for t in slots.get(path, of) if not _bound(t, scene)]
        found = unique([p for t in tokens for p in scene.sides(t) if p.entity.id not in own])
        if not found and path in _BEHIND:  # "an attack on a Turkish base"
            found = unique(
                [
                    p
                    for t in tokens
                    for o in arg.owners(t)
                    if not _bound(o, scene)
                    for p in scene.sides(o)
                    if p.entity.id not in own
                ]
            )
        if not found and path == "owner":
            others = [t for t in tokens if another or t.head.lemma_.lower() in _OTHERS]
            found = unique([p for t in others if (p := scene.other_body(t, without)) is not None])
        if found:
            return found
    return ()


def _bound(token: Token, scene: Scene) -> bool:
    mention = scene.mention(token)
    return mention is not None and scene.bound(mention, token.doc)


def _visit(
    entry: Entry, slots: Slots, scene: Scene, actors: tuple[Party, ...], recipients: tuple[Party, ...]
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """A visit has a visitor, and as its host whoever is met there or the state of the place."""
    place = destination(slots, scene)
    if any(p.sector in ("MIL", "REB") for p in actors):
        return (), ()  # troops that arrive pay no visit
    guests = tuple(p for p in actors if p.entity.kind != "group")
    home = {p.entity.country for p in guests}
    hosts = tuple(p for p in recipients if p.entity.country not in home or p.entity.country is None)
    if not hosts and place is not None and place.country not in home:
        state = scene.world.state(place.country)
        hosts = (Party(entity=state),) if state else ()
    people = tuple(p for p in hosts if p.entity.kind == "person")
    return (guests, people or hosts) if hosts else ((), ())


def _persons_for_states(parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """Where a person stands for a state, the state beside him is not one party more."""
    people = {p.entity.country for p in parties if p.entity.kind == "person"}
    kept = tuple(p for p in parties if p.entity.kind != "state" or p.entity.country not in people)
    return kept if len(kept) > 1 else parties


def _without_own_state(parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """People of a state that is itself a party add nobody: "civilians and forces of X" is X."""
    states = {p.entity.country for p in parties if p.entity.kind == "state"}
    return tuple(
        p
        for p in parties
        if p.entity.kind != "group" or "~" in p.entity.id or p.sector != "CVL" or p.entity.country not in states
    )


def _declared(
    entry: Entry, slots: Slots, scene: Scene, actors: Sequence[Party], state: Status
) -> tuple[str, str | None, Status]:
    """What someone says they will do is a promise or a threat; what they say they will not, a refusal.

    PLOVER keeps deeds and declared intentions apart: AGREE, THREATEN and REJECT are the latter.
    """
    verb = slots.verb
    said = verb.dep_ == "ccomp" and verb.head.lemma_.lower() in SAYING
    will = any(c.dep_ == "aux" and c.lower_ in ("will", "would", "shall", "'ll") for c in verb.children)
    if slots.noun or not said or not will or entry.type in ("CONSULT", "AGREE", "THREATEN", "REJECT", "REQUEST"):
        return entry.type, entry.mode, state
    speakers = {p.entity.id for t in arg.doers(verb.head) for p in scene.sides(t)}
    if not speakers & {p.entity.id for p in actors}:
        return entry.type, entry.mode, state
    if any(c.dep_ == "neg" for c in verb.children):
        return "REJECT", None, "occurred"
    if state not in ("future", "hypothetical"):
        return entry.type, entry.mode, state
    return ("AGREE" if event_types()[entry.type].quad.endswith("cooperation") else "THREATEN"), None, "occurred"


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


def _own_forces(entry: Entry, slots: Slots, scene: Scene) -> tuple[Party, ...]:
    """Forces are moved by whom they belong to: "troops of X were deployed", "X's forces were withdrawn"."""
    if entry.type not in ("MOBILIZE", "RETREAT") or slots.noun or not arg.is_passive(slots.trigger):
        return ()
    return tuple(p for t in slots.get("obj") for p in scene.sides(t) if p.sector == "MIL")


def _is_purpose(slots: Slots, lexicon: Lexicon) -> bool:
    """What is only aimed at ("a deal to end the fighting"), unless a word of the lexicon says how sure it is."""
    verb = slots.verb
    if not any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children):
        return False
    if verb.dep_ == "advcl":
        return verb.head.lemma_.lower() not in _MOTION and (verb.head.lemma_.lower(), "v") not in lexicon.cues
    if verb.dep_ in ("acl", "relcl"):
        return (verb.head.lemma_.lower(), "n") not in lexicon.cues and (
            verb.head.lemma_.lower(),
            "a",
        ) not in lexicon.cues
    return False


def _has_ended(verb: Token) -> bool:
    """The end, which rows of the lexicon know, and not the thing itself: "stopped fighting"."""
    return verb.dep_ in ("xcomp", "pcomp") and arg.clause(verb.head).lemma_.lower() in (
        "stop",
        "cease",
        "halt",
        "quit",
        "refrain",
    )


def _is_demanded(slots: Slots) -> bool:
    """A demand, which `demands` reads, and no withdrawal: "X must withdraw"."""
    return any(c.dep_ == "aux" and c.lower_ in ("must", "should", "ought") for c in slots.verb.children)


def _place(entry: Entry, slots: Slots, scene: Scene, sides: Sequence[Party]) -> Entity | None:
    if entry.type == "CONSULT" and entry.mode == "phone":
        return None
    if entry.type == "CONSULT" and entry.mode == "visit":
        return destination(slots, scene) or where(slots, scene, sides)
    if entry.type in _TERRITORIAL:
        taken = target(slots.get("obj", entry.frame.of or "obj"), scene)
        if taken is not None and taken.kind == "place":
            return taken
        found = where(slots, scene, sides)
        return found or (target(slots.get("on"), scene) if entry.type == "ASSAULT" else None) or taken
    return where(slots, scene, sides)


def _mode(kind: str, slots: Slots, lexicon: Lexicon) -> str | None:
    """The mode that words in the event's clause tell: "spoke over the phone"."""
    start, end = arg.subtree_span(slots.verb)
    lemmas = {t.lemma_.lower() for t in slots.trigger.doc[start:end]} | {t.lower_ for t in slots.trigger.doc[start:end]}
    for mode, words in lexicon.mode_cues.get(kind, ()):
        if lemmas & words:
            return mode
    return None
