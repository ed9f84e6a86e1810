"""Whom "his counterpart", "his host" or "her interlocutor" means: who stands over against somebody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from spacy.tokens import Token

from kg.extract.sides import unique
from kg.model import Entity, Party

if TYPE_CHECKING:
    from kg.extract.parties import Scene

_GUESTS = frozenset("guest visitor".split())


class Counterparts:
    """Whom nouns mean in a scene that tell of somebody beside another."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene

    def counterpart(self, token: Token) -> Sequence[Party]:
        """Who held the same office there on that day: "his Russian counterpart"."""
        if token.lemma_.lower() == "number" and not any(c.lower_ == "opposite" for c in token.children):
            return ()
        if (named := self._named(token)) is not None:
            return (self.scene.officers.as_officer(named),)
        states = [m.entity for m in self.scene.nouns.owners(token) if m.entity.kind == "state"]
        own = self._whose(token)
        if not states and own:
            return self._other_than(own[0], token)
        words_of = [w for p in own for w in self.office_words(p)]
        out: list[Party] = []
        for state in dict.fromkeys(states):
            if not own or state.country != own[0].entity.country:
                out.extend(self._in_office(words_of, state))
        return unique(out)

    def _named(self, token: Token) -> Entity | None:
        """The person whose name stands beside the noun: "his counterpart, *X*", "counterpart *X*"."""
        names = self.scene.named_at
        apposed = next((m for c in token.children if c.dep_ == "appos" and (m := self.scene.mention(c))), None)
        inside = names.get(token.head.i) if token.dep_ in ("compound", "nmod") else None
        for mention in (names.get(token.i + 1), apposed, inside):
            if mention is not None and mention.entity.kind == "person":
                return mention.entity
        return None

    def _whose(self, token: Token) -> list[Party]:
        """Whose counterpart it is: of the owner, else of the subject."""
        own = [
            p for c in token.children if c.dep_ == "poss" for p in self.scene.parties(c) if p.entity.kind == "person"
        ]
        return own or [p for p in self.scene.pronouns.subjects(token) if p.entity.kind == "person"]

    def _in_office(self, words: Sequence[str], state: Entity) -> Sequence[Party]:
        """Who holds the first of these offices that a person of a state holds, else somebody of that state."""
        for word in words:
            holders = self.scene.officers.holders(word, state)
            if holders and holders[0].entity.kind == "person":
                return holders
        return [Party(entity=state, role="Counterpart", sector="GOV")]

    def _other_than(self, person: Party, token: Token) -> Sequence[Party]:
        """With whom somebody last dealt."""
        told = self.scene.discourse.group(self.scene.offset + token.idx, self.scene.number, ("person",), None)
        return unique([p for p in told if p.entity.id != person.entity.id][:1])

    def office_words(self, party: Party) -> list[str]:
        """By which words the office of a person is called, the text's own first."""
        out = [party.role.split(" of ")[0].lower()] if party.role else []
        if self.scene.on:
            out += [
                t.office.replace("_", " ")
                for t in self.scene.world.offices.in_office(self.scene.world.key(party.entity), self.scene.on)
            ]
        return [self.scene.world.office_title(w) for w in out]

    def interlocutor(self, token: Token) -> Sequence[Party]:
        """Whom "his host" or "his interlocutor" means: the other of the two who last dealt."""
        own = [p for c in token.children if c.dep_ == "poss" for p in self.scene.parties(c)]
        several = token.tag_ == "NNS"
        group = self.scene.discourse.group(
            self.scene.offset + token.idx, self.scene.number, ("person",), None if several else 2
        )
        others = [p for p in group if p.entity.id not in {o.entity.id for o in own}]
        if not own:
            return self.scene.anaphora.guest(token) if token.lemma_.lower() in _GUESTS else ()
        return others[: None if several else 1]
