"""Networks made of outlines are those that the events themselves give."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import networkx as nx
import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import queries
from kg.errors import StoreError
from kg.graph import Graph
from kg.model import Article, Claim, Entity, Event, Party, TimeSpan
from kg.namespaces import BASE
from kg.ontology import cameo, event_type, event_types, intensity
from kg.queries import Filter
from kg.rdf import terms as t
from kg.relations import mediators, participation, relations, who_called_whom
from kg.store import Store
from tests import freedonia as f
from tests import freedonia_store

STATUSES = ("occurred", "future", "hypothetical", "negated")
FILTERS = ({}, {"type": "CONSULT"}, {"since": "1933-12"}, {"limit": 2, "offset": 1}, {"sort": "-reports"})


def told(graph: nx.MultiDiGraph[str]) -> tuple[dict[str, Any], dict[Any, Any]]:
    return dict(graph.nodes(data=True)), {(u, v, k): d for u, v, k, d in graph.edges(keys=True, data=True)}


NETWORKS: dict[str, Callable[[Any], Any]] = {
    "relations": lambda events: told(relations(events, statuses=STATUSES)),
    "folded": lambda events: told(relations(events, statuses=STATUSES, fold_states=True)),
    "participation": lambda events: told(participation(events, statuses=STATUSES)),
    "calls": lambda events: list(who_called_whom(events, statuses=STATUSES)),
    "mediators": lambda events: list(mediators(events, statuses=STATUSES)),
}


def alike(store: Store, wanted: Filter) -> None:
    for make in NETWORKS.values():
        assert make(queries.outlines(store, wanted, sectors=True)) == make(queries.each_event(store, wanted))


@pytest.mark.parametrize("filters", FILTERS)
def test_of_the_dispatches(seed_graph: Graph, filters: dict[str, Any]) -> None:
    alike(seed_graph.store, Filter(**filters))


@pytest.mark.parametrize("filters", FILTERS)
def test_of_the_invented_world(tmp_path: Path, filters: dict[str, Any]) -> None:
    with Store.open(freedonia_store.build(tmp_path / "graph"), read_only=True) as store:
        alike(store, Filter(**filters))


def test_in_the_order_of_the_filter(seed_graph: Graph) -> None:
    wanted = Filter(sort="-reports", limit=7)
    assert [e.id for e in queries.outlines(seed_graph.store, wanted)] == queries.event_ids(seed_graph.store, wanted)


def test_a_few_are_read_whole(seed_graph: Graph) -> None:
    store = seed_graph.store
    (one,) = queries.each_told(store, Filter(limit=1))
    assert isinstance(one, Event)
    assert all(isinstance(each, queries.Outline) for each in queries.each_told(store))


def test_a_claim_that_lacks_a_part(tmp_path: Path) -> None:
    with Store.open(freedonia_store.build(tmp_path / "graph")) as store:
        iri = f.EVENTS[0].claims[0].id
        store.exchange(list(store.engine.quads_for_pattern(ox.NamedNode(iri), t.QUOTE, None, None)), ())
        with pytest.raises(StoreError, match="claim"):
            list(queries.outlines(store))


# Made-up events ---------------------------------------------------------------------------------------

PEOPLE = [
    Entity(id=f"{BASE}person/P{i}", kind="person", label=f"P {i}", country=country, sector=sector)
    for i, (country, sector) in enumerate([("FRE", "GOV"), ("FRE", None), ("SYL", "OPP"), (None, "REB"), ("SYL", None)])
]
OTHERS = [
    Entity(id=f"{BASE}state/FRE", kind="state", label="Freedonia", country="FRE", aliases=("The Land", "La “F”")),
    Entity(id=f"{BASE}group/Reds", kind="group", label="Reds, “the”"),
]
PLACES = [Entity(id=f"{BASE}place/L{i}", kind="place", label=f"L{i}", lat=1.5, lon=float(i)) for i in range(2)]
TOPICS = [Entity(id=f"{BASE}topic/T{i}", kind="topic", label=f"T{i}") for i in range(3)]
PARTIES = st.builds(
    Party, entity=st.sampled_from([*PEOPLE, *OTHERS]), role=st.sampled_from([None, "envoy"]),
    sector=st.sampled_from([None, "GOV", "MIL", "OPP"]),
)  # fmt: skip
SIDES = st.lists(PARTIES, max_size=3, unique_by=lambda p: p.entity.id).map(tuple)
TIMES = st.sampled_from(["1933", "1933-11", "1933-11-20", "1933-12-01"]).map(TimeSpan.on) | st.just(
    TimeSpan(start="1933-11-28", end="1933-12-02")
)
ARTICLES = ["a 1", "b/2", "c"]


@st.composite
def made(draw: st.DrawFn, number: int) -> Event:
    kind = event_type(draw(st.sampled_from(sorted(event_types()))))
    mode = draw(st.sampled_from([None, *kind.modes]))
    slots: dict[str, Any] = {
        "type": kind.name, "mode": mode, "actors": draw(SIDES), "recipients": draw(SIDES), "mediators": draw(SIDES),
        "time": draw(st.none() | TIMES), "place": draw(st.none() | st.sampled_from(PLACES)),
        "topics": tuple(draw(st.lists(st.sampled_from(TOPICS), max_size=2, unique_by=lambda e: e.id))),
    }  # fmt: skip
    text = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from('\n\r",'), max_size=8)
    claims = tuple(
        Claim(
            id=f"{BASE}claim/{number}-{n}", article=article, quote=(quote := draw(text)), start=0, end=len(quote),
            confidence=draw(st.sampled_from([0.25, 0.5, 1.0])), status=draw(st.sampled_from(STATUSES)),
            rule=draw(st.sampled_from(["clash/v:fight@1", "meet/v:meet@2", "by hand"])), **slots,
            url=None if article == "c" else f"https://paper.example/{article[0]}",
        )
        for n, article in enumerate(draw(st.lists(st.sampled_from(ARTICLES), max_size=3)))
    )  # fmt: skip
    reporting = sorted({claim.article for claim in claims})
    copies = ((reporting[1], reporting[0]),) if len(reporting) > 1 and draw(st.booleans()) else ()
    return Event(
        id=f"{BASE}event/{number}", status=draw(st.sampled_from(STATUSES)), confidence=0.5, claims=claims,
        intensity=intensity(kind.name, mode), quad=kind.quad, cameo=cameo(kind.name, mode), copies=copies, **slots,
    )  # fmt: skip


@settings(max_examples=15)
@given(st.integers(0, 4).flatmap(lambda n: st.tuples(*(made(number) for number in range(n)))))
def test_of_made_up_events(events: tuple[Event, ...]) -> None:
    with TemporaryDirectory() as folder, Store.open(Path(folder, "store"), create=True) as store:
        store.put_world([*PEOPLE[:3], *OTHERS[:1], *PLACES, *TOPICS[:2]], ())
        for article in ARTICLES:
            claims = [c for e in events for c in e.claims if c.article == article]
            url = None if article == "c" else f"https://paper.example/{article[0]}"
            store.put_article(Article(id=article, text="-", url=url), claims, "one")
        store.put_events(events)
        alike(store, Filter())
        assert {e.id for e in queries.outlines(store)} == {e.id for e in events}
