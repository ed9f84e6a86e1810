"""The order of a list of events, and cursors: places in it that hold while the graph grows."""

from __future__ import annotations

import base64
import json
from bisect import bisect_right
from collections.abc import Callable, Mapping

import numpy as np
import numpy.typing as npt

from kg.errors import UsageError
from kg.queries.columns import Columns
from kg.queries.links import Numbers

Keys = npt.NDArray[np.float64]

# The undated come last whichever way time runs.
_UNDATED = 1e9


def _days(columns: Columns) -> Keys:
    return columns.earliest.astype(np.int64).astype(np.float64)


def _dated(columns: Columns, days: Keys) -> Keys:
    return np.where(np.isnat(columns.earliest), _UNDATED, days)


SORTS: Mapping[str, Callable[[Columns], Keys]] = {
    "time": lambda c: _dated(c, _days(c)),
    "-time": lambda c: _dated(c, -_days(c)),
    "reports": lambda c: c.reports,
    "-reports": lambda c: -c.reports,
    "confidence": lambda c: c.confidence,
    "-confidence": lambda c: -c.confidence,
    "intensity": lambda c: c.intensity,
    "-intensity": lambda c: -c.intensity,
}
"""By name, what events are sorted by, the smallest first; events with the same come by their IRIs."""


class Order:
    """The events of columns in one order.

    Raises
    ------
    UsageError
        If there is no such order.
    """

    def __init__(self, columns: Columns, sort: str) -> None:
        if sort not in SORTS:
            raise UsageError(f"events cannot be sorted by {sort!r}", remedy=f"one of {', '.join(SORTS)}")
        self._columns, self._sort = columns, sort
        self._keys = SORTS[sort](columns)
        self.numbers: Numbers = np.argsort(self._keys, kind="stable")

    def cursor(self, event: int) -> str:
        """The place behind an event, as text for an address."""
        written = json.dumps([self._sort, float(self._keys[event]), self._columns.ids[event]], separators=(",", ":"))
        return base64.urlsafe_b64encode(written.encode()).decode().rstrip("=")

    def after(self, cursor: str) -> Numbers:
        """The events behind a cursor, which holds even if its event is gone.

        Raises
        ------
        UsageError
            If it is no cursor of this order.
        """
        key, iri = self._read(cursor)
        keys = self._keys[self.numbers]
        first, last = np.searchsorted(keys, key, side="left"), np.searchsorted(keys, key, side="right")
        # Among equals the numbers ascend with the IRIs.
        within = np.searchsorted(self.numbers[first:last], bisect_right(self._columns.ids, iri))
        return self.numbers[first + within :]

    def _read(self, cursor: str) -> tuple[float, str]:
        wrong = UsageError("this is no cursor of this list", where="cursor", remedy="take it from `next`, as it is")
        try:
            sort, key, iri = json.loads(base64.urlsafe_b64decode(cursor.encode() + b"=" * (-len(cursor) % 4)))
        except (ValueError, TypeError) as error:
            raise wrong from error
        if sort != self._sort or not isinstance(key, int | float) or isinstance(key, bool) or not isinstance(iri, str):
            raise wrong
        return key, iri
