"""Who or what a name stands for in the graph."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from kg.errors import NotFoundError
from kg.model import Entity, Kind
from kg.namespaces import BASE
from kg.queries.remembered import remembered
from kg.queries.statements import statement
from kg.rdf.nodes import value
from kg.store import Store
from kg.world.names import fold, words

_LABEL, _ALIAS, _PART = range(3)


class _Name(NamedTuple):
    entity: str
    name: str
    rank: int


class _Index:
    """All names of a store, folded, with the entities they stand for."""

    def __init__(self, store: Store) -> None:
        self.exact: dict[str, list[_Name]] = defaultdict(list)
        self.by_word: dict[str, list[_Name]] = defaultdict(list)
        for entity, name, preferred in store.select(statement("names")):
            rank = _LABEL if value(preferred) == "true" else _ALIAS
            found = _Name(value(entity), value(name), rank)
            self.exact[fold(found.name)].append(found)
            for word in set(words(found.name)):
                self.by_word[word].append(found)

    def search(self, name: str) -> list[str]:
        """IRIs: of whom it is the label, then an alias, then part of a name."""
        best: dict[str, tuple[int, str]] = {}
        for found in self.exact.get(fold(name), ()):
            best[found.entity] = min(best.get(found.entity, (found.rank, found.name)), (found.rank, found.name))
        wanted = words(name)
        if wanted:
            for found in self.by_word.get(wanted[-1], ()):
                if set(wanted) <= set(words(found.name)):
                    best.setdefault(found.entity, (_PART, found.name))
        return sorted(best, key=lambda iri: (best[iri], iri))

    def exactly(self, name: str) -> list[str]:
        """IRIs of those who bear just this name; failing that, of those whose name ends with it."""
        found = {x.entity for x in self.exact.get(fold(name), ())}
        if not found:
            wanted = words(name)
            candidates = self.by_word.get(wanted[-1], ()) if wanted else ()
            found = {x.entity for x in candidates if words(x.name)[-len(wanted) :] == wanted}
        return sorted(found)


def find(store: Store, name: str, *, kind: Kind | None = None, limit: int = 20) -> list[Entity]:
    """Entities that a name may stand for, the likeliest first.

    Case and accents do not matter. A whole name goes before a part of one.
    """
    found = (store.entity(iri) for iri in _index(store).search(name))
    return [e for e in found if kind is None or e.kind == kind][:limit]


def every_name(store: Store) -> Iterator[tuple[str, str, bool]]:
    """Every name with the IRI of whoever or whatever bears it, and whether it is its label."""
    for named in _index(store).exact.values():
        yield from ((found.entity, found.name, found.rank == _LABEL) for found in named)


def resolve(store: Store, name: str) -> list[str]:
    """The IRIs that a name, an IRI, or the part of an IRI after the project's base stands for.

    Raises
    ------
    NotFoundError
        If there is none; it suggests names that are close.
    """
    if name.startswith(BASE):
        if store.entity_exists(name):
            return [name]
        raise NotFoundError(f"nobody and nothing in the graph has the IRI {name}", remedy="look it up by name")
    index = _index(store)
    found = index.exactly(name)
    if not found and "/" in name and store.entity_exists(BASE + name):
        found = [BASE + name]
    if found:
        return found
    close = difflib.get_close_matches(fold(name), index.exact, n=3)
    names = sorted({index.exact[c][0].name for c in close})
    remedy = f"did you mean {' or '.join(names)}?" if names else "look it up with another spelling"
    raise NotFoundError(f"nobody and nothing in the graph is called {name!r}", remedy=remedy)


def _index(store: Store) -> _Index:
    return remembered(store, _Index)
