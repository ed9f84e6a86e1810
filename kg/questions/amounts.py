"""First, last, most often, more than twice: how many of the events or answers are asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.questions.reading import Order

_WORDS = "one two three four five six seven eight nine ten".split()
_NUMBERS = {"once": 1, "twice": 2, "thrice": 3} | {word: i for i, word in enumerate(_WORDS, 1)}
_NUMBER = rf"(?P<number>{'|'.join(_NUMBERS)}|\d+)"
_TIMES = r"(?: times?| occasions?)?"
_BOUNDS = tuple(
    (how, re.compile(rf"\b(?:on )?(?:{words}) {_NUMBER}\b{times}(?! (?:of|days|weeks|months|years))", re.IGNORECASE))
    for how, words, times in (
        ("more", "more than|over", _TIMES),
        ("at least", "at least|no fewer than|no less than|not less than", _TIMES),
        ("fewer", "(?:less|fewer) than|under", _TIMES),
        ("at most", "at most|no more than|not more than|up to", _TIMES),
        ("exactly", "exactly|only|just|precisely", r"(?: times?| occasions?|(?<=once)|(?<=twice)|(?<=thrice))"),
    )
)
_ANY_OTHER = r"(?:any(?:one|body)(?: else)?\b|any other [a-z]+|all (?:the )?others\b)"
_ORDERS: tuple[tuple[Order, re.Pattern[str]], ...] = tuple(
    (order, re.compile(pattern, re.IGNORECASE))  # type: ignore[misc]
    for order, pattern in (
        ("most", rf"\bmore (?:often|frequently|times) than {_ANY_OTHER}"),
        ("least", rf"\bless (?:often|frequently) than {_ANY_OTHER}"),
        ("most", r"\b(?:the )?most (?:often|frequently|times|regularly)\b|\b(?:the )?most\b(?! recent)(?=\W*\Z)"),
        ("least", r"\b(?:the )?least (?:often|frequently|times)\b|\b(?:the )?(?:least|fewest)\b(?=\W*\Z)"),
        ("last", rf"\bmost recent(?:ly)?\b|\b(?:for the )?(?:last|latest)(?: time)?\b(?: {_NUMBER}\b)?"),
        ("first", rf"\b(?:for the (?:very )?)?(?:first|earliest)(?: time)?\b(?: {_NUMBER}\b)?"),
        ("most", r"\b(?:the )?(?:most|(?:largest|highest|greatest) number of)\b(?= [a-z]+)"),
        ("least", r"\b(?:the )?(?:fewest|(?:smallest|lowest) number of)\b(?= [a-z]+)"),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """Which of the events or answers, and the characters that say so."""

    order: Order = ""
    top: int = 1
    more_than: int | None = None
    fewer_than: int | None = None
    spans: tuple[tuple[int, int], ...] = ()


def amount(text: str, taken: list[tuple[int, int]]) -> Amount:
    """Read amounts outside the stretches of text that are taken by times ("last week")."""
    spans: list[tuple[int, int]] = []
    more = fewer = None
    for how, pattern in _BOUNDS:
        match = _free(pattern, text, [*taken, *spans])
        if match is not None:
            bound = number(match["number"])
            spans.append(match.span())
            if how in ("more", "at least", "exactly"):
                more = bound - (how != "more")
            if how in ("fewer", "at most", "exactly"):
                fewer = bound + (how != "fewer")
    order, top = _order(text, taken, spans)
    return Amount(order=order, top=top, more_than=more, fewer_than=fewer, spans=tuple(spans))


def number(word: str) -> int:
    """A number in figures or words.

    Examples
    --------
    >>> number("twice"), number("three"), number("12")
    (2, 3, 12)
    """
    return _NUMBERS.get(word.lower()) or int(word)


def is_number(word: str) -> bool:
    """Is a word a number that `number` knows?"""
    return word.isdigit() or word.lower() in _WORDS


def _order(text: str, taken: list[tuple[int, int]], spans: list[tuple[int, int]]) -> tuple[Order, int]:
    for order, pattern in _ORDERS:
        match = _free(pattern, text, [*taken, *spans])
        if match is not None:
            spans.append(match.span())
            several = match.groupdict().get("number")
            return order, number(several) if several else 1
    return "", 1


def _free(pattern: re.Pattern[str], text: str, taken: list[tuple[int, int]]) -> re.Match[str] | None:
    return next((m for m in pattern.finditer(text) if not any(m.start() < e and s < m.end() for s, e in taken)), None)
