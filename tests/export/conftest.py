"""An invented five: two leaders of Lorvia, one of Tamsk, Tamsk itself, and a band of rebels there.

Eight events occurred and one did not. Counted by hand: the actors have 7 edges by pair and kind; as nodes, the
events, five actors, one place and one topic have 18 edges; a source and a target make 14 rows.
"""

from __future__ import annotations

from typing import Any

import pytest

import kg
from kg.model import Claim, Entity, Event, Party, Status, TimeSpan
from kg.namespaces import BASE, entity_iri
from kg.ontology import cameo, event_type, intensity
from kg.resources import folder

ANA = Entity(
    id=entity_iri("person", "Ana_Vell"), kind="person", label="Ana Vell", aliases=('Vell, "the Owl"', "A. Véll"),
    country="TUR", sector="GOV", wikidata="Q1",
)  # fmt: skip
BO = Entity(id=entity_iri("person", "Bo_Karst"), kind="person", label="Bo Karst", country="TUR")
CY = Entity(id=entity_iri("person", "Cy_Dann"), kind="person", label="Cy <Dann> & Sons", country="AZE", sector="GOV")
TAMSK = Entity(id=entity_iri("state", "AZE"), kind="state", label="Tamsk", country="AZE", lat=10.5, lon=20.25)
REDS = Entity(id=entity_iri("group", "Reds"), kind="group", label="Red Bank", country="AZE", sector="REB")
PORT = Entity(id=entity_iri("place", "Port_Lor"), kind="place", label="Port Lor", country="TUR", lat=-3.5, lon=40.0)
DELTA = Entity(id=entity_iri("topic", "Delta"), kind="topic", label="Delta dispute")

_REPORTS = (("story-1", "2031-05-02T08:00:00Z", "Tocsin"), ("story-2", "2031-05-01", "Bell"))


def _event(
    name: str,
    type_: str,
    mode: str | None,
    actors: list[Entity],
    to: list[Entity],
    when: TimeSpan | None,
    status: Status = "occurred",
    **more: Any,
) -> Event:
    shared: dict[str, Any] = {
        "type": type_,
        "mode": mode,
        "status": status,
        "time": when,
        "actors": tuple(Party(entity=e, role="Chair" if e is ANA else None) for e in actors),
        "recipients": tuple(Party(entity=e) for e in to),
    }
    quote = f'Event {name},\tas "told"\nin two lines.'
    claims = tuple(
        Claim(
            id=f"{BASE}claim/{name}-{article}", article=article, quote=quote, start=10, end=10 + len(quote),
            confidence=0.8, rule="by hand", published=published, source=source, url=f"https://{source}.example/{name}",
            **shared, **more,
        )
        for article, published, source in _REPORTS
    )  # fmt: skip
    return Event(
        id=f"{BASE}event/{name}", claims=claims, confidence=0.9, intensity=intensity(type_, mode),
        quad=event_type(type_).quad, cameo=cameo(type_, mode), **shared, **more,
    )  # fmt: skip


@pytest.fixture(scope="session")
def events() -> tuple[Event, ...]:
    on = TimeSpan.on
    return (
        _event("e1", "CONSULT", "phone", [ANA], [CY], on("2031-01-05"), topics=(DELTA,)),
        _event("e2", "CONSULT", "phone", [ANA], [CY], on("2031-02")),
        _event("e3", "CONSULT", "phone", [CY, ANA], [], on("2031-03-01")),
        _event("e4", "CONSULT", "visit", [BO], [CY], on("2031-03-01"), place=PORT),
        _event("e5", "ASSAULT", "aerial", [TAMSK], [REDS], TimeSpan(start="2031-04-02", end="2031-04-05")),
        _event("e6", "ASSAULT", None, [TAMSK], [REDS], on("2031-04-04")),
        _event("e7", "RETREAT", "resign", [BO], [], on("2031")),
        _event("e8", "CONSULT", "phone", [ANA], [BO], on("2031-01-01"), status="negated"),
        _event("e9", "AGREE", None, [BO, CY, ANA], [], None),
    )


@pytest.fixture(scope="session")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Event, ...]:
    """What the project's own dispatches tell of."""
    with kg.build([folder("seeds") / "articles"], tmp_path_factory.mktemp("seeds") / "store") as graph:
        return tuple(graph.events())
