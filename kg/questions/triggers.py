"""Which word of a question names the events, and by which row of the event lexicon."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from kg.extract.arguments import conjuncts
from kg.extract.lexicon import Condition, Entry, Lexicon
from kg.extract.parties import Scene
from kg.extract.slots import Slots
from kg.ontology import event_types
from kg.questions.errors import NotUnderstood
from kg.questions.reading import Contact, Wanted

_POS = {"VERB": "v", "NOUN": "n", "PROPN": "n", "ADJ": "a", "AUX": "v"}
# What somebody can stand between the sides of.
_MEDIATED = ("CONSULT", "AGREE", "RETREAT", "COOPERATE")
_ENDING = frozenset("end finish stop cease conclude last continue fail succeed collapse go".split())
_BEFORE_VERB = frozenset("did do does will would".split())


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that names events, with the row that fits it best and all rows that fit it."""

    slots: Slots
    entry: Entry
    fitting: tuple[Entry, ...]
    wanting: int
    others: tuple[Entry, ...] = ()


def trigger(doc: Doc, scene: Scene, lexicon: Lexicon, holes: Collection[int]) -> Trigger | None:
    """The word that the question is about: of those whose row fits, the highest in the tree.

    A question leaves out what it asks for, so that a preposition or object that a row demands may be missing; rows
    without anything missing go first.
    """
    found = [t for token in doc if (t := _trigger(token, scene, lexicon, holes)) is not None]
    return min(found, key=lambda t: (t.wanting > 0, _depth(t.slots), t.wanting, t.slots.trigger.i), default=None)


def _trigger(token: Token, scene: Scene, lexicon: Lexicon, holes: Collection[int]) -> Trigger | None:
    if token.i in holes or scene.mention(token) is not None or token.dep_ in ("aux", "auxpass"):
        return None
    lemma = token.lemma_.lower()
    rows = lexicon.entries.get((lemma, _POS.get(token.pos_, "")))
    if token.pos_ != "VERB" and (lemma, "v") in lexicon.entries and _only_a_verb_fits(token, holes):
        rows = lexicon.entries[lemma, "v"]
        token.pos_ = "VERB"
    if not rows:
        return None
    slots = Slots(token, scene, lexicon)
    fits = {
        e: (wanting, _rests_on_hole(e, slots, holes), -len(e.where), n)
        for n, e in enumerate(rows)
        if (wanting := _wanting(e, slots, holes)) is not None
    }
    if not fits:
        return None
    entry = min(fits, key=lambda e: fits[e])
    alike = event_types()[entry.type].quad
    return Trigger(
        slots,
        entry,
        fitting=tuple(e for e in fits if e.type == entry.type),
        wanting=fits[entry][0],
        others=tuple(
            e for e, (wanting, rests, *_) in fits.items()
            if wanting == 0 and rests == "obj" and e.type != entry.type and event_types()[e.type].quad == alike
        ),
    )  # fmt: skip


def _only_a_verb_fits(token: Token, holes: Collection[int]) -> bool:
    """Does a word stand where only a verb can: "X did phone him", "they back X"?"""
    before = token.i - 1
    return before >= 0 and (token.doc[before].lower_ in _BEFORE_VERB or (before == 0 and before in holes))


def _wanting(entry: Entry, slots: Slots, holes: Collection[int]) -> int | None:
    """How many of a row's conditions the question leaves unsaid; None where it says otherwise."""
    count = 0
    for condition in entry.where:
        if slots.holds(replace(entry, where=(condition,))):
            continue
        if condition.negated:
            return None
        cost = _unsaid(condition, entry, slots, holes)
        if cost is None:
            return None
        count += cost
    return count


def _rests_on_hole(entry: Entry, slots: Slots, holes: Collection[int]) -> str:
    """Which argument a row makes a condition of though it is what the question asks for."""
    for condition in entry.where:
        told = condition.kind in ("obj", "subj") and not condition.negated and condition.words != ("*",)
        unmet = told and not slots.holds(replace(entry, where=(condition,)))
        if unmet and any(t.i in holes for t in _all(slots, condition.kind)):
            return condition.kind
    return ""


def _unsaid(condition: Condition, entry: Entry, slots: Slots, holes: Collection[int]) -> int | None:
    if condition.kind == "obj":
        things = list(_all(slots, "obj"))
        asked = [t for t in things if t.i in holes]
        if asked:
            return 0 if any(t.lower_ == "it" for t in asked) or _can_be_people(condition, slots.lexicon) else None
        named = [slots.scene.mention(t) for t in things]
        treaty = entry.type == "AGREE" and any(m is not None and m.entity.kind == "topic" for m in named)
        return 1 if not things or treaty else None
    if condition.kind == "subj":
        return 0 if any(t.i in holes for t in _all(slots, "subj")) else None
    return 1 if condition.kind == "prep" else None


