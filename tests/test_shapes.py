"""The SHACL shapes hold for what the project writes, and catch what they are there for; so does `kg check`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.integrity.shapes import rules
from kg.model import Party
from kg.namespaces import KG, SEM
from kg.rdf import article_quads, event_quads, events_quads, vocabulary_quads, world_quads
from kg.resources import folder
from kg.store import Store
from kg.world import world
from tests import freedonia as f

pyshacl = pytest.importorskip("pyshacl")
rdflib = pytest.importorskip("rdflib")

WORLD = {e.id for e in f.WORLD}


def example() -> set[ox.Triple]:
    quads = [*vocabulary_quads(), *world_quads(f.WORLD, f.TERMS), *events_quads(f.EVENTS, WORLD)]
    for article in f.ARTICLES:
        quads.extend(article_quads(article, f.claims_of(article), "p", WORLD))
    return {quad.triple for quad in quads}


def report(triples: set[ox.Triple]) -> tuple[bool, str]:
    data = rdflib.Graph().parse(data=ox.serialize(sorted(triples, key=str), format=ox.RdfFormat.N_TRIPLES), format="nt")
    shapes = rdflib.Graph().parse(folder("ontology") / "shapes.ttl")
    conforms, _, text = pyshacl.validate(data, shacl_graph=shapes)
    return conforms, text


def broken(triples: set[ox.Triple]) -> list[str]:
    """The rules of `kg check` that the triples break."""
    engine = ox.Store()
    engine.extend(ox.Quad(x.subject, x.predicate, x.object) for x in triples)
    store = Store(Path("memory"), engine, read_only=True)
    return [f"{rule.shape}: {rule.what}" for rule in rules() if next(store.select(rule.query), None) is not None]


def test_the_example_conforms() -> None:
    conforms, text = report(example())
    assert conforms, text
    assert broken(example()) == []


def without(predicate: str, subject: str) -> Callable[[set[ox.Triple]], set[ox.Triple]]:
    return lambda triples: {x for x in triples if not (x.predicate.value == predicate and x.subject.value == subject)}


def changed(predicate: str, subject: str, value: ox.Literal) -> Callable[[set[ox.Triple]], set[ox.Triple]]:
    return lambda triples: {
        ox.Triple(x.subject, x.predicate, value)
        if x.predicate.value == predicate and x.subject.value == subject else x
        for x in triples
    }  # fmt: skip


def with_event(**fields: object) -> Callable[[set[ox.Triple]], set[ox.Triple]]:
    event = replace(f.CALL, id=f.CALL.id + "x", **fields)  # type: ignore[arg-type]
    return lambda triples: triples | {q.triple for q in event_quads(event)}


CALL_IN_GRAPH = f.CALL.id


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (without(KG + "eventType", f.CALL_CLAIM.id), "eventType"),
        (without(KG + "hasClaim", CALL_IN_GRAPH), "No event without a claim"),
        (without(SEM + "hasActor", CALL_IN_GRAPH), "Somebody takes part"),
        (without(KG + "earliest", CALL_IN_GRAPH), "come together"),
        (without(KG + "slot", CALL_IN_GRAPH + "#actor-1"), "slot"),
        (without(KG + "fingerprint", "https://w3id.org/aide-memoire/article/post-3"), "fingerprint"),
        (changed(KG + "status", CALL_IN_GRAPH, ox.Literal("maybe")), "status"),
        (changed(KG + "status", CALL_IN_GRAPH, ox.Literal("future")), "Only what occurred"),
        (changed(KG + "mode", CALL_IN_GRAPH, ox.Literal("drone")), "none of the type's modes"),
        (changed(KG + "confidence", CALL_IN_GRAPH, ox.Literal(1.5)), "confidence"),
        (changed(KG + "quoteStart", f.CALL_CLAIM.id, ox.Literal(3)), "not what stands at its place"),
        (changed(KG + "country", f.FIREFLY.id, ox.Literal("Freedonia")), "country"),
        (with_event(type="SANCTION", mode=None, recipients=(), mediators=()), "to whom it is done"),
        (with_event(cameo="41"), "cameo"),
        (with_event(intensity=12.0), "intensity"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_caught(damage: Callable[[set[ox.Triple]], set[ox.Triple]], message: str) -> None:
    before = example()
    after = damage(before)
    assert after != before
    conforms, text = report(after)
    assert not conforms
    assert message in text
    assert any(message in rule for rule in broken(after))


def test_a_type_that_needs_a_recipient_may_be_done_by_both() -> None:
    both = (Party(entity=f.FIREFLY), Party(entity=f.TRENTINO))
    event = with_event(type="COOPERATE", mode=None, actors=both, recipients=(), quad="material cooperation")
    conforms, text = report(event(example()))
    assert conforms, text
    assert broken(event(example())) == []


def test_the_shipped_world_conforms() -> None:
    known = world()
    conforms, text = report({quad.triple for quad in world_quads(known.entities.values(), known.offices.every())})
    assert conforms, text
