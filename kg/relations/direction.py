"""Which parties an event relates, in which direction, and what that is called."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, product
from typing import TypeVar

from kg.model import Party, Status, frame_of
from kg.ontology import event_type
from kg.queries.outlines import Told
from kg.relations.folding import Fold
from kg.resources import folder
from kg.world import tables

T = TypeVar("T", bound=Told)

OCCURRED: tuple[Status, ...] = ("occurred",)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two parties of one event; `directed` if the event goes from the first to the second."""

    first: Party
    second: Party
    directed: bool


def pairs(event: Told, *, fold: Fold | None = None) -> list[Pair]:
    """The pairs of parties that an event relates.

    - With recipients: each actor to each recipient, directed. Actors who act together are not related by it.
    - Two who each are actor and recipient did it to each other: one pair, not directed.
    - Without recipients, a type that both sides do (CONSULT, AGREE, COOPERATE): each two actors, not directed.
    - Without recipients, words by which the actors are each other's opposite ("A and B clashed"): likewise.
    - Without recipients, anything else: none. "A and B attacked" does not say that they attacked each other.

    Mediators are in no pair, and nobody is paired with themselves.

    Parameters
    ----------
    fold : callable, optional
        Puts another party in the place of one; see `kg.relations.folding`.
    """
    actors = acting(event.actors, event, fold)
    recipients = acting(event.recipients, event, fold)
    if not recipients:
        if len(actors) > 1 and (event_type(event.type).symmetric or told_of_both(event)):
            return [Pair(actors[a], actors[b], False) for a, b in combinations(sorted(actors), 2)]
        return []
    found = []
    for a, r in product(actors, recipients):
        mutual = a in recipients and r in actors
        if a != r and not mutual:
            found.append(Pair(actors[a], recipients[r], True))
        elif a < r:
            found.append(Pair(actors[a], recipients[r], False))
    return found


def told_of_both(event: Told) -> bool:
    """Whether a claim has words that need two sides and give no direction, such as "A and B clashed".

    A claim's rule names the row of the lexicon that found it and the row's frame, as ``clash/v:fight@1446``.
    """
    frames = frames_of_both()
    return any(frame_of(claim.rule) in frames for claim in event.claims)


@cache
def frames_of_both() -> frozenset[str]:
    """The frames that need two sides and have no place for a recipient."""
    rows = (row.values for row in tables.read(folder("seeds") / "lexicon" / "frames.csv", ("sides", "recipients")))
    return frozenset(row["frame"] for row in rows if int(row["sides"]) > 1 and not row["recipients"])


def acting(parties: Sequence[Party], event: Told, fold: Fold | None = None) -> dict[str, Party]:
    """The parties by the IRI of their entity, each once, in their order."""
    found: dict[str, Party] = {}
    for party in parties:
        one = fold(party, event) if fold else party
        found.setdefault(one.entity.id, one)
    return found


def kept(events: Iterable[T], statuses: Collection[Status]) -> Iterator[T]:
    """The events of these statuses."""
    return (event for event in events if event.status in statuses)
