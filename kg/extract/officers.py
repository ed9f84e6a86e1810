"""Role phrases to people: who held the office on the day, whom the text names beside it, whom it named before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Token

from kg.extract.arguments import prepositional
from kg.extract.denotation import by_name
from kg.extract.discourse import NUMBERS
from kg.extract.mentions import Mention
from kg.extract.roles import Role
from kg.extract.sides import unique
from kg.model import Entity, Party
from kg.namespaces import entity_iri
from kg.world.names import fold, words
from kg.world.offices import GENERIC, LEADER
from kg.world.overlaps import SINGLE

if TYPE_CHECKING:
    from kg.extract.parties import Scene

# What papers call the leader of a body whatever the office is called.
_HEADS = frozenset("head chief boss".split())
# Whose leaders are those of no state.
_OF_NO_STATE = frozenset("coup rebel opposition tribal religious militia party student union protest guerrilla".split())
_ANY = frozenset("a an no any every each some another neither".split())


class Officers:
    """Who is meant by "the Turkish president", "Foreign Minister X", "the minister"."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene

    def by_role(self, role: Role, token: Token) -> Sequence[Party]:
        """Whom a role phrase means: the name beside it, the holder on the day, or someone named before."""
        beside = self.person_beside(role, token.doc)
        if beside is not None and not role.plural:
            return (self.as_officer(beside.entity, role),)
        if role.plural and not role.bodies:
            named = self.apposed(token)
            of_group = [
                p.entity
                for c in token.children
                if c.dep_ == "poss"
                for p in self.scene.parties(c)
                if p.entity.kind == "state"
            ]
            of_group += [
                p.entity
                for o in prepositional(token, "of") + prepositional(token, "from")
                for p in self.scene.sides(o)
                if p.entity.kind == "state"
            ]
            of_body = [
                p
                for o in prepositional(token, "of")
                for p in self.scene.sides(o)
                if p.entity.kind in ("group", "organisation")
            ]
            if of_body and not named:
                return unique(of_body)
            if of_group and not named:
                return unique([p for body in of_group for p in self.holders(role.word, body)])
            if named or role.word.split()[0] in _OF_NO_STATE:
                return named
            return self.scene.nouns.several.read(token, ("person",)) or self.of_two_states(role, token)
        if role.former:
            return self.once(role, token)
        bodies = [m.entity for m in role.bodies]
        if not bodies:
            return self.definite(role, token)
        if not role.plural and self.any_holder(role, token):
            return ()
        if not role.plural and bodies[0].kind != "state" and any(c.lower_ in _ANY for c in token.children):
            return tuple(Party(entity=b, role=role.word.capitalize(), sector=b.sector) for b in bodies)
        if role.plural and len(bodies) == 1:
            return (
                Party(
                    entity=bodies[0],
                    role=_plural_role(role),
                    sector="GOV" if bodies[0].kind == "state" else bodies[0].sector,
                ),
            )
        known = self.scene.discourse.with_role(self.scene.offset + token.idx, role.word)
        if known and len(bodies) == 1 and known.entity.country == bodies[0].country and bodies[0].kind == "state":
            return (known,)
        return self.sent(role, token) or unique([p for body in bodies for p in self.holders(role.word, body)])

    def of_two_states(self, role: Role, token: Token) -> Sequence[Party]:
        """Who holds an office in the states last told of together: "the two defence ministers"."""
        if not any(c.lower_ in NUMBERS for c in token.children):
            return ()
        states = self.scene.nouns.several.states_told(token)
        return unique([p for s in states for p in self.holders(role.word, s.entity)])

    def once(self, role: Role, token: Token) -> Sequence[Party]:
        """Who no longer holds an office: "the former Argentine president", after an Argentine was named."""
        if role.plural or len(role.bodies) != 1 or role.bodies[0].entity.kind != "state":
            return ()
        if not any(c.lower_ == "the" for c in token.children):
            return ()
        state = role.bodies[0].entity
        known = self.scene.discourse.of_state(self.scene.offset + token.idx, state.country)
        serving = {p.entity.id for p in self.holders(role.word, state)}
        return (known,) if known is not None and known.entity.id not in serving else ()

    def sent(self, role: Role, token: Token) -> Sequence[Party]:
        """Whom a body has sent for a state, place or topic: "the UN envoy for Yemen"."""
        world, body, day = self.scene.world, role.bodies[0].entity, self.scene.then or self.scene.on
        about = [self.scene.mention(o) for word in ("for", "to", "on", "in") for o in prepositional(token, word)]
        if day is None or "envoy" not in world.offices.offices_of(role.word, world.key(body)):
            return ()
        held = [t for m in about if m for t in world.offices.sent(world.key(body), world.key(m.entity), day)]
        role_of = f"{role.word.capitalize()} of {body.label}"
        return tuple(Party(entity=world.person(term.person), role=role_of) for term in held[:1])

    def any_holder(self, role: Role, token: Token) -> bool:
        """None in particular, where the office has one holder at a time: "a Turkish president"."""
        if not any(c.lower_ in _ANY for c in token.children):
            return False
        key = self.scene.world.key(role.bodies[0].entity)
        return any(office in SINGLE for office in self.scene.world.offices.offices_of(role.word, key))

    def holders(self, word: str, body: Entity) -> list[Party]:
        """Who was that in that state on the day; the state itself, in that role, where nobody is known."""
        offices = self.scene.world.offices
        key = self.scene.world.key(body)
        day = self.scene.then or self.scene.on
        if day and not set(offices.offices_of(word, key)) <= GENERIC:
            held = offices.holders(word, key, day)
            if held and held[0].status != "rival":
                return [_in_office(self.scene.world.person(held[0].person), word.capitalize(), body)]
            if body.kind != "state" and word in _HEADS:
                return self.holders(LEADER, body) if offices.who(LEADER, key, day) else [Party(entity=body)]
        sector = "GOV" if body.kind == "state" else body.sector
        return [Party(entity=body, role=word.capitalize(), sector=sector)]

    def definite(self, role: Role, token: Token) -> Sequence[Party]:
        """A role without a state: "the minister", "his prime minister", "the country's president"."""
        at = self.scene.offset + token.idx
        for owner in token.children:
            if owner.dep_ == "poss":
                for party in self.scene.parties(owner):
                    state = (
                        self.scene.world.state(party.entity.country)
                        if party.entity.kind != "organisation"
                        else party.entity
                    )
                    if state:
                        return self.holders(role.word, state)
        others = self.scene.anaphora.beside(token)
        known = self.scene.anaphora.own_officer(token, role.word)
        known = known or self.scene.anaphora.colleague(token, role.word)
        known = known or self.scene.discourse.with_role(at, role.word, without=others)
        definite = any(c.lower_ in ("the", "this") for c in token.children) or token.dep_ == "compound"
        known = known or (self.scene.anaphora.officer(token, role.word) if definite else None)
        if known:
            return (known,)
        if self.is_title(token):
            home = self.scene.home or self.scene.institutions.base(at)
            return [p for p in self.holders(role.word, home) if p.entity.kind == "person"] if home else ()
        if not definite:
            return ()
        sole = self.scene.world.offices.sole_body(role.word)
        if sole and (state := self.scene.world.state(sole)):
            return [p for p in self.holders(role.word, state) if p.entity.kind == "person"]
        of = prepositional(token, "of")
        body = (
            next((p for o in of for p in self.scene.sides(o)), None)
            if of
            else self.scene.discourse.body(at, self.scene.number)
        )
        if not of and body is None and (base := self.scene.institutions.base(at)) is not None:
            body = Party(entity=base)
        if body and body.entity.kind == "state" and role.word != "leader":
            found = self.holders(role.word, body.entity)
            return [p for p in found if p.entity.kind == "person"]
        return ()

    def is_title(self, token: Token) -> bool:
        """Is it said as a name is, of whom everybody at home knows: "Foreign Minister thanked China"?"""
        spoken = token.dep_ in ("nsubj", "nsubjpass") and token.text[:1].isupper() and token.i > token.sent.start
        return spoken and not any(c.dep_ in ("det", "poss", "amod", "appos", "prep") for c in token.children)

    def apposed(self, token: Token) -> tuple[Party, ...]:
        """Names after a plural role: "Presidents X and Y", "the leaders, X and Y"."""
        if token.dep_ in ("compound", "nmod") and self.scene.mention(token.head) is not None:
            return self.scene.sides(token.head)
        for child in token.children:
            if child.dep_ == "appos" and self.scene.mention(child) is not None:
                return self.scene.sides(child)
        return ()

    def as_officer(self, person: Entity, role: Role | None = None) -> Party:
        """A person with the office held on the article's day, or the role that the text gives."""
        if role and role.bodies and not role.former:
            body = role.bodies[0].entity
            if body.country and person.country != body.country:
                person = replace(person, country=body.country, sector=person.sector or "GOV")
                self.scene.cast.strangers = {
                    k: person if p.id == person.id else p for k, p in self.scene.cast.strangers.items()
                }
            return _in_office(person, role.word.capitalize(), body)
        person = next((p for p in self.scene.cast.strangers.values() if p.id == person.id), person)
        if role and not role.former and person.country is None and person.id not in self.scene.world.entities:
            person = self.of_the_only_state(person)
            return Party(entity=person, role=role.word.capitalize())
        if self.scene.on:
            held = self.scene.world.offices.in_office(self.scene.world.key(person), self.scene.on)
            for term in sorted(held, key=lambda t: (t.status != "", self.scene.world.state(t.body) is None)):
                body_entity = self.scene.world.body(term.body)
                if body_entity:
                    office = term.office.removesuffix("_of_body").replace("_", " ").capitalize()
                    return _in_office(person, office, body_entity)
        return Party(entity=person)

    def of_the_only_state(self, person: Entity) -> Entity:
        """An official whom no table knows is of the only state that the text has named so far: "President X"."""
        named = {
            m.entity.id: m.entity for m in self.scene.mentions if m.entity.kind == "state" and not self._of_other(m)
        }
        state = next(iter(named.values())) if len(named) == 1 else None
        if not named and self.scene.setting is not None:
            state = self.scene.world.state(self.scene.setting.country)
        return replace(person, country=state.country, sector=person.sector or "GOV") if state is not None else person

    def _of_other(self, mention: Mention) -> bool:
        """Is it the state of somebody's counterpart?"""
        head = self.scene.doc[mention.root].head if self.scene.doc is not None else None
        return head is not None and head.lemma_.lower() in ("counterpart", "colleague")

    def unknown(self, token: Token) -> Party | None:
        """Who bears a name that nothing knows but the role before it: "President of X, Qasym-Jomart Toqayev".

        The holder of the office on the day, where the name is much like his; else somebody of that state.
        """
        if token.dep_ not in ("nsubj", "nsubjpass", "dobj", "pobj", "conj", "appos") or token.ent_type_ not in (
            "",
            "PERSON",
        ):
            return None
        doc, first = token.doc, token.i
        while first > token.sent.start and (doc[first - 1].tag_ in ("NNP", "HYPH")) and not self._taken(first - 1):
            first -= 1
        if token.i - first < 1 or not all(t.text[0].isupper() for t in doc[first : token.i + 1] if t.tag_ == "NNP"):
            return None
        behind = self._role_behind(token)
        if behind is not None:
            return self._somebody(doc[first : token.i + 1].text, behind)
        comma = first > token.sent.start and doc[first - 1].text == ","
        end = first - 1 if comma else first
        role = next((r for r in self.scene.roles if max([r.end, *(m.end for m in r.bodies)]) == end), None)
        if role is None or role.plural or role.former or not role.bodies or role.bodies[0].entity.kind != "state":
            return None
        if comma and role.end == end:
            return None
        held = self.holders(role.word, role.bodies[0].entity)[0]
        if held.entity.kind == "person" and _alike(held.entity.label.split()[-1], token.text):
            return held
        return self._somebody(doc[first : token.i + 1].text, role)

    def _role_behind(self, token: Token) -> Role | None:
        """The role that stands behind a name: "Gadio Sheikh, Foreign Minister of X, arrived"."""
        start = token.i + 2
        if start >= len(token.doc) or token.nbor(1).text != ",":
            return None
        start += token.doc[start].lower_ == "the"
        role = self.scene.roles_at.get(start)
        if role is None or role.start != start or role.plural or role.former or not role.bodies:
            return None
        behind = role.bodies[0].start >= role.end
        return role if behind and role.bodies[0].entity.kind == "state" and token.doc[role.root].head == token else None

    def _somebody(self, label: str, role: Role) -> Party:
        """Somebody of whom only name and office are told."""
        body = role.bodies[0].entity
        iri = entity_iri("person", "_".join(words(label)))
        person = Entity(id=iri, kind="person", label=label, country=body.country, sector="GOV")
        return _in_office(person, role.word.capitalize(), body)

    def _taken(self, i: int) -> bool:
        return i in self.scene.named_at or i in self.scene.roles_at

    def role_beside(self, mention: Mention, doc: Doc) -> Role | None:
        """The role phrase before or in apposition to a person's name."""
        if mention.entity.kind != "person":
            return None
        before = self.scene.roles_at.get(mention.start - 1)
        if before is not None and not before.plural:
            return before
        for role in self.scene.roles:  # "Ambassador of Japan X"
            if (
                not role.plural
                and role.bodies
                and role.end <= role.bodies[0].start < role.bodies[-1].end == mention.start
            ):
                return role
        for i in (mention.end, mention.end + 1):
            after = self.scene.roles_at.get(
                next((j for j in range(i, min(i + 6, len(doc))) if j in self.scene.roles_at), -1)
            )
            if (
                after is not None
                and doc[mention.root] in (doc[after.root].head, *doc[after.root].head.children)
                and doc[after.root].dep_ == "appos"
                and not self.is_listed(mention.entity, after, doc)
            ):
                return after
        return None

    def is_listed(self, person: Entity, role: Role, doc: Doc) -> bool:
        """Is an office that looks like a person's the second in a list: "X, the president of Y and the premier of Z"?

        So it is where it is of another country than somebody who is known, and more follow.
        """
        if person.id not in self.scene.world.entities or not role.bodies or role.former:
            return False
        lands = {m.entity.country for m in role.bodies}
        more = any(c.dep_ == "conj" for c in doc[role.root].children)
        return more and person.country is not None and None not in lands and person.country not in lands

    def person_beside(self, role: Role, doc: Doc) -> Mention | None:
        """The name that stands beside a role: "President X", "his counterpart, X", "X, the president"."""
        after = self.scene.named_at.get(role.end)
        if after is not None and after.entity.kind == "person":
            return after
        root = doc[role.root]
        first = self.scene.named_at.get(root.head.i) if root.dep_ == "appos" else None
        if first is not None and self.is_listed(first.entity, role, doc):
            return None
        for child in root.children:
            if (
                child.dep_ == "appos"
                and child.i in self.scene.named_at
                and self.scene.named_at[child.i].entity.kind == "person"
            ):
                return self.scene.named_at[child.i]
        end = max([role.end, *(m.end for m in role.bodies)])  # behind "of X"
        follows = self.scene.named_at.get(end)
        roots = [doc[end - 1], *(doc[m.root] for m in role.bodies if m.end == end)]  # "of the Republic of X NAME"
        inside = any(t.dep_ in ("compound", "nmod") for t in roots)
        if follows is not None and follows.entity.kind == "person" and inside:
            return follows  # "the foreign minister of Mongolia Battsetseg B."
        if end < len(doc) and doc[end].text == ",":
            named = self.scene.named_at.get(end + 1)
            inside = named is not None and any(doc[named.root].head.i in range(m.start, m.end) for m in role.bodies)
            if (
                named is not None
                and named.entity.kind == "person"
                and (inside or root.dep_ == "appos" or doc[named.root].dep_ in ("appos", "compound"))
            ):
                return named
        if (
            root.dep_ == "appos"
            and root.head.i in self.scene.named_at
            and self.scene.named_at[root.head.i].entity.kind == "person"
        ):
            return self.scene.named_at[root.head.i]
        return None

    def name_beside(self, token: Token) -> Sequence[Party]:
        """A common noun with a name in apposition ("the diplomat, Jane Doe")."""
        for child in token.children:
            mention = self.scene.mention(child)
            if (
                child.dep_ == "appos"
                and mention is not None
                and mention.entity.kind in ("person", "group", "organisation")
                and not self.of_another(mention, token)
            ):
                return by_name(mention, child, self.scene)
        return self.name_before(token)

    def name_before(self, token: Token) -> Sequence[Party]:
        """The name that a common noun is in apposition to: "X, *the lawyer* whom he accuses"."""
        told = token.tag_ == "NN" and any(c.dep_ in ("det", "poss") and c.i < token.i for c in token.children)
        if not told or token.dep_ != "appos" or token.head.i > token.i:
            return ()
        named = self.scene.parties(token.head)
        mention = self.scene.mention(token.head)
        return () if mention is not None and mention.entity.kind in ("state", "place") else named

    def of_another(self, mention: Mention, token: Token) -> bool:
        """Does a name stand right behind a role that is none of this word's: "the deal, made by *the emir, X*"?"""
        role = self.scene.roles_at.get(mention.start - 2) if token.doc[mention.start - 1].text == "," else None
        return role is not None and role.root != token.i


def _alike(one: str, other: str) -> bool:
    """Are they one name in two spellings: "Tokayev" and "Toqayev"?"""
    return SequenceMatcher(None, fold(one), fold(other)).ratio() >= 0.7


def _plural_role(role: Role) -> str:
    return f"{role.word.capitalize()}s"


def _in_office(person: Entity, office: str, body: Entity) -> Party:
    """Who acts for an international body does not act for the state that they are a citizen of."""
    return Party(entity=person, role=f"{office} of {body.label}", sector="IGO" if body.sector == "IGO" else None)
