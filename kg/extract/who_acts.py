"""Who does a deed: whom the frame names as its actors, else whom the clause, the place or the article leaves for it."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract import arguments as arg
from kg.extract.across import begun, come_for
from kg.extract.blame import tellers
from kg.extract.citizens import critics
from kg.extract.fillers import behind, fillers, is_violence, state_named, state_of_place
from kg.extract.lexicon import Entry
from kg.extract.parties import Scene
from kg.extract.sides import unique
from kg.extract.slots import Slots
from kg.model import Party

# What befalls somebody in a raid of others.
_DEATHS = frozenset("death killing assassination murder wounding".split())
# How people are kept who can be set free.
_HELD = frozenset("hold detain capture seize kidnap abduct imprison jail arrest".split())
# Of whom several resign at once.
_MINISTERS = ("minister", "lawmaker", "deputy")
# What those give whose it is.
_AID_ITSELF = frozenset("aid assistance help support".split())
_GIVEN = frozenset(("@supplies", "@money", "@craft", "@vessel", "@weapon"))


def who_acts(entry: Entry, slots: Slots, scene: Scene) -> tuple[Party, ...]:
    """Who does what a row of the lexicon tells; nobody if that is not clear."""
    named = _in_the_frame(entry, slots, scene) or _own_forces(entry, slots, scene) or critics(entry, slots, scene)
    joined = (*come_for(entry, slots, scene, named), *named)
    return joined or next((found for search in _UNNAMED if (found := search(entry, slots, scene))), ())


def _in_the_frame(entry: Entry, slots: Slots, scene: Scene) -> tuple[Party, ...]:
    """Who stands where the frame has its actors."""
    active = not slots.noun and not arg.is_passive(slots.trigger)
    # Whose envoy is called home calls nobody.
    paths = [path for path in entry.frame.actors if path != "culprit" or not active]
    return fillers(paths, slots, scene, entry.frame.of)


def _own_forces(entry: Entry, slots: Slots, scene: Scene) -> tuple[Party, ...]:
    """Forces are moved by whom they belong to: "troops of X were deployed", "X's forces were withdrawn"."""
    if entry.type not in ("MOBILIZE", "RETREAT") or not _is_undergone(slots):
        return ()
    if entry.mode == "release":  # "two soldiers of X were freed": not by their own side
        return ()
    return tuple(p for t in slots.get("obj") for p in scene.sides(t) if p.sector in ("MIL", "COP"))


# Where nobody is named ---------------------------------------------------------------------------


def _authorities(entry: Entry, slots: Slots, scene: Scene) -> tuple[Party, ...]:
    """Whose the place is where something was imposed: "a curfew was imposed in X"."""
    imposed = "here" in entry.frame.actors or entry.mode in ("curfew", "martial-law")
    if not imposed or not arg.is_passive(slots.trigger):
        return ()
    return state_of_place(slots, scene) or (_accredited(slots, scene) if entry.type == "ACCUSE" else ())


def _accredited(slots: Slots, scene: Scene) -> tuple[Party, ...]:
    """The state to which an envoy is sent who is summoned by nobody named: "the ambassador to Y was summoned"."""
    hosts = unique([p for t in slots.get("obj") for o in arg.prepositional(t, "to") for p in scene.sides(o)])
    return tuple(p for p in hosts if p.entity.kind == "state")


def _people_there(entry: Entry, slots: Slots, scene: Scene) -> tuple[Party, ...]:
    """The people of the place: "*protests* broke out in X", not "a book about the protests in X"."""
    if entry.type != "PROTEST" or not slots.noun:
        return ()
    if slots.support is None and slots.trigger.dep_ not in ("nsubj", "nsubjpass", "ROOT"):
        return ()
    return tuple(scene.nouns.groups.everybody(p.entity) for p in state_of_place(slots, scene))


def _cabinet(entry: Entry, slots: Slots, scene: Scene) -> tuple[Party, ...]:
    """The government at home, of which only the number of those is told who resign: "eleven ministers resigned"."""
    if entry.mode != "resign" or slots.noun:
        return ()
    home = scene.home
    several = any(t.lemma_.lower() in _MINISTERS and t.tag_ == "NNS" for t in slots.get("subj"))
    return (Party(entity=home, sector="GOV"),) if several and home is not None else ()


def _attackers(entry: Entry, slots: Slots, scene: Scene) -> tuple[Party, ...]:
    """Whose raid it was in which somebody was hit, or who attacked meanwhile: "were killed *in an attack by X*"."""
    befell = slots.trigger.lemma_.lower() in _DEATHS if slots.noun else arg.is_passive(slots.trigger)
    if entry.type != "ASSAULT" or not befell:
        return ()
    found = unique([p for t in slots.get("in") if is_violence(t, scene) for p in behind(t, slots, scene)])
    return found or (() if slots.noun else _in_the_meantime(slots.trigger, scene))


def _in_the_meantime(verb: Token, scene: Scene) -> tuple[Party, ...]:
    """Who attacked when somebody was hit: "three soldiers were killed *when jets of X struck their base*"."""
    days = [d for link in verb.children if link.dep_ == "prep" for d in link.children]  # "on Monday when ..."
    doing = [
        t
        for clause in (*verb.children, *(c for d in days for c in d.children))
        if clause.dep_ in ("advcl", "relcl")
        and any(c.lower_ in ("when", "as", "after") for c in clause.children)
        and any(e.type == "ASSAULT" for e in scene.lexicon.entries.get((clause.lemma_.lower(), "v"), ()))
        for t in arg.doers(clause)
    ]
    return unique([p for t in doing for p in scene.sides(t) if not any(c.dep_ == "poss" for c in t.children)])


def _captors(entry: Entry, slots: Slots, scene: Scene) -> tuple[Party, ...]:
    """Who held those that are set free: "two sailors *held by X* were released"."""
    if entry.mode != "release" or not _is_undergone(slots):
        return ()
    held = [c for t in slots.get("obj") for c in t.children if c.dep_ == "acl" and c.lemma_.lower() in _HELD]
    by = unique([p for c in held if arg.is_passive(c) for t in arg.doers(c) for p in scene.sides(t)])
    there = [t for c in held for t in arg.prepositional(c, "in")]  # "a teacher held *in X* for two years was freed"
    return by or unique([p for t in there for p in scene.sides(t) or state_named(t, scene) if p.entity.kind == "state"])


def _announcing(entry: Entry, slots: Slots, scene: Scene) -> tuple[Party, ...]:
    """Who tells that something was stopped or sent, and names nobody else: "X said that ties with Y were being cut"."""
    stopped = entry.type in ("SANCTION", "MOBILIZE") and _is_undergone(slots)
    if not stopped and entry.frame.name != "shipped":
        return ()
    told = unique([p for t in tellers(slots.trigger) for p in scene.sides(t)])
    return tuple(p for p in told if p.entity.country is not None and (p.sector or "GOV") in ("GOV", "MIL"))


def _giving(entry: Entry, slots: Slots, scene: Scene) -> tuple[Party, ...]:
    """Whose aid it is that is given or cut off, where nobody else is said to do it: "*Chinese* jets were delivered"."""
    if entry.type not in ("AID", "SANCTION") or not _is_undergone(slots):
        return ()
    kinds = slots.lexicon.things
    things = [
        t for t in slots.get("obj")
        if t.lemma_.lower() in _AID_ITSELF or not _GIVEN.isdisjoint(kinds.get(t.lemma_.lower(), ()))
    ]  # fmt: skip
    return unique([p for t in things for o in arg.owners(t) if o.dep_ != "pobj" for p in scene.sides(o)])


def _is_undergone(slots: Slots) -> bool:
    """Is a verb told of those to whom it is done?"""
    return not slots.noun and arg.is_passive(slots.trigger)


# In this order; the first that finds somebody counts.
_UNNAMED = (begun, _authorities, _people_there, _cabinet, _attackers, _captors, _announcing, _giving)
