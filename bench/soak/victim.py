"""A process that does what it is told in children that may be killed: ``python -m bench.soak.victim``.

Model and tables are loaded once, before the first child, so that the moments at which children are killed are those of
their work and not of loading. It reads a JSON object a line, and answers with the child's number and, when it has
ended, with how.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import kg
from kg import pipeline
from kg.consolidation import start_anew
from kg.parse import PACKAGED, load
from kg.store import Store
from kg.store.backups import back_up
from kg.world import world


def build(store: Path, given: str, acknowledged: str, workers: int = 1) -> None:
    """Read articles; what is stored is noted, an id a line."""
    with Path(acknowledged).open("a", encoding="utf-8") as out:

        def note(text: str) -> None:
            out.write(text.rsplit(" ", 1)[-1] + "\n")
            out.flush()

        pipeline.build([given], store=store, workers=workers, progress=note)


def consolidate(store: Path) -> None:
    """Make all events anew."""
    with Store.open(store) as graph:
        start_anew(graph)
        pipeline.finish(graph)


def remove(store: Path, articles: list[str]) -> None:
    """Take articles out."""
    pipeline.remove(store, *articles)


def export(store: Path, folder: str) -> None:
    """Write events, a network and the graph."""
    with kg.open(store) as graph:
        for name in EXPORTS:
            graph.export(name, Path(folder) / name)


def backup(store: Path, folder: str) -> None:
    """Back the store up."""
    back_up(store, Path(folder) / "backup")


EXPORTS = ("jsonl", "gexf", "nquads")
WORKS: Mapping[str, Callable[..., None]] = {f.__name__: f for f in (build, consolidate, remove, export, backup)}


def main() -> None:
    """Listen."""
    load(PACKAGED)
    world()
    _say({"ready": True})
    for line in sys.stdin:
        asked: dict[str, Any] = json.loads(line)
        wait = asked.pop("wait")
        child, began = os.fork(), time.monotonic()
        if child == 0:
            _work(asked)
        if wait is not None:
            time.sleep(wait)
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        _say({"code": os.waitstatus_to_exitcode(status), "seconds": time.monotonic() - began})


def _work(asked: dict[str, Any]) -> None:
    code = 1
    try:
        WORKS[asked.pop("work")](Path(asked.pop("store")), **asked)
        code = 0
    finally:
        sys.stderr.flush()
        os._exit(code)


def _say(told: dict[str, Any]) -> None:
    print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main()
