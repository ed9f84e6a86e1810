"""Common nouns: armies, rebels, counterparts, "the two countries"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from spacy.tokens import Token

from kg.extract.arguments import conjuncts, doers, is_passive, modifiers, owners, prepositional
from kg.extract.clauses import is_definite
from kg.extract.discourse import ACTORS, NUMBERS, unique
from kg.extract.groups import VAGUE, Groups
from kg.extract.homes import Homes
from kg.extract.mentions import Mention
from kg.extract.unlisted import TERRITORIES
from kg.model import Entity, Party

if TYPE_CHECKING:
    from kg.extract.parties import Scene

# By what the body last named is called again.
_BODIES = {
    **dict.fromkeys(("bloc", "alliance", "organisation", "organization", "body", "agency"), ("organisation",)),
    **dict.fromkeys(("group", "movement"), ("group",)),
}
_CONDITIONS = frozenset(("emergency", "siege", "war", "alert", "alarm", "affair", "calamity", "disaster", "chaos"))
_UNDER = frozenset(("dobj", "pobj", "dative"))
_GROUPS = ("rebels", "opposition", "people")
# Who may be told apart by whom they follow.
_FOLLOWERS = frozenset(
    "supporter follower loyalist backer sympathiser sympathizer partisan fighter militiaman man gunman rebel guerrilla "
    "bodyguard henchman".split()
)
# Of those, who fights for somebody: what they do is the deed of whom they follow.
_FIGHTERS = frozenset("fighter militiaman man gunman rebel guerrilla bodyguard henchman soldier troop force".split())
_LOYAL = frozenset(("loyal", "faithful"))
# Who may be told apart by the body that they are of: "men of the presidential guard".
_MEN = frozenset("man woman officer soldier agent member".split())
# What is done with forces of one's own.
_COMMANDS = frozenset("order instruct command direct send deploy mobilise mobilize rush dispatch".split())
_OFFICES = frozenset("minister president premier king chancellor ambassador secretary".split())
# Whose forces are those of others than the state where they are.
_FROM_ABROAD = frozenset("peacekeeping international foreign multinational allied coalition".split())
_SENT = frozenset("force troop soldier army contingent mission peacekeeper battalion officer observer".split())
_PARTS = frozenset("north south east west centre center northeast northwest southeast southwest part rest".split())
_DELEGATIONS = frozenset("delegation team mission group".split())
# Forces of several states, of which one leads.
_LED = frozenset("coalition alliance force peacekeeper troop contingent".split())
# What tells no body from others: "the 15-member bloc", "the regional alliance".
_PLAIN = frozenset("member nation state country strong regional economic trading".split())
_INSURGENTS = frozenset(("guerrilla", "rebel", "insurgent"))
_SOMEWHERE = frozenset("on in at to into from along across onto near over inside".split())
# What a state has one of.
_ORGANS = frozenset(
    "navy army ministry government parliament guard military command fleet service delegation cabinet administration "
    "embassy force".split()
)
_GUESTS = frozenset("guest visitor".split())
# Who is a state beside another.
_NEIGHBOURS = frozenset("ally neighbour neighbor".split())
_SIDES = frozenset("side party rival enemy foe belligerent".split())


class CommonNouns:
    """Whom a common noun stands for in a scene, by the class that the table of nouns gives it."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.homes = scene, Homes(scene)
        self.groups = Groups(scene, self.homes)

    def read(self, token: Token, kind: str, sector: str) -> Sequence[Party]:
        """Whom a common noun of a class means: an army, a group, a counterpart."""
        if kind == "opposition" and token.lemma_.lower() in _BODIES and (several := self.bodies(token)):
            return several
        if token.lemma_.lower() in _DELEGATIONS and (leaders := self.leaders(token)):
            return leaders
        if token.lemma_.lower() in _LED:
            leading, by_some = self.leading(token), any(c.lower_ == "led" for c in token.children)
            if leading or by_some:
                return leading
        if kind == "collective":
            return unique([p for o in prepositional(token, "of") for p in self.scene.sides(o)])
        if kind == "counterpart":
            return self.counterpart(token)
        if kind == "interlocutor":
            return self.interlocutor(token)
        if token.lemma_ == "state" and any(c.lower_ in NUMBERS or c.lower_ in ("both", "all") for c in token.children):
            kind = "states"  # "the four states"
        if kind in ("states", "persons"):
            kinds = ("state",) if kind == "states" else ("person",)
            return self.group(token, kinds)
        if kind == "body":
            return self.body(token)
        if token.lemma_ == "state" and any(t.lemma_ in _CONDITIONS for t in prepositional(token, "of")):
            return ()  # "a state of emergency"
        found = []
        if kind in ("people", "institution") and token.lemma_.lower() in _MEN and (force := self.body_of(token)):
            return force
        if kind == "rebels" and any(c.dep_ == "compound" and c.lower_ == "government" for c in token.children):
            return self.loyal(token)
        for mention in self.owners(token):
            entity = mention.entity
            if entity.kind in ("group", "organisation"):
                found.append(
                    Party(entity=entity, role=_phrase(token), sector=sector if kind == "institution" else None)
                )
            elif entity.kind == "person" and (led := self.led_by(entity)) is not None and token.tag_ == "NNS":
                found.append(Party(entity=led, role=_phrase(token)))
            elif entity.kind == "person" and kind == "institution" and self.follows(token, entity):
                found.append(self.following(entity, token, sector))
            elif entity.kind == "person" and kind == "institution" and entity.country:
                state = self.scene.world.state(entity.country)  # "the Biden administration", "Assad's forces"
                if state:
                    found.append(Party(entity=state, role=_phrase(token), sector=sector))
            elif entity.kind == "person" and token.lemma_.lower() in _FOLLOWERS and token.tag_ == "NNS":
                found.append(self.following(entity, token, sector))
            elif entity.kind in ("state", "place"):
                state = self.scene.world.state(entity.country)
                if state is not None and kind == "institution":
                    found.append(Party(entity=state, role=_phrase(token), sector=sector))
                elif state is not None and kind in ("rebels", "opposition", "people"):
                    found.append(Party(entity=self.groups.people(state, token, sector), sector=sector))
        if kind in _GROUPS and len(found) > 1:  # "the Syrian Kurdish YPG group" is the YPG
            found = [p for p in found if p.entity.id in self.scene.world.entities] or found
        if not found and kind == "institution" and token.dep_ == "dobj" and token.head.lemma_.lower() in _COMMANDS:
            own = self.homes.of_subject(token)
            if own is not None:
                return (Party(entity=own, role=_phrase(token), sector=sector),)
        of_each = kind == "institution" and token.tag_ == "NNS" and token.lemma_.lower() in _ORGANS
        if not found and of_each and (pair := self.states_told(token)):
            return tuple(Party(entity=p.entity, role=_phrase(token), sector=sector) for p in pair)
        if not found and kind in (*_GROUPS, "institution"):
            known = self.told_of(token, kind)
            if known:
                return known
        if not found and kind == "institution":
            body = self.scene.institutions.called(token) if sector == "GOV" and is_definite(token) else None
            own = self.homes.of_dealt(token) if sector == "MIL" else None  # courts try people from abroad, too
            state = own or self.homes.of_subject(token) or self.homes.of_forces(token, sector)
            state = state or (self.scene.institutions.state(token, body) if body else None)
            return (Party(entity=state, role=_phrase(token), sector=sector),) if state is not None else ()
        if not found and kind in _GROUPS:
            group = self.groups.described(token, sector) if kind != "people" else None
            group = group or self.groups.there(token, sector)
            return (group,) if group else ()
        return unique(found)

    def follows(self, token: Token, person: Entity) -> bool:
        """Do bodyguards or loyal forces follow somebody who serves no state on the day, and so none themselves?"""
        if self.scene.on is None or not (token.lemma_.lower() in _FOLLOWERS or _loyal_to(token)):
            return False
        terms = self.scene.world.offices.in_office(self.scene.world.key(person), self.scene.on)
        return not any(self.scene.world.state(t.body) is not None for t in terms)

    def following(self, leader: Entity, token: Token, sector: str) -> Party:
        """Whose deed it is that followers do: of their leader where they bear arms ("his men"), else their own."""
        if token.lemma_.lower() in _FIGHTERS and all(c.lower_ != "own" for c in token.children):
            return Party(entity=leader, role=_phrase(token))
        return self.groups.followers(leader, token, sector)

    def body_of(self, token: Token) -> Sequence[Party]:
        """The force or court that men are of: "men of the presidential guard"."""
        classes = self.scene.lexicon.classes
        bodies = [o for o in prepositional(token, "of") if any(kind == "institution" for kind, _ in classes(o))]
        return unique([p for o in bodies for p in self.scene.sides(o)])

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

    def loyal(self, token: Token) -> Sequence[Party]:
        """Whose "government militiamen" are: of the state that is named with them, or of the country told about."""
        states = [m.entity.country for m in self.owners(token) if m.entity.kind in ("state", "place")]
        state = self.scene.world.state(states[0]) if states else self.homes.around(token) or self.scene.land
        return (Party(entity=state, role=_phrase(token), sector="MIL"),) if state is not None else ()

    def body(self, token: Token) -> Sequence[Party]:
        """Hamas for "the Hamas movement", the organisation last named for "the bloc", nobody for a Syrian movement."""
        if several := self.bodies(token):
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
        if called or token.lower_ not in _BODIES:  # "the Front" after "the Liberation Front of X"
            return called[-1:]
        named = [r for r in self.scene.discourse.referents if r.at < at and self.scene.number - r.sentence <= 3]
        states = token.lower_ in ("bloc", "alliance")  # no army is one
        bodies = [r.party for r in named if r.party.entity.kind in _BODIES[token.lower_]]
        return [p for p in bodies if not states or p.entity.sector in (None, "IGO")][-1:]

    def bodies(self, token: Token) -> Sequence[Party]:
        """Which groups or organisations "the two movements" or "both groups" means."""
        count = next((NUMBERS[c.lower_] for c in token.children if c.lower_ in NUMBERS), None)
        if not count or token.tag_ != "NNS" or not any(c.lower_ in ("the", "both") for c in token.children):
            return ()
        at = self.scene.offset + token.idx
        return self.scene.discourse.group(at, self.scene.number, ("group", "organisation"), count)

    def led_by(self, person: Entity) -> Entity | None:
        """The armed group or party of a person who serves no state: "his men", "Haftar's forces"."""
        if self.scene.on is None:
            return None
        terms = self.scene.world.offices.in_office(self.scene.world.key(person), self.scene.on)
        bodies = [body for t in terms if (body := self.scene.world.body(t.body)) is not None]
        return bodies[0] if bodies and all(b.kind == "group" for b in bodies) else None

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

    def owners(self, token: Token) -> list[Mention]:
        """States, bodies and people that a noun is said to be of, without those that only describe it."""
        out: list[Mention] = []
        for owner in (*owners(token), *_loyal_to(token)):
            for each in conjuncts(owner):
                mention = self.scene.mention(each)
                out.extend(self.as_mention(p, each) for p in self.scene._shared_name(each))
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

    def counterpart(self, token: Token) -> Sequence[Party]:
        """Who held the same office there on that day: "his Russian counterpart"."""
        if token.lemma_.lower() == "number" and not any(c.lower_ == "opposite" for c in token.children):
            return ()
        beside = next(
            (self.scene.mention(c) for c in token.children if c.dep_ == "appos" and self.scene.mention(c)), None
        )
        following = self.scene.named_at.get(token.i + 1)
        if following is not None and following.entity.kind == "person":
            beside = following
        if beside is not None and beside.entity.kind == "person":
            return (self.scene.officers.as_officer(beside.entity),)
        if (
            token.head.i in self.scene.named_at
            and token.dep_ in ("compound", "nmod")
            and self.scene.named_at[token.head.i].entity.kind == "person"
        ):
            return (self.scene.officers.as_officer(self.scene.named_at[token.head.i].entity),)
        states = [m.entity for m in self.owners(token) if m.entity.kind == "state"]
        own = [
            p for c in token.children if c.dep_ == "poss" for p in self.scene.parties(c) if p.entity.kind == "person"
        ]
        if not own:
            own = [p for p in self.scene.pronouns.subjects(token) if p.entity.kind == "person"]
        words_of = [w for p in own for w in self.office_words(p)]
        out: list[Party] = []
        for state in dict.fromkeys(states):
            if own and state.country == own[0].entity.country:
                continue
            holders = next(
                (h for w in words_of if (h := self.scene.officers.holders(w, state)) and h[0].entity.kind == "person"),
                None,
            )
            out.extend(holders or [Party(entity=state, role="Counterpart", sector="GOV")])
        if not states and own:
            other = self.scene.discourse.group(self.scene.offset + token.idx, self.scene.number, ("person",), None)
            out = [p for p in other if p.entity.id != own[0].entity.id][:1]
        return unique(out)

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

    def their_states(self, people: Sequence[Party]) -> tuple[Party, ...]:
        """The states of people, each once."""
        states = [self.scene.world.state(p.entity.country) for p in people]
        return tuple(Party(entity=s) for s in dict.fromkeys(states) if s is not None)

    def states_told(self, token: Token) -> tuple[Party, ...]:
        """The states of which "the two navies" or "both foreign ministers" are, who dealt with one another."""
        count = next((NUMBERS[c.lower_] for c in token.children if c.lower_ in NUMBERS), None)
        if count is None or not any(c.lower_ in ("the", "both") for c in token.children):
            return ()
        if any(c.dep_ in ("prep", "poss", "relcl", "acl") for c in token.children):
            return ()
        at, without = self.scene.offset + token.idx, self.scene.anaphora.beside(token)
        acting = self.their_states(self.scene.pronouns.subjects(token))
        if len(acting) == count:
            return acting  # "X and Y signed an agreement on hotlines between the two navies"
        told, number = self.scene.discourse, self.scene.number
        pair = told.group(at, number, ("state",), count, dealt=True, without=without)
        return pair or self.their_states(told.group(at, number, ("person",), count, dealt=True, without=without))

    def group(self, token: Token, kinds: tuple[str, ...]) -> Sequence[Party]:
        """Several who were told of: "the two leaders", "both sides", "the three countries", "the pair"."""
        if "state" in kinds:  # "its ally Venezuela"
            beside = [c for c in token.children if c.dep_ == "appos" and self.scene.mention(c) is not None]
            called = unique([p for c in beside for p in self.scene.sides(c) if p.entity.kind == "state"])
            if called:
                return called
        named = [m.entity for m in self.owners(token) if m.entity.kind in ACTORS]
        if named and token.tag_ in ("NNS", "NNPS") and "person" not in kinds:
            several = unique([Party(entity=e) for e in named])
            if "state" in kinds and all(e.kind == "person" for e in named):
                several = self.their_states(several)  # "their two countries"
            return several if len(several) > 1 else ()
        if len(named) == 1 and token.lower_ == "side" and _acts_as_side(token):
            return (Party(entity=named[0], sector="GOV" if named[0].kind == "state" else None),)
        if any(c.lower_ in ("other", "more", "further", "additional") for c in token.children):
            return ()
        if any(c.dep_ == "acl" and c.tag_ == "VBN" and c.i == token.i + 1 for c in token.children):
            return ()  # "the three countries hit by the flood" are told apart by that, and not as told before
        count = next((NUMBERS[c.lower_] for c in token.children if c.lower_ in NUMBERS), None)
        definite = any(c.lower_ in ("the", "both", "these", "their", "all") for c in token.children)
        pair = token.lemma_.lower() in ("pair", "duo")
        each = any(c.lower_ in ("each", "either") for c in token.children) and token.lemma_.lower() in _SIDES
        if each:
            count = 2
        if token.tag_ not in ("NNS", "NNPS") and not pair and not each:
            owned = [p for c in token.children if c.dep_ == "poss" for p in self.scene.parties(c)]
            if token.lemma_.lower() in ("country", "nation") and owned and owned[0].entity.kind == "person":
                served = (owned[0].role or "").partition(" of ")[2]  # but not the secretary-general's
                return tuple(p for p in self.their_states(owned[:1]) if served in ("", p.entity.label))
            if token.lemma_.lower() == "island" and definite and not _is_place(token):
                home, told = self.scene.home, self.scene.anaphora.other_state(token)
                if home is None:
                    return told if token.dep_ != "poss" else ()
                return (Party(entity=home),) if all(p.entity.id == home.id for p in told) else ()
            if (
                definite
                and token.lemma_.lower()
                in ("country", "nation", "kingdom", "republic", "state", "emirate", "sultanate")
                and "state" in kinds
            ):
                others = self.scene.anaphora.beside(token) if token.dep_ in _UNDER else ()
                body = self.scene.discourse.body(self.scene.offset + token.idx, self.scene.number, without=others)
                return (body,) if body and body.entity.kind == "state" else ()
            if token.lemma_.lower() in _NEIGHBOURS and not owned and not named and token.dep_ in _UNDER:
                return self.scene.anaphora.other_state(token)
            return ()
        if (
            not (definite or pair or each)
            or named
            or any(c.dep_ == "prep" and c.lower_ in ("in", "of", "to") for c in token.children)
        ):
            return ()
        if token.lemma_.lower() in _SIDES:
            kinds = ("state", "group", "organisation")
            if count is None and any(c.lower_ == "all" for c in token.children):  # "called on all sides"
                return self.scene.discourse.opponents(self.scene.number, kinds)
        role = token.lemma_.lower() if token.lemma_.lower() in _OFFICES else None
        at, many = self.scene.offset + token.idx, 2 if pair else count
        if token.lemma_.lower() in _SIDES and many in (None, 2) and (foes := self.foes(token, kinds)):
            return foes
        group = self.scene.discourse.group(at, self.scene.number, kinds, many, role, dealt=True)
        if not group and role != "minister":  # who is called president may be told of by another office
            role = None
            group = self.scene.discourse.group(at, self.scene.number, kinds, many, dealt=True)
        if token.lemma_.lower() in ("leader", "president") and any(_is_minister(p) for p in group):
            group = ()
        if not group and "state" in kinds:
            group = self.their_states(self.scene.discourse.group(at, self.scene.number, ("person",), many, dealt=True))
        if not group and token.lemma_.lower() in _SIDES and many in (None, 2):
            group = self.scene.discourse.opponents(self.scene.number, kinds)
        acting = self.scene.pronouns.subjects(token) if token.dep_ in _UNDER else ()
        subject = {p.entity.id for p in (*acting, *self.their_states(acting))}
        if not group and kinds == ("state",) and many == 2:
            group = self.main_states(token, acting)
        if not group or subject & {p.entity.id for p in group}:  # "X called on both sides": X is neither
            main = pair or token.lemma_.lower() in _SIDES
            group = self.scene.discourse.group(at, self.scene.number, kinds, many, role, main=main, without=subject)
        if not group and "state" in kinds:
            people = self.scene.discourse.group(at, self.scene.number, ("person",), many, without=subject)
            group = self.their_states(people)
        if not group and many == 2:
            return self.rivals(token, kinds, subject)
        return group if count is None or len(group) == count else ()

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


