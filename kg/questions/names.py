"""Who and what a question can name: the world, and those whom only the articles of a store name."""

from __future__ import annotations

import copy
import difflib
import functools
import re
import weakref
from collections.abc import Callable, Container, Iterator, Sequence

import numpy as np
import pyoxigraph as ox

from kg.extract.mentions import Cast
from kg.model import Entity
from kg.queries.columns import columns
from kg.queries.names import every_name
from kg.queries.remembered import remembered
from kg.rdf import terms as t
from kg.rdf.nodes import value
from kg.store import Store
from kg.world import Name, World, world
from kg.world.names import Match, Trie, fold

# Beyond so many events, one of two namesakes is not much likelier for having more.
_MANY = 1000
_PARTS = (t.HAS_ACTOR, t.HAS_PLACE, t.TOPIC)


class Layered(Trie[Name]):
    """The names of the world with those of a store over them; of namesakes, the one with most events is first."""

    def __init__(self, base: Trie[Name], store: Store) -> None:
        super().__init__()
        self._base = base
        # Kept as long as the store: a plain reference would keep the store for ever.
        self._store: Store = weakref.proxy(store)
        self._counted: dict[str, int] = {}

    def get(self, name: str) -> tuple[Name, ...]:
        """Everything this exact name stands for."""
        return self._ranked(self._base.get(name) + super().get(name))

    def find(self, text: str, fits: Callable[[str, Name], bool] | None = None) -> Iterator[Match[Name]]:
        """Longest matches of either layer from left to right, none overlapping another."""
        both = sorted([*self._base.find(text, fits), *super().find(text, fits)], key=lambda m: (m.start, -m.end))
        end = -1
        for i, match in enumerate(both):
            if match.start < end:
                continue
            values = match.values
            if i + 1 < len(both) and (both[i + 1].start, both[i + 1].end) == (match.start, match.end):
                values += both[i + 1].values
            end = match.end
            yield Match(match.start, match.end, self._ranked(values))

    def events(self, entity: Entity) -> int:
        """In how many events an entity has a part, up to a bound."""
        if entity.id not in self._counted:
            # In one piece: row by row, the engine would let other threads go first a thousand times.
            parts = " ".join(map(str, _PARTS))
            found = self._store.select(
                f"SELECT (COUNT(*) AS ?n) {{ {{ SELECT ?event {{ GRAPH {t.EVENTS} {{ VALUES ?part {{ {parts} }}"
                f" ?event ?part {ox.NamedNode(entity.id)} }} }} LIMIT {_MANY} }} }}"
            )
            self._counted[entity.id] = int(value(next(found)[0]))
        return self._counted[entity.id]

    def _ranked(self, names: Sequence[Name]) -> tuple[Name, ...]:
        known = tuple(dict.fromkeys(names))
        if len({n.entity.id for n in known}) < 2:
            return known
        return tuple(sorted(known, key=lambda n: -self.events(n.entity)))


