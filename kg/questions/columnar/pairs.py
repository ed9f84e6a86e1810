"""Pairs of numbers, such as events and who takes part, in a form that is quick to join with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from kg.queries.links import Mask, Numbers, once

_LARGEST = 2**62


class Pairs:
    """Pairs of a number on the left and one on the right, each once.

    Parameters
    ----------
    left, right : array of int
    lefts, rights : int
        How many numbers there are on either side.

    Examples
    --------
    >>> pairs = Pairs(np.array([0, 2, 2]), np.array([1, 0, 1]), 3, 2)
    >>> [found.tolist() for found in pairs.of(np.array([2, 1, 0]))]
    [[0, 0, 2], [0, 1, 1]]
    >>> pairs.has(np.array([0, 0]), np.array([0, 1])).tolist()
    [False, True]
    """

    def __init__(self, left: Numbers, right: Numbers, lefts: int, rights: int) -> None:
        self._rights = max(rights, 1)
        self._keys = once(left * self._rights + right)
        self._right: Numbers = self._keys % self._rights
        self._starts = np.searchsorted(self._keys // self._rights, np.arange(lefts + 1))

    def of(self, left: Numbers) -> tuple[Numbers, Numbers]:
        """Everything on the right of these: for each, the position in `left`, and the number."""
        first = self._starts[left]
        counts = self._starts[left + 1] - first
        positions = np.repeat(np.arange(len(left)), counts)
        before = np.repeat(np.cumsum(counts) - counts, counts)
        return positions, self._right[np.repeat(first, counts) + np.arange(len(positions)) - before]

    def has(self, left: Numbers, right: Numbers) -> Mask:
        """Whether each is a pair."""
        wanted = left * self._rights + right
        at = np.searchsorted(self._keys, wanted)
        found: Mask = np.zeros(len(wanted), dtype=np.bool_)
        inside = at < len(self._keys)
        found[inside] = self._keys[at[inside]] == wanted[inside]
        return found

    def any(self, left: Numbers) -> Mask:
        """Whether each has anything on the right."""
        found: Mask = self._starts[left + 1] > self._starts[left]
        return found

    def together(self, *others: Pairs) -> Pairs:
        """The pairs of all."""
        made = Pairs.__new__(Pairs)
        made._rights = self._rights
        made._keys = once(np.concatenate([self._keys, *(other._keys for other in others)]))
        made._right = made._keys % made._rights
        made._starts = np.searchsorted(made._keys // made._rights, np.arange(len(self._starts)))
        return made


@dataclass(frozen=True, slots=True)
class Table:
    """Solutions of a question: columns of numbers, a row each; always with ``event``."""

    columns: Mapping[str, Numbers]

    def __getitem__(self, column: str) -> Numbers:
        return self.columns[column]

    def __len__(self) -> int:
        return len(self.columns["event"])

    def take(self, rows: Numbers | Mask, **more: Numbers) -> Table:
        """These rows, with further columns."""
        return Table({name: numbers[rows] for name, numbers in self.columns.items()} | more)

    def beside(self, **more: Numbers) -> Table:
        """All rows, with further columns."""
        return Table({**self.columns, **more})

    def joined(self, pairs: Pairs, by: str, name: str) -> Table:
        """Each row with everything that its number in a column is paired with."""
        rows, found = pairs.of(self[by])
        return self.take(rows, **{name: found})

    def only(self, names: tuple[str, ...]) -> Table:
        """Some of the columns, each row once."""
        _, first = np.unique(_one([self[name] for name in names]), return_index=True)
        return Table({name: self[name][first] for name in names})

    @property
    def events(self) -> Numbers:
        """The events of all rows, each once."""
        return once(self["event"])

    def groups(self, names: tuple[str, ...]) -> tuple[Numbers, Numbers]:
        """The different rows of some columns, and which of them each row is of."""
        _, first, of = np.unique(_one([self[name] for name in names]), return_index=True, return_inverse=True)
        return np.stack([self[name][first] for name in names], axis=1), of


def one_after_another(tables: list[Table], names: tuple[str, ...]) -> Table:
    """The rows of several tables, as far as the columns go that all have."""
    return Table({name: np.concatenate([table[name] for table in tables]) for name in names})


def distinct(of: Numbers, what: Numbers, number: int) -> Numbers:
    """How many different numbers each group has; `of` says of which of `number` groups each is."""
    _, first = np.unique(_one([of, what]), return_index=True)
    return np.bincount(of[first], minlength=number)


def numbered(values: Iterator[str]) -> dict[str, int]:
    """Each value with a number of its own, in the order in which they come."""
    return {value: at for at, value in enumerate(dict.fromkeys(values))}


def _one(columns: list[Numbers]) -> Numbers:
    """One number for each row, the same for the same rows only, in their order."""
    found = np.zeros(len(columns[0]), np.intp)
    for column in columns:
        size = int(column.max(initial=0)) + 1
        if int(found.max(initial=0)) >= _LARGEST // size:
            found = np.unique(found, return_inverse=True)[1]
        found = found * size + column
    return found
