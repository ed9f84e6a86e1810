"""The service under load. All of it on the loopback address.

``python -m bench.service load STORE`` puts a hundred clients on a large graph for two minutes while a build writes;
``python -m bench.service ask STORE`` asks it one question after the other, each once, by form;
`python -m bench.large DIR 100000` makes the graph. Both print; the figures are put into `bench/README.md` by hand, for
the runs take long.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import httpx2

from bench.corpus import PROLOGUE, QUERIES, few

_CLIENTS = 100
_SECONDS = 120
# Between an answer and the next request of one client: 0 to this many seconds.
_PAUSE = 2.0
# Each of the builds that go on meanwhile reads so many articles; its priority is that of work in the background.
_DISPATCHES = 3
_NICE = "10"


def main() -> None:
    """Run what is asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=["load", "ask"])
    parser.add_argument("store", type=Path)
    parser.add_argument("--seconds", type=float, default=_SECONDS)
    given = parser.parse_args()
    if given.what == "load":
        load(given.store, given.seconds)
    else:
        ask(given.store)


# Load --------------------------------------------------------------------------------------------


def load(store: Path, seconds: float) -> None:
    """A hundred clients, and a build that writes as long as they ask."""
    with served(store) as (address, process):
        first = time.perf_counter()
        httpx2.get(f"{address}/events", timeout=120).raise_for_status()
        httpx2.get(f"{address}/ask", params={"q": "Who met whom in 2021?"}, timeout=120).raise_for_status()
        print(f"first answers after {time.perf_counter() - first:.1f} s; memory {memory(process):.0f} MiB")
        with builds(store) as built, Memory(process) as together:
            times, failures = asyncio.run(_clients(address, seconds))
        held = memory(process)
    total = sum(map(len, times.values()))
    print(
        f"{_CLIENTS} clients, {seconds:g} s, {total:,} answers, {total / seconds:.0f}/s; snapshots published: {built()}"
    )
    for name, found in sorted(times.items()):
        ordered = sorted(found)
        p95 = ordered[int(0.95 * len(ordered))]
        print(
            f"{name}: {len(found):,} answers, median {1000 * statistics.median(found):.0f} ms,"
            f" p95 {1000 * p95:.0f} ms, slowest {1000 * ordered[-1]:.0f} ms"
        )
    print(f"errors: {sum(failures.values())} {dict(failures)}")
    print(f"most memory of the service's process: {held:.0f} MiB, with those for queries: {together.most:.0f} MiB")
    print(f"load {os.getloadavg()[0]:.1f}")


async def _clients(address: str, seconds: float) -> tuple[dict[str, list[float]], dict[str, int]]:
    times: dict[str, list[float]] = defaultdict(list)
    failures: dict[str, int] = defaultdict(int)
    limits = httpx2.Limits(max_connections=_CLIENTS, max_keepalive_connections=_CLIENTS)
    async with httpx2.AsyncClient(base_url=address, timeout=60, limits=limits) as client:
        names = [a["label"] for a in (await client.get("/actors?limit=200")).json()["actors"]]
        end = time.perf_counter() + seconds

        async def one(chance: random.Random) -> None:
            await asyncio.sleep(chance.uniform(0, _PAUSE))
            while time.perf_counter() < end:
                name, path, query = _request(chance, names)
                began = time.perf_counter()
                try:
                    answer = await client.get(path, params=query)
                    if answer.status_code >= 500 or answer.status_code == 429:
                        failures[f"{name} {answer.status_code}"] += 1
                    elif answer.status_code >= 400:
                        failures[f"{name} {answer.status_code} {answer.text[:200]}"] += 1
                except httpx2.HTTPError as error:
                    failures[f"{name} {type(error).__name__}"] += 1
                times[name].append(time.perf_counter() - began)
                await asyncio.sleep(chance.uniform(0, _PAUSE))

        await asyncio.gather(*(one(random.Random(n)) for n in range(_CLIENTS)))
    return times, failures


def _request(chance: random.Random, names: Sequence[str]) -> tuple[str, str, dict[str, str]]:
    who, other, year = chance.choice(names), chance.choice(names), chance.randrange(2015, 2025)
    kind = chance.random()
    if kind < 0.6:
        filters: list[dict[str, str]] = [
            {"either": who, "sort": "-time", "limit": "20"},
            {"from": f"{year}-01", "to": f"{year}-06", "type": "CONSULT", "facets": "country", "limit": "20"},
            {"within": "Africa", "from": str(year), "limit": "50"},
            {"text": f"number {chance.randrange(1000)}", "limit": "20"},
            {"near": "50.45,30.52", "radius": "500", "sort": "-confidence", "limit": "20"},
        ]
        return "GET /events", "/events", chance.choice(filters)
    if kind < 0.8:
        forms = [f"Who called {who} in {year}?", f"Did {who} meet {other}?", f"How many times did {who} meet {other}?"]
        return "GET /ask", "/ask", {"q": chance.choice(forms)}
    return "GET /sparql", "/sparql", {"query": PROLOGUE + chance.choice(list(QUERIES.values())[:2])}


