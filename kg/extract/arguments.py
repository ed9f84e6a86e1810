"""The arguments of a trigger: who stands where around a verb or noun, whatever the construction.

Only the dependency tree is read here; what the words stand for is decided in `parties`.
"""

from __future__ import annotations

import functools

from spacy.tokens import Token

from kg.extract.clauses import KEPT, SUBJECTS, antecedent, conjuncts
from kg.extract.lexicon import Lexicon
from kg.extract.phrases import modifiers, objects_of, prepositional
from kg.extract.subjects import agents, subjects
from kg.extract.voice import is_brought_about, is_passive

# What rules ask most of a trigger is had from here, wherever it stands.
__all__ = [
    "conjuncts",
    "counted",
    "doers",
    "is_passive",
    "modifiers",
    "owners",
    "prepositional",
    "said_to_be",
    "undergoers",
]

_CAPTIVES = frozenset(("prisoner", "captive", "hostage"))
_PUT = frozenset(
    "make offer put issue take propose present submit announce adopt send lodge table give level raise voice set "
    "impose launch carry advance float".split()
)


def doers(verb: Token) -> list[Token]:
    """Who does it: subject, agent, or what the subject of a clause around it lends to it."""
    if not is_passive(verb):
        return subjects(verb)
    return agents(verb) or (_who_had_it_done(verb) if is_brought_about(verb) else [])


def _who_had_it_done(verb: Token) -> list[Token]:
    """Who "had Y arrested"; but who "had its embassy attacked" has not done it."""
    inside = verb.dep_ == "acl"
    things = [verb.head] if inside else subjects(verb)
    own = any(g.dep_ == "poss" for c in things for g in c.children)
    return [] if own else subjects(verb.head.head if inside else verb.head)


def undergoers(verb: Token) -> list[Token]:
    """To whom it is done: object, or the subject of a passive."""
    return list(_undergoers(verb))


@functools.lru_cache(maxsize=KEPT)
def _undergoers(verb: Token) -> list[Token]:
    if is_passive(verb):
        found = subjects(verb)
        return found + [c for c in verb.children if c.dep_ in ("dobj", "oprd") and not found]
    if verb.dep_ == "amod" and verb.tag_ == "VBD":
        out = [verb.head]  # "X proclaimed martial law": the parser may take it for "proclaimed law"
    else:
        out = [c for c in verb.children if c.dep_ in ("dobj", "obj")]
    for elsewhere in _OBJECTS_ELSEWHERE:
        if out:
            break
        out = elsewhere(verb)
    return [antecedent(_made_captive(t)) for t in out]


def _shared(verb: Token) -> list[Token]:
    """The object of the verb that is joined to it: "stormed and looted *the embassy*"."""
    if verb.i + 1 == len(verb.doc) or verb.nbor(1).dep_ != "cc":
        return []
    return [o for c in verb.children if c.dep_ == "conj" and c.i > verb.i for o in c.children if o.dep_ == "dobj"]


def _taken_for_a_verb(verb: Token) -> list[Token]:
    """A noun that the parser may take for a verb: "stopped *work*"."""
    return [c for c in verb.children if c.dep_ == "xcomp" and c.pos_ == "NOUN" and c.i > verb.i]


def _on_the_particle(verb: Token) -> list[Token]:
    """An object that the parser may hang on the particle: "called in *the envoy*"."""
    particles = (c for c in verb.children if c.dep_ == "prt" or (c.dep_ == "prep" and c.tag_ == "RP"))
    return [o for c in particles for o in objects_of(c)]


def _taken_for_what_it_is_called(verb: Token) -> list[Token]:
    """A name that the parser may take for what somebody is called: "X called *Y*"."""
    return [c for c in verb.children if c.dep_ == "oprd" and c.pos_ == "PROPN"]


def _found_to_be(verb: Token) -> list[Token]:
    """Of whom something is found: "found *X* guilty"."""
    small = (c for c in verb.children if c.dep_ == "ccomp" and c.pos_ == "ADJ") if verb.lemma_ == "find" else ()
    return [o for c in small for o in c.children if o.dep_ == "nsubj" and o.i > verb.i]


def _of_which_it_is_said(verb: Token) -> list[Token]:
    """The noun of a relative clause that has a subject of its own: "*the town* which they took"."""
    if verb.dep_ != "relcl":
        return []
    own = [c for c in verb.children if c.dep_ in SUBJECTS]
    if not own or any(c.tag_ in ("WDT", "WP") for c in own):
        return []
    return [] if any(c.dep_ == "prep" and not list(c.children) for c in verb.children) else [verb.head]


# Where the object of a verb that has none may stand: the first place where there is something counts.
_OBJECTS_ELSEWHERE = (
    _shared,
    _taken_for_a_verb,
    _on_the_particle,
    _taken_for_what_it_is_called,
    _found_to_be,
    _of_which_it_is_said,
)


def _made_captive(thing: Token) -> Token:
    """Who is taken, where the parser takes what he becomes for a noun that his name describes: "took X prisoner"."""
    if thing.tag_ != "NN" or thing.lower_ not in _CAPTIVES or any(c.dep_ == "det" for c in thing.children):
        return thing
    names = [c for c in thing.children if c.dep_ in ("compound", "nmod", "nummod") and c.pos_ in ("PROPN", "NUM")]
    return names[-1] if names and names[-1].i == thing.i - 1 else thing


def said_to_be(verb: Token) -> list[Token]:
    """What somebody is said to be: "X was *Y's guest*"."""
    return [c for c in verb.children if c.dep_ == "attr" and c.pos_ == "NOUN"] if verb.lemma_ == "be" else []


def owners(noun: Token) -> list[Token]:
    """Whose it is: possessor, "of" phrase, nationality or other modifiers, in that order."""
    out = [antecedent(child) for child in noun.children if child.dep_ == "poss"]
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("of", "from"):
            out.extend(objects_of(child))
        elif child.dep_ == "acl" and child.lemma_.lower() in _PUT and is_passive(child):
            out.extend(agents(child))  # "the excuses offered by X"
    return out + modifiers(noun)


def counted(token: Token, lexicon: Lexicon) -> Token:
    """What words of measure count: "part of an aid *programme*", "scores of tonnes of *grain*"; or the token itself."""
    for _ in range(3):
        if not {"collective", "measure"} & {kind for kind, _ in lexicon.nouns.get(token.lemma_.lower(), ())}:
            break
        token = next(iter(prepositional(token, "of")), token)
    if "@money" in lexicon.things.get(token.lemma_.lower(), ()):  # "two billion euros *in aid*"
        return next((t for t in prepositional(token, "in") if t.pos_ == "NOUN"), token)
    return token
