"""What to say when a question is not understood."""

from __future__ import annotations

import re

from kg.questions.errors import NotUnderstood
from kg.questions.names import Directory
from kg.questions.reply import Answer

_PATTERNS = ("Who called {a}?", "When did {a} and {b} speak?", "What did {a} and {b} discuss?", "Who visited {c}?")
_GENERAL = ("Who called whom?", "Who met whom?", "Which leaders met?")


def decline(question: str, error: NotUnderstood, known: Directory) -> Answer:
    """An answer that names the part that was not understood, with questions that would be."""
    return Answer(
        question=question,
        understood=False,
        summary=f"Not understood: {error.why}.",
        suggestions=tuple(dict.fromkeys([*_mended(question, error), *_nearest(question, known), *_GENERAL]))[:5],
        not_understood=error.part or question,
    )


def _mended(question: str, error: NotUnderstood) -> list[str]:
    """The question with names that look like the unknown one."""
    if not error.part:
        return []
    found = re.search(re.escape(error.part), question, re.IGNORECASE)
    return [question[: found.start()] + name + question[found.end() :] for name in error.names] if found else []


def _nearest(question: str, known: Directory) -> list[str]:
    """Questions about whom this one names, filled up with those who take part in most events."""
    named = [e for m in known.names.find(question) for e in (m.values[0].entity,) if e.kind in ("person", "state")]
    people = [e.label for e in named if e.kind == "person"]
    people += [e.label for e in known.busiest("person", 2) if e.label not in people]
    states = [e.label for e in named if e.kind == "state"] + [e.label for e in known.busiest("state", 1)]
    if len(people) < 2 or not states:
        return []
    return [p.format(a=people[0], b=people[1], c=states[0]) for p in _PATTERNS]
