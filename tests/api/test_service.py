"""The service as a whole: health, errors, pages, headers, builds that go on meanwhile."""

from __future__ import annotations

import re
import threading
from html.parser import HTMLParser

import pytest

import kg
from kg.store import Store, snapshots
from tests import freedonia as f
from tests import freedonia_store


def test_health(client):
    health = client.get("/health").json()
    assert (health["status"], health["version"]) == ("ok", kg.__version__)
    assert (health["counts"]["articles"], health["counts"]["events"]) == (3, 3)


def test_without_a_store_the_reason_is_said_until_there_is_one(serve, tmp_path, problem):
    path = tmp_path / "later"
    with serve(path) as client:
        for address in ("/health", "/events", "/sparql?query=ASK{}"):
            assert "there is no store" in problem(client.get(address), 503)["what"]
        assert client.get("/openapi.json").status_code == 200
        freedonia_store.build(path)
        assert client.get("/health").json()["counts"]["events"] == 3


def test_while_a_first_build_goes_on(serve, tmp_path, problem):
    path = freedonia_store.build(tmp_path / "graph", publish=False)
    with serve(path) as client:
        with Store.open(path):
            assert "another process is writing" in problem(client.get("/health"), 503)["what"]
        assert client.get("/health").status_code == 200


def test_answers_are_of_the_last_build_and_of_one_only(serve, tmp_path):
    path = freedonia_store.build(tmp_path / "graph")
    with serve(path) as client:
        with Store.open(path) as store:
            store.remove_article("post-3")
            # Half a build: the article is gone, its events are not.
            assert client.get("/events").json()["total"] == 3
            assert client.get("/articles").json()["total"] == 3
            store.put_events([f.CALL])
            snapshots.publish(store)
            assert client.get("/events").json()["total"] == 1
            assert client.get("/articles").json()["total"] == 2
        count = client.get("/sparql?query=SELECT (COUNT(?e) AS ?n) { ?e kg:eventType ?t }").json()
        assert count["results"]["bindings"][0]["n"]["value"] != "0"


def test_readers_all_the_while_a_writer_publishes(serve, tmp_path):
    path = freedonia_store.build(tmp_path / "graph")
    wrong: list[object] = []
    done = threading.Event()

    def read(client):
        while not done.is_set():
            page = client.get("/events").json()
            # Either all events are there or only the call; never something between.
            if [event["id"] for event in page["events"]] not in ([e.id for e in f.EVENTS], [f.CALL.id]):
                wrong.append(page)

    with serve(path) as client, Store.open(path) as store:
        readers = [threading.Thread(target=read, args=(client,)) for _ in range(3)]
        for reader in readers:
            reader.start()
        for turn in range(8):
            store.put_events(f.EVENTS if turn % 2 else [f.CALL])
            snapshots.publish(store)
        done.set()
        for reader in readers:
            reader.join()
    assert wrong == []


@pytest.mark.parametrize("address", ["/nothing", "/eventz", "/static/none.js", "/static/../app.py"])
def test_what_is_not_there(client, problem, address):
    problem(client.get(address), 404)


@pytest.mark.parametrize("address", ["/events", "/ask", "/health", "/graph.gexf"])
def test_nothing_can_be_changed(client, problem, address):
    problem(client.post(address), 405)


class Links(HTMLParser):
    """Every address that a page loads or links to, and every script that stands in it."""

    def __init__(self):
        super().__init__()
        self.addresses, self.inline = [], []
        self._script = False

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.addresses += [given[name] for name in ("href", "src", "action") if name in given]
        self.inline += [name for name in given if name.startswith("on") or name == "style"]
        self._script = tag in ("script", "style")

    def handle_endtag(self, tag):
        self._script = False

    def handle_data(self, data):
        if self._script and data.strip():
            self.inline.append(data)


@pytest.mark.parametrize("address", ["/", "/docs", "/sparql"])
def test_pages_load_nothing_from_elsewhere(client, address):
    page = client.get(address, headers={"Accept": "text/html"})
    assert page.status_code == 200
    links = Links()
    links.feed(page.text)
    assert links.inline == []
    assert links.addresses
    for link in links.addresses:
        assert not re.match(r"\w+:|//", link)
        if link.startswith(("static/", "graph.gexf")) or link in ("docs", "openapi.json"):
            assert client.get(f"/{link}").status_code == 200, link
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy


def test_every_answer_has_the_headers(client):
    for answer in (client.get("/health"), client.get("/nothing"), client.get("/static/icon.svg")):
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "content-security-policy" in answer.headers
        assert "server" not in answer.headers


def test_the_interface_is_described(client):
    described = client.get("/openapi.json").json()
    routes = {"/ask", "/sparql", "/events", "/events/{event_id}", "/actors", "/actors/{actor_id}"}
    routes |= {"/places/{place_id}", "/articles/{article_id}", "/relations", "/graph.gexf", "/health"}
    assert routes <= set(described["paths"])
    assert set(described["paths"]["/sparql"]) == {"get", "post"}
    for path in described["paths"].values():
        for operation in path.values():
            assert "HTTPValidationError" not in str(operation["responses"])
            assert operation["summary"]
