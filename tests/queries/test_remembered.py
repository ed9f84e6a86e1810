"""What is made once of a store lives as long as the store, and keeps nobody else waiting."""

from __future__ import annotations

import gc
import threading
import weakref
from datetime import date

import pytest

from kg import queries
from kg.queries.remembered import made_alike, remembered
from kg.questions import InColumns, answer
from kg.questions.names import directory
from kg.store import Store, snapshots
from tests import freedonia_store


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return snapshots.newest(freedonia_store.build(tmp_path_factory.mktemp("remembered") / "graph"))


def opened(path):
    return Store.open(path, read_only=True)


def test_it_is_made_once_and_again_after_a_change(tmp_path):
    made = []
    with Store.open(tmp_path / "graph", create=True) as store:

        def make(given):
            made.append(given)
            return len(made)

        assert [remembered(store, make), remembered(store, make)] == [1, 1]
        store.put_vocabulary()
        assert [remembered(store, make), remembered(store, make)] == [2, 2]


def test_it_goes_with_the_store(path):
    # Without waiting for the collector, who comes rarely where a service holds arrays.
    gc.disable()
    try:
        store = opened(path)
        queries.page(store, queries.Filter(text="call"))
        queries.suggest(store, "fir")
        list(queries.each_told(store, queries.Filter()))
        answer("Who called whom?", store, today=date(2024, 1, 1), finder=InColumns(store))
        answer("Who glorped whom?", store, today=date(2024, 1, 1), finder=InColumns(store))
        gone = weakref.ref(store)
        del store
        assert gone() is None
    finally:
        gc.enable()


def test_while_one_store_is_read_another_is_asked(path):
    first, second = opened(path), opened(path)
    begun, over = threading.Event(), threading.Event()

    def slow(_):
        begun.set()
        assert over.wait(30)
        return "slow"

    thread = threading.Thread(target=remembered, args=(first, slow))
    thread.start()
    assert begun.wait(30)
    assert remembered(second, lambda _: "quick") == "quick"
    over.set()
    thread.join()


def test_what_was_in_use_is_made_of_the_next_too(path):
    before, after = opened(path), opened(path)
    queries.facets(before, names=["year"])
    assert directory(before).extent
    made_alike(after, before)
    known = queries.columns(after)
    assert "years" in vars(known)
    assert "months" not in vars(known)
    assert "extent" in vars(directory(after))
