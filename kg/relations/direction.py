"""Which parties an event relates, in which direction, and what that is called."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from kg.model import Entity, Event, Party, Status
from kg.namespaces import entity_iri
from kg.ontology import event_type

OCCURRED: tuple[Status, ...] = ("occurred",)

# What an edge is called: done by one to the other, and done by both. The two never read the same, so that a reader
# that tells parallel edges apart by this word alone keeps them apart.
KINDS: Mapping[tuple[str, str | None], tuple[str, str]] = {
    ("CONSULT", None): ("consulted", "talks"),
    ("CONSULT", "phone"): ("called", "phone call"),
    ("CONSULT", "visit"): ("visited", "visit"),
    ("CONSULT", "multilateral"): ("met in company", "multilateral meeting"),
    ("CONSULT", "third-party"): ("met on neutral ground", "meeting on neutral ground"),
    ("AGREE", None): ("agreed with", "agreement"),
    ("SUPPORT", None): ("supported", "mutual support"),
    ("CONCEDE", None): ("conceded to", "mutual concession"),
    ("COOPERATE", None): ("cooperated with", "cooperation"),
    ("AID", None): ("aided", "mutual aid"),
    ("RETREAT", None): ("gave way to", "mutual retreat"),
    ("REQUEST", None): ("asked", "mutual requests"),
    ("ACCUSE", None): ("accused", "mutual accusations"),
    ("REJECT", None): ("rejected", "mutual rejection"),
    ("SANCTION", None): ("sanctioned", "mutual sanctions"),
    ("THREATEN", None): ("threatened", "mutual threats"),
    ("PROTEST", None): ("protested against", "mutual protests"),
    ("MOBILIZE", None): ("mobilized against", "mutual mobilization"),
    ("COERCE", None): ("coerced", "mutual coercion"),
    ("ASSAULT", None): ("attacked", "fighting"),
}

# A person of one of these sectors does not act for the state they belong to.
_NOT_THE_STATE = frozenset({"BUS", "CVL", "IGO", "MED", "NGO", "OPP", "PTY", "REB"})


@dataclass(frozen=True, slots=True)
class Pair:
    """Two parties of one event; `directed` if the event goes from the first to the second."""

    first: Party
    second: Party
    directed: bool


def kind_of(type_name: str, mode: str | None, *, directed: bool) -> str:
    """The word for an edge of this type and mode; modes other than those of CONSULT share their type's.

    Examples
    --------
    >>> kind_of("CONSULT", "phone", directed=True), kind_of("CONSULT", "phone", directed=False)
    ('called', 'phone call')
    >>> kind_of("ASSAULT", "aerial", directed=True)
    'attacked'
    """
    one_way, both = KINDS.get((type_name, mode)) or KINDS[type_name, None]
    return one_way if directed else both


def pairs(event: Event, *, fold_states: bool = False) -> list[Pair]:
    """The pairs of parties that an event relates.

    - With recipients: each actor to each recipient, directed. Actors who act together are not related by it.
    - Two who each are actor and recipient did it to each other: one pair, not directed.
    - Without recipients, a type that both sides do (CONSULT, AGREE, COOPERATE): each two actors, not directed.
    - Without recipients, any other type: none. "A and B attacked" does not say that they attacked each other.

    Mediators are in no pair, and nobody is paired with themselves.

    Parameters
    ----------
    fold_states : bool
        Put the state in the place of each person who acts for one; see `relations`.
    """
    actors = acting(event.actors, fold_states=fold_states)
    recipients = acting(event.recipients, fold_states=fold_states)
    if not recipients:
        both_sides = event_type(event.type).symmetric
        return [Pair(actors[a], actors[b], False) for a, b in combinations(sorted(actors), 2)] if both_sides else []
    found = []
    for a, r in product(actors, recipients):
        mutual = a in recipients and r in actors
        if a != r and not mutual:
            found.append(Pair(actors[a], recipients[r], True))
        elif a < r:
            found.append(Pair(actors[a], recipients[r], False))
    return found


def acting(parties: Sequence[Party], *, fold_states: bool = False) -> dict[str, Party]:
    """The parties by the IRI of their entity, each once, in their order."""
    found: dict[str, Party] = {}
    for party in parties:
        one = _folded(party) if fold_states else party
        found.setdefault(one.entity.id, one)
    return found


def _folded(party: Party) -> Party:
    person = party.entity
    sector = party.sector or person.sector
    if person.kind != "person" or person.country is None or sector in _NOT_THE_STATE:
        return party
    code = person.country
    return Party(
        entity=Entity(id=entity_iri("state", code), kind="state", label=code, country=code),
        role=party.role,
        sector=sector,
    )


def kept(events: Iterable[Event], statuses: Collection[Status]) -> Iterator[Event]:
    """The events of these statuses."""
    return (event for event in events if event.status in statuses)
