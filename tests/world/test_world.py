"""The tables that ship: who held what on which day, and what a name stands for."""

from __future__ import annotations

import csv
from datetime import date
from typing import TYPE_CHECKING

import pytest

from kg.resources import folder
from kg.world import World, local_name, world

if TYPE_CHECKING:
    from tests.world.conftest import Tables

SEEDS = folder("seeds") / "world"


@pytest.mark.parametrize(
    ("title", "body", "on", "person"),
    [
        # Caucasus and Central Asia
        ("president", "AZE", "2020-11-10", "Ilham Aliyev"),
        ("president", "AZE", "1999-01-01", "Heydar Aliyev"),
        ("prime minister", "ARM", "2020-11-10", "Nikol Pashinyan"),
        ("president", "ARM", "2009-10-10", "Serzh Sargsyan"),
        ("foreign minister", "AZE", "2016-04-05", "Elmar Mammadyarov"),
        ("foreign minister", "ARM", "2016-04-05", "Edward Nalbandian"),
        ("president", "GEO", "2008-08-10", "Mikheil Saakashvili"),
        ("president", "KAZ", "2015-05-24", "Nursultan Nazarbayev"),
        ("president", "KAZ", "2022-01-05", "Kassym-Jomart Tokayev"),
        ("president", "UZB", "2005-05-13", "Islam Karimov"),
        # Turkey, Russia, Ukraine and the east of Europe
        ("president", "TUR", "2009-05-01", "Abdullah Gül"),
        ("prime minister", "TUR", "2009-05-01", "Recep Tayyip Erdoğan"),
        ("president", "TUR", "2021-01-16", "Recep Tayyip Erdoğan"),
        ("foreign minister", "TUR", "2010-05-17", "Ahmet Davutoğlu"),
        ("foreign minister", "TUR", "2022-03-10", "Mevlüt Çavuşoğlu"),
        ("president", "RUS", "2010-04-08", "Dmitry Medvedev"),
        ("prime minister", "RUS", "2010-04-08", "Vladimir Putin"),
        ("foreign minister", "RUS", "2014-04-17", "Sergey Lavrov"),
        ("president", "UKR", "2014-02-01", "Viktor Yanukovych"),
        ("president", "UKR", "2015-02-12", "Petro Poroshenko"),
        ("president", "UKR", "2022-02-24", "Volodymyr Zelenskyy"),
        ("president", "BLR", "2020-08-09", "Alexander Lukashenko"),
        ("prime minister", "POL", "2004-05-01", "Leszek Miller"),
        ("prime minister", "HUN", "2015-09-01", "Viktor Orbán"),
        # the Balkans
        ("president", "SRB", "2023-03-18", "Aleksandar Vučić"),
        ("prime minister", "XKX", "2023-03-18", "Albin Kurti"),
        ("prime minister", "GRC", "2018-06-17", "Alexis Tsipras"),
        ("prime minister", "MKD", "2018-06-17", "Zoran Zaev"),
        # the west of Europe
        ("prime minister", "GBR", "1998-04-10", "Tony Blair"),
        ("prime minister", "GBR", "2017-03-29", "Theresa May"),
        ("queen", "GBR", "2011-05-17", "Elizabeth II"),
        ("chancellor", "DEU", "2015-02-12", "Angela Merkel"),
        ("foreign minister", "DEU", "2001-12-05", "Joschka Fischer"),
        ("president", "FRA", "2008-08-12", "Nicolas Sarkozy"),
        ("taoiseach", "IRL", "1998-04-10", "Bertie Ahern"),
        ("prime minister", "ITA", "2011-11-12", "Silvio Berlusconi"),
        ("king", "ESP", "2007-11-10", "Juan Carlos I"),
        ("pope", "VAT", "2014-05-25", "Pope Francis"),
        # the Middle East
        ("president", "IRN", "2015-07-14", "Hassan Rouhani"),
        ("supreme leader", "IRN", "2015-07-14", "Ali Khamenei"),
        ("foreign minister", "IRN", "2015-07-14", "Mohammad Javad Zarif"),
        ("prime minister", "ISR", "2000-07-11", "Ehud Barak"),
        ("prime minister", "ISR", "2023-10-07", "Benjamin Netanyahu"),
        ("president", "SYR", "2013-08-21", "Bashar al-Assad"),
        ("president", "EGY", "2010-09-02", "Hosni Mubarak"),
        ("president", "EGY", "2012-11-21", "Mohamed Morsi"),
        ("president", "EGY", "2021-05-20", "Abdel Fattah el-Sisi"),
        ("king", "SAU", "2002-03-28", "Fahd bin Abdulaziz Al Saud"),
        ("king", "JOR", "2001-01-01", "Abdullah II"),
        ("president", "IRQ", "2003-01-01", "Saddam Hussein"),
        ("emir", "QAT", "2008-05-21", "Hamad bin Khalifa Al Thani"),
        # Africa
        ("president", "ZAF", "1995-06-24", "Nelson Mandela"),
        ("prime minister", "ETH", "2022-11-02", "Abiy Ahmed"),
        ("president", "ERI", "2018-07-09", "Isaias Afwerki"),
        ("president", "SDN", "2005-01-09", "Omar al-Bashir"),
        ("president", "SSD", "2015-08-26", "Salva Kiir"),
        ("president", "COD", "2002-04-19", "Joseph Kabila"),
        ("president", "RWA", "2012-11-20", "Paul Kagame"),
        ("president", "NGA", "2014-04-14", "Goodluck Jonathan"),
        ("president", "CIV", "2010-06-01", "Laurent Gbagbo"),
        ("president", "TUN", "2010-12-17", "Zine El Abidine Ben Ali"),
        ("president", "ZWE", "2008-09-15", "Robert Mugabe"),
        # Asia and the Pacific
        ("president", "CHN", "2018-06-19", "Xi Jinping"),
        ("prime minister", "IND", "2008-11-26", "Manmohan Singh"),
        ("foreign minister", "IND", "2020-09-10", "Subrahmanyam Jaishankar"),
        ("president", "PAK", "2004-01-05", "Pervez Musharraf"),
        ("prime minister", "PAK", "2019-02-14", "Imran Khan"),
        ("president", "AFG", "2009-11-19", "Hamid Karzai"),
        ("prime minister", "JPN", "2006-10-01", "Shinzo Abe"),
        ("president", "KOR", "2018-04-27", "Moon Jae-in"),
        ("supreme leader", "PRK", "2018-04-27", "Kim Jong Un"),
        ("president", "IDN", "2005-08-15", "Susilo Bambang Yudhoyono"),
        ("prime minister", "AUS", "2003-03-20", "John Howard"),
        ("president", "PHL", "2016-07-12", "Rodrigo Duterte"),
        # the Americas
        ("president", "USA", "2010-04-08", "Barack Obama"),
        ("secretary of state", "USA", "2009-10-10", "Hillary Clinton"),
        ("secretary of defense", "USA", "2003-03-20", "Donald Rumsfeld"),
        ("prime minister", "CAN", "2018-10-01", "Justin Trudeau"),
        ("president", "MEX", "2014-02-19", "Enrique Peña Nieto"),
        ("president", "CUB", "2016-03-21", "Raúl Castro"),
        ("president", "VEN", "2008-03-03", "Hugo Chávez"),
        ("president", "COL", "2016-11-24", "Juan Manuel Santos"),
        ("president", "BRA", "2010-05-17", "Luiz Inácio Lula da Silva"),
        ("president", "ARG", "2005-11-05", "Néstor Kirchner"),
        # organisations
        ("secretary-general", "UN", "2003-03-20", "Kofi Annan"),
        ("secretary-general", "NATO", "2014-10-15", "Jens Stoltenberg"),
        ("high representative", "EU", "2015-07-14", "Federica Mogherini"),
    ],
)
def test_who_held_what_on_which_day(title: str, body: str, on: str, person: str) -> None:
    known = world()
    held = known.offices.holders(title, body, date.fromisoformat(on))
    assert [known.person(t.person).label for t in held][:1] == [person]


