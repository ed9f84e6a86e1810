"""The way of the data: a module imports only what stands to its left."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

# From left to right; a room is a module or a package, whose modules may import each other.
ORDER = (
    "kg.cards",
    "kg.model",
    "kg.errors",
    "kg.location",
    "kg.settings",
    "kg.patience",
    "kg.garbage",
    "kg.forking",
    "kg.machine",
    "kg.namespaces",
    "kg.resources",
    "kg.ontology",
    "kg.kinds",
    "kg.world",
    "kg.timex",
    "kg.readers",
    "kg.parse",
    "kg.extract",
    "kg.resolve",
    "kg.identity",
    "kg.rdf",
    "kg.store",
    "kg.keys",
    "kg.sparql",
    "kg.queries",
    "kg.consolidation",
    "kg.relations",
    "kg.questions",
    "kg.export",
    "kg.arrivals",
    "kg.workers",
    "kg.shards",
    "kg.cluster",
    "kg.explain",
    "kg.pipeline",
    "kg.sharding",
    "kg.integrity",
    "kg.corrections",
    "kg.graph",
    "api",
    "kg.cli",
)


def modules() -> dict[str, Path]:
    """The file of every module of the project, by its dotted name."""
    found = {}
    for package in ("kg", "api"):
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = modules()


def room(module: str) -> str | None:
    """The room in which a module stands; `kg` itself is the door to `kg.graph`, loaded when it is first used."""
    if module == "kg":
        return "kg.graph"
    return next((name for name in ORDER if module == name or module.startswith(f"{name}.")), None)


def imports(source: str, known: set[str]) -> Iterator[str]:
    """The project's modules that a source imports, at the top or within a function."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            names = [name if name in known else str(node.module) for name in names]
        else:
            continue
        yield from (name for name in names if name.split(".")[0] in ("kg", "api"))


def test_every_module_has_its_room():
    assert [name for name in MODULES if room(name) is None] == []


@pytest.mark.parametrize("module", sorted(MODULES))
def test_a_module_imports_only_to_its_left(module):
    here = ORDER.index(room(module))
    wrong = {
        name
        for name in imports(MODULES[module].read_text(encoding="utf-8"), set(MODULES))
        if room(name) is None or ORDER.index(room(name)) > here
    }
    assert wrong == set()


@pytest.mark.parametrize("module", sorted(MODULES))
def test_no_import_is_relative(module):
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    assert [node.lineno for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.level] == []


def test_imports_are_found_wherever_they_stand():
    source = (
        "import kg.model\nfrom kg import store, __version__\ndef late():\n import json\n from kg.rdf import slots\n"
    )
    known = {"kg", "kg.model", "kg.store", "kg.rdf", "kg.rdf.slots"}
    assert list(imports(source, known)) == ["kg.model", "kg.store", "kg", "kg.rdf.slots"]
