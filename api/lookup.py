"""Entities by what addresses say of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any
from urllib.parse import quote, unquote

from api.reader import View
from kg import queries
from kg.errors import NotFoundError
from kg.model import Entity, Kind
from kg.namespaces import BASE, article_iri, entity_iri
from kg.queries import Counterpart, Filter
from kg.store import Store

_LATEST = 20


def found_entity(store: Store, given: str, kinds: Sequence[Kind]) -> Entity:
    """An entity of one of these kinds, by its IRI, the part after the project's base, or the last part.

    Raises
    ------
    NotFoundError
        If there is none.
    """
    # A part of an IRI may arrive as it stands there or decoded once by the server.
    tail = given.removeprefix(BASE)
    folder, slash, name = tail.rpartition("/")
    written = [BASE + tail, f"{BASE}{folder}/{quote(name, safe='')}"] if slash else []
    written += [entity_iri(kind, tail) for kind in kinds]
    for iri in written:
        if store.entity_exists(iri):
            entity = queries.entity(store, iri)
            if entity.kind in kinds:
                return entity
    raise NotFoundError(f"there is no {' or '.join(kinds)} {given!r}", remedy="look it up: /actors?q=NAME")


def article_id(store: Store, given: str) -> str:
    """The id that an article's id or IRI stands for; an IRI may have been decoded once on its way."""
    tail = given.removeprefix(BASE + "article/")
    return tail if store.exists(article_iri(tail)) else unquote(tail)


def latest(view: View, wanted: Filter) -> list[dict[str, Any]]:
    """The last of these events, the latest first."""
    found = queries.page(view.graph.store, replace(wanted, sort="-time", limit=_LATEST))
    return [view.event(iri).as_record() for iri in found.ids]


def counterpart(found: Counterpart) -> dict[str, Any]:
    """A counterpart as it stands in an answer."""
    counted = {"events": found.events, "quads": found.quads, "first": found.first, "last": found.last}
    return {**asdict(found.entity), **counted}


def named(store: Store, name: str) -> dict[str, str | None]:
    """Who is meant by an IRI, or by words that are no entity of the graph."""
    if store.entity_exists(name):
        return {"id": name, "label": store.entity(name).label}
    return {"id": None, "label": name}
