"""Parses mended where a number, a price or a verb that is left out misled the parser."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.neighbours import before


def of_those_counted(participle: Token) -> None:
    """Give a number its noun, which the parser took for a second verb's: "treated 46 *wounded* soldiers"."""
    number = before(participle)
    if (
        number.pos_ != "NUM"
        or number.dep_ not in ("dobj", "pobj", "nsubj")
        or number.head
        not in (
            participle.head,
            *participle.head.children,
        )
    ):
        return
    noun = next((c for c in participle.children if c.dep_ == "dobj" and c.pos_ == "NOUN"), None)
    if noun is None or any(c.dep_ in ("nsubj", "cc") for c in participle.children):
        return
    noun.head, noun.dep_ = number.head, number.dep_
    number.head, number.dep_ = noun, "nummod"
    rest = [c for c in participle.children if c.i > noun.i]
    participle.head, participle.dep_ = noun, "amod"
    for child in rest:
        child.head = noun.head if noun.head.pos_ == "VERB" else noun


def worth(price: Token) -> None:
    """Give a verb what is worth so much for a subject, not the sum: "*aid worth* 70 million euros has reached Y"."""
    verb, thing = price.head, next((c for c in price.children if c.dep_ == "nsubj"), None)
    if price.dep_ == "ROOT":
        verb = next((c for c in price.children if c.dep_ == "ccomp" and c.i > price.i), price)
    sum_ = next((c for c in verb.children if c.dep_ == "nsubj" and c.i > price.i), None)
    if thing is None or sum_ is None or verb.pos_ != "VERB":
        return
    if price.dep_ == "ROOT":
        rest = [c for c in price.children if c not in (thing, verb)]
        verb.head, verb.dep_ = verb, "ROOT"
        for child in rest:
            child.head = verb
    thing.head, thing.dep_ = verb, "nsubj"
    price.head, price.dep_ = thing, "amod"
    sum_.head, sum_.dep_ = price, "npadvmod"


def as_a_thing(word: Token) -> None:
    """Call a noun what the parser took for a verb behind a preposition: "three days of live-fire *drills*"."""
    if any(c.dep_ in ("compound", "amod", "det") for c in word.children):
        word.pos_, word.tag_ = "NOUN", "NNS"


def in_its_clause(noun: Token) -> None:
    """Make the only verb of a clause its head: "said that a convoy of lorries *left* for Y"."""
    verb = next((c for c in noun.children if c.dep_ == "acl" and c.tag_ in ("VBN", "VBD") and c.i > noun.i), None)
    mark = next((c for c in noun.children if c.dep_ == "mark" and c.lower_ == "that"), None)
    if verb is None or mark is None or any(c.dep_ in ("agent", "nsubj", "cop", "auxpass") for c in verb.children):
        return
    if verb.lemma_.lower() not in _GOING:
        return
    verb.head, verb.dep_, verb.tag_ = noun.head, "ccomp", "VBD"
    noun.head, noun.dep_ = verb, "nsubj"
    mark.head = verb


def goes_on_its_way(noun: Token) -> None:
    """Give a sentence its only verb, which the parser hung deep in its subject: "A ship with flour *docked* in Y"."""
    verbs = [t for t in noun.sent if t.pos_ in ("VERB", "AUX")]
    if len(verbs) != 1 or verbs[0].dep_ != "acl" or verbs[0].tag_ not in ("VBN", "VBD") or verbs[0].i < noun.i:
        return
    verb = verbs[0]
    if verb.lemma_.lower() not in _GOING or any(c.dep_ in ("agent", "dobj") for c in verb.children):
        return
    verb.head, verb.dep_, verb.tag_ = verb, "ROOT", "VBD"
    for child in [c for c in noun.children if c.i > verb.i]:
        child.head = verb
    noun.head, noun.dep_ = verb, "nsubj"


# Verbs whose participle says nothing of who undergoes it.
_GOING = frozenset("leave arrive land go come depart sail fly head begin start die fall meet enter dock cross".split())


def with_the_first_number(number: Token) -> None:
    """Join a second number to what the first counts: "expelled three diplomats from X and *two* from Y"."""
    verb = number.head
    if verb.pos_ != "VERB" or not any(c.dep_ == "prep" for c in number.children):
        return
    first = next((c for c in verb.children if c.dep_ in ("dobj", "nsubjpass") and c.i < number.i), None)
    if first is not None and any(c.dep_ == "nummod" for c in first.children):
        number.head = first


def another_did_it(name: Token) -> None:
    """Take from a verb its second object, who did so at another time: "X recognised Y on Monday, *Z* on Friday"."""
    first = name.left_edge
    others = [c for c in name.head.children if c.dep_ == "dobj" and c.i < name.i]
    if others and first.i > name.sent.start and before(first).text == ",":
        name.dep_ = "dep"
