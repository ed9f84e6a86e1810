"""Queries in processes of their own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from api.errors import TooLongError
from api.worker import Asked
from api.workers import Workers
from kg.errors import QueryError, StoreError
from kg.store import snapshots
from tests import freedonia_store

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture
def workers():
    found = Workers(seconds=0.5)
    yield found
    found.close()


@pytest.fixture
def snapshot(store):
    return snapshots.newest(store)


def test_a_query(workers, snapshot):
    found = workers.answer(snapshot, Asked("ASK {}", formats=("csv",)))
    assert (found.body, found.format) == (b"true", "csv")


def test_a_process_is_there_at_once():
    # What takes seconds to load, and what runs a parser, has no business there.
    code = "import sys, api.worker; print(sorted({'spacy', 'fastapi', 'networkx', 'kg.extract'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_errors_keep_what_they_say(workers, snapshot):
    with pytest.raises(QueryError) as caught:
        workers.answer(snapshot, Asked("ASK {"))
    assert caught.value.where == "line 1, column 6"


def test_one_that_never_ends_is_ended(workers, snapshot):
    for _ in range(2):
        with pytest.raises(TooLongError, match=r"more than 0\.5 seconds"):
            workers.answer(snapshot, Asked(ENDLESS))
    assert workers.answer(snapshot, Asked("ASK {}")).format == "json"


def test_eight_that_run_away_leave_the_others_as_they_were(snapshot):
    away = Workers(seconds=600)
    with ThreadPoolExecutor(8) as pool:
        endless = [pool.submit(away.answer, snapshot, Asked(ENDLESS)) for _ in range(8)]
        while away.slow < 8:
            time.sleep(0.01)
        # They give way now, so others are answered; and all eight still run.
        assert [away.answer(snapshot, Asked("ASK {}", ("csv",))).body for _ in range(20)] == [b"true"] * 20
        assert (away.slow, sum(each.done() for each in endless)) == (8, 0)
        # Who closes the service does not wait for them.
        away.close()
        for each in endless:
            with pytest.raises(TooLongError):
                each.result()


def test_one_that_was_killed_is_replaced(workers, snapshot):
    workers.answer(snapshot, Asked("ASK {}"))
    (worker,) = workers._idle
    os.kill(worker._process.pid, signal.SIGKILL)
    while worker.alive:
        time.sleep(0.01)
    assert workers.answer(snapshot, Asked("ASK {}")).format == "json"


def test_another_snapshot_gets_another_process(workers, snapshot, tmp_path):
    query = Asked("ASK { ?event kg:eventType ?type }", formats=("csv",))
    other = freedonia_store.build(tmp_path / "graph")
    assert workers.answer(snapshot, query).body == b"true"
    assert workers.answer(snapshots.newest(other), query).body == b"true"
    assert len(workers._idle) == 1


def test_a_snapshot_that_is_gone(workers, tmp_path):
    with pytest.raises(StoreError, match="there is no store"):
        workers.answer(tmp_path / "none", Asked("ASK {}"))


def test_it_ends_with_whoever_started_it(snapshot):
    code = (
        "import os, sys; from pathlib import Path; from api.worker import Asked; from api.workers import Workers\n"
        "workers = Workers(seconds=9); print(workers.answer(Path(sys.argv[1]), Asked('ASK {}')).format, flush=True)\n"
        "os._exit(1)"
    )
    # The process shares this standard error: as long as one of the two lives, the run is not over.
    command = [sys.executable, "-c", code, str(snapshot)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (1, "json\n", "")
