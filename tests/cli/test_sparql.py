"""`kg sparql`."""

from __future__ import annotations

import json

import pytest

from kg import sparql
from kg.cli.sparql import FORMATS
from tests import freedonia as f

SELECT = "SELECT ?who ?name { ?e a plover:CONSULT ; kg:actor ?who . ?who rdfs:label ?name }"


def test_every_format_is_offered():
    assert set(FORMATS) == {"table", *sparql.TABLES, *sparql.GRAPHS}


def test_a_table_for_people(kg):
    done = kg("sparql", SELECT)
    assert done.stdout.splitlines()[0].split() == ["who", "name"]
    assert done.stdout.splitlines()[1].split(maxsplit=1) == [f.FIREFLY.id, "Rufus T. Firefly"]
    assert done.stderr == "1 row\n"


def test_for_programs_there_is_nothing_else_on_standard_output(kg):
    (row,) = json.loads(kg("sparql", SELECT, "--format", "json").stdout)["results"]["bindings"]
    assert row["name"]["value"] == "Rufus T. Firefly"
    assert kg("sparql", SELECT, "--format", "csv").stdout.splitlines() == [
        "who,name",
        f"{f.FIREFLY.id},Rufus T. Firefly",
    ]


def test_a_query_in_a_file_and_on_standard_input(kg, tmp_path):
    file = tmp_path / "query.rq"
    file.write_text(SELECT, "utf-8")
    assert kg("sparql", f"@{file}").stdout == kg("sparql", "-", input=SELECT).stdout == kg("sparql", SELECT).stdout


@pytest.mark.parametrize(("query", "shown"), [("ASK {}", "yes"), ("ASK { FILTER(false) }", "no")])
def test_yes_or_no(kg, query, shown):
    assert kg("sparql", query).stdout.split() == ["answer", shown]


def test_a_graph(kg):
    query = "CONSTRUCT { ?e kg:actor ?who } WHERE { ?e a plover:CONSULT ; kg:actor ?who }"
    assert "event:0001 kg:actor person:Rufus_Firefly" in kg("sparql", query, "--format", "turtle").stdout
    assert kg("sparql", query).stdout.splitlines()[1].split()[2] == f.FIREFLY.id
    assert kg("sparql", query, "--format", "csv").exit_code == 2
