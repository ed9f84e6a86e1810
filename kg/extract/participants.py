"""Who takes part in an event: the parties in the argument places that a row's frame names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Token

from kg.extract import arguments as arg
from kg.extract.across import (
    across_the_table,
    begun,
    behind_the_deed,
    come_for,
    holders,
    in_the_clause,
    still_against,
    taken_up,
    unsaid,
)
from kg.extract.alone import whom_all_is_about
from kg.extract.blame import culprits, done_by, is_deed_of_somebody, is_done_to_somebody, tellers
from kg.extract.citizens import against_whom, critics, crowds, housed, own_people, promised_at_home, under_it
from kg.extract.homes import is_crowd
from kg.extract.journeys import visit
from kg.extract.lexicon import Entry
from kg.extract.parties import Scene
from kg.extract.sides import unique
from kg.extract.slots import Slots
from kg.extract.where import target, where
from kg.model import Entity, Party
from kg.ontology import event_types

# Places in which a thing stands for whose it is.
_BEHIND = frozenset("on against toward towards at into to of inner for outside over behind comp".split())
# How what is cut or shut leads to another state.
_REACHING = frozenset(("with", "to", "from", "of", "into", "against"))
# How what helps leads to those in need.
_HELPING = frozenset(("to", "for", "in", "of", "after"))
_RULING = ("president", "prime minister", "foreign minister", "head of state", "head of government", "minister")
# "Its neighbour" is never itself.
_OTHERS = frozenset("neighbour neighbor rival foe enemy ally partner adversary".split())
_COMMANDS = frozenset("order instruct command direct".split())
# What befalls people by accident as well.
_ALSO_ACCIDENTS = frozenset("kill wound injure hurt hit strike destroy damage burn sink".split())
_HELD = frozenset("hold detain capture seize kidnap abduct imprison jail arrest".split())
# What police do, and no crowd.
_TAKEN = frozenset("seize arrest detain capture jail hold take".split())
# What befalls somebody in a raid of others.
_DEATHS = frozenset("death killing assassination murder wounding".split())
_KILLINGS = frozenset("murder assassination killing execution beheading abduction kidnapping hanging".split())
# What else kills soldiers.
_ACCIDENTS = frozenset(
    "accident crash collision earthquake quake flood storm landslide avalanche lightning fire disease heat stampede "
    "overturn capsize malfunction training".split()
)


# What firms do too, as business.
_BY_NO_TRADER = frozenset(("AID", "MOBILIZE", "RETREAT"))


class Participants(NamedTuple):
    """The parties of an event, in PLOVER's terms."""

    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    mediators: tuple[Party, ...]
    again: bool = False
    """Only a sentence before tells who takes part, of what it told already."""


