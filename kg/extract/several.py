"""Whom "the two leaders", "both sides" or "the three countries" means: several who were told of before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from spacy.tokens import Token

from kg.extract.arguments import prepositional
from kg.extract.clauses import is_definite
from kg.extract.discourse import NUMBERS
from kg.extract.sides import ACTORS, unique
from kg.model import Entity, Party

if TYPE_CHECKING:
    from kg.extract.parties import Scene

_OFFICES = frozenset("minister president premier king chancellor ambassador secretary".split())
# Who is a state beside another.
_NEIGHBOURS = frozenset("ally neighbour neighbor".split())
_SIDES = frozenset("side party rival enemy foe belligerent".split())
_PAIRS = ("pair", "duo")
# What a state is called again.
_LANDS = frozenset("country nation kingdom republic state emirate sultanate".split())
_SOMEWHERE = frozenset("on in at to into from along across onto near over inside".split())
_UNDER = frozenset(("dobj", "pobj", "dative"))


class Several:
    """Whom nouns in the plural, or of a land, take up in a scene."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene

    def read(self, token: Token, kinds: tuple[str, ...]) -> Sequence[Party]:
        """Several of these kinds who were told of: "the two leaders", "both sides", "three countries", "the pair"."""
        if "state" in kinds:  # "its ally Venezuela"
            beside = [c for c in token.children if c.dep_ == "appos" and self.scene.mention(c) is not None]
            called = unique([p for c in beside for p in self.scene.sides(c) if p.entity.kind == "state"])
            if called:
                return called
        named = [m.entity for m in self.scene.nouns.owners(token) if m.entity.kind in ACTORS]
        plural, lemma = token.tag_ in ("NNS", "NNPS"), token.lemma_.lower()
        if named and plural and "person" not in kinds:
            return self._of_owners(named, kinds)
        if len(named) == 1 and token.lower_ == "side" and _acts_as_side(token):
            return (Party(entity=named[0], sector="GOV" if named[0].kind == "state" else None),)
        if _are_others(token):
            return ()
        definite = any(c.lower_ in ("the", "both", "these", "their", "all") for c in token.children)
        pair = lemma in _PAIRS
        each = lemma in _SIDES and any(c.lower_ in ("each", "either") for c in token.children)
        if not (plural or pair or each):
            return self._land(token, kinds, named, definite=definite)
        if named or not (definite or pair or each):
            return ()
        if any(c.dep_ == "prep" and c.lower_ in ("in", "of", "to") for c in token.children):
            return ()
        return self._told_before(token, kinds, 2 if each else _count(token))

    def _of_owners(self, named: Sequence[Entity], kinds: tuple[str, ...]) -> Sequence[Party]:
        """Those of whom they are said to be, if they are several: "their two countries"."""
        several = unique([Party(entity=e) for e in named])
        if "state" in kinds and all(e.kind == "person" for e in named):
            several = self.scene.nouns.their_states(several)
        return several if len(several) > 1 else ()

    def _land(
        self, token: Token, kinds: tuple[str, ...], named: Sequence[Entity], *, definite: bool
    ) -> Sequence[Party]:
        """Which state a land means: "his country", "the island", "the kingdom", "the ally"."""
        lemma = token.lemma_.lower()
        owned = [p for c in token.children if c.dep_ == "poss" for p in self.scene.parties(c)]
        if lemma in ("country", "nation") and owned and owned[0].entity.kind == "person":
            served = (owned[0].role or "").partition(" of ")[2]  # but not the secretary-general's
            return tuple(p for p in self.scene.nouns.their_states(owned[:1]) if served in ("", p.entity.label))
        if lemma == "island" and definite and not _is_place(token):
            return self._island(token)
        if lemma in _LANDS and definite and "state" in kinds:
            others = self.scene.anaphora.beside(token) if token.dep_ in _UNDER else ()
            body = self.scene.discourse.body(self.scene.offset + token.idx, self.scene.number, without=others)
            return (body,) if body and body.entity.kind == "state" else ()
        if lemma in _NEIGHBOURS and not owned and not named and token.dep_ in _UNDER:
            return self.scene.anaphora.other_state(token)
        return ()

    def _island(self, token: Token) -> Sequence[Party]:
        """The country told about, if no other state is told of that may be the island."""
        home, told = self.scene.home, self.scene.anaphora.other_state(token)
        if home is None:
            return told if token.dep_ != "poss" else ()
        return (Party(entity=home),) if all(p.entity.id == home.id for p in told) else ()

    def _told_before(self, token: Token, kinds: tuple[str, ...], count: int | None) -> Sequence[Party]:
        """That many of these kinds: those who dealt with one another, or fought, rather than those only named."""
        scene, told, lemma = self.scene, self.scene.discourse, token.lemma_.lower()
        pair, sides = lemma in _PAIRS, lemma in _SIDES
        if sides:
            kinds = ("state", "group", "organisation")
            if count is None and any(c.lower_ == "all" for c in token.children):  # "called on all sides"
                return told.opponents(scene.number, kinds)
        role = lemma if lemma in _OFFICES else None
        at, many = scene.offset + token.idx, 2 if pair else count
        two_sides = sides and many in (None, 2)
        if two_sides and (foes := self.foes(token, kinds)):
            return foes
        group = told.group(at, scene.number, kinds, many, role, dealt=True)
        if not group and role != "minister":  # who is called president may be told of by another office
            role = None
            group = told.group(at, scene.number, kinds, many, dealt=True)
        if lemma in ("leader", "president") and any(_is_minister(p) for p in group):
            group = ()
        if not group and "state" in kinds:
            group = scene.nouns.their_states(told.group(at, scene.number, ("person",), many, dealt=True))
        if not group and two_sides:
            group = told.opponents(scene.number, kinds)
        acting = scene.pronouns.subjects(token) if token.dep_ in _UNDER else ()
        subject = {p.entity.id for p in (*acting, *scene.nouns.their_states(acting))}
        if not group and kinds == ("state",) and many == 2:
            group = self.main_states(token, acting)
        if not group or subject & {p.entity.id for p in group}:  # "X called on both sides": X is neither
            group = told.group(at, scene.number, kinds, many, role, main=pair or sides, without=subject)
        if not group and "state" in kinds:
            people = told.group(at, scene.number, ("person",), many, without=subject)
            group = scene.nouns.their_states(people)
        if not group and many == 2:
            return self.rivals(token, kinds, subject)
        return group if count is None or len(group) == count else ()

    def states_told(self, token: Token) -> tuple[Party, ...]:
        """The states of which "the two navies" or "both foreign ministers" are, who dealt with one another."""
        count = _count(token)
        if count is None or not any(c.lower_ in ("the", "both") for c in token.children):
            return ()
        if any(c.dep_ in ("prep", "poss", "relcl", "acl") for c in token.children):
            return ()
        at, without = self.scene.offset + token.idx, self.scene.anaphora.beside(token)
        acting = self.scene.nouns.their_states(self.scene.pronouns.subjects(token))
        if len(acting) == count:
            return acting  # "X and Y signed an agreement on hotlines between the two navies"
        told, number = self.scene.discourse, self.scene.number
        pair = told.group(at, number, ("state",), count, dealt=True, without=without)
        return pair or self.scene.nouns.their_states(
            told.group(at, number, ("person",), count, dealt=True, without=without)
        )

    def bodies(self, token: Token) -> Sequence[Party]:
        """Which groups or organisations "the two movements" or "both groups" means."""
        count = _count(token)
        if not count or token.tag_ != "NNS" or not any(c.lower_ in ("the", "both") for c in token.children):
            return ()
        at = self.scene.offset + token.idx
        return self.scene.discourse.group(at, self.scene.number, ("group", "organisation"), count)

    def main_states(self, token: Token, acting: Sequence[Party]) -> tuple[Party, ...]:
        """The two countries of whose dealings most is told, if no others, besides those that act, are told of here."""
        main, own = self.scene.discourse.main_states(), {p.entity.country for p in acting}
        if not main or own & set(main) or self.scene.anaphora.lately(token) - own - set(main):
            return ()
        return tuple(Party(entity=s) for c in main if (s := self.scene.world.state(c)) is not None)

    def foes(self, token: Token, kinds: tuple[str, ...]) -> tuple[Party, ...]:
        """Whom "both sides" means amid a fight: the two who last fought, where nobody has talked since."""
        told, number = self.scene.discourse, self.scene.number
        if told.dialogues and number - told.dialogues[-1][0] <= 1:
            return ()
        pair = told.opponents(number, kinds)
        acting = self.scene.pronouns.subjects(token) if token.dep_ in _UNDER else ()
        return () if {p.entity.id for p in acting} & {p.entity.id for p in pair} else pair

    def rivals(self, token: Token, kinds: tuple[str, ...], subject: set[str]) -> Sequence[Party]:
        """The two countries that an article is about, or who leads them: "both countries", "both prime ministers"."""
        states = self.scene.rivals
        if len(states) != 2:
            return ()
        if "state" in kinds:
            pair = tuple(Party(entity=s) for s in states)
        else:
            role = self.scene.role(token)
            pair = tuple(p for s in states for p in self.scene.officers.holders(role.word if role else "leader", s))
        return pair if len(pair) == 2 and not subject & {p.entity.id for p in pair} else ()


