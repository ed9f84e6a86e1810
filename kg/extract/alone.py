"""Deeds told of whoever does them alone: the sentence leaves to the article to whom they are done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.extract import arguments as arg
from kg.extract.lexicon import Entry
from kg.extract.tenses import standing
from kg.model import Party
from kg.ontology import event_types

if TYPE_CHECKING:
    from kg.extract.parties import Scene
    from kg.extract.slots import Slots


def may_stand_alone(entry: Entry, slots: Slots) -> bool:
    """Does a row tell an event also where nobody is named to whom it is done: "X has shipped food"?

    It does not of a doer who is only meant ("it rescued ..."): with neither side named, a guess would be all there is.
    """
    if not event_types()[entry.type].recipient_may_be_unsaid or entry.frame.weak or standing(slots.verb):
        return False
    return not any(t.pos_ == "PRON" for t in arg.doers(slots.verb))


def stands_apart(entry: Entry, slots: Slots) -> bool:
    """Is it told by a verb in a clause of its own beside others: "X struck Y, and *Z shipped flour*"?

    It may share the subject, unless it is words: "X met Y and praised the talks" praises nobody besides.
    """
    verb = slots.verb
    own = any(c.dep_ in ("nsubj", "nsubjpass") and c.tag_ not in ("WDT", "WP") for c in verb.children)
    joined = verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX")
    shared = joined and event_types()[entry.type].quad.startswith("material")
    return not slots.noun and (shared or (own and (joined or verb.dep_ in ("ROOT", "ccomp"))))


def whom_all_is_about(entry: Entry, slots: Slots, scene: Scene, actors: Sequence[Party]) -> tuple[Party, ...]:
    """The state that the article is about, where it does not act itself and the sentence names no third.

    So it is of deeds; who welcomes an agreement has not done it to anybody. Of several states that act, each may have
    acted towards the other: "relations between X and Y were severed".
    """
    kind = event_types()[entry.type]
    if not (kind.recipient_may_be_unsaid and kind.quad.startswith("material")):
        return ()
    home, own = scene.home, {p.entity.country for p in actors}
    mutual = len(actors) > 1 and all(p.entity.kind == "state" for p in actors)
    if home is None or mutual or home.country in own:
        return ()
    return (Party(entity=home),) if scene.countries_in(slots.trigger.sent) <= own | {home.country} else ()
