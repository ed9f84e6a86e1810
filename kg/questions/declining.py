"""What to say when a question is not understood."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from spacy.tokens import Doc

from kg.extract.lexicon import Lexicon
from kg.questions.errors import NotUnderstood
from kg.questions.found import Finder
from kg.questions.names import Directory
from kg.questions.reply import Answer

_SUGGESTED = 5
# Questions about events of a type; of people a and b, and a state c.
_PATTERNS = {
    "CONSULT": ("Who met {a}?", "When did {a} and {b} meet?", "Who called {a}?", "Who visited {c}?"),
    "AGREE": ("Who signed an agreement with {c}?",), "SUPPORT": ("Who supports {c}?",),
    "AID": ("Who sent aid to {c}?",), "RETREAT": ("Who withdrew from {c}?",), "REQUEST": ("What did {a} demand?",),
    "ACCUSE": ("Who accused {c}?", "What did {a} accuse {c} of?"), "REJECT": ("What did {a} reject?",),
    "THREATEN": ("Who threatened {c}?",), "PROTEST": ("Were there protests in {c}?",),
    "SANCTION": ("Who imposed sanctions on {c}?",), "MOBILIZE": ("Who deployed troops to {c}?",),
    "CONCEDE": ("Who made concessions to {c}?",), "COOPERATE": ("Who cooperated with {c}?",),
    "COERCE": ("Who was arrested by {c}?",), "ASSAULT": ("Who attacked {c}?", "Who was attacked by {c}?"),
}  # fmt: skip
_GENERAL = ("Who called whom?", "Who met whom?", "Which leaders met?", "Who attacked whom?", "Who accused whom?")
_POS = ("v", "n")


def decline(
    doc: Doc,
    question: str,
    error: NotUnderstood,
    known: Directory,
    finder: Finder,
    lexicon: Lexicon,
    understood: Callable[[str], bool],
) -> Answer:
    """An answer that names the part that was not understood, with the nearest questions that would be.

    Parameters
    ----------
    doc : Doc
        The question's parse.
    understood : callable
        Is a question understood?
    """
    nearest = [
        *_mended(question, error),
        *_shorter(doc, question, error),
        *_about(doc, known, finder, lexicon),
        *_GENERAL,
    ]
    suggestions: list[str] = []
    for each in dict.fromkeys(nearest):
        if len(suggestions) < _SUGGESTED and each != question and understood(each):
            suggestions.append(each)
    return Answer(
        question=question,
        understood=False,
        summary=f"Not understood: {error.why}.",
        suggestions=tuple(suggestions),
        not_understood=error.part or question,
    )


def _mended(question: str, error: NotUnderstood) -> Iterator[str]:
    """The question with names that look like the unknown one."""
    found = re.search(re.escape(error.part), question, re.IGNORECASE) if error.part else None
    if found:
        yield from (question[: found.start()] + name + question[found.end() :] for name in error.names)


def _shorter(doc: Doc, question: str, error: NotUnderstood) -> Iterator[str]:
    """The question without the part that was not understood, if the rest is a whole without it."""
    at = doc.text.lower().find(error.part.lower()) if error.part and not error.names else -1
    span = doc.char_span(at, at + len(error.part)) if at >= 0 else None
    if span is None:
        return
    root = span.root
    start, end = span.start, span.end
    if root.dep_ == "pobj":
        start = root.head.i
    elif root.dep_ not in ("amod", "advmod", "compound", "nummod", "npadvmod"):
        return
    text = (doc[:start].text_with_ws + doc[end:].text).replace(" ?", "?")
    if len(text.split()) > 2:
        yield text[:1].upper() + text[1:]


def _about(doc: Doc, known: Directory, finder: Finder, lexicon: Lexicon) -> Iterator[str]:
    """Questions about whom this one names, filled up with those who take part in most events."""
    named = [m.values[0].entity for m in known.names.find(doc.text)]
    people = [e.label for e in named if e.kind == "person"]
    people += [e.label for e in finder.busiest("person", 2) if e.label not in people]
    states = [e.label for e in named if e.kind == "state"] + [e.label for e in finder.busiest("state", 1)]
    if len(people) < 2 or not states:
        return
    for pattern in _patterns(doc, lexicon):
        yield pattern.format(a=people[0], b=people[1], c=states[0])


def _patterns(doc: Doc, lexicon: Lexicon) -> Sequence[str]:
    """Of the types that a word of the question may name first."""
    types = [e.type for t in doc for pos in _POS for e in lexicon.entries.get((t.lemma_.lower(), pos), ())]
    return [pattern for kind in dict.fromkeys([*types, "CONSULT"]) for pattern in _PATTERNS[kind]]
