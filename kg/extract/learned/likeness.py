"""The sentences learned from that are most like one: what a guess is shown with."""

from __future__ import annotations

import functools
import re

import numpy as np
from spacy.vocab import Vocab

from kg.extract.learned.encoder import Array
from kg.extract.learned.vectors import vector
from kg.resources import folder
from kg.world import tables

COLUMNS = ("type", "trigger", "actors", "recipients", "text")
_WORD = re.compile(r"[^\W\d_]{4,}")
# What the words around the trigger count beside it.
_AROUND = 0.5


def likest(kind: str, word: str, sentence: str, vocab: Vocab, many: int = 2) -> tuple[str, ...]:
    """Sentences of a type that are learned from, the likest first: by the trigger, then by the words around it."""
    own, around = vector(word.lower(), vocab), _mean(sentence, vocab)
    taught = [(t, s) for k, t, s in _sentences() if k == kind]
    near = [float(vector(t.lower(), vocab) @ own + _AROUND * (_mean(s, vocab) @ around)) for t, s in taught]
    return tuple(taught[i][1] for i in np.argsort(-np.array(near), kind="stable")[:many])


def _mean(text: str, vocab: Vocab) -> Array:
    found = [vector(w.lower(), vocab) for w in _WORD.findall(text)]
    total = np.sum(found, 0) if found else np.zeros(vocab.vectors_length, np.float32)
    return np.asarray(total / max(float(np.linalg.norm(total)), 1e-6), np.float32)


@functools.cache
def _sentences() -> tuple[tuple[str, str, str], ...]:
    rows = tables.read(folder("seeds") / "lexicon" / "learned.csv", COLUMNS)
    return tuple((r["type"], r["trigger"], r["text"]) for r in rows)
