"""Corrections over HTTP."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from kg.keys import Keys
from tests import freedonia as f
from tests import freedonia_store
from tests.service import running


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    path = freedonia_store.build(tmp_path_factory.mktemp("corrections") / "graph")
    _, token = Keys(path / "keys.json").add("the desk", ["write"])
    with running(path) as found:
        found.headers["Authorization"] = f"Bearer {token}"
        yield found


def test_an_article_that_does_not_count_and_counts_again(client):
    before = client.get("/events").json()["total"]
    made = client.post("/corrections", json={"change": "retract", "what": "post-3", "why": "It was satire."})
    assert made.status_code == 200, made.text
    correction = made.json()["correction"]
    assert (correction["change"], correction["why"], correction["by"]) == ("retract", "It was satire.", "the desk")
    assert client.get("/events").json()["total"] < before
    assert [each["holds"] for each in client.get("/corrections").json()["corrections"]] == [True]
    [listed] = client.get("/corrections").json()["corrections"]
    assert listed["claims"] == []  # it is about an article
    back = client.post("/corrections", json={"change": "undo", "correction": correction["id"], "why": "It was not."})
    assert back.status_code == 200
    assert client.get("/events?article=post-3").json()["total"] > 0
    listed = client.get("/corrections").json()["corrections"]
    assert [(each["change"], each["holds"]) for each in listed] == [("retract", False), ("undo", True)]


def test_a_claim_that_does_not_count_is_told_with_its_sentence(client):
    claim = client.get("/articles/post-3").json()["claims"][0]
    made = client.post(
        "/corrections", json={"change": "retract", "what": claim["id"], "why": "He was misquoted."}
    ).json()
    listed = client.get("/corrections").json()["corrections"][-1]
    [told] = listed["claims"]
    assert {name: told[name] for name in ("id", "quote", "start", "end")} == {
        name: claim[name] for name in ("id", "quote", "start", "end")
    }
    assert (told["article"], told["event"]) == ("post-3", None)
    client.post("/corrections", json={"change": "undo", "correction": made["correction"]["id"], "why": "A test."})
    [told] = client.get("/corrections").json()["corrections"][-2]["claims"]
    assert told["event"]


def test_those_made_at_once_wait_for_one_another(client):
    asked = [{"change": "retract", "what": f"post-{i}", "why": "A test."} for i in (1, 2, 3)] * 2
    with ThreadPoolExecutor(len(asked)) as pool:
        answers = list(pool.map(lambda body: client.post("/corrections", json=body), asked))
    assert not [a.text for a in answers if a.status_code >= 500]
    for answer in answers:
        if answer.status_code == 200:
            undo = {"change": "undo", "correction": answer.json()["correction"]["id"], "why": "It is over."}
            client.post("/corrections", json=undo)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"change": "retract", "what": "none", "why": "x"}, 404),
        ({"change": "merge", "events": ["none", "neither"], "why": "x"}, 404),
        ({"change": "split", "event": "none", "claims": ["x"], "why": "x"}, 404),
        ({"change": "undo", "correction": "none", "why": "x"}, 404),
        ({"change": "retract", "what": "post-3"}, 400),
        ({"change": "retract", "what": "post-3", "why": ""}, 400),
        ({"change": "merge", "events": [f.CALL.id], "why": "x"}, 400),
        ({"change": "forget", "what": "post-3", "why": "x"}, 400),
        ([], 400),
    ],
)
def test_what_cannot_be_put_right(client, problem, body, status):
    problem(client.post("/corrections", json=body), status)


def test_only_with_a_key(client, problem):
    body = {"change": "retract", "what": "post-3", "why": "x"}
    problem(client.post("/corrections", json=body, headers={"Authorization": ""}), 401)
