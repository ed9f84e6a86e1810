"""Which events have which values of one property."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Mask: TypeAlias = npt.NDArray[np.bool_]
"""True for each event that is meant, in the order of the columns."""
Numbers: TypeAlias = npt.NDArray[np.intp]


class Links:
    """Pairs of an event's number and a value, each once, grouped by value.

    Parameters
    ----------
    pairs : iterable of (int, str)
    size : int
        How many events there are.

    Examples
    --------
    >>> links = Links([(0, "phone"), (1, "fax"), (2, "phone")], 4)
    >>> links.having(["phone"]).tolist()
    [True, False, True, False]
    >>> links.counts(links.having(["phone", "fax"]))
    {'phone': 2, 'fax': 1}
    """

    def __init__(self, pairs: Iterable[tuple[int, str]], size: int) -> None:
        known = list(pairs)
        self._encode(np.array([event for event, _ in known], dtype=np.intp), [value for _, value in known], size)

    @classmethod
    def of(cls, events: Numbers, values: Sequence[str], size: int) -> Links:
        """The same from two columns."""
        made = cls.__new__(cls)
        made._encode(events, values, size)
        return made

    def _encode(self, events: Numbers, values: Sequence[str], size: int) -> None:
        codes = {value: code for code, value in enumerate(dict.fromkeys(values))}
        coded = np.fromiter(map(codes.__getitem__, values), np.intp, len(values))
        self._set(np.stack([events, coded], axis=1), list(codes), size)

    def _set(self, pairs: npt.NDArray[np.intp], names: list[str], size: int) -> None:
        self.names = names
        self._size = size
        # One number for each pair: by value, then by event.
        flat = once(pairs[:, 1] * size + pairs[:, 0]) if size else np.empty(0, np.intp)
        self._events: Numbers = flat % max(size, 1)
        self._starts: Numbers = np.searchsorted(flat // max(size, 1), np.arange(len(names) + 1))

    @classmethod
    def grouped(cls, names: list[str], events: Numbers, starts: Numbers, size: int) -> Links:
        """From what `groups` gave."""
        made = cls.__new__(cls)
        made.names, made._events, made._starts, made._size = names, events, starts, size
        return made

    @property
    def groups(self) -> tuple[list[str], Numbers, Numbers]:
        """The values, the events by value and then by number, and where those of each value begin."""
        return self.names, self._events, self._starts

    @cached_property
    def _values(self) -> Numbers:
        return np.repeat(np.arange(len(self.names)), np.diff(self._starts))

    @cached_property
    def _code(self) -> dict[str, int]:
        return {name: code for code, name in enumerate(self.names)}

    def spliced(self, moved: Numbers, new: Links, came: Numbers, size: int) -> Links:
        """The pairs of both under other numbers of events.

        Parameters
        ----------
        moved, came : array of int
            The number that each event now has, here and in `new`; negative for those that are gone.
        """
        events = np.concatenate([moved[self._events], came[new._events]])
        codes = dict(self._code)
        theirs = np.array([codes.setdefault(name, len(codes)) for name in new.names], dtype=np.intp)
        values = np.concatenate([self._values, theirs[new._values] if len(theirs) else new._values])
        kept = events >= 0
        left, of = np.unique(values[kept], return_inverse=True)
        names = list(codes)
        made = Links.__new__(Links)
        made._set(np.stack([events[kept], of], axis=1), [names[code] for code in left.tolist()], size)
        return made

    def through(self, values: Mapping[str, str]) -> Links:
        """The same events linked to what their values stand for; values that stand for nothing are left out."""
        names = sorted(set(values.values()))
        code = {name: at for at, name in enumerate(names)}
        new = np.array([code.get(values.get(name, ""), -1) for name in self.names], dtype=np.intp)
        moved = new[self._values] if len(names) and len(self.names) else np.full(len(self._values), -1)
        kept = moved >= 0
        return self._made(np.stack([self._events[kept], moved[kept]], axis=1), names)

    def together(self, other: Links) -> Links:
        """The pairs of both."""
        codes = dict(self._code)
        moved = np.array([codes.setdefault(name, len(codes)) for name in other.names], dtype=np.intp)
        theirs = moved[other._values] if len(moved) else other._values
        pairs = np.stack(
            [np.concatenate([self._events, other._events]), np.concatenate([self._values, theirs])], axis=1
        )
        return self._made(pairs, list(codes))

    def _made(self, pairs: npt.NDArray[np.intp], names: list[str]) -> Links:
        made = Links.__new__(Links)
        made._set(pairs, names, self._size)
        return made

    @property
    def pairs(self) -> tuple[Numbers, Numbers]:
        """The events, and the place of their value in `names`; by value, then by event."""
        return self._events, self._values

    def by_event(self) -> tuple[Numbers, Numbers]:
        """Where the values of each event begin, with where the last ones end, and the values as numbers of `names`."""
        order = np.argsort(self._events, kind="stable")
        return np.searchsorted(self._events[order], np.arange(self._size + 1)), self._values[order]

    def events(self, value: str) -> Numbers:
        """The numbers of the events that have a value, ascending."""
        code = self._code.get(value)
        return self._events[:0] if code is None else self._events[self._starts[code] : self._starts[code + 1]]

    def having(self, values: Iterable[str]) -> Mask:
        """The events that have any of these values."""
        mask = np.zeros(self._size, dtype=np.bool_)
        for value in values:
            mask[self.events(value)] = True
        return mask

    def counts(self, mask: Mask) -> dict[str, int]:
        """How many of these events have each value, the most first, then by value."""
        counted = np.bincount(self._values[mask[self._events]], minlength=len(self.names))
        found = [(self.names[code], int(counted[code])) for code in np.flatnonzero(counted)]
        return dict(sorted(found, key=lambda pair: (-pair[1], pair[0])))


def once(numbers: Numbers) -> Numbers:
    """Each number once, ascending: what `np.unique` gives, which takes ten times as long for a million."""
    ordered = np.sort(numbers)
    new = np.ones(len(ordered), dtype=np.bool_)
    new[1:] = ordered[1:] != ordered[:-1]
    return ordered[new]
