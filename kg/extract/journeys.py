"""Who came to whom: visitors and hosts of visits, and of talks for which one side went abroad."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract import arguments as arg
from kg.extract.parties import Scene
from kg.extract.sides import unique
from kg.extract.slots import Slots
from kg.extract.verbs import GOING
from kg.extract.where import destination, reached
from kg.model import Entity, Party

# Who does so for talks comes to where they are told of.
_ARRIVING = frozenset(("fly", "arrive", "come"))


def visit(
    slots: Slots, scene: Scene, actors: tuple[Party, ...], recipients: tuple[Party, ...]
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """A visit has a visitor, and as its host whoever is met there or the state of the place."""
    place = destination(slots, scene)
    if any(p.sector in ("MIL", "REB") for p in actors):
        return (), ()  # troops that arrive pay no visit
    guests = tuple(p for p in actors if p.entity.kind != "group")
    if not slots.noun and slots.trigger.lemma_.lower() in GOING and place is not None:
        beside = {p.entity.id for t in arg.prepositional(slots.trigger, "with") for p in scene.sides(t)}
        along = tuple(p for p in recipients if p.entity.id in beside and p.entity.country != place.country)
        guests, recipients = (*guests, *along), tuple(p for p in recipients if p not in along)
    home = {p.entity.country for p in guests}
    hosts = tuple(p for p in recipients if p.entity.country not in home or p.entity.country is None)
    if not hosts and place is not None and place.country not in home:
        state = scene.world.state(place.country)
        hosts = (Party(entity=state),) if state else ()
    goals = [v for v in (*slots.verb.children, *slots.trigger.children) if v.lemma_ in ("see", "meet")]
    seen = [t for v in goals for t in arg.undergoers(v)]
    people = tuple(p for p in hosts if p.entity.kind == "person") or unique(
        [p for t in seen for p in scene.sides(t) if p.entity.kind == "person" and p.entity.country not in home]
    )
    return (guests, people or hosts) if hosts else ((), ())


def travelled(
    slots: Slots, scene: Scene, place: Entity | None, actors: tuple[Party, ...], recipients: tuple[Party, ...]
) -> tuple[Entity | None, tuple[tuple[Party, ...], tuple[Party, ...]] | None]:
    """Place, visitors and hosts of talks that one side went abroad for; else no visitors.

    "Flew to X for talks with Y", "went to X to meet Y"; "saw Y in X", where X is of Y's country.
    """
    going = _journey(slots)
    if going is None:
        there, guests, hosts = place, actors, recipients
    else:
        setting = scene.setting if scene.setting is not None and going.lemma_.lower() in _ARRIVING else None
        there = place or reached(going, scene) or setting
        ids = {p.entity.id for t in arg.doers(going) for p in scene.sides(t)}
        guests = tuple(p for p in (*actors, *recipients) if p.entity.id in ids)
        hosts = tuple(p for p in (*actors, *recipients) if p.entity.id not in ids)
    if there is None or not there.country or not guests or not hosts:
        return place, None
    abroad = all(p.entity.country != there.country for p in guests)
    received = (going is not None and there is not setting) or all(p.entity.country == there.country for p in hosts)
    return (there, (guests, hosts)) if abroad and received else (place, None)


def while_there(
    scene: Scene, place: Entity | None, actors: tuple[Party, ...], recipients: tuple[Party, ...]
) -> tuple[Entity | None, tuple[tuple[Party, ...], tuple[Party, ...]] | None]:
    """Place, visitor and hosts of a meeting with people of the country to which one side has just come."""
    sides = (*actors, *recipients)
    for guest in sides:
        there = scene.discourse.whereabouts(scene.number, guest)
        hosts = tuple(p for p in sides if p != guest)
        if there is None or there.country in (None, guest.entity.country) or not hosts:
            continue
        near = place is None or place.country == there.country
        if near and all(p.entity.kind == "person" and p.entity.country == there.country for p in hosts):
            return place or there, ((guest,), hosts)
    return place, None


def _journey(slots: Slots) -> Token | None:
    """The verb of going that talks are the aim of."""
    if slots.support is not None and slots.support.lemma_.lower() in GOING:
        return slots.support
    verb = slots.verb
    aim = verb.dep_ in ("advcl", "xcomp") and any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)
    return verb.head if not slots.noun and aim and verb.head.lemma_.lower() in GOING else None
