"""The world as dated data: who is who, when, and where."""

from __future__ import annotations

import functools
import gc
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from kg.model import Entity
from kg.namespaces import BASE, entity_iri
from kg.resources import folder
from kg.world.containment import above
from kg.world.facts import Facts, Form, Name
from kg.world.layers import installed
from kg.world.names import Match, fold
from kg.world.offices import LEADER
from kg.world.spelling import Spellings

__all__ = ["Form", "Name", "World", "load", "local_name", "world"]

_SENIOR = frozenset(
    "head_of_state head_of_government foreign_minister defence_minister secretary_general president_of_body "
    "high_representative security_adviser leader crown_prince vice_head director_general managing_director "
    "envoy".split()
)

# Senior offices that several people hold at a time, of whom another of the name is likelier.
_SENT = frozenset({"envoy", "leader"})
# How long before a first high office someone may be in the news, and how long after the last by the surname alone.
_CAREER = timedelta(days=10 * 365)
_GENERATION = timedelta(days=25 * 365)


class World(Facts):
    """Entities, their names, and terms of office, as they can be asked for.

    Parameters
    ----------
    path : Path
        The folder of tables (`seeds/world`).
    layers : sequence of Path
        Folders of tables that are laid over these.
    """

    def state(self, alpha3: str | None) -> Entity | None:
        """The state of an ISO 3166-1 alpha-3 code (or of one of the project's X-codes)."""
        return self.entities.get(entity_iri("state", alpha3)) if alpha3 else None

    def state_iri(self, alpha3: str) -> str:
        """The IRI of a state."""
        return entity_iri("state", alpha3)

    def body(self, key: str) -> Entity | None:
        """A state or organisation by the key that terms of office use."""
        return self.entities.get(self._bodies.get(key, ""))

    def body_of(self, state: Entity, called: str) -> Entity | None:
        """A body that every state has, by what it is called beside the state's name: "foreign ministry"."""
        return self._state_bodies.called(called, state, self.adjective(state))

    def is_state_body(self, called: str) -> bool:
        """Is this what a body is called that every state has ("the Ministry of Home Affairs")?"""
        return self._state_bodies.knows(called)

    def is_of_state_body(self, word: str) -> bool:
        """Is this a word of what such bodies are called ("ministry")? Few nouns are."""
        return self._state_bodies.may_hold(word)

    def entity(self, iri: str) -> Entity | None:
        """An entity of the tables, or a body made by rule, by its IRI."""
        parts = self._state_bodies.parts(iri)
        state = self.state(parts[0]) if parts else None
        return (
            self._state_bodies.of(state, self.adjective(state), parts[1]) if parts and state else self.entities.get(iri)
        )

    def is_seat(self, town: Entity, state: Entity) -> bool:
        """Does a state's government sit in this town: is it the capital, or does its name stand for the state?"""
        called = (n.entity for n in self.find(town.label) if n.form == "metonym")
        return self.capital(state) == town or any(each.id == state.id for each in called)

    def key(self, entity: Entity) -> str:
        """The key that terms of office use for a state, an organisation or a person."""
        return entity.id.rsplit("/", 1)[1]

    def person(self, key: str) -> Entity:
        """A person by the key that terms of office use."""
        return self.entities[entity_iri("person", key)]

    @functools.cached_property
    def by_wikidata(self) -> dict[str, Entity]:
        """People by their Wikidata ids."""
        return {e.wikidata: e for e in self.entities.values() if e.wikidata and e.kind == "person"}

    def capital(self, state: Entity) -> Entity | None:
        """The city that is a state's capital."""
        return self._capitals.get(state.id)

    def containing(self, place: Entity) -> list[Entity]:
        """The places of the tables that a place lies in, the smallest first."""
        found = (self.entities.get(entity_iri("place", key)) for key in above(self.key(place), self._within))
        return [entity for entity in found if entity is not None]

    def adjective(self, state: Entity) -> str:
        """The first adjective of a state ("Turkish"), or its name."""
        return self._adjectives.get(state.id, state.label)

    def office_title(self, words_: str) -> str:
        """The usual word for an office by its id ("head of state" is "president"); other words stay."""
        return self._usual_title.get(words_.replace(" ", "_"), words_)

    def namesakes(self, word: str, on: date | None) -> tuple[Entity, ...]:
        """The states of a day whose names end with this word: "the two Koreas", "both Congos"."""
        return tuple(s for s in self._by_last_word.get(fold(word), ()) if self.exists(s, on))

    @functools.cached_property
    def _by_last_word(self) -> dict[str, list[Entity]]:
        """States by the last word of their labels."""
        out: dict[str, list[Entity]] = defaultdict(list)
        for each in self.entities.values():
            if each.kind == "state":
                out[fold(each.label.split()[-1])].append(each)
        return out

    def exists(self, state: Entity, on: date | None) -> bool:
        """Was the state there on that day? Without a day: is it there still?"""
        begin, end = self._lives.get(state.id, (None, None))
        if on is None:
            return end is None
        return (begin is None or begin <= on) and (end is None or on <= end)

    @functools.cached_property
    def first_names(self) -> dict[str, str]:
        """The gender of each first name that people in the tables bear, where at least nine in ten agree."""
        told: dict[str, Counter[str]] = defaultdict(Counter)
        for key, gender in self.gender.items():
            if gender and key in self.entities:
                told[fold(self.entities[key].label.split()[0])][gender] += 1
        return {
            name: gender
            for name, counts in told.items()
            for gender, many in counts.most_common(1)
            if many >= 0.9 * counts.total()
        }

    def is_senior(self, person: Entity, on: date | None) -> bool:
        """Did the person hold an office on that day which papers name by the surname alone?"""
        return on is not None and any(t.office in _SENIOR for t in self.offices.in_office(self.key(person), on))

    def is_head(self, person: Entity, on: date | None) -> bool:
        """Did the person lead a state on that day, as papers see it?"""
        if on is None:
            return False
        key, offices = self.key(person), self.offices
        bodies = {t.body for t in offices.in_office(key, on) if self.state(t.body) is not None}
        return any(t.person == key for body in bodies for t in offices.who(LEADER, body, on)[:1])

    def highest(self, people: Sequence[Entity], on: date) -> Entity | None:
        """Of people in office on a day, the one whose office papers name before the others'."""

        def rank(person: Entity) -> int:
            held = {t.office for t in self.offices.in_office(self.key(person), on)} & _SENIOR
            return 3 if held and self.is_head(person, on) else 2 if held - _SENT else 1 if held else 0

        best = max(map(rank, people), default=0)
        highest = [person for person in people if rank(person) == best]
        return highest[0] if best and len(highest) == 1 else None

    def is_famous(self, person: Entity) -> bool:
        """Has the person ever held such an office?"""
        return any(t.office in _SENIOR for t in self.offices.terms(self.key(person)))

    def of_the_time(self, people: Sequence[Entity], on: date | None) -> list[Entity]:
        """Of people of one name, those whom a text of that day may mean without saying more.

        Nobody whose first office is far in the future; nobody long out of office where another is not.
        """
        if on is None:
            return list(people)
        terms = {p.id: self.offices.terms(self.key(p)) for p in people}
        known = [p for p in people if not terms[p.id] or min(t.start for t in terms[p.id]) <= on + _CAREER]
        recent = [p for p in known if terms[p.id] and max(t.end or on for t in terms[p.id]) >= on - _GENERATION]
        return recent or known

    def spelt(self, name: str, on: date | None) -> Entity | None:
        """The one well-known person whose full name this is in a spelling, order or length that no table has."""
        people = self._spellings.by_initial(name)
        if people:
            people = [p for p in people if self.is_senior(p, on)]
        else:
            people = [p for p in self.of_the_time(self._spellings.find(name), on) if self._well_known(p)]
        return people[0] if len(people) == 1 else None

    def _well_known(self, person: Entity) -> bool:
        """In high office once, or in the tables for something else than an office."""
        return self.is_famous(person) or not self.offices.terms(self.key(person))

    @functools.cached_property
    def _spellings(self) -> Spellings:
        people = (e for e in self.entities.values() if e.kind == "person")
        varied, whole = ([s for s, how in self._spelling.items() if how == kind] for kind in ("varied", "whole"))
        return Spellings(people, varied=frozenset(varied), whole=frozenset(whole))

    def states_in(self, text: Iterable[object]) -> set[str]:
        """Alpha-3 codes of the states that a text names outright."""
        return {
            name.entity.country for match in self.in_text(str(text)) for name in match.values
            if name.entity.kind == "state" and name.entity.country
        }  # fmt: skip

    def in_text(self, text: str) -> Iterator[Match[Name]]:
        """The names in a text, as it is capitalised."""
        return self.names.find(text, lambda written, name: name.is_in(written))

    def find(self, name: str) -> tuple[Name, ...]:
        """Everything that a name may stand for."""
        return self.names.get(name)


def local_name(entity: Entity) -> str:
    """The part of an entity's IRI after its folder."""
    return entity.id.removeprefix(BASE).split("/", 1)[1]


def load(layers: Sequence[Path]) -> World:
    """The world that ships with the package, with these layers over it."""
    # Nothing that is made here is garbage, and looking for it would take a third of the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return World(folder("seeds") / "world", layers)
    finally:
        if collecting:
            gc.enable()


@functools.cache
def world() -> World:
    """The world that ships with the package, with the users' layers over it; read once a process."""
    return load(installed())
