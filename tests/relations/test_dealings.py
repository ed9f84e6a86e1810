"""Dealings counted in columns are those that the events themselves give."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from kg.graph import Graph
from kg.queries import Filter
from kg.relations import aggregate
from kg.relations.dealings import dealings
from kg.store import Store
from tests import freedonia as f
from tests import freedonia_store


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    with Store.open(freedonia_store.build(tmp_path_factory.mktemp("dealings") / "graph"), read_only=True) as store:
        yield Graph(store)


def counted(graph: Graph, **filters: Any) -> set[tuple[Any, ...]]:
    found = dealings(graph.store, Filter(**filters))
    assert found.total == len(found.dealings)
    return {
        (d.source.id, d.target.id, d.kind, d.type, d.quad, d.directed, d.events, d.intensity, d.first, d.last)
        for d in found.dealings
    }


def made(graph: Graph, **filters: Any) -> set[tuple[Any, ...]]:
    shared = ("kind", "type", "quad", "directed", "count", "intensity", "first", "last")
    edges = aggregate(graph.relations(**filters)).edges(data=True)
    return {(a, b, *(round(e[n], 2) if n == "intensity" else e[n] for n in shared)) for a, b, e in edges}


@pytest.mark.parametrize("filters", [{}, {"type": "CONSULT"}, {"since": "1934"}, {"quad": "verbal cooperation"}])
def test_they_are_the_aggregated_relations(graph: Graph, filters: dict[str, Any]) -> None:
    assert counted(graph, **filters) == made(graph, **filters)


def test_only_what_occurred(graph: Graph) -> None:
    assert {(d.source.id, d.target.id) for d in dealings(graph.store).dealings} == {(f.FIREFLY.id, f.TRENTINO.id)}


def test_by_country_everybody_counts_as_their_state(graph: Graph) -> None:
    found = dealings(graph.store, by_country=True)
    assert [(d.source.id, d.target.id, d.events) for d in found.dealings] == [(f.FREEDONIA.id, f.SYLVANIA.id, 1)]
    assert found.events == {f.FREEDONIA.id: 1, f.SYLVANIA.id: 1}


def test_the_rest_is_counted_when_not_all_are_wanted(graph: Graph) -> None:
    found = dealings(graph.store, most=0)
    assert (found.total, found.dealings, found.events) == (1, [], {})
