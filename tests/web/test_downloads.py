"""Every file that the explorer offers, saved and read back."""

from __future__ import annotations

import csv
import io
import json
import re
import struct
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from typing import Any

import networkx as nx
import pytest


def _csv(body: bytes) -> int:
    return len(list(csv.DictReader(io.StringIO(body.decode("utf-8-sig")))))


def _lines(body: bytes) -> int:
    return len([json.loads(line) for line in body.splitlines()])


def _geojson(body: bytes) -> int:
    return len(json.loads(body)["features"])


def _gexf(body: bytes) -> int:
    return int(nx.read_gexf(io.BytesIO(body)).number_of_nodes())


def _svg(body: bytes) -> int:
    root = ElementTree.fromstring(body)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert b"light-dark" not in body
    assert b"var(" not in body
    return len(list(root.iter("{http://www.w3.org/2000/svg}circle")))


def _png(body: bytes) -> int:
    assert body[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", body[16:24])
    assert min(width, height) > 300
    return len(body) > 10_000


READERS: dict[str, Callable[[bytes], int]] = {
    "csv": _csv, "jsonl": _lines, "geojson": _geojson, "gexf": _gexf, "svg": _svg, "png": _png,
}  # fmt: skip


def saved(explorer: Any) -> dict[str, bytes]:
    """All files of a page by name."""
    found = {}
    offers = explorer.page.locator(".downloads a, .downloads button:not(:text('Copy'))")
    for offer in offers.all():
        with explorer.page.expect_download() as download:
            offer.click()
        found[download.value.suggested_filename] = download.value.path().read_bytes()
    return found


@pytest.mark.parametrize("view", ["events", "network", "time", "map", "matrix"])
def test_of_the_views(explorer, view):
    page = explorer.open(view=view, type="CONSULT")
    if view == "network":
        page.locator(".canvas[data-settled=true]").wait_for()
    page.locator(".downloads").wait_for()
    total = explorer.json("/events", type="CONSULT", limit=1)["total"]
    network = explorer.json("/network", type="CONSULT")
    files = saved(explorer)
    counted = {
        name: READERS[name.rpartition(".")[2]](body)
        for name, body in files.items()
        if not name.endswith(".json") and name != "times.png"
    }
    if view == "events":
        assert counted["events.csv"] == counted["events.jsonl"] == total
        assert counted["events.geojson"] > 0
        assert counted["relations.gexf"] >= len(network["nodes"])
    elif view == "network":
        assert counted["network.csv"] == network["total"]
        assert json.loads(files["network.json"]) == network
        assert counted["network.svg"] == len(network["nodes"])
        assert counted["network.png"]
        assert counted["relations.gexf"] >= len(network["nodes"])
    elif view == "map":
        assert counted["map.svg"] == page.locator(".spot").count() > 0
        assert counted["map.png"]
        assert counted["places.csv"] == len(explorer.json("/places", type="CONSULT")["places"])
    elif view == "time":
        times = explorer.json("/times", type="CONSULT")
        assert json.loads(files["times.json"]) == times
        assert counted["times.csv"] == len(times["periods"])
        rows = list(csv.DictReader(io.StringIO(files["times.csv"].decode())))
        assert sum(int(row["events"]) for row in rows) == times["total"] - times["outside"] == total - times["outside"]
        assert b"<rect" in files["times.svg"]
        assert len(files["times.png"]) > 1000
    else:
        assert counted["matrix.csv"] == page.locator(".matrix tbody tr").count()
        assert json.loads(files["matrix.json"]) == network
        drawn = ElementTree.fromstring(files["matrix.svg"])
        assert len(list(drawn.iter("{http://www.w3.org/2000/svg}title"))) == page.locator(".matrix .cell").count() > 0
        assert counted["matrix.png"]


def test_of_an_answer(explorer):
    question = "Who called whom in 2022?"
    explorer.open(q=question)
    files = saved(explorer)
    answer = explorer.json("/ask", q=question)
    assert json.loads(files["answer.json"]) == answer
    rows = list(csv.DictReader(io.StringIO(files["answer.csv"].decode())))
    assert [row["who"] for row in rows] == [row["who"]["label"] for row in answer["answers"]]
    events = [json.loads(line)["id"] for line in files["events.jsonl"].splitlines()]
    assert sorted(events) == sorted(answer["events"])


def test_of_profiles(explorer):
    explorer.open(actor="person/Vladimir_Putin")
    total = explorer.json("/events", either="person/Vladimir_Putin", limit=1)["total"]
    assert _csv(saved(explorer)["events.csv"]) == total
    explorer.open(article="2020-11-10-karabakh-ceasefire")
    [body] = saved(explorer).values()
    assert json.loads(body)["id"] == "2020-11-10-karabakh-ceasefire"
    explorer.open(page="articles")
    assert _csv(saved(explorer)["articles.csv"]) == explorer.json("/articles", limit=1)["total"]


def test_of_queries(explorer):
    page = explorer.open(sparql="SELECT ?who (COUNT(?e) AS ?n) { ?e sem:hasActor ?who } GROUP BY ?who ORDER BY ?who")
    page.locator(".result table").wait_for()
    files = saved(explorer)
    rows = len(json.loads(files["result.json"])["results"]["bindings"])
    assert _csv(files["result.csv"]) == rows > 0
    assert page.get_by_role("status").filter(has_text=re.compile(f"^{rows} rows")).count() == 1
    page = explorer.open(sparql="CONSTRUCT WHERE { ?e kg:mode 'phone' }")
    page.locator(".result pre").wait_for()
    files = saved(explorer)
    assert b"kg:mode" in files["graph.ttl"] or b"#mode" in files["graph.ttl"]
    assert json.loads(files["graph.jsonld"])
