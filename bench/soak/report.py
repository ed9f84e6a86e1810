"""What was survived, part by part, as a record and as a table in the page beside it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

LAST = Path(__file__).with_name("last.json")
PAGE = Path(__file__).with_name("README.md")
_MARKED = re.compile(r"(<!-- survived -->\n).*?(<!-- end -->)", re.DOTALL)


def save(done: dict[str, Any]) -> None:
    """Put a part in place of what the last run of it gave."""
    known = json.loads(LAST.read_text("utf-8")) if LAST.exists() else {}
    known[done["part"]] = done
    LAST.write_text(json.dumps(known, indent=1, ensure_ascii=False) + "\n", "utf-8")
    PAGE.write_text(_MARKED.sub(lambda m: m[1] + table(known) + m[2], PAGE.read_text("utf-8")), "utf-8")


def table(known: dict[str, Any]) -> str:
    """A row for each part."""
    lines = ["| part | what was done | faults | minutes | on |", "| --- | --- | ---: | ---: | --- |"]
    for name, done in known.items():
        on = done["machine"]
        load = "not noted" if on["load_at_start"] is None else on["load_at_start"]
        where = f"{on['date']}, {on['cores']} cores, load {load}"
        lines.append(f"| {name} | {_did(done)} | {len(done['faults'])} | {done['seconds'] / 60:.0f} | {where} |")
    return "\n".join(lines) + "\n\n"


def _did(done: dict[str, Any]) -> str:
    if done["part"] == "servers":
        return f"{done['tests']} tests of stores on servers, {done['skipped']} skipped"
    if done["part"] != "kills":
        return f"{done['inputs']:,} inputs; at most {done['peak_mib']:,} MiB"
    killed = ", ".join(f"{work} {count}" for work, count in sorted(done["killed"].items()))
    return (
        f"{done['rounds']} rounds; killed before the end: {killed};"
        f" compared with an undisturbed store {done['compared']} times; seed {done['seed']}"
    )
