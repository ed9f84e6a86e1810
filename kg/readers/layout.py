"""The parts of an article's text: what is told, and what only surrounds it.

Every part keeps its place in the text, so that offsets always count the text as given.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from kg.errors import TableError
from kg.resources import folder
from kg.world import tables
from kg.world.names import fold

BlockKind: TypeAlias = Literal["body", "headline", "link", "notice", "origin", "post", "credit", "byline"]
_KINDS = ("link", "notice", "origin", "post", "credit", "byline")

_TERMINAL = re.compile(r"[.!?…:;][\"'”’)\]]*\s*\Z")
_MONTH = r"(?:Jan|Feb|March|Mar|April|Apr|May|June|July|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_WORD = r"[A-ZÀ-Þ][A-Za-zÀ-ÿ'’.]*"
_DATE = rf"{_MONTH} \d{{1,2}}(?:, \d{{4}})?|\d{{1,2}} {_MONTH}(?: \d{{4}})?|\d{{4}}-\d\d-\d\d"
# MOSCOW, May 3 (Agency) - ; Baku, 16 January 2021 -- ; GENEVA (Wire) — ; RIYADH, Saudi Arabia, May 3. /AGENCY/. ;
DATELINE = re.compile(
    rf"\A(?P<place>{_WORD}(?:[ /-]{_WORD}){{0,3}}(?:, {_WORD}(?: (?:(?:of|the) )*{_WORD}){{0,3}})?)"
    rf"(?:[,.] (?P<date>(?i:{_DATE})))?"
    r"(?:,? ?(?P<agency>\([A-Z][A-Za-z/ .]{1,30}\))|[,.]? ?(?P<slashed>/[A-Z][A-Za-z ]{1,30}/))?"
    r"(?(slashed)\.?\s*(?:--|[-–—])?\s*|\s?(?:--|[-–—]|(?(date):|(?(agency):|(?!))))\s+)(?=[A-ZÀ-Þ\"“‘'])"
)
# "ISLAMABAD: The ministry said"; several of them, or one who says "I", are the speakers of a conversation.
_COLON = re.compile(
    r"\A(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ'’.-]+(?: [A-ZÀ-Þ'’.-]+){0,3}):\s+(?=[A-ZÀ-Þ])"
    r"(?!(?:I|We|My|Our|You|Your|Yes|No|Well|Thank|It|That|This|So|But|And|What|Why|How|Who|Do|Did|Is|Are)\b)"
)
# "- A first point": the mark is no word of the sentence behind it.
_BULLET = re.compile(r"(?:[-–—•*·▪●►▶‣◦>]|\d{1,2}[.)])\s+(?=\S)")
# "22 Apr  Gunmen storm a hotel", "May 3: Talks resume": an entry of a chronicle, where there are several.
_ENTRY = re.compile(rf"(?P<date>{_DATE})(?: {{2,}}|\t+|:? [-–—] |: )\s*(?=[A-ZÀ-Þ\"“‘'])")
_CHRONICLE = 3
# What ends as a sentence and is no shorter is told, unless its first words leave no doubt that it surrounds the text.
_ENDED, _SENTENCE = re.compile(r"[.!?…][\"'”’)\]]*\s*\Z"), 8
# A line of a hard-wrapped text is not longer, and one that was broken off not shorter.
_WIDEST, _NARROWEST = 120, 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A line or paragraph of an article: characters into its text, half-open.

    Parameters
    ----------
    dateline : str, optional
        The place of a dateline that stood before the block ("MOSCOW, May 3 -").
    """

    start: int
    end: int
    kind: BlockKind
    dateline: str | None = None


class _Clutter(NamedTuple):
    """A row of `clutter.csv`; `whole` are its lines also where they are sentences."""

    kind: BlockKind
    pattern: re.Pattern[str]
    whole: bool


@functools.cache
def _clutter() -> tuple[_Clutter, ...]:
    out: list[_Clutter] = []
    for row in tables.read(folder("seeds") / "lexicon" / "clutter.csv", ("kind", "pattern", "whole", "example")):
        kind: BlockKind = row.one_of("kind", _KINDS)  # type: ignore[assignment]
        try:
            pattern = re.compile(row["pattern"])
        except re.error as error:
            raise row.wrong(f"the pattern is no regular expression: {error}", "correct it") from None
        if not pattern.search(row["example"]):
            raise TableError(
                "the example does not fit its pattern", where=f"{row.file.name}:{row.line}", remedy="correct either"
            )
        out.append(_Clutter(kind, pattern, row.one_of("whole", ("yes", "no")) == "yes"))
    return tuple(out)


