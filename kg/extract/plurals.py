"""Several people or things that the parser took for a name: "*Mobs* burned a shop", "*militiamen* of X"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.lexicon import lexicon

_ENDINGS = (("men", "man"), ("ies", "y"), ("es", ""), ("s", ""))


def as_several(token: Token) -> None:
    """Make a plural noun of a name that is none: with a small letter, or alone at the start of a sentence."""
    opening = token.is_sent_start and token.dep_ in ("nsubj", "nsubjpass") and token.left_edge == token
    if not (token.text.islower() or (opening and token.text.istitle())) or token.ent_type_ == "PERSON":
        return
    lemma = next((noun for noun in _singulars(token.lower_) if noun in lexicon().nouns), None)
    if lemma is not None:
        token.pos_, token.tag_, token.lemma_ = "NOUN", "NNS", lemma


def _singulars(word: str) -> Iterator[str]:
    return (word.removesuffix(ending) + last for ending, last in _ENDINGS if word.endswith(ending))
