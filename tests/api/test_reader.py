"""Who reads while builds publish: nobody waits long, nobody sees half, and nothing is opened all the time."""

from __future__ import annotations

import threading
import time

import pytest

from api import reader as module
from api.reader import Reader
from kg.errors import StoreError
from kg.store import Store, snapshots
from tests import freedonia_store


@pytest.fixture
def path(tmp_path):
    return freedonia_store.build(tmp_path / "graph")


@pytest.fixture
def slowly(monkeypatch):
    """Opening waits until it is let go."""
    opened, go = module.View, threading.Event()

    def view(path, before=None, parse=None):
        if before is not None:
            assert go.wait(30)
        return opened(path, before, parse)

    monkeypatch.setattr(module, "View", view)
    yield go
    go.set()


def publish(path):
    with Store.open(path) as store:
        return snapshots.publish(store)


def test_what_is_built_shows_at_once_where_it_is_soon_opened(path):
    reader = Reader(path)
    first = reader.view()
    assert reader.view() is first is reader.shown()
    newer = publish(path)
    assert reader.shown() is None
    assert reader.view().path == newer


def test_nobody_waits_for_a_graph_that_takes_long(path, slowly, monkeypatch):
    monkeypatch.setattr(module, "_MOMENT_SECONDS", 0.05)
    monkeypatch.setattr(module, "_REST", 0)  # on a busy machine the first, too, takes more than a moment
    reader = Reader(path)
    first = reader.view()
    newer = publish(path)
    assert reader.view() is first  # after a moment
    assert reader.shown() is first  # and now at once
    monkeypatch.setattr(module, "_REST", 1000)  # nor is the last one published soon there
    slowly.set()
    deadline = time.monotonic() + 30
    while reader.view() is first and time.monotonic() < deadline:
        time.sleep(0.01)
    assert reader.view().path == newer
    # It took so long that the next one has time, except for who has written it.
    last = publish(path)
    assert reader.view().path == newer
    assert reader.newest().path == last == reader.view().path


def test_who_has_written_waits(path, slowly):
    reader = Reader(path)
    reader.view()
    newer = publish(path)
    found = []
    thread = threading.Thread(target=lambda: found.append(reader.newest().path))
    thread.start()
    slowly.set()
    thread.join(30)
    assert found == [newer]


def test_a_graph_that_cannot_be_opened_is_an_error_for_who_waits_and_is_tried_again(path, monkeypatch):
    reader, opened = Reader(path), module.View
    first = reader.view()
    newer = publish(path)

    def fail(path, before=None, parse=None):
        raise StoreError("damaged", where=str(path))

    monkeypatch.setattr(module, "View", fail)
    with pytest.raises(StoreError, match="damaged"):
        reader.view()
    monkeypatch.setattr(module, "View", opened)
    assert reader.view().path == newer != first.path
