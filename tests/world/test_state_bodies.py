"""Bodies that every state has, by rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.errors import TableError
from kg.world import World, world
from kg.world.check import check

if TYPE_CHECKING:
    from tests.world.conftest import Tables


@pytest.mark.parametrize(
    ("country", "called", "label", "sector"),
    [
        ("ARM", "foreign ministry", "Ministry of Foreign Affairs of Armenia", "GOV"),
        ("TUR", "Ministry of National Defense", "Ministry of Defence of Turkey", "GOV"),
        ("GHA", "bank of", "Central Bank of Ghana", "GOV"),
        ("PER", "armed forces", "Armed Forces of Peru", "MIL"),
        ("KEN", "police", "Police of Kenya", "COP"),
        ("NPL", "supreme court", "Supreme Court of Nepal", "JUD"),
        ("MDA", "intelligence service", "Intelligence Service of Moldova", "SPY"),
        ("RUS", "Office of the President", "Presidency of Russia", "GOV"),
        ("XKX", "parliament", "Parliament of Kosovo", "LEG"),
    ],
)
def test_a_body_of_a_state(country: str, called: str, label: str, sector: str) -> None:
    known = world()
    state = known.state(country)
    assert state is not None
    body = known.body_of(state, called)
    assert body is not None
    assert (body.label, body.sector, body.kind, body.country) == (label, sector, "organisation", state.country)
    assert known.entity(body.id) == body


def test_what_no_state_has() -> None:
    known = world()
    state = known.state("ARM")
    assert state is not None
    assert known.body_of(state, "chess club") is None
    assert known.entity(f"{state.id}~chess") is None


def test_other_names_have_the_adjective(tables: Tables) -> None:
    known = World(tables.path)
    state = known.state("FRE")
    assert state is not None
    bank = known.body_of(state, "central bank")
    assert bank is not None
    assert bank.aliases == ("Freedonian central bank",)


def test_an_id_that_is_used_twice(tables: Tables) -> None:
    line = tables.add("bodies.csv", "central_bank,Other Bank,,GOV,")
    with pytest.raises(TableError, match="used twice"):
        World(tables.path)
    assert ("bodies.csv", line, "central_bank") in {(f.file, f.line, f.value) for f in check(tables.path)}
