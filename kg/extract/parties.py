"""From words to parties: whom a name, a role, a pronoun or a common noun stands for in this place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Doc, Span, Token

from kg.extract.anaphora import Anaphora
from kg.extract.arguments import conjuncts, modifiers, prepositional
from kg.extract.common_nouns import CommonNouns
from kg.extract.discourse import NUMBERS, Discourse
from kg.extract.institutions import Institutions
from kg.extract.lexicon import Lexicon
from kg.extract.mentions import Cast, Mention, foremost
from kg.extract.mentions import mentions as find_mentions
from kg.extract.named import Referent
from kg.extract.officers import Officers
from kg.extract.pronouns import SOME, Pronouns
from kg.extract.roles import Role
from kg.extract.roles import roles as find_roles
from kg.extract.sides import ACTORS, unique
from kg.extract.unlisted import unlisted_body
from kg.model import Entity, Party
from kg.parse.text import written
from kg.world import World

# "Iran-backed", "pro-Russian", "Saudi-led": the state beside the hyphen is not the one that acts.
_BOUND_AFTER = re.compile(r"\A[-‐–]\s?[a-z]{3,}")
_BOUND_BEFORE = re.compile(r"(?:\b(?:pro|anti|non|ex|mid|trans)\s?[-‐–]\s?)\Z", re.IGNORECASE)
_LANDS = ("state", "place")
_SEVERAL = frozenset(("counterpart", "states", "persons", "interlocutor"))
# Offices that every state has, of which no one holder is meant.
_EVERYWHERE = {"lawmaker": "LEG", "prosecutor": "JUD", "judge": "JUD"}
# Several of them are "the opposition".
_OPPOSING = frozenset(
    ("opposition leader", "leader of the opposition", "opposition figure", "opposition politician", "opposition chief")
)
# Titles as papers shorten them.
_IN_FULL = {
    "gen": "general", "col": "colonel", "maj": "major", "capt": "captain", "lt": "lieutenant", "adm": "admiral",
    "brig": "brigadier", "sgt": "sergeant", "sen": "senator", "gov": "governor", "fr": "priest", "dr": "doctor",
}  # fmt: skip
# Who is somebody at home, though no table has him.
_LEADING = frozenset("leader commander general colonel minister premier governor mayor warlord marshal admiral".split())
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
        self.discourse = Discourse(gender=world.gender, first_names=world.first_names)
        self.number = 0
        self.nouns, self.officers, self.pronouns = CommonNouns(self), Officers(self), Pronouns(self)
        self.institutions, self.anaphora = Institutions(self), Anaphora(self)
        self.begins: list[int] = [0]
        self.named_at: dict[int, Mention] = {}
        self.roles_at: dict[int, Role] = {}
        self._memo: dict[int, tuple[Party, ...]] = {}
        self._tied: dict[tuple[int, int], bool] = {}
        self.offset = 0
        self._text = ""
        self.doc: Doc | None = None
        self.then: date | None = None
        self.mentions: list[Mention] = []
        self.roles: list[Role] = []
        self.statements: list[Statement] = []
        self.places: list[tuple[int, Entity]] = []
        self.setting: Entity | None = None
        self.town: Entity | None = None
        self.moved = False
        self.named: list[tuple[int, str]] = []
        self.spots: list[tuple[int, Entity]] = []
        self.called: list[tuple[int, str, Party]] = []
        self._countries: Counter[str] = Counter()
        self._lately: list[set[str]] = []
        self._told: list[set[str]] = []

    # Reading on -------------------------------------------------------------------------------

    def open(self, doc: Doc, offset: int) -> None:
        """Begin a passage that starts `offset` characters into the article."""
        self.offset, self.doc = offset, doc
        self._text = written(doc)
        self.mentions = find_mentions(doc, self.world, self.cast, lower=self.lower)
        self.named += [
            (offset + doc[m.start].idx, m.entity.country)
            for m in self.mentions
            if m.entity.country and m.form not in ("metonym", "adjective")
        ]
        self.mentions = [self.institutions.of_home(m, doc) for m in self.mentions]
        self.roles = find_roles(doc, self.mentions, self.world)
        self.named_at = {i: m for m in self.mentions for i in range(m.start, m.end)}
        self.roles_at = {i: r for r in self.roles for i in range(r.start, r.end)}
        self._memo, self._tied = {}, {}

    def move(self, town: Entity | None) -> None:
        """Go on to another report, from another country: what was told of before no longer says whose anything is."""
        if town is None or self.town is None or town.country == self.town.country:
            return
        self.town, self.moved = town, True
        self.named, self._lately, self._told = [], [], []
        self._countries.clear()

    def enter(self, sentence: Span, then: date | None = None) -> None:
        """Begin a sentence: those it names become known, from left to right.

        Parameters
        ----------
        then : date, optional
            The day that the sentence tells of where it is long past; roles are read as of that day.
        """
        self.number += 1
        self.begins.append(self.offset + sentence.start_char)
        self.then = then
        inside: list[Mention | Role] = [m for m in self.mentions if sentence.start <= m.start < sentence.end]
        inside += [r for r in self.roles if sentence.start <= r.start < sentence.end]
        self._countries.update(
            w.entity.country for w in inside if isinstance(w, Mention) and w.entity.country and w.form != "metonym"
        )
        self._lately = [
            *self._lately[-2:],
            {
                w.entity.country
                for w in inside
                if isinstance(w, Mention) and w.entity.country and w.form not in ("metonym", "adjective")
            },
        ]
        self._told = [
            *self._told[-2:],
            {
                w.entity.country
                for w in inside
                if isinstance(w, Mention) and w.entity.country and w.entity.kind != "group"  # they fight abroad, too
            },
        ]
        for what in sorted(inside, key=lambda w: w.start):
            start, root = what.start, what.root
            token = sentence.doc[root]
            role = what if isinstance(what, Role) else self.officers.role_beside(what, sentence.doc)
            if isinstance(what, Role) and (what.plural or self.officers.person_beside(what, sentence.doc)):
                continue
            if isinstance(what, Mention) and what.entity.kind in ("place", "topic"):
                self.places.append((self.offset + sentence.doc[start].idx, what.entity))
            if isinstance(what, Mention) and _is_scene(what, sentence.doc):
                self.spots.append((self.offset + sentence.doc[start].idx, what.city or what.entity))
            if isinstance(what, Mention) and (what.entity.kind not in ACTORS or _is_scene(what, sentence.doc)):
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
                        titular=isinstance(what, Mention) and self._owns_a_role(what, sentence.doc),
                    )
                )

        for token in sentence:
            subject = token.dep_ in ("nsubj", "nsubjpass")
            if token.dep_ == "nsubj" and token.lower_ in ("he", "she", "it"):
                self.discourse.continued(self.offset + token.idx, self.number, self.parties(token))
            if (
                subject
                and token.i in self.named_at
                and (
                    any(c.dep_ == "conj" and c.i in self.named_at for c in token.children) or self._joined_before(token)
                )
            ):
                self.discourse.join(self.offset + token.idx, self.number, self.sides(token))
            if subject or token.dep_ in ("dobj", "pobj"):
                plural = token.tag_ in ("NNS", "NNPS") or token.lower_ in ("pair", "duo", "two")
                if plural and not subject and len(both := self.parties(token)) > 1:
                    self.discourse.several(self.offset + token.idx, self.number, both)
                if plural and subject:
                    self.discourse.several(self.offset + token.idx, self.number, self.sides(token))
            lemma = token.lemma_.lower()
            if ("counterpart", "") in self.lexicon.nouns.get(lemma, ()) and token.i not in self.roles_at:
                for party in self.parties(token):
                    self.discourse.add(
                        Referent(
                            at=self.offset + token.idx, sentence=self.number, party=party, subject=_is_subject(token)
                        )
                    )
            titled = token.dep_ == "compound" and token.i not in self.named_at and token.i not in self.roles_at
            named = self.named_at.get(token.i + 1) if titled else None
            if named is not None and named.entity.kind == "person":  # "Captain X" is "the captain"
                known_as = self.parties(token.doc[named.root])
                title = _IN_FULL.get(token.lower_.rstrip("."), token.lower_)
                self.called += [(self.offset + token.idx, title, p) for p in known_as]
                continue
            if token.pos_ in ("NOUN", "PROPN"):
                known = lemma in self.lexicon.nouns or token.i in self.named_at
                found = self.parties(token) if known else ()
                if found:
                    nouns = dict.fromkeys((token.lemma_.lower(), self.institutions.called(token)))
                    self.called += [(self.offset + token.idx, noun, p) for p in found for noun in nouns if noun]
                if len(found) == 1 and found[0].entity.kind == "person" and token.pos_ == "NOUN":
                    at, told = self.offset + token.idx, _is_subject(token) and token.dep_ != "compound"
                    if told and token.i not in self.roles_at:  # "the general", who is "he" in what follows
                        self.discourse.add(Referent(at=at, sentence=self.number, party=found[0], subject=True))

    # Names ------------------------------------------------------------------------------------

    def mention(self, token: Token) -> Mention | None:
        """The name that a token is part of."""
        return self.named_at.get(token.i)

    def role(self, token: Token) -> Role | None:
        """The role phrase that a token is part of."""
        return self.roles_at.get(token.i)

    def bound(self, mention: Mention, doc: Doc) -> bool:
        """Is the name only part of a word that describes another ("Saudi-led", "pro-Russian")?"""
        place = mention.start, mention.end
        if place not in self._tied:
            self._tied[place] = self._is_tied(mention, doc)
        return self._tied[place]

    def _is_tied(self, mention: Mention, doc: Doc) -> bool:
        end = doc[mention.end - 1].idx + len(doc[mention.end - 1])
        start = doc[mention.start].idx
        after, before = self._text[end : end + 20], self._text[max(0, start - 8) : start]
        return bool(_BOUND_AFTER.match(after)) or bool(_BOUND_BEFORE.search(before))

    def _describes_someone(self, mention: Mention, doc: Doc) -> bool:
        """Is the state only in a person's title ("Turkish President X")?"""
        if mention.entity.kind != "state":
            return False
        head = doc[mention.root].head
        named = self.named_at.get(head.i)
        return mention.end in self.roles_at or (named is not None and named.entity.kind == "person")

    def _owns_a_role(self, mention: Mention, doc: Doc) -> bool:
        """Does a state or body only tell whose an officer is: "Germany's minister, X"?"""
        return mention.end < len(doc) and doc[mention.end].tag_ == "POS" and mention.end + 1 in self.roles_at

    def is_leading(self, person: Entity) -> bool:
        """Is somebody told of as leading or commanding: "X, the leader of the rebels", "General X"?"""
        named = (r.role for r in self.discourse.referents if r.party.entity.id == person.id and r.role)
        titles = (title for _, title, p in self.called if p.entity.id == person.id)
        return any(not _LEADING.isdisjoint(words.lower().split()) for words in (*named, *titles))

    def other_body(self, token: Token, without: Sequence[Party]) -> Party | None:
        """What "its" means where it cannot be those that act: "X, an ally of Y, backed its campaign"."""
        if token.lower_ != "its":
            return None
        own = [p.entity.id for p in without]
        if token.head.lemma_.lower() in ("ally", "friend", "partner", "neighbour", "neighbor"):
            states = self.anaphora.lately(token) - {p.entity.country for p in without}
            if len(states) > 1:
                return None  # whose ally of several it is, only the world would tell
        if token.head.lemma_.lower() in ("neighbour", "neighbor"):  # no organisation is one
            own += [r.party.entity.id for r in self.discourse.referents if r.party.entity.kind != "state"]
        return self.discourse.body(self.offset + token.idx, self.number, without=own)

    def last_place(self, token: Token) -> Entity | None:
        """Which place "the region" or "the enclave" means: the last one named before it."""
        at = self.offset + token.idx
        return next((place for where, place in reversed(self.places) if where < at and place.kind == "place"), None)

    def last_spot(self, token: Token) -> Entity | None:
        """Where "there" is: the town or place last named as where something was."""
        at = self.offset + token.idx
        return next((place for where, place in reversed(self.spots) if where < at), None)

    def last_matter(self, token: Token) -> Entity | None:
        """What "the truce" or "the situation" is of: the last region or conflict named before it."""
        at = self.offset + token.idx
        fits = (
            e for where, e in reversed(self.places) if where < at and (e.kind == "topic" or e.id in self.world.regions)
        )
        return next(fits, None)

    @property
    def home(self) -> Entity | None:
        """The country that the article is about: the one named most, and far more than any other."""
        state = self.world.state(foremost(self._countries) or (None if self.moved else self.cast.land))
        return state if state is not None and self.world.exists(state, self.on) else None

    @property
    def land(self) -> Entity | None:
        """The country that the article is about, else the only one that this sentence and the two before it name.

        One that only another paragraph names, and the article seldom, is not meant.
        """
        if self.home is not None:
            return self.home
        lately = set().union(*self._lately)
        if len(lately) != 1:
            return None
        (country,) = lately
        here = any(where >= self.offset and named == country for where, named in self.named)
        minor = max(self.cast.lands.values(), default=0) > 2 * self.cast.lands[country]
        return self.world.state(country) if here or not minor else None  # a new paragraph goes back to the main one

    @property
    def sole(self) -> Entity | None:
        """The only country that the whole article names, and by its own name, though later."""
        lands = self.cast.lands
        alone = len(lands) == 1 and set(lands) == set(+self.cast.outright) and not set().union(*self._told)
        return self.world.state(next(iter(lands))) if alone and not self.moved else None

    def alone(self, at: int) -> Entity | None:
        """The only country told of lately in any form, and in all most, or the only one at all: its army is "the army".

        Where another is told of, the soldiers may be that one's.
        """
        lately, lands = set().union(*self._told), self.cast.lands
        if lately:
            state = self.world.state(next(iter(lately))) if len(lately) == 1 else None
            most = state is not None and all(
                lands[state.country or ""] > times for land, times in lands.items() if land != state.country
            )
        else:
            state = self.institutions.local(at)
            most = state is not None and set(lands) <= {state.country}
        return state if most and state is not None and self.world.exists(state, self.on) else None

    def countries_in(self, words: Iterable[Token]) -> set[str]:
        """The countries that words name, also those of adjectives, places, people and bodies."""
        named = (m.entity.country for t in words if (m := self.mention(t)) is not None)
        return {country for country in named if country is not None}

    @property
    def ground(self) -> Entity | None:
        """The country of the place last named in this passage as where something was."""
        return self.world.state(next((p.country for at, p in reversed(self.spots) if at >= self.offset), None))

    @property
    def rivals(self) -> tuple[Entity, ...]:
        """The two countries that the article is about so far, named far more than any third."""
        counts = [*self._countries.most_common(3), ("", 0), ("", 0), ("", 0)]
        if counts[1][1] < max(3, 2 * counts[2][1]):
            return ()
        return tuple(s for key, _ in counts[:2] if (s := self.world.state(key)) is not None)

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

    def anew(self, after: Token) -> None:
        """Read "both sides" again behind a verb that has told who they are: "X met Y, and the two agreed"."""
        for i in [i for i in self._memo if i > after.i]:
            kinds = {kind for kind, _ in self.lexicon.nouns.get(after.doc[i].lemma_.lower(), ())}
            if kinds & {"states", "persons"}:
                del self._memo[i]

    def sides(self, token: Token) -> tuple[Party, ...]:
        """Whom a token and everything coordinated with it stand for."""
        out: list[Party] = []
        for each in conjuncts(token):
            out.extend(p for before in self._joined_before(each) for p in self.parties(before))
            out.extend(self._shared_name(each))
            out.extend(self._listed_before(each))
            out.extend(self._listed_behind(each))
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
        beside = self.officers.person_beside(role, token.doc) if role is not None and role.root == token.i else None
        if beside is None or beside.start < token.i:
            return []
        return [c for c in token.doc[beside.root].children if c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN")]

    def _listed_before(self, token: Token) -> tuple[Party, ...]:
        """The first of two in a headline: "Iran, Iraq swap prisoners"."""
        own = self.mention(token)
        if own is None or token.dep_ != "nsubj" or own.start < 2 or token.doc[own.start - 1].text != ",":
            return ()
        first = self.named_at.get(own.start - 2)
        if first is None or first.start != token.sent.start or first.entity.kind != own.entity.kind:
            return ()
        tense = token.head.tag_ in ("VBZ", "VBP", "VB", "NN", "NNS")
        return self.parties(token.doc[first.root]) if tense and token.doc[own.end].text != "," else ()

    def _listed_behind(self, token: Token) -> tuple[Party, ...]:
        """The second of three people whom the parser took for the first by another name or office: "X, Y and Z"."""
        own = self.mention(token)
        if own is None or own.entity.kind != "person":
            return ()
        named = [
            m for c in token.children if c.dep_ == "appos" and c.i > token.i and (m := self.mention(c)) is not None
        ]
        others = [token.doc[m.root] for m in named if m.entity.kind == "person" and m.entity.id != own.entity.id]
        roles = [(c, self.role(c)) for c in token.children if c.dep_ == "appos" and c.i > token.i]
        others += [c for c, role in roles if role and self.officers.is_listed(own.entity, role, token.doc)]
        return tuple(p for t in others for p in self.parties(t))

    def _shared_name(self, token: Token) -> tuple[Party, ...]:
        """The first of two names that share their last word: "North and South Korea"."""
        own = self.mention(token)
        if own is None or own.end - own.start < 2 or own.start < 2:
            return ()
        doc = token.doc
        if doc[own.start - 1].lower_ not in ("and", "or", "&") or not doc[own.start - 2].text[0].isupper():
            return ()
        name = f"{doc[own.start - 2].text} {doc[own.end - 1].text}"
        found = [n.entity for n in self.world.find(name) if n.entity.kind in ("state", "organisation", "group")]
        return (Party(entity=found[0]),) if found and found[0].id != own.entity.id else ()

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
        if token.pos_ == "NUM" or token.lower_ in SOME:
            # "two of them, X and Y"; "three of the soldiers", "most of them"
            called = unique([p for c in token.children if c.dep_ == "appos" for p in self.parties(c)])
            counted = called or unique([p for o in prepositional(token, "of") for p in self.sides(o)])
            by_name = any(p.entity.kind == "person" for p in counted)  # three of four men are none in particular
            everyone = token.lower_ in ("all", "both") or NUMBERS.get(token.lower_) == len(counted)
            if counted and (called or everyone or not by_name):
                return counted
        if served := self.institutions.served(token):
            return served
        if token.pos_ == "PRON" or token.lower_ in ("both", "whose"):
            return self.pronouns.read(token)
        if (
            token.pos_ == "NUM"
            and token.lower_ in NUMBERS
            and any(c.lower_ in ("the", "all") for c in token.children)
            and not any(c.dep_ == "prep" for c in token.children)
        ):
            at, many = self.offset + token.idx, NUMBERS[token.lower_]
            bodies = self.discourse.group(at, self.number, ("state", "organisation", "group"), many)
            if bodies and all(self.discourse.is_in(p, self.number) for p in bodies):
                return bodies
            if here := self.discourse.named_here(at, self.number, many):
                return here
            people = self.discourse.group(at, self.number, ("person",), many, main=True, near=True)
            return people or self.discourse.group(at, self.number, ACTORS, many, near=True)
        if token.tag_ in ("NNS", "NNPS") and (among := self._included(token)):
            return among
        if token.tag_ in ("NNS", "NNPS") and token.text[0].isupper() and (twins := self._twins(token)):
            return twins
        if token.text in ("North", "South") and (half := self._half(token)) is not None:
            return (half,)
        if token.lower_ in ("former", "latter") and (one := self.anaphora.of_two(token)):
            return one
        role = self.role(token)
        if role is not None:
            found = self.officers.by_role(role, token)
            serving = not found and not role.bodies and not role.former and role.root == token.i
            found = (self._serving(token) or self._of_some_state(token, role)) if serving else found
            if found or not (role.plural and serving):
                return found
            group = self.nouns.groups.opposition(token) if role.word in _OPPOSING else self.nouns.groups.led(token)
            return (group,) if group is not None else ()
        for kind, sector in self.lexicon.classes(token):
            found = self.nouns.read(token, kind, sector)
            if found:
                return found
        if token.pos_ == "PROPN" and (body := self.anaphora.body(token)):
            return body
        if token.pos_ == "NOUN":
            for child in token.children:  # "Israeli army bulldozers": what belongs to a force acts for it
                if (
                    child.dep_ == "compound"
                    and child.lemma_ != "member"
                    and any(kind == "institution" for kind, _ in self.lexicon.nouns.get(child.lemma_.lower(), ()))
                ):
                    found = self.nouns.read(
                        token, "institution", dict(self.lexicon.nouns[child.lemma_.lower()])["institution"]
                    )
                    if found:
                        return found
        # "the Foreign Ministries" are no people, nor is what a "Ministry of Home Affairs" is for.
        unlisted = token.lemma_.lower() not in self.lexicon.nouns and not self._is_matter(token)
        if (token.tag_ == "NNPS" and token.is_alpha and unlisted) or (
            token.pos_ == "PROPN" and token.lower_.endswith("s") and token.ent_type_ == "NORP"
        ):
            found = self.nouns.read(token, "people", "CVL")  # "Iraqi Kurds", "Sri Lankan Tamils"
            if found:
                return found
        if token.tag_ == "NNP" and (stranger := self.officers.unknown(token)) is not None:
            return (stranger,)
        if token.pos_ in ("NOUN", "PROPN"):
            beside = self.officers.name_beside(token)
            if beside:
                return beside
        for kind, sector in self.lexicon.nouns.get(token.lemma_.lower(), ()) if token.ent_type_ == "ORG" else ():
            if kind == "institution" and (found := tuple(self.nouns.read(token, kind, sector))):
                return found  # "the Department of Foreign Affairs" is its state's
        return unlisted_body(token, self.named_at)

    def _half(self, token: Token) -> Party | None:
        """Which of two states of one name "the North" is."""
        if token.dep_ in ("compound", "amod") or not any(c.lower_ == "the" for c in token.children):
            return None
        at = self.offset + token.idx
        named = [r.party for r in self.discourse.referents if r.at < at and r.party.entity.kind == "state"]
        return next((p for p in reversed(named) if p.entity.label.startswith(f"{token.text} ")), None)

    def _twins(self, token: Token) -> tuple[Party, ...]:
        """The two states that share a name: "the two Koreas", "both Congos"."""
        if not token.text.endswith("s") or not any(c.lower_ in ("the", "both", "two") for c in token.children):
            return ()
        found = self.world.namesakes(token.text[:-1], self.on)
        return tuple(Party(entity=state) for state in found) if len(found) == 2 else ()

    def _included(self, token: Token) -> tuple[Party, ...]:
        """Who is told to be among several of whom only that is said: "colleagues who included X and Y"."""
        if not {kind for kind, _ in self.lexicon.nouns.get(token.lemma_.lower(), ())} & _SEVERAL:
            return ()
        clauses = [c for c in token.children if c.dep_ == "relcl" and c.lemma_ == "include"]
        named = [o for c in clauses for o in c.children if o.dep_ == "dobj"]
        named += prepositional(token, "including")
        return unique([p for o in named if self.mention(o) is not None for p in self.sides(o)])

    def _serving(self, token: Token) -> Sequence[Party]:
        """Whom officials serve where other words stand between them and their state: "U.S. trade officials"."""
        sectors = [s for kind, s in self.lexicon.nouns.get(token.lemma_.lower(), ()) if kind == "institution"]
        before = [m for w in modifiers(token) if (m := self.mention(w)) is not None and not self.bound(m, token.doc)]
        bodies = [m.entity for m in before if m.entity.kind in ("state", "organisation")]
        if not sectors or len(before) != 1 or not bodies:
            return ()
        sector = sectors[0] if bodies[0].kind == "state" else bodies[0].sector
        return [Party(entity=bodies[0], role=token.text, sector=sector)]

    def _of_some_state(self, token: Token, role: Role) -> Sequence[Party]:
        """Of which state those are that every state has: "lawmakers in X", "a prosecutor in X"."""
        offices = self.world.offices.offices_of(role.word, "")
        sector = next((s for office, s in _EVERYWHERE.items() if office in offices), None)
        if sector is None and role.plural and role.word.endswith("official") and prepositional(token, "in"):
            sector = "GOV"  # officials sit where they serve, and diplomats do not
        if sector is None or (sector == "LEG" and not role.plural):
            return ()
        return self.nouns.read(token, "institution", sector)

    def _is_matter(self, token: Token) -> bool:
        """Is it what an institution is there for?"""
        behind = token.head.head.lemma_.lower() if token.dep_ == "pobj" and token.head.lower_ == "of" else ""
        return any(kind == "institution" for kind, _ in self.lexicon.nouns.get(behind, ()))

    def _named(self, mention: Mention, token: Token) -> Sequence[Party]:
        if mention.entity.kind == "topic" and token.dep_ == "pobj" and token.head.lower_ in ("on", "against"):
            states = [n.entity for n in self.world.find(token.text) if n.form == "name" and n.entity.kind == "state"]
            return [Party(entity=s) for s in states[:1]]  # "the embargo on Y"
        if mention.entity.kind not in ACTORS:
            return ()
        if (
            mention.form == "adjective"
            and mention.root == token.i
            and token.dep_ in ("amod", "compound", "nmod")
            and self.mention(token.head) is None
        ):
            return (Party(entity=mention.entity),)
        entity = mention.entity
        if mention.form in ("demonym", "adjective") and _is_one(token):  # "the Venezuelan" is the last one named
            person = self.discourse.of_state(self.offset + token.idx, entity.country)
            if person is not None:
                return (person,)
        if mention.form == "demonym" and any(c.lower_ == "ethnic" for c in token.children):
            return (self.nouns.groups.minority(token),)  # "ethnic Albanians" are of the country where they live
        if mention.form == "demonym":
            lands = [self.world.state(m.entity.country) for m in self.nouns.owners(token) if m.entity.kind in _LANDS]
            of_state = [land for land in lands if land is not None and land.id != entity.id]
            if of_state:  # "Bosnian Serbs", "Iraqi Kurds" are of the state that the adjective names
                return (Party(entity=self.nouns.groups.people(of_state[0], token, "CVL"), sector="CVL"),)
        if entity.kind != "person":
            return (Party(entity=entity, sector="CVL" if mention.form == "demonym" else None),)
        return (self.officers.as_officer(entity, self.officers.role_beside(mention, token.doc)),)


def _is_scene(mention: Mention, doc: Doc) -> bool:
    """A capital behind a preposition of place is where something is, and no government."""
    before = doc[mention.start - 1].lower_ if mention.start else ""
    somewhere = mention.form == "capital" or mention.entity.kind == "place"
    return somewhere and before in ("in", "at", "to", "near", "outside", "into", "capital")


def _is_one(token: Token) -> bool:
    """Is it one person of a people: "the Venezuelan", and not "the Venezuelans" or "the French"?"""
    plain = [c for c in token.children if c.dep_ not in ("det", "appos", "punct", "relcl")]
    ending = not token.lower_.endswith(("s", "sh", "ch", "ese", "z"))  # "the French", "the Swiss", "the Chinese"
    definite = any(c.lower_ == "the" for c in token.children)
    return definite and ending and not plain and token.dep_ in ("nsubj", "dobj", "pobj", "nsubjpass")


def _is_subject(token: Token) -> bool:
    while token.dep_ in ("compound", "appos", "conj", "nmod"):
        token = token.head
    return token.dep_ in ("nsubj", "nsubjpass") and not _within_a_clause(token)


def _within_a_clause(token: Token) -> bool:
    """Is it told only to say which is meant: "the deal that *Y* signed"? Who goes on is the one in the main clause."""
    verb = token.head
    while verb.dep_ in ("ccomp", "xcomp", "conj", "advcl") and verb.head.pos_ in ("VERB", "AUX"):
        verb = verb.head
    return verb.dep_ in ("relcl", "acl") and token.tag_ not in ("WDT", "WP")