def participants(entry: Entry, slots: Slots, scene: Scene, *, alone: bool = False) -> Participants | None:
    """Who takes part by a row of the lexicon; None where too few are named for such an event.

    Parameters
    ----------
    alone : bool
        It may be left to the rest of the text to whom it is done.
    """
    frame, kind = entry.frame, event_types()[entry.type]
    things = arg.undergoers(slots.trigger) if not slots.noun else []
    mediators = unique(
        [p for t in (slots.trigger, *things) for p in scene.brokers(t)]
        + list(_sides(frame.mediators, slots, scene, ""))
    )
    held = {p.entity.id for p in mediators}
    before = taken_up(entry, slots, scene)
    if before[0]:
        return Participants(*before, (), again=True)
    active = not slots.noun and not arg.is_passive(slots.trigger)
    doing = [
        path for path in frame.actors if path != "culprit" or not active
    ]  # whose envoy is called home calls nobody
    actors = _sides(doing, slots, scene, frame.of) or _own_forces(entry, slots, scene)
    actors = actors or critics(entry, slots, scene)
    actors = (*come_for(entry, slots, scene, actors), *actors) or begun(entry, slots, scene)
    imposed = "here" in frame.actors or entry.mode in ("curfew", "martial-law")  # "a curfew was imposed in X"
    if not actors and imposed and arg.is_passive(slots.trigger):
        actors = _state_of_place(slots, scene) or (_accredited(slots, scene) if entry.type == "ACCUSE" else ())
    if not actors and entry.type == "PROTEST" and slots.noun and _is_told_of(slots):
        actors = tuple(scene.nouns.groups.everybody(p.entity) for p in _state_of_place(slots, scene))
    if not actors and entry.mode == "resign" and not slots.noun:
        actors = _of_the_cabinet(slots, scene)
    befell = slots.trigger.lemma_.lower() in _DEATHS if slots.noun else arg.is_passive(slots.trigger)
    if not actors and entry.type == "ASSAULT" and befell:
        actors = unique([p for t in slots.get("in") if _is_violence(t, scene) for p in _behind(t, slots, scene)])
        actors = actors or (() if slots.noun else _in_the_meantime(slots, scene))
    if not actors and entry.mode == "release" and not slots.noun and arg.is_passive(slots.trigger):
        actors = _captors(slots, scene)
    if not actors and entry.type in ("SANCTION", "MOBILIZE") and not slots.noun and arg.is_passive(slots.trigger):
        actors = _announcing(slots, scene)
    if not actors and frame.name == "shipped":
        actors = _announcing(slots, scene)
    if not actors and entry.type in ("AID", "SANCTION") and not slots.noun and arg.is_passive(slots.trigger):
        actors = _giving(slots, scene)
    another = frame.needs or entry.mode == "expel"  # nobody expels an ambassador of his own
    recipients = _first(frame.recipients, slots, scene, frame.of, actors, another=another)
    if not recipients and (
        entry.type in ("CONCEDE", "COERCE", "ASSAULT")
        or entry.mode in ("convict", "investigate")
        or entry.trigger in _COMMANDS
    ):
        recipients = own_people(entry, slots, scene, actors)
    if not recipients and not actors and entry.mode == "arrest" and not slots.noun and arg.is_passive(slots.trigger):
        recipients = _held_at_home(slots, scene)
    if not recipients and entry.type in ("COERCE", "SANCTION", "THREATEN", "RETREAT", "CONCEDE", "AID"):
        recipients = _further(entry, slots, scene, actors)
    if not recipients and entry.type in ("REJECT", "REQUEST") and actors:
        recipients = across_the_table(entry, slots, scene, actors)
    if not recipients and actors:
        recipients = unsaid(entry, slots, scene, actors) or still_against(entry, slots, scene, actors)
    if not recipients and entry.type in ("ACCUSE", "SUPPORT"):
        recipients = in_the_clause(slots, scene, actors)
    if not recipients and entry.type == "ASSAULT" and not slots.noun and arg.is_passive(slots.trigger):
        recipients = _people_of(slots, scene)
    if frame.name == "sever" and not recipients and len(actors) > 1:
        actors, recipients = _parted(slots, scene, actors)
    if entry.trigger in ("send", "dispatch") and entry.mode == "visit":  # it is the envoys that come
        sent = tuple(p for t in slots.get("obj") for p in scene.sides(t) if p.entity.kind == "person")
        actors = sent or (scene.nouns.their_states(actors) if all(p.entity.country for p in actors) else actors)
    laid_on = [] if entry.type != "SANCTION" else _laid_on(entry, slots)
    if laid_on and all(p.entity.kind == "group" for p in recipients):
        recipients = _states_of(laid_on, scene, actors) or recipients
    if entry.type == "CONSULT" and entry.mode == "visit":
        actors, recipients = visit(slots, scene, actors, recipients)
    actors = tuple(p for p in actors if p.entity.id not in held)
    if entry.mode == "crowd-control":  # crowds do not disperse themselves
        actors = tuple(p for p in actors if p.entity.kind != "group" or p.sector not in ("CVL", "OPP"))
    if entry.type == "PROTEST" and entry.mode in ("demo", "riot") and frame.sides == 1:  # nor do the police demonstrate
        actors = tuple(p for p in actors if p.sector != "COP")
    if entry.type == "AID":  # rescuers of X are X's help, not another's
        states = {p.entity.country for p in actors if p.entity.kind == "state"}
        actors = tuple(p for p in actors if p.entity.kind != "group" or p.entity.country not in states)
    if entry.type == "COOPERATE":  # nor are prisoners a side of their exchange
        actors = tuple(p for p in actors if not is_crowd(p.entity))
    if entry.type == "CONSULT":  # whoever is met in the street is no side of talks
        actors = _without_company(tuple(p for p in actors if not is_crowd(p.entity)), scene)
    if entry.type == "CONSULT" and slots.noun and slots.trigger.dep_ == "pobj" and slots.trigger.head.lower_ == "about":
        return None  # "evidence about contacts between X and Y"
    if kind.symmetric and not frame.recipients:
        actors = _persons_for_states(actors)
    if entry.type == "AGREE" and actors and not recipients:
        paths = ("obj", "iobj", "owner", "from", "inner") if len(actors) == 1 else ("iobj",)
        found = _first(paths, slots, scene, "", actors) or _restricted(slots, scene, actors)
        recipients = promised_at_home(actors, found, scene)
    if entry.type == "REQUEST" and frame.name == "demand":
        recipients = holders(slots, scene, actors, recipients)
    if entry.type in ("ACCUSE", "REQUEST") and recipients:
        undergoing = _undergoing(entry, slots, scene)
        recipients = tuple(p for p in recipients if p.entity.id not in undergoing)
        if entry.type == "ACCUSE" and not recipients and "culprit" in frame.recipients:
            recipients = _first(("culprit",), slots, scene, frame.of, actors)
    if entry.type == "ACCUSE" and not recipients:
        deeds = slots.get("into")  # "an inquiry into crimes by Y"
        recipients = unique([p for t in culprits(deeds, scene) for p in scene.sides(t)])
        recipients = recipients or behind_the_deed(slots, scene, actors)
    if entry.type == "REQUEST" and _asks_his_own(actors, recipients):  # it is another government that a minister asks
        other = scene.anaphora.concerned(actors)
        recipients = (Party(entity=other, role=recipients[0].role, sector="GOV"),) if other is not None else ()
    if entry.type == "THREATEN":  # "warned that X would strike back": X is on the speaker's side
        recipients = tuple(p for p in recipients if not _speaks_for(p, slots, scene, actors))
    acting = {p.entity.id for p in actors}
    recipients = _without_own_state(tuple(p for p in recipients if p.entity.id not in acting | held))
    if len(actors) < frame.sides and not (
        _by_nobody_named(entry, slots, scene, recipients) or _in_session(entry, slots, actors)
    ):
        return None
    if not recipients and kind.needs_recipient and len(actors) == 1 and not slots.noun:
        own = {actors[0].entity.country}
        recipients = tuple(p for p in _state_of_place(slots, scene) if p.entity.country not in own)
    if not recipients and actors:
        recipients = whom_all_is_about(entry, slots, scene, actors)
    nobody = not recipients and len(actors) < 2 and not alone
    if not recipients and frame.name == "shipped":
        return None  # goods on their way to nobody named
    if nobody and (frame.needs or (entry.type == "SUPPORT" and frame.name != "applaud")):
        return None
    ruling = all(p.entity.kind != "group" for p in actors)
    ordered = entry.trigger in _COMMANDS or (ruling and all(p.sector in ("MIL", "COP") for p in recipients))
    if entry.type == "REQUEST" and recipients and ordered and _is_own(actors, recipients):
        return None  # "X ordered his army to march" asks nothing of anybody else
    if nobody and kind.needs_recipient and frame.recipients and not laid_on:
        return None
    if not recipients:
        recipients = under_it(entry, slots, scene, actors)
    if not recipients and entry.type == "PROTEST":
        recipients = against_whom(slots, scene, actors)
        actors = crowds(actors, recipients, scene)
    actors = housed(entry, actors, recipients, slots, scene, acting=True)
    recipients = housed(entry, recipients, actors, slots, scene, acting=False)
    if entry.type in _BY_NO_TRADER and actors and all(_is_business(p) for p in actors):
        return None  # "a company withdrew a drink", "exporters shipped wheat to Y"
    everyone = (*actors, *recipients)
    if not any(_is_known(p.entity, scene) for p in everyone):
        return None  # two names of nobody in particular make no event between states
    if entry.type in ("ACCUSE", "SUPPORT", "REQUEST") and all(is_crowd(p.entity) for p in everyone):
        return None  # "lawyers criticised the hearings"
    return Participants(actors, recipients, mediators)


