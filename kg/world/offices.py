"""Role words, and who held which office on which day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from kg.model import Term
from kg.world.names import fold

# "The leader of X" is no office; which office it means is a fact about X.
LEADER = "leader"
# Titles too broad to name one person.
GENERIC = frozenset({"official", "spokesperson", "ambassador", "envoy", "deputy_foreign_minister"})


@dataclass(frozen=True, slots=True)
class Title:
    """A role word and the offices it may stand for.

    Parameters
    ----------
    offices : tuple of (office, countries, exceptions)
        Empty `countries` means everywhere but in the exceptions.
    """

    word: str
    offices: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]


class Offices:
    """Terms of office, by office and body and by person.

    Parameters
    ----------
    executive : mapping of str to str
        The office of a state's "leader".
    missions : mapping of (str, str) to sequence of Term
        Terms by the body and what the holder was sent for.
    """

    def __init__(
        self,
        titles: Iterable[Title],
        terms: Iterable[Term],
        executive: Mapping[str, str],
        missions: Mapping[tuple[str, str], Sequence[Term]] = MappingProxyType({}),
    ) -> None:
        self._titles = {fold(t.word): t for t in titles}
        self._executive = executive
        self._missions = missions
        self._held: dict[tuple[str, str], list[Term]] = defaultdict(list)
        self._by_person: dict[str, list[Term]] = defaultdict(list)
        for term in sorted(terms, key=lambda t: (t.start, t.person)):
            self._held[term.office, term.body].append(term)
            self._by_person[term.person].append(term)

    def title(self, word: str) -> Title | None:
        """What a role word, singular and in any case, may mean."""
        return self._titles.get(fold(word))

    def titles(self) -> list[str]:
        """Every role word of the table."""
        return [t.word for t in self._titles.values()]

    def kinds(self) -> set[str]:
        """The ids of all offices."""
        return {office for title in self._titles.values() for office, _, _ in title.offices}

    def terms(self, person: str) -> list[Term]:
        """A person's terms, by start."""
        return self._by_person.get(person, [])

    def who(self, office: str, body: str, on: date) -> list[Term]:
        """Who held an office on a day: the plain holder first, then acting and rival ones.

        A day of change has two holders; the incoming one is first.
        """
        if office == LEADER:
            return self._leaders(body, on)
        held = [t for t in self._held.get((office, body), []) if t.holds(on)]
        return sorted(held, key=lambda t: (("", "acting", "rival").index(t.status), -t.start.toordinal()))

    def _leaders(self, body: str, on: date) -> list[Term]:
        ruling = [t for t in self._held.get((LEADER, body), []) if t.holds(on)]
        if ruling:  # who rules without holding the highest office
            return ruling
        first = self._executive.get(body)
        named = self.who(first, body, on) if first else []
        return named or [
            t
            for office in ("head_of_state", "head_of_government", "secretary_general")
            for t in self.who(office, body, on)
        ]

    def offices_of(self, word: str, body: str) -> list[str]:
        """Which offices of a body a role word names, likeliest first.

        Examples
        --------
        "president" is the head of state of France, but the head of government of Iran, and nobody in Spain.
        """
        title = self.title(word)
        if not title:
            return []
        own = [o for o, countries, _ in title.offices if body in countries]
        general = [o for o, countries, exceptions in title.offices if not countries and body not in exceptions]
        return list(dict.fromkeys(own + general))

    def sole_body(self, word: str) -> str | None:
        """The one state whose head a title names even without it ("the pope", "the taoiseach")."""
        title = self.title(word)
        if title is None or len(title.offices) != 1:
            return None
        office, countries, _ = title.offices[0]
        return countries[0] if len(countries) == 1 and office in ("head_of_state", "head_of_government") else None

    def holders(self, word: str, body: str, on: date) -> list[Term]:
        """Who, on that day, was what a role word names in that body."""
        for office in self.offices_of(word, body):
            if office in GENERIC:
                continue
            held = self.who(office, body, on)
            if held:
                return held
        return []

    def sent(self, body: str, about: str, on: date) -> list[Term]:
        """Whom a body had sent for a state, place or topic by that day ("the UN envoy for Yemen"), the latest first."""
        held = [t for t in self._missions.get((body, about), ()) if t.holds(on)]
        return sorted(held, key=lambda t: (t.status != "", -t.start.toordinal()))

    def in_office(self, person: str, on: date) -> list[Term]:
        """The terms of a person that hold on that day."""
        return [t for t in self._by_person.get(person, []) if t.holds(on)]

    def every(self) -> list[Term]:
        """All terms of office."""
        return [term for terms in self._by_person.values() for term in terms]
