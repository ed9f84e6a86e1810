"""The runs of `make bench` until now, as a chart: how we stood beside the rivals, run by run.

Only ratios are drawn, for they are taken side by side and can be compared over runs; seconds can't.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import matplotlib as mpl

mpl.use("svg")
from matplotlib import pyplot as plt

RUNS = Path(__file__).with_name("history.jsonl")
CHART = Path(__file__).with_name("history.svg")
RATIO = "times as quick"


def ratios(runs: Path = RUNS) -> tuple[list[str], dict[str, list[float | None]]]:
    """The day of each run, and each ratio by run; None where a run did not take it.

    Parameters
    ----------
    runs : Path
        A record a line, as `bench/last.json` has it, oldest first.
    """
    records = [json.loads(line) for line in runs.read_text("utf-8").splitlines()]
    found: dict[str, list[float | None]] = defaultdict(lambda: [None] * len(records))
    for place, record in enumerate(records):
        for figure in record["figures"]:
            if figure["unit"] == RATIO:
                found[figure["what"]][place] = figure["value"]
    return [record["machine"]["date"] for record in records], dict(found)


def draw(runs: Path = RUNS, chart: Path = CHART) -> None:
    """Draw the ratios of all runs; the same file for the same runs."""
    days, found = ratios(runs)
    mpl.rcParams["svg.hashsalt"] = "aide-memoire"
    figure, axes = plt.subplots(figsize=(8, 0.28 * len(found) + 1.2))
    shade = plt.get_cmap("Blues")
    for run, day in enumerate(days):
        rows = [(row, values[run]) for row, values in enumerate(found.values()) if values[run] is not None]
        colour = shade((run + 1.5) / (len(days) + 0.5))
        axes.scatter([v for _, v in rows], [r for r, _ in rows], color=colour, label=day, zorder=2)
    axes.axvline(1, color="grey", linewidth=0.8, zorder=1)
    axes.set_xscale("log")
    axes.xaxis.set_major_formatter("{x:g}")
    axes.xaxis.set_minor_formatter("")
    axes.set_yticks(range(len(found)), list(found), fontsize="small")
    axes.invert_yaxis()
    axes.grid(axis="x", alpha=0.3)
    axes.set_xlabel(f"{RATIO} (right of 1: quicker than the rival)")
    axes.legend(title="run of", loc="upper left", bbox_to_anchor=(1, 1), fontsize="small", frameon=False)
    figure.savefig(chart, bbox_inches="tight", metadata={"Date": None})
    plt.close(figure)
