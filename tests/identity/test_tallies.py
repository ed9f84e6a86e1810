"""How many: what most reports of an event bear out, and which contradict it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.identity import event
from kg.identity.tallies import agree
from kg.model import Quantity
from tests.identity.test_grouping import attack


def number(low: int | None, high: int | None = None, *, counted: str = "killed", **fields) -> Quantity:
    return Quantity(counted=counted, low=low, high=high, start=0, end=2, **fields)


def exactly(value: int, **fields) -> Quantity:
    return number(value, value, **fields)


def taken(*claims, **fields) -> list[tuple[str, tuple[str, ...]]]:
    return [(str(t.quantity), t.articles) for t in event(claims, **fields).quantities]


def contradicted(*claims, **fields) -> list[list[tuple[str, tuple[str, ...]]]]:
    found = event(claims, **fields).disagreements
    return [[(v.value, v.articles) for v in each.versions] for each in found if each.field == "number"]


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (exactly(20), exactly(20), True),
        (exactly(20), exactly(22), False),
        (number(20), exactly(22), True),
        (number(20), exactly(19), False),
        (number(None, 20), exactly(22), False),
        (number(20, 30), exactly(25), True),
        (exactly(300, hedged=True), exactly(320), True),
        (exactly(300, hedged=True), exactly(500), False),
        (number(24, hedged=True), exactly(20), True),
        (number(200, hedged=True), exactly(20), False),
    ],
)
def test_two_numbers_of_one_thing(one, other, both):
    assert agree(one, other) is agree(other, one) is both


bounds = st.none() | st.integers(0, 1000)


@given(bounds, bounds, st.booleans())
def test_a_number_agrees_with_itself(low, high, hedged):
    low, high = (high, low) if low is not None and high is not None and low > high else (low, high)
    told = number(low, high, hedged=hedged)
    assert agree(told, told)


def test_what_most_reports_tell_is_taken_and_the_others_are_listed():
    claims = [
        attack("a", quantities=(exactly(20),)),
        attack("b", quantities=(number(15),)),
        attack("c", quantities=(exactly(9),)),
        attack("d"),
    ]
    assert taken(*claims) == [("killed: 20", ("a", "b"))]
    assert contradicted(*claims) == [[("killed: 20", ("a", "b")), ("killed: 9", ("c",))]]


def test_of_two_tolls_the_later_is_taken():
    early, late = attack("a", quantities=(exactly(20),)), attack("b", quantities=(exactly(25),), published="1933-11-23")
    for claims in ((early, late), (late, early)):
        assert taken(*claims) == [("killed: 25", ("b",))]
        assert contradicted(*claims) == [[("killed: 25", ("b",)), ("killed: 20", ("a",))]]


def test_what_is_counted_apart_is_not_compared():
    claims = [
        attack("a", quantities=(exactly(20), exactly(30, counted="wounded"))),
        attack("b", quantities=(exactly(20),)),
        attack("c", quantities=(exactly(5, counted="money", unit="EUR"), exactly(7, counted="money", unit="USD"))),
        attack("e", quantities=(exactly(12), exactly(3))),  # twelve soldiers and three civilians
    ]
    assert taken(*claims) == [
        ("killed: 20", ("a", "b")),
        ("money: 5 EUR", ("c",)),
        ("money: 7 USD", ("c",)),
        ("wounded: 30", ("a",)),
    ]
    assert contradicted(*claims) == []


def test_copies_bear_nothing_out():
    claims = [attack("a", quantities=(exactly(20),)), attack("b", quantities=(exactly(20),))]
    claims += [attack(a, quantities=(exactly(9),), published="1933-11-22") for a in "cd"]
    assert taken(*claims, copies={"b": "a"})[0][0] == "killed: 9"
    assert taken(*claims, copies={"b": "a", "d": "c"})[0][0] == "killed: 9"
    assert taken(*claims, copies={"c": "a", "d": "a"})[0][0] == "killed: 20"


def test_what_was_planned_or_is_denied_counts_nothing():
    planned = attack("a", status="future", quantities=(exactly(500),))
    done = attack("b", quantities=(exactly(300),))
    denied = attack("c", status="negated", quantities=(exactly(300),))
    assert taken(planned, done) == [("killed: 300", ("b",))]
    assert contradicted(planned, done) == []
    assert taken(planned) == [("killed: 500", ("a",))]
    assert taken(denied) == []


def test_the_lines_of_an_event_tell_its_numbers():
    claims = [attack("a", quantities=(number(20),)), attack("b", quantities=(exactly(9),))]
    record = event(claims).as_record()
    [tally] = record["quantities"]
    assert tally == {
        "counted": "killed", "low": 9, "high": 9, "hedged": False, "unit": None,
        "claims": [claims[1].id], "articles": ["b"],
    }  # fmt: skip
    assert record["sources"][0]["says"]["quantities"] == [
        {"counted": "killed", "low": 20, "high": None, "hedged": False, "unit": None, "start": 0, "end": 2}
    ]
