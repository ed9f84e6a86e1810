"""Whom "the bloc", "the rebels" or "the ministry" means: who was last called so, or may be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from spacy.tokens import Token

from kg.extract.arguments import modifiers
from kg.extract.clauses import is_definite
from kg.extract.groups import VAGUE, Groups
from kg.extract.sides import unique
from kg.model import Party

if TYPE_CHECKING:
    from kg.extract.parties import Scene

# By what the body last named is called again.
BODIES = {
    **dict.fromkeys(("bloc", "alliance", "organisation", "organization", "body", "agency"), ("organisation",)),
    **dict.fromkeys(("group", "movement"), ("group",)),
}
# What tells no body from others: "the 15-member bloc", "the regional alliance".
_PLAIN = frozenset("member nation state country strong regional economic trading".split())
_INSURGENTS = frozenset(("guerrilla", "rebel", "insurgent"))


class CalledAgain:
    """Whom a noun means in a scene that calls somebody again."""

    def __init__(self, scene: Scene, groups: Groups) -> None:
        self.scene, self.groups = scene, groups

    def body(self, token: Token) -> Sequence[Party]:
        """Hamas for "the Hamas movement", the organisation last named for "the bloc", nobody for a Syrian movement."""
        if several := self.scene.nouns.several.bodies(token):
            return several
        if (group := self.groups.by_its_name(token)) is not None:
            return [group]
        beside = [m for t in modifiers(token) if (m := self.scene.mention(t)) is not None]
        found = unique([Party(entity=m.entity) for m in beside if m.entity.kind in ("group", "organisation")])
        if found or beside or not is_definite(token):
            return found
        described = ("amod", "compound", "nmod", "prep", "acl", "relcl")
        if any(c.dep_ in described and c.lower_ not in _PLAIN for c in token.children):
            return ()
        at = self.scene.offset + token.idx
        called = [p for where, noun, p in self.scene.called if where < at and noun == token.lemma_.lower()]
        if called or token.lower_ not in BODIES:  # "the Front" after "the Liberation Front of X"
            return called[-1:]
        named = [r for r in self.scene.discourse.referents if r.at < at and self.scene.number - r.sentence <= 3]
        states = token.lower_ in ("bloc", "alliance")  # no army is one
        bodies = [r.party for r in named if r.party.entity.kind in BODIES[token.lower_]]
        return [p for p in bodies if not states or p.entity.sector in (None, "IGO")][-1:]

    def told_of(self, token: Token, kind: str) -> tuple[Party, ...]:
        """Whom "the rebels" or "the ministry" means: who was last called so, or the only ones that fight.

        "Thirteen guerrillas", without more, are of the only armed group of the country that was told of.
        """
        if not is_definite(token) and (kind != "rebels" or token.dep_ != "compound"):  # "rebel positions"
            return self.only_rebels(token)
        if any(c.dep_ in ("amod", "compound", "nmod") and c.lower_ not in VAGUE for c in token.children):
            return ()
        before = [(noun, p) for at, noun, p in self.scene.called if at < self.scene.offset + token.idx]
        called = [p for noun, p in before if noun == token.lemma_.lower()]
        called = [p for p in called if kind == "institution" or p.entity.kind != "person"]
        if called:
            return (called[-1],)
        fighting = {p.entity.id: p for _, p in before if p.entity.kind == "group" and _sector(p) == "REB"}
        return tuple(fighting.values()) if kind == "rebels" and len(fighting) == 1 else ()

    def only_rebels(self, token: Token) -> tuple[Party, ...]:
        """The only armed group of the country that was told of, as "thirteen guerrillas" without more are of it."""
        land = self.scene.land
        if land is None or token.tag_ != "NNS" or token.lemma_.lower() not in _INSURGENTS or _is_described(token):
            return ()
        told = {p.entity.id: p for _, _, p in self.scene.called if p.entity.kind == "group" and _sector(p) == "REB"}
        known = [p for p in told.values() if p.entity.id in self.scene.world.entities]
        return tuple(known) if len(told) == len(known) == 1 and known[0].entity.country == land.country else ()


def _is_described(token: Token) -> bool:
    """Does a word before or behind a noun tell some from others: "captured guerrillas", "rebels of X"?"""
    return any(c.dep_ not in ("nummod", "punct", "cc", "conj") for c in token.children)


def _sector(party: Party) -> str | None:
    return party.sector or party.entity.sector
