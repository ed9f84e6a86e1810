"""Networks of many events and edges: how long they take to make and write, and in how much memory.

Each figure is taken in a process of its own, `python -m bench.networks TASK NUMBER`. Seconds are of the processor:
nothing here waits for anything, and what else the machine does hardly counts.
"""

from __future__ import annotations

import gc
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from statistics import median

import networkx as nx

from bench.corpus import each_event
from bench.figure import Figure
from bench.measure import ROOT
from kg.model import Entity, Event
from kg.rdf.slots import entities_of

_EVENTS = 1_000_000
_STORED = 100_000
_EDGES = 200_000
_ACTORS = 5_000
_ROUNDS = 3
# Events in one article of the store.
_TOLD = 10


def relations(_: Path) -> Iterator[Figure]:
    """A million made-up events to a graph, in one pass; and so many from a store, with all that is read for it."""
    yield Figure("events", _EVENTS, "")
    made = _measured("relations", _EVENTS)
    yield Figure("kg.relations.relations", made["seconds"], "s of processor")
    yield Figure("kg.relations.relations, memory of the whole process", made["peak"], "MiB")
    stored = _measured("stored", _STORED)
    yield Figure("events in a store", _STORED, "")
    yield Figure("Graph.relations", stored["seconds"], "s of processor")
    yield Figure("Graph.relations, once more", stored["again"], "s of processor")
    yield Figure("Graph.relations, memory of the whole process", stored["peak"], "MiB")


def gexf(_: Path) -> Iterator[Figure]:
    """A network as a file, from the same graph, in turns; ours has positions, colours and spells of time in it too."""
    yield Figure("edges", _EDGES, "")
    rivals: dict[str, list[dict[str, float]]] = {"kg export gexf": [], "networkx.write_gexf": []}
    for _round in range(_ROUNDS):
        for name, found in rivals.items():
            found.append(_measured("networkx" if name.startswith("networkx") else "gexf", _EDGES))
    for name, found in rivals.items():
        yield Figure(name, median(f["seconds"] for f in found), "s of processor")
        yield Figure(f"{name}, memory over the graph", median(f["over"] for f in found), "MiB")
        yield Figure(f"{name}, size", found[0]["size"], "MB")
    ours, theirs = (median(f["seconds"] for f in found) for found in rivals.values())
    yield Figure("kg export gexf beside networkx", theirs / ours, "times as quick")


def _measured(task: str, number: int) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.networks", task, str(number)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


# In a process of its own ----------------------------------------------------------------------------


class _Counter:
    """A file that only counts."""

    size = 0

    def write(self, data: bytes) -> int:
        self.size += len(data)
        return len(data)

    def flush(self) -> None:
        pass


def _make_relations(number: int) -> dict[str, float]:
    from kg.relations import relations as made

    began = time.process_time()
    for _ in each_event(number, _ACTORS):
        pass
    between = time.process_time()
    graph = made(each_event(number, _ACTORS))
    # Making the events up is not counted.
    seconds = (time.process_time() - between) - (between - began)
    assert graph.number_of_edges() == number
    return {"seconds": seconds, "peak": _peak()}


def _make_from_store(number: int) -> dict[str, float]:
    from kg.graph import Graph
    from kg.store import Store

    with tempfile.TemporaryDirectory() as scratch:
        # Stored by a process of its own, whose memory does not count here.
        subprocess.run([sys.executable, "-m", "bench.networks", "store", str(number), scratch], cwd=ROOT, check=True)
        with Store.open(Path(scratch, "store"), read_only=True) as store:
            began = time.process_time()
            assert Graph(store).relations().number_of_edges() == number
            first = time.process_time()
            assert Graph(store).relations().number_of_edges() == number
            return {"seconds": first - began, "again": time.process_time() - first, "peak": _peak()}


def _store(number: int, scratch: str) -> None:
    """Events with a claim each, ten to an article, the quick way in; the world knows who takes part."""
    from kg.model import Article
    from kg.rdf import article_quads, events_quads
    from kg.store import Store

    events = each_event(number, _ACTORS)
    with Store.open(Path(scratch, "store"), create=True) as store:
        world: dict[str, Entity] = {}
        for at in range(0, number, _TOLD * 1_000):
            quads = set()
            for article in range(at // _TOLD, (at + _TOLD * 1_000) // _TOLD):
                lot = [_in_article(event, f"a{article}") for event in islice(events, _TOLD)]
                named = [e for event in lot for e in entities_of(event)]
                world.update((e.id, e) for e in named)
                claims = [claim for event in lot for claim in event.claims]
                quads.update(article_quads(Article(id=f"a{article}", text="-"), claims, "one", world.keys()))
                quads.update(events_quads(lot, world.keys()))
            store.engine.bulk_extend(quads)
        store.put_world(world.values(), ())


def _in_article(event: Event, article: str) -> Event:
    return replace(event, claims=tuple(replace(claim, article=article) for claim in event.claims))


def _graph(number: int) -> nx.MultiDiGraph[str]:
    """One edge for each pair and kind, as `kg.relations.aggregate` makes them, of at least so many events."""
    from kg.relations import aggregate
    from kg.relations import relations as made

    return aggregate(made(each_event(number, _ACTORS)))


def _write_ours(number: int) -> dict[str, float]:
    from kg.export.gexf import write_network
    from kg.export.network import of_aggregate

    graph = _graph(number)
    return _written(lambda out: write_network(of_aggregate(graph), out))


def _write_networkx(number: int) -> dict[str, float]:
    graph = _graph(number)
    # It can write neither lists nor None, so those are left out.
    for _, values in graph.nodes(data=True):
        _writable(values)
    for *_, values in graph.edges(data=True):
        _writable(values)
    return _written(lambda out: nx.write_gexf(graph, out))


def _writable(values: dict[str, object]) -> None:
    for name in [name for name, value in values.items() if value is None or isinstance(value, tuple) or name == "type"]:
        del values[name]


def _written(write: Callable[[_Counter], None]) -> dict[str, float]:
    gc.collect()
    out = _Counter()
    before = _forget_the_peak()
    began = time.process_time()
    write(out)
    return {"seconds": time.process_time() - began, "over": _peak() - before, "size": out.size / 1e6}


def _forget_the_peak() -> float:
    """Let the peak of memory begin anew where the system can, and say what is held now."""
    try:
        Path("/proc/self/clear_refs").write_text("5")
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return _peak()
    return pages * resource.getpagesize() / 2**20


def _peak() -> float:
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    return next(int(line.split()[1]) / 2**10 for line in lines if line.startswith("VmHWM:"))


_TASKS: dict[str, Callable[[int], dict[str, float]]] = {
    "relations": _make_relations,
    "stored": _make_from_store,
    "gexf": _write_ours,
    "networkx": _write_networkx,
}

if __name__ == "__main__":
    if sys.argv[1] == "store":
        _store(int(sys.argv[2]), sys.argv[3])
    else:
        print(json.dumps(_TASKS[sys.argv[1]](int(sys.argv[2]))))
