"""Who called whom, when, about what."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from kg.model import Entity, Status
from kg.queries.outlines import Told
from kg.relations.direction import OCCURRED, kept, pairs
from kg.relations.rows import Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One phone call between two parties: a row of `who_called_whom`.

    Parameters
    ----------
    first, second : Entity
        Caller and called if `directed`; otherwise two who spoke, in the order of their IRIs.
    day : str or None
        ISO date as far as it is known.
    event : str
        IRI.
    quote : str
        The sentence of the surest claim; empty if the event carries none.
    """

    first: Entity
    second: Entity
    day: str | None
    topics: tuple[Entity, ...]
    directed: bool
    event: str
    quote: str


def who_called_whom(events: Iterable[Told], *, statuses: Collection[Status] = OCCURRED) -> Rows[Call]:
    """The table of phone calls, a row for each event and pair, in order of time; undated calls come last.

    Examples
    --------
    >>> from kg.model import Event, Party, TimeSpan
    >>> ann, bob = (Party(entity=Entity(id=n, kind="person", label=n)) for n in ("Ann", "Bob"))
    >>> e = Event(id="e1", type="CONSULT", mode="phone", status="occurred", actors=(ann,), recipients=(bob,),
    ...           time=TimeSpan.on("2021-01-16"), confidence=1, intensity=1.5, quad="", cameo="041", claims=())
    >>> [(c.first.label, c.second.label, c.day, c.directed) for c in who_called_whom([e])]
    [('Ann', 'Bob', '2021-01-16', True)]
    """
    calls = [
        Call(
            first=pair.first.entity,
            second=pair.second.entity,
            day=event.time.start if event.time else None,
            topics=event.topics,
            directed=pair.directed,
            event=event.id,
            quote=surest_quote(event),
        )
        for event in kept(events, statuses)
        if (event.type, event.mode) == ("CONSULT", "phone")
        for pair in pairs(event)
    ]
    return Rows(Call, sorted(calls, key=lambda c: (c.day is None, c.day or "", c.first.id, c.second.id, c.event)))


def surest_quote(event: Told) -> str:
    """The sentence of the surest claim that agrees with the event's status, or of any if none does."""
    agreeing = [c for c in event.claims if c.status == event.status] or list(event.claims)
    return max(agreeing, key=lambda c: c.confidence).quote if agreeing else ""
