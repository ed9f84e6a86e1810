"""Who it is after all: what the kind of deed says of both sides once they are found, and who takes their place."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from kg.extract import arguments as arg
from kg.extract.across import behind_the_deed, holders, still_against
from kg.extract.blame import culprits
from kg.extract.bystanders import spared, without_own_side
from kg.extract.citizens import promised_at_home
from kg.extract.fillers import first_fillers
from kg.extract.journeys import visit
from kg.extract.lexicon import Entry
from kg.extract.parties import Scene
from kg.extract.sides import unique
from kg.extract.slots import Slots
from kg.model import Party

_RULING = ("president", "prime minister", "foreign minister", "head of state", "head of government", "minister")


def both_sides(
    entry: Entry, slots: Slots, scene: Scene, actors: tuple[Party, ...], recipients: tuple[Party, ...]
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Who does it and to whom, told apart where those found stand for both, or for others."""
    if entry.frame.name == "sever" and not recipients and len(actors) > 1:
        actors, recipients = _parted(slots, scene, actors)
    if entry.trigger in ("send", "dispatch") and entry.mode == "visit":
        actors = _envoys(slots, scene, actors)
    if entry.type == "SANCTION" and all(p.entity.kind == "group" for p in recipients):
        recipients = _states_of(laid_on(entry, slots), scene, actors) or recipients
    if entry.type == "CONSULT" and entry.mode == "visit":
        return visit(slots, scene, actors, recipients)
    return actors, recipients


def whom_it_concerns(
    entry: Entry, slots: Slots, scene: Scene, actors: tuple[Party, ...], recipients: tuple[Party, ...]
) -> tuple[Party, ...]:
    """To whom something is said by actors, where that is not the one of whom it is said."""
    if entry.type == "AGREE" and actors and not recipients:
        return _promised(slots, scene, actors)
    if entry.type == "REQUEST":
        return _asked(entry, slots, scene, actors, recipients)
    if entry.type == "ACCUSE":
        return _accused(entry, slots, scene, actors, recipients)
    if entry.type == "THREATEN":
        others = without_own_side(slots, scene, actors, recipients)
        return others or (still_against(entry, slots, scene, actors) if recipients else ())
    return recipients


def laid_on(entry: Entry, slots: Slots) -> list[Token]:
    """People and firms of whom only the number is told: "sanctions on *twenty officials* and three firms"."""
    described = slots.lexicon.things
    paths = [p for p in entry.frame.recipients if p in ("obj", "on", "against")]
    found = [
        t for p in paths for o in slots.get(p, entry.frame.of) for t in arg.conjuncts(arg.counted(o, slots.lexicon))
    ]
    return [t for t in found if t.pos_ == "NOUN" and "@sanctioned" in described.get(t.lemma_.lower(), ())]


# Both sides --------------------------------------------------------------------------------------


def _parted(slots: Slots, scene: Scene, sides: tuple[Party, ...]) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Of two sides, who cuts what was between them: "flights between X and Y were suspended *by X*"."""
    doing = {p.entity.id for t in slots.get("subj") for p in scene.sides(t)}
    acting = tuple(p for p in sides if p.entity.id in doing)
    return (acting, tuple(p for p in sides if p.entity.id not in doing)) if acting else (sides, ())


def _envoys(slots: Slots, scene: Scene, actors: tuple[Party, ...]) -> tuple[Party, ...]:
    """Who comes where somebody is sent: the envoys, else the state that sends them."""
    sent = tuple(p for t in slots.get("obj") for p in scene.sides(t) if p.entity.kind == "person")
    return sent or (scene.nouns.their_states(actors) if all(p.entity.country for p in actors) else actors)


def _states_of(people: Sequence[Token], scene: Scene, actors: Sequence[Party]) -> tuple[Party, ...]:
    """The states in which they are: "fifteen people in X and Y"."""
    own = {p.entity.country for p in actors}
    behind = [o for t in people for w in ("in", "from", "of") for o in arg.prepositional(t, w)]
    states = unique([p for o in behind for p in scene.sides(o) if p.entity.kind == "state"])
    return tuple(p for p in states if p.entity.country not in own)


# Whom it concerns --------------------------------------------------------------------------------


def _promised(slots: Slots, scene: Scene, actors: tuple[Party, ...]) -> tuple[Party, ...]:
    """To whom something is promised or granted, where nobody is said to agree with anybody."""
    paths = ("obj", "iobj", "owner", "from", "inner") if len(actors) == 1 else ("iobj",)
    found = first_fillers(paths, slots, scene, "", actors) or _restricted(slots, scene, actors)
    return promised_at_home(actors, found, scene)


def _restricted(slots: Slots, scene: Scene, actors: Sequence[Party]) -> tuple[Party, ...]:
    """Against whom is what somebody agrees on: "agreed on an embargo *against Y*"."""
    if slots.noun or len(actors) != 1:
        return ()
    own = {p.entity.id for p in actors}
    things = [t for o in (*arg.prepositional(slots.trigger, "on"), *slots.get("obj")) for t in arg.conjuncts(o)]
    laid = [t for t in things if "@restriction" in slots.lexicon.things.get(t.lemma_.lower(), ())]
    behind = [o for t in laid for w in ("against", "on") for o in arg.prepositional(t, w)]
    return unique([p for o in behind for p in scene.sides(o) if p.entity.id not in own])


def _asked(
    entry: Entry, slots: Slots, scene: Scene, actors: tuple[Party, ...], recipients: tuple[Party, ...]
) -> tuple[Party, ...]:
    """Of whom something is asked: not of those to whom it is to be done, nor of the own government."""
    if entry.frame.name == "demand":
        recipients = holders(slots, scene, actors, recipients)
    if recipients:
        recipients = spared(entry, slots, scene, recipients)
    if not _asks_his_own(actors, recipients):
        return recipients
    other = scene.anaphora.concerned(actors)  # it is another government that a minister asks
    return (Party(entity=other, role=recipients[0].role, sector="GOV"),) if other is not None else ()


def _asks_his_own(actors: Sequence[Party], recipients: Sequence[Party]) -> bool:
    """Would somebody who serves a state ask "the government" of that state to do something?"""
    if len(actors) != 1 or len(recipients) != 1 or actors[0].entity.kind != "person":
        return False
    state, role = recipients[0].entity, actors[0].role or ""
    ruling = role.lower().startswith(_RULING) and role.endswith(state.label)
    government = recipients[0].sector == "GOV" and "government" in (recipients[0].role or "").lower()
    return ruling and government and state.kind == "state" and state.country == actors[0].entity.country


def _accused(
    entry: Entry, slots: Slots, scene: Scene, actors: tuple[Party, ...], recipients: tuple[Party, ...]
) -> tuple[Party, ...]:
    """Who is blamed: whose the deed is, not to whom it was done."""
    if recipients:
        recipients = spared(entry, slots, scene, recipients)
        if not recipients and "culprit" in entry.frame.recipients:
            recipients = first_fillers(("culprit",), slots, scene, entry.frame.of, actors)
    if recipients:
        return recipients
    deeds = slots.get("into")  # "an inquiry into crimes by Y"
    found = unique([p for t in culprits(deeds, scene) for p in scene.sides(t)])
    return found or behind_the_deed(slots, scene, actors)