def _parted(slots: Slots, scene: Scene, sides: tuple[Party, ...]) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Of two sides, who cuts what was between them: "flights between X and Y were suspended *by X*"."""
    doing = {p.entity.id for t in slots.get("subj") for p in scene.sides(t)}
    acting = tuple(p for p in sides if p.entity.id in doing)
    return (acting, tuple(p for p in sides if p.entity.id not in doing)) if acting else (sides, ())


def _in_the_meantime(slots: Slots, scene: Scene) -> tuple[Party, ...]:
    """Who attacked when somebody was hit: "three soldiers were killed *when jets of X struck their base*"."""
    verb = slots.trigger
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


def _captors(slots: Slots, scene: Scene) -> tuple[Party, ...]:
    """Who held those that are set free: "two sailors *held by X* were released"."""
    held = [c for t in slots.get("obj") for c in t.children if c.dep_ == "acl" and c.lemma_.lower() in _HELD]
    by = unique([p for c in held if arg.is_passive(c) for t in arg.doers(c) for p in scene.sides(t)])
    there = [t for c in held for t in arg.prepositional(c, "in")]  # "a teacher held *in X* for two years was freed"
    return by or unique(
        [p for t in there for p in scene.sides(t) or _state_named(t, scene) if p.entity.kind == "state"]
    )


def _of_the_cabinet(slots: Slots, scene: Scene) -> tuple[Party, ...]:
    """The government at home, of which only the number of those is told who resign: "eleven ministers resigned"."""
    home = scene.home
    several = any(t.lemma_.lower() in ("minister", "lawmaker", "deputy") and t.tag_ == "NNS" for t in slots.get("subj"))
    return (Party(entity=home, sector="GOV"),) if several and home is not None else ()


_ANYBODY = frozenset("people person individual man woman dozen hundred".split())


def _held_at_home(slots: Slots, scene: Scene) -> tuple[Party, ...]:
    """Whom the police of the country that the text is about hold: "more than a hundred people were detained"."""
    home = scene.home
    if home is None or not scene.countries_in(slots.trigger.sent) <= {home.country}:
        return ()
    anybody = any(arg.counted(t, scene.lexicon).lemma_.lower() in _ANYBODY for t in slots.get("obj"))
    return (scene.nouns.groups.everybody(home),) if anybody else ()


def _is_told_of(slots: Slots) -> bool:
    """Does a noun tell an event by itself: "*protests* broke out in X", not "a book about the protests in X"?"""
    return slots.support is not None or slots.trigger.dep_ in ("nsubj", "nsubjpass", "ROOT")


def _announcing(slots: Slots, scene: Scene) -> tuple[Party, ...]:
    """Who tells that something was stopped or sent, and names nobody else: "X said that ties with Y were being cut"."""
    told = unique([p for t in tellers(slots.trigger) for p in scene.sides(t)])
    return tuple(p for p in told if p.entity.country is not None and (p.sector or "GOV") in ("GOV", "MIL"))


def _restricted(slots: Slots, scene: Scene, actors: Sequence[Party]) -> tuple[Party, ...]:
    """Against whom is what somebody agrees on: "agreed on an embargo *against Y*"."""
    if slots.noun or len(actors) != 1:
        return ()
    own = {p.entity.id for p in actors}
    things = [t for o in (*arg.prepositional(slots.trigger, "on"), *slots.get("obj")) for t in arg.conjuncts(o)]
    laid = [t for t in things if "@restriction" in slots.lexicon.things.get(t.lemma_.lower(), ())]
    behind = [o for t in laid for w in ("against", "on") for o in arg.prepositional(t, w)]
    return unique([p for o in behind for p in scene.sides(o) if p.entity.id not in own])


def _giving(slots: Slots, scene: Scene) -> tuple[Party, ...]:
    """Whose aid it is that is given or cut off, where nobody else is said to do it: "*Chinese* jets were delivered"."""
    kinds = slots.lexicon.things
    things = [
        t for t in slots.get("obj")
        if t.lemma_.lower() in _AID_ITSELF or not _GIVEN.isdisjoint(kinds.get(t.lemma_.lower(), ()))
    ]  # fmt: skip
    return unique([p for t in things for o in arg.owners(t) if o.dep_ != "pobj" for p in scene.sides(o)])


_AID_ITSELF = frozenset("aid assistance help support".split())
_GIVEN = frozenset(("@supplies", "@money", "@craft", "@vessel", "@weapon"))


def _people_of(slots: Slots, scene: Scene) -> tuple[Party, ...]:
    """Whose a town is that was attacked by somebody unnamed."""
    place = target(slots.get("obj"), scene)
    state = scene.world.state(place.country) if place is not None and place.kind == "place" else None
    return (Party(entity=state),) if state is not None else ()


def _laid_on(entry: Entry, slots: Slots) -> list[Token]:
    """People and firms of whom only the number is told: "sanctions on *twenty officials* and three firms"."""
    described = slots.lexicon.things
    paths = [p for p in entry.frame.recipients if p in ("obj", "on", "against")]
    found = [
        t for p in paths for o in slots.get(p, entry.frame.of) for t in arg.conjuncts(arg.counted(o, slots.lexicon))
    ]
    return [t for t in found if t.pos_ == "NOUN" and "@sanctioned" in described.get(t.lemma_.lower(), ())]


def _states_of(people: Sequence[Token], scene: Scene, actors: Sequence[Party]) -> tuple[Party, ...]:
    """The states in which they are: "fifteen people in X and Y"."""
    own = {p.entity.country for p in actors}
    behind = [o for t in people for w in ("in", "from", "of") for o in arg.prepositional(t, w)]
    states = unique([p for o in behind for p in scene.sides(o) if p.entity.kind == "state"])
    return tuple(p for p in states if p.entity.country not in own)


def _undergoing(entry: Entry, slots: Slots, scene: Scene) -> set[str]:
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


def _further(entry: Entry, slots: Slots, scene: Scene, actors: Sequence[Party]) -> tuple[Party, ...]:
    """The one other state deep in what is cut, shut or threatened: "closed seven of its crossings with Y"."""
    own = {p.entity.country for p in actors}
    links = _HELPING if entry.type == "AID" else _REACHING
    clauses = [c for c in slots.trigger.children if c.dep_ in ("xcomp", "ccomp")]
    clauses += [g for c in slots.trigger.children if c.dep_ == "prep" for g in c.children if g.dep_ == "pcomp"]
    things = [o for v in (slots.trigger, *clauses) if v.pos_ == "VERB" for o in arg.undergoers(v)]
    if links is _HELPING:
        things += [o for w in ("for", "in", "after") for o in arg.prepositional(slots.trigger, w)]
    else:  # "prohibited its firms *from investing in Y*"
        things += [v for v in clauses if v.dep_ == "pcomp"]
    far = [c for c in slots.trigger.children if c.dep_ == "prep" and c.i > slots.trigger.i and c.lower_ == "from"]
    far = far if slots.get("obj") and entry.type == "SANCTION" else []  # "slapped a levy on cars *from Y*"
    found = {
        p.entity.id: p
        for link in (*(t for thing in things for t in thing.subtree), *far)
        if link.dep_ == "prep"
        and (link.lower_ in links or link.head.dep_ == "pcomp")
        and not (links is _HELPING and link.head.pos_ == "VERB" and link.head != slots.trigger)  # "people bound for Y"
        for t in link.children
        if t.dep_ == "pobj" and scene.mention(t) is not None and not _bound(t, scene)
        for p in scene.sides(t) or _state_named(t, scene)
        if p.entity.kind == "state" and p.entity.country not in own
    }
    return tuple(found.values()) if len(found) == 1 and own else ()


def _asks_his_own(actors: Sequence[Party], recipients: Sequence[Party]) -> bool:
    """Would somebody who serves a state ask "the government" of that state to do something?"""
    if len(actors) != 1 or len(recipients) != 1 or actors[0].entity.kind != "person":
        return False
    state, role = recipients[0].entity, actors[0].role or ""
    ruling = role.lower().startswith(_RULING) and role.endswith(state.label)
    government = recipients[0].sector == "GOV" and "government" in (recipients[0].role or "").lower()
    return ruling and government and state.kind == "state" and state.country == actors[0].entity.country


def _speaks_for(party: Party, slots: Slots, scene: Scene, actors: Sequence[Party]) -> bool:
    """Is it the state of the person who speaks, as the subject of what is said?"""
    states = {a.entity.country for a in actors if a.entity.kind == "person"}
    if party.entity.kind != "state" or party.entity.country not in states:
        return False
    return any(party.entity.id == p.entity.id for t in slots.get("comp") for p in scene.sides(t))


def _is_own(actors: tuple[Party, ...], recipients: tuple[Party, ...]) -> bool:
    """Are all recipients authorities of the state of the only one who acts?"""
    own = actors[0].entity.country if len(actors) == 1 else None
    return own is not None and all(p.entity.kind == "state" and p.entity.country == own for p in recipients)


def _is_known(entity: Entity, scene: Scene) -> bool:
    """Does a table have it, or does the text tell its country or what kind of group it is?"""
    known = entity.kind == "group" or entity.country is not None or entity.id in scene.world.entities
    return known or (entity.kind == "person" and scene.home is not None and scene.is_leading(entity))


def _sides(paths: Sequence[str], slots: Slots, scene: Scene, of: str) -> tuple[Party, ...]:
    whole = not slots.noun and "obj" in paths and "of" in paths and any(scene.sides(t) for t in slots.get("obj"))
    paths = [path for path in paths if not (whole and path == "of")]  # "hosted the leaders of X and Y": not X and Y
    found = [t for path in paths if path != "inner" for t in slots.get(path, of)]
    if not found and "inner" in paths:  # "were told to leave X": what a clause inside names has done it if nobody else
        found = slots.get("inner", of)
    if len(found) == 1 and found[0].dep_ == "conj" and slots.verb.dep_ == "relcl":
        found = list(arg.conjuncts(arg.first_conjunct(found[0])))  # "X and Y, who met": the clause hangs on Y alone
    return unique([p for t in found for p in scene.sides(t) or _behind(t, slots, scene) if not _bound(t, scene)])


def _behind(token: Token, slots: Slots, scene: Scene) -> tuple[Party, ...]:
    """Whose deed it is that does it: "US air raids killed five", "an attack by X wounded Y"."""
    if token.pos_ == "PROPN" and scene.mention(token) is None:  # "an Antonov of X's air force"
        named = [
            o for o in arg.prepositional(token, "of") if any(scene.mention(t) is not None for t in (o, *arg.owners(o)))
        ]
        forces = unique([p for o in named for p in scene.sides(o)])
        return tuple(p for p in forces if (p.sector or p.entity.sector) in ("MIL", "REB"))
    if token.pos_ != "NOUN" or not _is_violence(token, scene) or slots.trigger == token:
        return ()
    by = (
        arg.prepositional(token, "by")
        or arg.prepositional(token, "from")
        or [o for o in arg.owners(token) if o.dep_ != "pobj"]
    )
    by = by or done_by(token)
    return unique([p for o in by for p in scene.sides(o) if not _bound(o, scene)])


def _first(
    paths: Sequence[str], slots: Slots, scene: Scene, of: str, without: Sequence[Party] = (), *, another: bool = False
) -> tuple[Party, ...]:
    """The parties in the first argument place that has any besides those that act.

    Parameters
    ----------
    another : bool
        There must be somebody else: "its" then means whoever does not act.
    """
    own = {p.entity.id for p in without}
    for path in paths:
        if path == "other":
            other = scene.discourse.counterpart(scene.number, without) if len(without) == 1 else None
            state = scene.world.state(other.entity.country) if other is not None else None
            return (Party(entity=state),) if state is not None else ()
        if path == "here":
            land = {p.entity.country for p in without}
            return tuple(p for p in _state_of_place(slots, scene) if without and p.entity.country not in land)
        tokens = [t for t in slots.get(path, of) if not _bound(t, scene)]
        found = unique([p for t in tokens for p in scene.sides(t) if p.entity.id not in own])
        if found and path in ("on", "against") and len(tokens) > 1:  # "sanctions on a bank of Y and on Z"
            rest = [o for t in tokens if t.pos_ == "NOUN" and not scene.sides(t) for o in arg.owners(t)]
            found = unique([*found, *(p for o in rest if not _bound(o, scene) for p in scene.sides(o))])
            found = tuple(p for p in found if p.entity.id not in own)
        if not found and path in ("from", "out"):  # "withdrew from northern Y"
            found = unique([p for t in tokens for p in _state_named(t, scene) if p.entity.id not in own])
            found = tuple(p for p in found if p.entity.country not in {a.entity.country for a in without})
        if not found and path in _BEHIND:  # "an attack on a Turkish base"
            found = unique(
                [
                    p
                    for t in tokens
                    for o in arg.owners(t)
                    if not _bound(o, scene)
                    for p in scene.sides(o)
                    if p.entity.id not in own
                ]
            )
        if (
            not found and path in ("at", "on", "into", "inner") and slots.trigger.pos_ == "VERB"
        ):  # "fired at targets in Y"
            inside = [o for t in tokens if t.pos_ == "NOUN" for o in arg.prepositional(t, "in")]
            found = unique([p for o in inside for p in _state_named(o, scene) if p.entity.id not in own])
        if not found and path == "owner":
            others = [t for t in tokens if another or t.head.lemma_.lower() in _OTHERS]
            found = unique([p for t in others if (p := scene.other_body(t, without)) is not None])
        if not found and without:  # "charging its neighbour with sabotage"
            rivals = [c for t in tokens if t.lemma_.lower() in _OTHERS for c in t.children if c.dep_ == "poss"]
            found = unique([p for c in rivals if (p := scene.other_body(c, without)) is not None])
        if found:
            return found
    return ()


def _state_named(token: Token, scene: Scene) -> tuple[Party, ...]:
    """The state of a place by name."""
    mention = scene.mention(token)
    if mention is None or mention.entity.kind != "place":
        return ()
    state = scene.world.state(mention.entity.country)
    return (Party(entity=state),) if state is not None else ()


_CONVENING = frozenset("hold convene".split())


def _in_session(entry: Entry, slots: Slots, actors: tuple[Party, ...]) -> bool:
    """A body that meets has its members for sides: "NATO's ambassadors met in Brussels"."""
    bodies = [p for p in actors if p.entity.kind == "organisation"]
    convened = not slots.noun or (slots.support is not None and slots.support.lemma_.lower() in _CONVENING)
    return entry.type == "CONSULT" and entry.frame.name == "meet" and len(bodies) == 1 and convened


def _is_business(party: Party) -> bool:
    """Is it some firm or traders, that no table knows?"""
    return party.entity.kind == "group" and (party.sector or party.entity.sector) == "BUS"


def _is_violence(token: Token, scene: Scene) -> bool:
    """Does the noun name what kills and wounds on somebody's behalf?"""
    return any(kind == "violence" for kind, _ in scene.lexicon.classes(token))


