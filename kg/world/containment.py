"""Which place lies in which: a village in its region, a region in a larger one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kg.world.tables import Row


def above(place: str, within: Mapping[str, str]) -> Iterator[str]:
    """The places that a place lies in, the smallest first; each once, even where the table is wrong.

    Examples
    --------
    >>> list(above("Bakhmut", {"Bakhmut": "Donetsk_Oblast", "Donetsk_Oblast": "Donbas"}))
    ['Donetsk_Oblast', 'Donbas']
    """
    seen = {place}
    while (place := within.get(place, "")) and place not in seen:
        seen.add(place)
        yield place


def circles(rows: Iterable[Row]) -> Iterator[tuple[Row, tuple[str, ...]]]:
    """Places that lie within themselves, each circle once, with the row that comes last in the table."""
    by_id = {row["id"]: row for row in rows}
    within = {key: row["within"] for key, row in by_id.items()}
    done: set[str] = set()
    for key in by_id:
        chain = [key, *above(key, within)]
        # The chain goes round if its last place lies in one before it.
        back = within.get(chain[-1], "")
        if back in chain:
            circle = tuple(chain[chain.index(back) :])
            if not done & set(circle):
                yield max((by_id[place] for place in circle), key=lambda row: (row.name, row.line)), circle
            done.update(circle)
