"""What someone who begins to write may mean: names, roles, topics, places, verbs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias

from kg.extract.lexicon import lexicon
from kg.model import Kind
from kg.queries.columns import columns
from kg.queries.names import every_name
from kg.queries.remembered import remembered
from kg.store import Store
from kg.world import world
from kg.world.names import fold, words

_MOST = 2000
# Behind any folded text that a prefix begins.
_BEHIND = "\U0010ffff"
# The roles that papers name with a country's adjective.
_ROLES = ("president", "prime minister", "foreign minister", "defence minister")

_Of: TypeAlias = Kind | Literal["role", "verb"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """How it may go on.

    Parameters
    ----------
    text : str
        The name, role or verb.
    kind : str
        The kind of entity, or ``role`` or ``verb``.
    id, label : str, optional
        IRI and canonical name of the entity.
    type : str, optional
        PLOVER type that a verb may tell of.
    events : int
        Of those that occurred, how many the entity takes part in, are there or about it.
    """

    text: str
    kind: _Of
    id: str | None = None
    label: str | None = None
    type: str | None = None
    events: int = 0


def suggest(store: Store, begun: str, *, limit: int = 10) -> list[Suggestion]:
    """Names that begin so, or have a word that does: first those with events, then by how well and how often.

    Case and accents do not matter.
    """
    prefix = fold(" ".join(begun.split()))
    if not prefix:
        return []
    best: dict[str, tuple[tuple[object, ...], Suggestion]] = {}
    for entries in (remembered(store, _entities), _roles(), _verbs()):
        first = bisect_left(entries, prefix, key=lambda e: e[0])
        last = bisect_left(entries, prefix + _BEHIND, key=lambda e: e[0])
        for _, rank, found in entries[first : min(last, first + _MOST)]:
            order = (not found.events and found.kind not in ("role", "verb"), rank, -found.events, len(found.text))
            key = found.id or f"{found.kind} {found.text}"
            if key not in best or order < best[key][0]:
                best[key] = order, found
    ordered = sorted(best.values(), key=lambda pair: (*pair[0], pair[1].text))
    return [found for _, found in ordered[:limit]]


_Entry: TypeAlias = tuple[str, int, Suggestion]


def _entities(store: Store) -> list[_Entry]:
    known = columns(store)
    counts: dict[str, int] = {}
    for links in (known.parties, known.places, known.topics):
        for iri, n in links.counts(known.occurred).items():
            counts[iri] = counts.get(iri, 0) + n
    found: list[_Entry] = []
    for iri, name, is_label in every_name(store):
        entity = store.entity(iri)
        suggestion = Suggestion(text=name, kind=entity.kind, id=iri, label=entity.label, events=counts.get(iri, 0))
        found.extend(_entries(name, suggestion, rank=0 if is_label else 1))
    return sorted(found, key=lambda e: e[:2])


def _entries(name: str, suggestion: Suggestion, rank: int) -> Iterator[_Entry]:
    """Under the name as a whole, and from each later word on."""
    folded = fold(name)
    yield folded, rank, suggestion
    parts = words(name)
    for at in range(1, len(parts)):
        yield " ".join(parts[at:]), rank + 2, suggestion


@cache
def _roles() -> list[_Entry]:
    known = world()
    roles = set(known.offices.titles())
    for state in known.entities.values():
        adjective = known.adjective(state) if state.kind == "state" else ""
        if adjective:
            held = (role for role in _ROLES if known.offices.offices_of(role, known.key(state)))
            roles.update(f"{adjective} {role}" for role in held)
    found = [entry for role in roles for entry in _entries(role, Suggestion(text=role, kind="role"), rank=1)]
    return sorted(found, key=lambda e: e[:2])


@cache
def _verbs() -> list[_Entry]:
    verbs = {
        entry.trigger: entry.type for (_, pos), every in lexicon().entries.items() if pos == "v" for entry in every
    }
    return sorted(
        ((fold(verb), 1, Suggestion(text=verb, kind="verb", type=kind)) for verb, kind in verbs.items()),
        key=lambda e: e[:2],
    )
