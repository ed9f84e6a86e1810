"""The world as dated data: who is who, when, and where."""

from __future__ import annotations

import functools
import gc
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal, TypeAlias

from kg.model import Entity, Kind, Term
from kg.namespaces import BASE, entity_iri
from kg.resources import folder
from kg.world import tables
from kg.world.cities import Cities, capital_of
from kg.world.layers import installed, laid
from kg.world.names import Trie, fold, words
from kg.world.offices import LEADER, Offices, Title

_SENIOR = frozenset(
    "head_of_state head_of_government foreign_minister defence_minister secretary_general president_of_body "
    "high_representative security_adviser leader crown_prince vice_head director_general managing_director "
    "envoy".split()
)

Form: TypeAlias = Literal["name", "surname", "adjective", "demonym", "capital", "metonym"]


@dataclass(frozen=True, slots=True)
class Name:
    """What a written form may stand for, and how it stands for it.

    A ``capital`` is the city; it names the state's government where a text uses it as an actor.
    """

    entity: Entity
    form: Form
    written: str


class World:
    """Entities, their names, and terms of office.

    Parameters
    ----------
    path : Path
        The folder of tables (`seeds/world`).
    layers : sequence of Path
        Folders of tables that are laid over these.
    """

    def __init__(self, path: Path, layers: Sequence[Path] = ()) -> None:
        self._laid = functools.partial(laid, path, layers=layers)
        self.entities: dict[str, Entity] = {}
        self.names: Trie[Name] = Trie()
        self.surnames: dict[str, list[Entity]] = defaultdict(list)
        self.gender: dict[str, str] = {}
        self.regions: set[str] = set()
        self._bodies: dict[str, str] = {}
        self._people: set[str] = set()
        self._given: set[str] = set()
        self._ended: dict[str, date] = {}
        self._adjectives: dict[str, str] = {}
        self._capitals: dict[str, Entity] = {}
        self._usual_title: dict[str, str] = {}
        self._sources = {row.needed("id") for row in self._laid("sources")}
        executive = self._load_states()
        self._load_bodies()
        self._load_places()
        self._load_topics()
        self._load_people()
        terms = list(self._load_terms())
        titles = self._load_titles()
        self.title_words = frozenset(w for t in titles for w in words(t.word)) - {"of", "the", "for", "and"}
        self.offices = Offices(titles, terms, executive)
        # "Police" is a town in Poland and "Reading" one in England; in a text they seldom are.
        common = {fold(row.needed("word")) for row in self._laid("common_words")}
        self.cities = Cities(taken=self._place_labels() | common, people=self._given | self.surnames.keys())

    # Look-ups ---------------------------------------------------------------------------------

    def state(self, alpha3: str | None) -> Entity | None:
        """The state of an ISO 3166-1 alpha-3 code (or of one of the project's X-codes)."""
        return self.entities.get(entity_iri("state", alpha3)) if alpha3 else None

    def state_iri(self, alpha3: str) -> str:
        """The IRI of a state."""
        return entity_iri("state", alpha3)

    def body(self, key: str) -> Entity | None:
        """A state or organisation by the key that terms of office use."""
        return self.entities.get(self._bodies.get(key, ""))

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

    def adjective(self, state: Entity) -> str:
        """The first adjective of a state ("Turkish"), or its name."""
        return self._adjectives.get(state.id, state.label)

    def office_title(self, words_: str) -> str:
        """The usual word for an office by its id ("head of state" is "president"); other words stay."""
        return self._usual_title.get(words_.replace(" ", "_"), words_)

    def has_ended(self, state: Entity, on: date | None) -> bool:
        """Had the state ceased to be by that day?"""
        end = self._ended.get(state.id)
        return end is not None and (on is None or on > end)

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

    def is_famous(self, person: Entity) -> bool:
        """Has the person ever held such an office?"""
        return any(t.office in _SENIOR for t in self.offices.terms(self.key(person)))

    def states_in(self, text: Iterable[object]) -> set[str]:
        """Alpha-3 codes of the states that a text names outright."""
        found = self.names.find(str(text))
        return {n.entity.country for m in found for n in m.values if n.entity.kind == "state" and n.entity.country}

    def find(self, name: str) -> tuple[Name, ...]:
        """Everything that a name may stand for."""
        return self.names.get(name)

    # Loading ----------------------------------------------------------------------------------

    def _add(self, entity: Entity, row: tables.Row, names: Iterable[str]) -> Entity:
        if entity.id in self.entities:
            raise row.wrong(f"the id {row['id']!r} is used twice", "choose another id")
        source = row.values.get("source", "")
        if not row.layer and source not in self._sources:
            raise row.wrong(f"unknown source {source!r}", "add it to sources.csv or correct it")
        aliases = tuple(dict.fromkeys(n for n in names if n and n != entity.label))
        entity = replace(entity, aliases=aliases)
        self.entities[entity.id] = entity
        for name in (entity.label, *aliases):
            self._name(name, entity, "name")
        return entity

    def _name(self, written: str, entity: Entity, form: Form) -> None:
        self.names.add(written, Name(entity, form, written))

    def _load_states(self) -> dict[str, str]:
        executive = {}
        for row in self._laid("states"):
            key = row.needed("id")
            state = self._add(_entity("state", key, row, country=key, sector="GOV"), row, row.many("names"))
            self._bodies[key] = state.id
            _, end = row.span("start", "end")
            if end:
                self._ended[state.id] = end
            executive[key] = row.one_of("executive", ("head_of_state", "head_of_government", ""))
            for written in row.many("adjectives"):
                self._name(written, state, "adjective")
                self._adjectives.setdefault(state.id, written)
            for written in row.many("demonyms"):
                self._name(written, state, "demonym")
            for written in row.many("metonyms"):
                self._name(written, state, "metonym")
            capital = row.many("capital")
            if capital:
                place = capital_of(capital, state)
                self.entities.setdefault(place.id, place)
                self._capitals[state.id] = place
                for written in (place.label, *capital):
                    self._name(written, place, "capital")
        return executive

    def _load_bodies(self) -> None:
        for row in self._laid("organisations"):
            kind: Kind = "group" if row.one_of("kind", ("organisation", "group")) == "group" else "organisation"
            country = row["country"].split("|")[0] or None
            if row["id"] in self._bodies:
                raise row.wrong(f"the id {row['id']!r} is that of a state or body already", "choose another id")
            entity = _entity(kind, row.needed("id"), row, country=country, sector=row["sector"] or None)
            entity = self._add(entity, row, row.many("names"))
            self._bodies[row["id"]] = entity.id
            for written in row.many("adjectives"):
                self._name(written, entity, "adjective")

    def _load_places(self) -> None:
        for row in self._laid("places"):
            country = row.many("country")
            entity = _entity("place", row.needed("id"), row, country=country[0] if len(country) == 1 else None)
            if row["kind"] in ("region", "disputed"):
                self.regions.add(entity.id)
            if entity.id not in self.entities:
                self._add(entity, row, row.many("names"))
                continue
            for written in row.many("names"):  # a capital that the table of states has brought already
                self._name(written, self.entities[entity.id], "capital")

    def _load_topics(self) -> None:
        for row in self._laid("topics"):
            row.span("start", "end")
            self._add(_entity("topic", row.needed("id"), row), row, row.many("names"))

    def _load_people(self) -> None:
        for row in self._laid("people"):
            if row["country"] and self.state(row["country"]) is None and row["country"] not in self._bodies:
                raise row.wrong(f"unknown country {row['country']!r}", "use an id of states.csv")
            country, sector = row["country"] or None, row["sector"] or None
            entity = _entity("person", row.needed("id"), row, country=country, sector=sector)
            entity = self._add(entity, row, row.many("names"))
            self._people.add(row["id"])
            self._given.add(fold(entity.label.split()[0]))
            self.gender[entity.id] = row["gender"]
            for surname in row.many("surname") or (entity.label.split()[-1],):
                self.surnames[fold(surname)].append(entity)
                self._name(surname, entity, "surname")

    def _load_terms(self) -> Iterable[Term]:
        for row in self._laid("terms"):
            if row["person"] not in self._people:
                raise row.wrong(f"unknown person {row['person']!r}", "add the person to a people table")
            if row["body"] not in self._bodies:
                raise row.wrong(f"unknown body {row['body']!r}", "use an id of states.csv or organisations.csv")
            start, end = row.span("start", "end")
            if start is None:
                raise row.wrong("no start", "give the year at least")
            yield Term(
                person=row["person"], office=row.needed("office"), body=row["body"], start=start, end=end,
                status=row.one_of("status", ("", "acting", "rival")), source=row["source"],
            )  # fmt: skip

    def _load_titles(self) -> list[Title]:
        found: dict[str, list[tuple[str, tuple[str, ...], tuple[str, ...]]]] = defaultdict(list)
        for row in self._laid("offices"):
            if not row["countries"]:
                self._usual_title.setdefault(row["id"], row.many("titles")[0])
            for word in row.many("titles"):
                found[word].append((row.needed("id"), row.many("countries"), row.many("except")))
        return [Title(word, tuple(offices)) for word, offices in found.items()]

    def _place_labels(self) -> set[str]:
        return {fold(n) for e in self.entities.values() for n in (e.label, *e.aliases)}


def _entity(kind: Kind, key: str, row: tables.Row, *, country: str | None = None, sector: str | None = None) -> Entity:
    return Entity(
        id=entity_iri(kind, key),
        kind=kind,
        label=row.needed("label"),
        country=country,
        sector=sector,
        wikidata=row.values.get("wikidata") or None,
        lat=row.number("lat", -90, 90) if "lat" in row.values else None,
        lon=row.number("lon", -180, 180) if "lon" in row.values else None,
    )


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
