"""The service, and whoever reads a server that answers otherwise, has a copy of the graph that keeps up with it."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from kg import queries
from kg.errors import BusyError, StoreError
from kg.location import Server
from kg.store import Store, snapshots
from kg.store.replicas import followed, replica
from tests import freedonia_store
from tests.remote.conftest import Running, same
from tests.remote.test_same import begin, remove, replace
from tests.service import running as service

PAGES = (
    "/events?sort=time",
    "/actors",
    "/articles",
    "/relations",
    "/ask?q=Who+called+whom%3F",
    "/places",
    "/times?by=year",
)


def until(done: Callable[[], bool]) -> None:
    for _ in range(600):
        if done():
            return
        time.sleep(0.05)
    raise AssertionError("it does not happen")


def test_the_service_answers_as_of_a_folder(oxigraph: Server, emptied: Server, tmp_path, monkeypatch):
    monkeypatch.setattr("kg.store.replicas._LOOK_SECONDS", 0.1)
    freedonia_store.build(tmp_path / "graph")
    with Store.open(emptied, create=True) as store:
        freedonia_store.fill(store)
        store.publish()  # type: ignore[attr-defined]
    told: list[str] = []
    with (
        followed(emptied, told.append) as folder,
        service(tmp_path / "graph") as one,
        service(folder) as other,
    ):
        for page in PAGES:
            assert one.get(page).json() == other.get(page).json(), page
        asked = {"query": "SELECT ?e ?d { ?e a sem:Event ; kg:start ?d } ORDER BY ?d ?e"}
        assert one.get("/sparql", params=asked).content == other.get("/sparql", params=asked).content
        with Store.open(emptied) as store:
            store.put_events(())
            store.publish()  # type: ignore[attr-defined]
        until(lambda: other.get("/events").json()["events"] == [])
        with pytest.raises(StoreError, match="copy of the graph at http"):
            Store.open(folder)
    assert told == []


def test_a_copy_is_that_of_the_last_build(running: Running, emptied: Server):
    with pytest.raises(StoreError, match="there is no store"):
        replica(emptied)
    with Store.open(emptied, create=True) as store:
        begin(store)
        with pytest.raises(BusyError, match="is writing"):
            replica(emptied)
        store.publish()  # type: ignore[attr-defined]
    shows(emptied)
    before = snapshots.newest(replica(emptied))
    assert snapshots.newest(replica(emptied)) == before
    with Store.open(emptied) as store:
        replace(store)
        remove(store)
        # While others write, what was there before is read.
        assert snapshots.newest(replica(emptied)) == before
        store.publish()  # type: ignore[attr-defined]
    shows(emptied)


def shows(server: Server) -> None:
    with (
        snapshots.open_newest(replica(server)) as copied,
        Store.open(server, read_only=True) as store,
        snapshots.open_newest(server) as read,
    ):
        same(copied, store)
        assert queries.events(read) == queries.events(copied)
