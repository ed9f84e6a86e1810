"""Articles to parses: the model is loaded here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from spacy.language import Language
from spacy.tokens import Doc

from kg.model import Article
from kg.parse.memory import forgetting
from kg.parse.models import PACKAGED, load, stock
from kg.parse.recognition import recognise, stands_alone
from kg.parse.text import keep
from kg.readers.layout import Block, blocks

__all__ = ["PACKAGED", "Parsed", "Passage", "forgetting", "load", "parse", "stock"]

# Articles whose passages go through the parser together.
_BATCH = 16
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


def parse(articles: Iterable[Article], nlp: Language) -> Iterator[Parsed]:
    """Parse articles in the order they come, each passage on its own so that no sentence crosses a paragraph.

    Passages of several articles go through the parser together, which is quicker, and come out as if alone.
    """
    waiting = iter(articles)
    while batch := list(islice(waiting, _BATCH)):
        parts = [[b for b in blocks(a.text, a.title) if b.kind in _PARSED] for a in batch]
        docs = iter(_docs([a.text[b.start : b.end] for a, own in zip(batch, parts, strict=True) for b in own], nlp))
        for article, own in zip(batch, parts, strict=True):
            yield Parsed(article=article, passages=tuple(Passage(block=b, doc=next(docs)) for b in own))


def _docs(texts: Sequence[str], nlp: Language) -> list[Doc]:
    """Parses of texts. The search for unknown names, half of all time, is left out where every name is known."""
    alone = "ner" in nlp.pipe_names and stands_alone(nlp)
    with nlp.select_pipes(disable=["ner"] if alone else []):
        docs = list(nlp.pipe(texts))
    for doc, text in zip(docs, texts, strict=True):
        keep(doc, text)
    if alone:
        recognise(docs, nlp)
    return docs
