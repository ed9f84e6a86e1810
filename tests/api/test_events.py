"""Events over HTTP."""

from __future__ import annotations

import csv
import io
import json
from urllib.parse import quote

import pytest

from kg.export import FORMATS
from tests import freedonia as f


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


def test_a_page_past_the_end_is_empty(client):
    page = client.get("/events?offset=99").json()
    assert (page["events"], page["next"], page["total"]) == ([], None, 3)


@pytest.mark.parametrize("given", [f.CALL.id, quote(f.CALL.id, safe=""), "0001"])
def test_one_event(client, given):
    assert client.get(f"/events/{given}").json() == f.CALL.as_record()


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
    assert offered == ["json", *(name for name, known in FORMATS.items() if known.group == "events")]


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
    ],
)
def test_what_makes_no_sense_is_said(client, problem, query, status, says):
    error = problem(client.get(f"/events?{query}"), status)
    assert says in f"{error['what']} {error['remedy']}"


@pytest.mark.parametrize("given", ["9999", "https://w3id.org/aide-memoire/event/9999", "a b<c>"])
def test_no_such_event(client, problem, given):
    assert given in problem(client.get(f"/events/{quote(given, safe='')}"), 404)["what"]
