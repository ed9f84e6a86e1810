"""Measuring side by side: rivals in turns, so that a busy moment of the machine hits all of them."""

from __future__ import annotations

import os
import platform
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def in_turns(rivals: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """The median time of each rival over so many rounds, in seconds.

    Parameters
    ----------
    rivals : mapping of str to callable
        Run one after the other in each round.
    """
    times: dict[str, list[float]] = {name: [] for name in rivals}
    for _ in range(rounds):
        for name, run in rivals.items():
            began = time.perf_counter()
            run()
            times[name].append(time.perf_counter() - began)
    return {name: statistics.median(found) for name, found in times.items()}


def command(*words: str | Path) -> Callable[[], None]:
    """A new Python process with these arguments, in the checkout; its output is thrown away."""

    def run() -> None:
        subprocess.run([sys.executable, *words], cwd=ROOT, check=True, capture_output=True)

    return run


# Prints the most memory that the process held which it starts.
_WATCH = (
    "import resource, subprocess, sys; quiet = subprocess.DEVNULL; "
    "subprocess.run(sys.argv[1:], check=True, stdout=quiet, stderr=quiet); "
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
)


def peak_memory(*words: str | Path) -> float:
    """The most memory that a Python process with these arguments held, in MiB.

    A small process starts it: on Linux what the starting process holds counts into the peak of what it starts.
    """
    command = [sys.executable, "-c", _WATCH, sys.executable, *words]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    # Kilobytes, but bytes on macOS.
    return int(done.stdout) / (2**20 if sys.platform == "darwin" else 2**10)


def free_port() -> int:
    """A port of the loopback address that nothing listens on just now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    return port


def machine() -> dict[str, object]:
    """On what it was measured."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    libraries: Sequence[str] = ("spacy", "thinc", "blis", "numpy", "pyoxigraph", "networkx", "fastapi")
    return {
        "date": date.today().isoformat(),
        "cores": os.cpu_count(),
        "memory_gib": round(memory),
        "load_at_start": round(os.getloadavg()[0], 2),
        "python": platform.python_version(),
        "libraries": {name: version(name) for name in libraries},
    }
