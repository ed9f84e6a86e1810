"""Every target fed with made-up input for some minutes, each in a process of its own."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bench.measure import ROOT
from bench.soak.corpus import keep, kept

_DONE = re.compile(r"stat::number_of_executed_units:\s+(\d+)")
_PEAK = re.compile(r"stat::peak_rss_mb:\s+(\d+)")
# Inputs that a run may add to those that are kept: the shortest that reach a line which no other reaches.
_ADDED = 60
_LONGEST_KEPT = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Fuzzed:
    """What became of one target.

    Parameters
    ----------
    inputs : int
        How many were tried.
    faults : tuple of str
        Each error, hang or excess, once.
    peak_mib : int
        The most memory that the process held.
    """

    target: str
    seconds: float
    inputs: int
    faults: tuple[str, ...]
    peak_mib: int


def fuzz(target: str, seconds: int, scratch: Path) -> Fuzzed:
    """Feed a target; what it was fed lies in `scratch` afterwards."""
    corpus, findings = scratch / target, scratch / f"{target}.jsonl"
    corpus.mkdir(parents=True, exist_ok=True)
    for each in kept(target):
        (corpus / hashlib.sha256(each).hexdigest()[:16]).write_bytes(each)
    began, inputs, peak, ended = time.monotonic(), 0, 0, []
    while (left := seconds - int(time.monotonic() - began)) > 0:
        done = _run(target, left, corpus, findings)
        inputs += int(found[1]) if (found := _DONE.search(done.stderr)) else 0
        peak = max(peak, int(found[1]) if (found := _PEAK.search(done.stderr)) else 0)
        if done.returncode:
            (scratch / f"{target}.log").write_text(done.stderr, "utf-8")
            ended.append(next((line for line in done.stderr.splitlines() if "ERROR" in line), done.stderr[-300:]))
            if len(ended) == 3:
                break
    noted = findings.read_text("utf-8").splitlines() if findings.exists() else []
    what = [f"{each['what']} ({each['at']}): {each['input'][:200]}" for each in map(json.loads, noted)]
    return Fuzzed(target=target, seconds=time.monotonic() - began, inputs=inputs, faults=(*what, *ended), peak_mib=peak)


def keep_new(target: str, scratch: Path) -> None:
    """Keep, of what a run has made up, what reaches further than what was kept before."""
    known = set(kept(target))
    with tempfile.TemporaryDirectory() as folder:
        least, old = Path(folder) / "least", Path(folder) / "old"
        least.mkdir()
        old.mkdir()
        for each in known:
            (old / hashlib.sha256(each).hexdigest()[:16]).write_bytes(each)
        _run(target, 0, least, Path(folder) / "none.jsonl", "-merge=1", str(old), str(scratch / target))
        found = [path.read_bytes() for path in least.iterdir()]
    new = sorted((each for each in found if each not in known and len(each) <= _LONGEST_KEPT), key=len)
    keep(target, new[:_ADDED], "Made up by a soak: each reaches a line of code that no other does")


def _run(target: str, seconds: int, corpus: Path, findings: Path, *more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bench.soak.fuzzing", target, str(seconds), str(corpus), str(findings), *more]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, errors="replace", check=False)
