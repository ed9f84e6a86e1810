"""What stands in the repository as built is built from the source that stands beside it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

WEB = Path(__file__).parents[2] / "api" / "web"
LOCK = json.loads((WEB / "package-lock.json").read_text(encoding="utf-8"))


def node(*command: str) -> subprocess.CompletedProcess[str]:
    """Run one of the explorer's own tools."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        pytest.skip("there is no Node: install 20.19 or later, or run `make web`, which takes it from PyPI")
    if not (WEB / "node_modules" / "vite").is_dir():
        install = [npm, "ci", "--ignore-scripts", "--fetch-retries=0", "--fetch-timeout=15000", "--loglevel=error"]
        try:
            subprocess.run(install, cwd=WEB, check=True, capture_output=True, timeout=180)
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
            pytest.skip("the explorer's tools are not installed, and cannot be: npm reaches no registry")
    return subprocess.run(
        ["node", *command], cwd=WEB, capture_output=True, text=True, check=False, encoding="utf-8", timeout=300
    )


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_build_is_of_this_source(tmp_path):
    done = node("node_modules/vite/bin/vite.js", "build", "--outDir", str(tmp_path / "dist"))
    assert done.returncode == 0, done.stderr
    assert contents(tmp_path / "dist") == contents(WEB / "dist"), "run `make web` and commit api/web/dist"


def test_types():
    done = node("node_modules/typescript/bin/tsc", "--noEmit")
    assert done.returncode == 0, done.stdout


def test_units():
    done = node("node_modules/vitest/vitest.mjs", "run")
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_is_built_is_whole():
    page = (WEB / "dist" / "index.html").read_text(encoding="utf-8")
    links = re.findall(r'(?:src|href)="\./([^"]+)"', page)
    assert any(link.endswith(".js") for link in links)
    for link in links:
        assert (WEB / "dist" / link).is_file()
    assert "<style" not in page
    assert not re.search(r"<script(?![^>]*src=)", page)


def test_the_lock_holds_hashes_and_no_addresses():
    packages = {name: package for name, package in LOCK["packages"].items() if name}
    assert len(packages) > 50
    for name, package in packages.items():
        assert package["integrity"].startswith("sha512-"), name
        assert "resolved" not in package
    wanted = json.loads((WEB / "package.json").read_text(encoding="utf-8"))
    for name, version in {**wanted["dependencies"], **wanted["devDependencies"]}.items():
        assert packages[f"node_modules/{name}"]["version"] == version
