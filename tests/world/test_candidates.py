"""Whom or what a name or a role may mean, and why: the first of the candidates, and how the scores come about."""

from __future__ import annotations

from datetime import date

import pytest

from kg.world import world
from kg.world.candidates import Candidate, candidates


def found(said: str, day: str = "", context: str = "") -> list[Candidate]:
    return candidates(world(), said, on=date.fromisoformat(day) if day else None, context=context)


@pytest.mark.parametrize(
    ("said", "day", "context", "label"),
    [
        # surnames, by the day
        ("Bush", "1990-08-02", "", "George H. W. Bush"),
        ("Bush", "2003-03-20", "", "George W. Bush"),
        ("Aliyev", "2001-05-01", "", "Heydar Aliyev"),
        ("Aliyev", "2020-11-10", "", "Ilham Aliyev"),
        ("Assad", "1999-05-01", "", "Hafez al-Assad"),
        ("Assad", "2013-08-21", "", "Bashar al-Assad"),
        ("Kim", "2000-06-13", "in Pyongyang, North Korea", "Kim Jong Il"),
        ("Kim", "2018-06-12", "", "Kim Jong Un"),
        ("Trudeau", "1980-02-01", "", "Pierre Trudeau"),
        ("Trudeau", "2018-06-08", "", "Justin Trudeau"),
        ("Bhutto", "1989-02-01", "", "Benazir Bhutto"),
        ("Abdullah", "2007-02-01", "the Jordanian capital", "Abdullah II"),
        # surnames, by the context
        ("Bush", "2005-06-01", "George H. W. Bush spoke in Houston.", "George H. W. Bush"),
        # names that are written in several ways
        ("Zelensky", "2022-03-01", "", "Volodymyr Zelenskyy"),
        ("Zelenskiy", "2022-03-01", "", "Volodymyr Zelenskyy"),
        ("Qadhafi", "2005-03-01", "", "Muammar Gaddafi"),
        # places and states
        ("Georgia", "2020-01-01", "", "Georgia"),
        ("Congo", "2020-01-01", "", "Democratic Republic of the Congo"),
        ("Niger", "2020-01-01", "", "Niger"),
        ("the Kremlin", "2020-01-01", "", "Russia"),
        ("the Kremlin", "1985-01-01", "", "Soviet Union"),
        ("Foggy Bottom", "2020-01-01", "", "United States"),
        ("Artsakh", "2020-10-01", "", "Republic of Artsakh"),
        ("Chantilly", "2020-10-01", "in France", "Chantilly"),
        ("Obigarm", "2020-10-01", "", "Obigarm"),
        # roles
        ("the then French president", "2006-03-01", "", "Jacques Chirac"),
        ("Israel's defence minister", "2008-12-01", "", "Ehud Barak"),
        ("the Iranian foreign minister", "2014-12-01", "", "Mohammad Javad Zarif"),
        ("president of Iran", "2014-12-01", "", "Hassan Rouhani"),
        ("NATO chief", "2014-12-01", "", "Jens Stoltenberg"),
        ("EU foreign policy chief", "2008-12-01", "", "Javier Solana"),
        ("president of the European Commission", "2010-12-01", "", "José Manuel Barroso"),
        ("the pope", "2010-12-01", "", "Pope Benedict XVI"),
        ("the taoiseach", "2010-12-01", "", "Brian Cowen"),
        ("the Hezbollah leader", "2010-12-01", "", "Hassan Nasrallah"),
        ("his Russian counterpart", "2024-03-01", "Hakan Fidan called", "Sergey Lavrov"),
        ("his Russian counterpart", "2022-03-11", "Erdogan called", "Vladimir Putin"),
        ("her French counterpart", "2014-08-12", "Angela Merkel spoke", "François Hollande"),
        ("UN special envoy for Syria", "2016-02-12", "", "Staffan de Mistura"),
        ("the UN envoy to Yemen", "2019-02-12", "", "Martin Griffiths"),
        ("United Nations envoy for Western Sahara", "2003-02-12", "", "James Baker"),
        # bodies that every state has
        ("Armenian Foreign Ministry", "", "", "Ministry of Foreign Affairs of Armenia"),
        (
            "the Ministry of Foreign Affairs of the Republic of Armenia",
            "",
            "",
            "Ministry of Foreign Affairs of Armenia",
        ),
        ("Bank of Ghana", "", "", "Central Bank of Ghana"),
        ("Peru's armed forces", "", "", "Armed Forces of Peru"),
    ],
)
def test_the_likeliest(said: str, day: str, context: str, label: str) -> None:
    assert [c.entity.label for c in found(said, day, context)][:1] == [label]


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("Zzyzx Qwertz", "2020-01-01"),
        ("the former French president", "2020-01-01"),
        ("the French president", ""),  # no day, no holder
        ("the French chess champion", "2020-01-01"),
        ("his Russian counterpart", "2020-01-01"),  # whose?
        ("", "2020-01-01"),
    ],
)
def test_nobody(said: str, day: str) -> None:
    assert found(said, day) == []


def test_reasons_say_what_speaks_for_a_candidate() -> None:
    (lavrov,) = found("his Russian counterpart", "2024-03-01", "Hakan Fidan called")
    assert lavrov.form == "counterpart"
    assert lavrov.reasons == ("foreign minister of Russia, as Hakan Fidan is foreign minister of Turkey",)
    first, *others = found("Bush", "2003-03-20")
    assert "on that day head of state of United States" in " ".join(first.reasons)
    assert all(other.score < first.score for other in others)


def test_scores_lie_between_0_and_1_and_fall() -> None:
    for said in ("Kim", "Georgia", "Sergey Lavrov", "Victoria", "the US president"):
        scores = [
            c.score for c in found(said, "2018-06-12", "Kim Jong Un met Sergey Lavrov in North Korea and Russia.")
        ]
        assert scores == sorted(scores, reverse=True)
        assert all(0 < score <= 1 for score in scores)


def test_acting_holders_come_after_others_and_say_so() -> None:
    (guaido,) = [c for c in found("the Venezuelan president", "2019-06-01") if c.entity.label == "Juan Guaidó"]
    assert "rival" in guaido.reasons[0]
    assert found("the Venezuelan president", "2019-06-01")[0].entity.label == "Nicolás Maduro"
