"""A backup is the store, whole, whenever it was taken; a damaged one leaves nothing."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import tarfile
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.errors import StoreError, UsageError
from kg.integrity import check
from kg.keys import Keys
from kg.settings import Settings
from kg.store import Store, snapshots
from kg.store.backups import LIST, back_up, restore
from tests import freedonia as f
from tests.stores import digest
from tests.survival import invented

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return invented.build(tmp_path / "graph")


@pytest.fixture(scope="module")
def backup(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("backup")
    back_up(invented.build(folder / "graph"), folder / "graph.backup")
    return folder / "graph.backup"


def test_what_is_restored_is_what_was_backed_up(store, tmp_path):
    Keys(Settings().keys_of(store)).add("desk", ("write",))
    queue = store / "queue"
    queue.mkdir()
    (queue / "1.jsonl").write_text('{"id": "a", "text": "Waits."}\n', "utf-8")
    (store / "world").write_text("tables", "utf-8")
    made = back_up(store, tmp_path / "b")
    assert made.current
    assert restore(tmp_path / "b", tmp_path / "new") == made
    assert digest(tmp_path / "new") == digest(store)
    for name in ("keys.json", "queue/1.jsonl", "world"):
        assert (tmp_path / "new" / name).read_bytes() == (store / name).read_bytes()
    assert (tmp_path / "new" / "keys.json").stat().st_mode & 0o077 == 0
    assert check(tmp_path / "new").sound
    with snapshots.open_newest(tmp_path / "new") as reader:
        assert reader.counts() == made.counts
    assert sorted(p.name for p in (store / snapshots.FOLDER).iterdir()) == [snapshots.newest(store).name]


def test_a_store_that_is_written_to_is_backed_up_as_it_was_published(store, tmp_path):
    before = digest(store)
    (store / "world").write_text("tables", "utf-8")
    with Store.open(store) as writer:
        writer.remove_article("post-3")
        assert not back_up(store, tmp_path / "b").current
        for turn in range(5):  # what was published goes while the next backup is taken
            snapshots.publish(writer)
            back_up(store, tmp_path / f"b{turn}")
    restore(tmp_path / "b", tmp_path / "new")
    assert digest(tmp_path / "new") == before
    assert not (tmp_path / "new" / "world").exists()
    restore(tmp_path / "b4", tmp_path / "newer")
    assert digest(tmp_path / "newer") == digest(store) != before


def test_nothing_was_published_yet(tmp_path):
    with Store.open(tmp_path / "graph", create=True), pytest.raises(StoreError, match="another process"):
        back_up(tmp_path / "graph", tmp_path / "b")
    assert not (tmp_path / "b").exists()


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def without_list(data: bytes) -> bytes:
    return data[: data.rindex(LIST.encode())] + bytes(2048)


def flipped(data: bytes) -> bytes:
    place = data.index(b"Firefly called Trentino")
    return data[:place] + b"X" + data[place + 1 :]


@pytest.mark.parametrize("damage", [cut, without_list, flipped, lambda _: b"", lambda _: b"no archive" * 100])
def test_a_damaged_backup_leaves_nothing(backup, tmp_path, damage):
    damaged = tmp_path / "damaged"
    damaged.write_bytes(damage(backup.read_bytes()))
    with pytest.raises(StoreError, match="the backup is damaged"):
        restore(damaged, tmp_path / "new")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["damaged"]


@pytest.mark.parametrize("name", ["../outside", "/tmp/outside", "oxigraph/../../outside", "notes.txt"])
def test_a_backup_writes_nowhere_else(tmp_path, name):
    (tmp_path / "part").write_text("x", "utf-8")
    with tarfile.open(tmp_path / "odd", "w") as archive:
        archive.add(tmp_path / "part", arcname=name)
    with pytest.raises(StoreError, match="no part of a backup"):
        restore(tmp_path / "odd", tmp_path / "sub" / "new")
    assert not (tmp_path / "outside").exists()


def test_a_backup_with_links_is_refused(tmp_path):
    link = tarfile.TarInfo("world")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    with tarfile.open(tmp_path / "odd", "w") as archive:
        archive.addfile(link)
    with pytest.raises(StoreError, match="no part of a backup"):
        restore(tmp_path / "odd", tmp_path / "new")


def test_nothing_is_overwritten(backup, store, tmp_path):
    with pytest.raises(StoreError, match="not empty"):
        restore(backup, store)
    with pytest.raises(UsageError, match="exists"):
        back_up(store, backup)
    (tmp_path / "empty").mkdir()
    restore(backup, tmp_path / "empty")


_BACK_UP = (
    "import sys; from pathlib import Path; from kg.store.backups import back_up; back_up(*map(Path, sys.argv[1:]))"
)


def test_a_backup_that_was_killed_leaves_no_file_and_the_next_cleans_up(store, tmp_path):
    for wait in (0.3, 0.45):
        with subprocess.Popen([sys.executable, "-c", _BACK_UP, store, tmp_path / "b"], cwd=ROOT) as running:
            time.sleep(wait)
            running.send_signal(signal.SIGKILL)
        (tmp_path / "b").unlink(missing_ok=True)  # it may have been quick
    back_up(store, tmp_path / "b")
    assert list((store / snapshots.FOLDER).glob("backup-*")) == []
    assert restore(tmp_path / "b", tmp_path / "new").counts["articles"] == len(f.ARTICLES)


def test_the_commands(store, tmp_path):
    def run(*words: object) -> str:
        done = CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done.output

    assert "articles" in run("backup", tmp_path / "b", "--store", store)
    shutil.rmtree(store)
    assert "is whole" in run("restore", tmp_path / "b", "--store", store)
    assert digest(store)
