"""Entities, how often they take part, and terms of office."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

import pyoxigraph as ox

from kg.errors import NotFoundError
from kg.model import Entity, Kind, Term
from kg.namespaces import BASE
from kg.queries.statements import about, with_conditions
from kg.rdf import read_term
from kg.rdf import terms as t
from kg.rdf.nodes import value
from kg.store import Store

Part: TypeAlias = Literal["party", "actor", "recipient", "mediator", "place", "topic"]

_PROPERTIES: dict[Part, ox.NamedNode] = {
    "party": t.HAS_ACTOR,
    "actor": t.ACTOR,
    "recipient": t.RECIPIENT,
    "mediator": t.MEDIATOR,
    "place": t.HAS_PLACE,
    "topic": t.TOPIC,
}


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
    conditions = []
    for predicate, wanted in ((t.KIND, kind), (t.COUNTRY, country.upper() if country else None)):
        if wanted is not None:
            conditions.append(f"{{ SELECT DISTINCT ?entity {{ ?entity {predicate} {ox.Literal(wanted)} }} }}")
    sparql = with_conditions("took_part", conditions).replace("#PROPERTY", str(_PROPERTIES[part]))
    if limit is not None:
        sparql += f"LIMIT {limit}\n"
    if offset:
        sparql += f"OFFSET {offset}\n"
    return [Counted(entity=store.entity(value(row[0])), events=int(value(row[1]))) for row in store.select(sparql)]


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
