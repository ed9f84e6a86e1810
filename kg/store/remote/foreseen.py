"""What a server was asked in advance, many look-ups by one request, and holds until something is changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

import pyoxigraph as ox

from kg.store.patterns import Pattern


class Foreseen:
    """The quads of some patterns, all of them."""

    def __init__(self) -> None:
        self._held = ox.Store()
        self._known: set[Pattern] = set()

    def keep(self, patterns: Iterable[Pattern], quads: Iterable[ox.Quad]) -> None:
        """Keep what these patterns find."""
        self._held.extend(quads)
        self._known.update(patterns)

    def forget(self) -> None:
        """Forget everything: it is not so any more."""
        if self._known:
            self._held, self._known = ox.Store(), set()

    def __contains__(self, pattern: Pattern) -> bool:
        """Whether all that the pattern finds is here: it or a wider one was asked for."""
        return bool(self._known) and any(wider in self._known for wider in product(*({x, None} for x in pattern)))

    def find(self, pattern: Pattern) -> Iterator[ox.Quad]:
        """The quads of a pattern that is contained."""
        return self._held.quads_for_pattern(*pattern)
