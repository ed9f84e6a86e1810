"""Entities and terms of office as quads, and back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import cast, get_args
from urllib.parse import quote, unquote

import pyoxigraph as ox

from kg.errors import TableError
from kg.model import Entity, Kind, Term
from kg.namespaces import BASE, WIKIDATA, digest, entity_iri
from kg.rdf import terms as t
from kg.rdf.nodes import Node, needed, text, texts

_CLASSES: dict[Kind, tuple[ox.NamedNode, ...]] = {
    "person": (t.SEM_ACTOR,),
    "state": (t.SEM_ACTOR, t.SEM_PLACE),
    "organisation": (t.SEM_ACTOR,),
    "group": (t.SEM_ACTOR,),
    "place": (t.SEM_PLACE,),
    "topic": (t.TOPIC_CLASS, t.CONCEPT),
}
_KINDS: dict[str, Kind] = {"org" if kind == "organisation" else kind: kind for kind in get_args(Kind)}
_QID = re.compile(r"Q\d+\Z")


def entity_quads(entity: Entity, graph: ox.NamedNode) -> Iterator[ox.Quad]:
    """What is known of an entity."""
    subject = ox.NamedNode(entity.id)
    for cls in _CLASSES[entity.kind]:
        yield ox.Quad(subject, t.A, cls, graph)
    if entity.wikidata and _QID.match(entity.wikidata):
        yield ox.Quad(subject, t.SAME_AS, ox.NamedNode(WIKIDATA + entity.wikidata), graph)
    yield from _facts(subject, entity, graph)


def description_quads(entity: Entity, article: ox.NamedNode) -> Iterator[ox.Quad]:
    """What one article tells of an entity, on a node of the article's own.

    The engine counts a triple that stands in two graphs twice. So the entity itself is described in one graph,
    the world's or the events', and an article's graph has its description aside.
    """
    subject = ox.NamedNode(description_iri(entity.id, article.value))
    yield ox.Quad(subject, t.A, t.DESCRIPTION, article)
    yield ox.Quad(subject, t.DESCRIBES, ox.NamedNode(entity.id), article)
    yield from _facts(subject, entity, article)


def description_iri(entity: str, article: str) -> str:
    """The node on which an article describes an entity."""
    return f"{article}#{quote(entity.removeprefix(BASE), safe='/%')}"


def read_entity(iri: str, node: Node) -> Entity:
    """The entity back from its properties; aliases come in alphabetical order.

    Without properties, all that the IRI itself tells.
    """
    if not node:
        return _from_iri(iri)
    latitude, longitude = text(node, t.LATITUDE), text(node, t.LONGITUDE)
    return Entity(
        id=iri,
        kind=cast(Kind, needed(iri, node, t.KIND)),
        label=needed(iri, node, t.LABEL),
        aliases=tuple(sorted(texts(node, t.ALT_LABEL))),
        country=text(node, t.COUNTRY),
        sector=text(node, t.SECTOR),
        wikidata=text(node, t.WIKIDATA_ID),
        lat=None if latitude is None else float(latitude),
        lon=None if longitude is None else float(longitude),
    )


def world_quads(entities: Iterable[Entity], terms: Iterable[Term]) -> Iterator[ox.Quad]:
    """The graph of the world.

    Raises
    ------
    TableError
        If a term names a person or body that is not among the entities.
    """
    known = {}
    for entity in entities:
        known[entity.id] = entity
        yield from entity_quads(entity, t.WORLD)
    for term in terms:
        person = _resolve(term, term.person, ("person",), known)
        body = _resolve(term, term.body, ("state", "organisation", "group"), known)
        yield from _term_quads(term, person, body)


def read_term(iri: str, node: Node) -> Term:
    """The term of office back from its properties; persons and bodies by their keys in the tables."""
    end = text(node, t.END)
    return Term(
        person=_key(needed(iri, node, t.MEMBER)),
        office=needed(iri, node, t.OFFICE),
        body=_key(needed(iri, node, t.ORGANIZATION)),
        start=date.fromisoformat(needed(iri, node, t.START)),
        end=date.fromisoformat(end) if end else None,
        status=text(node, t.TERM_STATUS) or "",
        source=text(node, t.SOURCE) or "",
    )


def _facts(subject: ox.NamedNode, entity: Entity, graph: ox.NamedNode) -> Iterator[ox.Quad]:
    label = ox.Literal(entity.label)
    yield ox.Quad(subject, t.LABEL, label, graph)
    yield ox.Quad(subject, t.PREF_LABEL, label, graph)
    for alias in entity.aliases:
        yield ox.Quad(subject, t.ALT_LABEL, ox.Literal(alias), graph)
    yield ox.Quad(subject, t.KIND, ox.Literal(entity.kind), graph)
    for predicate, found in (
        (t.COUNTRY, entity.country),
        (t.SECTOR, entity.sector),
        (t.WIKIDATA_ID, entity.wikidata),
    ):
        if found is not None:
            yield ox.Quad(subject, predicate, ox.Literal(found), graph)
    for predicate, degrees in ((t.LATITUDE, entity.lat), (t.LONGITUDE, entity.lon)):
        if degrees is not None:
            yield ox.Quad(subject, predicate, t.number(degrees), graph)


def _term_quads(term: Term, person: str, body: str) -> Iterator[ox.Quad]:
    end = term.end.isoformat() if term.end else ""
    key = digest(person, term.office, body, term.start.isoformat(), end, term.status)
    subject = ox.NamedNode(f"{BASE}term/{key}")
    yield ox.Quad(subject, t.A, t.TERM, t.WORLD)
    yield ox.Quad(subject, t.A, t.MEMBERSHIP, t.WORLD)
    yield ox.Quad(subject, t.MEMBER, ox.NamedNode(person), t.WORLD)
    yield ox.Quad(subject, t.ORGANIZATION, ox.NamedNode(body), t.WORLD)
    yield ox.Quad(subject, t.OFFICE, ox.Literal(term.office), t.WORLD)
    yield ox.Quad(subject, t.START, t.day(term.start), t.WORLD)
    if term.end:
        yield ox.Quad(subject, t.END, t.day(term.end), t.WORLD)
    if term.status:
        yield ox.Quad(subject, t.TERM_STATUS, ox.Literal(term.status), t.WORLD)
    if term.source:
        yield ox.Quad(subject, t.SOURCE, ox.Literal(term.source), t.WORLD)


def _resolve(term: Term, key: str, kinds: tuple[Kind, ...], known: dict[str, Entity]) -> str:
    for iri in (key, *(entity_iri(kind, key) for kind in kinds)):
        if iri in known:
            return iri
    raise TableError(
        f"{key!r} is not among the entities",
        where=f"term of office {term.person}, {term.office}, {term.body}",
        remedy=f"add it as a {' or '.join(kinds)}",
    )


def _key(iri: str) -> str:
    return unquote(iri.rsplit("/", 1)[-1])


def _from_iri(iri: str) -> Entity:
    folder, _, name = iri.removeprefix(BASE).partition("/")
    return Entity(id=iri, kind=_KINDS.get(folder, "topic"), label=unquote(name or iri).replace("_", " "))
