"""Pages of the web are read on somebody's behalf: with a key, within limits, from public addresses only."""

from __future__ import annotations

import time

import pytest

from kg.keys import Keys
from tests import freedonia_store
from tests.readers.site import item, rss
from tests.readers.site import running as site_running
from tests.service import running


@pytest.fixture(scope="module")
def site():
    with site_running() as found:
        yield found


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return freedonia_store.build(tmp_path_factory.mktemp("fetching") / "graph")


@pytest.fixture(scope="module")
def client(store):
    _, token = Keys(store / "keys.json").add("the desk", ["write"])
    with running(store, private="127.0.0.1/32", seconds=1.0) as found:
        found.headers["Authorization"] = f"Bearer {token}"
        yield found


def test_a_page_is_read_and_not_kept(client, site):
    found = client.post("/fetch", json={"url": f"{site.url}/story"}).json()
    assert found["url"] == "https://herald.example/world/2021/01/19/firefly-trentino-call"
    assert (found["published"], found["source"]) == ("2021-01-19T06:15:00+02:00", "Freedonia Herald")
    assert found["title"]
    assert found["text"]
    assert found["id"] not in {article["id"] for article in client.get("/articles").json()["articles"]}
    again = client.post("/read", json={k: found[k] for k in ("id", "text", "title", "published", "source", "url")})
    assert again.json()["claims"] == found["claims"]


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("/forbidden/story", "robots.txt"),
        ("/status/404", "404"),
        ("/json", "not a page"),
        ("/moved-to-private", "within a private network"),
        ("/moved-to-metadata", "within a private network"),
        ("/moved-to-file", "not an address of the web"),
        ("/bomb", "larger than"),
        ("/silent", "within 1 seconds"),
        ("/trickle", "within 1 seconds"),
    ],
)
def test_what_cannot_be_had(client, site, problem, path, what):
    began = time.monotonic()
    assert what in problem(client.post("/fetch", json={"url": site.url + path}), 422)["what"]
    assert time.monotonic() - began < 30


def test_a_feed_is_no_article(client, site, problem):
    site.feed = rss(item(link=f"{site.url}/story"))
    assert "a feed" in problem(client.post("/fetch", json={"url": f"{site.url}/feed.xml"}), 422)["what"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"url": "file:///etc/passwd"}, 422),
        ({"url": "example.org"}, 422),
        ({"url": "http://user:secret@example.org/"}, 422),
        ({"url": ""}, 400),
        ({"url": "https://example.org/" + "x" * 2000}, 400),
        ({}, 400),
        ([], 400),
    ],
)
def test_what_is_no_address(client, problem, body, status):
    problem(client.post("/fetch", json=body), status)


def test_private_networks_are_out_of_reach_unless_named(store, site, problem):
    _, token = Keys(store / "keys.json").add("another desk", ["write"])
    with running(store) as client:
        asked = len(site.asked)
        answer = client.post("/fetch", json={"url": f"{site.url}/story"}, headers={"Authorization": f"Bearer {token}"})
        assert "private network" in problem(answer, 422)["what"]
        assert len(site.asked) == asked


def test_only_with_a_key_to_write(store, client, site, problem):
    _, reads = Keys(store / "keys.json").add("a reader", ["read"])
    body = {"url": f"{site.url}/story"}
    problem(client.post("/fetch", json=body, headers={"Authorization": ""}), 401)
    problem(client.post("/fetch", json=body, headers={"Authorization": f"Bearer {reads}"}), 403)
