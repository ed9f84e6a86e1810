"""`kg export`."""

from __future__ import annotations

import json

import pyoxigraph as ox
import pytest

from kg.cli.export import EVENTS, NETWORKS, RDF, VIEWS
from kg.export import FORMATS
from kg.export.gexf_lint import lint
from kg.export.network import VIEWS as ALL_VIEWS
from kg.sparql import GRAPHS
from kg.store import Store, snapshots
from tests import freedonia as f


def test_every_format_is_offered():
    assert tuple(name for name, known in FORMATS.items() if known.group == "events") == EVENTS
    assert tuple(name for name, known in FORMATS.items() if known.group == "graph") == NETWORKS
    assert set(RDF) == set(GRAPHS)
    assert VIEWS == ALL_VIEWS


def test_event_lines(kg):
    done = kg("export", "events", "--format", "jsonl")
    assert done.stderr == ""
    assert [json.loads(line) for line in done.stdout.splitlines()] == [event.as_record() for event in f.EVENTS]
    assert kg("export", "events").stdout == done.stdout


@pytest.mark.parametrize("view", VIEWS)
def test_gexf(kg, tmp_path, view):
    out = tmp_path / "graph.gexf"
    done = kg("export", "gexf", "--as", view, "--out", out)
    assert (done.exit_code, done.stdout) == (0, "")
    assert lint(out.read_bytes()) == []
    assert kg("export", "gexf", "--as", view).stdout_bytes == out.read_bytes()


@pytest.mark.parametrize("name", [*EVENTS, *NETWORKS, *RDF])
def test_every_format_can_be_written(kg, tmp_path, name):
    out = tmp_path / "file"
    arguments = ["events", "--format", name] if name in EVENTS else [name]
    assert kg("export", *arguments, "--out", out).exit_code == 0
    assert out.stat().st_size > 100
    assert list(tmp_path.iterdir()) == [out]


def test_nquads_are_the_whole_store(kg, store):
    done = kg("export", "nquads")
    with Store.open(snapshots.newest(store), read_only=True) as opened:
        assert set(ox.parse(done.stdout_bytes, format=ox.RdfFormat.N_QUADS)) == set(opened.engine)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["gexf", "--format", "csv"], "--format"),
        (["geojson", "--as", "events"], "--as"),
        (["turtle", "--as", "events"], "--as"),
        (["events", "--as", "events"], "--as"),
        (["events", "--out", "no/such/folder/x"], "cannot be written"),
    ],
)
def test_choices_that_there_are_not(kg, arguments, says):
    done = kg("export", *arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert says in done.stderr