class Directory:
    """All names of a store and of the world.

    Attributes
    ----------
    world : World
        The world that ships with the package, with the store's own entities named in it too.
    """

    def __init__(self, store: Store) -> None:
        known = world()
        self._store: Store = weakref.proxy(store)
        self._itself = weakref.ref(store)
        self.names = Layered(known.names, store)
        self.own = {e.id: e for e in _own(store, known.entities)}
        for entity in self.own.values():
            self._add(entity)
        self.world: World = copy.copy(known)
        self.world.names = self.names

    @property
    def _asked(self) -> Store:
        """The store itself, for what is remembered of it; whoever asks holds it."""
        store = self._itself()
        assert store is not None
        return store

    def _add(self, entity: Entity) -> None:
        for name in (entity.label, *entity.aliases):
            self.names.add(name, Name(entity, "name", name))
        last = entity.label.split()[-1]
        if entity.kind == "person" and last != entity.label:
            self.names.add(last, Name(entity, "surname", last))

    def cast(self, text: str) -> Cast:
        """Whom the surnames of a text mean: of those who bear them, the one with most events in the store."""
        cast = Cast(on=None)
        for match in self.names.find(text):
            people = [n.entity for n in match.values if n.entity.kind == "person"]
            if people and self.names.events(people[0]):
                cast.introduce(people[0])
        return cast

    def knows(self, entity: Entity) -> bool:
        """Is the entity in a table, in the gazetteer, or in the store?"""
        return entity.kind == "place" or entity.id in self.world.entities or entity.id in self.own

    def close_to(self, name: str, cutoff: float = 0.7) -> list[str]:
        """Names in the store's events that look like this one."""
        wanted = fold(name)
        labels = self._labels
        return list(dict.fromkeys(labels[m] for m in difflib.get_close_matches(wanted, labels, n=3, cutoff=cutoff)))

    def has_held(self, offices: Sequence[str], body: str) -> bool:
        """Does the store have a term of one of these offices at a state or organisation?"""
        engine, node = self._store.engine, ox.NamedNode(body)
        terms = (q.subject for q in engine.quads_for_pattern(None, t.ORGANIZATION, node, t.WORLD))
        known = {ox.Literal(office) for office in offices}
        return any(q.object in known for term in terms for q in engine.quads_for_pattern(term, t.OFFICE, None, t.WORLD))

    def called(self, titles: Sequence[str], bodies: Sequence[str]) -> tuple[str, ...]:
        """People whom no table knows and whom articles call by one of these titles, of one of these bodies."""
        wanted = re.compile(rf"(?:{'|'.join(map(re.escape, titles))})(?: of (?P<body>.+))?\Z", re.IGNORECASE)
        labels = {self._store.entity(body).label for body in bodies}
        found = []
        for person in (e for e in self.own.values() if e.kind == "person"):
            for node in self._store.engine.quads_for_pattern(None, t.ENTITY, ox.NamedNode(person.id), t.EVENTS):
                for role in self._store.engine.quads_for_pattern(node.subject, t.ROLE, None, t.EVENTS):
                    match = wanted.match(value(role.object))
                    if match and (not labels or match["body"] in labels):
                        found.append(person.id)
        return tuple(dict.fromkeys(found))

    def named(self, entity: Entity) -> tuple[str, ...]:
        """Everyone who goes by the name of a group: of "civilians" there are those of every state."""
        if entity.kind != "group":
            return (entity.id,)
        alike = [
            n.entity.id for name in (entity.label, *entity.aliases) for n in self.names.get(name) if n.form == "name"
        ]
        return tuple(dict.fromkeys((entity.id, *alike)))

    @functools.cached_property
    def extent(self) -> tuple[int, int, str, str]:
        """How many articles and events the store holds, and their first and last day."""
        rows = self._store.select("SELECT (COUNT(*) AS ?n) { GRAPH ?article { ?article a schema:NewsArticle } }")
        known = columns(self._asked)
        first, last = known.earliest[known.occurred], known.latest[known.occurred]
        first, last = first[~np.isnat(first)], last[~np.isnat(last)]
        span = (str(first.min()), str(last.max())) if len(first) else ("", "")
        return int(value(next(rows)[0])), int(np.count_nonzero(known.occurred)), *span

    @functools.cached_property
    def _labels(self) -> dict[str, str]:
        """Every name of whoever is in an event, and its last word, with the label it stands for."""
        known = columns(self._asked)
        there = {iri for links in (known.parties, known.places, known.topics) for iri in links.names}
        every = [(name, iri, is_label) for iri, name, is_label in every_name(self._asked) if iri in there]
        labels = {iri: name for name, iri, is_label in every if is_label}
        named = sorted((name, labels[iri]) for name, iri, _ in every if iri in labels)
        return {fold(part): label for name, label in named for part in (name, name.split()[-1])}


def _own(store: Store, known: Container[str]) -> list[Entity]:
    """The entities that a store describes beyond the tables."""
    rows = store.select(
        f"SELECT ?who {{ VALUES ?graph {{ {t.WORLD} {t.EVENTS} }} GRAPH ?graph {{ ?who kg:kind ?kind }} }}"
    )
    found = sorted({value(row[0]) for row in rows})
    return [store.entity(who) for who in found if who not in known]


def directory(store: Store) -> Directory:
    """The names of a store as it is now."""
    return remembered(store, Directory)
