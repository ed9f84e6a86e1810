"""Who acts for which state on the day of an event."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from kg.model import Entity, Party, Term
from kg.namespaces import entity_iri
from kg.queries.outlines import Told

Fold: TypeAlias = Callable[[Party, Told], Party]
# The terms of office of a person by IRI, each with the state or body that it is in.
Offices: TypeAlias = Callable[[str], Sequence[tuple[Term, Entity]]]

# A person of one of these sectors does not act for the state they belong to.
_NOT_THE_STATE = frozenset({"BUS", "CVL", "IGO", "MED", "NGO", "OPP", "PTY", "REB"})
_INTERNATIONAL = "IGO"


def into_states(states: Mapping[str, Entity] | None = None, offices: Offices | None = None) -> Fold:
    """A fold that puts the state in the place of each person who acts for one.

    Who was in an office of one state on the day of the event acts for that state; who was in an office of an
    international body and of no state, for none. Of all others the country decides, except for opposition, rebels,
    parties, business, press, civilians and those of an international body, who stay who they are.

    Parameters
    ----------
    states : mapping of str to Entity, optional
        States by alpha-3 code; one that is not in it is called by its code.
    offices : callable, optional
        The terms of office of a person by IRI, with the state or body of each.

    Examples
    --------
    >>> from kg.model import Event
    >>> ann = Party(entity=Entity(id="p:ann", kind="person", label="Ann", country="FRE"))
    >>> call = Event(id="e", type="CONSULT", mode="phone", status="occurred", actors=(ann,), claims=(),
    ...              confidence=1, intensity=1.5, quad="", cameo="041")
    >>> into_states()(ann, call).entity.id
    'https://w3id.org/aide-memoire/state/FRE'
    """
    known: dict[str, Entity] = dict(states or {})

    def fold(party: Party, event: Told) -> Party:
        person = party.entity
        sector = party.sector or person.sector
        if person.kind != "person" or sector in _NOT_THE_STATE:
            return party
        served = _served(offices(person.id), event) if offices else {}
        states_served = [body for body in served.values() if body.kind == "state"]
        if not states_served and any(body.sector == _INTERNATIONAL for body in served.values()):
            return party
        code = states_served[0].country if len(states_served) == 1 else person.country
        if code is None:
            return party
        if code not in known:
            known[code] = Entity(id=entity_iri("state", code), kind="state", label=code, country=code)
        return Party(entity=known[code], role=party.role, sector=sector)

    return fold


def _served(offices: Sequence[tuple[Term, Entity]], event: Told) -> dict[str, Entity]:
    """The states and bodies in whose offices someone was through all the time of the event, by IRI."""
    if not event.time:
        return {}
    first, last = event.time.earliest, event.time.latest
    return {body.id: body for term, body in offices if term.holds(first) and term.holds(last)}
