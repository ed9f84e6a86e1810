"""What the explorer needs of the service beyond what others do."""

from __future__ import annotations

import pytest

from tests import freedonia as f


def test_the_network_of_actors_and_of_countries(client):
    found = client.get("/network").json()
    assert found["total"] == 1
    assert {node["id"]: node["events"] for node in found["nodes"]} == {f.FIREFLY.id: 1, f.TRENTINO.id: 1}
    [dealing] = found["dealings"]
    assert (dealing["source"], dealing["target"], dealing["kind"]) == (f.FIREFLY.id, f.TRENTINO.id, "called")
    assert (dealing["quad"], dealing["directed"], dealing["events"]) == ("verbal cooperation", True, 1)
    countries = client.get("/network", params={"by": "country"}).json()
    assert [node["country"] for node in countries["nodes"]] == ["FRE", "SYL"]
    assert client.get("/network", params={"type": "ASSAULT"}).json() == {"total": 0, "nodes": [], "dealings": []}


def test_places_with_counts(client):
    found = client.get("/places").json()
    assert found["total"] == 3
    assert found["placed"] == sum(place["events"] for place in found["places"])
    river = next(place for place in found["places"] if place["id"] == f.RIVER.id)
    assert (river["lat"], river["lon"]) == (f.RIVER.lat, f.RIVER.lon)
    assert client.get("/places", params={"limit": 1}).json()["places"] == found["places"][:1]


def test_when_events_are(client):
    every = client.get("/events", params={"facets": ["year", "month", "day"]}).json()
    for unit in ("year", "month", "day"):
        found = client.get("/times", params={"by": unit}).json()
        counted = {facet["value"]: facet["events"] for facet in every["facets"][unit]}
        assert {period["period"]: period["events"] for period in found["periods"]} == counted
        assert all(sum(period["quads"].values()) == period["events"] for period in found["periods"])
        assert found["total"] == every["total"] == sum(counted.values()) + found["outside"]
    assert client.get("/times", params={"by": "day"}).json()["outside"] > 0  # not all are known to the day


def test_the_unit_suits_the_time(client):
    assert client.get("/times", params={"id": f.CALL.id}).json()["by"] == "day"
    month = client.get("/times", params={"from": f.CALL.time.start[:7], "to": f.CALL.time.start[:7]}).json()
    assert month["by"] == "day"
    assert all(period["period"].startswith(f.CALL.time.start[:7]) for period in month["periods"])
    assert client.get("/times", params={"text": "said by nobody"}).json() == {
        "by": "day", "total": 0, "outside": 0, "periods": [],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"id": f.CALL.id.rpartition("/")[2]}, [f.CALL.id]),
        ({"id": [f.CALL.id, f.THREAT.id]}, [f.CALL.id, f.THREAT.id]),
        ({"id": ["none", f.CALL.id], "quad": "material conflict"}, []),
        ({"quad": "verbal cooperation"}, [f.CALL.id]),
        ({"country": ["FRE", "SYL"]}, [f.CALL.id, f.THREAT.id]),
        ({"country": "FRE,SYL"}, [f.CALL.id, f.THREAT.id, f.DENIAL.id]),
    ],
)
def test_filters_by_id_kind_and_several_countries(client, asked, found):
    assert [event["id"] for event in client.get("/events", params=asked).json()["events"]] == found


def test_an_unknown_kind_is_refused(client, problem):
    assert "verbal conflict" in problem(client.get("/events?quad=friendship"), 400)["remedy"]


def test_an_article_is_read_and_not_kept(client):
    text = "The president of France called the German chancellor on Monday."
    found = client.post("/read", json={"text": text, "published": "2024-07-11"}).json()
    [claim] = found["claims"]
    assert (claim["type"], claim["mode"], claim["event"]) == ("CONSULT", "phone", None)
    assert text[claim["start"] : claim["end"]] == claim["quote"] == text
    assert claim["rule"]
    assert {span["kind"] for span in found["spans"]} >= {"claim"}
    assert found["id"] not in {article["id"] for article in client.get("/articles").json()["articles"]}


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ({}, "no text"),
        ([{"text": "One."}, {"text": "Two."}], "more than one article"),
        ({"text": "word " * 20_000}, "50,000"),
    ],
)
def test_what_cannot_be_read_is_refused(client, problem, body, what):
    assert what in problem(client.post("/read", json=body), 422)["what"]
