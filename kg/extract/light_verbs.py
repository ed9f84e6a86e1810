"""Verbs that only carry a noun ("held talks"), and words that only measure it ("three days of talks")."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.arguments import undergoers
from kg.extract.clauses import SUBJECTS, verb_of
from kg.extract.lexicon import Lexicon
from kg.extract.verbs import ANSWERING, GOING
from kg.extract.voice import is_passive

# Where somebody goes for it, or sets out on.
TRIPS = frozenset("visit tour trip journey mission pilgrimage".split())
_SETTING_OUT = frozenset("go leave embark depart set start".split())
_GIVING = frozenset("give lend offer promise grant".split())
_MET = ("meet", "greet")


def support_verb(noun: Token, lexicon: Lexicon) -> Token | None:
    """The light verb whose object the noun is ("held talks", "talks were held", "a meeting held with Y")."""
    counter = measured(noun, lexicon)
    if counter is not None:
        return support_verb(counter, lexicon)
    relation, head = noun.dep_, noun.head
    light = head.lemma_.lower() in lexicon.light
    if light and relation in ("dobj", "obj", "nsubjpass", "oprd", "attr"):
        return head if not _is_backed(noun) else None
    if light and relation == "npadvmod" and not undergoers(head):
        return head  # "began a week of exercises"
    if relation == "conj" and head.pos_ in ("NOUN", "PROPN"):
        return support_verb(head, lexicon)
    if relation == "pobj":
        if _is_reason(head):
            return None
        if (verb := _behind_a_preposition(noun, lexicon)) is not None:
            return verb
    return next((c for c in noun.children if _says_of_it(c, lexicon)), None)


def _is_backed(noun: Token) -> bool:
    """Is it not that, but something behind it, which is given: "gave the raid his support"?"""
    verb = noun.head
    given = noun.dep_ == "dobj" and verb.lemma_.lower() in _GIVING
    return given and any(c.dep_ == "dobj" and c.i > noun.i for c in verb.children)


def _is_reason(link: Token) -> bool:
    """Is it that for which there is something: "there was no justification *for a coup*"?"""
    return link.lower_ == "for" and link.dep_ == "prep" and link.head.dep_ in ("attr", "nsubj", "dobj")


def _behind_a_preposition(noun: Token, lexicon: Lexicon) -> Token | None:
    """The verb before a preposition that carries a noun behind it."""
    link = noun.head
    verb, word = link.head, link.lower_
    lemma = verb.lemma_.lower()
    if word in ("in", "into", "out", "under", "to"):
        # "took part in talks", "entered into negotiations", "came under attack"
        return verb if link.dep_ == "prep" and lemma in lexicon.light else None
    if word == "on":  # "is on a visit to Y", "will go on a state visit to Y"
        setting_out = lemma in _SETTING_OUT and noun.lemma_.lower() in TRIPS
        return verb if verb.lemma_ == "be" or setting_out else None
    if word == "with":  # "was met with criticism from Y", "responded with air strikes on Y"
        met = verb.lemma_ in _MET and is_passive(verb)
        return verb if met or lemma in ANSWERING else None
    if word == "for" and link.dep_ == "prep":
        # "was in X for talks with Y", "flew to X for a meeting": who goes there for it, holds it
        top = verb if verb.pos_ in ("VERB", "AUX") else verb_of(verb)
        return top if top.lemma_.lower() in GOING and any(c.dep_ in SUBJECTS for c in top.children) else None
    return None


def _says_of_it(clause: Token, lexicon: Lexicon) -> bool:
    """Is it a light verb in a clause that is said of the noun: "a meeting *held* with Y"?"""
    said = clause.dep_ in ("acl", "relcl") and clause.lemma_.lower() in lexicon.light
    return said and (clause.dep_ == "relcl" or is_passive(clause))


def measured(noun: Token, lexicon: Lexicon) -> Token | None:
    """The word that only counts the noun: "three *days* of talks", "a *wave* of strikes"."""
    preposition = noun.head
    if noun.dep_ != "pobj" or preposition.lower_ != "of":
        return None
    counter = preposition.head
    classes = {kind for kind, _ in lexicon.nouns.get(counter.lemma_.lower(), ())}
    return counter if classes & {"collective", "measure"} else None
