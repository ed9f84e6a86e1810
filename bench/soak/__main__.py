"""``make soak``: kills and made-up input in full, as a report; parts of it by name."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench.measure import machine
from bench.soak.fuzz import fuzz, keep_new
from bench.soak.kills import kills
from bench.soak.report import LAST, save
from bench.soak.servers import servers
from bench.soak.targets import TARGETS


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the parts that are named, by default all, and add what became of them to the report.

    Returns
    -------
    int
        1 if anything was found.
    """
    parser = argparse.ArgumentParser(prog="make soak ARGS=", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"kills, servers, {', '.join(TARGETS)}; default: all")
    parser.add_argument("--rounds", type=int, default=200, help="kills (default 200)")
    parser.add_argument("--minutes", type=float, default=10, help="for each that is fed made-up input (default 10)")
    parser.add_argument("--seed", type=int, default=int(time.time()), help="of the kills; by default another each time")
    parser.add_argument("--keep", action="store_true", help="keep inputs that reach further in tests/survival/corpus")
    parser.add_argument("--scratch", type=Path, help="a folder that stays, with every input that was tried")
    given = parser.parse_args(arguments)
    known = ["kills", "servers", *TARGETS]
    parts = given.parts or known
    if unknown := [part for part in parts if part not in known]:
        parser.error(f"no part {unknown[0]!r}; one of {', '.join(known)}")
    with tempfile.TemporaryDirectory(prefix="kg-soak-") as folder:
        scratch = given.scratch or Path(folder)
        found = {part: _run(part, given, scratch / part) for part in parts}
    return 1 if any(each["faults"] for each in found.values()) else 0


def _run(part: str, given: argparse.Namespace, scratch: Path) -> dict[str, Any]:
    print(f"{part} …", flush=True)
    scratch.mkdir(parents=True, exist_ok=True)
    if part == "kills":
        done = asdict(kills(scratch, rounds=given.rounds, seed=given.seed, say=print)) | {"seed": given.seed}
    elif part == "servers":
        done = asdict(servers(scratch))
    else:
        done = asdict(fuzz(part, int(60 * given.minutes), scratch))
        if given.keep:
            keep_new(part, scratch)
    done = {"part": part, **done, "machine": machine()}
    save(done)
    print(json.dumps({k: v for k, v in done.items() if k != "machine"}, indent=1), f"-> {LAST}", flush=True)
    return done


if __name__ == "__main__":
    sys.exit(main())
