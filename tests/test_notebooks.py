"""Every notebook runs from its first cell to its last, as a reader would run it."""

from __future__ import annotations

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


def test_build_and_ask(tmp_path):
    # The notebook's own folder beside a link to the articles: what it writes stays in the temporary folder.
    folder = tmp_path / "notebooks"
    folder.mkdir()
    (tmp_path / "seeds").symlink_to(ROOT / "seeds", target_is_directory=True)
    book = nbformat.read(ROOT / "notebooks" / "01_build_and_ask.ipynb", as_version=4)
    NotebookClient(book, timeout=300, resources={"metadata": {"path": str(folder)}}).execute()
    assert lint((folder / "relations.gexf").read_bytes()) == []
    assert "image/png" in _results(book, "network")
    assert "→" in _results(book, "calls")["text/plain"]


def _results(book, cell_id):
    """What a cell showed, by media type."""
    (cell,) = (c for c in book.cells if c.id == cell_id)
    shown: dict[str, str] = {}
    for output in cell.outputs:
        shown |= {"text/plain": output.text} if output.output_type == "stream" else output.data
    return shown
