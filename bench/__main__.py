"""Measure, print a table, and write it to `bench/last.json` and `bench/README.md`.

Cases may be named: ``python -m bench gexf ask``; then nothing is written.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from bench.cases import CASES
from bench.measure import machine
from bench.report import plain, save
from kg.pipeline import build
from kg.resources import folder


def main(names: list[str]) -> None:
    """Run these cases, or all."""
    unknown = sorted(set(names) - set(CASES))
    if unknown:
        sys.exit(f"no case {', '.join(unknown)}; one of {', '.join(CASES)}")
    began, on = time.perf_counter(), machine()
    figures = []
    with tempfile.TemporaryDirectory() as scratch:
        # The store that several cases read; it also loads the model and the tables, which is not to be measured.
        build([folder("seeds") / "articles"], store=Path(scratch, "seeds"))
        for name in names or CASES:
            for figure in CASES[name](Path(scratch)):
                value = round(figure.value, 3 if figure.value < 10 else 1 if figure.value < 100 else None)
                figures.append({"case": name, "what": figure.what, "value": value, "unit": figure.unit})
            print(f"{name} measured", file=sys.stderr)
    measured = {"machine": on, "seconds": round(time.perf_counter() - began), "figures": figures}
    print(plain(measured))
    if not names:
        save(measured)


if __name__ == "__main__":
    main(sys.argv[1:])