def _count(token: Token) -> int | None:
    return next((NUMBERS[c.lower_] for c in token.children if c.lower_ in NUMBERS), None)


def _are_others(token: Token) -> bool:
    """Are they not those told before: "three more countries", "the three countries hit by the flood"?"""
    if any(c.lower_ in ("other", "more", "further", "additional") for c in token.children):
        return True
    return any(c.dep_ == "acl" and c.tag_ == "VBN" and c.i == token.i + 1 for c in token.children)


def _acts_as_side(token: Token) -> bool:
    """Is "the Tajik side" a party, and not where something is: "on the Tajik side", "the Tajik side of the border"?"""
    somewhere = token.dep_ == "pobj" and token.head.lower_ in _SOMEWHERE
    return is_definite(token) and not somewhere and not prepositional(token, "of")


def _is_place(token: Token) -> bool:
    """Is a land where something is, or one that other words tell apart: "on the island", "the island of X"?"""
    told = any(c.dep_ in ("amod", "compound", "nmod", "prep", "relcl", "acl", "appos") for c in token.children)
    return told or (token.dep_ == "pobj" and token.head.lower_ in _SOMEWHERE)


def _is_minister(party: Party) -> bool:
    """Is it a minister who leads no government?"""
    role = (party.role or "").lower()
    return "minister" in role and "prime" not in role
