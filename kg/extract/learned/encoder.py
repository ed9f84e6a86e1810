"""Traits to numbers: words by their place, marks, and what the lexicon's own words near them tell of."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.vocab import Vocab

from kg.extract.learned.traits import Traits
from kg.extract.learned.vectors import vector, vectors

Array = NDArray[np.float32]
PLACES = tuple("triggerv triggern subj obj objmod pobj comp advcl mod support head gov".split())
# What counts more, or less, than the words of an argument.
_TRIGGER, _MARK, _CONTEXT = 1.5, 0.5, 2.0
_NEIGHBOURS = 10


@dataclass(frozen=True, slots=True)
class Kin:
    """Words of the lexicon, and of which types their rows are: a word votes for the types of its neighbours."""

    words: tuple[str, ...]
    types: Array

    def vote(self, word: str, vocab: Vocab) -> Array:
        """The types of the nearest other words, weighted by nearness."""
        likeness = vectors(self.words, vocab) @ vector(word, vocab)
        likeness[[w == word for w in self.words]] = 0.0
        top = np.argsort(-likeness, kind="stable")[:_NEIGHBOURS]
        weights = np.maximum(likeness[top], 0) ** 4
        return np.asarray((weights[:, None] * self.types[top]).sum(0), np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Encoder:
    """How traits become a row of numbers.

    Parameters
    ----------
    types : tuple of str
        The event types.
    marks : mapping of str to int
        The marks that count, with their column.
    mean, projection : array
        The vectors' mean and (vector length, n): words are told apart along n directions.
    kin : mapping of str to Kin
        ``v`` and ``n``: triggers; ``obj``: words that rows ask for.
    context : int
        The length of the parser's own vectors.
    """

    types: tuple[str, ...]
    marks: Mapping[str, int]
    mean: Array
    projection: Array
    kin: Mapping[str, Kin]
    context: int

    @property
    def columns(self) -> int:
        """How many numbers there are."""
        kinds = len(self.types)
        wide = int(self.projection.shape[1])
        return len(PLACES) * wide + len(self.marks) + 5 * kinds + self.context

    def encode(self, traits: Traits, vocab: Vocab) -> Array:
        """The numbers of one candidate."""
        wide, kinds = self.projection.shape[1], len(self.types)
        out = np.zeros(self.columns, np.float32)
        by_place: dict[str, list[str]] = {}
        for place, word in traits.words:
            by_place.setdefault(place, []).append(word)
        for i, place in enumerate(PLACES):
            if words := by_place.get(place):
                weight = _TRIGGER if place.startswith("trigger") else 1.0
                mean = np.sum([self._word(w, vocab) for w in words], 0) / len(words)
                out[i * wide : (i + 1) * wide] = weight * mean
        at = len(PLACES) * wide
        for mark in traits.marks:
            if (column := self.marks.get(mark)) is not None:
                out[at + column] = _MARK
        at += len(self.marks)
        for pos, place in (("v", "triggerv"), ("n", "triggern")):
            for word in by_place.get(place, ()):
                out[at : at + kinds] = self._vote(pos, word, vocab)
            at += kinds
        for kind, near in traits.near.items():
            out[at + self.types.index(kind)] = near
        at += kinds
        for places in (("obj", "objmod"), ("pobj", "comp")):
            votes = [self._vote("obj", w, vocab) for p in places for w in by_place.get(p, ())]
            if votes:
                out[at : at + kinds] = np.sum(votes, 0) / len(votes)
            at += kinds
        if traits.context.size == self.context and (length := float(np.linalg.norm(traits.context))):
            out[at:] = traits.context * (_CONTEXT / length)
        return out

    @functools.lru_cache(maxsize=1 << 13)  # noqa: B019 - there is one encoder a process
    def _word(self, word: str, vocab: Vocab) -> Array:
        raw = vector(word, vocab)
        if not raw.any():
            return np.zeros(self.projection.shape[1], np.float32)
        along = (raw - self.mean) @ self.projection
        return np.asarray(along / max(float(np.linalg.norm(along)), 1e-6), np.float32)

    @functools.lru_cache(maxsize=1 << 13)  # noqa: B019
    def _vote(self, kind: str, word: str, vocab: Vocab) -> Array:
        return self.kin[kind].vote(word, vocab)
