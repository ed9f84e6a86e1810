"""What is installed is what stands in the checkout."""

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCKS = ("requirements.lock", "requirements-run.lock", "requirements-pip.lock")
RESOURCES = "import kg, kg.resources as r; print(kg.__file__, r.folder('ontology'), r.folder('seeds'), sep='\\n')"


def files(folder: str) -> set[str]:
    """Every file of a folder, as a path from the root; without hidden and compiled ones."""
    found = (path.relative_to(ROOT) for path in (ROOT / folder).rglob("*") if path.is_file())
    return {
        path.as_posix()
        for path in found
        if not any(part.startswith(".") or part == "__pycache__" for part in path.parts)
        # Of the explorer's folder, what is built.
        if path.parts[:2] != ("api", "web") or path.parts[2] == "dist"
    }


@pytest.fixture(scope="session")
def wheel(tmp_path_factory):
    """The wheel, built by the environment's own hatchling, so without a network."""
    pytest.importorskip("hatchling")
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    [path] = folder.glob("*.whl")
    return path


@pytest.fixture(scope="session")
def unpacked(wheel, tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


@pytest.mark.parametrize(
    ("source", "target"), [("kg", "kg"), ("api", "api"), ("ontology", "kg/_data/ontology"), ("seeds", "kg/_data/seeds")]
)
def test_the_wheel_holds_every_file(wheel, source, target):
    expected = {target + name.removeprefix(source) for name in files(source)}
    assert expected
    assert expected <= set(zipfile.ZipFile(wheel).namelist())


def test_the_wheel_holds_nothing_else(wheel):
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert tops == {"kg", "api", f"aide_memoire-{PROJECT['version']}.dist-info"}


def test_the_wheel_finds_its_own_data_away_from_the_checkout(unpacked, tmp_path):
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(unpacked)!r}); {RESOURCES}"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    package, *folders = (Path(line).resolve() for line in done.stdout.split("\n")[:3])
    assert package == (unpacked / "kg" / "__init__.py").resolve()
    assert folders == [(unpacked / "kg" / "_data" / name).resolve() for name in ("ontology", "seeds")]


def test_the_command_and_the_licence(unpacked):
    info = unpacked / f"aide_memoire-{PROJECT['version']}.dist-info"
    assert "kg = kg.cli:main" in (info / "entry_points.txt").read_text(encoding="utf-8")
    assert "Apache License" in (info / "licenses" / "LICENSE").read_text(encoding="utf-8")
    assert "License-Expression: Apache-2.0" in (info / "METADATA").read_text(encoding="utf-8")


def pins(lock: str) -> set[tuple[str, str]]:
    """Name and version of all that a lock file pins; a package may have one version a Python version."""
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    return {found.groups() for line in lines if (found := re.match(r"([a-z0-9-]+)(?:\[[^]]+\])?==([^ ;\\]+)", line))}


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[^A-Za-z0-9-]", requirement)[0].lower() for requirement in requirements}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_packages_and_hashes_and_no_place(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"://|\bfile:|--(index|extra-index|find-links|trusted-host)|\S@", text)
    entries = re.findall(r"^[a-z0-9].*(?:\n .*)*", text, re.MULTILINE)
    assert entries
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


def test_the_locks_pin_what_the_project_needs():
    extras = PROJECT["optional-dependencies"]
    run = {name for name, _ in pins("requirements-run.lock")}
    everything = {name for name, _ in pins("requirements.lock")}
    assert names(PROJECT["dependencies"] + extras["build"]) <= run
    wanted = names([requirement for extra in extras.values() for requirement in extra]) - {PROJECT["name"]}
    assert wanted <= everything


def test_both_locks_pin_the_same_versions():
    assert pins("requirements-run.lock") <= pins("requirements.lock")
