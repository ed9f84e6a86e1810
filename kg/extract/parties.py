"""From words to parties: whom a name, a role, a pronoun or a common noun stands for in this place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from spacy.tokens import Doc, Span, Token

from kg.extract.arguments import conjuncts, owners, prepositional
from kg.extract.discourse import Discourse, Referent
from kg.extract.lexicon import Lexicon
from kg.extract.mentions import Cast, Mention
from kg.extract.mentions import mentions as find_mentions
from kg.extract.roles import Role
from kg.extract.roles import roles as find_roles
from kg.extract.verbs import SAYING
from kg.model import Entity, Party
from kg.namespaces import entity_iri
from kg.world import World
from kg.world.names import words
from kg.world.offices import GENERIC, LEADER
from kg.world.overlaps import SINGLE

_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "both": 2}
_HE = frozenset("he him his himself".split())
_SHE = frozenset("she her hers herself".split())
_IT = frozenset("it its itself".split())
_THEY = frozenset("they them their themselves".split())
# Words that tell no group from another.
_VAGUE = frozenset(
    "armed other some many several new more local suspected own former wounded unidentified unknown two three "
    "four five".split()
)
# What papers call the leader of a body whatever the office is called.
_HEADS = frozenset("head chief boss".split())
_ANY = frozenset("a an no any every each some another neither".split())
_SIDES = frozenset("side party rival enemy foe belligerent".split())
_ACTORS = ("person", "state", "organisation", "group")
# "Iran-backed", "pro-Russian", "Saudi-led": the state beside the hyphen is not the one that acts.
_BOUND_AFTER = re.compile(r"\A\s?[-‐–]\s?[a-z]{3,}")
_BOUND_BEFORE = re.compile(r"(?:\b(?:pro|anti|non|ex|mid|trans)\s?[-‐–]\s?)\Z", re.IGNORECASE)
_BROKERED = re.compile(r"\A\s?[-‐–]\s?(?:brokered|mediated|facilitated|sponsored)\b")


@dataclass(frozen=True, slots=True)
class Statement:
    """That someone spoke, in which sentence, and of what."""

    number: int
    speaker: str
    topics: tuple[Entity, ...]


class Scene:
    """An article as it is being read: resolves words of the current passage against all before it."""

    def __init__(self, *, world: World, lexicon: Lexicon, cast: Cast, on: date | None, lower: bool = False) -> None:
        self.world, self.lexicon, self.cast, self.on = world, lexicon, cast, on
        self.lower = lower
        self.discourse = Discourse(gender=world.gender)
        self.number = 0
        self._at: dict[int, Mention] = {}
        self._roles: dict[int, Role] = {}
        self._memo: dict[int, tuple[Party, ...]] = {}
        self.offset = 0
        self._text = ""
        self.then: date | None = None
        self.mentions: list[Mention] = []
        self.roles: list[Role] = []
        self.statements: list[Statement] = []
        self.places: list[tuple[int, Entity]] = []

    # Reading on -------------------------------------------------------------------------------

    def open(self, doc: Doc, offset: int) -> None:
        """Begin a passage that starts `offset` characters into the article."""
        self.offset = offset
        self._text = doc.text  # spaCy puts it together anew at each call
        self.mentions = find_mentions(doc, self.world, self.cast, lower=self.lower)
        self.roles = find_roles(doc, self.mentions, self.world)
        self._at = {i: m for m in self.mentions for i in range(m.start, m.end)}
        self._roles = {i: r for r in self.roles for i in range(r.start, r.end)}
        self._memo = {}

    def enter(self, sentence: Span, then: date | None = None) -> None:
        """Begin a sentence: those it names become known, from left to right.

        Parameters
        ----------
        then : date, optional
            The day that the sentence tells of where it is long past; roles are read as of that day.
        """
        self.number += 1
        self.then = then
        inside: list[Mention | Role] = [m for m in self.mentions if sentence.start <= m.start < sentence.end]
        inside += [r for r in self.roles if sentence.start <= r.start < sentence.end]
        for what in sorted(inside, key=lambda w: w.start):
            start, root = what.start, what.root
            token = sentence.doc[root]
            role = what if isinstance(what, Role) else self.role_beside(what, sentence.doc)
            if isinstance(what, Role) and (what.plural or self._person_beside(what, sentence.doc)):
                continue
            if isinstance(what, Mention) and what.entity.kind in ("place", "topic"):
                self.places.append((self.offset + sentence.doc[start].idx, what.entity))
            if isinstance(what, Mention) and (what.entity.kind not in _ACTORS or _is_scene(what, sentence.doc)):
                continue
            for party in self.parties(token):
                self.discourse.add(
                    Referent(
                        at=self.offset + sentence.doc[start].idx,
                        sentence=self.number,
                        party=party,
                        subject=_is_subject(token),
                        role=role.word if role else None,
                        bound=isinstance(what, Mention)
                        and (self.bound(what, sentence.doc) or self._describes_someone(what, sentence.doc)),
                    )
                )

    # Names ------------------------------------------------------------------------------------

    def mention(self, token: Token) -> Mention | None:
        """The name that a token is part of."""
        return self._at.get(token.i)

    def role(self, token: Token) -> Role | None:
        """The role phrase that a token is part of."""
        return self._roles.get(token.i)

    def bound(self, mention: Mention, doc: Doc) -> bool:
        """Is the name only part of a word that describes another ("Saudi-led", "pro-Russian")?"""
        end = doc[mention.end - 1].idx + len(doc[mention.end - 1])
        start = doc[mention.start].idx
        after, before = self._text[end : end + 20], self._text[max(0, start - 8) : start]
        hyphen = re.match(r"\A\s?[-‐–]", after)
        tied = bool(_BOUND_AFTER.match(after)) and bool(hyphen) and " -" not in after[:2]
        return tied or bool(_BOUND_BEFORE.search(before))

    def _describes_someone(self, mention: Mention, doc: Doc) -> bool:
        """Is the state only in a person's title ("Turkish President X")?"""
        if mention.entity.kind != "state":
            return False
        head = doc[mention.root].head
        named = self._at.get(head.i)
        return mention.end in self._roles or (named is not None and named.entity.kind == "person")

    def other_body(self, token: Token, without: Sequence[Party]) -> Party | None:
        """What "its" means where it cannot be those that act: "X, an ally of Y, backed its campaign"."""
        if token.lower_ != "its":
            return None
        return self.discourse.body(self.offset + token.idx, self.number, without=[p.entity.id for p in without])

    def last_place(self, token: Token) -> Entity | None:
        """Which place "the region" or "the enclave" means: the last one named before it."""
        at = self.offset + token.idx
        return next((place for where, place in reversed(self.places) if where < at and place.kind == "place"), None)

    def last_matter(self, token: Token) -> Entity | None:
        """What "the truce" or "the situation" is of: the last region or conflict named before it."""
        at = self.offset + token.idx
        fits = (
            e for where, e in reversed(self.places) if where < at and (e.kind == "topic" or e.id in self.world.regions)
        )
        return next(fits, None)

    def brokers(self, noun: Token) -> list[Party]:
        """Third parties in the word before a noun: "a Russian-brokered truce"."""
        out = []
        for m in self.mentions:
            if noun.left_edge.i <= m.start < noun.i:
                last = noun.doc[m.end - 1]
                if _BROKERED.match(self._text[last.idx + len(last) :][:20]):
                    out.append(Party(entity=m.entity))
        return out

    # Resolution -------------------------------------------------------------------------------

    def parties(self, token: Token) -> tuple[Party, ...]:
        """Whom a token stands for, alone (without what is coordinated with it); nobody if that is not clear."""
        if token.i not in self._memo:
            self._memo[token.i] = ()  # a phrase that refers to itself stands for nobody
            self._memo[token.i] = tuple(self._resolve(token))
        return self._memo[token.i]

    def sides(self, token: Token) -> tuple[Party, ...]:
        """Whom a token and everything coordinated with it stand for."""
        out: list[Party] = []
        for each in conjuncts(token):
            out.extend(p for before in self._joined_before(each) for p in self.parties(before))
            out.extend(self.parties(each))
            out.extend(p for after in self._joined_after(each) for p in self.sides(after))
            for word in ("alongside", "with"):
                if any(c.dep_ == "prep" and c.lower_ == word for c in each.children) and word == "alongside":
                    out.extend(p for o in prepositional(each, word) for p in self.sides(o))
            if any(c.lower_ in ("together", "along") for c in each.children):
                out.extend(p for o in prepositional(each, "with") for p in self.sides(o))
        return unique(out)

    def _joined_after(self, token: Token) -> list[Token]:
        """What "and" joins to the name beside a role: "the president of A, X, and the premier of B, Y"."""
        role = self.role(token)
        beside = self._person_beside(role, token.doc) if role is not None and role.root == token.i else None
        if beside is None or beside.start < token.i:
            return []
        return [c for c in token.doc[beside.root].children if c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN")]

    def _joined_before(self, token: Token) -> list[Token]:
        """A name before a name, joined by "and", that the parser took for a modifier of the second."""
        own = self.mention(token)
        if own is None or own.entity.kind not in ("person", "state"):
            return []
        return [
            token.doc[m.root] for m in self.mentions
            if m.end <= own.start and m.entity.kind == own.entity.kind and m.form not in ("adjective", "demonym")
            and token.doc[m.root].head == token and token.doc[m.root].dep_ in ("nmod", "compound", "amod")
            and any(t.lower_ in ("and", ",", "&") for t in token.doc[m.end : own.start])
        ]  # fmt: skip

    def _resolve(self, token: Token) -> Sequence[Party]:
        mention = self.mention(token)
        if mention is not None:
            return self._named(mention, token)
        if token.pos_ == "PRON" or token.lower_ in ("both", "whose"):
            return self._pronoun(token)
        if (
            token.pos_ == "NUM"
            and token.lower_ in _NUMBERS
            and any(c.lower_ == "the" for c in token.children)
            and not any(c.dep_ == "prep" for c in token.children)
        ):
            return self.discourse.group(self.offset + token.idx, self.number, _ACTORS, _NUMBERS[token.lower_])
        role = self.role(token)
        if role is not None:
            return self._by_role(role, token)
        for kind, sector in self.lexicon.nouns.get(token.lemma_.lower(), ()):
            found = self._common(token, kind, sector)
            if found:
                return found
        if token.pos_ == "NOUN":
            for child in token.children:  # "Israeli army bulldozers": what belongs to a force acts for it
                if child.dep_ == "compound" and any(
                    kind == "institution" for kind, _ in self.lexicon.nouns.get(child.lemma_.lower(), ())
                ):
                    found = self._common(
                        token, "institution", dict(self.lexicon.nouns[child.lemma_.lower()])["institution"]
                    )
                    if found:
                        return found
        if token.tag_ == "NNPS" or (token.pos_ == "PROPN" and token.lower_.endswith("s") and token.ent_type_ == "NORP"):
            found = self._common(token, "people", "CVL")  # "Iraqi Kurds", "Sri Lankan Tamils"
            if found:
                return found
        if token.pos_ in ("NOUN", "PROPN"):
            beside = self._name_beside(token)
            if beside:
                return beside
        return ()

    def _named(self, mention: Mention, token: Token) -> Sequence[Party]:
        if mention.entity.kind not in _ACTORS:
            return ()
        if (
            mention.form == "adjective"
            and mention.root == token.i
            and token.dep_ in ("amod", "compound", "nmod")
            and self.mention(token.head) is None
        ):
            return (Party(entity=mention.entity),)
        entity = mention.entity
        if mention.form == "demonym":
            of_state = [m.entity for m in self._owners(token) if m.entity.kind == "state" and m.entity.id != entity.id]
            if of_state:  # "Bosnian Serbs", "Iraqi Kurds" are of the state that the adjective names
                return (Party(entity=self._people(of_state[0], token, "CVL"), sector="CVL"),)
        if entity.kind != "person":
            return (Party(entity=entity, sector="CVL" if mention.form == "demonym" else None),)
        return (self.as_officer(entity, self.role_beside(mention, token.doc)),)

    def as_officer(self, person: Entity, role: Role | None = None) -> Party:
        """A person with the office held on the article's day, or the role that the text gives."""
        if role and role.bodies and not role.former:
            body = role.bodies[0].entity
            if body.country and person.country != body.country:
                person = replace(person, country=body.country, sector=person.sector or "GOV")
                self.cast.strangers = {k: person if p.id == person.id else p for k, p in self.cast.strangers.items()}
            return Party(entity=person, role=f"{role.word.capitalize()} of {body.label}")
        person = next((p for p in self.cast.strangers.values() if p.id == person.id), person)
        if self.on:
            held = self.world.offices.in_office(self.world.key(person), self.on)
            for term in sorted(held, key=lambda t: (t.status != "", self.world.state(t.body) is None)):
                body_entity = self.world.body(term.body)
                if body_entity:
                    return Party(
                        entity=person, role=f"{term.office.replace('_', ' ').capitalize()} of {body_entity.label}"
                    )
        return Party(entity=person)

    def role_beside(self, mention: Mention, doc: Doc) -> Role | None:
        """The role phrase before or in apposition to a person's name."""
        if mention.entity.kind != "person":
            return None
        before = self._roles.get(mention.start - 1)
        if before is not None and not before.plural:
            return before
        for i in (mention.end, mention.end + 1):
            after = self._roles.get(next((j for j in range(i, min(i + 6, len(doc))) if j in self._roles), -1))
            if (
                after is not None
                and doc[mention.root] in (doc[after.root].head, *doc[after.root].head.children)
                and doc[after.root].dep_ == "appos"
            ):
                return after
        return None

    def _person_beside(self, role: Role, doc: Doc) -> Mention | None:
        """The name that stands beside a role: "President X", "his counterpart, X", "X, the president"."""
        after = self._at.get(role.end)
        if after is not None and after.entity.kind == "person":
            return after
        root = doc[role.root]
        for child in root.children:
            if child.dep_ == "appos" and child.i in self._at and self._at[child.i].entity.kind == "person":
                return self._at[child.i]
        end = max([role.end, *(m.end for m in role.bodies)])  # behind "of X"
        if end < len(doc) and doc[end].text == ",":
            named = self._at.get(end + 1)
            inside = named is not None and any(doc[named.root].head.i in range(m.start, m.end) for m in role.bodies)
            if (
                named is not None
                and named.entity.kind == "person"
                and (inside or root.dep_ == "appos" or doc[named.root].dep_ in ("appos", "compound"))
            ):
                return named
        if root.dep_ == "appos" and root.head.i in self._at and self._at[root.head.i].entity.kind == "person":
            return self._at[root.head.i]
        return None

    def _name_beside(self, token: Token) -> Sequence[Party]:
        """A common noun with a name in apposition ("the diplomat, Jane Doe")."""
        for child in token.children:
            mention = self.mention(child)
            if (
                child.dep_ == "appos"
                and mention is not None
                and mention.entity.kind in ("person", "group", "organisation")
            ):
                return self._named(mention, child)
        return ()

    def _pronoun(self, token: Token) -> Sequence[Party]:
        at, word = self.offset + token.idx, token.lower_
        if word in ("who", "which", "that", "whose"):
            node = token
            while node.dep_ not in ("relcl", "ROOT"):
                node = node.head
            return self.sides(node.head) if node.dep_ == "relcl" else ()
        teller = self._teller(token)
        if teller:
            kinds = (
                ("person",) if word in _HE | _SHE else _ACTORS if word in _THEY else ("state", "organisation", "group")
            )
            if all(p.entity.kind in kinds for p in teller) and (word in _THEY or len(teller) == 1):
                return teller
        subject = [p.entity.id for p in self._subjects(token)] if token.dep_ in ("dobj", "pobj", "dative") else []
        if word in _HE or word in _SHE:
            found = self.discourse.person(at, self.number, "m" if word in _HE else "f", without=subject)
            return (found,) if found else ()
        if word == "it" and token.dep_ == "dobj":
            return ()  # more often a thing than a state
        if word in _IT:
            body = self.discourse.body(at, self.number)
            return (body,) if body else ()
        if word in _THEY or word == "both":
            return self.discourse.group(
                at, self.number, ("person", "state", "group", "organisation"), 2 if word == "both" else None
            )
        return ()

    def _teller(self, token: Token) -> tuple[Party, ...]:
        """Who says a clause whose subject is a pronoun: "X said it would ...", "the leaders said they had ..."."""
        clause = token.head
        if (
            token.dep_ not in ("nsubj", "nsubjpass")
            or clause.dep_ != "ccomp"
            or clause.head.lemma_.lower() not in SAYING
        ):
            return ()
        return unique([p for c in clause.head.children if c.dep_ == "nsubj" and c != token for p in self.sides(c)])

    def _subjects(self, token: Token) -> tuple[Party, ...]:
        for node in token.ancestors:
            if node.pos_ in ("VERB", "AUX"):
                return tuple(
                    p
                    for c in node.children
                    if c.dep_ in ("nsubj", "nsubjpass") and c.i < token.i
                    for p in self.parties(c)
                )
        return ()

    # Roles ------------------------------------------------------------------------------------

    def _by_role(self, role: Role, token: Token) -> Sequence[Party]:
        beside = self._person_beside(role, token.doc)
        if beside is not None and not role.plural:
            return (self.as_officer(beside.entity, role),)
        if role.plural and not role.bodies:
            named = self._apposed(token)
            of_group = [
                p.entity
                for c in token.children
                if c.dep_ == "poss"
                for p in self.parties(c)
                if p.entity.kind == "state"
            ]
            of_group += [
                p.entity
                for o in prepositional(token, "of") + prepositional(token, "from")
                for p in self.sides(o)
                if p.entity.kind == "state"
            ]
            of_body = [
                p
                for o in prepositional(token, "of")
                for p in self.sides(o)
                if p.entity.kind in ("group", "organisation")
            ]
            if of_body and not named:
                return unique(of_body)
            if of_group and not named:
                return unique([p for body in of_group for p in self._holders(role.word, body)])
            return named or self._group(token, ("person",))
        if role.former:
            return ()
        bodies = [m.entity for m in role.bodies]
        if not bodies:
            return self._definite(role, token)
        if not role.plural and self._any_holder(role, token):
            return ()
        if role.plural and len(bodies) == 1:
            return (
                Party(
                    entity=bodies[0],
                    role=_plural_role(role),
                    sector="GOV" if bodies[0].kind == "state" else bodies[0].sector,
                ),
            )
        known = self.discourse.with_role(self.offset + token.idx, role.word)
        if known and len(bodies) == 1 and known.entity.country == bodies[0].country and bodies[0].kind == "state":
            return (known,)
        return unique([p for body in bodies for p in self._holders(role.word, body)])

    def _any_holder(self, role: Role, token: Token) -> bool:
        """None in particular, where the office has one holder at a time: "a Turkish president"."""
        if not any(c.lower_ in _ANY for c in token.children):
            return False
        key = self.world.key(role.bodies[0].entity)
        return any(office in SINGLE for office in self.world.offices.offices_of(role.word, key))

    def _holders(self, word: str, body: Entity) -> list[Party]:
        """Who was that in that state on the day; the state itself, in that role, where nobody is known."""
        offices = self.world.offices
        key = self.world.key(body)
        day = self.then or self.on
        if day and not set(offices.offices_of(word, key)) <= GENERIC:
            held = offices.holders(word, key, day)
            if held and held[0].status != "rival":
                return [Party(entity=self.world.person(held[0].person), role=f"{word.capitalize()} of {body.label}")]
            if body.kind != "state" and word in _HEADS:
                return self._holders(LEADER, body) if offices.who(LEADER, key, day) else [Party(entity=body)]
        sector = "GOV" if body.kind == "state" else body.sector
        return [Party(entity=body, role=word.capitalize(), sector=sector)]

    def _definite(self, role: Role, token: Token) -> Sequence[Party]:
        """A role without a state: "the minister", "his prime minister", "the country's president"."""
        at = self.offset + token.idx
        for owner in token.children:
            if owner.dep_ == "poss":
                for party in self.parties(owner):
                    state = (
                        self.world.state(party.entity.country) if party.entity.kind != "organisation" else party.entity
                    )
                    if state:
                        return self._holders(role.word, state)
        known = self.discourse.with_role(at, role.word)
        if known:
            return (known,)
        definite = any(c.lower_ in ("the", "this") for c in token.children) or token.dep_ == "compound"
        if not definite:
            return ()
        sole = self.world.offices.sole_body(role.word)
        if sole and (state := self.world.state(sole)):
            return [p for p in self._holders(role.word, state) if p.entity.kind == "person"]
        of = prepositional(token, "of")
        body = next((p for o in of for p in self.sides(o)), None) if of else self.discourse.body(at, self.number)
        if body and body.entity.kind == "state" and role.word != "leader":
            found = self._holders(role.word, body.entity)
            return [p for p in found if p.entity.kind == "person"]
        return ()

    def _apposed(self, token: Token) -> tuple[Party, ...]:
        """Names after a plural role: "Presidents X and Y", "the leaders, X and Y"."""
        if token.dep_ in ("compound", "nmod") and self.mention(token.head) is not None:
            return self.sides(token.head)
        for child in token.children:
            if child.dep_ == "appos" and self.mention(child) is not None:
                return self.sides(child)
        return ()

    # Common nouns -----------------------------------------------------------------------------

    def _common(self, token: Token, kind: str, sector: str) -> Sequence[Party]:
        if kind == "collective":
            return unique([p for o in prepositional(token, "of") for p in self.sides(o)])
        if kind == "counterpart":
            return self._counterpart(token)
        if kind == "interlocutor":
            return self._interlocutor(token)
        if kind in ("states", "persons"):
            kinds = ("state",) if kind == "states" else ("person",)
            return self._group(token, kinds)
        found = []
        for mention in self._owners(token):
            entity = mention.entity
            if entity.kind in ("group", "organisation"):
                found.append(
                    Party(entity=entity, role=_phrase(token), sector=sector if kind == "institution" else None)
                )
            elif entity.kind == "person" and kind == "institution" and entity.country:
                state = self.world.state(entity.country)  # "the Biden administration", "Assad's forces"
                if state:
                    found.append(Party(entity=state, role=_phrase(token), sector=sector))
            elif entity.kind in ("state", "place"):
                state = self.world.state(entity.country)
                if state is not None and kind == "institution":
                    found.append(Party(entity=state, role=_phrase(token), sector=sector))
                elif state is not None and kind in ("rebels", "opposition", "people"):
                    found.append(Party(entity=self._people(state, token, sector), sector=sector))
        if not found and kind in ("rebels", "opposition"):
            group = self._described(token, sector)
            return (group,) if group else ()
        return unique(found)

    def _described(self, token: Token, sector: str) -> Party | None:
        """An armed or political group that no table knows, by the words that tell it from others."""
        marks = [c for c in token.children if c.dep_ in ("amod", "compound", "nmod", "punct") and c.i < token.i]
        if not any(c.dep_ != "punct" and c.lower_ not in _VAGUE for c in marks):
            return None
        span = token.doc[min(c.left_edge.i for c in marks) : token.i + 1]
        text = span.text.strip(" '\"“”‘’")
        ordinary = span[0].is_sent_start and span[0].ent_type_ != "NORP" and self.mention(span[0]) is None
        label = text[:1].lower() + text[1:] if ordinary and not any(ch.isupper() for ch in text[1:]) else text
        entity = Entity(
            id=entity_iri("group", "_".join(words(label))),
            kind="group",
            label=label,
            aliases=(token.lower_,),
            sector=sector,
        )
        return Party(entity=entity, sector=sector)

    def _people(self, state: Entity, token: Token, sector: str) -> Entity:
        """People of a state who do not act for it ("Israeli hostages"), as a group named by rule."""
        plural = token.lower_ if token.tag_ in ("NNS", "NNPS") else token.lemma_.lower()
        adjective = self.world.adjective(state)
        return Entity(
            id=entity_iri("group", f"{self.world.key(state)}_{token.lemma_.lower()}"),
            kind="group",
            label=f"{adjective} {plural}",
            aliases=tuple(dict.fromkeys((plural, f"{plural} of {state.label}", _without_owner(token)))),
            country=state.country,
            sector=sector,
        )

    def _owners(self, token: Token) -> list[Mention]:
        """States, bodies and people that a noun is said to be of, without those that only describe it."""
        out = []
        for owner in owners(token):
            for each in conjuncts(owner):
                mention = self.mention(each)
                if mention is not None and not self.bound(mention, token.doc):
                    out.append(mention)
                elif mention is None and each != token and each.pos_ in ("PRON", "NOUN", "PROPN", "DET"):
                    out.extend(self._as_mention(p, each) for p in self.parties(each))
        if not out:  # "rebels in X", "security forces across X"
            for word in ("in", "throughout", "across", "inside"):
                out.extend(
                    m
                    for o in prepositional(token, word)
                    if (m := self.mention(o)) is not None and m.entity.kind in ("state", "place")
                )
        if not out and token.dep_ == "conj":
            # "Azerbaijani civilians and forces": the second shares the first's adjective
            out = self._owners(token.head)
        return list(dict.fromkeys(out))

    def _as_mention(self, party: Party, token: Token) -> Mention:
        return Mention(start=token.i, end=token.i + 1, root=token.i, entity=party.entity, form="name")

    def _counterpart(self, token: Token) -> Sequence[Party]:
        """Who held the same office there on that day: "his Russian counterpart"."""
        if token.lemma_.lower() == "number" and not any(c.lower_ == "opposite" for c in token.children):
            return ()
        beside = next((self.mention(c) for c in token.children if c.dep_ == "appos" and self.mention(c)), None)
        following = self._at.get(token.i + 1)
        if following is not None and following.entity.kind == "person":
            beside = following
        if beside is not None and beside.entity.kind == "person":
            return (self.as_officer(beside.entity),)
        if (
            token.head.i in self._at
            and token.dep_ in ("compound", "nmod")
            and self._at[token.head.i].entity.kind == "person"
        ):
            return (self.as_officer(self._at[token.head.i].entity),)
        states = [m.entity for m in self._owners(token) if m.entity.kind == "state"]
        own = [p for c in token.children if c.dep_ == "poss" for p in self.parties(c) if p.entity.kind == "person"]
        if not own:
            own = [p for p in self._subjects(token) if p.entity.kind == "person"]
        words_of = [w for p in own for w in self._office_words(p)]
        out: list[Party] = []
        for state in dict.fromkeys(states):
            if own and state.country == own[0].entity.country:
                continue
            holders = next(
                (h for w in words_of if (h := self._holders(w, state)) and h[0].entity.kind == "person"), None
            )
            out.extend(holders or [Party(entity=state, role="Counterpart", sector="GOV")])
        if not states and own:
            other = self.discourse.group(self.offset + token.idx, self.number, ("person",), None)
            out = [p for p in other if p.entity.id != own[0].entity.id][:1]
        return unique(out)

    def _office_words(self, party: Party) -> list[str]:
        """By which words the office of a person is called, the text's own first."""
        out = [party.role.split(" of ")[0].lower()] if party.role else []
        if self.on:
            out += [
                t.office.replace("_", " ") for t in self.world.offices.in_office(self.world.key(party.entity), self.on)
            ]
        return [self.world.office_title(w) for w in out]

    def _interlocutor(self, token: Token) -> Sequence[Party]:
        own = [p for c in token.children if c.dep_ == "poss" for p in self.parties(c)]
        group = self.discourse.group(self.offset + token.idx, self.number, ("person",), 2)
        return [p for p in group if p.entity.id not in {o.entity.id for o in own}][:1] if own else ()

    def _their_states(self, people: Sequence[Party]) -> tuple[Party, ...]:
        states = [self.world.state(p.entity.country) for p in people]
        return tuple(Party(entity=s) for s in dict.fromkeys(states) if s is not None)

    def _group(self, token: Token, kinds: tuple[str, ...]) -> Sequence[Party]:
        """Several who were told of: "the two leaders", "both sides", "the three countries", "the pair"."""
        named = [m.entity for m in self._owners(token) if m.entity.kind in _ACTORS]
        if named and token.tag_ in ("NNS", "NNPS") and "person" not in kinds:
            return unique([Party(entity=e) for e in named]) if len(named) > 1 else ()
        count = next((_NUMBERS[c.lower_] for c in token.children if c.lower_ in _NUMBERS), None)
        definite = any(c.lower_ in ("the", "both", "these", "their", "all") for c in token.children)
        pair = token.lemma_.lower() in ("pair", "duo")
        if token.tag_ not in ("NNS", "NNPS") and not pair:
            if (
                definite
                and token.lemma_.lower() in ("country", "nation", "kingdom", "republic", "state")
                and "state" in kinds
            ):
                body = self.discourse.body(self.offset + token.idx, self.number)
                return (body,) if body and body.entity.kind == "state" else ()
            return ()
        if (
            not (definite or count or pair)
            or named
            or any(c.dep_ == "prep" and c.lower_ in ("in", "of", "to") for c in token.children)
        ):
            return ()
        if token.lemma_.lower() in _SIDES:
            kinds = ("state", "group", "organisation")
        role = "minister" if token.lemma_.lower() == "minister" else None
        at, many = self.offset + token.idx, 2 if pair else count
        group = self.discourse.group(at, self.number, kinds, many, role, dealt=True)
        if not group and "state" in kinds:
            group = self._their_states(self.discourse.group(at, self.number, ("person",), many, dealt=True))
        group = group or self.discourse.group(at, self.number, kinds, many, role)
        if not group and "state" in kinds:
            group = self._their_states(self.discourse.group(at, self.number, ("person",), many))
        return group if count is None or len(group) == count else ()


def _is_scene(mention: Mention, doc: Doc) -> bool:
    """A capital behind a preposition of place is where something is, and no government."""
    before = doc[mention.start - 1].lower_ if mention.start else ""
    return mention.form == "capital" and before in ("in", "at", "to", "near", "outside", "into", "capital")


def _plural_role(role: Role) -> str:
    return f"{role.word.capitalize()}s"


def _without_owner(token: Token) -> str:
    """The words of a noun phrase as the text has them, less articles and possessors."""
    kept = [t for t in token.lefts if t.dep_ in ("amod", "compound", "nmod")]
    return token.doc[min([t.left_edge.i for t in kept] + [token.i]) : token.i + 1].text


def _phrase(token: Token) -> str:
    return token.text if token.i == token.left_edge.i else token.lemma_.lower()


def _is_subject(token: Token) -> bool:
    while token.dep_ in ("compound", "appos", "conj", "nmod"):
        token = token.head
    return token.dep_ in ("nsubj", "nsubjpass")


def unique(parties: Sequence[Party]) -> tuple[Party, ...]:
    """Each entity once, in order; the entry that knows a role wins."""
    out: dict[str, Party] = {}
    for party in parties:
        known = out.get(party.entity.id)
        if known is None or (known.role is None and party.role):
            out[party.entity.id] = party
    return tuple(out.values())


def title_words(text: str) -> tuple[str, ...]:
    """The folded words of a title."""
    return words(text)
