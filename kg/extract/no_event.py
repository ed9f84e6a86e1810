"""When a row tells no event: too few take part, or nobody in particular."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.homes import is_crowd
from kg.extract.lexicon import Entry
from kg.extract.parties import Scene
from kg.extract.second_thoughts import laid_on
from kg.extract.slots import Slots
from kg.extract.verbs import COMMANDING
from kg.extract.victims import befell
from kg.model import Entity, Party
from kg.ontology import event_types

# Who is somebody at home, though no table has him.
_LEADING = frozenset(
    "leader commander general colonel minister premier governor mayor warlord marshal admiral captain major brigadier "
    "president ambassador envoy secretary chancellor senator spokesman spokeswoman chairman lieutenant-general".split()
)
# How a body's members are brought together.
_CONVENING = frozenset("hold convene".split())
# What firms do too, as business.
_BY_NO_TRADER = frozenset(("AID", "MOBILIZE", "RETREAT"))


def is_only_told_about(entry: Entry, slots: Slots) -> bool:
    """Are the talks what something else is about: "evidence about contacts between X and Y"?"""
    noun = slots.trigger
    return entry.type == "CONSULT" and slots.noun and noun.dep_ == "pobj" and noun.head.lower_ == "about"


def too_few_act(entry: Entry, slots: Slots, scene: Scene, actors: Sequence[Party], recipients: Sequence[Party]) -> bool:
    """Are fewer named than such a deed takes, and is it none that befalls people or that a body does alone?"""
    if len(actors) >= entry.frame.sides:
        return False
    return not (befell(entry, slots, scene, recipients) or _is_in_session(entry, slots, actors))


def lacks_others(
    entry: Entry, slots: Slots, actors: Sequence[Party], recipients: Sequence[Party], *, alone: bool
) -> bool:
    """Is nobody named to whom such a deed must be done, or only people of one's own?

    Parameters
    ----------
    alone : bool
        It may be left to the rest of the text to whom it is done.
    """
    if recipients:
        return entry.type == "REQUEST" and _orders_his_own(entry, actors, recipients)
    frame = entry.frame
    if frame.name == "shipped":
        return True  # goods on their way to nobody named
    if alone or len(actors) > 1:
        return False
    if frame.needs or (entry.type == "SUPPORT" and frame.name != "applaud"):
        return True
    needed = event_types()[entry.type].needs_recipient and bool(frame.recipients)
    return needed and not (entry.type == "SANCTION" and laid_on(entry, slots))


def is_of_nobody(entry: Entry, actors: Sequence[Party], recipients: Sequence[Party], scene: Scene) -> bool:
    """Do only those take part of whom no event between states is told?"""
    if entry.type in _BY_NO_TRADER and actors and all(_is_business(p) for p in actors):
        return True  # "a company withdrew a drink", "exporters shipped wheat to Y"
    everyone = (*actors, *recipients)
    if not any(_is_known(p.entity, scene) for p in everyone) and not _befell_at_home(entry, recipients, scene):
        return True  # two names of nobody in particular make no event between states
    # "Lawyers criticised the hearings".
    return entry.type in ("ACCUSE", "SUPPORT", "REQUEST") and all(is_crowd(p.entity) for p in everyone)


def _befell_at_home(entry: Entry, recipients: Sequence[Party], scene: Scene) -> bool:
    """Was somebody killed or held, whoever he is, in the state that the text is about?"""
    violent = entry.type == "ASSAULT" or entry.mode == "arrest"
    return violent and scene.land is not None and any(p.entity.kind == "person" for p in recipients)


def _is_in_session(entry: Entry, slots: Slots, actors: Sequence[Party]) -> bool:
    """A body that meets has its members for sides: "NATO's ambassadors met in Brussels"."""
    bodies = [p for p in actors if p.entity.kind == "organisation"]
    convened = not slots.noun or (slots.support is not None and slots.support.lemma_.lower() in _CONVENING)
    return entry.type == "CONSULT" and entry.frame.name == "meet" and len(bodies) == 1 and convened


def _orders_his_own(entry: Entry, actors: Sequence[Party], recipients: Sequence[Party]) -> bool:
    """Does the only one who acts ask it of authorities of his own state: "X ordered his army to march"?"""
    ruling = all(p.entity.kind != "group" for p in actors)
    ordered = entry.trigger in COMMANDING or (ruling and all(p.sector in ("MIL", "COP") for p in recipients))
    own = actors[0].entity.country if len(actors) == 1 else None
    return ordered and own is not None and all(p.entity.kind == "state" and p.entity.country == own for p in recipients)


def _is_business(party: Party) -> bool:
    """Is it some firm or traders, that no table knows?"""
    return party.entity.kind == "group" and (party.sector or party.entity.sector) == "BUS"


def _is_known(entity: Entity, scene: Scene) -> bool:
    """Does a table have it, or does the text tell its country or what kind of group it is?"""
    known = entity.kind == "group" or entity.country is not None or entity.id in scene.world.entities
    return known or (entity.kind == "person" and _is_leading(entity, scene))


def _is_leading(person: Entity, scene: Scene) -> bool:
    """Is somebody told of as leading or commanding: "X, the leader of the rebels", "General X"?"""
    roles = (r.role for r in scene.discourse.referents if r.party.entity.id == person.id and r.role)
    titles = (title for _, title, p in scene.called if p.entity.id == person.id)
    return any(not _LEADING.isdisjoint(words.lower().split()) for words in (*roles, *titles))
