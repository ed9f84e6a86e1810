"""What a state does at home: whom its measures concern, whom its people protest against, whose its rebels are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from kg.extract import arguments as arg
from kg.extract.clauses import has_to
from kg.extract.homes import is_crowd
from kg.extract.lexicon import Entry
from kg.extract.parties import Scene
from kg.extract.sides import unique
from kg.extract.slots import Slots
from kg.extract.where import where
from kg.model import Entity, Party

# What everybody in a country, or in a part of it, lives under.
_PUBLIC = frozenset(("curfew", "emergency", "lockdown", "censorship"))
_RULE = frozenset("martial emergency military direct".split())
# What people protest over and only those who govern can give or take.
_PUBLIC_MATTERS = frozenset(
    "law bill decree tax levy duty subsidy budget election poll vote referendum constitution government parliament "
    "minister president premier ministry regime junta rule rights freedom democracy independence autonomy reform "
    "curfew emergency conscription privatisation privatization corruption policy austerity king monarchy "
    "authority detention state-owned".split()
)
# How the parser hangs what something is done for.
_FOR_WHICH = ("advcl", "acl", "relcl")
# What rulers are asked to do by their own people.
_GOING = frozenset("resign resignation step quit departure ouster removal impeachment abdicate abdication".split())
_GOVERNING = ("GOV", "LEG", "JUD", "COP")
# What governments do to groups of their own country, and such groups to governments.
_DOWNWARDS = frozenset(("CONCEDE", "COERCE", "RETREAT", "REJECT", "AGREE", "ASSAULT"))
_UPWARDS = frozenset(("PROTEST", "REQUEST", "REJECT", "CONCEDE", "RETREAT", "AGREE"))


def own_people(entry: Entry, slots: Slots, scene: Scene, actors: Sequence[Party]) -> tuple[Party, ...]:
    """Whom a government at home gives in to or puts under pressure: "lifted a ban on parties", "jailed students"."""
    state = _governed(actors, scene)
    if state is None or actors[0].sector == "MIL":
        return ()
    if entry.type == "ASSAULT" and actors[0].sector != "COP" and not _at_home(actors[0], slots, scene):
        return ()  # soldiers fight abroad, too
    clauses = () if slots.noun else slots.trigger.children
    aimed = [c for c in clauses if c.dep_ in ("advcl", "xcomp") and has_to(c)]
    dispersed = [t for c in aimed for t in arg.undergoers(c)]  # "opened fire to disperse a crowd"
    if found := unique([p for t in dispersed for p in scene.sides(t) if p.entity.kind == "group"]):
        return found
    for token in dispersed + [t for path in entry.frame.recipients for t in slots.get(path, entry.frame.of)]:
        for each in arg.conjuncts(token):
            alone = each.pos_ == "NUM" and not any(c.dep_ == "prep" for c in each.children)
            if alone and actors[0].sector in ("COP", "JUD"):  # "arresting twelve", not "twelve of them"
                return (scene.nouns.groups.everybody(state),)
            for kind, sector in scene.lexicon.nouns.get(each.lemma_.lower(), ()):
                if kind == "institution" and actors[0].entity.kind == "state" and _is_own_soldiers(each, state, scene):
                    return (scene.nouns.groups.at_home(each, state, sector),)
                if kind in ("people", "opposition", "rebels") and each.pos_ == "NOUN" and not scene.parties(each):
                    return (scene.nouns.groups.at_home(each, state, sector),)
            if entry.type == "ASSAULT" and _is_of_nowhere(each, scene):  # "killed a mayor"
                return (scene.nouns.groups.at_home(each, state, "GOV"),)
    return ()


def critics(entry: Entry, slots: Slots, scene: Scene) -> tuple[Party, ...]:
    """Who at home wants their own ruler gone: "protesters demanded that X resign" are of X's state.

    So it is whoever else is told of; an opposition demonstrates against its own government, too.
    """
    if entry.type not in ("REQUEST", "PROTEST") or slots.noun:
        return ()
    doing = [t for path in entry.frame.actors for o in slots.get(path, entry.frame.of) for t in arg.conjuncts(o)]
    for token in doing:
        kinds = [(k, s) for k, s in scene.lexicon.classes(token) if k in ("people", "opposition")]
        if not kinds or token.pos_ != "NOUN" or scene.parties(token) or not (token.tag_ == "NNS" or _opposes(token)):
            continue
        said = [t for t in slots.trigger.subtree if t.i > slots.trigger.i and t not in token.subtree]
        if any(t.lemma_.lower() in _GOING for t in said):
            against = said
        elif _opposes(token):
            against = [o for o in slots.get("against") for o in o.subtree]
        else:
            continue
        rulers = [p.entity for t in against for p in scene.parties(t) if p.entity.kind == "person"]
        countries = {ruler.country for ruler in rulers if ruler.country is not None}
        state = scene.world.state(next(iter(countries))) if len(countries) == 1 else None
        if state is not None:
            return (scene.nouns.groups.at_home(token, state, kinds[0][1]),)
    return ()


def _opposes(token: Token) -> bool:
    return token.lemma_.lower() == "opposition" or any(c.lower_ == "opposition" for c in arg.modifiers(token))


def _is_own_soldiers(token: Token, state: Entity, scene: Scene) -> bool:
    """Are they people in the service of the state that deals with them: "a court jailed 14 soldiers"?"""
    folk = token.tag_ == "NNS" and "@folk" in scene.lexicon.things.get(token.lemma_.lower(), ())
    return folk and {p.entity.id for p in scene.parties(token)} <= {state.id}


def _at_home(party: Party, slots: Slots, scene: Scene) -> bool:
    """Do rebels act in the one country that the sentence names, their own?"""
    rebels = party.entity.kind == "group" and party.sector in ("REB", "OPP", None)
    return rebels and scene.countries_in(slots.trigger.sent) == {party.entity.country}


def _is_of_nowhere(token: Token, scene: Scene) -> bool:
    role = scene.role(token)
    return (
        role is not None and not role.bodies and not role.plural and token.pos_ == "NOUN" and not scene.parties(token)
    )


def under_it(entry: Entry, slots: Slots, scene: Scene, actors: Sequence[Party]) -> tuple[Party, ...]:
    """Who lives under a measure that no one in particular is named for: "declared martial law", "lifted the curfew"."""
    if entry.type not in ("CONCEDE", "COERCE", "THREATEN", "AGREE") or slots.noun:
        return ()
    state = _governed(actors, scene)
    if state is None or actors[0].entity.kind == "group" or not any(_binds_all(t) for t in _measures(slots)):
        return ()
    elsewhere = scene.countries_in(slots.trigger.subtree) - {state.country}
    place = where(slots, scene, ())
    if elsewhere or (place is not None and place.country != state.country):
        abroad = [scene.world.state(country) for country in elsewhere]
        return (Party(entity=abroad[0]),) if len(abroad) == 1 and abroad[0] is not None else ()
    if entry.type == "AGREE" or any(p.entity.kind == "state" for p in actors):
        return (scene.nouns.groups.everybody(state),)
    return (Party(entity=state),)


def against_whom(slots: Slots, scene: Scene, actors: Sequence[Party]) -> tuple[Party, ...]:
    """The government at home of people who protest over what only it can give: "struck over a tax", "for elections"."""
    countries = {p.entity.country for p in actors}
    if len(countries) != 1 or not actors or any(p.sector in _GOVERNING for p in actors):
        return ()
    state = scene.world.state(next(iter(countries)))
    place = where(slots, scene, ())
    if state is None or (place is not None and place.country != state.country):
        return ()
    return (Party(entity=state, sector="GOV"),) if any(_is_public(t) for t in _aims(slots)) else ()


def promised_at_home(actors: Sequence[Party], recipients: Sequence[Party], scene: Scene) -> tuple[Party, ...]:
    """The people of a country, to whom its leader promises something there, and not the state that he leads."""
    own = {p.entity.country for p in actors if p.entity.kind == "person"}
    home = len(actors) == 1 and len(recipients) == 1 and recipients[0].entity.kind == "state"
    if not home or recipients[0].sector is not None or recipients[0].entity.country not in own:
        return tuple(recipients)
    return (scene.nouns.groups.everybody(recipients[0].entity),)


def crowds(actors: Sequence[Party], recipients: Sequence[Party], scene: Scene) -> tuple[Party, ...]:
    """Those who protest, told apart from the state that they protest against: "Bolivians marched over the tax"."""
    governing = {p.entity.id for p in recipients if p.sector == "GOV"}
    return tuple(
        scene.nouns.groups.everybody(p.entity) if p.entity.id in governing and p.sector == "CVL" else p for p in actors
    )


def housed(
    entry: Entry, parties: Sequence[Party], others: Sequence[Party], slots: Slots, scene: Scene, *, acting: bool
) -> tuple[Party, ...]:
    """Parties, with groups whose country nothing tells taken as of the state that they have to do with at home.

    "The government of Peru freed ten leftist rebels": no other country is named, and no government frees another's.
    """
    homeless = [p for p in parties if _is_homeless(p.entity, scene)]
    if not homeless:
        return tuple(parties)
    state = None
    boycott = (
        acting and entry.trigger == "boycott" and entry.type != "SANCTION"
    )  # only parties of a country boycott its vote
    if boycott and len({p.entity.country for p in others}) == 1 and _votes(slots):
        state = scene.world.state(others[0].entity.country)
    directed = entry.type in (_UPWARDS if acting else _DOWNWARDS) or (entry.mode == "convict" and not acting)
    if state is None and directed:
        state = _alone(others, slots, scene)
    if state is None and acting and others and all(is_crowd(p.entity) for p in others):
        state = scene.world.state(others[0].entity.country)  # those that are struck live there
    if (
        state is None and acting and entry.type in ("ASSAULT", "COERCE", "PROTEST")
    ):  # "militants shot X in the state of Y"
        place = where(slots, scene, ())
        state = scene.world.state(place.country) if place is not None else None
    if state is None:
        return tuple(parties)
    return tuple(replace(p, entity=scene.nouns.groups.settle(p.entity, state)) if p in homeless else p for p in parties)


def _governed(actors: Sequence[Party], scene: Scene) -> Entity | None:
    """The state for which the only one acts who acts."""
    if len(actors) != 1 or actors[0].entity.country is None or actors[0].entity.kind == "organisation":
        return None
    return scene.world.state(actors[0].entity.country)


def _votes(slots: Slots) -> bool:
    return not slots.noun and any(
        t.lemma_.lower() in ("election", "vote", "poll") for t in arg.undergoers(slots.trigger)
    )


def _measures(slots: Slots) -> list[Token]:
    inside = [c for c in slots.trigger.children if c.dep_ in ("xcomp", "ccomp") and c.pos_ == "VERB"]
    things = [t for verb in (slots.trigger, *inside) for o in arg.undergoers(verb) for t in arg.conjuncts(o)]
    return things + [t for o in things for t in arg.prepositional(o, "of")]


def _binds_all(noun: Token) -> bool:
    """Is it a curfew, a state of emergency, martial law?"""
    if noun.lemma_.lower() in _PUBLIC:
        return True
    return noun.lemma_.lower() in ("law", "rule") and any(m.lower_ in _RULE for m in arg.modifiers(noun))


def _aims(slots: Slots) -> list[Token]:
    """All that stands in what a protest is about: "over a tax", "to demand elections", "in protest at a law"."""
    tops = [t for t in (slots.trigger, slots.support) if t is not None]
    links = ("over", "against", "at", "for", "about", "after", "in", "to")
    clauses = [c for top in tops for c in top.subtree if c.i > top.i and c.dep_ in _FOR_WHICH and has_to(c)]
    clauses += [
        c
        for top in tops
        for c in top.children
        if c.i > top.i
        and (
            (c.dep_ == "prep" and c.lower_ in links) or (c.dep_ in ("advcl", "xcomp", "acl") and not arg.is_passive(c))
        )
    ]
    return [t for c in clauses for t in c.subtree]


def _is_public(token: Token) -> bool:
    return token.pos_ in ("NOUN", "ADJ", "PROPN") and token.lemma_.lower() in _PUBLIC_MATTERS


def _is_homeless(entity: Entity, scene: Scene) -> bool:
    return entity.kind == "group" and entity.country is None and entity.id not in scene.world.entities


def _alone(others: Sequence[Party], slots: Slots, scene: Scene) -> Entity | None:
    """The state whose government, court or police all others are, where the sentence names no other country."""
    countries = {p.entity.country for p in others}
    if len(countries) != 1 or not any(p.entity.kind == "person" or p.sector in _GOVERNING for p in others):
        return None
    named = scene.countries_in(slots.trigger.sent)
    return scene.world.state(next(iter(countries))) if named <= countries else None


def orders_at_home(entry: Entry, actors: Sequence[Party], recipients: Sequence[Party]) -> bool:
    """Does a government order people, papers or parties of its own about, who cannot decline?"""
    if entry.type != "REQUEST" or entry.trigger not in ("order", "instruct", "command") or not recipients:
        return False
    governing = bool(actors) and all(
        p.entity.kind == "state" and p.sector in (None, *_GOVERNING, "MIL") for p in actors
    )
    countries = {p.entity.country for p in (*actors, *recipients)}
    return (
        governing
        and len(countries) == 1
        and all(p.entity.kind in ("group", "organisation") and p.sector != "REB" for p in recipients)
    )
