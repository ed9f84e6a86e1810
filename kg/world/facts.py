"""What the tables of the world say: entities by id, everything that a name may stand for, and terms of office."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal, TypeAlias

from kg.model import Entity, Kind, Term
from kg.namespaces import entity_iri
from kg.world import tables
from kg.world.cities import Cities, capital_of
from kg.world.containment import circles
from kg.world.layers import laid
from kg.world.names import Trie, fold, words
from kg.world.offices import Offices, Title
from kg.world.state_bodies import StateBodies

# A name of so many capitals is an acronym.
_ACRONYM = 5

Form: TypeAlias = Literal["name", "surname", "adjective", "demonym", "capital", "metonym"]


@dataclass(frozen=True, slots=True)
class Name:
    """What a written form may stand for, and how it stands for it.

    A ``capital`` is the city; it names the state's government where a text uses it as an actor.
    """

    entity: Entity
    form: Form
    written: str

    def is_in(self, text: str, *, lower: bool = False) -> bool:
        """Is the text capitalised as the name demands? An acronym must be one in the text too.

        With `lower`, texts without capitals will do, as people type them in questions.
        """
        if self.written.isupper() and len(self.written.replace(".", "")) <= _ACRONYM:
            return text.replace(".", "").isupper() or (lower and text == text.lower() and len(text) > 2)
        article = len("the ") if text.startswith("the ") and self.written.startswith("The ") else 0  # "the Philippines"
        return lower or text[article].isupper() or not self.written[0].isupper()


class Facts:
    """The tables, read and joined; a table with a wrong row raises TableError, and nothing is there.

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
        self._within: dict[str, str] = {}
        self._people: set[str] = set()
        self._given: set[str] = set()
        self._spelling: dict[str, str] = {}
        self._lives: dict[str, tuple[date | None, date | None]] = {}
        self._adjectives: dict[str, str] = {}
        self._capitals: dict[str, Entity] = {}
        self._missions: dict[tuple[str, str], list[Term]] = defaultdict(list)
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
        self.offices = Offices(titles, terms, executive, self._missions)
        self._state_bodies = StateBodies(self._laid("bodies"))
        # "Police" is a town in Poland and "Reading" one in England; in a text they seldom are.
        common = {fold(row.needed("word")) for row in self._laid("common_words")}
        self.cities = Cities(taken=self._place_labels() | common, people=self._given | self.surnames.keys())

    def _add(self, entity: Entity, row: tables.Row, names: Iterable[str]) -> Entity:
        if entity.id in self.entities:
            raise row.wrong(f"the id {row['id']!r} is used twice", "choose another id")
        source = row.values.get("source", "")
        if not row.layer and source not in self._sources:
            raise row.wrong(f"unknown source {source!r}", "add it to sources.csv or correct it")
        aliases = tuple(dict.fromkeys(n for n in names if n and n != entity.label))
        if aliases:
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
            self._lives[state.id] = row.span("start", "end")
            executive[key] = row.one_of("executive", ("head_of_state", "head_of_government", ""))
            self._spelling[key] = row.one_of("spelling", ("varied", "whole", ""))
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
            for written in row.many("metonyms"):
                self._name(written, entity, "metonym")

    def _load_places(self) -> None:
        rows = list(self._laid("places"))
        for row, circle in circles(rows):
            raise row.wrong(f"{row['id']} lies within itself", f"correct `within` of {' or '.join(circle)}")
        for row in rows:
            self._within[row["id"]] = row["within"]
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
            if row["country"] and row["country"] not in self._bodies:
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
            term = Term(
                person=row["person"], office=row.needed("office"), body=row["body"], start=start, end=end,
                status=row.one_of("status", ("", "acting", "rival")), source=row["source"],
            )  # fmt: skip
            for about in row.many("about"):
                self._missions[row["body"], about].append(term)
            yield term

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