def _is_armed(token: Token, scene: Scene) -> bool:
    """Does the noun name rebels or gunmen, of whom nothing says whose they are?"""
    return any(kind == "rebels" for kind, _ in scene.lexicon.classes(token))


_SOMEBODY = frozenset("man woman person youth teenager student civilian passer-by".split())


def _is_somebody(token: Token) -> bool:
    """Is it one of whom no more is told, who did something to one that is named: "*a man* shot at the president"?"""
    if token.lower_ in ("someone", "somebody"):
        return True
    told = [c for c in token.children if c.dep_ in ("det", "nummod", "poss")]
    unknown = all(c.lower_ in ("a", "an") or c.dep_ == "nummod" for c in told)
    return token.lemma_.lower() in _SOMEBODY and bool(told) and unknown


def _by_nobody_named(entry: Entry, slots: Slots, scene: Scene, recipients: tuple[Party, ...]) -> bool:
    """Violence and arrests have victims also where nobody says whose: "Two officers were killed in a blast"."""
    if not recipients:
        return False
    if slots.noun:  # "the murder of X"
        done = any(c.lower_ == "the" for c in slots.trigger.children) and slots.trigger.lemma_.lower() in _KILLINGS
        return done and all(p.entity.kind == "person" for p in recipients)
    passive = arg.is_passive(slots.trigger)
    if entry.mode == "seize" and not passive:
        return any(_is_armed(t, scene) for t in arg.doers(slots.trigger))  # "pirates hijacked a ship of X"
    if entry.type in ("RETREAT", "ACCUSE"):  # "X was freed", "X is accused of treason"
        held = entry.mode == "release" and all(p.sector in ("MIL", "COP") for p in recipients)
        named = held or all(p.entity.kind == "person" for p in recipients)
        return passive and named and (entry.mode in ("release", "allege") or entry.frame.name == "accuse")
    if entry.type not in ("ASSAULT", "COERCE", "SANCTION"):
        return False
    if entry.type != "ASSAULT":
        taken = entry.trigger in _TAKEN and all(p.entity.kind == "person" for p in recipients)
        return (entry.frame.name == "custody" or taken) and passive
    if not passive:
        doing = arg.doers(slots.trigger)
        if any(_is_violence(t, scene) or _is_armed(t, scene) for t in doing):
            return True
        return all(p.entity.kind == "person" for p in recipients) and any(_is_somebody(t) for t in doing)
    if slots.trigger.lemma_.lower() not in _ALSO_ACCIDENTS:
        return True
    words = {t.lemma_.lower() for t in slots.trigger.sent}
    if words & _ACCIDENTS:
        return False
    armed = all((p.sector or p.entity.sector) in ("MIL", "COP", "REB") for p in recipients)
    return armed or any(_is_violence(t, scene) for t in slots.trigger.subtree)


