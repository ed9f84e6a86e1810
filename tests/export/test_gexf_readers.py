"""GEXF of the project's own dispatches, as two other readers understand it: graphology-gexf and networkx."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections import Counter
from io import BytesIO
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.export import gexf
from kg.export.gexf_lint import lint
from kg.export.network import VIEWS, network
from kg.model import Entity, Event, Party, TimeSpan

HERE = Path(__file__).parent / "graphology"


def written(events, **options):
    out = BytesIO()
    gexf.write(events, out, **options)
    return out.getvalue()


@pytest.fixture(scope="session")
def files(seeds):
    """The dispatches' networks as files, by view."""
    return {view: written(seeds, as_=view) for view in VIEWS}


@pytest.fixture(scope="session")
def graphology():
    """Reads a file with graphology-gexf, which npm installs the first time."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        pytest.skip("node and npm are not here")
    if not (HERE / "node_modules" / "graphology-gexf").is_dir():
        command = [npm, "ci", "--fetch-retries=0", "--fetch-timeout=15000", "--loglevel=error"]
        try:
            subprocess.run(command, cwd=HERE, check=True, capture_output=True, timeout=120)
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
            pytest.skip("graphology-gexf is not installed, and cannot be: npm reaches no registry")

    def read(data):
        done = subprocess.run([node, HERE / "read.js"], input=data, capture_output=True, check=True, timeout=60)
        return json.loads(done.stdout)

    return read


@pytest.mark.parametrize("view", VIEWS)
def test_the_linter_finds_nothing(files, view):
    assert lint(files[view]) == []


def test_nor_when_coloured_by_community(seeds):
    data = written(seeds, colour="community")
    assert lint(data) == []
    colours = Counter(d["viz"]["color"]["r"] for _, d in nx.read_gexf(BytesIO(data)).nodes(data=True))
    assert len(colours) > 3


@pytest.mark.parametrize("view", VIEWS)
def test_graphology_loses_nothing(seeds, files, graphology, view):
    net = network(seeds, view)
    read = graphology(files[view])
    assert read["type"] == "directed"
    assert {n["key"] for n in read["nodes"]} == {n.id for n in net.nodes}
    assert Counter(n["attributes"]["kind"] for n in read["nodes"]) == Counter(n.kind for n in net.nodes)
    assert {(e["key"], e["source"], e["target"], e["attributes"]["kind"]) for e in read["edges"]} == {
        (e.id, e.source, e.target, e.kind) for e in net.edges
    }
    assert len(read["edges"]) == len(net.edges)
    understood = {n["key"]: n["attributes"] for n in read["nodes"]}
    for node in net.nodes:
        same({name: node.values.get(name) for name in gexf.NODE_COLUMNS[view]}, understood[node.id])
        assert understood[node.id]["label"] == node.label
        assert {"x", "y", "z", "size", "color"} <= understood[node.id].keys()
    understood = {e["key"]: e["attributes"] for e in read["edges"]}
    for edge in net.edges:
        same({name: edge.values.get(name) for name in gexf.EDGE_COLUMNS[view]}, understood[edge.id])
        assert understood[edge.id]["weight"] == edge.weight


def same(values, read):
    """Texts, numbers, truth and lists come back as what they were; dates are texts."""
    for name, value in values.items():
        if value is None or value == ():
            assert name not in read
        elif isinstance(value, tuple):
            assert read[name] == list(value)
        elif isinstance(value, str):
            assert read[name] == " ".join(value.split())
        else:
            assert read[name] == value
            assert isinstance(read[name], bool) == isinstance(value, bool)


@pytest.mark.parametrize("view", VIEWS)
def test_networkx_reads_the_same_edges_and_times(seeds, files, view):
    net = network(seeds, view)
    graph = nx.read_gexf(BytesIO(files[view]))
    assert graph.number_of_nodes() == len(net.nodes)
    assert graph.number_of_edges() == len(net.edges)
    spells = {d["id"]: tuple(d.get("spells", ())) for *_, d in graph.edges(data=True)}
    assert spells == {e.id: e.spells for e in net.edges}


_NAMES = st.text(st.characters(codec=None), min_size=0, max_size=12)
_DAYS = st.dates(min_value=TimeSpan.on("2030").earliest, max_value=TimeSpan.on("2032").latest)


@given(
    st.lists(
        st.tuples(_NAMES, _NAMES, st.sampled_from(["CONSULT", "ASSAULT"]), st.none() | _DAYS, st.booleans()), max_size=6
    ),
    st.sampled_from(VIEWS),
)
def test_whatever_the_names_and_times_the_linter_finds_nothing(told, view):
    events = []
    for number, (one, other, type_, day, both) in enumerate(told):
        first, second = (
            Party(entity=Entity(id=f"p:{at}", kind="person", label=name, aliases=(name, "x")))
            for at, name in ((number % 3, one), (3 + number % 2, other))
        )
        events.append(
            Event(
                id=f"e:{number}", type=type_, mode=None, status="occurred", claims=(), confidence=1, intensity=1.5,
                actors=(first, second) if both else (first,), recipients=() if both else (second,),
                time=TimeSpan.on(day) if day else None, quad="verbal cooperation", cameo="040",
            )
        )  # fmt: skip
    assert lint(written(events, as_=view)) == []
