"""Kills at random moments of builds, consolidation, removals, exports and backups, with the store looked at after each.

After each kill the store must open; each of its articles must be whole, in a version that was sent; what was
acknowledged must be there; nothing may refer to what is not. After some rounds the work is finished undisturbed, and
the graph must be, statement for statement, that of a store built at once.
"""

from __future__ import annotations

import hashlib
import json
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyoxigraph as ox

import kg
from bench.corpus import dispatches
from bench.measure import ROOT
from bench.soak.victim import EXPORTS
from kg.integrity import check
from kg.integrity.references import OF_ARTICLES, OF_EVENTS
from kg.namespaces import article_iri
from kg.pipeline import build, remove
from kg.store import Store
from kg.store.backups import restore

# How often each kind of work is chosen.
_WORKS = {"build": 8, "consolidate": 4, "export": 3, "remove": 2, "backup": 2}
_VERSIONS = 3
_AT_A_TIME = 6
_REPORT = 10


@dataclass(slots=True)
class Survived:
    """What became of the rounds.

    Parameters
    ----------
    killed : dict of str to int
        Rounds by kind of work in which the work was killed before it had ended.
    ended : dict of str to int
        Rounds in which it had ended before.
    compared : int
        How often the graph was held to that of a store built at once.
    faults : list of str
        Everything that was wrong.
    """

    rounds: int = 0
    seconds: float = 0.0
    killed: dict[str, int] = field(default_factory=lambda: dict.fromkeys(_WORKS, 0))
    ended: dict[str, int] = field(default_factory=lambda: dict.fromkeys(_WORKS, 0))
    compared: int = 0
    checked: int = 0
    faults: list[str] = field(default_factory=list)


def kills(
    scratch: Path, *, rounds: int, every: int = 20, articles: int = 24, seed: int = 1,
    say: Callable[[str], None] = lambda _: None,
) -> Survived:  # fmt: skip
    """Run the rounds in an empty folder.

    Parameters
    ----------
    every : int
        After so many rounds the work is finished undisturbed and compared.
    articles : int
        How many articles there are, each in several versions.
    """
    began = time.monotonic()
    run = _Run(scratch, articles, random.Random(seed))
    try:
        for number in range(1, rounds + 1):
            run.round(number)
            if number % every == 0 or number == rounds:
                run.compare(number)
            if number % _REPORT == 0:
                say(f"{number} rounds, {sum(run.found.killed.values())} killed, {len(run.found.faults)} faults")
    finally:
        run.victim.close()
    run.found.rounds, run.found.seconds = rounds, time.monotonic() - began
    return run.found


