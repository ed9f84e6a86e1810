"""Parties as sides: which kinds of entities act, each of them once, and for which state."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import Party

# Kinds of entities that act.
ACTORS = ("person", "state", "organisation", "group")


def unique(parties: Sequence[Party]) -> tuple[Party, ...]:
    """Each entity once, in order; the entry that knows a role wins."""
    out: dict[str, Party] = {}
    for party in parties:
        known = out.get(party.entity.id)
        if known is None or (known.role is None and party.role):
            out[party.entity.id] = party
    return tuple(out.values())


def state_of(party: Party) -> str | None:
    """The country for which a party acts: groups act for none."""
    return party.entity.country if party.entity.kind in ("state", "person") else None


def ids(parties: Sequence[Party]) -> set[str]:
    """By what parties, and the states for which they act, are known."""
    return {p.entity.id for p in parties} | {state for p in parties if (state := state_of(p)) is not None}
