"""Each distinct word of a batch is embedded once, not at every place where it stands.

The first layers of a spaCy model turn a word into a vector from the word alone; what stands around it comes in
later. Most words of a text come again and again, so that these layers, about a third of a parse, can be run on a
made-up document of the distinct words. The vectors, and with them the parses, are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias, cast

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.tokens import Doc
from thinc.api import Model

Vectors: TypeAlias = NDArray[np.float32]
_Layer: TypeAlias = "Model[Any, Any]"

# A word's own: its form, its norm (which may depend on the place), and whether a space follows.
_OWN: list[int | str] = ["ORTH", "NORM", "SPACY"]
# What follows from these.
_DERIVED = frozenset({*_OWN, "LOWER", "PREFIX", "SUFFIX", "SHAPE", "IS_SPACE"})
_DISTINCT = "distinct_words"
# Odd numbers without pattern, by which the three are made one key (Knuth's multiplicative hashing).
_MIX = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)


def embed_each_word_once(nlp: Language) -> Language:
    """Put the shortcut into every part of a pipeline that embeds words; other parts stay as they are."""
    for _, part in nlp.pipeline:
        model = getattr(part, "model", None)
        if not isinstance(part, TrainablePipe) or not isinstance(model, Model):
            continue
        for node in list(model.walk()):
            if node.name != _DISTINCT and node.layers and _embeds(node.layers[0]) and not _embeds(node):
                node.layers[0] = Model(_DISTINCT, _distinct, layers=[node.layers[0]])
    return nlp


def _embeds(layer: _Layer) -> bool:
    """Is it the whole of what turns documents into vectors, word by word?"""
    inside = list(layer.walk())
    names = {node.name for node in inside}
    columns = {c for node in inside if node.name == "extract_features" for c in node.attrs["columns"]}
    return "ragged2list" in names and "expand_window" not in names and bool(columns) and columns <= _DERIVED


def _distinct(model: _Layer, docs: Sequence[Doc], is_train: bool) -> tuple[list[Vectors], Callable[[Any], Any]]:
    embed = model.layers[0]
    if is_train or not any(map(len, docs)):
        return cast(tuple[list[Vectors], Callable[[Any], Any]], embed(docs, is_train))
    rows: NDArray[np.uint64] = np.concatenate([doc.to_array(_OWN) for doc in docs])
    _, first, where = np.unique((rows * _MIX).sum(axis=1, dtype=np.uint64), return_index=True, return_inverse=True)
    (vectors,), back = embed([_made_of(rows[first], docs[0])], is_train)
    return np.split(vectors[where], np.cumsum([len(doc) for doc in docs])[:-1]), back


def parts(doc: Doc, ends: Sequence[tuple[int, int]]) -> list[Doc]:
    """Documents of the words between some places of another, with nothing of what has been found in that."""
    rows = cast("NDArray[np.uint64]", doc.to_array(_OWN))
    return [_made_of(rows[start:end], doc) for start, end in ends]


def _made_of(rows: NDArray[np.uint64], like: Doc) -> Doc:
    """A document of words given by form, norm and space."""
    text = like.vocab.strings
    doc = Doc(like.vocab, words=[text[int(form)] for form in rows[:, 0]], spaces=rows[:, 2].astype(bool).tolist())
    for i in np.flatnonzero(doc.to_array(["NORM"]).ravel() != rows[:, 1]):
        doc[int(i)].norm_ = text[int(rows[i, 1])]
    return doc
