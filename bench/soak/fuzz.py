"""Every target fed with made-up input for some minutes, each in a process of its own."""

from __future__ import annotations

import hashlib
import json
import random
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from bench.measure import ROOT
from bench.soak.corpus import keep, kept

_DONE = re.compile(r"stat::number_of_executed_units:\s+(\d+)")
_PEAK = re.compile(r"stat::peak_rss_mb:\s+(\d+)")
# Inputs that a run may add to those that are kept, and how long they may be.
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
    """Keep some of what a run has made up: each reached lines that nothing before it had reached."""
    known = set(kept(target))
    found = sorted(path.read_bytes() for path in (scratch / target).iterdir())
    new = [each for each in found if each not in known and len(each) <= _LONGEST_KEPT]
    chosen = random.Random(len(new)).sample(new, min(_ADDED, len(new)))
    keep(target, chosen, "Made up by a soak: each reached lines that nothing before it had reached")


def _run(target: str, seconds: int, corpus: Path, findings: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bench.soak.fuzzing", target, str(seconds), str(corpus), str(findings)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, errors="replace", check=False)
