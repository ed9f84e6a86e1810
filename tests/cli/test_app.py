"""Help, mistakes and exit codes."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import kg as package
from kg.cli import app

COMMANDS = (
    "build",
    "load",
    "watch",
    "ask",
    "sparql",
    "relations",
    "export",
    "serve",
    "key",
    "mcp",
    "articles",
    "remove",
    "explain",
    "merge",
    "split",
    "retract",
    "undo",
    "corrections",
    "check",
    "copy",
    "backup",
    "restore",
    "upgrade",
    "world",
    "settings",
)


def test_the_help_names_every_command(kg):
    done = kg("--help")
    assert done.exit_code == 0
    assert tuple(app.main.commands) == COMMANDS
    assert all(f"\n  {name} " in done.stdout for name in COMMANDS)


@pytest.mark.parametrize(
    "command",
    [*COMMANDS, "world who", "world find", "world check", "world add", "world import", "world list", "world remove"],
)
def test_every_command_has_help(kg, command):
    done = kg(*command.split(), "--help")
    assert (done.exit_code, done.stderr) == (0, "")
    assert f"Usage: kg {command}" in done.stdout


def test_the_version(kg):
    assert kg("--version").stdout == f"kg {package.__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["buld"], "Did you mean 'build'?"),
        (["export", "gexff"], "'gexf'"),
        (["sparql", "ASK {}", "--fromat", "csv"], "Did you mean '--format'?"),
        (["build"], "INPUT"),
        (["build", "x", "--workers", "0"], "--workers"),
        (["explain", "A.", "--date", "yesterday"], "yesterday"),
        (["sparql", "SELECT {"], "line 1, column 9"),
        (["sparql", "DROP ALL"], "only queries are allowed"),
        (["sparql", "@no-such-file"], "no-such-file"),
        (["world", "who"], "an office and a country"),
    ],
)
def test_wrong_usage(kg, arguments, says):
    done = kg(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("kg: ")
    assert says in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "arguments", [["ask", "Who?"], ["articles"], ["export", "gexf"], ["sparql", "ASK {}"], ["serve"], ["remove", "x"]]
)
def test_no_store(kg, tmp_path, arguments):
    done = kg(*arguments, "--store", tmp_path / "none")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("kg: ")
    assert "there is no store (build one: kg build" in done.stderr


def test_a_setting_that_is_wrong(kg):
    done = kg("settings", env={"KG_PORT": "many"})
    assert done.exit_code == 2
    assert done.stderr.startswith("kg: KG_PORT: ")


def test_without_a_command_the_help_goes_to_standard_error(kg):
    done = kg()
    assert (done.exit_code, done.stdout) == (2, "")
    assert "Usage: kg" in done.stderr


def test_settings(kg, store):
    lines = kg("settings").stdout.splitlines()
    assert lines[0].split() == ["variable", "value", "default", "meaning"]
    assert any(line.startswith("KG_STORE") and str(store) in line for line in lines)


def test_the_commands_import_only_click_at_the_top():
    folder = Path(app.__file__).parent
    for path in folder.glob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [str(node.module)] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                light = name.split(".")[0] in sys.stdlib_module_names or name == "click"
                assert light or name.startswith("kg.cli") or name == "kg.errors", f"{path.name} imports {name}"


def test_the_help_loads_no_engine():
    code = "import sys, kg.cli; print(sorted({'pyoxigraph', 'spacy', 'fastapi', 'pydantic'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_what_only_lists_the_graph_loads_no_parser():
    code = "import sys, kg.queries; print(sorted({'spacy', 'kg.identity.blocks'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_questions_load_no_networks():
    code = "import sys, kg.questions; print(sorted({'networkx', 'kg.relations', 'fastapi'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_as_a_process_it_says_one_line_and_no_traceback(tmp_path):
    command = [sys.executable, "-m", "kg.cli", "articles", "--store", str(tmp_path / "none")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("kg: ")
    assert "Traceback" not in done.stderr
