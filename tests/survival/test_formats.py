"""A store of an older version is brought up to date, also where that was interrupted; one of a newer is refused."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.errors import StoreError
from kg.store import Store, formats, snapshots
from kg.store.files import read_mark
from kg.store.formats import FORMAT, Step
from tests.survival import invented

ROOT = Path(__file__).resolve().parents[2]


def said(path: Path) -> dict[str, object]:
    return dict(json.loads((path / "store.json").read_text("utf-8")))


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """A store, and its snapshot, as the first format had them."""
    path = invented.build(tmp_path / "graph")
    for folder in (path, snapshots.newest(path)):
        (folder / "store.json").write_text('{"format": 1, "created_by": "Aide-mémoire"}\n', "utf-8")
    return path


def test_an_older_store_is_brought_up_to_date_when_it_is_written_to(first):
    with snapshots.open_newest(first) as reader:
        whole = reader.digest()
    assert said(first)["format"] == 1
    with Store.open(first) as store:
        assert store.digest() == whole
    assert said(first)["format"] == FORMAT
    assert said(first)["engine"] == ox.__version__


def test_the_command(first):
    done = CliRunner().invoke(main, ["upgrade", "--store", str(first)], catch_exceptions=False)
    assert (done.exit_code, "engine" in done.output) == (0, True)
    assert said(snapshots.newest(first))["format"] == FORMAT
    done = CliRunner().invoke(main, ["upgrade", "--store", str(first)], catch_exceptions=False)
    assert "the newest" in done.output


def test_steps_are_in_order_without_a_gap():
    assert [step.to for step in formats.STEPS] == list(range(2, FORMAT + 1))


_UPGRADE = """
import sys, time
from pathlib import Path
import pyoxigraph as ox
from kg.store import Store, formats

def turn(engine):
    old, new = ox.NamedNode("urn:old"), ox.NamedNode("urn:new")
    for quad in engine.quads_for_pattern(None, old, None, None):
        was, now = f"{quad.subject} {old} {quad.object}", f"{quad.subject} {new} {quad.object}"
        engine.update(f"DELETE DATA {{ {was} }} ; INSERT DATA {{ {now} }}")
        print("one", flush=True)
        time.sleep(float(sys.argv[2]))

formats.STEPS += (formats.Step(formats.FORMAT + 1, "a property has a new name", turn),)
Store.open(Path(sys.argv[1])).close()
"""


def test_an_upgrade_that_was_killed_goes_on(first):
    with Store.open(first) as store:
        for number in range(40):
            store.engine.add(ox.Quad(ox.NamedNode(f"urn:{number}"), ox.NamedNode("urn:old"), ox.Literal(number)))
    before = said(first)["format"]
    for _ in range(2):
        with subprocess.Popen(
            [sys.executable, "-c", _UPGRADE, str(first), "0.02"], cwd=ROOT, stdout=subprocess.PIPE, text=True
        ) as running:
            assert running.stdout is not None
            running.stdout.readline()
            time.sleep(0.1)
            running.send_signal(signal.SIGKILL)
        assert said(first)["format"] == before
    with Store.open(first) as store:
        left = len(list(store.engine.quads_for_pattern(None, ox.NamedNode("urn:old"), None, None)))
    assert 0 < left < 40
    subprocess.run([sys.executable, "-c", _UPGRADE, str(first), "0"], cwd=ROOT, check=True, capture_output=True)
    assert said(first)["format"] == before + 1
    engine = ox.Store.read_only(str(first / "oxigraph"))
    assert len(list(engine.quads_for_pattern(None, ox.NamedNode("urn:new"), None, None))) == 40
    assert next(engine.quads_for_pattern(None, ox.NamedNode("urn:old"), None, None), None) is None


def test_a_format_that_is_no_longer_read_says_the_way_out(first, monkeypatch):
    monkeypatch.setattr("kg.store.files.READABLE", 2)
    with pytest.raises(StoreError, match="kg upgrade"):
        Store.open(first, read_only=True)
    Store.open(first).close()
    Store.open(first, read_only=True).close()


@pytest.mark.parametrize(
    "newer", [{"format": FORMAT + 1, "engine": ox.__version__}, {"format": FORMAT, "engine": "99.0.1"}]
)
def test_what_a_newer_version_made_is_refused(first, newer):
    (first / "store.json").write_text(json.dumps(newer), "utf-8")
    for read_only in (False, True):
        with pytest.raises(StoreError, match=r"newer version.*upgrade the program"):
            Store.open(first, read_only=read_only)


def test_a_step_that_fails_leaves_the_format_as_it_was(first, monkeypatch):
    def fails(_: ox.Store) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(formats, "STEPS", (*formats.STEPS, Step(FORMAT + 1, "fails", fails)))
    with pytest.raises(StoreError, match="no room left"):
        Store.open(first)
    assert read_mark(first).format == FORMAT
