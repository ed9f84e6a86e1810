"""Measure, print a table, and write it to `bench/last.json`.

Cases may be named: ``python -m bench gexf ask``; then nothing is written.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

from bench.cases import CASES
from bench.measure import machine
from kg.cli.tables import table
from kg.pipeline import build
from kg.resources import folder

_LAST = Path(__file__).with_name("last.json")


def main(names: list[str]) -> None:
    """Run these cases, or all."""
    unknown = sorted(set(names) - set(CASES))
    if unknown:
        sys.exit(f"no case {', '.join(unknown)}; one of {', '.join(CASES)}")
    began, on = time.perf_counter(), machine()
    figures: dict[str, dict[str, float]] = {}
    rows = []
    with tempfile.TemporaryDirectory() as folder_:
        scratch = Path(folder_)
        if "extraction" not in (names or CASES):
            build([folder("seeds") / "articles"], store=scratch / "seeds")
        for name in names or CASES:
            for figure in CASES[name](scratch):
                value = round(figure.value, 3) if figure.value < 100 else round(figure.value)
                figures.setdefault(name, {})[f"{figure.what} ({figure.unit})" if figure.unit else figure.what] = value
                rows.append((name, figure.what, f"{value:,}", figure.unit))
            print(f"{name} measured", file=sys.stderr)
    seconds = round(time.perf_counter() - began)
    print(table(("case", "what", "figure", "unit"), rows))
    print(f"\n{on['cores']} cores, {on['memory_gib']} GiB, load {on['load_at_start']} at the start; took {seconds} s")
    if not names:
        _LAST.write_text(json.dumps({"machine": on, "seconds": seconds, "figures": figures}, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
