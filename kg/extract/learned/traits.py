"""What is known of a word that might tell of an event: its arguments, who stands where, which rows nearly hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Token

from kg.extract import arguments as arg
from kg.extract.events import EventMention
from kg.extract.learned.vectors import nearest
from kg.extract.lexicon import Entry, Lexicon
from kg.extract.parties import Scene
from kg.extract.slots import Slots
from kg.extract.telling import describes
from kg.extract.verbs import SAYING
from kg.model import Party

# Verbs that tell of nothing by themselves.
_EMPTY = frozenset("be have do say".split())
_LINKS = ("prep", "agent", "dative")
_CLAUSES = ("xcomp", "ccomp", "advcl", "acl", "relcl", "pcomp")
_WORDS = ("NOUN", "VERB", "PROPN", "ADJ")
_SECTORS = ("MIL", "REB", "COP", "CVL", "OPP", "GOV", "")
# How much a row still counts whose preposition, or whose other condition, is not there.
_OTHER_PREPOSITION, _OTHER_CONDITION = 0.4, 0.3


@dataclass(frozen=True, slots=True)
class Traits:
    """What a decision rests on.

    Parameters
    ----------
    words : tuple of (str, str)
        Places around the word, such as ``trigger``, ``obj`` or ``gov``, each with a lemma that stands there.
    marks : tuple of str
        What holds or does not: ``prep:with``, ``subj:state``, ``passive``, ``told:CONSULT`` ...
    near : mapping of str to float
        Of each type with rows for the word: how nearly the conditions of the nearest row hold, from 0 to 1.
    context : array
        The parser's own vector of the word in its sentence.
    """

    words: tuple[tuple[str, str], ...]
    marks: tuple[str, ...]
    near: Mapping[str, float]
    context: NDArray[np.float32]


def could_tell(token: Token, scene: Scene, lexicon: Lexicon) -> bool:
    """Is it a verb, or a noun with arguments, that names nobody?"""
    if token.pos_ not in ("VERB", "NOUN") or scene.mention(token) is not None or describes(token):
        return False
    if token.pos_ == "VERB":
        return token.lemma_.lower() not in _EMPTY
    has_argument = any(
        c.dep_ in ("poss", "prep") or (c.dep_ in ("amod", "compound", "nmod") and scene.mention(c) is not None)
        for c in token.children
    )
    return (has_argument or arg.support_verb(token, lexicon) is not None) and not scene.parties(token)


class _Reading:
    """Words and marks as they are gathered around one trigger."""

    def __init__(self, slots: Slots, scene: Scene) -> None:
        self.slots, self.scene = slots, scene
        self.words: list[tuple[str, str]] = []
        self.marks: list[str] = []

    def word(self, place: str, token: Token) -> None:
        self.words.append((place, token.lemma_.lower()))

    def heads(self, place: str, tokens: Sequence[Token]) -> None:
        """The words that name nobody in a place, of a list the first two."""
        for token in tokens:
            for each in arg.conjuncts(token)[:2]:
                if self.scene.mention(each) is None and each.pos_ in _WORDS:
                    self.word(place, each)

    def parties(self, tokens: Sequence[Token]) -> list[Party]:
        return [p for t in tokens for p in self.scene.sides(t)]

    def sides(self, place: str, tokens: Sequence[Token]) -> list[Party]:
        """The parties in a place, with a mark for each kind."""
        found = self.parties(tokens)
        self.marks += [f"{place}:{kind}" for kind in sorted({_kind(p) for p in found})] or [f"{place}:-"]
        return found


def _kind(party: Party) -> str:
    sector = party.sector or party.entity.sector or ""
    return f"{party.entity.kind}.{sector}" if sector in _SECTORS else party.entity.kind


def traits(slots: Slots, scene: Scene, lexicon: Lexicon, told: Sequence[EventMention], *, known: bool = True) -> Traits:
    """The traits of a trigger in its sentence.

    Parameters
    ----------
    told : sequence of EventMention
        What the rows of the lexicon found in the sentence.
    known : bool
        Whether its rows of the lexicon may be looked at; without them every example teaches of unknown words.
    """
    trigger, noun = slots.trigger, slots.noun
    pos = "n" if noun else "v"
    reading = _Reading(slots, scene)
    marks = reading.marks
    reading.word("trigger" + pos, trigger)
    marks.append("pos:" + pos)
    subjects, objects = slots.get("subj"), slots.get("obj", "obj")
    reading.heads("subj", subjects)
    reading.heads("obj", objects)
    doing, undergoing = reading.sides("subj", subjects), reading.sides("obj", objects)
    for thing in objects:
        for modifier in arg.modifiers(thing):
            if modifier.pos_ in ("NOUN", "ADJ") and scene.mention(modifier) is None:
                reading.word("objmod", modifier)
        owners = reading.parties(arg.owners(thing)) if not scene.parties(thing) else []
        marks += [f"owner:{kind}" for kind in sorted({_kind(p) for p in owners})]
        undergoing += owners
    beside = [p for top in (trigger, slots.support) if top is not None for p in _around(top, reading)]
    _place_in_sentence(reading)
    people = {p.entity.id for p in (*doing, *undergoing, *beside)}
    here, there = {p.entity.country for p in doing}, {p.entity.country for p in (*undergoing, *beside)}
    marks.append(f"n:{min(3, len(people))}")
    marks.append(f"S{bool(doing):d}O{bool(undergoing):d}R{bool(beside):d}")
    if here and there:
        marks.append("athome" if here & there else "abroad")
    rows = lexicon.entries.get((trigger.lemma_.lower(), pos), ()) if known else ()
    marks += [f"rows:{kind}" for kind in sorted({r.type for r in rows})] or ["norow"]
    marks += [f"held:{kind}" for kind in sorted({r.type for r in rows if slots.holds(r)})]
    marks += _company(told, people)
    near: dict[str, float] = {}
    for row in rows:
        near[row.type] = max(near.get(row.type, 0.0), nearness(row, slots))
    context = trigger.doc.tensor
    own = context[trigger.i] if context.size else np.zeros(0, np.float32)
    return Traits(tuple(reading.words), tuple(dict.fromkeys(marks)), near, np.asarray(own, np.float32))


def _around(top: Token, reading: _Reading) -> Iterator[Party]:
    """The phrases and clauses of a trigger or of its light verb, with the parties in them."""
    scene, marks, noun = reading.scene, reading.marks, reading.slots.noun
    for child in top.children:
        if child.dep_ in _LINKS and not (child.dep_ == "dative" and child.pos_ != "ADP"):
            behind = arg.prepositional(top, child.lower_)
            marks.append("prep:" + child.lower_)
            reading.heads("pobj", behind)
            if found := reading.parties(behind):
                marks.append("prepP:" + child.lower_)
                yield from found
            for thing in behind:
                if not scene.parties(thing) and (owners := reading.parties(arg.owners(thing))):
                    marks.append("prepO:" + child.lower_)
                    yield from owners
        elif child.dep_ == "dative":
            found = reading.parties([child])
            marks.append("iobjP" if found else "iobj")
            yield from found
        elif child.dep_ == "prt" or (child.dep_ == "advmod" and child.pos_ == "ADP"):
            marks.append("prt:" + child.lower_)
        elif child.dep_ in _CLAUSES and child.i > reading.slots.trigger.i:
            to = any(c.lower_ == "to" and c.dep_ == "aux" for c in child.children)
            marks.append(f"comp:{child.dep_}{'.to' if to else ''}")
            if child.dep_ in ("xcomp", "ccomp", "advcl"):
                reading.word("comp" if child.dep_ != "advcl" else "advcl", child)
            if child.dep_ in ("xcomp", "ccomp"):
                found = reading.parties([c for c in child.children if c.dep_ in ("nsubj", "nsubjpass")])
                marks += ["compP"] if found else []
                yield from found
        elif child.dep_ in ("aux", "mark"):
            marks.append(f"{child.dep_}:{child.lower_}")
        elif child.dep_ == "neg":
            marks.append("neg")
        elif noun and child.dep_ in ("amod", "compound", "nmod") and scene.mention(child) is None:
            reading.word("mod", child)
        elif noun and child.dep_ in ("det", "poss"):
            marks.append("det:" + child.lower_ if child.dep_ == "det" else "poss")


def _place_in_sentence(reading: _Reading) -> None:
    """How the trigger hangs in its sentence."""
    slots, trigger = reading.slots, reading.slots.trigger
    if not slots.noun:
        reading.marks += ["passive" if arg.is_passive(trigger) else "active", "tag:" + trigger.tag_]
    if slots.support is not None:
        reading.marks.append("support")
        reading.word("support", slots.support)
    elif slots.noun:
        reading.word("head", trigger.head)
    elif trigger.dep_ in (*_CLAUSES, "conj"):
        reading.word("gov", trigger.head)
    reading.marks.append(f"dep:{'n' if slots.noun else 'v'}{trigger.dep_}")
    if not slots.noun and trigger.dep_ == "ccomp" and trigger.head.lemma_.lower() in SAYING:
        reading.marks.append("said")


def _company(told: Sequence[EventMention], people: set[str]) -> list[str]:
    """What else the sentence tells, and whether of the same parties."""
    out = [f"told:{kind}" for kind in sorted({m.type for m in told})] or ["told:-"]
    for mention in told:
        theirs = {p.entity.id for p in mention.parties}
        if people and people <= theirs:
            out.append("toldsame:" + mention.type)
        elif people & theirs:
            out.append("toldsome")
    return out


def nearness(row: Entry, slots: Slots) -> float:
    """How nearly the conditions of a row hold, words being compared by their vectors: 0 not at all, 1 they hold."""
    trigger, out = slots.trigger, 1.0
    for condition in row.where:
        if slots.meets(condition) != condition.negated:
            continue
        if condition.negated:
            return 0.0
        if condition.kind in ("obj", "of"):
            things = [t for o in slots.get("obj") for t in arg.conjuncts(o)]
            things += arg.prepositional(trigger, "of") if condition.kind == "of" else []
            there = [t for t in things if slots.scene.mention(t) is None]
        elif condition.kind == "mod":
            there = arg.modifiers(trigger)
        elif condition.kind == "subj":
            there = slots.get("subj")
        elif condition.kind == "cue":
            start, end = arg.subtree_span(slots.verb)
            there = [t for t in trigger.doc[start:end] if t.pos_ in ("NOUN", "VERB", "ADJ")]
        else:
            out *= _OTHER_PREPOSITION if condition.kind in ("prep", "prt") else _OTHER_CONDITION
            continue
        out = min(out, nearest([t.lemma_.lower() for t in there], condition.words, trigger.vocab))
    return out
