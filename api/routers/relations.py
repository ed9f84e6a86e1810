"""Relations between actors."""

from __future__ import annotations

from typing import Annotated, Any

import networkx as nx
from fastapi import APIRouter, Query, Request

from api.files import CSV, csv_file
from api.reader import CurrentView, View
from api.schemas.errors import Failure
from api.schemas.parameters import RelationList, next_page
from api.schemas.relations import Relations
from api.turns import WHOLE
from kg.relations import aggregate

router = APIRouter(tags=["relations"])

_SHARED = ("kind", "type", "modes", "quad", "directed", "reports", "intensity", "first", "last", "topics", "articles")
_COLUMNS = ("source", "source_id", "target", "target_id", "events", *_SHARED)


@router.get(
    "/relations",
    response_model=Relations,
    summary="Who did what with whom",
    responses={**CSV, 404: {"model": Failure}},
    dependencies=[WHOLE],
)
def relations(request: Request, view: CurrentView, asked: Annotated[RelationList, Query()]) -> Any:
    """One for each pair of actors and kind of event, those with most events first."""
    every = found(view, asked)
    if asked.format == "csv":
        return csv_file(_COLUMNS, map(_row, every[asked.offset :][: asked.limit]), "relations")
    return {
        "total": len(every),
        "limit": asked.size,
        "offset": asked.offset,
        "next": next_page(request, asked, more=asked.offset + asked.size < len(every)),
        "relations": every[asked.offset :][: asked.size],
    }


def found(view: View, asked: RelationList) -> list[dict[str, Any]]:
    """Every relation that is asked for, whatever the page."""
    if asked.given():
        every = _made(view, asked)
    else:
        every = view.once(f"relations {asked.fold_states}", lambda: _made(view, asked))
    return [relation for relation in every if relation["events"] >= asked.min_events]


def _made(view: View, asked: RelationList) -> list[dict[str, Any]]:
    graph = aggregate(view.graph.relations(fold_states=asked.fold_states, **asked.given()))
    found = [
        {
            "source": _end(graph, source),
            "target": _end(graph, target),
            "events": edge["count"],
            **{name: edge[name] for name in _SHARED},
        }
        for source, target, edge in graph.edges(data=True)
    ]
    return sorted(found, key=lambda r: (-r["events"], r["source"]["id"], r["target"]["id"], r["kind"]))


def _end(graph: nx.MultiDiGraph[str], iri: str) -> dict[str, Any]:
    node = graph.nodes[iri]
    return {"id": iri, "label": node["label"], "kind": node["kind"], "country": node["country"]}


def _row(relation: dict[str, Any]) -> list[Any]:
    source, target = relation["source"], relation["target"]
    first = [source["label"], source["id"], target["label"], target["id"], relation["events"]]
    return [*first, *(relation[name] for name in _SHARED)]
