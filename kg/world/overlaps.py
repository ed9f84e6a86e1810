"""Terms of office that cannot both be true: two holders of one office at one time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from kg.errors import TableError
from kg.model import TimeSpan
from kg.world.tables import Row

# Offices that one person holds at a time; of envoys, deputies and speakers of two chambers there are several.
SINGLE = frozenset(
    "head_of_state head_of_government foreign_minister defence_minister interior_minister finance_minister "
    "justice_minister energy_minister secretary_general president_of_body high_representative crown_prince".split()
)
# Heads of state that are two or more by the constitution.
COLLECTIVE = frozenset({("head_of_state", "AND"), ("head_of_state", "SMR"), ("head_of_state", "BIH")})
# Tables differ by some days on when a handover was: the vote, the oath or the gazette.
TOLERANCE = 31


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two rows whose terms share more than the tolerance.

    Parameters
    ----------
    since : date
        The first day that they surely share.
    """

    first: Row
    second: Row
    since: date


def overlaps(rows: Iterable[Row]) -> Iterator[Overlap]:
    """Pairs of terms that contradict each other.

    Terms with a status (acting, rival) stand beside others by what the status says. One person's terms in
    one office must not overlap in any office. Where a day is not known the shortest term is taken, so that
    "until 2002" and "since 2002" do not overlap.

    Examples
    --------
    A president to 2014-08-28 and the next from 2014-08-28 share one day, which is a handover.
    """
    held: dict[tuple[str, str], list[tuple[date, date, Row]]] = defaultdict(list)
    for row in rows:
        span = _shortest(row)
        if span and not row["status"]:
            held[row["office"], row["body"]].append((*span, row))
    for (office, body), terms in held.items():
        single = office in SINGLE and (office, body) not in COLLECTIVE
        terms.sort(key=lambda term: (term[0], term[2].line))
        for i, (_, end, first) in enumerate(terms):
            for start, later_end, second in terms[i + 1 :]:
                shared = (min(end, later_end) - start).days
                if shared > TOLERANCE and (single or first["person"] == second["person"]):
                    yield Overlap(first, second, start)


def _shortest(row: Row) -> tuple[date, date] | None:
    """The days that the term surely covers; None where its dates are wrong or leave none."""
    try:
        row.span("start", "end")
    except TableError:
        return None
    if not row["start"]:
        return None
    start = TimeSpan.on(row["start"]).latest
    end = TimeSpan.on(row["end"]).earliest if row["end"] else date.max
    return (start, end) if start <= end else None
