"""Whom an article has named so far, and whom "he", "it", "the minister" or "the country" means of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.model import Entity, Party
from kg.world.names import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Referent:
    """Someone named at a place of the text (characters into the article), in which sentence, as what.

    What is `bound` only describes another ("Saudi-led"), what is `titular` only tells whose an officer is.
    """

    at: int
    sentence: int
    party: Party
    subject: bool
    role: str | None = None
    bound: bool = False
    titular: bool = False


@dataclass
class Named:
    """The memory of one article for names.

    `first_names` tells the gender that a first name mostly has; `going_on` holds the pronouns that as subjects go on
    about somebody.
    """

    gender: dict[str, str]
    first_names: Mapping[str, str] = field(default_factory=dict)
    referents: list[Referent] = field(default_factory=list)
    going_on: list[Referent] = field(default_factory=list)

    def add(self, referent: Referent) -> None:
        """Remember a referent; the order of the text is kept. Those who only report are none of "both sides"."""
        if (referent.party.sector or referent.party.entity.sector) == "MED":
            return
        self.referents.append(referent)
        if len(self.referents) > 1 and self.referents[-2].at > referent.at:
            self.referents.sort(key=lambda r: r.at)

    def continued(self, at: int, sentence: int, parties: Sequence[Party]) -> None:
        """Remember that a pronoun, as a subject, goes on about somebody."""
        self.going_on += [Referent(at=at, sentence=sentence, party=p, subject=True) for p in parties]

    @property
    def _told(self) -> Sequence[Referent]:
        """All who were named or gone on about, in the order of the text."""
        return sorted((*self.referents, *self.going_on), key=lambda r: r.at) if self.going_on else self.referents

    def is_of(self, person: Entity, gender: str) -> bool:
        """May a person be of that gender?"""
        return self.gender_of(person, gender) == gender

    def gender_of(self, person: Entity, otherwise: str) -> str:
        """A person's gender by the tables, else by the first name."""
        known = self.gender.get(person.id) or self.first_names.get(fold(person.label.split()[0]))
        return known or otherwise

    def with_role(self, at: int, word: str, *, without: Iterable[str] = ()) -> Party | None:
        """The last person introduced by this role ("the minister" after "Foreign Minister X")."""
        wanted, ruled_out = set(word.split()), set(without)
        fits = [
            r
            for r in self.referents
            if r.at < at
            and r.party.entity.kind == "person"
            and r.role
            and wanted <= set(r.role.split())
            and r.party.entity.id not in ruled_out
        ]
        if not fits:
            return None
        told = Counter(r.party.entity.id for r in self.referents if r.at < at)
        return max(fits, key=lambda r: (told[r.party.entity.id] + r.subject, r.at)).party

    def of_state(self, at: int, country: str | None) -> Party | None:
        """The last person named who belongs to a state ("the Russian minister")."""
        for r in reversed(self.referents):
            if r.at < at and r.party.entity.kind == "person" and r.party.entity.country == country:
                return r.party
        return None

    def body(self, at: int, sentence: int, *, without: Iterable[str] = ()) -> Party | None:
        """What "it" or "the country" means: the nearest state or organisation, a subject first."""
        ruled_out = set(without)
        fits = [
            r
            for r in self._told
            if r.at < at
            and r.party.entity.kind in ("state", "organisation", "group")
            and not r.bound
            and r.party.entity.id not in ruled_out
        ]
        for back in range(3):
            here = [r for r in fits if r.sentence == sentence - back]
            if here:
                subjects = [r for r in here if r.subject]
                return (subjects or here)[-1].party
        return None

    def named_here(self, at: int, sentence: int, count: int) -> tuple[Party, ...]:
        """The people, if there are that many, whom a sentence names before a place."""
        told = {r.party.entity.id: r.party for r in self.referents if r.sentence == sentence and r.at < at}
        people = tuple(p for p in told.values() if p.entity.kind == "person")
        return people if len(people) == count else ()

    def people(self, sentence: int) -> list[Party]:
        """The people whom a sentence names, each once."""
        told = {r.party.entity.id: r.party for r in self.referents if r.sentence == sentence}
        return [p for p in told.values() if p.entity.kind == "person"]

    def is_in(self, party: Party, sentence: int) -> bool:
        """Does a sentence name somebody?"""
        return any(r.sentence == sentence and r.party.entity.id == party.entity.id for r in self.referents)
