"""Stores on SPARQL servers in full: a process that is ended at any request, and a whole build on either server."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

_ROOT = Path(__file__).parents[2]
IN_FULL = "SOAK"
"""The variable of the environment by which the tests of servers run in full."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What was tried.

    Parameters
    ----------
    tests, skipped : int
    faults : list of str
        The tests that failed.
    """

    tests: int
    skipped: int
    faults: list[str]
    seconds: float


def servers(scratch: Path) -> Tried:
    """Run all tests of servers."""
    began, record = time.monotonic(), scratch / "record.xml"
    command = [sys.executable, "-m", "pytest", "--no-cov", "-q", "tests/remote", f"--junitxml={record}"]
    subprocess.run(command, cwd=_ROOT, env={**os.environ, IN_FULL: "1"}, check=False)
    cases = list(ElementTree.parse(record).iter("testcase"))
    failed = [c.get("name", "") for c in cases if c.find("failure") is not None or c.find("error") is not None]
    skipped = sum(c.find("skipped") is not None for c in cases)
    return Tried(len(cases) - skipped, skipped, failed, time.monotonic() - began)
