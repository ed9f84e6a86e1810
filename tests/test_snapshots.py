"""What readers see while a writer writes."""

from __future__ import annotations

import shutil

import pytest

from kg.errors import StoreError
from kg.store import Store, snapshots
from tests import freedonia_store


def test_a_snapshot_stays_as_it_was(tmp_path):
    path = freedonia_store.build(tmp_path / "graph")
    with snapshots.open_newest(path) as reader, Store.open(path) as writer:
        writer.put_events([])
        assert (reader.counts()["events"], writer.counts()["events"]) == (3, 0)
        snapshots.publish(writer)
        assert reader.counts()["events"] == 3
        with snapshots.open_newest(path) as later:
            assert later.counts()["events"] == 0


def test_old_snapshots_go(tmp_path):
    path = freedonia_store.build(tmp_path / "graph")
    with Store.open(path) as writer:
        published = [snapshots.publish(writer) for _ in range(11)]
    assert snapshots.newest(path) == published[-1]
    assert [p.name.split("-")[0] for p in published] == [str(n) for n in range(2, 13)]
    left = [p for p in published if p.exists()]
    assert left == published[-len(left) :]
    assert 2 <= len(left) < 11


def test_no_name_is_used_twice(tmp_path):
    first = snapshots.newest(freedonia_store.build(tmp_path / "graph"))
    shutil.rmtree(tmp_path / "graph")
    assert snapshots.newest(freedonia_store.build(tmp_path / "graph")) != first


def test_a_store_without_a_snapshot_gets_one(tmp_path):
    path = freedonia_store.build(tmp_path / "graph", publish=False)
    assert snapshots.newest(path) is None
    with snapshots.open_newest(path) as reader:
        assert (reader.counts()["events"], reader.read_only) == (3, True)
    assert snapshots.newest(path) is not None


def test_while_the_first_build_goes_on_there_is_nothing_to_read(tmp_path):
    path = freedonia_store.build(tmp_path / "graph", publish=False)
    with Store.open(path), pytest.raises(StoreError, match="another process is writing"):
        snapshots.open_newest(path)


def test_what_a_killed_writer_left_half_done_is_no_snapshot(tmp_path):
    path = freedonia_store.build(tmp_path / "graph")
    shutil.copytree(snapshots.newest(path), path / snapshots.FOLDER / "draft-1")
    with snapshots.open_newest(path) as reader:
        assert "draft" not in reader.path.name


def test_no_store(tmp_path):
    with pytest.raises(StoreError, match="there is no store"):
        snapshots.open_newest(tmp_path / "none")
