"""The part of speech, the form and the lemma of each distinct word are found once, not at every place.

They follow from the word, its tag and its relation, but for a few pairs of words ("got to", "there is"). spaCy's ruler
and lemmatizer look at every token anew, which is a fifth of a parse without names. What they find is the same here.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

import numpy as np
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc
from thinc.types import Ints2d

_NAME = "each_word_once"
_RULER, _LEMMATIZER = "attribute_ruler", "lemmatizer"
# By what the ruler's patterns may know a word, and what they may say of it.
_KEY: list[int | str] = ["ORTH", "TAG", "DEP"]
_KNOWN = frozenset({*_KEY, "LOWER", "IS_SPACE"})
_SAID: list[int | str] = ["POS", "MORPH", "LEMMA"]
_SAID_ANEW: list[int | str] = ["TAG", "DEP"]
# By what a pair of words may be looked for.
_HINTING: list[int | str] = ["LOWER", "DEP"]
# So many distinct words are kept, with what is said of them.
_KEPT = 100_000


def word_each_word_once(nlp: Language) -> Language:
    """Put the shortcut in the place of a pipeline's ruler and lemmatizer, if the ruler knows words by themselves."""
    if _RULER in nlp.pipe_names and _LEMMATIZER in nlp.pipe_names:
        ruler = cast(AttributeRuler, nlp.get_pipe(_RULER))
        if _is_plain(ruler):
            nlp.add_pipe(_NAME, before=_RULER)
            nlp.disable_pipe(_RULER)
            nlp.disable_pipe(_LEMMATIZER)
    return nlp


def irregular(nlp: Language) -> dict[str, list[str]]:
    """Forms of nouns and verbs that follow no rule, with the words that they are of, as a model knows them."""
    if _LEMMATIZER not in nlp.component_names:
        return {}
    exceptions = cast(Lemmatizer, nlp.get_pipe(_LEMMATIZER)).lookups.get_table("lemma_exc", {})
    return {**exceptions.get("noun", {}), **exceptions.get("verb", {})}


def _is_plain(ruler: AttributeRuler) -> bool:
    """Do its patterns know words by themselves, and say no more of them than is kept here?"""
    said = {attribute for pattern in ruler.patterns for attribute in cast(dict[str, str], pattern["attrs"])}
    known = {attribute for words in _patterns(ruler) for word in words for attribute in word}
    return known <= _KNOWN and said <= {*_SAID, *_SAID_ANEW}


def _patterns(ruler: AttributeRuler) -> list[list[dict[str, object]]]:
    """What its rules look for: words side by side, each with what it must have."""
    return [words for rule in ruler.patterns for words in cast(list[list[dict[str, object]]], rule["patterns"])]


def _hint(words: list[dict[str, object]]) -> list[str]:
    """What one of some words side by side must be; nothing where none is given outright."""
    given = (word[attribute] for word in words for attribute in word if attribute in _HINTING)
    return next(([said] for said in given if isinstance(said, str)), [])


class EachWordOnce:
    """The part of a pipeline that does the work of ruler and lemmatizer."""

    def __init__(self, nlp: Language) -> None:
        self._vocab = nlp.vocab
        self._ruler = cast(AttributeRuler, nlp.get_pipe(_RULER))
        self._lemmatizer = cast(Lemmatizer, nlp.get_pipe(_LEMMATIZER))
        self._said: dict[tuple[int, ...], tuple[int, ...]] = {}
        self._lasting = self._said
        pairs = [words for words in _patterns(self._ruler) if len(words) > 1]
        self._pairs = Matcher(nlp.vocab)
        self._pairs.add(_NAME, pairs)
        # One of these is in any text that holds a pair; most texts are done with after a look at their words.
        hints = [_hint(words) for words in pairs]
        self._hints = frozenset(nlp.vocab.strings.add(word) for found in hints for word in found)
        self._is_hinted = all(hints)

    def __call__(self, doc: Doc) -> Doc:
        """Say of each word of a parse what it is."""
        if self._may_hold_a_pair(doc) and self._pairs(doc, allow_missing=True):
            return self._lemmatizer(self._ruler(doc))
        if len(self._said) > _KEPT:
            self._said.clear()
        words, known = doc.to_array(_KEY), self._said
        found = [known.get(word) or self._of(word) for word in map(tuple, words.tolist())]
        rows = np.array(found, dtype=np.uint64).reshape(-1, len(_SAID) + len(_SAID_ANEW))
        for i in np.flatnonzero((rows[:, len(_SAID) :] != words[:, 1:]).any(axis=1)).tolist():  # white space
            doc[i].tag, doc[i].dep = found[i][len(_SAID) :]
        return doc.from_array(_SAID, cast(Ints2d, np.ascontiguousarray(rows[:, : len(_SAID)])))

    def _may_hold_a_pair(self, doc: Doc) -> bool:
        return not self._is_hinted or not self._hints.isdisjoint(doc.to_array(_HINTING).ravel().tolist())

    @contextmanager
    def memory_zone(self, _: object = None) -> Iterator[None]:
        """Forget at the end what is found here: it is said with words that spaCy forgets as well."""
        self._said = {}
        try:
            yield
        finally:
            self._said = self._lasting
            self._lemmatizer.cache.clear()

    def _of(self, word: tuple[int, ...]) -> tuple[int, ...]:
        said = self._said.get(word) or self._lasting.get(word)
        if said is None:
            said = self._said[word] = self._alone(word)
        return said

    def _alone(self, word: tuple[int, ...]) -> tuple[int, ...]:
        orth, tag, dep = word
        doc = Doc(self._vocab, words=[self._vocab.strings[orth]])
        doc[0].tag, doc[0].dep = tag, dep
        return tuple(self._lemmatizer(self._ruler(doc)).to_array([*_SAID, *_SAID_ANEW])[0].tolist())


@Language.factory(_NAME)
def _made(nlp: Language, name: str) -> EachWordOnce:
    return EachWordOnce(nlp)
