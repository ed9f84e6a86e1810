"""Events over HTTP."""

from __future__ import annotations

import csv
import io
import json
from urllib.parse import quote

import pytest

from kg.consolidation import consolidate
from kg.export import FORMATS
from kg.model import Article, Quantity, TimeSpan
from kg.store import Store, snapshots
from tests import freedonia as f
from tests import freedonia_store
from tests.identity.test_grouping import attack


def ids(answer):
    assert answer.status_code == 200, answer.text
    return [event["id"] for event in answer.json()["events"]]


def test_an_event_is_the_event_line(client):
    page = client.get("/events").json()
    assert page["events"] == [f.CALL.as_record(), f.THREAT.as_record(), f.DENIAL.as_record()]
    assert (page["total"], page["offset"], page["next"]) == (3, 0, None)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("actor=Firefly", [f.CALL]),
        ("recipient=trentino", [f.CALL]),
        ("either=Trentino&either=Firefly", [f.CALL]),
        ("country=fre", [f.CALL, f.THREAT]),
        ("type=ASSAULT", [f.THREAT, f.DENIAL]),
        ("mode=phone", [f.CALL]),
        ("topic=Duck+Soup+Accord", [f.CALL]),
        ("place=Duck+River", [f.THREAT]),
        ("from=1934", [f.THREAT]),
        ("to=1933-11-20", [f.CALL]),
        ("status=negated", [f.DENIAL]),
        ("min_reports=2", [f.CALL]),
        ("min_confidence=0.5", [f.CALL, f.DENIAL]),
        ("article=gazette%2F2+%C3%A9", [f.CALL]),
        ("article=" + quote("https://w3id.org/aide-memoire/article/gazette%2F2%20%C3%A9"), [f.CALL]),
        ("text=MAY+INVADE", [f.THREAT]),
        ("actor=&type=&limit=&either=", [f.CALL, f.THREAT, f.DENIAL]),
        ("type=ASSAULT&status=negated", [f.DENIAL]),
        ("within=Duck+River", [f.THREAT]),
        ("near=12.5,-7.3&radius=10", [f.THREAT]),
        ("near=Marble+Hall", [f.DENIAL]),
        ("sort=-time", [f.THREAT, f.CALL, f.DENIAL]),
        ("sort=-confidence&limit=1", [f.CALL]),
        ("sort=confidence&limit=1", [f.THREAT]),
    ],
)
def test_filters(client, query, found):
    assert ids(client.get(f"/events?{query}")) == [event.id for event in found]


def test_pages_follow_each_other(client):
    seen, address = [], "/events?limit=1&from=1900"
    while address:
        answer = client.get(address)
        seen += ids(answer)
        assert answer.json()["total"] == 2
        address = answer.json()["next"]
    assert seen == [f.CALL.id, f.THREAT.id]


def test_a_cursor_holds_while_the_graph_grows(serve, tmp_path):
    path = freedonia_store.build(tmp_path / "graph")
    with serve(path) as client, Store.open(path) as store:
        first = client.get("/events?limit=1&sort=-time").json()
        assert [event["id"] for event in first["events"]] == [f.THREAT.id]
        newer = f.event(9, f.CALL_CLAIM, time=TimeSpan.on("1935-05-05"), id=f.CALL.id[:-4] + "0009")
        store.put_events([*f.EVENTS, newer])
        snapshots.publish(store)
        assert client.get("/events?sort=-time").json()["events"][0]["id"] == newer.id
        assert ids(client.get(first["next"])) == [f.CALL.id]


def test_counts(client):
    asked = "/events?facets=type&facets=country&facets=year&facets=either&limit=1&either=Trentino&either=Firefly"
    found = client.get(asked).json()["facets"]
    assert list(found) == ["type", "country", "year", "either"]
    assert found["type"] == [{"value": "CONSULT", "label": "CONSULT", "events": 1}]
    assert {each["value"]: each["events"] for each in found["country"]} == {"FRE": 1, "SYL": 1}
    assert {each["label"] for each in found["either"]} == {"Rufus T. Firefly", "Trentino", "Gloria Teasdale"}
    assert client.get("/events").json()["facets"] == {}


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("text/csv", "text/csv"),
        ("application/x-ndjson", "application/x-ndjson"),
        ("application/geo+json, */*;q=0.1", "application/geo+json"),
        ("text/html,*/*;q=0.8", "application/json"),
    ],
)
def test_the_form_that_is_accepted(client, accept, kind):
    answer = client.get("/events", headers={"Accept": accept})
    assert answer.headers["content-type"].split(";")[0] == kind
    assert client.get("/events?format=json", headers={"Accept": accept}).json()["total"] == 3


def test_no_form_that_is_accepted(client, problem):
    assert problem(client.get("/events", headers={"Accept": "image/png"}), 406)["where"] == "Accept"


def test_a_page_past_the_end_is_empty(client):
    page = client.get("/events?offset=99").json()
    assert (page["events"], page["next"], page["total"]) == ([], None, 3)


