"""`kg world add`, `import`, `list` and `remove`."""

from __future__ import annotations

import inspect
import json
import re
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.pipeline import tables_version
from kg.world.wikidata import NEEDED

PEOPLE = "id,label,names,country\nAda_Vox,Ada Vox,A. Vox,FRA\n"
TERMS = "person,office,body,start,end\nAda_Vox,foreign_minister,FRA,1901-02,1901-07\n"
RESULT = (
    "person,personLabel,office,country,start,end\r\n"
    "http://www.wikidata.org/entity/Q999999901,Ada Vox,"
    "foreign_minister,FRA,1901-02-03T00:00:00Z,1901-07-01T00:00:00Z\r\n"
    "http://www.wikidata.org/entity/Q999999902,Q999999902,foreign_minister,FRA,1901-02-03T00:00:00Z,\r\n"
)
WRONG = RESULT + "http://www.wikidata.org/entity/Q999999903,Bea Vox,juggler,FRA,1901-02-03T00:00:00Z,\r\n"


@pytest.fixture
def files(tmp_path, monkeypatch):
    """A folder of users' files; layers are kept beside it."""
    monkeypatch.setenv("KG_WORLD", str(tmp_path / "layers"))
    for name, text in {
        "people-my.csv": PEOPLE,
        "terms-my.csv": TERMS,
        "result.csv": RESULT,
        "wrong.csv": WRONG,
    }.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def layers(kg):
    return {layer["name"]: layer["rows"] for layer in json.loads(kg("world", "list", "--json").stdout)}


def fresh(*arguments):
    """In a process of its own, for the world is read once a process."""
    command = [sys.executable, "-m", "kg.cli", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_what_is_added_is_found_until_it_is_removed(kg, files):
    done = kg("world", "add", files / "people-my.csv", files / "terms-my.csv", "--name", "my")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith("Added my: 1 people, 1 terms.")
    assert layers(kg) == {"my": {"people": 1, "terms": 1}}
    assert "my     1 people, 1 terms" in kg("world", "list").stdout
    who = fresh("world", "who", "foreign_minister", "FRA", "--on", "1901-03-03", "--json")
    assert [person["name"] for person in json.loads(who.stdout)["people"]] == ["Ada Vox"]
    assert kg("world", "check").stdout == "The tables are all right.\n"
    assert kg("world", "remove", "my").exit_code == 0
    assert layers(kg) == {}
    assert "There are no layers" in kg("world", "list").stdout


def test_a_layer_makes_articles_be_read_anew(kg, files):
    version = tables_version.__wrapped__  # what is kept for the process is left as it is
    before = version()
    kg("world", "add", files / "people-my.csv")
    during = version()
    kg("world", "remove", "people-my")
    assert before == version() != during


def test_nothing_is_added_where_anything_is_wrong(kg, files):
    with (files / "terms-my.csv").open("a", encoding="utf-8") as rows:
        rows.write("Nobody_Else,foreign_minister,FRA,1902,\n")
    done = kg("world", "add", files / "people-my.csv", files / "terms-my.csv", "--name", "my")
    assert done.exit_code == 1
    assert "terms-my.csv:3" in done.stdout
    assert "unknown person 'Nobody_Else'" in done.stdout
    assert layers(kg) == {}


def test_turtle_is_added(kg, files):
    (files / "my.ttl").write_text('person:Ada_Vox rdfs:label "Ada Vox" ; kg:kind "person" .\n', "utf-8")
    assert kg("world", "add", files / "my.ttl").stdout.startswith("Added my: 1 people.")


def test_a_layer_is_replaced_only_on_demand(kg, files):
    assert kg("world", "add", files / "people-my.csv").exit_code == 0
    done = kg("world", "add", files / "people-my.csv")
    assert done.exit_code == 2
    assert "--replace" in done.stderr
    assert kg("world", "add", files / "people-my.csv", "--replace").exit_code == 0


def test_a_result_of_wikidata_is_imported(kg, files):
    done = kg("world", "import", files / "result.csv")
    assert done.exit_code == 0
    assert done.stdout.startswith("Added result: 1 people, 1 terms; 0 known already, 1 left out.")
    assert "no English name" in done.stderr
    # With itself in place there is nothing new in it.
    again = kg("world", "import", files / "result.csv", "--name", "again")
    assert again.stdout == "Nothing new: 1 known already, 1 left out.\n"
    assert layers(kg) == {"result": {"people": 1, "terms": 1}}


def test_wrong_results_are_left_out_only_on_demand(kg, files):
    done = kg("world", "import", files / "wrong.csv")
    assert done.exit_code == 1
    assert "wrong.csv:4" in done.stdout
    assert "--leave-out" in done.stderr
    assert layers(kg) == {}
    done = kg("world", "import", files / "wrong.csv", "--leave-out")
    assert done.stdout.startswith("Added wrong: 1 people, 1 terms; 0 known already, 2 left out.")


def test_a_layer_that_has_become_wrong_can_be_removed(kg, files):
    kg("world", "add", files / "people-my.csv")
    (files / "layers" / "people-my" / "people.csv").write_text("id\nA\n", "utf-8")
    done = fresh("world", "find", "Paris")
    assert done.returncode == 1
    assert "people-my/people.csv:1" in done.stderr
    assert layers(kg) == {"people-my": {"people": 1}}
    assert kg("world", "remove", "people-my").exit_code == 0


def test_what_is_not_there(kg, files):
    done = kg("world", "remove", "none")
    assert done.exit_code == 1
    assert "no layer is called 'none'" in done.stderr


def test_the_examples_of_the_page(kg, files):
    page = (Path(__file__).parents[2] / "docs" / "world.md").read_text("utf-8")
    (turtle,) = re.findall(r"```turtle\n(.*?)```", page, re.DOTALL)
    (table,) = re.findall(r"```csv\n(.*?)```", page, re.DOTALL)
    (query,) = re.findall(r"```sparql\n(.*?)```", page, re.DOTALL)
    (files / "page.ttl").write_text(turtle, "utf-8")
    assert kg("world", "add", files / "page.ttl").stdout.startswith("Added page: 1 people, 1 terms, 1 organisations.")
    (files / "terms-page.csv").write_text(inspect.cleandoc(table), "utf-8")
    done = kg("world", "add", files / "terms-page.csv")
    assert done.stdout.startswith("Added terms-page: 2 terms."), done.stdout
    known = "".join(
        f"PREFIX {name}: <http://{iri}>\n"
        for name, iri in {
            "wd": "www.wikidata.org/entity/", "wdt": "www.wikidata.org/prop/direct/", "p": "www.wikidata.org/prop/",
            "ps": "www.wikidata.org/prop/statement/", "pqv": "www.wikidata.org/prop/qualifier/value/",
            "wikibase": "wikiba.se/ontology#", "bd": "www.bigdata.com/rdf#", "xsd": "www.w3.org/2001/XMLSchema#",
        }.items()
    )  # fmt: skip
    # The label service is the query service's own; without it the query must be in order.
    answers = ox.Store().query(known + re.sub(r"SERVICE .*\n", "", query))
    asked = {variable.value for variable in answers.variables}
    assert asked == {*NEEDED, "personAltLabel", "gender", "end", "startPrecision", "endPrecision"}
