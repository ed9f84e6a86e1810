"""Which thing a pronoun takes up again: "drew up an accord in May and signed *it* in June"."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

_ONE = frozenset(("it", "this"))
_SEVERAL = frozenset(("them", "these", "those"))
_CORE = frozenset(("dobj", "nsubj", "nsubjpass"))
_PLACES = _CORE | {"pobj", "conj", "ROOT", "attr"}


def taken_up(pronoun: Token, fits: Callable[[Token], bool]) -> Token | None:
    """The last thing before a pronoun, in its sentence or the one before, that fits what is done to it.

    A thing that does not fit and to which something was done in the same sentence is meant rather than one before.
    """
    word = pronoun.lower_
    if word not in _ONE and word not in _SEVERAL:
        return None
    tag = "NNS" if word in _SEVERAL else "NN"
    start = pronoun.sent.start
    for first, end in ((start, pronoun.i), (pronoun.doc[start - 1].sent.start if start else start, start)):
        for noun in reversed(list(pronoun.doc[first:end])):
            if noun.pos_ != "NOUN" or noun.tag_ != tag or noun.dep_ not in _PLACES or noun.head == pronoun.head:
                continue
            if fits(noun):
                return noun
            if first == start and noun.dep_ in _CORE:
                return None
    return None