@pytest.mark.parametrize(
    ("written", "label"),
    [
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Volodymyr Zelenskiy", "Volodymyr Zelenskyy"),
        ("Zelenskyy", "Volodymyr Zelenskyy"),
        ("Zelensky", "Volodymyr Zelenskyy"),
        ("Zelenskiy", "Volodymyr Zelenskyy"),
        ("Sisi", "Abdel Fattah el-Sisi"),
        ("el-Sisi", "Abdel Fattah el-Sisi"),
        ("Abdel Fattah al-Sisi", "Abdel Fattah el-Sisi"),
        ("Kim Jong-un", "Kim Jong Un"),
        ("Kim Jong Un", "Kim Jong Un"),
        ("Erdogan", "Recep Tayyip Erdoğan"),
        ("Sergei Lavrov", "Sergey Lavrov"),
        ("Xi", "Xi Jinping"),
        ("Mevlut Cavusoglu", "Mevlüt Çavuşoğlu"),
        ("Sadyr Zhaparov", "Sadyr Japarov"),
        ("Mrs May", "Theresa May"),
        ("Türkiye", "Turkey"),
        ("Kremlin", "Russia"),
        ("Turkish", "Turkey"),
        ("Kiev", "Kyiv"),
        ("Artsakh", "Republic of Artsakh"),
        ("Upper Karabakh", "Nagorno-Karabakh"),
        ("Houthi", "Houthis"),
        ("ISIS", "Islamic State"),
        ("Minsk accords", "Minsk agreements"),
        ("Iran nuclear deal", "Joint Comprehensive Plan of Action"),
        ("grain deal", "Black Sea Grain Initiative"),
        ("six-party talks", "Six-Party Talks"),
        ("New START treaty", "New START"),
        ("44-day war", "Second Nagorno-Karabakh War"),
        ("Normandy Four", "Normandy Format"),
        ("Armenian-Azerbaijani border", "Armenia–Azerbaijan border"),
    ],
)
def test_what_a_name_stands_for(written: str, label: str) -> None:
    assert label in {name.entity.label for name in world().find(written)}