def blocks(text: str, title: str | None = None) -> Iterator[Block]:
    """Cut a text into its parts, in order.

    A line is a part of its own, unless it is plainly the continuation of a hard-wrapped one.
    """
    lines = list(_lines(text))
    seen = Counter(fold(text[a:b]) for a, b in lines)
    heading = fold(title.strip()) if title else None
    body_begun = False
    chronicle = sum(1 for a, b in lines if _ENTRY.match(text[a:b])) >= _CHRONICLE
    spoken = sum(1 for a, b in lines if _COLON.match(text[a:b])) > 1
    for start, end in lines:
        line = text[start:end]
        entry = _ENTRY.match(line) if chronicle else None
        if entry:  # the day stands over what is told of it
            body_begun = True
            yield Block(start=start, end=start + entry.end("date"), kind="body")
            yield Block(start=start + entry.end(), end=end, kind="body")
            continue
        kind = _kind(line, heading=heading, repeated=seen[fold(line)] > 1, alone=len(lines) == 1, begun=body_begun)
        place = None
        if kind == "body":
            bullet = _BULLET.match(line)
            opening = dateline(line) or (None if body_begun or spoken else _COLON.match(line))
            body_begun = True
            if bullet:
                start += bullet.end()
            elif opening:
                place, start = opening["place"], start + opening.end()
        yield Block(start=start, end=end, kind=kind, dateline=place)


def _kind(line: str, *, heading: str | None, repeated: bool, alone: bool, begun: bool) -> BlockKind:
    if alone:
        return "body"
    if heading and fold(line) == heading:
        return "headline"
    sentence = _ENDED.search(line) is not None and len(line.split()) >= _SENTENCE
    for row in _clutter():
        if (row.whole or not sentence) and row.pattern.search(line):
            return row.kind
    if not any(c.islower() for c in line):
        return "headline" if len(line.split()) > 2 else "notice"
    if not _TERMINAL.search(line):
        # No full stop: a heading, a crumb of navigation or, where long and late, a sentence cut short.
        words = len(line.split())
        if "|" in line or " / " in line or ("  " in line.strip() and words < _SENTENCE):
            return "byline"
        if words <= 14 and not begun:
            return "headline" if words > 2 or re.fullmatch(_DATE, line.strip(" .:")) else "notice"
        if words <= 9:
            return "headline"
        if repeated or not begun:
            return "headline"
    return "body"


def dateline(line: str) -> re.Match[str] | None:
    """The place, and perhaps the day and the agency, that stand before an article's first words."""
    opening = DATELINE.match(line)
    if opening is None:
        return None
    sure = opening["date"] or opening["agency"] or opening["slashed"] or opening["place"].split(",")[0].isupper()
    return opening if sure else None


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Non-empty lines without their outer blanks; hard-wrapped ones joined."""
    for lines in _paragraphs(text):
        width = max(end - start for start, end in lines)
        plain = any(_goes_on(text, a, b) for a, b in itertools.pairwise(lines))
        begin, end = lines[0]
        for before, after in itertools.pairwise(lines):
            if not (plain and _wrapped(text, before, after, width)):
                yield begin, end
                begin = after[0]
            end = after[1]
        yield begin, end


def _paragraphs(text: str) -> Iterator[list[tuple[int, int]]]:
    """Lines that no empty line parts."""
    lines: list[tuple[int, int]] = []
    for m in re.finditer(r"[^\n\r\v\f\x85\u2028\u2029]+", text):
        raw = m.group()
        if not raw.strip():
            continue
        start = m.start() + len(raw) - len(raw.lstrip())
        end = m.end() - (len(raw) - len(raw.rstrip()))
        if lines and len(text[lines[-1][1] : start].strip(" \t\xa0").replace("\r\n", "\n")) > 1:
            yield lines
            lines = []
        lines.append((start, end))
    if lines:
        yield lines


def _goes_on(text: str, before: tuple[int, int], after: tuple[int, int]) -> bool:
    """Does a sentence plainly run on from one line into the next?"""
    last = text[before[0] : before[1]]
    return len(last) >= _NARROWEST and not _TERMINAL.search(last) and text[after[0]].islower()


def _wrapped(text: str, before: tuple[int, int], after: tuple[int, int], width: int) -> bool:
    """Was a line broken off only because the next word had no room?"""
    if _goes_on(text, before, after):
        return True
    word = text[after[0] : after[1]].split(maxsplit=1)[0]
    return width <= _WIDEST and before[1] - before[0] + 1 + len(word) > width and not _BULLET.match(text, after[0])
