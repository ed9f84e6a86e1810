"""Every notebook runs from its first cell to its last, as a reader would run it."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from kg.export.gexf_lint import lint

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda f: f.stem)
def test_a_notebook_is_kept_without_results(file):
    book = nbformat.read(file, as_version=4)
    nbformat.validate(book)
    assert book.cells[0].source.startswith("# ")
    assert [c for c in book.cells if c.cell_type == "code" and (c.outputs or c.execution_count)] == []


# Run before a notebook: whoever would reach out to another machine fails.
_OFFLINE = """
import socket as _socket

_connect = _socket.socket.connect

def _only_here(self, address):
    if self.family != _socket.AF_UNIX and address[0] not in ("127.0.0.1", "::1", "localhost"):
        raise OSError(f"the notebook reaches out to {address}")
    return _connect(self, address)

_socket.socket.connect = _only_here
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The notebooks' own folder beside a link to the articles: what they write stays in the temporary folder."""
    root = tmp_path_factory.mktemp("checkout")
    (root / "notebooks").mkdir()
    (root / "seeds").symlink_to(ROOT / "seeds", target_is_directory=True)
    return root / "notebooks"


@pytest.fixture(scope="module")
def run(folder):
    """Runs a notebook by name, after the first one, whose graph the next ones open; gives what each cell showed."""
    known: dict[str, dict[str, dict[str, str]]] = {}

    def shown(name):
        if name not in known:
            book = nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4)
            book.cells.insert(0, nbformat.v4.new_code_cell(_OFFLINE))
            NotebookClient(book, timeout=300, resources={"metadata": {"path": str(folder)}}).execute()
            known[name] = {cell.id: _results(cell) for cell in book.cells if cell.cell_type == "code"}
        return known[name]

    return shown


def _results(cell):
    """What a cell showed, by media type."""
    shown: dict[str, str] = {}
    for output in cell.outputs:
        shown |= {"text/plain": output.text} if output.output_type == "stream" else output.data
    return shown


def test_every_notebook_is_run():
    named = set(re.findall(r'run\("(\w+)"\)', Path(__file__).read_text("utf-8")))
    assert named == {file.stem for file in NOTEBOOKS}


def test_build_and_ask(run, folder):
    shown = run("01_build_and_ask")
    assert lint((folder / "relations.gexf").read_bytes()) == []
    assert "image/png" in shown["network"]
    assert "→" in shown["calls"]["text/plain"]
    assert "<table>" in shown["ask"]["text/html"]


def test_who_called_whom(run, folder):
    shown = run("02_who_called_whom")
    assert "title=" in shown["calls"]["text/html"]
    assert "image/png" in shown["heat"]
    assert "Nikol Pashinyan" in shown["timeline"]["text/html"]
    assert "<iframe" in shown["network"]["text/html"]
    assert "default-src 'none'" in (folder / "who-spoke-to-whom.html").read_text("utf-8")


def test_gephi(run, folder):
    shown = run("03_gephi")
    assert shown["lint"]["text/plain"] == "[[], [], []]"
    assert "image/png" in shown["picture"]
    assert all((folder / name).stat().st_size > 1000 for name in ("edges.csv", "neo4j-nodes.csv", "relations.html"))


def test_maps_and_time(run, folder):
    shown = run("04_maps_and_time")
    assert "image/png" in shown["map"]
    assert "image/png" in shown["balance-plot"]
    assert "<td>" in shown["why"]["text/html"]
    assert "BEGIN:VEVENT" in (folder / "aliyev.ics").read_text("utf-8")


def test_your_own_articles(run):
    shown = run("05_your_own_articles")
    assert "2 articles kept" in shown["build"]["text/plain"]
    assert "empty.txt" in shown["build"]["text/plain"]
    assert "Marta Lindqvist" in shown["one"]["text/html"]
    assert "2024-07-09" in shown["correct"]["text/plain"]
    assert shown["remove"]["text/plain"] == "['envoy']"
    assert "Nikol Pashinyan" in shown["ask"]["text/html"]
