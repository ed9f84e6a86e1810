"""The store beside the engine's own bulk loader, and the service beside two other servers of SPARQL.

``python -m bench.rivals STORE`` compares the servers on a graph of your own.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import Any

import httpx2
import pyoxigraph as ox

from bench.corpus import PROLOGUE, QUERIES, each_event
from bench.figure import Figure
from bench.large import build as build_large
from bench.measure import ROOT, free_port, in_turns
from bench.service import filled, served
from kg.model import Article, Claim
from kg.store import Store, snapshots
from kg.store.files import ENGINE

# Beside the environment, for rdflib-endpoint brings a dozen packages that nothing else needs; `make bench` fills it.
PROGRAMS = ROOT / ".venv-rivals" / "bin"
_ARTICLES = 500
_TOLD = 10
_STORED_EVENTS = 3_000
_ROUNDS = 3
_ASKED = 5
_QUESTIONS = 3
_OURS, _OXIGRAPH, _RDFLIB = "kg serve", "oxigraph serve-read-only", "rdflib-endpoint"
_ASK = "GET /ask"
_JSON = {"Accept": "application/sparql-results+json"}


def store(scratch: Path) -> Iterator[Figure]:
    """Articles stored one by one, each in a transaction, beside a bulk load of the same statements from a file."""
    articles = list(_articles())
    whole = scratch / "written.nq"
    with Store.open(scratch / "written", create=True) as made:
        _put(made, articles)
        whole.write_bytes(made.dump())
        quads = len(made.engine)

    def transactions() -> None:
        with tempfile.TemporaryDirectory(dir=scratch) as folder, Store.open(Path(folder, "s"), create=True) as into:
            _put(into, articles)

    def bulk() -> None:
        with tempfile.TemporaryDirectory(dir=scratch) as folder:
            into = ox.Store(folder)
            into.bulk_load(path=whole, format=ox.RdfFormat.N_QUADS)
            into.flush()

    ours, theirs = in_turns({"ours": transactions, "theirs": bulk}, _ROUNDS).values()
    yield Figure("statements of 500 articles", quads, "")
    yield Figure("Store.put_article, an article a transaction", quads / ours, "statements/s")
    yield Figure("pyoxigraph, bulk_load of the same from a file", quads / theirs, "statements/s")
    yield Figure("Store.put_article beside bulk_load", theirs / ours, "times as quick")


def _put(into: Store, articles: list[tuple[Article, list[Claim]]]) -> None:
    for article, claims in articles:
        into.put_article(article, claims, "bench")


def _articles() -> Iterator[tuple[Article, list[Claim]]]:
    events = each_event(_ARTICLES * _TOLD)
    for number in range(_ARTICLES):
        claims = [event.claims[0] for event in islice(events, _TOLD)]
        yield Article(id=f"a{number}", text=" ".join(claim.quote for claim in claims)), claims


def servers(scratch: Path) -> Iterator[Figure]:
    """The same queries to three servers in turns; and questions to ours, beside the query that each becomes."""
    graph = build_large(scratch / "rivals", _STORED_EVENTS)
    yield Figure("events", _STORED_EVENTS, "")
    yield from beside(graph)


def beside(graph: Path) -> Iterator[Figure]:
    """The median of whole requests to each server, by query, over a graph on disk.

    Oxigraph's server reads the same files, rdflib-endpoint loads a dump of them into memory.
    """
    with ExitStack() as stack:
        addresses = _start(graph, stack)
        client = stack.enter_context(httpx2.Client(timeout=600))
        for address in addresses.values():
            _wait_for(client, address)
        for what, query in QUERIES.items():
            yield from _compared(what, _asked(client, addresses, PROLOGUE + query))
        base = addresses[_OURS].removesuffix("/sparql")
        with httpx2.Client(base_url=base, timeout=600) as asker:
            asker.get("/ask", params={"q": "Who met whom in 1990?"}).raise_for_status()  # loads the parser
            for form, questions in filled(asker, _QUESTIONS).items():
                yield from _compared(f"/ask, {form}", _questions(asker, client, addresses, questions))


def _start(graph: Path, stack: ExitStack) -> dict[str, str]:
    snapshot = snapshots.newest(graph)
    assert snapshot is not None
    dump = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "graph.nq"
    with snapshots.open_newest(graph) as opened:
        dump.write_bytes(opened.dump())
    addresses = {_OURS: stack.enter_context(served(graph))[0] + "/sparql"}
    port = free_port()
    location = ["--location", str(snapshot / ENGINE), "--union-default-graph", "--bind", f"127.0.0.1:{port}"]
    _run("oxigraph", ["serve-read-only", *location], stack)
    addresses[_OXIGRAPH] = f"http://127.0.0.1:{port}/query"
    port = free_port()
    _run("rdflib-endpoint", ["serve", str(dump), "--host", "127.0.0.1", "--port", str(port)], stack)
    addresses[_RDFLIB] = f"http://127.0.0.1:{port}/"
    return addresses


def _run(program: str, words: list[str], stack: ExitStack) -> None:
    path = PROGRAMS / program
    if not path.exists():
        sys.exit(f"{program} is not in {PROGRAMS}; `make bench` installs it")
    process = subprocess.Popen([path, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    stack.callback(process.wait)
    stack.callback(process.terminate)


def _wait_for(client: httpx2.Client, address: str) -> None:
    end = time.perf_counter() + 600
    while time.perf_counter() < end:
        try:
            client.get(address, params={"query": "ASK {}"}, headers=_JSON)
        except httpx2.HTTPError:
            time.sleep(0.5)
        else:
            return
    raise TimeoutError(address)


def _questions(
    asker: httpx2.Client, client: httpx2.Client, addresses: dict[str, str], questions: list[str]
) -> dict[str, list[float]]:
    """The seconds of questions, each asked once, for the service keeps its answers; and of what each becomes."""
    seconds: dict[str, list[float]] = defaultdict(list)
    for question in questions:
        began = time.perf_counter()
        answer = asker.get("/ask", params={"q": question})
        took = time.perf_counter() - began
        if became := answer.raise_for_status().json()["sparql"]:
            seconds[_ASK].append(took)
            for name, found in _asked(client, addresses, PROLOGUE + became, rounds=1).items():
                seconds[name].extend(found)
    return seconds


def _asked(
    client: httpx2.Client, addresses: dict[str, str], query: str, rounds: int = _ASKED
) -> dict[str, list[float]]:
    """The seconds of each server; ours and Oxigraph's must give the same number of rows.

    rdflib gives a row too many where nothing is left to be grouped.
    """
    seconds: dict[str, list[float]] = defaultdict(list)
    rows = {name: _rows(client.get(at, params={"query": query}, headers=_JSON)) for name, at in addresses.items()}
    if rows[_OURS] != rows[_OXIGRAPH]:
        raise RuntimeError(f"the servers do not agree: {rows} rows of\n{query}")
    for _ in range(rounds):
        for name, address in addresses.items():
            seconds[name].append(_seconds(client, address, {"query": query}))
    return seconds


def _rows(answer: httpx2.Response) -> int:
    said: dict[str, Any] = answer.raise_for_status().json()
    return int(said["boolean"]) if "boolean" in said else len(said["results"]["bindings"])


def _seconds(client: httpx2.Client, address: str, query: dict[str, str]) -> float:
    began = time.perf_counter()
    client.get(address, params=query, headers=_JSON).raise_for_status()
    return time.perf_counter() - began


def _compared(what: str, seconds: dict[str, list[float]]) -> Iterator[Figure]:
    medians = {name: statistics.median(found) for name, found in seconds.items()}
    for name, found in medians.items():
        yield Figure(f"{what}: {name}", 1000 * found, "ms")
    ours = _ASK if _ASK in medians else _OURS
    for name in (_OXIGRAPH, _RDFLIB) if medians else ():
        yield Figure(f"{what}: {ours} beside {name}", medians[name] / medians[ours], "times as quick")


if __name__ == "__main__":
    for figure in beside(Path(sys.argv[1])):
        print(f"{figure.what}: {figure.value:.2f} {figure.unit}")
