"""The service does what its description says: every example, and requests made up from it."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import load_all_checks
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from kg.keys import Keys
from kg.pipeline import build
from kg.resources import folder
from tests.api import fuzzing
from tests.service import running

load_all_checks()

# Whose ids follow from what was found, or from chance.
_FOUND = {"event_id": lambda c: c.get("/events").json()["events"][0]["id"], "job_id": lambda c: job(c)["id"]}


def job(client):
    """A job that is over soon."""
    found = client.delete("/articles/to-go").json()
    return found if "id" in found else client.post("/articles", json={"id": "to-go", "text": "Nothing."}).json()


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    """A service over one dispatch, for whoever has the key to everything."""
    path = tmp_path_factory.mktemp("described") / "graph"
    build([folder("seeds") / "articles" / "2021-01-12-moscow-trilateral.md"], store=path)
    _, token = Keys(path / "keys.json").add("tests", ["read", "write", "update"])
    with running(path, updates=True, query_seconds=2, query_max_seconds=20, key_rate="off") as found:
        found.headers["Authorization"] = f"Bearer {token}"
        yield found


@pytest.fixture(scope="module")
def described(client):
    return client.get("/openapi.json").json()


def examples(parameter):
    found = parameter["schema"].get("examples") or [
        e for kind in parameter["schema"].get("anyOf", ()) for e in kind.get("examples", ())
    ]
    return parameter.get("examples") or found


def test_it_is_openapi_3_1_and_loads_nothing_from_elsewhere(described):
    assert described["openapi"].startswith("3.1")
    assert described["components"]["securitySchemes"]
    for path, operations in described["paths"].items():
        for method, operation in operations.items():
            assert operation["summary"], (method, path)
            assert operation["tags"], (method, path)
            for parameter in operation.get("parameters", ()):
                told = parameter.get("description") or "default" in parameter["schema"] or parameter["in"] == "path"
                assert told or parameter["name"] in ("q", "kind", "country", "min_confidence", "limit", "offset"), (
                    parameter
                )


def test_every_example_is_answered(client, described):
    """Each operation as it is, and then with each of its parameters that has an example."""
    tried = 0
    for path, operations in described["paths"].items():
        if "get" not in operations:
            continue
        parameters = operations["get"].get("parameters", ())
        address, needed = path, {}
        for parameter in parameters:
            name = parameter["name"]
            if parameter["in"] == "path":
                example = _FOUND[name](client) if name in _FOUND else examples(parameter)[0]
                address = address.replace(f"{{{name}}}", example)
            elif parameter["required"]:
                needed[name] = examples(parameter)[0]
        if path == "/graphs":
            needed = {"graph": examples(parameters[0])[0]}
        optional = [{p["name"]: examples(p)[0]} for p in parameters if p["in"] == "query" and examples(p)]
        for more in [{}, *(o for o in optional if not set(o) & (set(needed) | {"default"}))]:
            answer = client.get(address, params={**needed, **more})
            query_is_missing = path == "/sparql" and "query" not in more and more
            assert answer.status_code == (400 if query_is_missing else 200), (address, more, answer.text)
            tried += 1
    assert tried > 60


@pytest.mark.parametrize(
    "kind", ["application/sparql-query", "application/sparql-update", "application/x-www-form-urlencoded"]
)
def test_the_examples_of_bodies_are_taken(client, described, kind):
    body = described["paths"]["/sparql"]["post"]["requestBody"]["content"][kind]["schema"]["examples"][0]
    if isinstance(body, dict):
        answer = client.post("/sparql", data=body)
    else:
        answer = client.post("/sparql", content=body, headers={"Content-Type": kind})
    assert answer.status_code == (204 if "update" in kind else 200)


def test_the_example_of_an_article_is_read(client, described):
    (article,) = described["components"]["schemas"]["SentArticle"]["examples"]
    sent = client.post("/articles", json=article).json()
    with client.stream("GET", f"{sent['href']}/progress") as progress:
        list(progress.iter_lines())
    assert client.get(sent["href"]).json()["kept"] == 1
    (event,) = client.get("/events", params={"article": article["id"]}).json()["events"]
    assert event["type"] == "CONSULT"


def test_made_up_requests(client):
    """A short form; the whole one is told of in `tests/api/fuzzing.py`."""
    seen = set()
    for found in schemathesis.openapi.from_url(str(client.base_url.join("/openapi.json"))).get_all_operations():
        operation = found.ok()
        seen.add(operation.label)
        cases = operation.as_strategy(generation_mode=schemathesis.GenerationMode.POSITIVE)

        @settings(max_examples=5, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
        @given(case=cases | operation.as_strategy(generation_mode=schemathesis.GenerationMode.NEGATIVE))
        def run(case):
            case.call_and_validate(
                headers={"Authorization": client.headers["Authorization"]},
                checks=[
                    schemathesis.checks.not_a_server_error,
                    status_code_conformance,
                    content_type_conformance,
                    response_schema_conformance,
                ],
            )

        run()
    assert {"GET /events", "POST /sparql", "POST /articles", "DELETE /articles/{article_id}"} <= seen


def test_the_checks_of_the_whole_run_are_those_of_the_short_one():
    assert fuzzing.CHECKS == (
        "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance",
    )  # fmt: skip
