"""The article as a scene: what is read so far, and whom each word of the current passage stands for in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Doc, Span, Token

from kg.extract.anaphora import Anaphora
from kg.extract.common_nouns import CommonNouns
from kg.extract.coordination import together
from kg.extract.denotation import denoted
from kg.extract.discourse import Discourse
from kg.extract.institutions import Institutions
from kg.extract.lexicon import Lexicon
from kg.extract.mentions import Cast, Mention, foremost
from kg.extract.mentions import mentions as find_mentions
from kg.extract.newcomers import note
from kg.extract.officers import Officers
from kg.extract.pronouns import Pronouns
from kg.extract.roles import Role
from kg.extract.roles import roles as find_roles
from kg.extract.sides import unique
from kg.model import Entity, Party
from kg.parse.text import written
from kg.world import World

# "Iran-backed", "pro-Russian", "Saudi-led": the state beside the hyphen is not the one that acts.
_BOUND_AFTER = re.compile(r"\A[-‐–]\s?[a-z]{3,}")
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
        named = [m for m in self.mentions if sentence.start <= m.start < sentence.end]
        outright = [m for m in named if m.form != "metonym"]
        self._countries.update(_countries(outright))
        self._lately = [*self._lately[-2:], set(_countries(m for m in outright if m.form != "adjective"))]
        alone = (m for m in named if m.entity.kind != "group")  # groups fight abroad, too
        self._told = [*self._told[-2:], set(_countries(alone))]
        note(sentence, [*named, *(r for r in self.roles if sentence.start <= r.start < sentence.end)], self)

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
            start, end = doc[mention.start].idx, doc[mention.end - 1].idx + len(doc[mention.end - 1])
            after, before = self._text[end : end + 20], self._text[max(0, start - 8) : start]
            self._tied[place] = bool(_BOUND_AFTER.match(after)) or bool(_BOUND_BEFORE.search(before))
        return self._tied[place]

    def last_place(self, token: Token) -> Entity | None:
        """Which place "the region" or "the enclave" means: the last one named before it."""
        at = self.offset + token.idx
        return next((place for where, place in reversed(self.places) if where < at and place.kind == "place"), None)

    def last_spot(self, token: Token) -> Entity | None:
        """Where "there" is: the town or place last named as where something was."""
        at = self.offset + token.idx
        return next((place for where, place in reversed(self.spots) if where < at), None)

    # Lands ------------------------------------------------------------------------------------

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
            self._memo[token.i] = tuple(denoted(token, self))
        return self._memo[token.i]

    def anew(self, after: Token) -> None:
        """Read "both sides" again behind a verb that has told who they are: "X met Y, and the two agreed"."""
        for i in [i for i in self._memo if i > after.i]:
            kinds = {kind for kind, _ in self.lexicon.nouns.get(after.doc[i].lemma_.lower(), ())}
            if kinds & {"states", "persons"}:
                del self._memo[i]

    def sides(self, token: Token) -> tuple[Party, ...]:
        """Whom a token and everything coordinated with it stand for."""
        return unique([*together(token, self)])


def _countries(mentions: Iterable[Mention]) -> list[str]:
    return [m.entity.country for m in mentions if m.entity.country]
