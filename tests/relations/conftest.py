"""Five actors and eight events, small enough to count by hand.

Ann called Bob twice and Bob called her once; Bob and Cem spoke; Cem visited Dee; Bob and Dee agreed; Dee attacked Eve
twice. As ties: Ann-Bob 3, Bob-Cem 1, Cem-Dee 1, Bob-Dee 1, Dee-Eve 2.
"""

from __future__ import annotations

from typing import Any

import networkx as nx
import pytest

from kg.model import Claim, Entity, Event, Party, TimeSpan
from kg.ontology import cameo, event_type, intensity
from kg.relations import relations

ANN, BOB, CEM, DEE, EVE = (
    Entity(id=f"p:{name.lower()}", kind="person", label=f"{name} {name[0]}.", aliases=(f"The {name}",))
    for name in ("Ann", "Bob", "Cem", "Dee", "Eve")
)


def made(
    name: str, type_: str, mode: str | None, actors: Any, to: Any = (), when: str | None = None, **more: Any
) -> Event:
    """An event with one claim."""
    quote, rule = f"Sentence {name}.", more.pop("rule", "by hand")
    claim = Claim(
        id=f"c:{name}", article=f"a{name}", type=type_, mode=mode, status="occurred", actors=(), quote=quote, start=0,
        end=len(quote), confidence=0.8, rule=rule, url=f"https://paper.example/{name}",
    )  # fmt: skip
    values: dict[str, Any] = {
        "status": "occurred", "claims": (claim,), "confidence": 0.9, "intensity": intensity(type_, mode),
        "time": TimeSpan.on(when) if when else None,
    }  # fmt: skip
    return Event(
        id=f"e{name}", type=type_, mode=mode, actors=tuple(Party(entity=e) for e in actors),
        recipients=tuple(Party(entity=e) for e in to), quad=event_type(type_).quad, cameo=cameo(type_, mode),
        **(values | more),
    )  # fmt: skip


EVENTS = (
    made("1", "CONSULT", "phone", [ANN], [BOB], "2031-01-05"),
    made("2", "CONSULT", "phone", [ANN], [BOB], "2031-02-10"),
    made("3", "CONSULT", "phone", [BOB], [ANN], "2031-02-20"),
    made("4", "CONSULT", None, [BOB, CEM], when="2031-02"),
    made("5", "CONSULT", "visit", [CEM], [DEE], "2031-03-01"),
    made("6", "AGREE", None, [BOB, DEE], when="2031-03-15"),
    made("7", "ASSAULT", None, [DEE], [EVE], "2031-04-02"),
    made("8", "ASSAULT", None, [DEE], [EVE], "2031-04-20"),
)


@pytest.fixture(scope="session")
def five() -> nx.MultiDiGraph[str]:
    return relations(EVENTS)
