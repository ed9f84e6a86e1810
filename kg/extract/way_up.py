"""The way up the tree from a time: which words stand above it, and which clauses lie between it and one of them."""

from __future__ import annotations

from itertools import pairwise

from spacy.tokens import Token

from kg.extract.slots import Slots
from kg.extract.time_words import AWAY, DAY_WORDS, HOURS, MADE_ON_A_DAY, MESSAGES, STRETCHES
from kg.extract.times import is_undone
from kg.extract.verbs import GOING, SAYING


def up_from(token: Token) -> list[Token]:
    """A time and what stands above it, a relative clause before the verb that the parser hung it on included.

    "X, who met Y on Monday, denied it": the day is that of the meeting; "X, who met Y, on Monday denied it": it is not.
    """
    out = [token, *token.ancestors]
    for phrase, verb in pairwise(out):
        if verb.pos_ in ("VERB", "AUX"):
            real = verb.head if _before_what_is_said(phrase, verb) else _relative_clause_before(phrase, verb)
            return out if real is None else [*out[: out.index(verb)], real, *real.ancestors]
    return out


def _relative_clause_before(phrase: Token, verb: Token) -> Token | None:
    """The relative clause that a time ends which the parser hung on the main verb."""
    first, after, doc = phrase.left_edge, phrase.right_edge.i + 1, phrase.doc
    if phrase.dep_ not in ("prep", "npadvmod") or not first.i or after >= len(doc):
        return None
    before = doc[first.i - 1]
    if first.i > verb.i and not _has_its_day(verb):
        return None
    if first.i < verb.i and before.text == "," and doc[after].text == "," and first.i > 1:
        before = doc[first.i - 2]
    if before.text == ",":
        return None
    clause = next((t for t in (before, *before.ancestors) if t.dep_ == "relcl" and t.pos_ in ("VERB", "AUX")), None)
    return clause if clause is not None and verb in clause.ancestors else None


def _has_its_day(verb: Token) -> bool:
    """Does a day stand before a verb, so that a second is another's: "On Friday X left Y, where Z had come in May"?"""
    first = (c for c in verb.children if c.dep_ in ("prep", "npadvmod") and c.i < verb.i)
    return any(t.lower_ in DAY_WORDS for c in first for t in c.subtree)


def _before_what_is_said(phrase: Token, content: Token) -> bool:
    """Does it stand between a verb of saying and what is said: "X said on Monday it would leave"?"""
    saying = content.head
    if content.dep_ != "ccomp" or not reports(saying) or not saying.i < phrase.i < content.i:
        return False
    words = phrase.doc[saying.i + 1 : phrase.left_edge.i]
    named = any(c.dep_ in ("nsubj", "nsubjpass") and c.i > phrase.i for c in content.children)
    return named and all(w.lower_ != "that" and w.text != "," for w in words)


def reports(verb: Token) -> bool:
    """Is it a verb by which somebody tells something?"""
    return verb.lemma_.lower() in SAYING


def clauses_between(token: Token, top: Token, slots: Slots | None = None) -> int | None:
    """How many clauses lie between a token and one above it; None where a finite one or another event does."""
    path = up_from(token)
    if _is_year_of_a_thing(token, top, slots):
        return None
    own = next((t for t in path[:2] if t.dep_ == "prep"), None)
    count, occasion = 0, False
    for node, head in pairwise(path):
        if node == top:
            return count
        occasion = occasion or _is_occasion(node, token, slots, top)
        if _is_of_a_thing(node, head, top, own):
            return None
        if slots is not None and not occasion and _is_another_event(node, token, top, own, slots):
            return None
        if node.dep_ in ("xcomp", "pcomp") and is_undone(node):
            continue
        if head.lower_ in AWAY and head.dep_ == "prep" and node != token and not occasion and node.lower_ not in HOURS:
            return None  # "a second visit after one in May": the day is that of the first
        if _is_clause(node):
            return None
        if node.dep_ == "acl":
            if top.pos_ == "VERB" and node.tag_ == "VBN" and not _is_message(node.head, top):
                return None  # "freed a man sentenced in 2011"
            count += 1
    return count if path[-1] == top else None


def _is_year_of_a_thing(token: Token, top: Token, slots: Slots | None) -> bool:
    """Is it a year by which a thing is known: "the *2008* declaration"?"""
    if token.pos_ != "NUM" or token.dep_ not in ("nummod", "compound", "nmod"):
        return False
    known = token.head
    return known.pos_ == "NOUN" and known != top and (slots is None or known != slots.trigger)


def _is_of_a_thing(node: Token, head: Token, top: Token, link: Token | None) -> bool:
    """Is the time that of a thing: "the declaration of 1991", and not "in the early hours of Monday"?"""
    if head.lower_ != "of" or head.head in (top, node) or head.head.lemma_.lower() in STRETCHES:
        return False
    return link is None or link.lower_ != "on"


def _is_another_event(node: Token, token: Token, top: Token, link: Token | None, slots: Slots) -> bool:
    """Is the time that of another event: "told him of the meeting during a *call* on Wednesday"?"""
    if node.pos_ != "NOUN" or node in (token, slots.trigger):
        return False
    if (node.lemma_.lower(), "n") not in slots.lexicon.entries:
        return False
    return not _is_the_doing(node, top, link) and not _tell_one_thing(node, slots)


def _is_clause(node: Token) -> bool:
    """Is it the verb of a clause of its own?"""
    own = ("relcl", "advcl", "ccomp", "csubj", "xcomp", "pcomp")
    return node.dep_ in own or (node.dep_ == "conj" and node.pos_ == "VERB")


def _tell_one_thing(thing: Token, slots: Slots) -> bool:
    """Do a verb and its object tell one event: "promised Y *support* on Monday"?"""
    if thing.dep_ != "dobj" or thing.head != slots.trigger:
        return False
    rows = slots.lexicon.entries
    types = {e.type for e in rows.get((slots.trigger.lemma_.lower(), "v"), ())}
    return {e.type for e in rows.get((thing.lemma_.lower(), "n"), ())} == {"SUPPORT"} and "SUPPORT" in types


def _is_the_doing(noun: Token, top: Token, link: Token | None) -> bool:
    """Is the time of a thing that of its making: "agreed a truce on May 2", and not "condemned the attack on May 2"?"""
    made = noun.dep_ == "dobj" and noun.head == top and top.lemma_.lower() in MADE_ON_A_DAY
    return made and link is not None and link.lower_ in ("on", "in") and link.head == noun


def _is_occasion(noun: Token, token: Token, slots: Slots | None, top: Token) -> bool:
    """Is it what something happens at or in: "killed in an attack on Friday", "held since Monday's coup"?"""
    if noun.dep_ != "pobj" or slots is None or slots.noun or noun == token:
        return False
    if noun.head.lower_ == "since":
        return token.dep_ == "poss" and token.head == noun
    above = noun.head.head
    within = noun.head.lower_ in ("in", "during", "by") or (noun.head.lower_ == "for" and above.lemma_.lower() in GOING)
    return noun.head.lower_ == "at" or (within and above == top)


def _is_message(noun: Token, top: Token) -> bool:
    return noun.lemma_.lower() in MESSAGES and noun.dep_ == "pobj" and noun.head.head == top
