"""Near-duplicates: wire copies and updates of one article.

MinHash (Broder 1997, doi:10.1109/SEQUEN.1997.666900) says how much two sets of words share without holding them against
each other.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rensa import RMinHash

# Of articles: hashes, words in a row that count as one, and the part of the shorter text that must be in the longer.
_HASHES, _ROW, _PART = 128, 4, 0.8
# A text of fewer words says too little to be known again, and one of so many times more holds it by the way.
_LEAST, _TIMES = 12, 4
_SEED = 1997


@dataclass(frozen=True, slots=True, eq=False)
class Sketch:
    """What is kept of an article's words: how many runs of words it has, and the least of their hashes."""

    size: int
    hashes: npt.NDArray[np.uint32]

    def as_text(self) -> str:
        """In a form that can be stored."""
        return f"{self.size}:{b64encode(self.hashes.astype('<u4').tobytes()).decode()}"

    @classmethod
    def of_text(cls, stored: str) -> Sketch:
        """Back from what was stored."""
        size, _, hashes = stored.partition(":")
        return cls(int(size), np.frombuffer(b64decode(hashes), dtype="<u4"))


def sketch(text: str) -> Sketch:
    """The sketch of an article; one that is too short to be known again has a size of 0."""
    words = re.findall(r"\w+", text.casefold())
    runs = {" ".join(words[i : i + _ROW]) for i in range(len(words) - _ROW + 1)} if len(words) >= _LEAST else set()
    return Sketch(len(runs), np.array(_least(sorted(runs), _HASHES), dtype=np.uint32))


def near(a: Sketch, b: Sketch) -> bool:
    """Is one article a copy or an update of the other?"""
    return bool(_near(a, np.array([b.size]), b.hashes[np.newaxis])[0])


def originals(articles: Sequence[str], sketches: Mapping[str, Sketch]) -> dict[str, str]:
    """Which of these articles are copies, and of which.

    Parameters
    ----------
    articles : sequence of str
        The eldest first; of copies of each other it counts as the original.
    """
    found: dict[str, str] = {}
    alone: list[str] = []
    sizes = np.zeros(len(articles), dtype=np.int64)
    hashes = np.zeros((len(articles), _HASHES), dtype=np.uint32)
    for article in articles:
        known = sketches[article]
        number = len(alone)
        (like,) = np.nonzero(_near(known, sizes[:number], hashes[:number]))
        if like.size:
            found[article] = alone[like[0]]
        else:
            sizes[number], hashes[number] = known.size, known.hashes
            alone.append(article)
    return found


def _near(one: Sketch, sizes: npt.NDArray[np.int64], hashes: npt.NDArray[np.uint32]) -> npt.NDArray[np.bool_]:
    """Of which others an article is a copy or an update: those where the longer holds nearly all of the shorter.

    From the share of hashes that agree follows how much two have in common, and from their sizes how large a part of
    the shorter that is.
    """
    least, most = np.minimum(one.size, sizes), np.maximum(one.size, sizes)
    alike = (hashes == one.hashes).mean(axis=1)
    shared = alike / (1 + alike) * (one.size + sizes)
    like: npt.NDArray[np.bool_] = (least > 0) & (most <= _TIMES * least) & (shared >= _PART * least)
    return like


def _least(items: list[str], number: int) -> tuple[int, ...]:
    hashed = RMinHash(num_perm=number, seed=_SEED)
    hashed.update(items)
    return tuple(hashed.digest())
