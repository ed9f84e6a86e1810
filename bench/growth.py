"""What each named query and a question take on graphs of growing size: `python -m bench.growth STORE...`.

Each store is served as its users serve it and asked over HTTP, by one client. `python -m bench.large DIR 10000` makes a
store, and so with 100000 and 1000000. With ``--save`` the table goes to `bench/README.md` and the figures to
`bench/growth.json`. It fails if the largest of a million events misses what it may take.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

import httpx2

from bench.measure import machine
from bench.service import memory, served

PAGE, LAST = (Path(__file__).with_name(name) for name in ("README.md", "growth.json"))
_MARKED = re.compile(r"(<!-- growth -->\n).*?(<!-- end -->)", re.DOTALL)
_ROUNDS = 15
_TICK = os.sysconf("SC_CLK_TCK")
_A_MILLION = 1_000_000
_READY_MS = 3000

_Asked: TypeAlias = tuple[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Names:
    """Whom and what to ask about: the busiest and others."""

    actors: Sequence[str]
    topics: Sequence[str]


@dataclass(frozen=True, slots=True)
class Case:
    """A query.

    Parameters
    ----------
    ask : callable
        Draws a request.
    may : int
        Milliseconds that it may take on a million events, in the median.
    """

    what: str
    ask: Callable[[Names, random.Random], _Asked]
    may: int
    rounds: int = _ROUNDS


def _question(form: str, names: Names, chance: random.Random) -> _Asked:
    a, b = chance.sample(names.actors, 2)
    asked = form.format(a=a, b=b, topic=chance.choice(names.topics), year=chance.randrange(2015, 2025))
    return "/ask", {"q": asked}


def _month(chance: random.Random) -> str:
    return f"{chance.randrange(2015, 2025)}-{chance.randrange(1, 13):02d}"


_REGIONS = ("Africa", "Europe", "Asia", "France", "Russia")
CASES = (
    Case(
        "who called whom, of an actor",
        lambda n, c: ("/events", {"either": c.choice(n.actors), "type": "CONSULT", "mode": "phone", "limit": 50}),
        100,
    ),
    Case(
        "leaders on a topic",
        lambda n, c: ("/events", {"topic": c.choice(n.topics), "facets": "either", "limit": 1}),
        100,
    ),
    Case("timeline of a pair", lambda n, c: ("/times", {"either": c.sample(n.actors, 2)}), 100),
    Case(
        "events in a region and month",
        lambda n, c: ("/events", {"within": c.choice(_REGIONS), "from": (m := _month(c)), "to": m, "limit": 50}),
        100,
    ),
    Case("/ask, who called whom, of an actor", partial(_question, "Who did {a} call in {year}?"), 250),
    Case("/ask, leaders on a topic", partial(_question, "Which leaders discussed {topic} in {year}?"), 250),
    Case("/ask, a pair", partial(_question, "When did {a} and {b} meet?"), 250),
    Case("/ask, who most often", partial(_question, "Who met {a} most often in {year}?"), 250),
    Case("/ask, not understood", partial(_question, "Why did {a} meet {b} in {year}?"), 250),
    # The answers are kept: each is asked once.
    Case("who called whom, of all", lambda n, c: ("/network", {"type": "CONSULT", "mode": "phone"}), 2000, 3),
    Case("/ask, who called whom, of all", lambda n, c: ("/ask", {"q": "Who called whom?"}), 2000, 1),
)


@dataclass(frozen=True, slots=True)
class Measured:
    """A case on one graph, in milliseconds.

    Parameters
    ----------
    first : float
        The first request of this kind since the service was started.
    median : float
    processor : float
        Of the service's process, on average.
    events : int
        That the graph has.
    """

    what: str
    events: int
    first: float
    median: float
    processor: float


def measure(store: Path) -> Iterator[Measured]:
    """Everything on one graph."""
    began = time.perf_counter()
    chance = random.Random(1)
    with served(store) as (address, process), httpx2.Client(base_url=address, timeout=600) as client:
        events = client.get("/events", params={"limit": 1}).raise_for_status().json()["total"]
        ready = 1000 * (time.perf_counter() - began)
        yield Measured("started, and the first answer", events, ready, ready, 1000 * _used(process))
        facets = client.get("/events", params={"limit": 1, "facets": ["either", "topic"]}).json()["facets"]
        names = Names(*([each["label"] for each in facets[name]] for name in ("either", "topic")))
        for case in CASES:
            times, before = [], _used(process)
            for _ in range(case.rounds):
                path, query = case.ask(names, chance)
                began = time.perf_counter()
                client.get(path, params=query).raise_for_status()
                times.append(1000 * (time.perf_counter() - began))
            used = 1000 * (_used(process) - before) / case.rounds
            yield Measured(case.what, events, times[0], statistics.median(times[1:] or times), used)
        yield Measured("memory of the service's process, MiB", events, 0, memory(process), 0)


def _used(process: subprocess.Popen[str]) -> float:
    """Seconds of the processor, of all threads."""
    fields = Path(f"/proc/{process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICK


def table(found: Sequence[Measured]) -> str:
    """A row for each case, with its growth: median, first, and milliseconds of the processor."""
    sizes = sorted({each.events for each in found})
    by = {(each.what, each.events): each for each in found}
    lines = ["| milliseconds, median (first) | " + " | ".join(f"{size:,} events" for size in sizes) + " |"]
    lines.append("| --- |" + " ---: |" * len(sizes))
    for what in dict.fromkeys(each.what for each in found):
        cells = [_cell(by.get((what, size))) for size in sizes]
        lines.append(f"| {what} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _cell(each: Measured | None) -> str:
    if each is None:
        return ""
    if each.first in (0, each.median):
        return f"{each.median:,.0f}"
    return f"{each.median:,.0f} ({each.first:,.0f})"


def late(found: Sequence[Measured]) -> Iterator[str]:
    """What takes longer than it may."""
    may = {case.what: case.may for case in CASES} | {"started, and the first answer": _READY_MS}
    for each in found:
        if each.events >= _A_MILLION and each.median > may.get(each.what, float("inf")):
            yield f"{each.what}: {each.median:.0f} ms, and may take {may[each.what]}"


def main() -> None:
    """Measure, and print or save."""
    parser = argparse.ArgumentParser()
    parser.add_argument("stores", type=Path, nargs="+")
    parser.add_argument("--save", action="store_true")
    given = parser.parse_args()
    at = machine()
    found = [each for store in given.stores for each in measure(store)]
    written = f"{table(found)}\n\n{at['date']}, {at['cores']} cores, load {at['load_at_start']} at the start.\n"
    print(written)
    if given.save:
        LAST.write_text(
            json.dumps({"machine": at, "figures": [asdict(each) for each in found]}, indent=1) + "\n", "utf-8"
        )
        page = PAGE.read_text("utf-8")
        PAGE.write_text(_MARKED.sub(lambda m: f"{m[1]}{written}{m[2]}", page), "utf-8")
    wrong = list(late(found))
    print("\n".join(wrong), file=sys.stderr)
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
