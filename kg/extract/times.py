"""The expressions of time in a sentence, and what each says of the thing that it stands with."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span, Token

from kg import timex
from kg.extract.clauses import has_to
from kg.extract.time_words import BEGINNING, STRETCHES

# Who refuses or keeps another from a thing on a day does so that day; nothing else happens on it.
_BALKING = frozenset("refuse decline fail prevent".split())


@dataclass(frozen=True, slots=True)
class Dated:
    """An expression of time with the token that heads it."""

    timex: timex.Timex
    token: Token


def expressions(sentence: Span) -> list[Dated]:
    """The expressions of time in a sentence, with their head tokens."""
    doc, offset = sentence.doc, sentence.start_char
    out = []
    for found in timex.find(sentence.text):
        span = doc.char_span(offset + found.start, offset + found.end, alignment_mode="expand")
        if span is not None:
            out.append(Dated(found, span.root))
    return out


def opens(dated: Dated) -> bool:
    """Does it stand before a sentence as the day of an entry: "Monday: X meets Y"?"""
    token = dated.token
    rest = token.doc[token.i + 1 : token.sent.end]
    return dated.timex.start == 0 and len(rest) > 0 and rest[0].text in (":", ".", "-", "–", "—", ";")


def in_passing(token: Token) -> bool:
    """Is it told only to say who or what is meant ("a man sentenced in 2011", "ties that X cut in 1961")?"""
    return any(t.dep_ in ("relcl", "acl") and t.pos_ in ("VERB", "AUX") for t in (token, *token.ancestors))


def lies_ahead(token: Token) -> bool:
    """Is it told as yet to come, then or now: "talks set for Friday", "which start on Friday"?"""
    link = token.head if token.dep_ == "pobj" else token
    if link.lower_ in ("for", "until", "till", "by"):
        return True
    verb = next((t for t in token.ancestors if t.pos_ in ("VERB", "AUX")), None)
    if verb is None:
        return False
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    bare = verb.tag_ == "VB" and verb.dep_ in ("xcomp", "acl", "ccomp", "advcl") and not is_undone(verb)
    return (
        bare
        or bool(helpers & {"will", "would", "'ll", "’ll", "to", "can", "could", "may", "must", "should"})
        or (verb.tag_ in ("VBZ", "VBP") and verb.dep_ == "relcl" and not helpers)
    )


def tells_which(token: Token) -> bool:
    """Is it the time by which a thing is known ("the ceasefire of November 2020"), not one that is told of?"""
    of = token.head
    known = of.lower_ == "of" and token.dep_ == "pobj" and of.dep_ == "prep" and of.head.pos_ in ("NOUN", "PROPN")
    return known and of.head.lemma_.lower() not in STRETCHES


def to_begin(noun: Token) -> Token | None:
    """The infinitive that tells when something is to begin: "sailed for drills with Y, *to begin on Sunday*"."""
    above = noun.head.head if noun.dep_ == "pobj" else noun.head if noun.dep_ == "dobj" else None
    clauses = [*noun.children, *(above.children if above is not None else ())]
    return next(
        (
            c for c in clauses
            if c.i > noun.i and c.dep_ in ("advcl", "relcl", "acl", "xcomp") and c.lemma_ in BEGINNING
            and has_to(c) and all(g.dep_ != "dobj" for g in c.children)
        ),
        None,
    )  # fmt: skip


def is_undone(clause: Token) -> bool:
    """Is its time that of the verb above: "refused to meet on Friday", "threatened to do so on Friday"?"""
    verb = clause.head if clause.dep_ == "xcomp" else clause.head.head
    return (
        verb.lemma_.lower() in _BALKING
        or (clause.lemma_ == "do" and any(c.lower_ in ("so", "it", "that", "this") for c in clause.children))
        or (verb.lemma_ == "be" and clause.dep_ == "xcomp")
    )
