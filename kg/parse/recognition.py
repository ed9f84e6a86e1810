"""The search for names that no table has, run only on the sentences that may hold one."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from typing import cast

from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.pipeline.tok2vec import Tok2VecListener
from spacy.tokens import Doc, Span, Token

from kg.parse.embedding import parts
from kg.parse.text import proper_nouns, written
from kg.world import World, world
from kg.world.names import fold

# Capitalised, and no names.
_CALENDAR = frozenset(
    name.lower()
    for names in (calendar.day_name, calendar.day_abbr, calendar.month_name, calendar.month_abbr)
    for name in names
) | {"sept", "gmt"}


def stands_alone(nlp: Language) -> bool:
    """Can the recogniser of names run later than the rest, which shares none of its layers?"""
    model = cast(TrainablePipe, nlp.get_pipe("ner")).model
    return not any(isinstance(node, Tok2VecListener) for node in model.walk())


def recognise(docs: Sequence[Doc], nlp: Language) -> None:
    """Find the names of each sentence that holds a proper noun no table knows; the parses get them."""
    tables = world()
    found = [[s for s in doc.sents if s.start in starts] for doc in docs for starts in [_unknown(doc, tables)]]
    recogniser = cast(TrainablePipe, nlp.get_pipe("ner"))
    alone = iter(
        recogniser.pipe(
            part
            for doc, sentences in zip(docs, found, strict=True)
            if sentences
            for part in parts(doc, [(s.start, s.end) for s in sentences])
        )
    )
    for doc, sentences in zip(docs, found, strict=True):
        doc.set_ents([_moved(ent, s) for s in sentences for ent in next(alone).ents])


def _moved(ent: Span, sentence: Span) -> Span:
    return Span(sentence.doc, sentence.start + ent.start, sentence.start + ent.end, label=ent.label)


def _unknown(doc: Doc, tables: World) -> set[int]:
    """The first tokens of sentences with a proper noun that no table has, and that is no title, day or month."""
    proper = proper_nouns(doc)
    if not proper:
        return set()
    within: dict[int, int] = {}
    for number, match in enumerate(tables.names.find(written(doc))):
        span = doc.char_span(match.start, match.end, alignment_mode="expand")
        if span is not None:
            within.update(dict.fromkeys(range(span.start, span.end), number))
    titles = {i for i in proper if _is_title(doc[i], tables)}
    # Two names side by side may be the first and the last name of somebody else: "George Washington".
    return {
        doc[i].sent.start
        for i in proper
        if i not in titles and (i not in within or (i + 1 in within and within[i] != within[i + 1]))
    }


def _is_title(token: Token, tables: World) -> bool:
    """Is it capitalised, and names nobody?"""
    return (
        token.lower_.strip(".") in _CALENDAR
        or fold(token.text) in tables.title_words
        or tables.offices.title(token.text) is not None
    )