def test_kim_is_a_name_of_many() -> None:
    kims = {name.entity.label for name in world().find("Kim") if name.form == "surname"}
    assert {"Kim Jong Un", "Kim Jong Il", "Kim Dae-jung"} <= kims


@pytest.mark.parametrize("word", ["May", "Friday", "said", "March", "police", "let", "will", "central", "Islam"])
def test_common_words_stand_for_nothing(word: str) -> None:
    assert [n for n in world().find(word) if not n.written.isupper()] == []


def tables() -> list[str]:
    return sorted(file.name for file in SEEDS.glob("*.csv") if "source" in file.read_text("utf-8").splitlines()[0])


@pytest.mark.parametrize("name", tables())
def test_every_row_has_a_source(name: str) -> None:
    with (SEEDS / "sources.csv").open(encoding="utf-8", newline="") as file:
        sources = {row["id"] for row in csv.DictReader(file)}
    with (SEEDS / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 30
    assert {row["source"] for row in rows} <= sources


@pytest.mark.parametrize(
    ("kind", "least"),
    [("state", 200), ("person", 5000), ("organisation", 400), ("group", 150), ("place", 1200), ("topic", 500)],
)
def test_there_are_enough_of_each_kind(kind: str, least: int) -> None:
    assert sum(e.kind == kind for e in world().entities.values()) >= least


def test_nearly_every_state_has_a_head() -> None:
    known = world()
    states = [e for e in known.entities.values() if e.kind == "state" and known.exists(e, None)]
    on = date(2024, 6, 1)
    without = {known.key(e) for e in states if not known.offices.who("leader", known.key(e), on)}
    # Puerto Rico has a governor; the two heads of San Marino change every half year.
    assert {key for key in without if not key.startswith("X")} <= {"PRI", "SMR"}


def test_states_bodies_and_people_have_keys() -> None:
    known = world()
    turkey = known.state("TUR")
    assert turkey is not None
    assert (turkey.label, known.key(turkey), local_name(turkey)) == ("Turkey", "TUR", "TUR")
    assert known.state_iri("TUR") == turkey.id
    assert known.adjective(turkey) == "Turkish"
    capital = known.capital(turkey)
    assert capital is not None
    assert (capital.label, capital.country) == ("Ankara", "TUR")
    assert known.body("TUR") == turkey
    nato, nobody = known.body("NATO"), known.body("nobody")
    assert nato is not None
    assert (nato.kind, nobody, known.state(None), known.state("ZZZ")) == ("organisation", None, None, None)
    assert known.person("Ilham_Aliyev").label == "Ilham Aliyev"
    assert known.states_in("the Turkish foreign ministry, Kyiv and France") == {"TUR", "FRA"}


def test_states_begin_and_end() -> None:
    known = world()
    union, russia = known.state("SUN"), known.state("RUS")
    assert union is not None
    assert russia is not None
    assert not known.exists(union, date(2000, 1, 1))
    assert not known.exists(union, None)
    assert known.exists(union, date(1980, 1, 1))
    assert known.exists(russia, None)
    assert not known.exists(russia, date(1985, 1, 1))


def test_senior_is_who_is_in_high_office_on_the_day() -> None:
    known = world()
    merkel = known.person("Angela_Merkel")
    assert known.is_senior(merkel, date(2015, 2, 12))
    assert not known.is_senior(merkel, date(2024, 1, 1))
    assert not known.is_senior(merkel, None)
    assert known.is_famous(merkel)
    assert known.gender[merkel.id] == "f"


def test_the_invented_world_loads_as_it_is_written(tables: Tables) -> None:
    small = World(tables.path)
    assert [e.label for e in small.entities.values() if e.kind == "group"] == ["Duck Front"]
    fredville = small.find("Fredstadt")
    assert [(n.entity.label, n.form) for n in fredville] == [("Fredville", "capital")]
    assert {n.form for n in small.find("Klop")} == {"capital", "surname"}
    assert {n.entity.label for n in small.find("Teasdale")} == {"Gloria Teasdale"}
    freedonia = small.state("FRE")
    assert freedonia is not None
    assert (freedonia.lat, freedonia.lon, freedonia.wikidata) == (10.0, 20.0, "Q101")
    assert small.adjective(freedonia) == "Freedonian"