class _Victim:
    """The process whose children are killed."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bench.soak.victim"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._heard()

    def run(self, work: str, wait: float | None, **asked: Any) -> tuple[int, float]:
        """Have something done, and kill it after so many seconds; its exit code, and the seconds that it took."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"work": work, "wait": wait, **asked}, default=str) + "\n")
        self._process.stdin.flush()
        heard = self._heard()
        return heard["code"], heard["seconds"]

    def close(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()

    def _heard(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        return dict(json.loads(self._process.stdout.readline()))


class _Run:
    """The rounds: what was sent, what may be there, and what is."""

    def __init__(self, scratch: Path, articles: int, chance: random.Random) -> None:
        self.found, self.victim = Survived(), _Victim()
        self._scratch, self._chance, self._store = scratch, chance, scratch / "graph"
        self._texts = _versions(articles)
        self._empty = scratch / "empty"
        build([], store=self._empty)
        shutil.copytree(self._empty, self._store)
        # The graph of each version of each article, by a store that nobody disturbs.
        self._graphs: dict[str, set[str]] = {name: set() for name in self._texts}
        for number in range(_VERSIONS):
            for name, graph in self._undisturbed(dict.fromkeys(self._texts, number))[1].items():
                self._graphs[name].add(graph)
        self._wanted: dict[str, int] = {}
        self._last: dict[str, float] = {}

    def round(self, number: int) -> None:
        """Do something, kill it, and look."""
        work = self._chance.choices([*_WORKS], [*_WORKS.values()])[0]
        if work not in self._last:  # once undisturbed, to know how long it takes
            _, self._last[work] = self._do(work, None)
        code, _ = self._do(work, self._chance.uniform(0, 1.1 * self._last[work]))
        if code == 0:
            self.found.ended[work] += 1
        elif code == -signal.SIGKILL:
            self.found.killed[work] += 1
        else:
            self._fault(number, f"{work} failed with {code}")
        self._look(number, work)

    def compare(self, number: int) -> None:
        """Finish what was begun, undisturbed, and compare."""
        sent = self._write(self._wanted, "all")
        build([sent], store=self._store)
        remove(self._store, *(name for name in self._texts if name not in self._wanted))
        digest, _ = self._undisturbed(self._wanted)
        with Store.open(self._store) as store:
            if store.digest() != digest:
                self._fault(number, "the graph is not that of a store built at once")
        report = check(self._store)
        self.found.compared += 1
        self.found.checked += 1
        for finding in report.findings:
            if finding.grave:
                self._fault(number, f"kg check: {finding.what}: {finding.where}")

    def _do(self, work: str, wait: float | None) -> tuple[int, float]:
        out = self._scratch / "out"
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir()
        asked: dict[str, Any] = {"store": self._store}
        names = self._chance.sample([*self._texts], min(_AT_A_TIME, len(self._texts)))
        if work == "build":
            change = {name: self._chance.randrange(_VERSIONS) for name in names}
            self._wanted.update(change)
            asked |= {"given": self._write(change, "some"), "acknowledged": out / "acknowledged"}
            asked |= {"workers": self._chance.choice((1, 1, 1, 2))}
        elif work == "remove":
            asked["articles"] = names[:2]
            for name in names[:2]:
                self._wanted.pop(name, None)
        elif work in ("export", "backup"):
            asked["folder"] = out
        return self.victim.run(work, wait, **asked)

    def _look(self, number: int, work: str) -> None:
        """Open the store and hold it to what was sent."""
        out = self._scratch / "out"
        with Store.open(self._store) as store:
            there = _graphs(store)
            for name, graph in there.items():
                if graph not in self._graphs[name]:
                    self._fault(number, f"{name} is in no version that was sent, after a {work} was killed")
            if (out / "acknowledged").exists():
                for name in (out / "acknowledged").read_text("utf-8").splitlines(keepends=True):
                    if name.endswith("\n") and name.strip() not in there:
                        self._fault(number, f"{name.strip()} was acknowledged and is not there")
            for reference in (*OF_ARTICLES, *OF_EVENTS):
                if (row := next(store.select(reference.query), None)) is not None:
                    self._fault(number, f"{reference.what}: {row['this']}")
        if work == "export":
            with kg.open(self._store) as graph:
                for name in EXPORTS:
                    if (out / name).exists():
                        graph.export(name, out / "again")
                        if (out / "again").read_bytes() != (out / name).read_bytes():
                            self._fault(number, f"{name} was exported in part")
        if work == "backup" and (out / "backup").exists():
            restore(out / "backup", out / "restored")

    def _undisturbed(self, wanted: Mapping[str, int]) -> tuple[str, dict[str, str]]:
        """The digest, and the graph of each article, of a store built at once."""
        path = self._scratch / "undisturbed"
        shutil.rmtree(path, ignore_errors=True)
        shutil.copytree(self._empty, path)
        build([self._write(wanted, "undisturbed")], store=path)
        with Store.open(path) as store:
            return store.digest(), _graphs(store)

    def _write(self, wanted: Mapping[str, int], name: str) -> Path:
        path = self._scratch / f"{name}.jsonl"
        records = ({"id": n, "text": self._texts[n][v], "published": "2024-07-11"} for n, v in wanted.items())
        path.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
        return path

    def _fault(self, number: int, what: str) -> None:
        self.found.faults.append(f"round {number}: {what}")


def _versions(articles: int) -> dict[str, list[str]]:
    """Dispatches by id, each as a whole and cut after some of its paragraphs."""
    texts = {}
    for article in dispatches()[:articles]:
        paragraphs = article.text.split("\n\n")
        texts[article.id] = ["\n\n".join(paragraphs[: max(1, len(paragraphs) - 2 * cut)]) for cut in range(_VERSIONS)]
    return texts


def _graphs(store: Store) -> dict[str, str]:
    """A hash of the graph of each article, by its id."""
    found = {}
    for name in store.articles():
        lines = sorted(store.dump(ox.RdfFormat.N_TRIPLES, article_iri(name)).splitlines())
        found[name] = hashlib.sha256(b"\n".join(lines)).hexdigest()
    return found
