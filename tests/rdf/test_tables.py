"""Turtle in the project's terms as rows of tables."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.rdf import world_quads
from kg.rdf.tables import read_tables
from tests import freedonia


def test_what_the_graph_has_of_the_world_comes_back(tmp_path):
    triples = [quad.triple for quad in world_quads(freedonia.WORLD, freedonia.TERMS)]
    file = tmp_path / "world.ttl"
    file.write_bytes(ox.serialize(triples, format=ox.RdfFormat.TURTLE))
    tables, wrong = read_tables(file, "mine")
    # States are told of, but cannot be added.
    assert {finding.what for finding in wrong} == {"a state cannot be added"}
    people = {row["id"]: row for row in tables["people"]}
    firefly = people["Rufus_Firefly"]
    assert (firefly["label"], firefly["names"], firefly["wikidata"]) == (
        "Rufus T. Firefly",
        "Firefly|Rufus Firefly",
        "Q1",
    )
    assert {row["id"] for row in tables["organisations"]} == {"League"}
    (river,) = tables["places"]
    assert (river["lat"], river["lon"]) == ("12.5", "-7.25")
    told = {(row["person"], row["office"], row["body"], row["start"]) for row in tables["terms"]}
    assert told == {(term.person, term.office, term.body, term.start.isoformat()) for term in freedonia.TERMS}
    assert {row.layer for rows in tables.values() for row in rows} == {"mine"}


GOOD = 'group:Ducks rdfs:label "Duck Front" ; kg:kind "group" .\n'


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        (GOOD + "group:Geese rdfs:label .\n", 2, ""),
        (GOOD + 'group:Geese rdfs:label "Geese" .\n', 2, "neither an entity"),
        (GOOD + 'group:Geese kg:kind "group" .\n', 2, "no 'label' is stored"),
        (GOOD + 'state:GEE rdfs:label "Geeseland" ; kg:kind "state" .\n', 2, "a state cannot be added"),
        (GOOD + '<http://example.org/G> rdfs:label "G" ; kg:kind "group" .\n', 2, "the IRI of a group begins with"),
        (GOOD + "person:G a kg:Term ; org:member person:G .\n", 2, "is stored"),
    ],
)
def test_what_cannot_be_read_is_told_by_its_line(tmp_path, text, line, what):
    file = tmp_path / "mine.ttl"
    file.write_text(text, "utf-8")
    _, (wrong,) = read_tables(file, "mine")
    assert (wrong.file, wrong.line) == ("mine.ttl", line)
    assert what in wrong.what


def test_a_row_has_the_source_of_its_file(tmp_path):
    file = tmp_path / "mine.ttl"
    file.write_text(GOOD, "utf-8")
    tables, wrong = read_tables(file, "mine")
    assert wrong == []
    assert [(row["source"], row["kind"], row.line) for row in tables["organisations"]] == [("mine.ttl", "group", 1)]