def _state_of_place(slots: Slots, scene: Scene) -> tuple[Party, ...]:
    """Whose the place is: arrests there are made by its authorities, aid that is cut off there is cut off from it."""
    place = where(slots, scene, ())
    state = scene.world.state(place.country) if place is not None else None
    return (Party(entity=state, sector="GOV"),) if state is not None else ()


def _accredited(slots: Slots, scene: Scene) -> tuple[Party, ...]:
    """The state to which an envoy is sent who is summoned by nobody named: "the ambassador to Y was summoned"."""
    hosts = unique([p for t in slots.get("obj") for o in arg.prepositional(t, "to") for p in scene.sides(o)])
    return tuple(p for p in hosts if p.entity.kind == "state")


def _bound(token: Token, scene: Scene) -> bool:
    mention = scene.mention(token)
    return mention is not None and scene.bound(mention, token.doc)


def _persons_for_states(parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """Where a person stands for a state, the state beside him is not one party more."""
    people = {p.entity.country for p in parties if p.entity.kind == "person"}
    kept = tuple(p for p in parties if p.entity.kind != "state" or p.entity.country not in people)
    return kept if len(kept) > 1 else parties


def _without_company(parties: tuple[Party, ...], scene: Scene) -> tuple[Party, ...]:
    """Those who go with a person are no side besides: "the speaker and a group of deputies met X"."""
    people = {p.entity.country for p in parties if p.entity.kind == "person"}
    several = len({p.entity.country for p in parties}) > 1
    return tuple(
        p
        for p in parties
        if not several
        or p.entity.kind != "group"
        or p.entity.id in scene.world.entities
        or p.entity.country not in people
    )


def _without_own_state(parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """People of a state that is itself a party add nobody: "civilians and forces of X" is X."""
    states = {p.entity.country for p in parties if p.entity.kind == "state"}
    return tuple(p for p in parties if p.entity.kind != "group" or p.sector != "CVL" or p.entity.country not in states)


def _own_forces(entry: Entry, slots: Slots, scene: Scene) -> tuple[Party, ...]:
    """Forces are moved by whom they belong to: "troops of X were deployed", "X's forces were withdrawn"."""
    if entry.type not in ("MOBILIZE", "RETREAT") or slots.noun or not arg.is_passive(slots.trigger):
        return ()
    if entry.mode == "release":  # "two soldiers of X were freed": not by their own side
        return ()
    return tuple(p for t in slots.get("obj") for p in scene.sides(t) if p.sector in ("MIL", "COP"))
