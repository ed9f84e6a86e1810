"""Numbers in English news as text: finds them, and says what each means: "at least 20", "some 300", "$40 million"."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.resources import folder
from kg.world import tables

_MEANS = ("number", "scale", "many", "some", "from", "to", "about", "currency", "never")
_VALUED = ("number", "scale", "many", "some")
# Nobody counts further in the news; the engine does so to some nine times a thousand of these.
_MOST = 10**15
_DIGITS = r"\d{1,3}(?:[,\u00a0\u2009\u202f]\d{3})+|\d+(?:\.\d+)?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number with what stands around it; offsets count characters of the text it was found in.

    Parameters
    ----------
    low, high : int, optional
        The least and the most that it may mean, both included; None where that is open.
    hedged : bool
        Whether it is told as not exact: "some 300".
    unit : str, optional
        The currency, by its ISO 4217 code.
    """

    start: int
    end: int
    low: int | None
    high: int | None
    hedged: bool
    unit: str | None


@dataclass(frozen=True, slots=True)
class Numerals:
    """The words of numbers, from `numbers.csv`, by what they mean, and the pattern that they make together."""

    words: Mapping[str, Mapping[str, str]]
    pattern: re.Pattern[str]


def read(path: Path) -> Numerals:
    """The table of numbers.

    Raises
    ------
    TableError
        A row says something unknown, with its file and line.
    """
    words: dict[str, dict[str, str]] = {means: {} for means in _MEANS}
    for row in tables.read(path, ("words", "means", "value", "note")):
        means = row.one_of("means", _MEANS)
        if means in _VALUED and row.number("value", 1, 1e15) is None:
            raise row.wrong("value is empty", "give the number that the words mean")
        words[means].update(dict.fromkeys(row.many("words"), row["value"]))
    return Numerals(words, _pattern(words))


@functools.cache
def numerals() -> Numerals:
    """The table that ships with the package, read once a process."""
    return read(folder("seeds") / "lexicon" / "numbers.csv")


def _pattern(words: Mapping[str, Mapping[str, str]]) -> re.Pattern[str]:
    number, scale, many, some = (_any(words[means]) for means in _VALUED)
    signs = _any(w for w in words["currency"] if w[-1] in "$€£")
    names = _any(w for w in words["currency"] if w[-1] not in "$€£")
    below_hundred = rf"{number}(?:[ -]{number})?"
    spelt = rf"{below_hundred}(?: {scale}\b(?:(?: and)? {below_hundred}\b)?)*"
    one = rf"(?:{many}|(?:(?:half )?an? |{some} )?{scale}\b|(?:{_DIGITS})(?: ?{scale}\b)?|{spelt})"
    return re.compile(
        rf"(?<![\w.,$€£-])(?<!\bno )(?<!\d )"
        rf"(?:(?P<bound>{_any([*words['from'], *words['to']])}) )?(?:(?P<about>{_any(words['about'])}) )?"
        rf"(?P<between>between )?(?P<sign>{signs})? ?(?P<first>{one})"
        rf"(?:(?: to |[-–]|(?(between) and |(?!))){signs}?(?P<second>{one}))?"
        rf"(?![\w%])(?![-–]\w)(?![.,]\d)(?! \d)(?P<more> or more\b)?"
        rf"(?: (?P<currency>{names})\b)?(?P<never> (?:{_any(words['never'])}\b|(?:in|out of) (?:every )?{one}))?",
        re.IGNORECASE,
    )


def _any(words: Iterable[str]) -> str:
    """Any of these, the longest first."""
    return "(?:" + "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w))) + ")"


def find(text: str) -> list[Figure]:
    """The numbers of a text, from left to right.

    Examples
    --------
    >>> [(f.low, f.high, f.hedged, f.unit) for f in find("At least 20 died; some 300 fled; $1.5bn was lost.")]
    [(20, None, False, None), (300, 300, True, None), (1500000000, 1500000000, False, 'USD')]
    """
    known = numerals()
    found = (_figure(each, known.words) for each in known.pattern.finditer(text))
    return [figure for figure in found if figure is not None]


def _figure(found: re.Match[str], words: Mapping[str, Mapping[str, str]]) -> Figure | None:
    told, second = found["first"].lower(), (found["second"] or "").lower()
    least_of, most_of = _value(told, words), _value(second or told, words)
    scale = re.search(r"[a-z]+$", second)
    if scale and scale[0] in words["scale"] and not re.search(r"[a-z]+$", told):  # "2 to 3 million"
        least_of *= int(words["scale"][scale[0]])
    if found["never"] or not least_of <= most_of <= _MOST:
        return None
    low, high = round(least_of), round(most_of)
    bound, about = (" ".join((found[name] or "").lower().split()) for name in ("bound", "about"))
    vague = told in words["many"] or any(told.startswith(w + " ") for w in words["some"])
    upwards = vague or bool(found["more"]) or bound in words["from"]
    if upwards and bound in words["to"]:  # "up to dozens" says nothing
        return None
    money = (found["sign"] or found["currency"] or "").lower()
    return Figure(
        start=found.start(), end=found.end(),
        low=None if bound in words["to"] else low, high=None if upwards else high, hedged=vague or bool(about),
        unit=words["currency"].get(money),
    )  # fmt: skip


def _value(told: str, words: Mapping[str, Mapping[str, str]]) -> float:
    """What one number means; of a vague one, the least."""
    if told in words["many"]:
        return float(words["many"][told])
    for word, least in words["some"].items():
        if told.startswith(word + " "):
            told = f"{least} {told.removeprefix(word + ' ')}"
    whole, part = 0.0, 0.0
    for word in re.findall(r"\d[\d,.\u00a0\u2009\u202f]*|[a-z]+", told):
        if word[0].isdigit():
            part += float(re.sub(r"[^\d.]", "", word))
        elif word in words["number"]:
            part += int(words["number"][word])
        elif word == "half":
            part += 0.5
        elif word in words["scale"]:
            scale = int(words["scale"][word])
            part = (part or 1) * scale
            if scale > 100:
                whole, part = whole + part, 0.0
    return whole + part
