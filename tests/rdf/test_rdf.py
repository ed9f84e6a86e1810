"""Model to quads and back: what goes in comes out, in memory and through the engine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import StoreError, TableError
from kg.identity.disagreement import disagreements
from kg.model import Article, Claim, Entity, Event, Party, Quantity, Term, TimeSpan
from kg.namespaces import BASE, KG, PLOVER, SEM, article_iri, entity_iri
from kg.ontology import event_types
from kg.rdf import (
    article_quads,
    claim_quads,
    event_quads,
    events_quads,
    lookup,
    read_article,
    read_claim,
    read_entity,
    read_event,
    read_term,
    vocabulary_quads,
    world_quads,
)
from kg.rdf.entities import description_iri
from tests import freedonia as f

# Strategies ---------------------------------------------------------------------------------------

text = st.text(st.characters(codec="utf-8"), max_size=20)
words = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20)
maybe = st.none() | text
fraction = st.floats(0, 1)
kinds = st.sampled_from(["person", "state", "organisation", "group", "place", "topic"])


@st.composite
def entities(draw: st.DrawFn) -> Entity:
    kind = draw(kinds)
    return Entity(
        id=entity_iri(kind, draw(words)),
        kind=kind,
        label=draw(words),
        aliases=tuple(sorted(draw(st.sets(words, max_size=3)))),
        country=draw(st.none() | st.sampled_from(["FRE", "SYL"])),
        sector=draw(st.none() | st.sampled_from(["GOV", "MIL"])),
        wikidata=draw(st.none() | st.from_regex(r"Q[1-9]\d{0,6}", fullmatch=True)),
        lat=draw(st.none() | st.floats(-90, 90)),
        lon=draw(st.none() | st.floats(-180, 180)),
    )


days = st.dates().map(lambda d: d.isoformat())
dates = days | days.map(lambda d: d[:7]) | days.map(lambda d: d[:4])


@st.composite
def spans(draw: st.DrawFn) -> TimeSpan:
    one, other = draw(dates), draw(dates)
    return TimeSpan.on(one) if TimeSpan.on(one).earliest > TimeSpan.on(other).latest else TimeSpan(start=one, end=other)


articles = st.builds(
    Article,
    id=words,
    text=text,
    title=maybe,
    published=st.none() | days | days.map(lambda d: d + "T00:00:00+00:00") | st.datetimes().map(datetime.isoformat),
    published_from=maybe,
    source=maybe,
    url=maybe,
    language=maybe,
    retrieved=maybe,
)  # fmt: skip


@st.composite
def slots(draw: st.DrawFn, pool: list[Entity]) -> dict[str, object]:
    kind = draw(st.sampled_from(sorted(event_types())))
    modes = sorted(event_types()[kind].modes)
    party = st.builds(Party, entity=st.sampled_from(pool), role=maybe, sector=maybe)
    parties = st.lists(party, max_size=3).map(tuple)
    topics = draw(st.lists(st.sampled_from(pool), max_size=2, unique_by=lambda e: e.id))
    return {
        "type": kind,
        "mode": draw(st.sampled_from([None, *modes])),
        "status": draw(st.sampled_from(["occurred", "future", "hypothetical", "negated"])),
        "actors": draw(parties),
        "recipients": draw(parties),
        "mediators": draw(parties),
        "time": draw(st.none() | spans()),
        "place": draw(st.none() | st.sampled_from(pool)),
        "topics": tuple(sorted(topics, key=lambda e: e.id)),
        "confidence": draw(fraction),
    }


@st.composite
def numbers(draw: st.DrawFn) -> Quantity:
    low, high = sorted(draw(st.tuples(st.integers(0, 10**15), st.integers(0, 10**15))))
    closed = draw(st.sampled_from([(low, high), (low, low), (low, None), (None, high)]))
    return Quantity(
        counted=draw(words), low=closed[0], high=closed[1], hedged=draw(st.booleans()), unit=draw(maybe),
        start=draw(st.integers(0, 10**6)), end=draw(st.integers(0, 10**6)),
    )  # fmt: skip


pools = st.lists(entities(), min_size=1, max_size=4, unique_by=lambda e: e.id)


@st.composite
def readings(draw: st.DrawFn) -> tuple[Article, list[Claim], list[Entity]]:
    """An article, its claims, and the part of the entities that the world knows."""
    article, pool = draw(articles), draw(pools)
    claims = [
        Claim(
            id=f"{BASE}claim/{number}",
            article=article.id,
            quote=draw(text),
            start=draw(st.integers(0, 10**6)),
            end=draw(st.integers(0, 10**6)),
            speaker=draw(maybe),
            attributed_to=draw(maybe),
            rule=draw(text),
            quantities=tuple(draw(st.lists(numbers(), max_size=12))),
            published=article.published,
            source=article.source,
            url=article.url,
            **draw(slots(pool)),  # type: ignore[arg-type]
        )
        for number in range(draw(st.integers(0, 3)))
    ]
    return article, claims, draw(st.lists(st.sampled_from(pool), unique_by=lambda e: e.id))


def through_engine(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    store = ox.Store()
    store.extend(quads)
    return list(store)


def entity_in(world: Iterable[Entity]):
    known = {e.id: e for e in world}
    return lambda iri: known.get(iri) or read_entity(iri, {})


# Round trips --------------------------------------------------------------------------------------


@given(readings(), st.booleans())
def test_an_article_and_its_claims_come_back(reading, stored: bool) -> None:
    article, claims, world = reading
    quads = list(article_quads(article, claims, "print", {e.id for e in world}))
    look = lookup(through_engine(quads) if stored else quads)
    iri = article_iri(article.id)
    assert read_article(iri, look(iri)) == article
    for claim in claims:
        assert read_claim(claim.id, look, entity_in(world)) == claim


@given(pools.flatmap(slots), fraction, st.booleans())
def test_an_event_comes_back(fields, intensity: float, stored: bool) -> None:
    copies = ((f.ARTICLES[1].id, f.ARTICLES[0].id),)
    event = Event(
        id=BASE + "event/1", intensity=-intensity, quad="verbal conflict", cameo="010", claims=f.CALL.claims,
        copies=copies, **fields,
    )  # fmt: skip
    event = replace(event, disagreements=disagreements(event))
    quads = list(events_quads([event]))
    look = lookup(through_engine(quads) if stored else quads)
    claims = {c.id: c for c in event.claims}
    assert read_event(event.id, look, lambda iri: read_entity(iri, look(iri)), claims.__getitem__) == event


@given(entities())
def test_an_entity_comes_back(entity: Entity) -> None:
    look = lookup(through_engine(world_quads([entity], ())))
    assert read_entity(entity.id, look(entity.id)) == entity


@given(
    st.dates(), st.none() | st.dates(), st.sampled_from(["", "acting", "rival"]), text,
    st.sampled_from(["FRE", "League"]),
)  # fmt: skip
def test_a_term_comes_back(start, end, status: str, source: str, body: str) -> None:
    term = Term(
        person="Rufus_Firefly", office="envoy", body=body, start=start, end=end, status=status, source=source
    )  # fmt: skip
    look = lookup(through_engine(world_quads(f.WORLD, [term])))
    iri = next(q.subject.value for q in world_quads(f.WORLD, [term]) if q.object == ox.NamedNode(KG + "Term"))
    assert read_term(iri, look(iri)) == term


@given(readings())
def test_equal_models_give_equal_graphs_without_blank_nodes(reading) -> None:
    article, claims, world = reading
    first = set(article_quads(article, claims, "p", {e.id for e in world}))
    again = set(article_quads(article, reversed(claims), "p", {e.id for e in world}))
    assert first == again
    assert not any(isinstance(term, ox.BlankNode) for quad in first for term in (quad.subject, quad.object))
    assert {quad.graph_name for quad in first} == {ox.NamedNode(article_iri(article.id))}


# The shape ----------------------------------------------------------------------------------------


def types_of(event: Event) -> set[str]:
    own = (q for q in event_quads(event) if q.subject.value == event.id)
    return {q.object.value for q in own if q.predicate.value.endswith("#type")}


def test_only_what_occurred_is_an_event_of_its_class() -> None:
    assert types_of(f.CALL) == {SEM + "Event", PLOVER + "CONSULT"}
    for event in (f.THREAT, f.DENIAL):
        assert types_of(event) == {KG + "UnrealisedEvent"}


def test_every_party_is_an_actor_of_sem() -> None:
    store = ox.Store()
    store.extend(event_quads(f.CALL))
    rows = store.query(f"SELECT ?who {{ ?e <{SEM}hasActor> ?who }} ORDER BY ?who", use_default_graph_as_union=True)
    assert [row["who"].value for row in rows] == sorted([f.FIREFLY.id, f.TRENTINO.id, f.TEASDALE.id])


@pytest.mark.parametrize(
    ("time", "datatypes"),
    [
        (TimeSpan.on("2024"), {"gYear"}),
        (TimeSpan.on("2024-07"), {"gYearMonth"}),
        (TimeSpan.on("2024-07-11"), {"date"}),
        (TimeSpan(start="2024", end="2024-07-11"), {"gYear", "date"}),
    ],
)
def test_the_datatype_of_a_time_is_its_precision(time: TimeSpan, datatypes: set[str]) -> None:
    quads = list(event_quads(replace(f.CALL, time=time)))
    found = {
        q.object.datatype.value.rsplit("#", 1)[1] for q in quads if q.predicate.value in (KG + "start", KG + "end")
    }
    assert found == datatypes
    days = {q.predicate.value.removeprefix(KG): q.object.value for q in quads if q.predicate.value.startswith(KG)}
    assert (days["earliest"], days["latest"]) == (time.earliest.isoformat(), time.latest.isoformat())


def test_the_order_of_actors_survives() -> None:
    one = Party(entity=f.TRENTINO)
    other = Party(entity=f.FIREFLY)
    for actors in ((one, other), (other, one), (one, one)):
        claim = replace(f.TALK_CLAIM, actors=actors)
        article = next(a for a in f.ARTICLES if a.id == claim.article)
        look = lookup(article_quads(article, [claim], "p"))
        assert read_claim(claim.id, look, entity_in(f.WORLD)).actors == actors


def test_an_article_describes_only_whom_the_world_does_not_and_on_a_node_of_its_own() -> None:
    article = f.ARTICLES[1]
    quads = list(article_quads(article, [f.TALK_CLAIM], "p", {e.id for e in f.WORLD}))
    described = {q.object.value for q in quads if q.predicate.value == KG + "describes"}
    assert described == {f.TEASDALE.id}
    node = description_iri(f.TEASDALE.id, article_iri(article.id))
    assert {q.subject.value for q in quads if q.predicate.value == KG + "kind"} == {node}


def test_no_triple_stands_in_two_graphs() -> None:
    world = {e.id for e in f.WORLD}
    quads = [*world_quads(f.WORLD, f.TERMS), *events_quads(f.EVENTS, world), *vocabulary_quads()]
    for article in f.ARTICLES:
        quads.extend(article_quads(article, f.claims_of(article), "p", world))
    unique = set(quads)
    assert len({q.triple for q in unique}) == len(unique)


def test_who_is_quoted_is_a_node_and_a_text() -> None:
    quads = list(claim_quads(f.TALK_CLAIM))
    sources = {q.object.value for q in quads if q.predicate.value.endswith("wasAttributedTo")}
    assert sources == {f.TEASDALE.id, BASE + "source/Palace%20of%20Freedonia"}
    labels = {
        q.object.value for q in events_quads(f.EVENTS) if q.subject.value == BASE + "source/Palace%20of%20Freedonia"
    }
    assert "Palace of Freedonia" in labels


def test_an_entity_that_nothing_describes_is_what_its_iri_tells() -> None:
    assert read_entity(entity_iri("organisation", "Étoile_Guard"), {}) == Entity(
        id=entity_iri("organisation", "Étoile_Guard"), kind="organisation", label="Étoile Guard"
    )


def test_a_term_of_somebody_unknown_is_refused() -> None:
    with pytest.raises(TableError, match="'Nobody' is not among the entities"):
        list(world_quads(f.WORLD, [replace(f.TERMS[0], person="Nobody")]))


def test_a_damaged_claim_names_what_is_missing() -> None:
    quads = article_quads(f.ARTICLES[0], [f.CALL_CLAIM], "p")
    damaged = [q for q in quads if q.predicate.value != KG + "status"]
    with pytest.raises(StoreError, match="no 'status' is stored") as caught:
        read_claim(f.CALL_CLAIM.id, lookup(damaged), entity_in(f.WORLD))
    assert caught.value.where == f.CALL_CLAIM.id
