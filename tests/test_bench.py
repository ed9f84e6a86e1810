"""The history of measurements: which ratios are kept, and that they are drawn."""

import json
from pathlib import Path
from xml.etree import ElementTree

from bench import history


def _run(day: str, **figures: float) -> str:
    made = [{"case": "c", "what": what, "value": value, "unit": history.RATIO} for what, value in figures.items()]
    other = {"case": "c", "what": "words", "value": 7, "unit": "words/s"}
    return json.dumps({"machine": {"date": day}, "figures": [*made, other]})


def test_only_ratios_are_kept_each_in_its_run(tmp_path: Path) -> None:
    runs = tmp_path / "runs.jsonl"
    runs.write_text("\n".join([_run("2026-01-01", build=0.5), _run("2026-02-01", build=0.9, gexf=4)]), "utf-8")
    assert history.ratios(runs) == (["2026-01-01", "2026-02-01"], {"build": [0.5, 0.9], "gexf": [None, 4]})


def test_the_chart_names_runs_and_ratios(tmp_path: Path) -> None:
    runs, chart = tmp_path / "runs.jsonl", tmp_path / "chart.svg"
    runs.write_text("\n".join([_run("2026-01-01", build=0.5), _run("2026-02-01", build=0.9, gexf=4)]), "utf-8")
    history.draw(runs, chart)
    first = chart.read_bytes()
    assert ElementTree.fromstring(first).tag.endswith("svg")
    for word in ("2026-01-01", "2026-02-01", "build", "gexf"):
        assert f"<!-- {word} -->".encode() in first
    history.draw(runs, chart)
    assert chart.read_bytes() == first


def test_the_history_of_the_project_is_drawn_as_it_is() -> None:
    days, found = history.ratios()
    drawn = history.CHART.read_text("utf-8")
    assert days
    assert all(f"<!-- {what.replace('--', '- -')} -->" in drawn for what in found)
