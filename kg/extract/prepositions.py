"""Prepositions: what stands behind one that hangs on a trigger, on what carries it, or on what belongs to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from spacy.tokens import Token

from kg.extract import arguments as arg
from kg.extract.around_nouns import SIDING
from kg.extract.blame import assailants
from kg.extract.clauses import verb_of

if TYPE_CHECKING:
    from kg.extract.argument_places import Places

# How much a thing comes to.
_AMOUNTING = frozenset("total amount value comprise cover include".split())
_SCENES = frozenset("scene site place theatre theater".split())
# Phrases that may stand before another: "spoke *by phone* with Y".
_BEFORE_ANOTHER = frozenset("by on over in at via for".split())
_GIFTS = ("aid", "assistance", "relief", "support", "help", "@money", "@supplies")


def behind(places: Places, word: str) -> list[Token]:
    """What stands behind a preposition of the trigger, or of what carries it or belongs to it."""
    out = arg.prepositional(places.trigger, word)
    if places.noun:
        out += _of_its_things(places, word)
        if not out and word in ("on", "against", "into"):  # "the raid of X on Y"
            out += [t for o in assailants(places.trigger) for t in arg.prepositional(o, word)]
    if places.support is not None:
        out += arg.prepositional(places.support, word)
        if word == "to" and places.noun and places.lexicon.light.get(places.support.lemma_.lower()) == "obj":
            out += arg.doers(places.support)  # "received an invitation from Y"
    if word == "for":
        out += _honoured(places)
    if word in ("with", "to", "between"):
        out += _behind_another_phrase(places, word)
    if not places.noun:
        out += _of_its_objects(places, word, alone=not out)
    elif places.support is None and word in ("with", "between", "among"):
        out += _of_its_clause(places, word, alone=not out)
    return out


def _of_its_things(places: Places, word: str) -> list[Token]:
    """Behind what a noun is of: "the suspension of aid *to Y*", "a request for help *to Y*"."""
    if word not in ("to", "with", "from", "against", "between"):
        return []
    things = behind_any([places.trigger], ("of", "for"))
    if word == "between":  # "a swap of prisoners *between X and Y*", but not "the end of talks between X and Y"
        things = [t for t in things if (t.lemma_.lower(), "n") not in places.lexicon.entries]
    return [t for thing in things for t in arg.prepositional(thing, word)]


def _honoured(places: Places) -> list[Token]:
    """In whose honour it is: "a dinner in honour of *Y*"."""
    tops = [places.trigger, *([places.support] if places.support is not None else arg.undergoers(places.trigger))]
    honours = [o for t in tops for o in arg.prepositional(t, "in") if o.lemma_.lower() in ("honour", "honor")]
    return [t for o in honours for t in arg.prepositional(o, "of")]


def _behind_another_phrase(places: Places, word: str) -> list[Token]:
    """On another phrase before it: "spoke by phone *with Y*", "met in Geneva *with Y*"."""
    out = []
    for top in (places.trigger, places.support):
        for link in top.children if top is not None else ():
            if link.dep_ == "prep" and link.lower_ in _BEFORE_ANOTHER:
                out += _behind_its_noun(link, word)
            elif link.dep_ == "prep" and link.lower_ == "out":  # "walked out of talks with Y"
                out += [o for c in link.children if c.lower_ == "of" for o in _behind_its_noun(c, word)]
    return out


def _of_its_objects(places: Places, word: str, *, alone: bool) -> list[Token]:
    """On what a verb is done to: "signed an agreement *with Y*"."""
    out = []
    for thing in (t for o in places.undergone() for t in arg.conjuncts(o)):
        if thing.pos_ == "NOUN" and places.scene.mention(thing) is None:
            out += arg.prepositional(thing, word) or _deeper(places, thing, word)
            if alone and not out:  # "approved loans *totalling* ten million to Y"
                worth = [c for c in thing.children if c.dep_ == "acl" and c.lemma_.lower() in _AMOUNTING]
                out += [t for c in worth for t in arg.prepositional(c, word)]
    return out


def _of_its_clause(places: Places, word: str, *, alone: bool) -> list[Token]:
    """On the verb whose subject or object a noun is, or on a scene of it: "is the scene of fighting *between*"."""
    out, above = [], places.trigger.head
    if places.trigger.dep_ in ("nsubj", "nsubjpass", "dobj") and above == verb_of(places.trigger):
        out += arg.prepositional(above, word)
    scene = above.head if places.trigger.dep_ == "pobj" and above.lower_ == "of" else None
    if alone and not out and scene is not None and scene.lemma_.lower() in _SCENES:
        out += arg.prepositional(scene, word) or arg.prepositional(scene.head, word)
    return out


def _deeper(places: Places, thing: Token, word: str) -> list[Token]:
    """Behind a preposition further down the object's phrases: "discussed tariffs on shoes with Y"."""
    if word in ("for", "to"):  # "announced a package of ten million euros *in aid* for Y"
        inside = [o for w in ("of", "in") for o in arg.prepositional(thing, w)]
        inside += [o for each in inside for o in arg.prepositional(each, "in")]
        after = [c for c in thing.children if c.dep_ == "amod" and c.i > thing.i]  # "made money *available* to Y"
        inside += [o for c in after for o in arg.prepositional(c, "in")]
        tops = [*after, *(each for each in inside if places.is_one_of(each, _GIFTS))]
        return [o for each in tops for o in arg.prepositional(each, word)]
    if word not in ("with", "between"):
        return []
    return [
        o
        for c in thing.children
        if c.dep_ == "prep"
        for g in c.children
        if g.dep_ == "pobj" and g.pos_ == "NOUN"
        for o in arg.prepositional(g, word)
    ]


def behind_any(tops: Sequence[Token], words: Sequence[str]) -> list[Token]:
    """What stands behind any of some prepositions."""
    return [t for top in tops for word in words for t in arg.prepositional(top, word)]


def _behind_its_noun(preposition: Token, word: str) -> list[Token]:
    """What stands behind a preposition on the noun of another: "by phone *with Y*"."""
    things = (c for c in preposition.children if c.dep_ == "pobj" and c.pos_ in ("NOUN", "PROPN"))
    nouns = [c for c in things if c.lemma_.lower() not in SIDING]  # "cut ties with Y in solidarity *with Z*"
    return [o for noun in nouns for o in arg.prepositional(noun, word)]
