"""The parts of an article's text: what is told, and what only surrounds it.

Every part keeps its place in the text, so that offsets always count the text as given.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from kg.errors import TableError
from kg.resources import folder
from kg.world import tables
from kg.world.names import fold

BlockKind: TypeAlias = Literal["body", "headline", "link", "notice", "origin", "post", "credit", "byline"]
_KINDS = ("link", "notice", "origin", "post", "credit", "byline")

_TERMINAL = re.compile(r"[.!?…:;][\"'”’)\]]*\s*\Z")
_MONTH = r"(?:Jan|Feb|March|Mar|April|Apr|May|June|July|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
# MOSCOW, May 3 (Agency) - ; Baku, 16 January 2021 -- ; GENEVA (Wire) —
DATELINE = re.compile(
    rf"\A(?P<place>[A-Z][A-Za-zÀ-ÿ'’.]*(?:[ -][A-Z][A-Za-zÀ-ÿ'’.]*){{0,3}}(?:, [A-Z][A-Za-z]+)?)"
    rf"(?:, (?P<date>{_MONTH} \d{{1,2}}(?:, \d{{4}})?|\d{{1,2}} {_MONTH}(?: \d{{4}})?|\d{{4}}-\d\d-\d\d))?"
    r"(?P<agency> ?\([A-Z][A-Za-z/ .]{1,30}\))?\s?(?:--|[-–—])\s+(?=[A-Z\"“‘'])"
)


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


@functools.cache
def _patterns() -> tuple[tuple[BlockKind, re.Pattern[str]], ...]:
    out: list[tuple[BlockKind, re.Pattern[str]]] = []
    for row in tables.read(folder("seeds") / "lexicon" / "clutter.csv", ("kind", "pattern", "example")):
        kind: BlockKind = row.one_of("kind", _KINDS)  # type: ignore[assignment]
        try:
            pattern = re.compile(row["pattern"])
        except re.error as error:
            raise row.wrong(f"the pattern is no regular expression: {error}", "correct it") from None
        if not pattern.search(row["example"]):
            raise TableError(
                "the example does not fit its pattern", where=f"{row.file.name}:{row.line}", remedy="correct either"
            )
        out.append((kind, pattern))
    return tuple(out)


def blocks(text: str, title: str | None = None) -> Iterator[Block]:
    """Cut a text into its parts, in order.

    A line is a part of its own, unless it is plainly the continuation of a hard-wrapped one.
    """
    lines = list(_lines(text))
    seen = Counter(fold(text[a:b]) for a, b in lines)
    heading = fold(title.strip()) if title else None
    body_begun = False
    for start, end in lines:
        line = text[start:end]
        kind = _kind(line, heading=heading, repeated=seen[fold(line)] > 1, alone=len(lines) == 1, begun=body_begun)
        place = None
        if kind == "body":
            body_begun = True
            opening = DATELINE.match(line)
            if opening and (opening["date"] or opening["agency"] or opening["place"].split(",")[0].isupper()):
                place, start = opening["place"], start + opening.end()
        yield Block(start=start, end=end, kind=kind, dateline=place)


def _kind(line: str, *, heading: str | None, repeated: bool, alone: bool, begun: bool) -> BlockKind:
    if alone:
        return "body"
    if heading and fold(line) == heading:
        return "headline"
    for kind, pattern in _patterns():
        if pattern.search(line):
            return kind
    if not any(c.islower() for c in line):
        return "headline" if len(line.split()) > 2 else "notice"
    if not _TERMINAL.search(line):
        # No full stop: a heading, a crumb of navigation or, where long and late, a sentence cut short.
        if "|" in line or "  " in line.strip() or " / " in line:
            return "byline"
        words = len(line.split())
        if words <= 14 and not begun:
            return "headline" if words > 2 else "notice"
        if words <= 9:
            return "headline"
        if repeated or not begun:
            return "headline"
    return "body"


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Non-empty lines without their outer blanks; hard-wrapped ones joined."""
    pending: tuple[int, int] | None = None
    for m in re.finditer(r"[^\n\r\u2028]+", text):
        raw = m.group()
        if not raw.strip():
            continue
        start = m.start() + len(raw) - len(raw.lstrip())
        end = m.end() - (len(raw) - len(raw.rstrip()))
        if pending and _wrapped(text, pending, (start, end)):
            pending = (pending[0], end)
            continue
        if pending:
            yield pending
        pending = (start, end)
    if pending:
        yield pending


def _wrapped(text: str, before: tuple[int, int], after: tuple[int, int]) -> bool:
    gap = text[before[1] : after[0]]
    last = text[before[0] : before[1]]
    width = len(last.rsplit("\n", 1)[-1])
    return gap.count("\n") == 1 and width >= 50 and not _TERMINAL.search(last) and text[after[0]].islower()
