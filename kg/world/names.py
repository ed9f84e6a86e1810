"""How names are compared, and the trie that finds them in running text."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

# A word as names know it: hyphens, dots and apostrophes stand between words.
WORD = re.compile(r"[^\W_]+")
# What may stand between two words of one name.
_GAP = re.compile(r"[ \u00a0]?[-.‐‑–'’`ʼʽ,&/]?[ \u00a0]?\Z")
# Letters that have no accent to lose.
SPECIAL = str.maketrans({"ı": "i", "ə": "a", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "ß": "ss"})

T = TypeVar("T")


@functools.lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """A name without case, accents and special letters, for comparison.

    Examples
    --------
    >>> fold("Mevlüt Çavuşoğlu")
    'mevlut cavusoglu'
    """
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.translate(SPECIAL))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def words(text: str) -> tuple[str, ...]:
    """The folded words of a name.

    Examples
    --------
    >>> words("Nagorno-Karabakh")
    ('nagorno', 'karabakh')
    """
    return tuple(map(fold, WORD.findall(text)))


# So many as articles that are parsed together have passages: they are asked for before the parse ends, and after it.
@functools.lru_cache(maxsize=512)
def _pieces(text: str) -> list[tuple[int, int, str]]:
    """The words of a text with their places, folded: several tries are looked through for the same text."""
    if text.isascii():  # folded at once
        return [(*m.span(), m.group()) for m in WORD.finditer(text.lower())]
    return [(*m.span(), fold(m.group())) for m in WORD.finditer(text)]


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """A stretch of text that carries a known name; characters, half-open."""

    start: int
    end: int
    values: tuple[T, ...]


class Trie(Generic[T]):
    """Names, word by word; finds the longest one at each place of a text."""

    def __init__(self) -> None:
        # A node leads from a folded word to the next node, and from "" to the values that end here.
        self._root: dict[str, Any] = {}

    def add(self, name: str, value: T) -> None:
        """Let `name` stand for `value`, beside whatever it stands for already."""
        parts = words(name)
        if not parts:
            return
        node = self._root
        for part in parts:
            node = node.setdefault(part, {})
        values = node.setdefault("", [])
        if value not in values:
            values.append(value)

    def get(self, name: str) -> tuple[T, ...]:
        """Everything this exact name stands for."""
        node = self._root
        for part in words(name):
            if part not in node:
                return ()
            node = node[part]
        return tuple(node.get("", ()))

    def find(self, text: str, fits: Callable[[str, T], bool] | None = None) -> Iterator[Match[T]]:
        """Longest matches from left to right, none overlapping another.

        Parameters
        ----------
        fits : callable, optional
            Whether a value is meant by the words as they are written; a stretch whose values all fail is passed over.
        """
        found, past = _pieces(text), 0
        for i in [i for i, (_, _, word) in enumerate(found) if word in self._root]:  # few words begin a name
            if i < past:
                continue
            node, best, j = self._root, None, i
            while j < len(found) and found[j][2] in node:
                if j > i and not _GAP.match(text[found[j - 1][1] : found[j][0]]):
                    break
                node = node[found[j][2]]
                j += 1
                values = node.get("", ())
                if values and fits is not None:
                    written = text[found[i][0] : found[j - 1][1]]
                    values = [v for v in values if fits(written, v)]
                if values:
                    best = (j, tuple(values))
            if best:
                end = found[best[0] - 1][1]
                yield Match(found[i][0], end, best[1])
                past = best[0]
