"""What is not sent again, not sent whole, and not sent to strangers."""

from __future__ import annotations

import httpx2
import pytest

from kg.store import Store, snapshots
from tests import freedonia as f
from tests import freedonia_store


@pytest.mark.parametrize(
    "address",
    ["/events?limit=1", "/events/0001", "/actors/Rufus_Firefly", "/articles/herald-1", "/graph.gexf", "/suggest?q=f"],
)
def test_who_has_the_answer_is_not_sent_it_again(client, address):
    first = client.get(address)
    assert first.headers["cache-control"] == "no-cache"
    again = client.get(address, headers={"If-None-Match": f'"other", {first.headers["etag"]}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert client.get(address, headers={"If-None-Match": "*"}).status_code == 304
    assert client.get(address, headers={"If-None-Match": '"other"'}).status_code == 200


def test_each_form_has_a_tag_of_its_own(client):
    json, csv = (client.get("/events", headers={"Accept": form}) for form in ("application/json", "text/csv"))
    assert json.headers["etag"] != csv.headers["etag"]
    assert "Accept" in json.headers["vary"]


def test_a_new_graph_has_a_new_tag(serve, tmp_path):
    path = freedonia_store.build(tmp_path / "graph")
    with serve(path) as client:
        tag = client.get("/events").headers["etag"]
        with Store.open(path) as store:
            store.put_events([f.CALL])
            snapshots.publish(store)
        answer = client.get("/events", headers={"If-None-Match": tag})
        assert answer.status_code == 200
        assert answer.headers["etag"] != tag


def test_errors_have_no_tag(client):
    assert "etag" not in client.get("/events?type=KISS").headers


def test_long_answers_are_packed(client):
    packed = client.get("/events", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    plain = client.get("/events", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert packed.json() == plain.json()


def test_only_pages_of_chosen_origins_may_read(serve, store):
    origin = "https://desk.example"
    with serve(store, origins=f"https://other.example {origin}") as client:
        assert client.get("/events", headers={"Origin": origin}).headers["access-control-allow-origin"] == origin
        assert (
            "access-control-allow-origin" not in client.get("/events", headers={"Origin": "https://x.example"}).headers
        )
        ask = {"Origin": origin, "Access-Control-Request-Method": "GET"}
        assert client.options("/events", headers=ask).status_code == 200


def test_by_default_no_page_from_elsewhere_may_read(client: httpx2.Client):
    assert "access-control-allow-origin" not in client.get("/events", headers={"Origin": "https://x.example"}).headers
