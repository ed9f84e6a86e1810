"""The README's ten answers are those that the graph of the seed corpus gives."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import kg

ROOT = Path(__file__).parents[1]


def _refresh() -> ModuleType:
    spec = importlib.util.spec_from_file_location("refresh", ROOT / "docs" / "refresh.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_readme_shows_what_the_graph_answers(seed_graph: kg.Graph) -> None:
    refresh = _refresh()
    made = refresh.answers(seed_graph)
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = text.split(refresh.BEGIN, 1)[1].split(refresh.END, 1)[0]
    assert shown == made, "run: python docs/refresh.py STORE-OF-THE-SEEDS"
    assert len(shown.splitlines()) == 10
    assert "has no answer" not in shown
