"""Full, read-only and forbidden disks, two writers, a clock that goes back: a sentence that helps, and nothing lost."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kg import corrections
from kg.errors import StoreError
from kg.graph import open as open_graph
from kg.integrity import check
from kg.readers import Rejected, read
from kg.store import Store, snapshots
from kg.store.failures import failure, told
from tests.survival import invented

ROOT = Path(__file__).resolve().parents[2]

# Articles of 200 kB until the disk is full; what was acknowledged is printed.
_FILL = """
import os, resource, sys
from dataclasses import replace
from pathlib import Path
from kg.errors import StoreError
from kg.store import Store
from tests import freedonia as f

if sys.argv[2] != "0":
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
try:
    with Store.open(Path(sys.argv[1]), create=True) as store:
        for n in range(400):
            article = replace(f.ARTICLES[2], id=f"n{n}", text=f.ARTICLES[2].text + os.urandom(100_000).hex())
            claims = [replace(f.THREAT_CLAIM, id=f"{f.THREAT_CLAIM.id}-{n}", article=article.id)]
            store.put_article(article, claims, "one")
            print(article.id, flush=True)
except StoreError as error:
    print(error, file=sys.stderr)
    sys.exit(9)
"""


def fill(path: Path, limit: int = 0) -> set[str]:
    """The articles that were acknowledged until there was no room."""
    command = [sys.executable, "-c", _FILL, str(path), str(limit)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 9, done.stderr
    assert done.stderr.count("\n") == 1
    assert "no room left on the disk (make room and do it again; what was stored before is whole)" in done.stderr
    return set(done.stdout.split())


def there(path: Path) -> set[str]:
    with Store.open(path, read_only=True) as store:
        assert len(list(store.claims())) == len(store.articles())
        return set(store.articles())


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A disk of 8 MB, where the system lets us have one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    if not mount or subprocess.run([mount, "-t", "tmpfs", "-o", "size=8m", "tmpfs", disk], check=False).returncode:
        pytest.skip("only the superuser may make a small disk; the limit to files is tried in any case")
    yield disk
    subprocess.run(["umount", disk], check=True)


def test_a_full_disk(small):
    acknowledged = fill(small / "graph")
    assert len(acknowledged) > 5
    assert there(small / "graph") == acknowledged
    subprocess.run(["mount", "-o", "remount,size=64m", small], check=True)
    with Store.open(small / "graph") as store:
        assert set(store.articles()) == acknowledged
        assert store.remove_article(min(acknowledged))
        snapshots.publish(store)


def test_no_file_may_grow_any_more(tmp_path):
    acknowledged = fill(tmp_path / "graph", limit=2_000_000)
    assert acknowledged
    assert there(tmp_path / "graph") == acknowledged
    with Store.open(tmp_path / "graph") as store:
        assert store.remove_article(min(acknowledged))


def test_a_read_only_disk(small):
    invented.build(small / "graph")
    shutil.rmtree(small / "graph" / snapshots.FOLDER)
    subprocess.run(["mount", "-o", "remount,ro", small], check=True)
    try:
        with pytest.raises(StoreError, match=r"the disk is read-only .*reading works"):
            Store.open(small / "graph")
        with open_graph(small / "graph") as graph:
            assert graph.counts()["articles"] == 3
        assert check(small / "graph").sound
    finally:
        subprocess.run(["mount", "-o", "remount,rw", small], check=True)


@pytest.mark.parametrize(
    ("said", "told_as"),
    [
        (OSError(28, "No space left on device"), "no room left"),
        (OSError("IO error: No space left on device: While appending to file: /g/8.log"), "no room left"),
        (OSError(122, "Disk quota exceeded"), "no room left"),
        (OSError("IO error: While open a file for lock: /g/LOCK: Permission denied"), "permissions"),
        (OSError("IO error: While lock file: /g/LOCK: Resource temporarily unavailable"), "another process"),
        (RuntimeError("Corruption: block checksum mismatch"), "kg restore"),
        (OSError(5, "Input/output error"), "see to the disk"),
    ],
)
def test_what_is_said_of_files(tmp_path, said, told_as):
    assert told_as in str(failure(said, tmp_path))
    with pytest.raises(StoreError), told(tmp_path):
        raise said


def test_other_errors_of_the_engine_are_no_failure_of_files(tmp_path):
    with pytest.raises(RuntimeError, match="does not exist"), told(tmp_path):
        raise RuntimeError("The graph <http://a/> does not exist")


# What a killed writer leaves ------------------------------------------------------------------------

_PUBLISH = """
import sys, time
from pathlib import Path
from kg.store import Store

with Store.open(Path(sys.argv[1])) as store:
    draft = Path(sys.argv[1]) / "snapshots" / "draft-1"
    store.snapshot(draft)
    print("half", flush=True)
    time.sleep(60)
"""


def test_the_draft_of_a_killed_writer_goes(tmp_path):
    path = invented.build(tmp_path / "graph")
    with subprocess.Popen([sys.executable, "-c", _PUBLISH, str(path)], cwd=ROOT, stdout=subprocess.PIPE) as running:
        assert running.stdout is not None
        running.stdout.readline()
        running.send_signal(signal.SIGKILL)
    assert list((path / snapshots.FOLDER).glob("draft-*"))
    with Store.open(path) as store:
        snapshots.publish(store)
    assert not list((path / snapshots.FOLDER).glob("draft-*"))


# The clock ------------------------------------------------------------------------------------------


def test_corrections_keep_their_order_when_the_clock_goes_back(tmp_path, monkeypatch):
    path = invented.build(tmp_path / "graph")
    first = corrections.retract(path, "post-3", why="A satire.", by="desk").correction

    class Back(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(2001, 1, 1, tzinfo=UTC)

    monkeypatch.setattr(corrections, "datetime", Back)
    second = corrections.undo(path, first.id, why="It was none.", by="desk").correction
    assert second.at > first.at
    assert [c.id for c, _ in corrections.log(path)] == [first.id, second.id]
    assert check(path).sound


def test_an_article_of_a_day_that_the_clock_has_not_reached_is_told(tmp_path):
    (tmp_path / "a.md").write_text("---\npublished: 2021-01-16\n---\nErdogan called Putin.\n", "utf-8")
    [found] = read([tmp_path], today=datetime(2001, 1, 1, tzinfo=UTC).date())
    assert isinstance(found, Rejected)
    assert "future" in found.what


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_folder_that_may_not_be_written_to(tmp_path):
    path = invented.build(tmp_path / "graph")
    (path / "oxigraph").chmod(0o500)
    try:
        with pytest.raises(StoreError, match="permissions"):
            Store.open(path)
    finally:
        (path / "oxigraph").chmod(0o700)