@pytest.mark.parametrize("given", [f.CALL.id, quote(f.CALL.id, safe=""), "0001"])
def test_one_event(client, given):
    found = client.get(f"/events/{given}").json()
    line = f.CALL.as_record()
    assert {name: found[name] for name in line} == line


def test_an_event_has_every_claim_with_what_it_alone_says(client):
    first, second = client.get("/events/0001").json()["claims"]
    assert (first["id"], first["article"], first["title"]) == (f.CALL_CLAIM.id, "herald-1", "Leaders speak")
    assert [party["label"] for party in first["actors"]] == ["Rufus T. Firefly"]
    assert first["said_by"] is None
    assert (first["time_start"], first["time_end"]) == ("1933-11-20", "1933-11-20")
    assert [party["label"] for party in second["mediators"]] == ["Gloria Teasdale"]
    assert second["said_by"] == {"id": f.TEASDALE.id, "label": "Gloria Teasdale"}
    assert second["attributed_to"] == "Palace of Freedonia"


def test_an_event_says_where_its_claims_disagree(client):
    # One report names who called, the other both: nothing contradicts.
    assert client.get("/events/0001").json()["disagreements"] == []


def test_files(client):
    answer = client.get("/events?format=csv&type=CONSULT")
    assert answer.headers["content-type"].startswith("text/csv")
    assert "events.csv" in answer.headers["content-disposition"]
    (row,) = csv.DictReader(io.StringIO(answer.text))
    assert (row["id"], row["actors"], row["topics"]) == (f.CALL.id, "Rufus T. Firefly", "Soup Accord")
    lines = client.get("/events?format=jsonl&limit=2").text.splitlines()
    assert [json.loads(line)["id"] for line in lines] == [f.CALL.id, f.THREAT.id]


def test_every_format_of_events_is_offered(client):
    parameters = client.get("/openapi.json").json()["paths"]["/events"]["get"]["parameters"]
    (offered,) = (p["schema"]["enum"] for p in parameters if p["name"] == "format")
    assert offered == ["json", *(name for name, known in FORMATS.items() if known.group == "events"), "geojson"]


@pytest.mark.parametrize(
    ("query", "status", "says"),
    [
        ("actr=Firefly", 400, "did you mean actor?"),
        ("zzzz=1", 400, "one of limit,"),
        ("limit=many", 400, "'many'"),
        ("limit=0", 400, "'0'"),
        ("limit=1000000", 400, "1000"),
        ("min_confidence=2", 400, "'2'"),
        ("format=xls", 400, "'xls'"),
        ("type=KISS", 400, "KISS"),
        ("from=yesterday", 400, "yesterday"),
        ("status=perhaps", 400, "occurred"),
        ("actor=Fierfly", 404, "Firefly"),
        ("actor=" + "x" * 600, 400, "500"),
        ("sort=colour", 400, "-reports"),
        ("facets=colour", 400, "sector"),
        ("cursor=xyz", 400, "no cursor"),
        ("cursor=WyIrIl0", 400, "no cursor"),
        ("cursor=abc&offset=2", 400, "both"),
        (f"offset={10**24}", 400, "1000000000"),
        ("radius=5", 400, "near"),
        ("near=95,0", 400, "not on Earth"),
        ("near=Freedonia", 400, "no coordinates"),
        ("near=Nowhere", 404, "Nowhere"),
    ],
)
def test_what_makes_no_sense_is_said(client, problem, query, status, says):
    error = problem(client.get(f"/events?{query}"), status)
    assert says in f"{error['what']} {error['remedy']}"


@pytest.mark.parametrize("given", ["9999", "https://w3id.org/aide-memoire/event/9999", "a b<c>"])
def test_no_such_event(client, problem, given):
    assert given in problem(client.get(f"/events/{quote(given, safe='')}"), 404)["what"]


def test_an_event_tells_its_numbers_and_who_counts_otherwise(tmp_path, serve):
    said = {"a": "Sylvania's guns killed 20 men.", "b": "Sylvania's guns killed nine men."}
    with Store.open(tmp_path / "graph", create=True) as store:
        store.put_world(f.WORLD, f.TERMS)
        for (name, text), number in zip(said.items(), (20, 9), strict=True):
            count = Quantity(counted="killed", low=number, high=number, start=23, end=23 + len(text[23:-5]))
            claim = attack(name, quote=text, end=len(text), quantities=(count,))
            store.put_article(Article(id=name, text=text, published=claim.published), [claim], "one")
        consolidate(store)
        snapshots.publish(store)
    with serve(tmp_path / "graph") as client:
        [listed] = client.get("/events").json()["events"]
        found = client.get(f"/events/{listed['id'].rsplit('/', 1)[-1]}").json()
    assert [(t["counted"], t["low"], t["high"], t["articles"]) for t in found["quantities"]] == [
        ("killed", 9, 9, ["b"])
    ]
    [differs] = found["disagreements"]
    assert (differs["field"], [v["value"] for v in differs["versions"]]) == ("number", ["killed: 9", "killed: 20"])
    for source in found["claims"]:
        [number] = source["says"]["quantities"]
        assert said[source["article"]][number["start"] : number["end"]] in ("20", "nine")
