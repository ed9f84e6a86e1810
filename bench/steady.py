"""Does a build grow with what it has read? ``python -m bench.steady NUMBER FOLDER [--workers N] [--save]``.

``python -m bench.steady NUMBER --reading`` has this process read them as a worker does, and nobody store them.

So many made-up short articles (`bench/news.py`) go into ``kg build -`` and a new store in the folder; every 5,000 of
them it notes what each of its processes has taken of the processor and holds. What a pipe and a batch have in them,
some two hundred articles, has been given and not read yet. With ``--save`` the table goes to `bench/README.md` and the
figures to `bench/steady.json`. Needs Linux, whose ``/proc`` tells of processes.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from bench.measure import ROOT, machine
from bench.news import articles
from kg.model import Article
from kg.parse import PACKAGED
from kg.workers import read_many

PAGE, LAST = (Path(__file__).with_name(name) for name in ("README.md", "steady.json"))
_MARKED = re.compile(r"(<!-- steady -->\n).*?(<!-- end -->)", re.DOTALL)
_EVERY = 5_000
_CHUNK = 16
_TICK = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")
_LOOK_SECONDS = 0.5
_BUILD, _READER = "the build", "reader"


@dataclass(frozen=True, slots=True)
class Sample:
    """A process at one moment.

    Parameters
    ----------
    articles : int
        How many had been given to the build.
    process : str
        "the build", or "reader" and its number where several processes read.
    seconds : float
        Of the processor, since it was started.
    mib : float
        What it holds; at the end, the most that it held since the last article was given.
    """

    articles: int
    process: str
    seconds: float
    mib: float


def measure(number: int, folder: Path, workers: int = 1) -> Iterator[Sample]:
    """Build, and tell now and then what it takes; at last what finishing took.

    Raises
    ------
    subprocess.CalledProcessError
        If the build fails.
    """
    command = [sys.executable, "-m", "kg.cli", "build", "-", "--store", str(folder), "--workers", str(workers)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE) as build:
        assert build.stdin
        given = articles()
        for done in range(0, number, _EVERY):
            _give(build.stdin, islice(given, min(_EVERY, number - done)))
            yield from _samples(build.pid, min(done + _EVERY, number))
        build.stdin.close()
        yield from _finish(build, number)
    if build.returncode:
        raise subprocess.CalledProcessError(build.returncode, command)


def reading(number: int) -> Iterator[Sample]:
    """What a process holds that reads so many articles, sixteen at a time."""
    given = articles()
    for done in range(_EVERY, number + 1, _EVERY):
        some = islice(given, _EVERY)
        while chunk := list(islice(some, _CHUNK)):
            read_many(chunk, PACKAGED)
        own = next(_samples(os.getpid(), done))
        yield Sample(done, f"{_READER} 1", own.seconds, own.mib)


def _give(to: BinaryIO, some: Iterator[Article]) -> None:
    for article in some:
        told = {key: value for key, value in asdict(article).items() if value is not None}
        to.write(json.dumps(told, ensure_ascii=False).encode() + b"\n")
    to.flush()


def _finish(build: subprocess.Popen[bytes], number: int) -> Iterator[Sample]:
    """The most that each process holds until all is done."""
    most: dict[str, Sample] = {}
    while build.poll() is None:
        for sample in _samples(build.pid, number):
            before = most.get(sample.process)
            mib = max(sample.mib, before.mib if before else 0.0)
            most[sample.process] = Sample(number, sample.process, sample.seconds, mib)
        time.sleep(_LOOK_SECONDS)
    yield from (Sample(s.articles, f"{s.process}, to the end", s.seconds, s.mib) for s in most.values())


def _samples(build: int, given: int) -> Iterator[Sample]:
    readers = sorted(_children(build))
    for name, pid in [(_BUILD, build), *((f"{_READER} {n}", pid) for n, pid in enumerate(readers, start=1))]:
        try:
            fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
        except OSError:  # it has ended meanwhile
            continue
        yield Sample(given, name, (int(fields[11]) + int(fields[12])) / _TICK, int(fields[21]) * _PAGE / 2**20)


def _children(pid: int) -> list[int]:
    """The processes that a process has started, from any of its threads."""
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text("ascii").split()]


def table(found: Sequence[Sample]) -> str:
    """A row for each moment, two columns for each process."""
    readers = sorted({s.process for s in found if s.process.startswith(_READER) and "," not in s.process})
    columns = [_BUILD, *readers]
    lines = ["| articles | " + " | ".join(f"{name}, s of processor | MiB" for name in columns) + " |"]
    lines.append("| ---: |" + " ---: | ---: |" * len(columns))
    moments = dict.fromkeys((s.articles, s.process.partition(",")[2]) for s in found)
    at = {(s.articles, s.process): s for s in found}
    for number, end in moments:
        cells = [at.get((number, f"{name},{end}" if end else name)) for name in columns]
        shown = [f"{cell.seconds:,.0f} | {cell.mib:,.0f}" if cell else " | " for cell in cells]
        lines.append(f"| {number:,}{',' if end else ''}{end} | " + " | ".join(shown) + " |")
    return "\n".join(lines)


def main() -> None:
    """Measure, print as it goes, and save."""
    parser = argparse.ArgumentParser()
    parser.add_argument("number", type=int)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--reading", action="store_true")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--save", action="store_true")
    given = parser.parse_args()
    at, found = machine(), list[Sample]()
    for sample in reading(given.number) if given.reading else measure(given.number, given.folder, given.workers):
        found.append(sample)
        print(f"{sample.articles:>9,}  {sample.process:24} {sample.seconds:9,.0f} s {sample.mib:9,.0f} MiB", flush=True)
    when = f"{at['date']}, {at['cores']} cores, load {at['load_at_start']} at the start, workers: {given.workers}."
    print(written := f"{table(found)}\n\n{when}\n")
    if given.save:
        LAST.write_text(json.dumps({"machine": at, "samples": [asdict(s) for s in found]}, indent=1) + "\n", "utf-8")
        PAGE.write_text(_MARKED.sub(lambda m: f"{m[1]}{written}{m[2]}", PAGE.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
