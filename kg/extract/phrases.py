"""Phrases that hang on a word: what stands behind its prepositions, and what stands before a noun."""

from __future__ import annotations

import functools
from collections import defaultdict

from spacy.tokens import Token

from kg.extract.clauses import KEPT, antecedent

# How prepositions hang on a word.
_LINKS = frozenset(("prep", "agent", "dative", "prt", "mark", "advmod"))


def prepositional(token: Token, word: str) -> list[Token]:
    """What stands behind a preposition that hangs on a token; "to" covers the indirect object too."""
    return list(by_preposition(token).get(word, ()))


@functools.lru_cache(maxsize=KEPT)
def by_preposition(token: Token) -> dict[str, list[Token]]:
    """All that stands behind prepositions of a token, by preposition; a trigger is asked for many of them."""
    out: dict[str, list[Token]] = defaultdict(list)
    for child in token.children:
        if child.dep_ in _LINKS:
            out[child.lower_] += objects_of(child)
            for second in child.children:  # "with X and with Y"
                if second.dep_ == "conj" and second.pos_ == "ADP":
                    out[second.lower_] += objects_of(second)
    for particle in particles(token):  # "handed over to Y", "called back from Y"
        for child in particle.children:
            out[child.lower_] += objects_of(child)
    for child in token.children:  # "together with Y", "along with Y": one step further down
        if child.lower_ in ("together", "along", "jointly"):
            together = [o for c in child.children if c.lower_ == "with" for o in objects_of(c)]
            out["with"] += together
            out["alongside"] += together
    return out


def particles(token: Token) -> list[Token]:
    """The particles and adverbs of a verb on which a preposition may hang."""
    return [c for c in token.children if c.dep_ in ("prt", "advmod") and c.pos_ in ("ADP", "ADV") and c.i > token.i]


def objects_of(preposition: Token) -> list[Token]:
    """What stands behind a preposition, also behind one that hangs on it."""
    out = []
    for child in preposition.children:
        if child.dep_ in ("pobj", "pcomp", "obj"):
            out.append(antecedent(child))
        elif child.dep_ == "prep":  # "from within", "according to"
            out.extend(objects_of(child))
    return out


def modifiers(noun: Token) -> list[Token]:
    """Adjectives and nouns before a noun, with what is joined to them ("Turkish-Russian talks")."""
    out = []
    for child in noun.children:
        if child.dep_ in ("amod", "compound", "nmod", "npadvmod") and child.i < noun.i:
            out.append(child)
            out.extend(c for c in child.children if c.dep_ in ("conj", "npadvmod", "compound", "amod") and c.i < noun.i)
    return sorted(out, key=lambda t: t.i)
