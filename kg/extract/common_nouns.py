"""Common nouns: whom "the army", "Turkish soldiers" or "people in Peru" stand for, by whose they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from spacy.tokens import Token

from kg.extract.arguments import conjuncts, owners, prepositional
from kg.extract.called_again import BODIES, CalledAgain
from kg.extract.clauses import is_definite
from kg.extract.coordination import shared_name
from kg.extract.counterparts import Counterparts
from kg.extract.discourse import NUMBERS
from kg.extract.groups import Groups
from kg.extract.homes import Homes
from kg.extract.leaders import FOLLOWERS, MEN, Leaders, loyal_to, phrase
from kg.extract.mentions import Mention
from kg.extract.several import Several
from kg.extract.sides import unique
from kg.extract.unlisted import TERRITORIES
from kg.model import Entity, Party

if TYPE_CHECKING:
    from kg.extract.parties import Scene

_GROUPS = ("rebels", "opposition", "people")
# What is no state: "a state of emergency".
_CONDITIONS = frozenset(("emergency", "siege", "war", "alert", "alarm", "affair", "calamity", "disaster", "chaos"))
# What is done with forces of one's own.
_COMMANDS = frozenset("order instruct command direct send deploy mobilise mobilize rush dispatch".split())
# What a state has one of.
_ORGANS = frozenset(
    "navy army ministry government parliament guard military command fleet service delegation cabinet administration "
    "embassy force".split()
)
# Whose forces are those of others than the state where they are.
_FROM_ABROAD = frozenset("peacekeeping international foreign multinational allied coalition".split())
_SENT = frozenset("force troop soldier army contingent mission peacekeeper battalion officer observer".split())
_PARTS = frozenset("north south east west centre center northeast northwest southeast southwest part rest".split())


# What planes do, and no lone fighter on foot.
_FLOWN = frozenset("shoot fire bomb fly strafe down intercept rocket crash collide buzz cross attack sink".split())


class CommonNouns:
    """Whom a common noun stands for in a scene, by the class that the table of nouns gives it."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.homes = scene, Homes(scene)
        self.groups = Groups(scene, self.homes)
        self.several, self.counterparts = Several(scene), Counterparts(scene)
        self.leaders, self.again = Leaders(scene, self.homes, self.groups), CalledAgain(scene, self.groups)

    def read(self, token: Token, kind: str, sector: str) -> Sequence[Party]:
        """Whom a common noun of a class means: an army, a group, a counterpart."""
        if (known := self._by_what_is_told(token, kind)) is not None:
            return known
        lemma = token.lemma_.lower()
        if kind in ("people", "institution") and lemma in MEN and (force := self.leaders.body_of(token)):
            return force
        if kind == "rebels" and any(c.dep_ == "compound" and c.lower_ == "government" for c in token.children):
            return self.leaders.loyal(token)
        found = [p for m in self.owners(token) if (p := self._of_owner(m.entity, token, kind, sector)) is not None]
        if kind in _GROUPS and len(found) > 1:  # "the Syrian Kurdish YPG group" is the YPG
            found = [p for p in found if p.entity.id in self.scene.world.entities] or found
        if found:
            return unique(found)
        if kind == "institution":
            return self._institution(token, sector)
        return self._group(token, kind, sector) if kind in _GROUPS else ()

    def _by_what_is_told(self, token: Token, kind: str) -> Sequence[Party] | None:
        """Whom a noun means that takes up others or is led by them; None of those that mean whoever they are of."""
        if kind == "opposition" and token.lemma_.lower() in BODIES and (several := self.several.bodies(token)):
            return several
        if (leading := self.leaders.read(token)) is not None:
            return leading
        if kind == "collective":
            return unique([p for o in prepositional(token, "of") for p in self.scene.sides(o)])
        if kind == "counterpart":
            return self.counterparts.counterpart(token)
        if kind == "interlocutor":
            return self.counterparts.interlocutor(token)
        if token.lemma_ == "state" and any(c.lower_ in NUMBERS or c.lower_ in ("both", "all") for c in token.children):
            kind = "states"  # "the four states"
        if kind in ("states", "persons"):
            return self.several.read(token, ("state",) if kind == "states" else ("person",))
        if kind == "body":
            return self.again.body(token)
        if token.lemma_ == "state" and any(t.lemma_ in _CONDITIONS for t in prepositional(token, "of")):
            return ()
        return None

    def _of_owner(self, owner: Entity, token: Token, kind: str, sector: str) -> Party | None:
        """Whom a noun means that is somebody's: "Assad's forces", "Hamas fighters", "Turkish troops"."""
        if owner.kind in ("group", "organisation"):
            return Party(entity=owner, role=phrase(token), sector=sector if kind == "institution" else None)
        if owner.kind == "person":
            return self._of_person(owner, token, kind, sector)
        state = self.scene.world.state(owner.country) if owner.kind in ("state", "place") else None
        if state is not None and kind == "institution":
            return Party(entity=state, role=phrase(token), sector=sector)
        if state is not None and _acts_for_it(token):
            return Party(entity=state, role=phrase(token), sector="MIL" if token.lemma_ == "fighter" else "GOV")
        if state is not None and kind in _GROUPS:
            return Party(entity=self.groups.people(state, token, sector), sector=sector)
        return None

    def _of_person(self, person: Entity, token: Token, kind: str, sector: str) -> Party | None:
        """Whom a noun means that is a person's: of the group, the state or the followers whom that person leads."""
        if token.tag_ == "NNS" and (led := self.leaders.led_by(person)) is not None:
            return Party(entity=led, role=phrase(token))
        if kind == "institution" and self.leaders.follows(token, person):
            return self.leaders.following(person, token, sector)
        if kind == "institution" and person.country:  # "the Biden administration", "Assad's forces"
            state = self.scene.world.state(person.country)
            return Party(entity=state, role=phrase(token), sector=sector) if state else None
        if token.lemma_.lower() in FOLLOWERS and token.tag_ == "NNS":
            return self.leaders.following(person, token, sector)
        return None

    def _institution(self, token: Token, sector: str) -> Sequence[Party]:
        """Whose "the army" or "the ministry" is where nobody is said to own it."""
        role = phrase(token)
        if token.dep_ == "dobj" and token.head.lemma_.lower() in _COMMANDS:
            own = self.homes.of_subject(token)
            if own is not None:
                return (Party(entity=own, role=role, sector=sector),)
        of_each = token.tag_ == "NNS" and token.lemma_.lower() in _ORGANS
        if of_each and (pair := self.several.states_told(token)):
            return tuple(Party(entity=p.entity, role=role, sector=sector) for p in pair)
        if known := self.again.told_of(token, "institution"):
            return known
        body = self.scene.institutions.called(token) if sector == "GOV" and is_definite(token) else None
        own = self.homes.of_dealt(token) if sector == "MIL" else None  # courts try people from abroad, too
        state = own or self.homes.of_subject(token) or self.homes.of_forces(token, sector)
        state = state or (self.scene.institutions.state(token, body) if body else None)
        return (Party(entity=state, role=role, sector=sector),) if state is not None else ()

    def _group(self, token: Token, kind: str, sector: str) -> Sequence[Party]:
        """Who rebels, opponents or people are of whom nobody is said to have them."""
        if known := self.again.told_of(token, kind):
            return known
        group = self.groups.described(token, sector) if kind != "people" else None
        group = group or self.groups.there(token, sector)
        return (group,) if group else ()

    def owners(self, token: Token) -> list[Mention]:
        """States, bodies and people that a noun is said to be of, without those that only describe it."""
        out: list[Mention] = []
        for owner in (*owners(token), *loyal_to(token)):
            for each in conjuncts(owner):
                mention = self.scene.mention(each)
                out.extend(self.as_mention(p, each) for p in shared_name(each, self.scene))
                if mention is None and each.lemma_.lower() in TERRITORIES:  # "the government of X province"
                    mention = next((m for c in each.children if (m := self.scene.mention(c)) is not None), None)
                if mention is not None and not self.scene.bound(mention, token.doc):
                    out.append(mention)
                elif out and each.dep_ == "compound" and ("institution", "COP") in self.scene.lexicon.classes(each):
                    continue  # "Kenyan police officers" are Kenya's, wherever "the police" would be at home
                elif mention is None and each != token and each.pos_ in ("PRON", "NOUN", "PROPN", "DET"):
                    out.extend(self.as_mention(p, each) for p in self.scene.parties(each))
        if not out and not _from_abroad(token):
            for word in ("in", "throughout", "across", "inside"):  # "rebels in X", "settlers in the north of X"
                out.extend(
                    m
                    for o in prepositional(token, word)
                    for part in (o, *(prepositional(o, "of") if o.lemma_.lower() in _PARTS else ()))
                    if (m := self.scene.mention(part)) is not None and m.entity.kind in ("state", "place")
                )
        if not out and token.tag_ == "NNS" and (group := self.group_behind(token)) is not None:
            out.append(group)
        if not out and token.dep_ == "conj":
            # "Chadian herders and soldiers": the second shares the first's adjective
            out = self.owners(token.head)
        return list(dict.fromkeys(out)) if len(out) > 1 else out

    def group_behind(self, token: Token) -> Mention | None:
        """The group right behind "from" or "with", where the parser hung it on the verb: "killed fighters from X"."""
        if token.i + 2 >= len(token.doc) or token.nbor(1).lower_ not in ("from", "with"):
            return None  # what stands further behind may belong to the verb
        mention = next((m for c in token.nbor(1).children if (m := self.scene.mention(c)) is not None), None)
        return mention if mention is not None and mention.entity.kind == "group" else None

    def as_mention(self, party: Party, token: Token) -> Mention:
        """A party that no name but a pronoun or noun brought, as owners are listed."""
        return Mention(start=token.i, end=token.i + 1, root=token.i, entity=party.entity, form="name")

    def their_states(self, people: Sequence[Party]) -> tuple[Party, ...]:
        """The states of people, each once."""
        states = [self.scene.world.state(p.entity.country) for p in people]
        return tuple(Party(entity=s) for s in dict.fromkeys(states) if s is not None)


def _acts_for_it(token: Token) -> bool:
    """Is it a plane or an envoy of a state: "a Turkish *fighter* fired", "Beijing's *man* in Canberra"?"""
    if token.tag_ != "NN":
        return False
    if token.lemma_.lower() == "fighter":
        return token.dep_ == "nsubj" and token.head.lemma_.lower() in _FLOWN
    posted = any(c.dep_ == "prep" and c.lower_ in ("in", "at", "to") for c in token.children)
    return token.lemma_.lower() in ("man", "woman") and posted and any(c.dep_ == "poss" for c in token.children)


def _from_abroad(token: Token) -> bool:
    """Is it forces of others than the state where they are: "the international peacekeeping force in X"?"""
    return token.lemma_.lower() in _SENT and any(c.lower_ in _FROM_ABROAD for c in token.children)
