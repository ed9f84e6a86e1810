"""A build on a real cluster of two processes gives the graph that one process gives, whoever is lost on the way."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import cluster, pipeline, sharding, shards
from kg.errors import UsageError
from kg.model import Article
from kg.resources import folder
from tests.stores import digest

distributed = pytest.importorskip("distributed", reason="Dask is not installed: pip install 'aide-memoire[cluster]'")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
cloudpickle = pytest.importorskip("cloudpickle")
# The functions below go to workers that do not have this file.
cloudpickle.register_pickle_by_value(sys.modules[__name__])
ARTICLES = sorted((folder("seeds") / "articles").glob("*.md"))[:8]


@pytest.fixture(scope="module")
def alone(empty, tmp_path_factory) -> str:
    """What one process makes of the dispatches."""
    store = tmp_path_factory.mktemp("alone") / "graph"
    shutil.copytree(empty, store)
    assert pipeline.build(ARTICLES, store=store).kept == len(ARTICLES)
    return digest(store)


@pytest.fixture(scope="module")
def machines() -> Iterator[distributed.LocalCluster]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as running:
        yield running


def test_a_cluster_builds_the_same(machines, alone, empty, tmp_path):
    store = Path(shutil.copytree(empty, tmp_path / "graph"))
    report = pipeline.build(ARTICLES, store=store, cluster=machines.scheduler_address)
    assert not report.skipped
    assert digest(store) == alone


def test_a_worker_that_is_killed_loses_nothing(machines, alone, empty, tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "_CHUNK", 4)
    store, victims = Path(shutil.copytree(empty, tmp_path / "graph")), [w.pid for w in machines.workers.values()][:1]

    def kill(text: str) -> None:
        while victims and text.startswith("5 "):
            os.kill(victims.pop(), signal.SIGKILL)

    report = pipeline.build(ARTICLES, store=store, cluster=machines.scheduler_address, progress=kill)
    assert victims == []
    assert not report.skipped
    assert digest(store) == alone


def test_shards_of_a_cluster_are_the_graph_of_one_process_though_a_worker_is_killed(
    machines, alone, empty, tmp_path, monkeypatch
):
    monkeypatch.setattr(shards, "_MOST", 1)
    store, path = Path(shutil.copytree(empty, tmp_path / "graph")), str(tmp_path / "shards")
    victims = [w.pid for w in machines.workers.values()][:1]

    def kill(text: str) -> None:
        while victims:
            os.kill(victims.pop(), signal.SIGKILL)

    report = sharding.make(ARTICLES, shards=path, cluster=machines.scheduler_address, progress=kill)
    assert victims == []
    assert (report.kept, report.skipped) == (len(ARTICLES), ())
    assert sharding.make(ARTICLES, shards=path, cluster=machines.scheduler_address).unchanged == len(ARTICLES)
    assert sharding.load(path, store=store).kept == len(ARTICLES)
    assert digest(store) == alone


def test_shards_leave_out_an_article_at_which_workers_die(machines, tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "_read_there", dies_at_poison)
    with distributed.Client(machines.scheduler_address) as client:
        client.run_on_scheduler(lambda dask_scheduler: setattr(dask_scheduler, "allowed_failures", 0))
    chunk = [(Article(id=name, text="x"), name) for name in ("a", "poison", "b")]
    monkeypatch.setattr(cluster, "_write_there", dies)
    folder = shards.Shards(str(tmp_path / "shards"))
    [manifest] = cluster.write_all([chunk], "packaged", machines.scheduler_address, version, folder)
    assert manifest == folder.manifest(shards.name_of(chunk))
    assert (manifest.articles, [each.where for each in manifest.skipped]) == ({"a": "a", "b": "b"}, ["poison"])


def test_an_article_at_which_workers_die_is_left_out_and_the_rest_is_read(machines, monkeypatch):
    monkeypatch.setattr(cluster, "_read_there", dies_at_poison)
    with distributed.Client(machines.scheduler_address) as client:
        client.run_on_scheduler(lambda dask_scheduler: setattr(dask_scheduler, "allowed_failures", 0))
    given = [(Article(id=name, text="x"), name) for name in ("a", "poison", "b")]
    found = list(cluster.read_all(given, "packaged", machines.scheduler_address, version))
    assert [mark for _, mark in found] == ["a", "poison", "b"]
    assert [getattr(read[1], "where", None) for read, _ in found] == [None, "poison", None]


def test_workers_with_other_tables_are_refused(machines):
    given = [(Article(id="a", text="x"), "mark")]
    with pytest.raises(UsageError, match="other tables"):
        list(cluster.read_all(given, "packaged", machines.scheduler_address, other_there))


def test_an_address_where_nobody_answers_is_refused(monkeypatch):
    monkeypatch.setattr(cluster, "_SECONDS_TO_ANSWER", 1)
    with pytest.raises(UsageError, match="no scheduler answers"):
        list(cluster.read_all([], "packaged", "tcp://127.0.0.1:9", version))


def version() -> str:
    return "1"


def other_there() -> str:
    """Not the same in any two processes."""
    return str(os.getpid())


def dies(chunk, model, version, expected, address):
    os.kill(os.getpid(), signal.SIGKILL)


def dies_at_poison(articles, model, version, expected):
    if any(article.id == "poison" for article in articles):
        os.kill(os.getpid(), signal.SIGKILL)
    return [(article, []) for article in articles]
