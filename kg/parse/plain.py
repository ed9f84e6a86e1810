"""A parse as plain Python objects, for those who ask much of it.

spaCy makes an object of each token that is looked at, looks each of its words up, and searches the children of a word
at each call. The rules of extraction look at every token some forty times, so that this took more time than the parse
itself. Here all of it is done once. What is not kept here is asked of spaCy's own parse.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any, cast, overload

import numpy as np
from numpy.typing import NDArray
from spacy import tokens as spacy

from kg.parse.text import keep, written

_ASKED: list[int | str] = ["ORTH", "LOWER", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE"]
_IOB = ("", "I", "O", "B")


class Token:
    """A word of a parse, with the names that spaCy gives to what is known of it."""

    __slots__ = (
        "children", "dep_", "doc", "ent_iob_", "ent_type_", "head", "i", "idx", "left_edge", "lefts", "lemma_",
        "lower_", "pos_", "right_edge", "rights", "sent", "tag_", "text",
    )  # fmt: skip

    head: Token
    # The first and the last of the words below it, or itself.
    left_edge: Token
    right_edge: Token
    sent: Span
    children: tuple[Token, ...]
    lefts: tuple[Token, ...]
    rights: tuple[Token, ...]

    def __init__(self, doc: Doc, i: int, idx: int, iob: int, words: Sequence[str]) -> None:
        self.doc, self.i, self.idx, self.ent_iob_ = doc, i, idx, _IOB[iob]
        self.text, self.lower_, self.lemma_, self.pos_, self.tag_, self.dep_, self.ent_type_ = words
        self.lefts = self.rights = self.children = ()
        self.left_edge = self.right_edge = self

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    def __getattr__(self, name: str) -> Any:
        return getattr(self.doc.parse[self.i], name)

    @property
    def ancestors(self) -> Iterator[Token]:
        """What it hangs on, step by step."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    @property
    def subtree(self) -> Iterator[Token]:
        """It and the words below it, in their order."""
        for child in self.lefts:
            yield from child.subtree
        yield self
        for child in self.rights:
            yield from child.subtree

    def nbor(self, i: int = 1) -> Token:
        """The word so many places further on."""
        if not 0 <= self.i + i < len(self.doc):
            raise IndexError(f"no token {i} from {self.i} on")
        return self.doc[self.i + i]


def _distance_from_root(token: Token) -> int:
    """How many words it is below the root; what is no word, and has none below it, is the last to be a root itself."""
    if token.head is not token and not token.children and (token.is_punct or token.is_space):
        return len(token.doc) - 1
    return sum(1 for _ in token.ancestors)


class Span:
    """Words of a parse side by side."""

    __slots__ = ("doc", "end", "label_", "start")

    def __init__(self, doc: Doc, start: int, end: int, label: str = "") -> None:
        self.doc, self.start, self.end, self.label_ = doc, start, max(start, end), label

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    @overload
    def __getitem__(self, key: int) -> Token: ...
    @overload
    def __getitem__(self, key: slice) -> Span: ...
    def __getitem__(self, key: int | slice) -> Token | Span:
        if isinstance(key, slice):
            start, end, _ = key.indices(len(self))
            return Span(self.doc, self.start + start, self.start + end)
        return self.doc.tokens[range(self.start, self.end)[key]]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Span) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    def __repr__(self) -> str:
        return self.text

    def __getattr__(self, name: str) -> Any:
        return getattr(self.doc.parse[self.start : self.end], name)

    @property
    def _key(self) -> tuple[int, int, int, str]:
        return id(self.doc), self.start, self.end, self.label_

    @property
    def start_char(self) -> int:
        """Where it begins in the text."""
        return self.doc.tokens[self.start].idx

    @property
    def end_char(self) -> int:
        """Where it ends in the text."""
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """What is written there."""
        return self.doc.text[self.start_char : self.end_char] if len(self) else ""

    @property
    def sent(self) -> Span:
        """The sentence in which it begins."""
        return self.doc.tokens[self.start].sent

    @property
    def root(self) -> Token:
        """The word on which the others hang: that nearest to the root of the sentence."""
        words = self.doc.tokens[self.start : self.end]
        tops = [t for t in words if not self.start <= t.head.i < self.end or t.head is t] if len(words) > 1 else words
        return tops[0] if len(tops) == 1 else min(tops, key=_distance_from_root)


class Doc:
    """A parse.

    Attributes
    ----------
    parse : spacy.tokens.Doc
        The parse that it was made of; it must not be changed meanwhile.
    """

    __slots__ = ("parse", "sents", "text", "tokens", "user_data")

    def __init__(self, parse: spacy.Doc) -> None:
        self.parse, self.text = parse, written(parse)
        self.user_data: dict[str, Any] = {}
        keep(cast(spacy.Doc, self), self.text)
        asked: list[list[int]] = parse.to_array(_ASKED).tolist()
        spelt = {word: parse.vocab.strings[word] for word in set(chain.from_iterable(asked))}
        words = [[spelt[word] for word in row] for row in asked]
        places: list[list[int]] = parse.to_array(["IDX", "ENT_IOB"]).tolist()
        self.tokens = [
            Token(self, i, idx, iob, row) for i, ((idx, iob), row) in enumerate(zip(places, words, strict=True))
        ]
        heads: NDArray[np.int64] = parse.to_array("HEAD").astype(np.int64) + np.arange(len(parse))
        lefts: list[list[Token]] = [[] for _ in words]
        rights: list[list[Token]] = [[] for _ in words]
        for i, (token, head) in enumerate(zip(self.tokens, heads.tolist(), strict=True)):
            token.head = self.tokens[head]
            if head != i:
                (lefts if i < head else rights)[head].append(token)
        for token, left, right in zip(self.tokens, lefts, rights, strict=True):
            if left or right:
                token.lefts, token.rights = tuple(left), tuple(right)
                token.children = token.lefts + token.rights
        for token in self.tokens:
            above = token.head
            while above.left_edge.i > token.i:
                above.left_edge, above = token, above.head
        for token in reversed(self.tokens):
            above = token.head
            while above.right_edge.i < token.i:
                above.right_edge, above = token, above.head
        self.sents = [Span(self, sentence.start, sentence.end) for sentence in parse.sents]
        for sentence in self.sents:
            for token in sentence:
                token.sent = sentence

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, key: int) -> Token: ...
    @overload
    def __getitem__(self, key: slice) -> Span: ...
    def __getitem__(self, key: int | slice) -> Token | Span:
        if isinstance(key, slice):
            start, end, _ = key.indices(len(self.tokens))
            return Span(self, start, end)
        return self.tokens[key]

    def __repr__(self) -> str:
        return self.text

    def __getattr__(self, name: str) -> Any:
        return getattr(self.parse, name)

    @property
    def ents(self) -> tuple[Span, ...]:
        """The names that the recogniser found."""
        return tuple(Span(self, ent.start, ent.end, ent.label_) for ent in self.parse.ents)

    def char_span(self, start: int, end: int, **how: Any) -> Span | None:
        """The words between two places in the text."""
        span = self.parse.char_span(start, end, **how)
        return None if span is None else Span(self, span.start, span.end)


def plain(parse: spacy.Doc) -> spacy.Doc:
    """A parse as plain objects, to be used as if it were spaCy's."""
    return cast(spacy.Doc, Doc(parse))
