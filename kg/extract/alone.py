"""To whom something is done that a sentence does not say, since the whole article is about them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.extract.lexicon import Entry
from kg.model import Party
from kg.ontology import event_types

if TYPE_CHECKING:
    from kg.extract.parties import Scene
    from kg.extract.slots import Slots


def may_stand_alone(entry: Entry) -> bool:
    """Does a row tell an event also where nobody is named to whom it is done: "X has shipped food"?"""
    return event_types()[entry.type].recipient_may_stand_alone and not entry.frame.weak


def concerned(slots: Slots, scene: Scene, actors: Sequence[Party]) -> tuple[Party, ...]:
    """The state that the article is about, where it does not act itself and the sentence names no third.

    Of several states that act, each may have acted towards the other: "relations between X and Y were severed".
    """
    home, own = scene.home, {p.entity.country for p in actors}
    mutual = len(actors) > 1 and all(p.entity.kind == "state" for p in actors)
    if home is None or mutual or home.country in own:
        return ()
    return (Party(entity=home),) if scene.countries_in(slots.trigger.sent) <= own | {home.country} else ()
