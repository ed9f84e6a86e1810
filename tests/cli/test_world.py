"""`kg world`: the tables that ship with the package."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg.resources import folder as shipped

CHECK = Path(__file__).resolve().parents[2].parent / "shared" / "reference" / "check_offices.py"
TABLES = shipped("seeds") / "world"

QUESTIONS = [
    {"office": "head_of_state", "country": "TUR", "on": "2009-05-01"},
    {"office": "head_of_government", "country": "GBR", "on": "2021-03-01"},
    {"office": "head_of_state", "country": "NONE", "on": "2021-03-01"},
]


def test_a_batch_is_answered_line_by_line(kg, tmp_path):
    file = tmp_path / "questions.jsonl"
    file.write_text("".join(json.dumps(question) + "\n" for question in QUESTIONS), "utf-8")
    done = kg("world", "who", "--batch", file)
    assert (done.exit_code, done.stderr) == (0, "")
    answers = [json.loads(line)["people"] for line in done.stdout.splitlines()]
    assert [[person["name"] for person in people] for people in answers] == [["Abdullah Gül"], ["Boris Johnson"], []]
    assert {"name", "wikidata"} == set(answers[0][0])


@pytest.mark.parametrize(
    "line", ["who?", "[]", "{}", '{"office": "head_of_state", "country": "TUR", "on": "May"}', "1"]
)
def test_a_line_that_is_no_question(kg, line):
    done = kg("world", "who", "--batch", "-", input=json.dumps(QUESTIONS[0]) + f"\n{line}\n")
    assert done.exit_code == 2
    assert "line 2" in done.stderr


@pytest.mark.parametrize(
    ("office", "country"),
    [("head_of_state", "TUR"), ("head_of_state", "tur"), ("head_of_state", "Turkey"), ("president", "Türkiye")],
)
def test_one_question(kg, office, country):
    done = kg("world", "who", office, country, "--on", "2009-05-01")
    assert done.stdout.splitlines()[1].startswith("Abdullah Gül")
    as_json = kg("world", "who", office, country, "--on", "2009-05-01", "--json")
    assert [p["name"] for p in json.loads(as_json.stdout)["people"]] == ["Abdullah Gül"]


def test_a_state_that_is_none(kg):
    done = kg("world", "who", "head_of_state", "Freedonia")
    assert done.exit_code == 1
    assert "Freedonia" in done.stderr


def test_find(kg):
    (found,) = (e for e in json.loads(kg("world", "find", "Türkiye", "--json").stdout) if e["kind"] == "state")
    assert (found["label"], found["country"], found["as"]) == ("Turkey", "TUR", "name")
    assert "Turkey" in kg("world", "find", "Turkish").stdout
    assert kg("world", "find", "Zzyzx Qwertz").exit_code == 1


def test_find_says_who_is_likeliest_on_a_day_and_why(kg):
    found = json.loads(kg("world", "find", "Bush", "--on", "2003-03-20", "--json").stdout)
    assert found[0]["label"] == "George W. Bush"
    assert [entry["score"] for entry in found] == sorted((entry["score"] for entry in found), reverse=True)
    assert "head of state of United States" in " ".join(found[0]["reasons"])
    (lavrov,) = json.loads(
        kg(
            "world",
            "find",
            "his Russian counterpart",
            "--on",
            "2024-03-01",
            "--context",
            "Hakan Fidan called",
            "--json",
        ).stdout
    )
    assert (lavrov["label"], lavrov["as"]) == ("Sergey Lavrov", "counterpart")
    assert "Ministry of Foreign Affairs of Armenia" in kg("world", "find", "Armenian Foreign Ministry").stdout


def test_the_tables_in_use_are_all_right(kg):
    done = kg("world", "check")
    assert (done.exit_code, done.stdout) == (0, "The tables are all right.\n")


def test_a_wrong_row_is_shown_with_its_place_and_a_remedy(kg, tmp_path):
    folder = tmp_path / "world"
    shutil.copytree(TABLES, folder)
    with (folder / "terms-1.csv").open("a", encoding="utf-8") as rows:
        rows.write("Rufus_Firefly,head_of_state,TUR,,1933,1934,,public-record\n")
    done = kg("world", "check", folder)
    assert done.exit_code == 1
    assert "Rufus_Firefly" in done.stdout
    (found,) = json.loads(kg("world", "check", folder, "--json").stdout)
    assert (found["file"], found["value"]) == ("terms-1.csv", "Rufus_Firefly")
    assert found["remedy"]


@pytest.mark.skipif(not CHECK.is_file(), reason="the reference of offices is not here")
def test_the_reference_can_ask():
    command = [sys.executable, str(CHECK), "--kg", f"{sys.executable} -m kg.cli", "--n", "60"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "all: right" in done.stdout
