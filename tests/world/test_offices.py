"""Titles and holders of office, on small invented tables and on the real titles."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from kg.model import Term
from kg.world import World, world
from kg.world.offices import Offices, Title

if TYPE_CHECKING:
    from tests.world.conftest import Tables

TITLES = (
    Title("president", (("head_of_state", (), ("SYL", "KLO")), ("head_of_government", ("KLO",), ()))),
    Title("prime minister", (("head_of_government", (), ()),)),
    Title("chancellor", (("head_of_government", ("SYL",), ()), ("foreign_minister", ("FRE",), ()))),
    Title("chief", (("secretary_general", (), ()), ("army_chief", (), ()))),
    Title("envoy", (("envoy", (), ()),)),
    Title("leader", (("leader", (), ()),)),
)


def term(person: str, office: str, body: str, start: str, end: str | None = None, status: str = "") -> Term:
    return Term(
        person=person, office=office, body=body, start=date.fromisoformat(start),
        end=date.fromisoformat(end) if end else None, status=status,
    )  # fmt: skip


TERMS = (
    term("Firefly", "head_of_state", "FRE", "1933-11-17", "1935-01-01"),
    term("Teasdale", "head_of_state", "FRE", "1935-01-01"),
    term("Chicolini", "head_of_state", "FRE", "1934-06-01", "1934-08-01", "rival"),
    term("Pinky", "head_of_state", "FRE", "1934-07-01", "1934-09-01", "acting"),
    term("Trentino", "head_of_government", "SYL", "1930-01-01"),
    term("Queen", "head_of_state", "SYL", "1920-01-01"),
    term("Sage", "head_of_state", "KLO", "1929-05-01"),
    term("Klop", "head_of_government", "KLO", "1932-02-01", "1936-12-31"),
    term("Duck", "leader", "Ducks", "1931-01-01"),
    term("Rounds", "secretary_general", "League", "1931-01-01"),
    term("Envoy", "envoy", "League", "1931-01-01"),
    term("Soldier", "army_chief", "FRE", "1931-01-01"),
    term("Lone", "head_of_government", "ODD", "1931-01-01", "1940-01-01"),
)
EXECUTIVE = {"FRE": "head_of_state", "SYL": "head_of_government", "KLO": "head_of_state", "ODD": "head_of_state"}
DAY = date(1934, 3, 1)


@pytest.fixture(scope="module")
def offices() -> Offices:
    return Offices(TITLES, TERMS, EXECUTIVE)


def people(terms: list[Term]) -> list[str]:
    return [t.person for t in terms]


@pytest.mark.parametrize(
    ("word", "body", "holder"),
    [
        ("president", "FRE", ["Firefly"]),
        ("President", "FRE", ["Firefly"]),
        ("président", "FRE", ["Firefly"]),
        ("president", "SYL", []),  # a monarchy
        ("president", "KLO", ["Klop"]),  # as Iran: the head of state bears another title
        ("prime minister", "SYL", ["Trentino"]),
        ("prime minister", "FRE", []),
        ("chancellor", "SYL", ["Trentino"]),
        ("chancellor", "FRE", []),
        ("chancellor", "KLO", []),
        ("leader", "FRE", ["Firefly"]),
        ("leader", "SYL", ["Trentino"]),
        ("leader", "KLO", ["Sage"]),
        ("leader", "Ducks", ["Duck"]),
        ("leader", "League", ["Rounds"]),
        ("leader", "ODD", ["Lone"]),  # the table names no holder of the executive office
        ("leader", "ZZZ", []),
        ("chief", "League", ["Rounds"]),
        ("chief", "FRE", ["Soldier"]),
        ("envoy", "League", []),  # too many to be one person
        ("wizard", "FRE", []),
    ],
)
def test_whom_a_title_names(offices: Offices, word: str, body: str, holder: list[str]) -> None:
    assert people(offices.holders(word, body, DAY)) == holder


def test_on_the_day_of_change_the_incoming_holder_comes_first(offices: Offices) -> None:
    assert people(offices.who("head_of_state", "FRE", date(1935, 1, 1))) == ["Teasdale", "Firefly"]
    assert people(offices.who("head_of_state", "FRE", date(1934, 12, 31))) == ["Firefly"]
    assert people(offices.who("head_of_state", "FRE", date(1935, 1, 2))) == ["Teasdale"]


@pytest.mark.parametrize(
    ("day", "held"),
    [
        ("1933-11-16", []),
        ("1933-11-17", ["Firefly"]),
        ("1934-06-15", ["Firefly", "Chicolini"]),
        ("1934-07-15", ["Firefly", "Pinky", "Chicolini"]),
        ("1934-09-01", ["Firefly", "Pinky"]),
        ("2026-01-01", ["Teasdale"]),
    ],
)
def test_acting_and_rival_holders_follow_the_plain_one(offices: Offices, day: str, held: list[str]) -> None:
    assert people(offices.who("head_of_state", "FRE", date.fromisoformat(day))) == held


def test_a_person_s_terms_and_those_of_a_day(offices: Offices) -> None:
    assert people(offices.terms("Firefly")) == ["Firefly"]
    assert offices.terms("Nobody") == []
    assert [t.office for t in offices.in_office("Klop", DAY)] == ["head_of_government"]
    assert offices.in_office("Klop", date(1940, 1, 1)) == []


def test_titles_are_known_in_any_case(offices: Offices) -> None:
    assert offices.title("PRIME MINISTER") == TITLES[1]
    assert offices.title("wizard") is None
    assert set(offices.titles()) == {t.word for t in TITLES}
    assert offices.offices_of("chief", "FRE") == ["secretary_general", "army_chief"]


def test_titles_of_a_table_say_where_they_hold(tables: Tables) -> None:
    small = World(tables.path)
    assert small.offices.offices_of("president", "FRE") == ["head_of_state"]
    assert small.offices.offices_of("president", "SYL") == []
    assert small.offices.offices_of("president", "KLO") == ["head_of_government"]
    assert small.office_title("head_of_government") == "prime minister"
    assert small.office_title("grand wizard") == "grand wizard"


@pytest.mark.parametrize("body", ["GBR", "ESP", "JPN", "SAU", "NLD", "DNK", "THA", "JOR", "MAR", "CAN", "AUS"])
def test_monarchies_have_no_president(body: str) -> None:
    assert world().offices.holders("president", body, date(2015, 6, 1)) == []


@pytest.mark.parametrize(
    ("word", "body", "office"),
    [
        ("president", "IRN", "head_of_government"),
        ("president", "FRA", "head_of_state"),
        ("secretary of state", "USA", "foreign_minister"),
        ("foreign secretary", "GBR", "foreign_minister"),
        ("chancellor", "DEU", "head_of_government"),
        ("chancellor", "GBR", "finance_minister"),
        ("chancellor", "ARG", "foreign_minister"),
        ("home secretary", "GBR", "interior_minister"),
        ("taoiseach", "IRL", "head_of_government"),
        ("emir", "QAT", "head_of_state"),
    ],
)
def test_one_word_is_another_office_elsewhere(word: str, body: str, office: str) -> None:
    assert world().offices.offices_of(word, body)[0] == office


def test_the_indian_foreign_secretary_is_no_minister() -> None:
    assert "foreign_minister" not in world().offices.offices_of("foreign secretary", "IND")
