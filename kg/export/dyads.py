"""Events as the rows of data sets that know a source and a target only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.model import Claim, Event, Party
from kg.namespaces import digest
from kg.relations import OCCURRED, acting, kept, pairs


@dataclass(frozen=True, slots=True)
class Dyad:
    """One row: an event with a source, a target, or both."""

    event: Event
    source: Party | None
    target: Party | None

    @property
    def number(self) -> int:
        """A number of up to 15 digits that stands for this row, the same in every run."""
        ends = (p.entity.id if p else "" for p in (self.source, self.target))
        return int(digest(self.event.id, *ends), 16) % 10**15


def dyads(events: Iterable[Event]) -> Iterator[Dyad]:
    """The rows of the events that occurred.

    An event that both sides did gives two rows, one each way, as CAMEO codes it: whoever filters by source finds
    it. An event that relates nobody gives a row without a target for each actor, or without a source for each
    recipient where no actor is known. To count events, count distinct ids of events, not rows.
    """
    for event in kept(events, OCCURRED):
        related = pairs(event)
        for pair in related:
            yield Dyad(event, pair.first, pair.second)
            if not pair.directed:
                yield Dyad(event, pair.second, pair.first)
        if not related:
            alone = acting(event.actors, event).values()
            yield from (Dyad(event, party, None) for party in alone)
            if not alone:
                yield from (Dyad(event, None, party) for party in acting(event.recipients, event).values())


def event_number(event: Event) -> int:
    """A number of up to 15 digits that stands for an event, the same in every run."""
    return int(digest(event.id), 16) % 10**15


def first_claim(event: Event) -> Claim | None:
    """The claim that was published first; one without a date comes last."""
    return min(event.claims, key=lambda c: (c.published is None, c.published or "", c.id), default=None)
