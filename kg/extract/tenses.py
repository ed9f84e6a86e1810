"""What the tense and the small words of a verb say of its time: long past or of the day, done before or going on."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.slots import Slots
from kg.extract.verbs import SAYING

# Marks of a sentence that tells of a state of affairs, not of the news of the day.
_STANDING = frozenset(
    "long always traditionally repeatedly often regularly usually annually previously already since formerly "
    "historically frequently recently lately".split()
)


def in_the_past(verb: Token) -> bool:
    """Does the tense tell of what is over?"""
    return verb.tag_ == "VBD" or pluperfect(verb)


def pluperfect(verb: Token) -> bool:
    """Does the tense tell of what was over by then?"""
    return verb.tag_ == "VBN" and any(c.lower_ in ("had", "'d") and c.dep_ == "aux" for c in verb.children)


# "During the six-week conflict": within a time that was told before, not today.
_WARS = frozenset(
    "conflict war fighting clash clashes hostilities campaign offensive battle siege occupation period crisis "
    "era".split()
)


def in_a_war(trigger: Token) -> bool:
    """Is it told of as a part of a war that was told of before?"""
    for node in (trigger, *list(trigger.ancestors)[:2]):
        for child in node.children:
            if child.dep_ == "prep" and child.lower_ in ("during", "in", "throughout", "amid"):
                for pobj in child.children:
                    definite = any(c.lower_ in ("the", "that", "this") or c.dep_ == "poss" for c in pobj.children)
                    if pobj.lemma_.lower() in _WARS and definite and (child.lower_ != "in" or pobj.lemma_ == "war"):
                        return True
        if node.pos_ in ("VERB", "AUX"):
            return False
    return False


# What is told to have been done first, before the main clause.
FIRST = frozenset(("after", "once"))
_LONG = frozenset("year decade century generation month week".split())


def in_turn(verb: Token) -> bool:
    """Is what was over by then still of that day: "after he had met X", "by noon X had fallen"?"""
    if verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in FIRST for c in verb.children):
        return True
    by = (o for c in verb.children if c.dep_ == "prep" and c.lower_ == "by" for o in c.children)
    return any(o.lower_ in _BY_THEN for o in by)


_HOURS = frozenset("noon midday midnight dusk nightfall evening afternoon sunset".split())


def at_an_hour(verb: Token) -> bool:
    """Is a part of the day told, but no day?"""
    while verb.dep_ == "conj" and verb.head.pos_ == "VERB" and not any(c.dep_ == "nsubj" for c in verb.children):
        verb = verb.head
    links = [c for c in verb.children if c.dep_ in ("prep", "npadvmod", "advmod")]
    phrases = links + [c for link in links for c in link.children if c.dep_ in ("prep", "pobj")]
    return any(t.lower_ in _HOURS for p in phrases for t in (p, *p.children) if t.dep_ == "pobj")


_BY_THEN = frozenset("noon then midday midnight dawn dusk nightfall evening morning night afternoon sunset".split())


def goes_on(verb: Token) -> bool:
    """Do its words go back to those of whom the sentence before told: "He called Y", "police arrested them"?"""
    first = verb
    while first.dep_ == "conj" and not any(c.dep_ in ("nsubj", "nsubjpass") for c in first.children):
        first = first.head
    subjects = [c for c in first.children if c.dep_ in ("nsubj", "nsubjpass")]
    things = [t for c in verb.children if c.dep_ in ("dobj", "pobj", "prep", "agent") for t in c.subtree]
    counted = any(c.tag_ == "CD" for s in subjects for c in (s, *s.children))
    both = counted and subjects[0].left_edge.lower_ == "the"
    return (
        both
        or any(s.tag_ == "PRP" or s.lower_ in ("both", "neither") for s in subjects)
        or (any(t.tag_ == "PRP" and t.lower_ not in ("it", "itself") for t in things))
    )


_OCCASIONS = frozenset("visit trip tour meeting talk summit ceremony call conversation session encounter stay".split())


def on_the_occasion(slots: Slots) -> bool:
    """Is it of a thing that was told before: "during the visit X signed Y", "in the course of the talks"?"""
    for link in slots.verb.children:
        things = [o for o in link.children if o.dep_ == "pobj"] if link.dep_ == "prep" else []
        if link.lower_ == "in" and things and things[0].lemma_ == "course":
            things = [o for c in things[0].children if c.lower_ == "of" for o in c.children]
        elif link.lower_ != "during":
            continue
        for thing in things:
            bare = all(c.dep_ in ("det", "poss", "amod", "case") for c in thing.children)
            if thing.lemma_ in _OCCASIONS and bare and thing.left_edge.lower_ in ("the", "this", "that", "his", "her"):
                return True
    return False


def only_mentioned(slots: Slots) -> bool:
    """Is it a thing that the sentence only mentions: "this followed a bombing on May 3"?"""
    return slots.noun and slots.support is None and slots.trigger.dep_ in ("dobj", "pobj")


def standing(verb: Token) -> bool:
    """Do its words tell of a state of affairs, or of no day in particular ("for years", "recently")?"""
    lasting = (o for c in verb.children if c.dep_ == "prep" and c.lower_ == "for" for o in c.children)
    if any(o.tag_ == "NNS" and o.lemma_ in _LONG and not list(o.children) for o in lasting):
        return True  # "for years"
    if present(verb) and verb.tag_ == "VBN" and any(_several_times(c) for c in verb.children):
        return True
    return any(
        c.lower_ in _STANDING
        and c.dep_ in ("advmod", "prep", "mark")
        and not (c.lower_ == "since" and (present(verb) or verb.tag_ == "VBG"))
        for c in verb.children
    )


# What is counted where all that two have done with one another is summed up.
_TIMES = frozenset("time round war meeting conversation summit battle".split())


def _several_times(thing: Token) -> bool:
    """Does it sum up: "have fought *three wars*", "have met *four times*", "have held *dozens of rounds* of talks"?"""
    if thing.dep_ not in ("dobj", "npadvmod", "nsubjpass") or thing.tag_ != "NNS":
        return False
    many = [thing, *(o for c in thing.children if c.lower_ == "of" for o in c.children)]
    counted = any(c.tag_ == "CD" or c.lower_ == "several" for t in many for c in t.children)
    return (counted or thing.lemma_ in ("dozen", "score")) and any(t.lemma_ in _TIMES for t in many)


def reported(verb: Token) -> bool:
    """Is the tense only that of reported speech: "he said that he had refused", "X, he said, had refused"?"""
    above = verb.dep_ == "ccomp" and verb.head.lemma_.lower() in SAYING and in_the_past(verb.head)
    return above or any(
        c.dep_ in ("ccomp", "parataxis") and c.i < verb.i and c.lemma_.lower() in SAYING and c.tag_ == "VBD"
        for c in verb.children
    )


def to_come(verb: Token) -> bool:
    """Is a thing that may be one that may yet come: "may meet", "is likely to meet", not "may have met"?"""
    first = verb.head if verb.dep_ == "conj" and not any(c.dep_ == "aux" for c in verb.children) else verb
    helpers = [c for c in first.children if c.dep_ == "aux"]
    may = any(c.tag_ == "MD" for c in helpers) and all(c.lower_ != "have" for c in helpers)
    likely = first.dep_ == "xcomp" and first.head.pos_ == "ADJ" and first.head.head.tag_ in ("VBZ", "VBP")
    return verb.tag_ == "VB" and (may or likely)


def present(verb: Token) -> bool:
    """Does the tense leave a passage's past for the present ("have also been deployed")?"""
    return any(
        c.lower_ in ("has", "have", "is", "are", "'s", "’s") and c.dep_ in ("aux", "auxpass") for c in verb.children
    )


def in_the_present(verb: Token) -> bool:
    """Does a main clause tell in the present of what goes on as it is written: "X accuses Y"?"""
    return verb.tag_ in ("VBZ", "VBP") and verb.dep_ in ("ROOT", "conj", "ccomp", "parataxis")
