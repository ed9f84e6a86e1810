"""`kg export`."""

from __future__ import annotations

import json

import pyoxigraph as ox
import pytest

from kg.cli.export import COLOURS, EVENTS, NETWORKS, RDF, VIEWS
from kg.export import FORMATS
from kg.export.gexf_lint import lint
from kg.export.network import COLOURS as ALL_COLOURS
from kg.export.network import VIEWS as ALL_VIEWS
from kg.sparql import GRAPHS
from kg.store import Store, snapshots
from tests import freedonia as f


def test_every_format_is_offered():
    assert tuple(name for name, known in FORMATS.items() if known.group == "events") == EVENTS
    assert tuple(name for name, known in FORMATS.items() if known.group == "graph") == NETWORKS
    assert set(RDF) == set(GRAPHS)
    assert VIEWS == ALL_VIEWS
    assert COLOURS == ALL_COLOURS


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
    assert done.stderr.endswith("graph.gexf. Gephi reads it without loss.\n")
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


def test_only_the_events_that_are_asked_for(kg):
    lines = kg("export", "events", "--type", "CONSULT", "--with", "Firefly").stdout.splitlines()
    assert [json.loads(line)["id"] for line in lines] == [f.CALL.id]
    assert "DTSTART;VALUE=DATE:19331120" in kg("export", "ical", "--with", "Firefly", "--with", "Trentino").stdout
    assert "BEGIN:VEVENT" not in kg("export", "ical", "--type", "ASSAULT").stdout


@pytest.mark.parametrize("name", ["turtle", "nquads", "trig", "jsonld"])
def test_the_graph_without_its_evidence(kg, name):
    whole = set(ox.parse(kg("export", name).stdout_bytes, format=GRAPHS[name]))
    bare = set(ox.parse(kg("export", name, "--no-evidence").stdout_bytes, format=GRAPHS[name]))
    assert bare < whole
    gone = {quad.predicate.value.rsplit("#", 1)[-1] for quad in whole - bare}
    assert {"hasClaim", "quote", "text", "wasQuotedFrom"} <= gone
    told = {quad.predicate.value.rsplit("#", 1)[-1] for quad in bare}
    assert {"actor", "recipient", "start", "reports", "intensity"} <= told
    assert not told & {"hasClaim", "quote", "text"}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["gexf", "--format", "csv"], "--format"),
        (["geojson", "--as", "events"], "--as"),
        (["turtle", "--as", "events"], "--as"),
        (["events", "--as", "events"], "--as"),
        (["ical", "--as", "events"], "--as"),
        (["graphml", "--colour", "community"], "community"),
        (["gexf", "--as", "events", "--colour", "community"], "no communities"),
        (["events", "--no-evidence"], "--no-evidence"),
        (["turtle", "--type", "CONSULT"], "whole graph"),
        (["gexf", "--actor", "Firefly", "--type", "MEET"], "no event type"),
        (["events", "--out", "no/such/folder/x"], "cannot be written"),
    ],
)
def test_choices_that_there_are_not(kg, arguments, says):
    done = kg("export", *arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert says in done.stderr
