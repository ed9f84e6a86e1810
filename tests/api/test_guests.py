"""How often, how much, and what the service tells of itself."""

from __future__ import annotations

import json
import logging

import pytest
from prometheus_client.parser import text_string_to_metric_families

from api.watch import Lines
from kg.keys import Keys
from tests import freedonia_store


def test_who_comes_too_often_waits(serve, tmp_path, problem):
    path = freedonia_store.build(tmp_path / "graph")
    _, token = Keys(path / "keys.json").add("desk", ["read"])
    with serve(path, rate="3/minute", key_rate="5/minute") as client:
        assert [client.get("/events").status_code for _ in range(4)] == [200, 200, 200, 429]
        answer = client.get("/suggest?q=f")
        assert "more than 3 per 1 minute" in problem(answer, 429)["what"]
        assert 0 < int(answer.headers["retry-after"]) <= 60
        # Keys are counted apart from the address, wrong ones with it.
        key = {"Authorization": f"Bearer {token}"}
        assert [client.get("/events", headers=key).status_code for _ in range(6)] == [200] * 5 + [429]
        problem(client.get("/events", headers={"Authorization": "Bearer kg_1_2"}), 429)
        # The pages, their files and the state of the service are not counted.
        assert client.get("/static/icon.svg").status_code == client.get("/health").status_code == 200


def test_a_closed_service_is_read_with_a_key(serve, tmp_path, problem):
    path = freedonia_store.build(tmp_path / "graph")
    _, token = Keys(path / "keys.json").add("desk", ["read"])
    with serve(path, open=False) as client:
        for address in ("/events", "/ask?q=Who+met+whom%3F", "/sparql?query=ASK{}", "/graphs?default", "/graph.gexf"):
            problem(client.get(address), 401)
        assert client.get("/health").status_code == 200
        assert client.get("/events", headers={"Authorization": f"Bearer {token}"}).status_code == 200


@pytest.mark.parametrize("announced", [True, False])
def test_a_body_that_is_too_large(serve, store, problem, announced):
    with serve(store, max_body=1000) as client:
        body = b"x" * 1001
        content = body if announced else iter([body])
        answer = client.post("/sparql", content=content, headers={"Content-Type": "application/sparql-query"})
        assert "1,000 bytes" in problem(answer, 413)["what"]


def test_each_request_has_an_id(client):
    first, second = client.get("/health").headers["x-request-id"], client.get("/health").headers["x-request-id"]
    assert first != second
    assert client.get("/health", headers={"X-Request-ID": "mine-7"}).headers["x-request-id"] == "mine-7"
    assert client.get("/health", headers={"X-Request-ID": "no\tid"}).headers["x-request-id"] != "no\tid"


def test_numbers(serve, store):
    with serve(store) as client:
        client.get("/events/0001")
        client.get("/events/0002")
        client.get("/nowhere/at/all")
        client.get("/events?type=KISS")
        answer = client.get("/metrics")
        assert answer.headers["content-type"].startswith("text/plain")
        found = {
            (sample.name, *sorted(sample.labels.items())): sample.value
            for family in text_string_to_metric_families(answer.text)
            for sample in family.samples
        }
    asked = ("kg_requests_total", ("method", "GET"), ("route", "/events/{event_id:path}"), ("status", "200"))
    assert found[asked] == 2
    assert found["kg_requests_total", ("method", "any"), ("route", "none"), ("status", "404")] == 1
    assert found["kg_requests_total", ("method", "GET"), ("route", "/events"), ("status", "400")] == 1
    assert found["kg_jobs_waiting",] == 0
    assert found["process_resident_memory_bytes",] > 0


def test_the_log_has_a_line_for_a_request_and_no_secrets(serve, store, caplog):
    caplog.set_level(logging.INFO, "aide_memoire.service")
    with serve(store) as client:
        client.get("/ask?q=Who+met+Firefly%3F", headers={"Authorization": "Bearer kg_12345678_secret"})
        client.get("/events/0001", headers={"X-Request-ID": "mine"})
    lines = [Lines().format(record) for record in caplog.records if record.name == "aide_memoire.service"]
    refused, found = map(json.loads, lines)
    assert (found["event"], found["request_id"], found["path"], found["status"]) == (
        "request",
        "mine",
        "/events/0001",
        200,
    )
    assert found["ms"] > 0
    assert found["bytes"] > 0
    assert (refused["status"], refused["path"], refused["from"]) == (401, "/ask", "127.0.0.1")
    assert not any(word in line for line in lines for word in ("secret", "Firefly", "12345678"))


def test_an_error_is_logged_with_its_trace():
    try:
        raise RuntimeError("here")
    except RuntimeError:
        record = logging.LogRecord("x", logging.ERROR, __file__, 1, "failed", None, __import__("sys").exc_info())
    assert "RuntimeError: here" in json.loads(Lines().format(record))["trace"]