@contextmanager
def served(store: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The service as its users start it, without limits of rate."""
    command = [sys.executable, "-m", "kg.cli", "serve", "--store", str(store), "--port", "0"]
    environment = {**os.environ, "KG_RATE": "off"}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stderr is not None
        found = re.search(r"http://[\d.]+:\d+", process.stderr.readline())
        assert found is not None
        try:
            yield found[0], process
        finally:
            process.terminate()


@contextmanager
def builds(store: Path) -> Iterator[Callable[[], int]]:
    """One `kg build` after the other of a few dispatches under new ids, at low priority, until the block ends.

    Each publishes a snapshot; what is given says how many did.
    """
    done, over = 0, threading.Event()
    with tempfile.TemporaryDirectory() as scratch:

        def write() -> None:
            nonlocal done
            for number in count():
                path = Path(scratch, f"{number}.jsonl")
                few(path, _DISPATCHES, f"{os.getpid()}-{number}")
                command = ["nice", "-n", _NICE, sys.executable, "-m", "kg.cli", "build", str(path)]
                with subprocess.Popen(
                    [*command, "--store", str(store)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
                ) as process:
                    while process.poll() is None and not over.wait(0.2):
                        pass
                    process.terminate()
                if over.is_set():
                    return
                if process.returncode:
                    raise RuntimeError(f"a build failed: {process.returncode}")
                done += 1

        writer = threading.Thread(target=write)
        writer.start()
        try:
            yield lambda: done
        finally:
            over.set()
            writer.join()


class Memory:
    """What a process and those that it started hold together, looked at twice a second, each shared page once."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process, self._over = process, threading.Event()
        self.most = 0.0
        """In MiB."""
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> Memory:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(0.5):
            self.most = max(self.most, sum(map(_held, [self._process.pid, *_started_by(self._process.pid)])))


def _started_by(pid: int) -> list[int]:
    try:
        direct = [
            int(c) for path in Path(f"/proc/{pid}/task").iterdir() for c in (path / "children").read_text().split()
        ]
    except OSError:
        return []
    return [*direct, *(further for each in direct for further in _started_by(each))]


def _held(pid: int) -> float:
    try:
        return (
            int(re.findall(r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text("ascii"), re.MULTILINE)[0])
            / 1024
        )
    except (OSError, IndexError):
        return 0.0


def memory(process: subprocess.Popen[str]) -> float:
    """The most that a process held so far, in MiB."""
    status = Path(f"/proc/{process.pid}/status").read_text("ascii")
    return int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) / 1024


# Questions -----------------------------------------------------------------------------------------

FORMS = {
    "who called whom, of one": "Who did {a} call?",
    "leaders on a topic": "Which leaders discussed {topic} in {year}?",
    "a pair by day": "When did {a} and {b} meet?",
    "a place and a month": "What happened in {place} in May {year}?",
    "whether": "Did {a} meet {b} in {year}?",
    "who most often": "Who met {a} most often in {year}?",
    "not understood": "Why did {a} meet {b}?",
}
_OF_EACH = 20


def filled(client: httpx2.Client, of_each: int) -> dict[str, list[str]]:
    """Questions of each form, with names of the busiest and of others; the same for the same graph."""
    chance = random.Random(1)
    names = [a["label"] for a in client.get("/actors", params={"limit": 200}).json()["actors"]]
    facets = client.get("/events", params={"limit": 1, "facets": ["place", "topic"]}).json()["facets"]
    places, topics = ([each["label"] for each in facets[name]] for name in ("place", "topic"))

    def one(form: str) -> str:
        a, b = chance.sample(names, 2)
        year = chance.randrange(2015, 2025)
        return form.format(a=a, b=b, topic=chance.choice(topics), place=chance.choice(places), year=year)

    return {name: [one(form) for _ in range(of_each)] for name, form in FORMS.items()}


def ask(store: Path) -> None:
    """Each form, no question twice; then the pairs of all calls, once."""
    with served(store) as (address, process), httpx2.Client(base_url=address, timeout=600) as client:
        client.get("/ask", params={"q": "Who met whom in 1990?"}).raise_for_status()

        def timed(question: str) -> tuple[float, int]:
            began = time.perf_counter()
            answer = client.get("/ask", params={"q": question})
            seconds = time.perf_counter() - began
            return seconds, len(answer.raise_for_status().json()["events"])

        for name, questions in filled(client, _OF_EACH).items():
            found = [timed(question) for question in questions]
            times, events = [t for t, _ in found], [n for _, n in found]
            print(
                f"{name}: median {1000 * statistics.median(times):.0f} ms, slowest {1000 * max(times):.0f} ms,"
                f" events {statistics.median(events):.0f}"
            )
        seconds, count = timed("Who called whom?")
        print(f"who called whom, of all: {1000 * seconds:.0f} ms, {count:,} events")
        print(f"most memory of the service's process: {memory(process):.0f} MiB; load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
