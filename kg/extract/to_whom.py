"""To whom a deed is done: whom the frame names as its recipients, else whom clause, place or article leave for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from kg.extract import arguments as arg
from kg.extract.across import across_the_table, in_the_clause, still_against, unsaid
from kg.extract.alone import whom_all_is_about
from kg.extract.citizens import own_people
from kg.extract.fillers import first_fillers, is_bound, state_named, state_of_place
from kg.extract.lexicon import Entry
from kg.extract.parties import Scene
from kg.extract.sides import unique
from kg.extract.slots import Slots
from kg.extract.telling import said_in
from kg.extract.verbs import COMMANDING
from kg.extract.where import target
from kg.model import Party
from kg.ontology import event_types

# What a state does to its own people, too.
_AT_HOME = ("CONCEDE", "COERCE", "ASSAULT")
_IN_COURT = ("convict", "investigate")
# Of whom no more is told than that they are held.
_ANYBODY = frozenset("people person individual man woman dozen hundred".split())
# What is done to another state by way of things that lead there.
_AFAR = ("COERCE", "SANCTION", "THREATEN", "RETREAT", "CONCEDE", "AID")
# How what is cut or shut leads to another state, and what helps to those in need.
_REACHING = frozenset(("with", "to", "from", "of", "into", "against"))
_HELPING = frozenset(("to", "for", "in", "of", "after"))


def to_whom(entry: Entry, slots: Slots, scene: Scene, actors: Sequence[Party]) -> tuple[Party, ...]:
    """To whom it is done what a row of the lexicon tells of actors; nobody if that is not clear."""
    return next((found for search in _SEARCHES if (found := search(entry, slots, scene, actors))), ())


def to_whom_else(entry: Entry, slots: Slots, scene: Scene, actors: Sequence[Party]) -> tuple[Party, ...]:
    """To whom it is done where all that says so is the place, or what the article is about."""
    if event_types()[entry.type].needs_recipient and len(actors) == 1 and not slots.noun:
        own = actors[0].entity.country
        if found := tuple(p for p in state_of_place(slots, scene) if p.entity.country != own):
            return found
    return whom_all_is_about(entry, slots, scene, actors) if actors else ()


def _in_the_frame(entry: Entry, slots: Slots, scene: Scene, actors: Sequence[Party]) -> tuple[Party, ...]:
    """Who stands where the frame has its recipients."""
    another = entry.frame.needs or entry.mode == "expel"  # nobody expels an ambassador of his own
    return first_fillers(entry.frame.recipients, slots, scene, entry.frame.of, actors, another=another)


def _on_the_line(entry: Entry, slots: Slots, scene: Scene, actors: Sequence[Party]) -> tuple[Party, ...]:
    """Who was called or written to for it to be said: "telephoned *Y* to express his support"."""
    call = said_in(entry.type, slots)
    own = {p.entity.id for p in actors}
    called = [p for t in arg.undergoers(call) for p in scene.sides(t)] if call is not None else []
    return unique([p for p in called if p.entity.id not in own])


def _at_home(entry: Entry, slots: Slots, scene: Scene, actors: Sequence[Party]) -> tuple[Party, ...]:
    """People of the state that acts."""
    at_home = entry.type in _AT_HOME or entry.mode in _IN_COURT or entry.trigger in COMMANDING
    return own_people(entry, slots, scene, actors) if at_home else ()


def _held_at_home(entry: Entry, slots: Slots, scene: Scene, actors: Sequence[Party]) -> tuple[Party, ...]:
    """Whom the police of the country that the text is about hold: "more than a hundred people were detained"."""
    if actors or entry.mode != "arrest" or slots.noun or not arg.is_passive(slots.trigger):
        return ()
    home = scene.home
    if home is None or not scene.countries_in(slots.trigger.sent) <= {home.country}:
        return ()
    anybody = any(arg.counted(t, scene.lexicon).lemma_.lower() in _ANYBODY for t in slots.get("obj"))
    return (scene.nouns.groups.everybody(home),) if anybody else ()


def _further(entry: Entry, slots: Slots, scene: Scene, actors: Sequence[Party]) -> tuple[Party, ...]:
    """The one other state deep in what is cut, shut or threatened: "closed seven of its crossings with Y"."""
    if entry.type not in _AFAR:
        return ()
    own = {p.entity.country for p in actors}
    found = {
        p.entity.id: p
        for link in _leading_on(entry, slots)
        for t in link.children
        if t.dep_ == "pobj" and scene.mention(t) is not None and not is_bound(t, scene)
        for p in scene.sides(t) or state_named(t, scene)
        if p.entity.kind == "state" and p.entity.country not in own
    }
    return tuple(found.values()) if len(found) == 1 and own else ()


def _leading_on(entry: Entry, slots: Slots) -> Iterator[Token]:
    """The prepositions by which what is cut, shut or given leads to another state."""
    helping, verb = entry.type == "AID", slots.trigger
    links = _HELPING if helping else _REACHING
    clauses = [c for c in verb.children if c.dep_ in ("xcomp", "ccomp")]
    clauses += [g for c in verb.children if c.dep_ == "prep" for g in c.children if g.dep_ == "pcomp"]
    things = [o for v in (verb, *clauses) if v.pos_ == "VERB" for o in arg.undergoers(v)]
    if helping:
        things += [o for w in ("for", "in", "after") for o in arg.prepositional(verb, w)]
    else:  # "prohibited its firms *from investing in Y*"
        things += [v for v in clauses if v.dep_ == "pcomp"]
    far = [c for c in verb.children if c.dep_ == "prep" and c.i > verb.i and c.lower_ == "from"]
    far = far if slots.get("obj") and entry.type == "SANCTION" else []  # "slapped a levy on cars *from Y*"
    for link in (*(t for thing in things for t in thing.subtree), *far):
        bound_for = helping and link.head.pos_ == "VERB" and link.head != verb  # "people bound for Y"
        if link.dep_ == "prep" and (link.lower_ in links or link.head.dep_ == "pcomp") and not bound_for:
            yield link


def _across(entry: Entry, slots: Slots, scene: Scene, actors: Sequence[Party]) -> tuple[Party, ...]:
    """With whom those deal who refuse or ask."""
    return across_the_table(entry, slots, scene, actors) if entry.type in ("REJECT", "REQUEST") and actors else ()


def _left_unsaid(entry: Entry, slots: Slots, scene: Scene, actors: Sequence[Party]) -> tuple[Party, ...]:
    """The other side that the passage has, or the deed before."""
    return (unsaid(entry, slots, scene, actors) or still_against(entry, slots, scene, actors)) if actors else ()


def _of_the_move(entry: Entry, slots: Slots, scene: Scene, actors: Sequence[Party]) -> tuple[Party, ...]:
    """Whose the move is that is praised or blamed."""
    return in_the_clause(slots, scene, actors) if entry.type in ("ACCUSE", "SUPPORT") else ()


def _townspeople(entry: Entry, slots: Slots, scene: Scene, _: Sequence[Party]) -> tuple[Party, ...]:
    """Whose a town is that was attacked by somebody unnamed."""
    if entry.type != "ASSAULT" or slots.noun or not arg.is_passive(slots.trigger):
        return ()
    place = target(slots.get("obj"), scene)
    state = scene.world.state(place.country) if place is not None and place.kind == "place" else None
    return (Party(entity=state),) if state is not None else ()


# In this order; the first that finds somebody counts.
_SEARCHES = (
    _in_the_frame, _on_the_line, _at_home, _held_at_home, _further, _across, _left_unsaid, _of_the_move, _townspeople,
)  # fmt: skip
