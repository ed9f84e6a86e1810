"""Articles sent and taken out over HTTP, as jobs whose progress can be followed."""

from __future__ import annotations

import json
import time

import pytest

from api.jobs import FOLDER, Jobs
from kg.keys import Keys
from kg.model import Article
from kg.store import Store
from tests import freedonia_store
from tests.service import running

CALL = {"id": "call", "text": "Vladimir Putin called Emmanuel Macron on Monday.", "published": "2021-01-16"}
VISIT = {"id": "visit", "text": "Angela Merkel visited Paris on Friday.", "published": "2021-01-16"}


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return tmp_path_factory.mktemp("writing") / "graph"


@pytest.fixture(scope="module")
def client(path):
    """A service over a store that is not there yet, for whoever has the key."""
    freedonia_store.build(path)
    _, token = Keys(path / "keys.json").add("desk", ["write"])
    with running(path) as found:
        found.headers["Authorization"] = f"Bearer {token}"
        yield found


def ended(client, answer):
    """The job at its end, followed by server-sent events."""
    assert answer.status_code == 202, answer.text
    assert answer.headers["location"] == answer.json()["href"]
    with client.stream("GET", f"{answer.json()['href']}/progress") as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        seen = [json.loads(line[6:]) for line in stream.iter_lines() if line.startswith("data: ")]
    job = client.get(answer.json()["href"]).json()
    assert seen[-1] == job
    order = ["queued", "running", "done"] if job["state"] == "done" else ["queued", "running", "failed"]
    assert [s["state"] for s in seen] == sorted((s["state"] for s in seen), key=order.index)
    return job


def test_articles_are_read_once_and_taken_out(client):
    before = client.get("/health").json()["counts"]["articles"]
    job = ended(client, client.post("/articles", json=[CALL, {"id": "silent"}, VISIT]))
    assert (job["state"], job["articles"], job["kept"], job["done"]) == ("done", ["call", "visit"], 2, 2)
    assert [each["where"] for each in job["skipped"]] == ["article 2"]
    assert client.get("/health").json()["counts"]["articles"] == before + 2
    (event,) = client.get("/events?article=call").json()["events"]
    assert (event["type"], event["mode"]) == ("CONSULT", "phone")
    # The same again changes nothing.
    again = ended(client, client.post("/articles", json=CALL))
    assert (again["kept"], again["unchanged"]) == (0, 1)
    lines = "\n".join(map(json.dumps, (CALL, VISIT)))
    headers = {"Content-Type": "application/x-ndjson"}
    assert ended(client, client.post("/articles", content=lines, headers=headers))["unchanged"] == 2
    gone = ended(client, client.delete("/articles/call"))
    assert (gone["kind"], gone["removed"], gone["events"]) == ("remove", 1, None)
    assert client.get("/articles/call").status_code == 404
    assert client.get("/articles/visit").status_code == 200


@pytest.mark.parametrize(
    ("body", "kind", "status", "where"),
    [
        (b"{", "application/json", 422, "body"),
        (b"[]", "application/json", 422, "body"),
        (b'{"title": "x"}', "application/json", 422, "body"),
        (b"[1]", "application/json", 422, "article 1"),
        (b'{"text": "x"}\n{', "application/x-ndjson", 422, "line 2"),
        (b"[" * 100_000, "application/json", 422, "body"),
        (b'{"text": "x"}', "text/plain", 415, "Content-Type"),
    ],
)
def test_what_cannot_be_read(client, problem, body, kind, status, where):
    answer = client.post("/articles", content=body, headers={"Content-Type": kind})
    assert problem(answer, status)["where"] == where


def test_an_article_or_job_that_is_not_there(client, problem):
    problem(client.delete("/articles/none"), 404)
    problem(client.get("/jobs/none"), 404)
    problem(client.get("/jobs/none/progress"), 404)


def test_only_with_a_key_that_is_good_for_it(client, path, problem):
    for headers in ({"Authorization": ""}, {"Authorization": "Bearer nonsense"}):
        assert problem(client.post("/articles", json=CALL, headers=headers), 401)["where"] == "Authorization"
        problem(client.delete("/articles/visit", headers=headers), 401)
    key, token = Keys(path / "keys.json").add("reader", ["read"])
    headers = {"Authorization": f"Bearer {token}"}
    assert "no scope write" in problem(client.post("/articles", json=CALL, headers=headers), 403)["what"]
    assert client.get("/events", headers=headers).status_code == 200
    Keys(path / "keys.json").revoke(key.id)
    assert "not valid" in problem(client.get("/events", headers=headers), 401)["what"]


def test_a_full_queue(tmp_path, problem):
    path = freedonia_store.build(tmp_path / "graph")
    _, token = Keys(path / "keys.json").add("desk", ["write"])
    with running(path, queue=1) as client, Store.open(path):
        # Somebody else writes: the first job waits for the store, the second for the first.
        client.headers["Authorization"] = f"Bearer {token}"
        first = client.post("/articles", json=CALL).json()
        while client.get(first["href"]).json()["state"] == "queued":
            time.sleep(0.01)
        assert client.post("/articles", json=VISIT).status_code == 202
        answer = client.post("/articles", json=VISIT)
        problem(answer, 429)
        assert int(answer.headers["retry-after"]) > 0
        assert client.get("/events").status_code == 200
    # What was accepted is on disk, for the next start.
    assert len(list((path / FOLDER).iterdir())) == 2


def test_what_was_accepted_is_done_by_the_next_start(tmp_path):
    path = freedonia_store.build(tmp_path / "graph")
    left = Jobs(path, most=5)
    left._enqueue = lambda job: None  # as if the service had ended just here
    job = left.add([Article(id="late", text="Vladimir Putin called Emmanuel Macron.", published="2021-01-16")])
    with running(path) as client:
        while not (found := client.get(f"/jobs/{job.id}").json())["finished"]:
            time.sleep(0.05)
        assert (found["state"], found["articles"], found["kept"]) == ("done", ["late"], 1)
        assert client.get("/articles/late").status_code == 200
    assert list((path / FOLDER).iterdir()) == []