def _loyal_to(token: Token) -> list[Token]:
    return [o for c in token.children if c.lemma_.lower() in _LOYAL for o in prepositional(c, "to")]


def _from_abroad(token: Token) -> bool:
    """Is it forces of others than the state where they are: "the international peacekeeping force in X"?"""
    return token.lemma_.lower() in _SENT and any(c.lower_ in _FROM_ABROAD for c in token.children)


def _acts_as_side(token: Token) -> bool:
    """Is "the Tajik side" a party, and not where something is: "on the Tajik side", "the Tajik side of the border"?"""
    somewhere = token.dep_ == "pobj" and token.head.lower_ in _SOMEWHERE
    return is_definite(token) and not somewhere and not prepositional(token, "of")


def _is_minister(party: Party) -> bool:
    """Is it a minister who leads no government?"""
    role = (party.role or "").lower()
    return "minister" in role and "prime" not in role


def _is_place(token: Token) -> bool:
    """Is a land where something is, or one that other words tell apart: "on the island", "the island of X"?"""
    told = any(c.dep_ in ("amod", "compound", "nmod", "prep", "relcl", "acl", "appos") for c in token.children)
    return told or (token.dep_ == "pobj" and token.head.lower_ in _SOMEWHERE)


def _is_described(token: Token) -> bool:
    """Does a word before or behind a noun tell some from others: "captured guerrillas", "rebels of X"?"""
    return any(c.dep_ not in ("nummod", "punct", "cc", "conj") for c in token.children)


def _sector(party: Party) -> str | None:
    return party.sector or party.entity.sector


def _phrase(token: Token) -> str:
    return token.text if token.i == token.left_edge.i else token.lemma_.lower()
