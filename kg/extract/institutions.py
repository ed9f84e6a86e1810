"""Whose a body is that every state has, where nothing beside it says so: "the Foreign Ministry", "the Home Office"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Token

from kg.extract.arguments import prepositional
from kg.extract.mentions import Mention
from kg.extract.sides import unique
from kg.model import Entity, Party

if TYPE_CHECKING:
    from kg.extract.parties import Scene

# What stands in one state and belongs to another.
MISSIONS = frozenset("embassy consulate mission legation".split())
_STAFF = frozenset("staff personnel employee worker official diplomat attaché attache officer guard".split())
_WORKING = frozenset("work serve employ station post accredit".split())


class Institutions:
    """The ministries and offices of a scene: of the state last named with one, or of that whose capital tells of it."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene

    def served(self, token: Token) -> tuple[Party, ...]:
        """Whom they serve who work in a mission: "staff at X's embassy", "everyone who works at X's consulate"."""
        works = [c for c in token.children if c.dep_ in ("relcl", "acl") and c.lemma_ in _WORKING]
        if token.lemma_.lower() in _STAFF:
            works.append(token)
        if not works:
            return ()
        missions = [o for t in works for link in ("at", "in", "from") for o in prepositional(t, link)]
        if works[-1:] == [token] and token.i + 1 < token.sent.end and token.nbor(1).lower_ == "at":
            missions += [o for o in token.nbor(1).children if o.dep_ == "pobj"]  # hung on the verb
        return unique([p for o in missions if o.lemma_.lower() in MISSIONS for p in self.scene.sides(o)])

    def called(self, token: Token) -> str | None:
        """What a body is called without its state ("ministry of home affairs"), if every state has one."""
        if not self.scene.world.is_of_state_body(token.text):
            return None
        before = [c for c in token.children if c.dep_ in ("compound", "amod", "nmod") and c.i < token.i]
        start = min([token.i, *(c.left_edge.i for c in before)])
        ends = [o.right_edge.i + 1 for o in prepositional(token, "of")]
        for end in (*ends[:1], token.i + 1):
            phrase = token.doc[start:end].text.lower()
            if self.scene.world.is_state_body(phrase):
                return phrase
        return None

    def state(self, token: Token, phrase: str) -> Entity | None:
        """The state of a body that none is named for: of the same body before, of all such before, or of the base."""
        at = self.scene.offset + token.idx
        if same := self._called_so(phrase, at):
            return same[-1]
        alike = {state.id: state for state in self._called_so(token.lemma_.lower(), at)}
        if alike:
            return next(iter(alike.values())) if len(alike) == 1 else None
        return self.scene.home or self.base(at)

    def _called_so(self, phrase: str, at: int) -> list[Entity]:
        """The states of the bodies that were called so before a place."""
        told = self.scene.called
        return [p.entity for where, noun, p in told if where < at and noun == phrase and p.entity.kind == "state"]

    def base(self, at: int) -> Entity | None:
        """The state whose seat of government stands in the dateline, if no other has been named before this place.

        Abroad, talks of others are told from a capital as well: "LONDON - Syria said ... the government ...".
        """
        local, town = self.local(at), self.scene.town
        return local if local is not None and town is not None and self.scene.world.is_seat(town, local) else None

    def local(self, at: int) -> Entity | None:
        """The state of the dateline's town, if no other has been named before this place."""
        state = self.scene.world.state(self.scene.town.country) if self.scene.town is not None else None
        named = {country for where, country in self.scene.named if where < at}
        return state if state is not None and (not named or state.country in named) else None

    def of_home(self, mention: Mention, doc: Doc) -> Mention:
        """What bears a name that bodies of several states bear: in Islamabad "the Foreign Office" is Pakistan's."""
        called, at = doc[mention.start : mention.end].text, self.scene.offset + doc[mention.start].idx
        if mention.form != "metonym" or not self.scene.world.is_state_body(called):
            return mention
        home = self.scene.home or self.base(at) or self._of_the_people(mention)
        home = home or next(reversed(self._called_so(called.lower(), at)), None)
        return mention if home is None else replace(mention, entity=home)

    def _of_the_people(self, mention: Mention) -> Entity | None:
        """The one state whose people a passage names before a body, where the article never names the body's own."""
        people = {
            m.entity.country for m in self.scene.mentions if m.entity.kind == "person" and m.start < mention.start
        } - {None}  # fmt: skip
        own = self.scene.cast.lands[mention.entity.country or ""]
        return self.scene.world.state(next(iter(people))) if len(people) == 1 and not own else None
