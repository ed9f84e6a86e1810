"""Whose men they are: who leads the delegations, forces and followers of which something is told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from spacy.tokens import Token

from kg.extract.arguments import doers, is_passive, prepositional
from kg.extract.groups import Groups
from kg.extract.homes import Homes
from kg.extract.sides import unique
from kg.model import Entity, Party

if TYPE_CHECKING:
    from kg.extract.parties import Scene

# Whom their state is met in.
_DELEGATIONS = frozenset("delegation team mission group".split())
# Forces of several states, of which one leads.
_LED = frozenset("coalition alliance force peacekeeper troop contingent".split())
# Who may be told apart by whom they follow.
FOLLOWERS = frozenset(
    "supporter follower loyalist backer sympathiser sympathizer partisan fighter militiaman man gunman rebel guerrilla "
    "bodyguard henchman".split()
)
# Of those, who fights for somebody: what they do is the deed of whom they follow.
_FIGHTERS = frozenset("fighter militiaman man gunman rebel guerrilla bodyguard henchman soldier troop force".split())
_LOYAL = frozenset(("loyal", "faithful"))
# Who may be told apart by the body that they are of: "men of the presidential guard".
MEN = frozenset("man woman officer soldier agent member".split())


class Leaders:
    """Whom those stand for in a scene who are led by somebody."""

    def __init__(self, scene: Scene, homes: Homes, groups: Groups) -> None:
        self.scene, self.homes, self.groups = scene, homes, groups

    def read(self, token: Token) -> Sequence[Party] | None:
        """Who leads a delegation or a force; None of other nouns, and where nobody is said to lead it."""
        lemma = token.lemma_.lower()
        if lemma in _DELEGATIONS and (leaders := self.leaders(token)):
            return leaders
        if lemma in _LED:
            leading, by_some = self.leading(token), any(c.lower_ == "led" for c in token.children)
            if leading or by_some:
                return leading
        return None

    def leaders(self, token: Token) -> Sequence[Party]:
        """The people who lead a delegation, and whom its state is met in: "a Chadian team led by X"."""
        led = [c for c in token.children if c.dep_ == "acl" and c.lemma_.lower() in ("lead", "head") and is_passive(c)]
        return unique([p for c in led for t in doers(c) for p in self.scene.sides(t)])

    def leading(self, token: Token) -> Sequence[Party]:
        """Who leads a force of several: "a French-led force", "the coalition led by X", which may have a name."""
        before = [c for w in token.children if w.lower_ == "led" and w.dep_ == "amod" for c in w.children]
        mentions = [m for c in before if (m := self.scene.mention(c)) is not None]
        leaders = [Party(entity=m.entity) for m in mentions if m.entity.kind in ("state", "organisation")]
        leaders = leaders or [p for p in self.leaders(token) if p.entity.kind in ("state", "organisation")]
        if len(leaders) == 1 and leaders[0].entity.kind == "state":
            known = self.scene.world.find(f"{self.scene.world.adjective(leaders[0].entity)}-led {token.lemma_.lower()}")
            named = unique([Party(entity=n.entity) for n in known if n.entity.kind in ("organisation", "group")])
            return named if len(named) == 1 else leaders
        return leaders

    def led_by(self, person: Entity) -> Entity | None:
        """The armed group or party of a person who serves no state: "his men", "Haftar's forces"."""
        if self.scene.on is None:
            return None
        terms = self.scene.world.offices.in_office(self.scene.world.key(person), self.scene.on)
        bodies = [body for t in terms if (body := self.scene.world.body(t.body)) is not None]
        return bodies[0] if bodies and all(b.kind == "group" for b in bodies) else None

    def follows(self, token: Token, person: Entity) -> bool:
        """Do bodyguards or loyal forces follow somebody who serves no state on the day, and so none themselves?"""
        if self.scene.on is None or not (token.lemma_.lower() in FOLLOWERS or loyal_to(token)):
            return False
        terms = self.scene.world.offices.in_office(self.scene.world.key(person), self.scene.on)
        return not any(self.scene.world.state(t.body) is not None for t in terms)

    def following(self, leader: Entity, token: Token, sector: str) -> Party:
        """Whose deed it is that followers do: of their leader where they bear arms ("his men"), else their own."""
        if token.lemma_.lower() in _FIGHTERS and all(c.lower_ != "own" for c in token.children):
            return Party(entity=leader, role=phrase(token))
        return self.groups.followers(leader, token, sector)

    def body_of(self, token: Token) -> Sequence[Party]:
        """The force or court that men are of: "men of the presidential guard"."""
        classes = self.scene.lexicon.classes
        bodies = [o for o in prepositional(token, "of") if any(kind == "institution" for kind, _ in classes(o))]
        return unique([p for o in bodies for p in self.scene.sides(o)])

    def loyal(self, token: Token) -> Sequence[Party]:
        """Whose "government militiamen" are: of the state that is named with them, or of the country told about."""
        states = [m.entity.country for m in self.scene.nouns.owners(token) if m.entity.kind in ("state", "place")]
        state = self.scene.world.state(states[0]) if states else self.homes.around(token) or self.scene.land
        return (Party(entity=state, role=phrase(token), sector="MIL"),) if state is not None else ()


def loyal_to(token: Token) -> list[Token]:
    """To whom somebody is said to be loyal: "forces *loyal to X*"."""
    return [o for c in token.children if c.lemma_.lower() in _LOYAL for o in prepositional(c, "to")]


def phrase(token: Token) -> str:
    """How a noun calls a party: as it is written where it stands alone."""
    return token.text if token.i == token.left_edge.i else token.lemma_.lower()
