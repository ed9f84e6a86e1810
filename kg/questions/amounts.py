"""First, last, most often, more than twice: how many of the events or answers are asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

_WORDS = "one two three four five six seven eight nine ten".split()
_NUMBERS = {"once": 1, "twice": 2, "thrice": 3} | {word: i for i, word in enumerate(_WORDS, 1)}
_MORE = re.compile(rf"\b(more than|over|at least) ({'|'.join(_NUMBERS)}|\d+)\b(?: times| occasions)?", re.IGNORECASE)
_MOST = re.compile(r"\b(?:the )?most (?:often|frequently|times)\b|\b(?:the )?most\b(?! recent)(?=\W*\Z)", re.IGNORECASE)
_LAST = re.compile(r"\bmost recent(?:ly)?\b|\b(?:for the )?(?:last|latest)(?: time)?\b", re.IGNORECASE)
_FIRST = re.compile(r"\b(?:for the )?(?:first|earliest)(?: time)?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """Which of the events or answers, and the characters that say so."""

    order: Literal["", "first", "last", "most"] = ""
    more_than: int | None = None
    spans: tuple[tuple[int, int], ...] = ()


def amount(text: str, taken: list[tuple[int, int]]) -> Amount:
    """Read amounts outside the stretches of text that are taken by times ("last week")."""
    order: Literal["", "first", "last", "most"] = ""
    spans: list[tuple[int, int]] = []
    more = _free(_MORE, text, taken)
    bound = None
    if more is not None:
        word = more.group(2).lower()
        number = _NUMBERS.get(word) or int(word)
        bound = number - (more.group(1).lower() == "at least")
        spans.append(more.span())
    words: tuple[tuple[Literal["most", "last", "first"], re.Pattern[str]], ...]
    words = (("most", _MOST), ("last", _LAST), ("first", _FIRST))
    for name, pattern in words:
        match = _free(pattern, text, taken)
        if match is not None and not order:
            order = name
            spans.append(match.span())
    return Amount(order=order, more_than=bound, spans=tuple(spans))


def _free(pattern: re.Pattern[str], text: str, taken: list[tuple[int, int]]) -> re.Match[str] | None:
    return next((m for m in pattern.finditer(text) if not any(m.start() < e and s < m.end() for s, e in taken)), None)
