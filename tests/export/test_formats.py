from __future__ import annotations

import doctest
import importlib
import json
from io import BytesIO
from xml.etree import ElementTree

import networkx as nx
import pytest

from kg.export import FORMATS


def written(name, events, **options):
    out = BytesIO()
    FORMATS[name].write(events, out, **options)
    assert not out.closed
    return out.getvalue()


def test_names():
    assert {f.name for f in FORMATS.values() if f.group == "events"} == {
        "jsonl", "csv", "parquet", "polecat", "icews", "gdelt",
    }  # fmt: skip
    assert {f.name for f in FORMATS.values() if f.group == "graph"} == {
        "gexf", "graphml", "geojson", "html", "ical", "nodes", "edges", "neo4j-nodes", "neo4j-edges",
    }  # fmt: skip
    assert all(name == f.name and f.extension.startswith(".") for name, f in FORMATS.items())


@pytest.mark.parametrize(("name", "view"), [(f.name, v) for f in FORMATS.values() for v in f.views or (None,)])
def test_every_format_takes_any_events_and_none(name, view, events):
    if name == "parquet":
        pytest.importorskip("pyarrow")
    options = {"as_": view} if view else {}
    assert len(written(name, iter(events), **options)) > len(written(name, [], **options))


def test_geojson(events):
    data = json.loads(written("geojson", events))
    (feature,) = data["features"]
    assert data["type"] == "FeatureCollection"
    assert feature["geometry"] == {"type": "Point", "coordinates": [40.0, -3.5]}
    assert feature["id"].endswith("/e4")
    assert feature["properties"]["actors"] == ["Bo Karst"]
    assert json.loads(written("geojson", []))["features"] == []
    assert len(json.loads(written("geojson", [events[3]] * 2))["features"]) == 2


def test_graphml(events):
    graph = nx.read_graphml(BytesIO(written("graphml", events)), force_multigraph=True)
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (5, 7)
    called = graph["person/Ana_Vell"]["person/Cy_Dann"]["person/Ana_Vell|called|person/Cy_Dann"]
    assert called["spells"] == "2031-01-05/2031-01-05|2031-02-01/2031-02-28"
    assert (called["directed"], called["weight"], called["kind"]) == (True, 2.0, "called")
    assert graph.nodes["person/Cy_Dann"]["label"] == "Cy <Dann> & Sons"
    whole = nx.read_graphml(BytesIO(written("graphml", events, as_="events")), force_multigraph=True)
    assert (whole.number_of_nodes(), whole.number_of_edges()) == (15, 18)


def test_graphml_is_xml_with_one_graph(events):
    root = ElementTree.fromstring(written("graphml", events))
    assert [child.tag.rsplit("}", 1)[1] for child in root].count("graph") == 1


@pytest.mark.parametrize("name", ["countries", "frames", "gdelt", "gexf_values", "network"])
def test_examples(name):
    result = doctest.testmod(importlib.import_module(f"kg.export.{name}"))
    assert result.attempted > 0
    assert result.failed == 0
