"""Actors and places over HTTP."""

from __future__ import annotations

import csv
import io
from urllib.parse import quote

import pytest

from tests import freedonia as f


def labels(answer):
    assert answer.status_code == 200, answer.text
    return [actor["label"] for actor in answer.json()["actors"]]


def test_actors_are_those_who_took_part_in_what_occurred(client):
    page = client.get("/actors").json()
    assert {actor["label"]: actor["events"] for actor in page["actors"]} == {
        "Rufus T. Firefly": 1, "Trentino": 1, "Gloria Teasdale": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=firefly", ["Rufus T. Firefly"]),
        ("q=Freedonia", ["Freedonia"]),
        ("q=Freedonia&kind=person", []),
        ("q=Duck+River", []),
        ("country=SYL", ["Trentino"]),
        ("kind=state", []),
    ],
)
def test_actors_by_name_kind_and_country(client, query, found):
    assert labels(client.get(f"/actors?{query}")) == found


def test_actors_are_paged(client):
    first = client.get("/actors?limit=2")
    rest = client.get(first.json()["next"])
    assert len({*labels(first), *labels(rest)}) == 3
    assert rest.json()["next"] is None


def test_actors_as_csv(client):
    rows = list(csv.DictReader(io.StringIO(client.get("/actors?format=csv").text)))
    assert {row["label"]: row["aliases"] for row in rows}["Rufus T. Firefly"] == "Firefly|Rufus Firefly"


@pytest.mark.parametrize("given", ["Rufus_Firefly", "person/Rufus_Firefly", f.FIREFLY.id, quote(f.FIREFLY.id, safe="")])
def test_an_actor_with_offices_and_events(client, given):
    actor = client.get(f"/actors/{given}").json()
    assert (actor["id"], actor["label"], actor["wikidata"]) == (f.FIREFLY.id, "Rufus T. Firefly", "Q1")
    (term,) = actor["terms"]
    assert (term["office"], term["body"], term["start"], term["end"]) == (
        "head_of_government", "FRE", "1933-11-17", "1935-01-01",
    )  # fmt: skip
    assert actor["events"] == 1
    assert [event["id"] for event in actor["latest"]] == [f.CALL.id]


def test_an_actor_with_whom_it_dealt_and_when(client):
    actor = client.get("/actors/Rufus_Firefly").json()
    assert (actor["terms"][0]["person_label"], actor["terms"][0]["body_label"]) == ("Rufus T. Firefly", "Freedonia")
    assert {each["label"]: each["events"] for each in actor["counterparts"]} == {"Gloria Teasdale": 1, "Trentino": 1}
    assert actor["counterparts"][0]["quads"] == {"verbal cooperation": 1}
    assert (actor["counterparts"][0]["first"], actor["counterparts"][0]["last"]) == ("1933-11-20", "1933-11-20")
    assert actor["timeline"] == [{"period": "1933-11", "events": 1, "quads": {"verbal cooperation": 1}}]
    # What did not occur makes nobody a counterpart.
    assert client.get("/actors/SYL").json()["counterparts"] == []


@pytest.mark.parametrize(
    ("begun", "first"),
    [
        ("fire", "Firefly"),
        ("TRENT", "Trentino"),
        ("soup", "Soup Accord"),
        ("accord", "Soup Accord"),
        ("duck r", "Duck River"),
        ("prime min", "prime minister"),
        ("negoti", "negotiate"),
    ],
)
def test_suggestions(client, begun, first):
    found = client.get("/suggest", params={"q": begun}).json()["suggestions"]
    assert first in [each["text"] for each in found[:3]]
    assert len(found) == len({(each["id"], each["text"]) for each in found})


def test_who_took_part_is_suggested_first(client):
    found = client.get("/suggest", params={"q": "r", "limit": 2}).json()["suggestions"]
    assert (found[0]["id"], found[0]["kind"], found[0]["events"]) == (f.FIREFLY.id, "person", 1)
    assert len(found) == 2


def test_nothing_begins_so(client):
    assert client.get("/suggest?q=qqqq").json() == {"suggestions": []}
    assert client.get("/suggest?q=+").json() == {"suggestions": []}


def test_a_page_further_on_than_anybody_counts(client, problem):
    problem(client.get(f"/actors?kind=person&offset={10**24}"), 400)


def test_a_state_has_its_office_holders(client):
    state = client.get("/actors/FRE").json()
    assert (state["kind"], [term["person"] for term in state["terms"]]) == ("state", [f.FIREFLY.id])


@pytest.mark.parametrize("given", ["Duck_River", "place/Duck_River", f.RIVER.id])
def test_a_place_with_its_events(client, given):
    place = client.get(f"/places/{given}").json()
    assert (place["label"], place["lat"], place["lon"]) == ("Duck River", 12.5, -7.25)
    assert [event["id"] for event in place["latest"]] == [f.THREAT.id]
    assert (place["parties"], place["timeline"]) == ([], [])


@pytest.mark.parametrize("address", ["/actors/Nobody", "/actors/Duck_River", "/places/Rufus_Firefly", "/places/a<b>"])
def test_who_is_not_there(client, problem, address):
    assert problem(client.get(address), 404)["remedy"]
