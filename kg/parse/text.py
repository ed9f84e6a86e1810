"""What of a parse is asked for often: spaCy makes an object of each token on the way."""

from __future__ import annotations

import numpy as np
from spacy.tokens import Doc

# Where a parse keeps its text.
_TEXT = "text"


def keep(doc: Doc, text: str) -> None:
    """Keep the text of a parse beside it."""
    doc.user_data[_TEXT] = text


def written(doc: Doc) -> str:
    """The text of a parse, which `Doc.text` puts together anew at each call."""
    if _TEXT not in doc.user_data:
        keep(doc, doc.text)
    text: str = doc.user_data[_TEXT]
    return text


def proper_nouns(doc: Doc) -> list[int]:
    """The proper nouns of a parse, by place."""
    return [int(i) for i in np.flatnonzero(doc.to_array("POS") == doc.vocab.strings["PROPN"])]
