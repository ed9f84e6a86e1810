"""Victims of nobody named: violence and arrests, of which it may be left open whose deed they are."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from kg.extract import arguments as arg
from kg.extract.fillers import is_violence
from kg.extract.lexicon import Entry
from kg.extract.parties import Scene
from kg.extract.slots import Slots
from kg.model import Party

_KILLINGS = frozenset("murder assassination killing execution beheading abduction kidnapping hanging".split())
# What police do, and no crowd.
_TAKEN = frozenset("seize arrest detain capture jail hold take".split())
# What befalls people by accident as well, and the accidents.
_ALSO_ACCIDENTS = frozenset("kill wound injure hurt hit strike destroy damage burn sink".split())
_ACCIDENTS = frozenset(
    "accident crash collision earthquake quake flood storm landslide avalanche lightning fire disease heat stampede "
    "overturn capsize malfunction training".split()
)
_SOMEBODY = frozenset("man woman person youth teenager student civilian passer-by".split())


def befell(entry: Entry, slots: Slots, scene: Scene, recipients: Sequence[Party]) -> bool:
    """Was it done to somebody, though nobody says by whom: "Two officers were killed in a blast"?"""
    if not recipients:
        return False
    if slots.noun:
        return _is_their_murder(slots.trigger, recipients)
    passive = arg.is_passive(slots.trigger) or entry.frame.name == "beset"
    if entry.mode == "seize" and not passive:
        return any(_is_armed(t, scene) for t in arg.doers(slots.trigger))  # "pirates hijacked a ship of X"
    if entry.type in ("RETREAT", "ACCUSE"):
        return passive and _are_freed_or_accused(entry, recipients)
    if entry.type in ("COERCE", "SANCTION"):
        return passive and _are_held(entry, recipients)
    if entry.type != "ASSAULT":
        return False
    if passive:
        return _were_attacked(slots.trigger, scene, recipients)
    return _were_attacked_by_some(slots.trigger, scene, recipients)


def _is_their_murder(noun: Token, recipients: Sequence[Party]) -> bool:
    """Is it "*the* murder of X"?"""
    done = any(c.lower_ == "the" for c in noun.children) and noun.lemma_.lower() in _KILLINGS
    return done and _are_people(recipients)


def _are_freed_or_accused(entry: Entry, recipients: Sequence[Party]) -> bool:
    """Is it "X was freed", "X is accused of treason"?"""
    held = entry.mode == "release" and all(p.sector in ("MIL", "COP") for p in recipients)
    return (held or _are_people(recipients)) and (entry.mode in ("release", "allege") or entry.frame.name == "accuse")


def _are_held(entry: Entry, recipients: Sequence[Party]) -> bool:
    """Is it "X was jailed", of whoever he is, or "X was seized", of a person?"""
    held = entry.frame.name == "custody" or entry.mode == "arrest"
    return held or (entry.trigger in _TAKEN and _are_people(recipients))


def _were_attacked(verb: Token, scene: Scene, recipients: Sequence[Party]) -> bool:
    """Were they killed or hit by somebody, not in an accident?"""
    if verb.lemma_.lower() not in _ALSO_ACCIDENTS:
        return True
    if {t.lemma_.lower() for t in verb.sent} & _ACCIDENTS:
        return False
    armed = all((p.sector or p.entity.sector) in ("MIL", "COP", "REB") for p in recipients)
    return armed or any(is_violence(t, scene) for t in verb.subtree)


def _were_attacked_by_some(verb: Token, scene: Scene, recipients: Sequence[Party]) -> bool:
    """Does a raid, do gunmen or does a man of whom no more is told do it?"""
    doing = arg.doers(verb)
    if any(is_violence(t, scene) or _is_armed(t, scene) for t in doing):
        return True
    return _are_people(recipients) and any(_is_somebody(t) for t in doing)


def _are_people(parties: Sequence[Party]) -> bool:
    return all(p.entity.kind == "person" for p in parties)


def _is_armed(token: Token, scene: Scene) -> bool:
    """Does the noun name rebels or gunmen, of whom nothing says whose they are?"""
    return any(kind == "rebels" for kind, _ in scene.lexicon.classes(token))


def _is_somebody(token: Token) -> bool:
    """Is it one of whom no more is told, who did something to one that is named: "*a man* shot at the president"?"""
    if token.lower_ in ("someone", "somebody"):
        return True
    told = [c for c in token.children if c.dep_ in ("det", "nummod", "poss")]
    unknown = all(c.lower_ in ("a", "an") or c.dep_ == "nummod" for c in told)
    return token.lemma_.lower() in _SOMEBODY and bool(told) and unknown