def _can_be_people(condition: Condition, lexicon: Lexicon) -> bool:
    """Can one of the words be an answer to "whom"?"""
    classes = (kind for word in condition.words for kind, _ in lexicon.nouns.get(word, ()))
    anybody = any(word in ("*", "@party", "@person", "@folk") for word in condition.words)
    return anybody or any(kind in ("persons", "people", "institution") for kind in classes)


def _all(slots: Slots, path: str) -> Iterator[Token]:
    for token in slots.get(path, "obj" if path == "obj" else ""):
        yield from conjuncts(token)


def _depth(slots: Slots) -> int:
    token = slots.support or slots.trigger
    return sum(1 for _ in token.ancestors)


def wanted(found: Trigger, doc: Doc, lexicon: Lexicon) -> tuple[Wanted, set[int]]:
    """Which events a trigger names, and the words beside it that say by which mode."""
    entry = found.entry
    if entry.frame.mediators:
        if hosts(found, lexicon):
            return Wanted(types=("CONSULT",), trigger=entry.trigger), set()
        return Wanted(types=_MEDIATED, trigger=entry.trigger, mediated=True), set()
    modes: tuple[str, ...] = (entry.mode,) if entry.mode else ()
    if entry.mode and not any(not c.negated and not (c.kind == "obj" and c.words == ("*",)) for c in entry.where):
        # A bare "bombed" leaves open what a fuller sentence would tell by another row; "call on" is another verb.
        rows = [e for e in lexicon.entries[entry.trigger, entry.pos] if e.type == entry.type]
        alike = (e for e in rows if not any(c.kind in ("prep", "prt") and not c.negated for c in e.where))
        modes = tuple(dict.fromkeys(e.mode for e in alike if e.mode))
    cued: set[int] = set()
    for cue in lexicon.modes_anywhere(entry.type):
        scene = found.slots.scene
        words = {t.i for t in doc if {t.lemma_.lower(), t.lower_} & cue.words and scene.role(t) is None}
        if words:
            modes, cued = (cue.mode,), words
    symmetric = not entry.frame.recipients and len(entry.frame.actors) > 1
    contact: Contact = "any"
    if entry.type == "CONSULT" and not {"phone", "visit"} & set(modes):
        contact = "meet" if entry.frame.name in ("meet", "gather") and "third-party" not in modes else "talk"
        if modes == ("multilateral",):
            modes = ()
    either_way = event_types()[entry.type].symmetric or "between" in entry.frame.actors  # "relations were cut"
    mutual = not symmetric and either_way and "visit" not in modes and not entry.frame.mediators
    others = tuple(dict.fromkeys((e.type, e.mode or "") for e in found.others))
    return Wanted(
        types=(entry.type,), modes=modes, contact=contact, trigger=entry.trigger, symmetric=symmetric, mutual=mutual,
        others=others,
    ), cued  # fmt: skip


def hosts(found: Trigger, lexicon: Lexicon) -> bool:
    """Is whoever does it a host, as "hosted talks between X and Y" has one, though guests are not told apart?"""
    rows = lexicon.entries[found.entry.trigger, found.entry.pos]
    return bool(found.entry.frame.mediators) and any("subj" in e.frame.recipients for e in rows)


def wanted_by_mode(doc: Doc, lexicon: Lexicon) -> tuple[Wanted, set[int]]:
    """Events named by their mode alone: "who was on the phone with X"."""
    for kind in lexicon.modes:
        for cue in lexicon.modes_anywhere(kind):
            words = {t.i for t in doc if t.lemma_.lower() in cue.words}
            if words:
                return Wanted(types=(kind,), modes=(cue.mode,), trigger=cue.mode, symmetric=kind == "CONSULT"), words
    return Wanted(), set()


def beginning(trigger: Token) -> list[int]:
    """The verb by which a question asks when something began ("when did the war break out").

    Raises
    ------
    NotUnderstood
        It asks when it ended, or how it went.
    """
    verb = trigger.head
    if trigger.dep_ not in ("nsubj", "nsubjpass") or trigger.pos_ not in ("NOUN", "PROPN"):
        return []
    if verb.lemma_ in _ENDING:
        raise NotUnderstood(verb.text, "the graph tells what happened, not how it went on")
    out = [c.i for c in verb.children if c.lower_ == "out"]
    return [verb.i, *out] if verb.lemma_ in ("begin", "start") or (verb.lemma_ == "break" and out) else []
