"""Who is named with a deed and is no side of it: taken away again from those found."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kg.extract import arguments as arg
from kg.extract.blame import is_deed_of_somebody, is_done_to_somebody
from kg.extract.homes import is_crowd
from kg.extract.lexicon import Entry
from kg.extract.parties import Scene
from kg.extract.slots import Slots
from kg.model import Party
from kg.ontology import event_types


def who_really_acts(
    entry: Entry, actors: tuple[Party, ...], mediators: Sequence[Party], scene: Scene
) -> tuple[Party, ...]:
    """Those who act, without those that do no such deed."""
    between = {p.entity.id for p in mediators}
    actors = tuple(p for p in actors if p.entity.id not in between)
    if entry.mode == "crowd-control":  # crowds do not disperse themselves
        actors = tuple(p for p in actors if p.entity.kind != "group" or p.sector not in ("CVL", "OPP"))
    if entry.type == "PROTEST" and entry.mode in ("demo", "riot") and entry.frame.sides == 1:
        actors = tuple(p for p in actors if p.sector != "COP")  # nor do the police demonstrate
    if entry.type == "AID":  # rescuers of X are X's help, not another's
        states = {p.entity.country for p in actors if p.entity.kind == "state"}
        actors = tuple(p for p in actors if p.entity.kind != "group" or p.entity.country not in states)
    if entry.type in ("COOPERATE", "CONSULT"):  # nor are prisoners a side of their exchange, nor who is met in a street
        actors = tuple(p for p in actors if not is_crowd(p.entity))
    if entry.type == "CONSULT":
        actors = _without_company(actors, scene)
    if not entry.frame.recipients and event_types()[entry.type].symmetric:
        actors = _persons_for_states(actors)
    return actors


def to_whom_really(
    recipients: Sequence[Party], actors: Sequence[Party], mediators: Sequence[Party]
) -> tuple[Party, ...]:
    """Those to whom it is done, without those who do it or go between."""
    others = {p.entity.id for p in (*actors, *mediators)}
    return _without_own_state([p for p in recipients if p.entity.id not in others])


def spared(entry: Entry, slots: Slots, scene: Scene, recipients: Sequence[Party]) -> tuple[Party, ...]:
    """Those blamed or asked, without those to whom it is done: "condemned the arrest *of X*"."""
    undergoing = _undergoing(entry, slots, scene)
    return tuple(p for p in recipients if p.entity.id not in undergoing)


def without_own_side(
    slots: Slots, scene: Scene, actors: Sequence[Party], recipients: Sequence[Party]
) -> tuple[Party, ...]:
    """Those threatened, without the state of who speaks: "warned that *X* would strike back"."""
    on, world = scene.on, scene.world
    own = {a.entity.country for a in actors if on is not None and world.offices.in_office(world.key(a.entity), on)}
    foreign = [p for p in recipients if p.entity.kind != "state" or p.entity.country not in own]
    return tuple(p for p in foreign if not _speaks_for(p, slots, scene, actors))


def _undergoing(entry: Entry, slots: Slots, scene: Scene) -> Collection[str]:
    """To whom that is done which is blamed or asked of others: "condemned the arrest of X", "demanded the arrest of X".

    Of what is asked, people are spared where the noun is no deed of theirs: not "the resignation of X".
    """
    out = set()
    for deed in (t for o in (arg.undergoers(slots.trigger) if not slots.noun else ()) for t in arg.conjuncts(o)):
        asked = entry.type == "REQUEST" and not is_deed_of_somebody(deed, scene)
        if asked or (entry.type == "ACCUSE" and deed.pos_ == "NOUN" and is_done_to_somebody(deed, scene)):
            behind = [p.entity for o in arg.prepositional(deed, "of") for p in scene.sides(o)]
            out |= {e.id for e in behind if entry.type == "ACCUSE" or e.kind in ("person", "group")}
    return out


def _speaks_for(party: Party, slots: Slots, scene: Scene, actors: Sequence[Party]) -> bool:
    """Is it the state of the person who speaks, as the subject of what is said?"""
    states = {a.entity.country for a in actors if a.entity.kind == "person"}
    if party.entity.kind != "state" or party.entity.country not in states:
        return False
    return any(party.entity.id == p.entity.id for t in slots.get("comp") for p in scene.sides(t))


def _persons_for_states(parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """Where a person stands for a state, the state beside him is not one party more."""
    people = {p.entity.country for p in parties if p.entity.kind == "person"}
    kept = tuple(p for p in parties if p.entity.kind != "state" or p.entity.country not in people)
    return kept if len(kept) > 1 else parties


def _without_company(parties: tuple[Party, ...], scene: Scene) -> tuple[Party, ...]:
    """Those who go with a person are no side besides: "the speaker and a group of deputies met X"."""
    people = {p.entity.country for p in parties if p.entity.kind == "person"}
    if len({p.entity.country for p in parties}) < 2:
        return parties
    known = scene.world.entities
    return tuple(
        p for p in parties
        if p.entity.kind != "group" or p.entity.id in known or p.entity.country not in people
    )  # fmt: skip


def _without_own_state(parties: Sequence[Party]) -> tuple[Party, ...]:
    """People of a state that is itself a party add nobody: "civilians and forces of X" is X."""
    states = {p.entity.country for p in parties if p.entity.kind == "state"}
    return tuple(p for p in parties if p.entity.kind != "group" or p.sector != "CVL" or p.entity.country not in states)
