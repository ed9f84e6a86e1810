"""Actors: people, states, organisations, armed groups."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request

from api.files import CSV, csv_file
from api.lookup import counterpart, found_entity, latest
from api.reader import CurrentView, View
from api.schemas.entities import Actor, ActorInFull, Actors
from api.schemas.errors import Failure
from api.schemas.parameters import ActorList, next_page
from kg import queries
from kg.model import Kind, Term
from kg.namespaces import entity_iri
from kg.queries import Counted, Filter
from kg.store import Store

router = APIRouter(tags=["actors"])

_KINDS: tuple[Kind, ...] = ("person", "state", "organisation", "group")


@router.get("/actors", response_model=Actors, summary="Actors, those with most events first", responses=CSV)
def actors(request: Request, view: CurrentView, asked: Annotated[ActorList, Query()]) -> Any:
    """With `q`, who may be meant by a name, the likeliest first."""
    every = asked.format == "csv" and asked.limit is None
    # One more than the page has tells whether there is another page.
    limit = None if every else asked.size + 1
    found = _named(view, asked, limit) if asked.q else _busiest(view, asked, limit)
    if asked.format == "csv":
        columns = tuple(Actor.model_fields)
        rows = (_record(counted) for counted in found[: asked.limit])
        return csv_file(columns, ([row[c] for c in columns] for row in rows), "actors")
    return {
        "limit": asked.size,
        "offset": asked.offset,
        "next": next_page(request, asked, more=len(found) > asked.size),
        "actors": [_record(counted) for counted in found[: asked.size]],
    }


@router.get(
    "/actors/{actor_id:path}", response_model=ActorInFull, summary="One actor", responses={404: {"model": Failure}}
)
def actor(view: CurrentView, actor_id: Annotated[str, Path(examples=["person/Vladimir_Putin"])]) -> Any:
    """By its IRI or the end of it: `person/Ilham_Aliyev` or `Ilham_Aliyev`."""
    store = view.graph.store
    entity = found_entity(store, actor_id, _KINDS)
    wanted = Filter(either=entity.id)
    return {
        **asdict(entity),
        "terms": [_term(store, term) for term in queries.terms(store, entity.id)],
        "events": queries.count(store, wanted),
        "counterparts": [counterpart(each) for each in queries.counterparts(store, entity.id)],
        "timeline": [asdict(period) for period in queries.timeline(store, party=entity.id)],
        "latest": latest(view, wanted),
    }


def _busiest(view: View, asked: ActorList, limit: int | None) -> list[Counted]:
    found = queries.took_part(
        view.graph.store, kind=asked.kind, country=asked.country, limit=limit, offset=asked.offset
    )
    return [counted for counted in found if counted.entity.kind in _KINDS]


def _named(view: View, asked: ActorList, limit: int | None) -> list[Counted]:
    store = view.graph.store
    country = asked.country.upper() if asked.country else None
    entities = [
        e
        for e in queries.find(store, asked.q or "", kind=asked.kind, limit=asked.offset + (limit or 1000))
        if e.kind in _KINDS and country in (None, e.country)
    ]
    return [
        Counted(entity=e, events=queries.count(store, Filter(either=e.id, status="occurred")))
        for e in entities[asked.offset :][:limit]
    ]


def _record(counted: Counted) -> dict[str, Any]:
    return {**asdict(counted.entity), "events": counted.events}


def _term(store: Store, term: Term) -> dict[str, Any]:
    person = entity_iri("person", term.person)
    bodies = (entity_iri(kind, term.body) for kind in _KINDS)
    body = next((iri for iri in bodies if store.entity_exists(iri)), None)
    return {
        **asdict(term),
        "person": person,
        "person_label": store.entity(person).label,
        "body_label": store.entity(body).label if body else term.body,
        "start": term.start.isoformat(),
        "end": term.end.isoformat() if term.end else None,
    }
