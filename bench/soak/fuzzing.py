"""One run of atheris over one target: ``python -m bench.soak.fuzzing TARGET SECONDS CORPUS FINDINGS``.

A finding does not end the run: each is written down once, by its error and the line that raised it. An input that
takes more processor than an article may is a finding too; one that hangs, or takes more memory than the process may,
ends this process, and whoever started it starts another.
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
import traceback
from pathlib import Path

import atheris

# What is led by: our own lines, and those of the libraries in pure Python that take files apart.
_LED_BY = ("kg", "feedparser", "pypdf", "trafilatura", "warcio")
SLOW_SECONDS = 10.0
LONGEST = {"readers": 8192, "extraction": 1500, "questions": 300}


def main() -> None:
    """Run."""
    name, seconds, corpus, findings = sys.argv[1], int(sys.argv[2]), sys.argv[3], Path(sys.argv[4])
    with atheris.instrument_imports(include=[*_LED_BY], enable_loader_override=False):
        from bench.soak.targets import TARGETS
    target = TARGETS[name]
    target(b"Erdogan called Putin on Monday.")  # what is loaded once is no input's fault
    known = (
        {json.loads(line)["at"] for line in findings.read_text("utf-8").splitlines()} if findings.exists() else set()
    )

    def one(data: bytes) -> None:
        began = time.process_time()
        try:
            target(data)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what we look for
            note(data, f"{type(error).__name__}: {error}", _line(error))
        took = time.process_time() - began
        if took > SLOW_SECONDS:
            note(data, f"{took:.1f} s", "slow")

    def note(data: bytes, what: str, at: str) -> None:
        if at in known:
            return
        known.add(at)
        (findings.parent / f"{name}-{hashlib.sha256(data).hexdigest()[:12]}").write_bytes(data)
        with findings.open("a", encoding="utf-8") as out:
            out.write(json.dumps({"target": name, "what": what[:500], "at": at, "input": repr(data)}) + "\n")

    limits = [f"-max_total_time={seconds}", "-timeout=120", "-rss_limit_mb=4000", "-print_final_stats=1"]
    limits += [f"-max_len={LONGEST.get(name, 2048)}", f"-artifact_prefix={findings.parent}/{name}-"]
    atheris.Setup([sys.argv[0], *limits, corpus], one)
    atheris.Fuzz()


def _line(error: Exception) -> str:
    """Where it was raised: the innermost line of ours and the innermost of all."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [f for f in frames if "/kg/" in f.filename or "/bench/soak/targets" in f.filename] or frames
    return f"{type(error).__name__} at {ours[-1].filename}:{ours[-1].lineno}, {frames[-1].filename}:{frames[-1].lineno}"


if __name__ == "__main__":
    main()
