"""Relations, and the files of networks and maps."""

from __future__ import annotations

import csv
import io

import pytest

from kg.export.gexf_lint import lint
from tests import freedonia as f


def test_relations_name_both_ends(client):
    page = client.get("/relations").json()
    (relation,) = page["relations"]
    assert page["total"] == 1
    assert (relation["source"]["id"], relation["kind"], relation["target"]["id"]) == (
        f.FIREFLY.id, "called", f.TRENTINO.id,
    )  # fmt: skip
    assert (relation["events"], relation["reports"], relation["directed"]) == (1, 2, True)
    assert relation["articles"] == ["gazette/2 é", "herald-1"]


def test_states_in_place_of_those_who_act_for_them(client):
    (relation,) = client.get("/relations?fold_states=true").json()["relations"]
    assert (relation["source"]["id"], relation["target"]["id"]) == (f.FREEDONIA.id, f.SYLVANIA.id)


@pytest.mark.parametrize("query", ["type=ASSAULT", "min_events=2", "to=1932"])
def test_relations_are_filtered(client, query):
    assert client.get(f"/relations?{query}").json()["relations"] == []


def test_relations_as_csv(client):
    (row,) = csv.DictReader(io.StringIO(client.get("/relations?format=csv").text))
    assert (row["source"], row["kind"], row["target"]) == ("Rufus T. Firefly", "called", "Trentino")


@pytest.mark.parametrize("query", ["", "?as=relations", "?as=events", "?as=events&type=CONSULT"])
def test_gephi_reads_the_file(client, query):
    answer = client.get(f"/graph.gexf{query}")
    assert answer.headers["content-type"] == "application/gexf+xml"
    assert ".gexf" in answer.headers["content-disposition"]
    assert lint(answer.content) == []
    assert b"Rufus T. Firefly" in answer.content


def test_the_two_networks_differ(client):
    nodes = [client.get(f"/graph.gexf?as={view}").text.count("<node ") for view in ("relations", "events")]
    assert nodes[0] == 3
    assert nodes[1] > nodes[0]


def test_the_same_network_twice(client):
    assert client.get("/graph.gexf").content == client.get("/graph.gexf").content


def test_other_files(client):
    assert client.get("/graph.graphml").text.startswith("<?xml")
    features = client.get("/graph.geojson?status=hypothetical").json()["features"]
    assert [feature["id"] for feature in features] == [f.THREAT.id]


def test_a_calendar_of_meetings_and_calls(client):
    answer = client.get("/graph.ics?either=Firefly")
    assert answer.headers["content-type"].startswith("text/calendar")
    assert "DTSTART;VALUE=DATE:19331120" in answer.text.splitlines()
    assert "BEGIN:VEVENT" not in client.get("/graph.ics?type=THREATEN").text


def test_wrong_choices(client, problem):
    assert "as" in problem(client.get("/graph.gexf?as=pie"), 400)["where"]
    problem(client.get("/graph.pdf"), 404)
