"""Vectors of words, of length one, and how near words are by them."""

from __future__ import annotations

import functools
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from spacy.vocab import Vocab


@functools.lru_cache(maxsize=1 << 14)
def vector(word: str, vocab: Vocab) -> NDArray[np.float32]:
    """The vector of a word; zeros where the model has none."""
    found = np.asarray(vocab.get_vector(word), np.float32)
    length = float(np.linalg.norm(found))
    return found / np.float32(length) if length else found


@functools.lru_cache(maxsize=1 << 12)
def vectors(words: tuple[str, ...], vocab: Vocab) -> NDArray[np.float32]:
    """The vectors of words, a row each."""
    return np.stack([vector(w, vocab) for w in words])


def nearest(words: Sequence[str], others: tuple[str, ...], vocab: Vocab) -> float:
    """The cosine of the nearest pair, not below 0."""
    if not words or not vocab.vectors_length:
        return 0.0
    return max(0.0, float((vectors(others, vocab) @ np.stack([vector(w, vocab) for w in words]).T).max()))
