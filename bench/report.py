"""What was measured, as a table for the terminal and for the page beside this file."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from bench import history
from kg.cli.tables import table

LAST = Path(__file__).with_name("last.json")
PAGE = Path(__file__).with_name("README.md")
_MARKED = re.compile(r"(<!-- figures -->\n).*?(<!-- end -->)", re.DOTALL)


def lines(measured: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    """Case, what, figure and unit of every figure."""
    return [(f["case"], f["what"], f"{f['value']:,}", f["unit"]) for f in measured["figures"]]


def plain(measured: dict[str, Any]) -> str:
    """For the terminal."""
    return f"{table(('case', 'what', 'figure', 'unit'), lines(measured))}\n\n{circumstances(measured)}"


def circumstances(measured: dict[str, Any]) -> str:
    """When, and on what."""
    on = measured["machine"]
    libraries = ", ".join(f"{name} {version}" for name, version in on["libraries"].items())
    return (
        f"{on['date']}, {on['cores']} cores, {on['memory_gib']} GiB, load {on['load_at_start']} at the start; "
        f"the run took {measured['seconds']} s. Python {on['python']}, {libraries}."
    )


def save(measured: dict[str, Any]) -> None:
    """Write the figures to `last.json` and into the page, and add the run to the history and its chart."""
    LAST.write_text(json.dumps(measured, indent=2) + "\n", "utf-8")
    rows = [("case", "what", "figure", "unit"), ("---", "---", "---:", "---"), *lines(measured)]
    shown = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    page = _MARKED.sub(rf"\g<1>{shown}\n\n{circumstances(measured)}\n\g<2>", PAGE.read_text("utf-8"))
    PAGE.write_text(page, "utf-8")
    with history.RUNS.open("a", encoding="utf-8") as runs:
        runs.write(json.dumps(measured) + "\n")
    history.draw()
