"""Taking users' tables in: recognised, checked as a whole, written whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import NotFoundError, TableError, UsageError
from kg.world import World, adding
from kg.world.layers import Tables, installed
from tests.world.conftest import TABLES


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where layers are kept."""
    monkeypatch.setenv("KG_WORLD", str(tmp_path / "layers"))
    return tmp_path / "layers"


def read(tmp_path: Path, name: str, text: str) -> Tables:
    file = tmp_path / name
    file.write_text(text, "utf-8")
    tables, wrong = adding.read_csv(file, "mine")
    assert wrong == []
    return tables


def wrong_of(tmp_path: Path, name: str, text: str) -> list[tuple[int, str]]:
    file = tmp_path / name
    file.write_text(text, "utf-8")
    return [(finding.line, finding.what) for finding in adding.read_csv(file, "mine")[1]]


@pytest.mark.parametrize("name", ["people-1.csv", "terms-1.csv", "organisations.csv", "places.csv", "topics.csv"])
def test_the_header_of_a_shipped_table_is_recognised(tmp_path, name):
    tables = read(tmp_path, "my.csv", TABLES[name])
    assert list(tables) == [name.split("-")[0].removesuffix(".csv")]


@pytest.mark.parametrize(
    ("name", "header", "table"),
    [
        ("my.csv", "id,label,surname", "people"),
        ("my.csv", "person,office,body,start", "terms"),
        ("my.csv", "label,id,kind,sector", "organisations"),
        ("my.csv", "id,label,lat,lon", "places"),
        ("my.csv", "id,label,start,end", "topics"),
        ("people-mine.csv", "id,label,country", "people"),
    ],
)
def test_columns_may_be_left_out(tmp_path, name, header, table):
    columns = header.split(",")
    tables = read(tmp_path, name, f"{header}\n{','.join(columns)}\n")
    ((found, (row,)),) = tables.items()
    assert found == table
    assert row.values == row.values | {column: column for column in columns} | {"source": name}
    assert (row.name, row.line, row.layer) == (name, 2, "mine")


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("id,label,country\n", 1, "this may be a table of people or organisations or places"),
        ("id,label,surname,shoes\n", 1, "which have no column 'shoes'"),
        ("person,office\n", 1, "which need body, start"),
        ("", 1, "the header is of no table"),
        ("id,label,surname\nA,A Klop\n", 2, "2 cells instead of 3"),
    ],
)
def test_a_table_that_cannot_be_read(tmp_path, text, line, what):
    ((found, said),) = wrong_of(tmp_path, "my.csv", text)
    assert found == line
    assert what in said


def test_bytes_that_are_not_utf8(tmp_path):
    (tmp_path / "my.csv").write_bytes(b"id,label,surname\nA,\xff,\n")
    _, (wrong,) = adding.read_csv(tmp_path / "my.csv", "mine")
    assert "not UTF-8" in wrong.what


def test_a_layer_is_written_whole_and_read_back(tmp_path, folder):
    offered = read(tmp_path, "people-my.csv", 'id,label,names\nAda_Vox,"Ada ""A"" Vox","A. Vox|Ada, V."\n')
    assert adding.wrong_with(offered, "mine") == []
    assert installed() == []
    path = adding.save(offered, "mine")
    assert installed() == [path] == list(folder.iterdir())
    assert adding.counts(path) == {"people": 1}
    known = adding.others("another")
    assert known.person("Ada_Vox").label == 'Ada "A" Vox'
    assert isinstance(known, World)
    adding.save(read(tmp_path, "people-my.csv", "id,label\nBea_Vox,Bea Vox\n"), "mine")
    assert [p.name for p in folder.iterdir()] == ["mine"]
    assert adding.others("another").find("Ada Vox") == ()


def test_a_layer_may_use_what_another_has_and_then_keeps_it(tmp_path, folder):
    people = read(tmp_path, "people-my.csv", "id,label\nAda_Vox,Ada Vox\n")
    terms = read(tmp_path, "terms-my.csv", "person,office,body,start\nAda_Vox,envoy,FRA,2001\n")
    assert [finding.what for finding in adding.wrong_with(terms, "b")] == ["unknown person 'Ada_Vox'"]
    assert adding.wrong_with(adding.together([people, terms]), "b") == []
    adding.save(people, "a")
    assert adding.wrong_with(terms, "b") == []
    adding.save(terms, "b")
    with pytest.raises(TableError, match="without a: unknown person 'Ada_Vox'"):
        adding.remove("a")
    adding.remove("b")
    adding.remove("a")
    assert installed() == []


def test_only_a_layer_that_is_there_can_be_removed(folder):
    with pytest.raises(NotFoundError, match="there is none"):
        adding.remove("mine")
    with pytest.raises(NotFoundError):
        adding.remove("..")


@pytest.mark.parametrize("name", ["", "a/b", "..", ".hidden", "-x"])
def test_names_that_are_none(folder, name):
    with pytest.raises(UsageError):
        adding.named(name)


def test_a_name_that_is_taken(folder):
    (folder / "mine").mkdir(parents=True)
    with pytest.raises(UsageError, match="--replace"):
        adding.named("mine")
    assert adding.named("mine", replacing=True) == "mine"


def test_wrong_rows_are_left_out_until_all_is_right(tmp_path, folder):
    people = read(
        tmp_path, "people-my.csv", "id,label,country\nAda_Vox,Ada Vox,\nBea_Vox,Bea Vox,QQQ\nCy_Vox,Cy Vox,\n"
    )
    terms = read(
        tmp_path,
        "terms-my.csv",
        "person,office,body,start\nAda_Vox,envoy,FRA,2001\nBea_Vox,envoy,FRA,2001\nCy_Vox,juggler,FRA,2001\n",
    )
    kept, out = adding.without(adding.together([people, terms]), "mine")
    assert [row["id"] for row in kept["people"]] == ["Ada_Vox"]
    assert [row["person"] for row in kept["terms"]] == ["Ada_Vox"]
    assert {(f.file, f.line) for f in out} == {("people-my.csv", 3), ("terms-my.csv", 3), ("terms-my.csv", 4)}
    assert adding.wrong_with(kept, "mine") == []
