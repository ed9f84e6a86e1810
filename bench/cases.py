"""What is measured, a function a section of the table."""

from __future__ import annotations

import shutil
import statistics
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import httpx2
from fastapi.testclient import TestClient

import kg
from api.app import create_app
from bench.archive import identity
from bench.corpus import QUESTIONS, every_text
from bench.figure import Figure
from bench.measure import command, in_turns, peak_memory
from bench.networks import gexf, relations
from bench.reading import reading
from bench.rivals import servers, store
from bench.service import served
from bench.world import world
from kg.parse import stock
from kg.pipeline import build
from kg.workers import room

_ROUNDS = 3
_STARTS = 5
_ASKS = 3


def extraction(scratch: Path) -> Iterator[Figure]:
    """Words a second of a whole build, beside the bare parser on the same texts.

    Loading the model and the tables, and storing the world, is not counted; storing articles, consolidating and
    publishing is.
    """
    path = scratch / "articles.jsonl"
    texts = every_text(path)
    words = sum(len(text.split()) for text in texts)
    number, nlp = count(), stock()
    empty = scratch / "empty"
    build([], store=empty)

    def whole(workers: int | None) -> None:
        store = scratch / f"store-{next(number)}"
        shutil.copytree(empty, store)
        report = build([path], store=store, workers=workers)
        assert report.kept == len(texts)
        shutil.rmtree(store)

    def parser() -> None:
        for _ in nlp.pipe(texts):
            pass

    found = in_turns(
        {"nlp.pipe": parser, "kg build": lambda: whole(None), "kg build --workers 1": lambda: whole(1)}, _ROUNDS
    )
    yield Figure("processes that read, by itself", room(), "")
    yield Figure("words in the articles", words, "")
    for name, seconds in found.items():
        yield Figure(name, words / seconds, "words/s")
    yield Figure("kg build beside nlp.pipe", found["nlp.pipe"] / found["kg build"], "times as quick")
    one = found["kg build --workers 1"]
    yield Figure("kg build --workers 1 beside nlp.pipe", found["nlp.pipe"] / one, "times as quick")
    yield Figure("kg build beside --workers 1", one / found["kg build"], "times as quick")
    alone = ("-m", "kg.cli", "build", path, "--store", scratch / "memory", "--workers", "1")
    yield Figure("kg build --workers 1, memory", peak_memory(*alone), "MiB")


def start(scratch: Path) -> Iterator[Figure]:
    """From nothing to an answer, in a new process; `python -c pass` is what Python itself takes."""
    graph = scratch / "seeds"
    rivals = {
        "python -c pass": command("-c", "pass"),
        "kg --help": command("-m", "kg.cli", "--help"),
        "kg articles": command("-m", "kg.cli", "articles", "--store", graph),
        "kg ask": command("-m", "kg.cli", "ask", QUESTIONS[0], "--store", graph),
        "kg serve, ready": lambda: _ready(graph),
    }
    for name, seconds in in_turns(rivals, _STARTS).items():
        yield Figure(name, seconds, "s")


def _ready(graph: Path) -> None:
    with served(graph) as (address, _):
        httpx2.get(f"{address}/health").raise_for_status()


def ask(scratch: Path) -> Iterator[Figure]:
    """A question to the service in this process, beside the question without HTTP."""
    with kg.open(scratch / "seeds") as opened, TestClient(create_app(scratch / "seeds")) as client:
        asked: dict[str, list[float]] = {"Graph.ask": [], "GET /ask": []}
        for question in QUESTIONS:  # the first time loads what all share
            opened.ask(question)
            client.get("/ask", params={"q": question}).raise_for_status()
        for _ in range(_ASKS):
            for question in QUESTIONS:
                began = time.perf_counter()
                opened.ask(question)
                between = time.perf_counter()
                client.get("/ask", params={"q": question}).raise_for_status()
                asked["Graph.ask"].append(between - began)
                asked["GET /ask"].append(time.perf_counter() - between)
    yield Figure("questions", len(QUESTIONS), "")
    for name, times in asked.items():
        yield Figure(f"{name}, median", 1000 * statistics.median(times), "ms")
        yield Figure(f"{name}, slowest", 1000 * max(times), "ms")


CASES = {
    "extraction": extraction, "reading": reading, "start": start, "world": world, "store": store, "servers": servers,
    "ask": ask, "relations": relations, "gexf": gexf, "identity": identity,
}  # fmt: skip
