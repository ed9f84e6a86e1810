"""How it was done: the mode that an event's words tell beyond what its row of the lexicon says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from spacy.tokens import Token

from kg.extract import arguments as arg
from kg.extract.clauses import subtree_span
from kg.extract.lexicon import Lexicon
from kg.extract.slots import Slots
from kg.model import Entity, Party

# Modes of a verb that other words of its clause tell more exactly: "fired tear gas", "shot down by jets".
_ROUGH = frozenset((None, "firearms", "heavy-weapons", "explosives"))
_EXACT = frozenset(("crowd-control", "aerial", "suicide-attack"))
# What is named is what it is done with: "fired rockets", "threw stones".
_WIELDING = frozenset("fire launch use throw hurl lob detonate fling unleash".split())
_BY_MEANS = ("with", "by", "in", "from", "using")
_ON_THE_LINE = ("by", "on", "over", "in", "during", "via")
_PHONES = frozenset(("phone", "telephone"))
_CALLS = frozenset(("call", "conversation", "talk"))
_CONTENT = ("xcomp", "ccomp", "dobj", "prep", "acl", "advcl", "pcomp", "dative")


def mode_of(kind: str, mode: str | None, slots: Slots, lexicon: Lexicon) -> str | None:
    """The mode of an event of this type whose row of the lexicon has this one, or none."""
    if mode not in _ROUGH:
        return mode
    found: dict[str, list[str]] = {}
    best: tuple[int, int, str] | None = None
    for rank, cue in enumerate(lexicon.modes.get(kind, ())):
        if mode is not None and cue.mode not in _EXACT:
            continue
        if cue.part not in found:
            found[cue.part] = list(_PARTS[cue.part](slots))
        at = next((i for i, word in enumerate(found[cue.part]) if word in cue.words), None)
        if at is not None:  # what is asked or threatened first is what it is about; means count by their order
            key = (at if cue.part == "content" else 0, rank, cue.mode)
            best = min(best or key, key)
    return best[2] if best else mode


def of_company(sides: Sequence[Party], place: Entity | None, *, face_to_face: bool) -> str | None:
    """The mode of a meeting that tells none: who of three states meet, or two where neither is at home."""
    homes = {p.entity.country or p.entity.id for p in sides}
    if len(homes) != len(sides) or not (face_to_face or place is not None):
        return None
    if len(sides) > 2:
        return "multilateral"
    elsewhere = place is not None and place.country is not None and place.country not in homes
    return "third-party" if elsewhere and len(sides) == 2 and all(p.entity.country for p in sides) else None


def said_apart(verb: Token) -> bool:
    """Does somebody meet others one by one: "spoke separately with X and Y"?"""
    return any(t.lower_ in ("separately", "respectively", "individually") for t in verb.subtree)


def by_phone(verb: Token) -> bool:
    """Is it said on the telephone, and to nobody else: "thanked Y by phone", "told Y in a telephone call"?"""
    for word in _ON_THE_LINE:
        for thing in arg.prepositional(verb, word):
            if any(c.dep_ == "poss" or c.lower_ in ("with", "to", "between", "from") for c in thing.children):
                continue
            if thing.lemma_.lower() in _PHONES or (
                thing.lemma_.lower() in _CALLS and any(m.lemma_.lower() in _PHONES for m in arg.modifiers(thing))
            ):
                return True
    return False


def demanded(verb: Token, lexicon: Lexicon) -> str | None:
    """The mode of a demand whose verb is this: "Y must withdraw"."""
    words = [*_written(verb), *content([verb], verb)]
    cues = [c for c in lexicon.modes.get("REQUEST", ()) if c.part == "content"]
    return next((c.mode for word in words for c in cues if word in c.words), None)


def content(tops: Iterable[Token], trigger: Token) -> list[str]:
    """The words of what is asked, refused or threatened."""
    tokens = {
        t.i: t
        for top in tops
        for c in top.children
        if c.dep_ in _CONTENT and c.i > trigger.i
        for t in c.subtree
        if t.i > trigger.i
    }
    return [w for i in sorted(tokens) for w in _written(tokens[i])]


def _of_content(slots: Slots) -> list[str]:
    tops = [t for t in (slots.trigger, slots.support) if t is not None]
    before = [w for m in arg.modifiers(slots.trigger) for w in _written(m)] if slots.noun else []
    return before + content(tops, slots.trigger)


def _of_clause(slots: Slots) -> list[str]:
    start, end = subtree_span(slots.trigger if slots.noun and slots.support is None else slots.verb)
    within = {t.i for c in slots.verb.subtree if c.dep_ == "relcl" and c != slots.verb for t in c.subtree}
    if slots.noun:  # what others did is told in passing, but not of "talks that X mediated"
        within -= {t.i for t in slots.trigger.subtree}
    return [w for t in slots.trigger.doc[start:end] if t.i not in within for w in _written(t)]


def _of_means(slots: Slots) -> list[str]:
    """Who or what strikes, and with what: "jets bombed", "killed by a mine", "a drone attack"."""
    trigger = slots.trigger
    things = [t for d in arg.doers(slots.verb) for t in arg.conjuncts(d)] if not slots.noun else [trigger]
    things += [t for word in _BY_MEANS for t in arg.prepositional(trigger, word)]
    if slots.support is not None:
        things += [t for word in _BY_MEANS for t in arg.prepositional(slots.support, word)]
    if trigger.lemma_.lower() in _WIELDING:
        things += [c for t in trigger.children if t.dep_ == "dobj" for c in arg.conjuncts(t)]
    return [w for t in things for each in (t, *arg.modifiers(t)) for w in _written(each)]


def _of_forces(slots: Slots) -> list[str]:
    things = arg.undergoers(slots.trigger) + arg.doers(slots.trigger) if not slots.noun else [slots.trigger]
    things += arg.prepositional(slots.trigger, "of") + arg.prepositional(slots.trigger, "with")
    return [w for t in things for c in arg.conjuncts(t) for each in (c, *arg.modifiers(c)) for w in _written(each)]


def _written(token: Token) -> tuple[str, str]:
    return token.lemma_.lower(), token.lower_


_PARTS: Mapping[str, Callable[[Slots], list[str]]] = {
    "clause": _of_clause, "means": _of_means, "content": _of_content, "forces": _of_forces,
}  # fmt: skip
