"""Parses mended where a verb was not given its object: whom it is done to, what is given, and to whom."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.neighbours import after

PROMISING = frozenset("promise pledge offer give grant lend assure guarantee".split())
GRANTING = frozenset("give grant allow set".split())
# Time that somebody may be given.
TERMS = frozenset("minute hour day week month".split())
_GIVING = frozenset("send give lend sell hand grant offer promise lease owe deny deliver".split())
CARRYING = frozenset("fly bring ship ferry airlift bus call send".split())
_CARRIED = frozenset(
    "troop soldier man reinforcement paratrooper commando marine policeman police expert observer peacekeeper "
    "mercenary battalion tank weapon aid food supply medicine ton tonne army force unit brigade navy guard jet plane "
    "helicopter blanket tent rice flour grain vaccine rescuer doctor nurse medic engineer instructor adviser".split()
)


def to_somebody(name: Token) -> None:
    """Make a person behind a verb its object, whom the parser took for a measure: "X met *Y*"."""
    verb = name.head
    if verb.pos_ == "VERB" and name.left_edge.i == verb.i + 1 and not any(c.dep_ == "dobj" for c in verb.children):
        name.dep_ = "dobj"


def has_two_names(token: Token) -> bool:
    """Is it a name of two parts: "Moon Jae-in"?"""
    first = [c for c in token.children if c.dep_ == "compound" and c.tag_ == "NNP" and c.i == token.i - 1]
    return token.tag_ == "NNP" and bool(first) and not any(t.ent_type_ in ("DATE", "TIME") for t in (token, *first))


def called(name: Token) -> None:
    """Make a person behind "called" its object, whom the parser took for what somebody is named: "X called *Y*"."""
    verb = name.head
    if verb.lemma_ == "call" and verb.tag_ != "VBN" and any(c.dep_ == "nsubj" for c in verb.children):
        to_somebody(name)


def before_the_object(link: Token) -> None:
    """Give a preposition the name behind it, which the parser took for the verb's object: "called *on X* to act"."""
    for name in link.head.children:
        if name.dep_ == "dobj" and name.left_edge.i == link.i + 1:
            name.head, name.dep_ = link, "pobj"
            return


def counted(between: Token) -> None:
    """Give a verb its object where a number lies before it: "killed *between 15 and 20 civilians*"."""
    for thing in between.children:
        number = next((c for c in thing.children if c.dep_ == "nummod"), None)
        ranged = number is not None and any(c.dep_ == "conj" and c.pos_ == "NUM" for c in number.children)
        if thing.dep_ == "pobj" and ranged and not any(c.dep_ == "dobj" for c in between.head.children):
            thing.head, thing.dep_ = between.head, "dobj"
            return


def carried(particle: Token) -> None:
    """Make people and goods that are flown in what is flown, for nobody flies inside them: "flew in 350 men"."""
    what = [c for c in particle.children if c.dep_ == "pobj" and c.lemma_ in _CARRIED]
    if len(what) == 1 and particle.i == particle.head.i + 1:
        particle.dep_, particle.tag_ = "prt", "RP"
        what[0].head, what[0].dep_ = particle.head, "dobj"


def given(time: Token) -> None:
    """Make time that somebody is given the object of what gives it: "gave Y *two days* to leave"."""
    if any(c.dep_ == "dative" for c in time.head.children) and all(c.dep_ != "dobj" for c in time.head.children):
        time.dep_ = "dobj"


def given_to(thing: Token) -> None:
    """Make what is promised somebody the object, and not a name for him: "pledged Y *his country's support*"."""
    verb, to = thing.head.head, thing.head
    if thing.left_edge.i == to.i + 1 and any(c.dep_ == "poss" for c in thing.children):
        thing.head, thing.dep_ = verb, "dobj"
        to.dep_ = "dative"


def to_whom(name: Token) -> None:
    """Hang on the verb who is given so many, read as a part of their name: "will send *Y* 31 tanks"."""
    number, thing = after(name), name.head
    if thing.dep_ == "dobj" and thing.head.lemma_ in _GIVING and thing.left_edge == name.left_edge:
        name.head, name.dep_ = thing.head, "dative"
        number.head, number.dep_ = thing, "nummod"
