"""Many short texts as one, in memory or in a file that is mapped into it."""

from __future__ import annotations

import mmap
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TypeAlias, overload

import numpy as np

from kg.queries.links import Mask, Numbers

Bytes: TypeAlias = bytes | mmap.mmap


class Texts(Sequence[str]):
    """Texts without line breaks, each read when it is asked for: a million of them cost what their letters cost.

    Parameters
    ----------
    data : bytes or mmap
        In UTF-8, each with a line break behind it.
    starts : array of int
        Where each begins, and where the last one ends.

    Examples
    --------
    >>> texts = Texts.of(["Chicolini", "Firefly", "Pinky"])
    >>> texts[1], texts.at("Pinky"), texts.at("Trentino"), texts.find("inky")
    ('Firefly', 2, -1, 19)
    """

    def __init__(self, data: Bytes, starts: Numbers) -> None:
        self.data, self.starts = data, starts

    @classmethod
    def of(cls, texts: Iterable[str]) -> Texts:
        """These texts."""
        lines = [f"{text}\n".encode() for text in texts]
        starts = np.zeros(len(lines) + 1, np.intp)
        np.cumsum(np.fromiter(map(len, lines), np.intp, len(lines)), out=starts[1:])
        return cls(b"".join(lines), starts)

    def __len__(self) -> int:
        return len(self.starts) - 1

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        if isinstance(at, slice):
            return [self[n] for n in range(*at.indices(len(self)))]
        if at < 0:
            at += len(self)
        if not 0 <= at < len(self):
            raise IndexError(at)
        return self.data[self.starts[at] : self.starts[at + 1] - 1].decode()

    def as_list(self) -> list[str]:
        """All of them, where all are needed."""
        return self.data[:].decode().split("\n")[:-1]

    def at(self, text: str) -> int:
        """Where a text stands, if they are sorted; -1 for nowhere."""
        found = bisect_left(self, text)
        return found if found < len(self) and self[found] == text else -1

    def find(self, part: str, start: int = 0) -> int:
        """Where in the bytes something begins, from a place on; -1 for nowhere."""
        return self.data.find(part.encode("utf-8", "surrogatepass"), start)

    def number(self, place: int) -> int:
        """Which text a place in the bytes is in."""
        return int(np.searchsorted(self.starts, place, side="right")) - 1

    def letter_before(self, place: int) -> str:
        """The letter that ends at a place in the bytes; empty at the beginning."""
        begin = place - 1
        while begin >= 0 and self.data[begin] & 0xC0 == 0x80:
            begin -= 1
        return self.data[max(begin, 0) : place].decode()

    def spliced(self, kept: Mask, at: Numbers, new: Sequence[str]) -> Texts:
        """Those that are kept, with new ones before the places `at` among these, which ascend."""
        came = Texts.of(new)
        lengths = np.insert(np.diff(self.starts)[kept], at, np.diff(came.starts))
        # From one place where something goes or comes to the next, everything is copied at once.
        left = np.flatnonzero(kept)
        cuts = np.union1d(np.flatnonzero(np.diff(left) > 1) + 1, at)
        bounds = [0, *cuts.tolist(), len(left)]
        pieces, coming = [], 0
        for first, last in pairwise(bounds):
            while coming < len(at) and at[coming] == first:
                pieces.append(came.data[came.starts[coming] : came.starts[coming + 1]])
                coming += 1
            if first < last:
                pieces.append(self.data[self.starts[left[first]] : self.starts[left[last - 1] + 1]])
        pieces.append(came.data[came.starts[coming] :])
        starts = np.zeros(len(lengths) + 1, np.intp)
        np.cumsum(lengths, out=starts[1:])
        return Texts(b"".join(pieces), starts)
