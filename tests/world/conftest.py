"""The tables of a small invented world, which a test may spoil."""

from __future__ import annotations

from pathlib import Path

import pytest

TABLES = {
    "sources.csv": "id,title,url,licence,note\nalmanac,The Almanac,,,\n",
    "common_words.csv": "word,note\nmarch,Month\nsaid,Verb of speech\nwho,Question\n",
    "offices.csv": (
        "id,titles,countries,except,note\n"
        "head_of_state,president|interim president,,SYL|KLO,\n"
        "head_of_state,head of state|king|grand duke,,,\n"
        "head_of_government,president,KLO,,The Supreme Sage is head of state\n"
        "head_of_government,prime minister|premier,,,\n"
        "foreign_minister,foreign minister|top diplomat,,,\n"
        "secretary_general,secretary-general|chief,,,\n"
        "leader,leader,,,\n"
        "envoy,envoy,,,\n"
    ),
    "bodies.csv": (
        "id,label,names,sector,note\n"
        "foreign_ministry,Foreign Ministry,foreign ministry|ministry of foreign affairs,GOV,\n"
        "central_bank,Central Bank,central bank|bank of,GOV,\n"
    ),
    "states.csv": (
        "id,label,names,adjectives,demonyms,capital,metonyms,executive,start,end,wikidata,lat,lon,source\n"
        "FRE,Freedonia,Republic of Freedonia,Freedonian,Freedonian|Freedonians,Fredville,Marble Hall,"
        "head_of_state,,,Q101,10,20,almanac\n"
        "SYL,Sylvania,,Sylvanian,Sylvanians,Sylvanopolis,,head_of_government,,,Q102,11,21,almanac\n"
        "KLO,Klopstokia,,Klopstokian,Klopstokians,Klop,,head_of_state,,,,12,22,almanac\n"
        "OLD,Old Freedonia,,,,,,,,1920-12-31,,,,almanac\n"
    ),
    "organisations.csv": (
        "id,label,names,kind,country,sector,adjectives,wikidata,source\n"
        "League,League of Minor Powers,LMP|WHO,organisation,,IGO,,Q103,almanac\n"
        "Ducks,Duck Front,,group,SYL,REB,Duckist,,almanac\n"
    ),
    "places.csv": (
        "id,label,names,kind,country,lat,lon,wikidata,source\n"
        "Duck_River,Duck River,Duckwater,river,FRE|SYL,12.5,-7.25,,almanac\n"
        "Fredville,Fredville,Fredstadt,city,FRE,10,20,,almanac\n"
    ),
    "topics.csv": (
        "id,label,names,kind,start,end,place,wikidata,source\n"
        "Soup_Accord,Soup Accord,Duck Soup Accord,treaty,1933-11-17,,Duck_River,,almanac\n"
    ),
    "people-1.csv": (
        "id,label,names,surname,country,sector,gender,wikidata,source\n"
        "Rufus_Firefly,Rufus T. Firefly,Rufus Firefly,Firefly,FRE,GOV,m,Q104,almanac\n"
        "Gloria_Teasdale,Gloria Teasdale,,,FRE,GOV,f,,almanac\n"
    ),
    "people-2.csv": (
        "id,label,names,surname,country,sector,gender,wikidata,source\n"
        "Ambassador_Trentino,Trentino,,Trentino,SYL,GOV,m,,almanac\n"
        "Otto_Sage,Otto Sage,,Sage,KLO,GOV,m,,almanac\n"
        "Ida_Klop,Ida Klop,,Klop,KLO,GOV,f,,almanac\n"
    ),
    "terms-1.csv": (
        "person,office,body,start,end,status,source\n"
        "Rufus_Firefly,head_of_state,FRE,1933-11-17,1935-01-01,,almanac\n"
        "Gloria_Teasdale,head_of_state,FRE,1935-01-01,,,almanac\n"
        "Ambassador_Trentino,head_of_government,SYL,1930,,,almanac\n"
        "Otto_Sage,head_of_state,KLO,1929-05,,,almanac\n"
        "Ida_Klop,head_of_government,KLO,1932-02-01,1936,,almanac\n"
    ),
}


class Tables:
    """A folder of tables that are all right until a test changes them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        for name, text in TABLES.items():
            (path / name).write_text(text, "utf-8")

    def add(self, name: str, row: str) -> int:
        """Append a row; its line."""
        file = self.path / name
        file.write_text(file.read_text("utf-8") + row + "\n", "utf-8")
        return len(file.read_text("utf-8").splitlines())

    def replace(self, name: str, old: str, new: str) -> int:
        """Exchange one piece of text, which must be there; its line."""
        file = self.path / name
        text = file.read_text("utf-8")
        assert text.count(old) == 1
        file.write_text(text.replace(old, new), "utf-8")
        return text[: text.index(old)].count("\n") + 1


@pytest.fixture
def tables(tmp_path: Path) -> Tables:
    """A fresh copy of the invented tables."""
    return Tables(tmp_path)
