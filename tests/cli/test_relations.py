"""`kg relations`."""

from __future__ import annotations

import csv
import io
import json

import pytest

from kg.cli.options import _FILTERS
from kg.cli.relations import relations
from kg.queries import Filter
from tests import freedonia as f

COMMANDS = {
    "list": [], "calls": [], "matrix": [], "timeline": ["Firefly", "Trentino"], "balance": ["Firefly", "Trentino"],
    "ego": ["Firefly"], "brokers": [], "mediators": [], "communities": [], "reciprocity": [], "over-time": [],
    "changes": ["--window", "1"], "chain": ["Firefly", "Trentino"], "similar": ["Firefly"],
}  # fmt: skip


def test_every_command_is_tried():
    assert set(relations.commands) == set(COMMANDS)


def test_the_filters_are_those_of_events():
    assert {field for _, field, _, _ in _FILTERS} <= set(Filter.__dataclass_fields__)


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_every_command_writes_every_form(kg, name, form):
    done = kg("relations", name, *COMMANDS[name], "--format", form)
    assert done.exit_code == 0, done.stderr
    if form == "json":
        assert isinstance(json.loads(done.stdout), list)
    if form == "csv":
        assert len(next(csv.reader(io.StringIO(done.stdout)))) > 1
    if not done.stdout:
        assert "Nothing of the kind" in done.stderr


def test_list(kg):
    (row,) = json.loads(kg("relations", "list", "--format", "json").stdout)
    assert (row["first"], row["kind"], row["second"], row["events"], row["reports"]) == (
        "Rufus T. Firefly", "called", "Trentino", 1, 2,
    )  # fmt: skip
    (row,) = json.loads(kg("relations", "list", "--by", "state", "--format", "json").stdout)
    assert (row["first"], row["second"]) == ("Freedonia", "Sylvania")


def test_calls_show_their_sentence(kg):
    assert "Firefly called Trentino on Monday." in kg("relations", "calls").stdout


def test_the_mediator(kg):
    (row,) = json.loads(kg("relations", "mediators", "--format", "json").stdout)
    assert (row["who"], row["first"], row["second"]) == ("Gloria Teasdale", "Rufus T. Firefly", "Trentino")


def test_filters(kg):
    def found(*options):
        return json.loads(kg("relations", "list", "--format", "json", *options).stdout)

    assert found("--type", "ASSAULT") == []
    assert len(found("--type", "ASSAULT", "--status", "hypothetical")) == 1
    assert len(found("--with", "Firefly", "--with", "Trentino", "--since", "1933", "--min-confidence", "0.1")) == 1
    assert len(found("--country", "xyz,fre")) == 1
    assert found("--country", "xyz") == []
    assert found("--limit", "0") == []


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["ego", "Chicolini"], 1, "nobody in these relations"),
        (["list", "--status", "maybe"], 2, "no status"),
        (["list", "--actor", "Chicolini"], 1, "called 'Chicolini'"),
        (["chain", "Firefly"], 2, "SECOND"),
    ],
)
def test_what_cannot_be_answered(kg, arguments, code, says):
    done = kg("relations", *arguments)
    assert (done.exit_code, done.stdout) == (code, "")
    assert says in done.stderr


def test_help_keeps_its_lines(kg):
    assert "\n  kg relations chain Trump Mirzoyan\n" in kg("relations", "--help").stdout
    assert f.FIREFLY.label not in kg("relations", "--help").stdout
