"""Who was at home where talks were held: a meeting in one side's country is a visit of the other to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.events import EventMention
from kg.extract.merge import Told
from kg.model import Party

# Many kinds of parties have no home of their own.
_AT_HOME = ("person", "state")


def with_hosts(told: Sequence[Told]) -> list[Told]:
    """Tell of each meeting how it was held, by its place and the states of its parties.

    Two sides who meet in the country of one are guest and host, two who meet in a third country meet on neutral
    ground, and three or more sides are many. Where the place or the state of a side is not known, it stays open.
    """
    return [replace(t, event=_held(t.event)) for t in told]


def _held(event: EventMention) -> EventMention:
    if event.type != "CONSULT" or event.mode is not None or event.recipients:
        return event
    states = {p.entity.country for p in event.actors}
    if len(event.actors) == 1:
        return replace(event, mode="multilateral") if event.actors[0].entity.kind == "organisation" else event
    if None in states or any(p.entity.kind not in _AT_HOME for p in event.actors):
        return event
    if len(states) > 2:
        return replace(event, mode="multilateral")
    where = event.place.country if event.place is not None else None
    if where is None or len(states) != 2:
        return event
    if where not in states:
        return replace(event, mode="third-party")
    hosts = _of(where, event.actors)
    guests = tuple(p for p in event.actors if p not in hosts)
    return replace(event, mode="visit", actors=guests, recipients=hosts)


def _of(country: str, parties: Sequence[Party]) -> tuple[Party, ...]:
    return tuple(p for p in parties if p.entity.country == country)
