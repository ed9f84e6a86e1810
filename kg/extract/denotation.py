"""Whom a single word stands for: a name, a number, a pronoun, an office or a common noun."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Token

from kg.extract.arguments import modifiers, prepositional
from kg.extract.discourse import NUMBERS
from kg.extract.mentions import Mention
from kg.extract.pronouns import SOME
from kg.extract.roles import Role
from kg.extract.sides import ACTORS, unique
from kg.extract.unlisted import unlisted_body
from kg.model import Entity, Party
from kg.namespaces import entity_iri
from kg.world.names import words

if TYPE_CHECKING:
    from kg.extract.parties import Scene

_LANDS = ("state", "place")
_BODIES = ("state", "organisation", "group")
# Where a people stands that only tells whose something is.
_BEFORE = ("amod", "compound", "nmod")
# Nouns for several of whom it may be told who was among them.
_SEVERAL = frozenset(("counterpart", "states", "persons", "interlocutor"))
# Offices that every state has, of which no one holder is meant.
_EVERYWHERE = {"lawmaker": "LEG", "prosecutor": "JUD", "judge": "JUD"}
# Several of them are "the opposition".
_OPPOSING = frozenset(
    ("opposition leader", "leader of the opposition", "opposition figure", "opposition politician", "opposition chief")
)


def denoted(token: Token, scene: Scene) -> Sequence[Party]:
    """Whom a word stands for, alone; nobody if that is not clear."""
    if (mention := scene.mention(token)) is not None:
        return by_name(mention, token, scene)
    if found := _counted(token, scene) or scene.institutions.served(token):
        return found
    if token.pos_ == "PRON" or token.lower_ in ("both", "each", "whose"):
        return scene.pronouns.read(token)
    if _is_bare_number(token):
        return _so_many(token, scene)
    if found := _several(token, scene) or _half(token, scene) or scene.anaphora.of_two(token):
        return found
    if (role := scene.role(token)) is not None:
        return _in_office(role, token, scene)
    return _common(token, scene)


# Names -------------------------------------------------------------------------------------------


def by_name(mention: Mention, token: Token, scene: Scene) -> Sequence[Party]:
    """Whom a name stands for where it stands."""
    entity = mention.entity
    if entity.kind == "topic" and token.dep_ == "pobj" and token.head.lower_ in ("on", "against"):
        states = [n.entity for n in scene.world.find(token.text) if n.form == "name" and n.entity.kind == "state"]
        return [Party(entity=s) for s in states[:1]]  # "the embargo on Y"
    if entity.kind not in ACTORS:
        return ()
    if mention.form in ("adjective", "demonym") and (found := _of_a_people(mention, token, scene)):
        return found
    if entity.kind != "person":
        return (Party(entity=entity, sector="CVL" if mention.form == "demonym" else None),)
    return (scene.officers.as_officer(entity, scene.officers.role_beside(mention, token.doc)),)


def _of_a_people(mention: Mention, token: Token, scene: Scene) -> tuple[Party, ...]:
    """Whom the name of a people stands for, if not for all of them."""
    entity, groups = mention.entity, scene.nouns.groups
    describing = mention.form == "adjective" and mention.root == token.i and token.dep_ in _BEFORE
    if describing and scene.mention(token.head) is None:
        return (Party(entity=entity),)
    if _is_one(token):  # "the Venezuelan" is the last one named
        person = scene.discourse.of_state(scene.offset + token.idx, entity.country)
        if person is not None:
            return (person,)
    if mention.form != "demonym":
        return ()
    if any(c.lower_ == "ethnic" for c in token.children):
        return (groups.minority(token),)  # "ethnic Albanians" are of the country where they live
    lands = [scene.world.state(m.entity.country) for m in scene.nouns.owners(token) if m.entity.kind in _LANDS]
    of_state = [land for land in lands if land is not None and land.id != entity.id]
    if not of_state:
        return ()
    # "Bosnian Serbs", "Iraqi Kurds" are of the state that the adjective names.
    return (Party(entity=groups.people(of_state[0], token, "CVL"), sector="CVL"),)


def _is_one(token: Token) -> bool:
    """Is it one person of a people: "the Venezuelan", and not "the Venezuelans" or "the French"?"""
    plain = [c for c in token.children if c.dep_ not in ("det", "appos", "punct", "relcl")]
    ending = not token.lower_.endswith(("s", "sh", "ch", "ese", "z"))  # "the French", "the Swiss", "the Chinese"
    definite = any(c.lower_ == "the" for c in token.children)
    return definite and ending and not plain and token.dep_ in ("nsubj", "dobj", "pobj", "nsubjpass")


# Numbers -----------------------------------------------------------------------------------------


def _counted(token: Token, scene: Scene) -> Sequence[Party]:
    """Of whom so many are told: "two of them, X and Y"; "three of the soldiers", "most of them"."""
    if token.pos_ != "NUM" and token.lower_ not in SOME:
        return ()
    called = unique([p for c in token.children if c.dep_ == "appos" for p in scene.parties(c)])
    counted = called or unique([p for o in prepositional(token, "of") for p in scene.sides(o)])
    people = any(p.entity.kind == "person" for p in counted)  # three of four men are none in particular
    everyone = token.lower_ in ("all", "both") or NUMBERS.get(token.lower_) == len(counted)
    return counted if called or everyone or not people else ()


def _is_bare_number(token: Token) -> bool:
    """Is it "the two" or "all three", without a word of whom?"""
    return (
        token.pos_ == "NUM"
        and token.lower_ in NUMBERS
        and any(c.lower_ in ("the", "all") for c in token.children)
        and not any(c.dep_ == "prep" for c in token.children)
    )


def _so_many(token: Token, scene: Scene) -> tuple[Party, ...]:
    """The last that were as many: "the two"."""
    at, many, told = scene.offset + token.idx, NUMBERS[token.lower_], scene.discourse
    bodies = told.group(at, scene.number, _BODIES, many)
    if bodies and all(told.is_in(p, scene.number) for p in bodies):
        return bodies
    if here := told.named_here(at, scene.number, many):
        return here
    people = told.group(at, scene.number, ("person",), many, main=True, near=True)
    return people or told.group(at, scene.number, ACTORS, many, near=True)


def _several(token: Token, scene: Scene) -> tuple[Party, ...]:
    """Who several are, where it is told of them, or is plain from a name."""
    if token.tag_ not in ("NNS", "NNPS"):
        return ()
    return _included(token, scene) or (_twins(token, scene) if token.text[0].isupper() else ())


def _included(token: Token, scene: Scene) -> tuple[Party, ...]:
    """Who is told to be among several of whom only that is said: "colleagues who included X and Y"."""
    if not {kind for kind, _ in scene.lexicon.nouns.get(token.lemma_.lower(), ())} & _SEVERAL:
        return ()
    clauses = [c for c in token.children if c.dep_ == "relcl" and c.lemma_ == "include"]
    among = [o for c in clauses for o in c.children if o.dep_ == "dobj"]
    among += prepositional(token, "including")
    return unique([p for o in among if scene.mention(o) is not None for p in scene.sides(o)])


def _twins(token: Token, scene: Scene) -> tuple[Party, ...]:
    """The two states that share a name: "the two Koreas", "both Congos"."""
    if not token.text.endswith("s") or not any(c.lower_ in ("the", "both", "two") for c in token.children):
        return ()
    found = scene.world.namesakes(token.text[:-1], scene.on)
    return tuple(Party(entity=state) for state in found) if len(found) == 2 else ()


def _half(token: Token, scene: Scene) -> tuple[Party, ...]:
    """Which of two states of one name "the North" is."""
    if token.text not in ("North", "South") or token.dep_ in ("compound", "amod"):
        return ()
    if not any(c.lower_ == "the" for c in token.children):
        return ()
    at = scene.offset + token.idx
    before = [r.party for r in scene.discourse.referents if r.at < at and r.party.entity.kind == "state"]
    return tuple(p for p in before if p.entity.label.startswith(f"{token.text} "))[-1:]


# Offices -----------------------------------------------------------------------------------------


def _in_office(role: Role, token: Token, scene: Scene) -> Sequence[Party]:
    """Who holds an office, or whom those serve who do."""
    found = scene.officers.by_role(role, token)
    if found or role.bodies or role.former or role.root != token.i:
        return found
    found = _serving(token, scene) or _of_some_state(token, role, scene)
    if found or not role.plural:
        return found
    groups = scene.nouns.groups
    group = groups.opposition(token) if role.word in _OPPOSING else groups.led(token)
    return (group,) if group is not None else ()


def _serving(token: Token, scene: Scene) -> Sequence[Party]:
    """Whom officials serve where other words stand between them and their state: "U.S. trade officials"."""
    sectors = [s for kind, s in scene.lexicon.nouns.get(token.lemma_.lower(), ()) if kind == "institution"]
    before = [m for w in modifiers(token) if (m := scene.mention(w)) is not None and not scene.bound(m, token.doc)]
    bodies = [m.entity for m in before if m.entity.kind in ("state", "organisation")]
    if not sectors or len(before) != 1 or not bodies:
        return ()
    sector = sectors[0] if bodies[0].kind == "state" else bodies[0].sector
    return [Party(entity=bodies[0], role=token.text, sector=sector)]


def _of_some_state(token: Token, role: Role, scene: Scene) -> Sequence[Party]:
    """Of which state those are that every state has: "lawmakers in X", "a prosecutor in X"."""
    offices = scene.world.offices.offices_of(role.word, "")
    sector = next((s for office, s in _EVERYWHERE.items() if office in offices), None)
    if sector is None and role.plural and role.word.endswith("official") and prepositional(token, "in"):
        sector = "GOV"  # officials sit where they serve, and diplomats do not
    if sector is None or (sector == "LEG" and not role.plural):
        return ()
    return scene.nouns.read(token, "institution", sector)


# Common nouns ------------------------------------------------------------------------------------


def _common(token: Token, scene: Scene) -> Sequence[Party]:
    """Whom a noun stands for by what it means, else by how it is written or what stands beside it."""
    for kind, sector in scene.lexicon.classes(token):
        if found := scene.nouns.read(token, kind, sector):
            return (kind == "people" and _by_the_name_beside(token, found, scene)) or found
    return (
        (scene.anaphora.body(token) if token.pos_ == "PROPN" else ())
        or (_of_a_force(token, scene) if token.pos_ == "NOUN" else ())
        or _a_people(token, scene)
        or (_stranger(token, scene) if token.tag_ == "NNP" else ())
        or (scene.officers.name_beside(token) if token.pos_ in ("NOUN", "PROPN") else ())
        or _kin(token, scene)
        or (_state_body(token, scene) if token.ent_type_ == "ORG" else ())
        or unlisted_body(token, scene.named_at)
    )


def _by_the_name_beside(token: Token, found: Sequence[Party], scene: Scene) -> Sequence[Party]:
    """Who it is, where the name stands beside the noun for one of a people: "a Dutch cameraman, *Jan Jansen*"."""
    if token.tag_ != "NN" or len(found) != 1:
        return ()
    named = scene.officers.name_beside(token)
    if len(named) != 1 or named[0].entity.kind != "person":
        return ()
    person, country = named[0].entity, found[0].entity.country
    return (replace(named[0], entity=replace(person, country=country)),) if person.country is None else named


def _of_a_force(token: Token, scene: Scene) -> Sequence[Party]:
    """Whom the things of a force act for: "Israeli *army* bulldozers"."""
    for child in token.children:
        if child.dep_ != "compound" or child.lemma_ == "member":
            continue
        kinds = dict(scene.lexicon.nouns.get(child.lemma_.lower(), ()))
        if "institution" in kinds and (found := scene.nouns.read(token, "institution", kinds["institution"])):
            return found
    return ()


def _a_people(token: Token, scene: Scene) -> Sequence[Party]:
    """A people that no table knows: "Iraqi Kurds", "Sri Lankan Tamils"."""
    # "The Foreign Ministries" are no people, nor is what a "Ministry of Home Affairs" is for.
    several = token.tag_ == "NNPS" and token.is_alpha and token.lemma_.lower() not in scene.lexicon.nouns
    if several and not _is_matter(token, scene):
        return scene.nouns.read(token, "people", "CVL")
    if token.pos_ == "PROPN" and token.lower_.endswith("s") and token.ent_type_ == "NORP":
        return scene.nouns.read(token, "people", "CVL")
    return ()


def _is_matter(token: Token, scene: Scene) -> bool:
    """Is it what an institution is there for?"""
    behind = token.head.head.lemma_.lower() if token.dep_ == "pobj" and token.head.lower_ == "of" else ""
    return any(kind == "institution" for kind, _ in scene.lexicon.nouns.get(behind, ()))


_KIN = frozenset("wife husband son daughter brother sister father mother spouse".split())


def _kin(token: Token, scene: Scene) -> tuple[Party, ...]:
    """Who bears another's last name, of whom only the first is told: "X and *his daughter Jane*"."""
    if token.lemma_.lower() not in _KIN or token.tag_ != "NN":
        return ()
    beside = [token.head] if token.dep_ == "conj" else []  # "arrested him and *his* wife, Jane"
    whose = beside or [c for c in token.children if c.dep_ == "poss"]
    own = [p for t in whose for p in scene.parties(t) if p.entity.kind == "person"]
    names = [c for c in token.children if c.dep_ == "appos" and c.tag_ == "NNP" and scene.mention(c) is None]
    if len(own) != 1 or not names or any(c.dep_ == "compound" for c in names[0].children):
        return ()
    label = f"{names[0].text} {own[0].entity.label.split()[-1]}"
    known = [n.entity for n in scene.world.find(label) if n.entity.kind == "person"]
    country = own[0].entity.country
    stranger = Entity(id=entity_iri("person", "_".join(words(label))), kind="person", label=label, country=country)
    return (Party(entity=known[0] if known else stranger),)


def _stranger(token: Token, scene: Scene) -> tuple[Party, ...]:
    """Somebody whom no table knows, by name."""
    stranger = scene.officers.unknown(token)
    return (stranger,) if stranger is not None else ()


def _state_body(token: Token, scene: Scene) -> Sequence[Party]:
    """Whose a body is that a state has: "the Department of Foreign Affairs"."""
    for kind, sector in scene.lexicon.nouns.get(token.lemma_.lower(), ()):
        if kind == "institution" and (found := scene.nouns.read(token, kind, sector)):
            return found
    return ()
