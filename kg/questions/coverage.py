"""Which words of a question have been read: one that is left over changes the question, so it is not ignored."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from kg.questions.errors import NotUnderstood
from kg.questions.names import Directory
from kg.questions.vocabulary import Vocabulary

_CONTENT = frozenset(("NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM", "X"))
# Common words that tell nothing of their own beside what is read with them.
_EMPTY = frozenset(
    "be do have will there not never no n't who whom which what when where how many often much any some all each both "
    "one other time to of by with than more most least same such own so too very just only even still yet then".split()
)
_PRONOUNS = frozenset("he she they him them i you we us me".split())


class Coverage:
    """The tokens that have been read."""

    def __init__(self, doc: Doc, vocabulary: Vocabulary) -> None:
        self._doc, self._vocabulary = doc, vocabulary
        self._read: set[int] = set()

    def __contains__(self, token: int) -> bool:
        return token in self._read

    def add(self, tokens: Iterable[int]) -> None:
        """These have been read."""
        self._read.update(tokens)

    def has(self, token: int) -> bool:
        """Has this been read?"""
        return token in self._read

    def is_left(self, token: Token) -> bool:
        """Does a word say something, and has not been read?"""
        lemma = token.lemma_.lower()
        empty = lemma in _EMPTY or token.lower_ in _EMPTY or lemma in self._vocabulary.skip
        return token.i not in self._read and token.pos_ in _CONTENT and not empty

    def left(self) -> list[str]:
        """The words that say something and have not been read, neighbours together."""
        out: list[list[int]] = []
        for token in self._doc:
            if token.lower_ in _PRONOUNS and token.i not in self._read:
                raise NotUnderstood(token.text, f"whom “{token.text}” means is not said")
            if not self.is_left(token):
                continue
            if out and out[-1][-1] == token.i - 1:
                out[-1].append(token.i)
            else:
                out.append([token.i])
        return [self._doc[run[0] : run[-1] + 1].text for run in out]

    def unknown(self, name: str, known: Directory) -> None:
        """Refuse a name that nobody bears."""
        raise NotUnderstood(name, f"nobody and nothing is known by the name {name}", tuple(known.close_to(name)))
