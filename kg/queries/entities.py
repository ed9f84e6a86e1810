"""Entities, how often they take part, and terms of office."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import Literal, TypeAlias

import pyoxigraph as ox

from kg.errors import NotFoundError
from kg.model import Entity, Kind, Term
from kg.namespaces import BASE
from kg.queries.columns import Columns, columns
from kg.queries.links import Links
from kg.queries.statements import about, with_conditions
from kg.rdf import read_term
from kg.rdf.nodes import value
from kg.store import Store

Part: TypeAlias = Literal["party", "actor", "recipient", "mediator", "place", "topic"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """An entity and the number of events, of those that occurred, in which it has the part asked for."""

    entity: Entity
    events: int


def entity(store: Store, iri: str) -> Entity:
    """An entity by its IRI, or by the part of it after the project's base (``person/Rufus_Firefly``).

    Raises
    ------
    NotFoundError
        If nothing in the graph describes it.
    """
    full = iri if iri.startswith(BASE) else BASE + iri
    if not store.entity_exists(full):
        raise NotFoundError(f"nobody and nothing in the graph has the id {iri!r}", remedy="find it by name first")
    return store.entity(full)


def took_part(
    store: Store,
    part: Part = "party",
    *,
    kind: Kind | None = None,
    country: str | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> list[Counted]:
    """Who takes part in events that occurred, or where they are, or what about; those with most events first."""
    known = columns(store)
    counts = _links(known, part).counts(known.occurred)
    wanted_country = country.upper() if country else None
    found = (Counted(entity=store.entity(iri), events=events) for iri, events in counts.items())
    kept = (c for c in found if kind in (None, c.entity.kind) and wanted_country in (None, c.entity.country))
    return list(islice(kept, offset, None if limit is None else offset + limit))


def _links(known: Columns, part: Part) -> Links:
    return {
        "party": known.parties,
        "actor": known.actors,
        "recipient": known.recipients,
        "mediator": known.mediators,
        "place": known.places,
        "topic": known.topics,
    }[part]


def terms(store: Store, iri: str) -> list[Term]:
    """Terms of office of a person, or at a state or body, by start.

    Raises
    ------
    NotFoundError
        If nothing in the graph describes the person, state or body.
    """
    whose = ox.NamedNode(entity(store, iri).id)
    ids = [value(row[0]) for row in store.select(with_conditions("terms", [about("entity", whose)]))]
    return [read_term(term, store.node(ox.NamedNode(term))) for term in ids]
