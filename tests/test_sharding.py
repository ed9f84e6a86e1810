"""Shards that are loaded are the graph of one process, whatever was interrupted on the way."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

import pytest

from kg import pipeline, sharding, shards
from kg.cli import main
from kg.errors import StoreError, UsageError
from kg.location import Server
from kg.resources import folder
from kg.shards import Shards
from kg.store import snapshots
from tests.stores import digest

pytest.importorskip("fsspec", reason="fsspec is not installed: pip install 'aide-memoire[cluster]'")
ARTICLES = sorted((folder("seeds") / "articles").glob("*.md"))[:3]


@pytest.fixture(scope="module")
def inputs(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("inputs")
    for article in ARTICLES:
        shutil.copy(article, path)
    (path / "again.md").write_bytes(ARTICLES[0].read_bytes())
    (path / "foreign.txt").write_text("Der Präsident sagte am Montag, er werde nach Paris reisen und dort verhandeln.")
    return path


@pytest.fixture(scope="module")
def alone(empty, inputs, tmp_path_factory) -> str:
    """What one process makes of them."""
    store = Path(shutil.copytree(empty, tmp_path_factory.mktemp("alone") / "graph"))
    assert pipeline.build([inputs], store=store).kept == len(ARTICLES) + 1
    return digest(store)


@pytest.fixture(autouse=True)
def small(monkeypatch):
    """Shards of two articles, each taken in by itself."""
    monkeypatch.setattr(shards, "_MOST", 2)
    monkeypatch.setattr(sharding, "_AT_ONCE", 1)


@pytest.fixture(scope="module")
def made(inputs, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shards, "_MOST", 2)
        report = sharding.make([inputs], shards=str(path))
    assert (report.read, report.kept, report.unchanged) == (len(ARTICLES) + 1, len(ARTICLES) + 1, 0)
    assert [r.what.split(" ")[0] for r in report.skipped] == ["repeats", "stored,"]
    return path


@pytest.fixture
def store(empty, tmp_path) -> Path:
    return Path(shutil.copytree(empty, tmp_path / "graph"))


def test_what_is_loaded_is_the_graph_of_one_process(made, alone, store):
    report = sharding.load(str(made), store=store)
    assert (report.kept, report.unchanged, len(report.skipped)) == (len(ARTICLES) + 1, 0, 1)
    assert digest(store) == alone
    with snapshots.open_newest(store) as published:
        assert published.digest() == alone


def test_the_files_are_sorted_quads(made):
    for path in made.glob("*.nq.gz"):
        lines = gzip.decompress(path.read_bytes()).splitlines()
        assert lines == sorted(set(lines))
        assert len(lines) > 10
    assert not [path for path in made.iterdir() if path.name.startswith(".")]


def test_what_is_loaded_already_stays(made, alone, store):
    sharding.load(str(made), store=store)
    report = sharding.load(str(made), store=store)
    assert (report.kept, report.unchanged) == (0, len(ARTICLES) + 1)
    assert digest(store) == alone


def test_a_run_that_was_interrupted_goes_on(inputs, alone, store, tmp_path):
    path = str(tmp_path / "shards")

    def stop(text: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sharding.make([inputs], shards=path, progress=stop)
    first = Shards(path).names()
    assert len(first) == 1
    with pytest.raises(UsageError, match="was ended"):
        sharding.load(path, store=store)
    report = sharding.make([inputs], shards=path)
    assert report.unchanged == len(Shards(path).manifest(first[0]).articles)
    assert report.kept == len(ARTICLES) + 1 - report.unchanged
    sharding.load(path, store=store)
    assert digest(store) == alone


def test_a_load_that_was_interrupted_goes_on(made, alone, store):
    def stop(text: str) -> None:
        if text.startswith("1 "):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sharding.load(str(made), store=store, progress=stop)
    report = sharding.load(str(made), store=store)
    assert 0 < report.kept < len(ARTICLES) + 1
    assert digest(store) == alone


def test_articles_that_have_changed_take_the_place_of_what_they_were(inputs, store, empty, tmp_path):
    given, path = Path(shutil.copytree(inputs, tmp_path / "inputs")), str(tmp_path / "shards")
    sharding.make([given], shards=path)
    sharding.load(path, store=store)
    changed = given / ARTICLES[1].name
    changed.write_text(
        changed.read_text("utf-8") + "\nThe foreign ministers of France and Germany met in Paris.\n", "utf-8"
    )
    (given / "new.txt").write_text("PARIS, 3 March 2021. Emmanuel Macron called Angela Merkel on Tuesday.", "utf-8")
    assert sharding.make([given], shards=path).unchanged > 0
    assert sharding.load(path, store=store).kept == 2
    alone = Path(shutil.copytree(empty, tmp_path / "alone"))
    pipeline.build([given], store=alone)
    assert digest(store) == digest(alone)


def test_a_damaged_shard_is_refused_and_made_again(made, alone, store, inputs, tmp_path):
    path = Path(shutil.copytree(made, tmp_path / "shards"))
    victim = min(path.glob("*.nq.gz"))
    victim.write_bytes(victim.read_bytes()[:-20])
    with pytest.raises(StoreError, match="damaged"):
        sharding.load(str(path), store=store)
    victim.unlink()
    (path / victim.name.replace(".nq.gz", ".json")).unlink()
    sharding.make([inputs], shards=str(path))
    sharding.load(str(path), store=store)
    assert digest(store) == alone


def test_a_server_takes_no_shards(made):
    with pytest.raises(UsageError, match="not into a server"):
        sharding.load(str(made), store=Server("http://127.0.0.1:9/"))


def test_shards_of_other_tables_are_refused(made, store, monkeypatch):
    monkeypatch.setattr(sharding, "rules_version", lambda: "other")
    with pytest.raises(StoreError, match="other tables"):
        sharding.load(str(made), store=store)


@pytest.mark.parametrize(
    ("given", "said"),
    [(["load", "nowhere"], "run that was ended"), (["build", "x", "--shards", "odd://x"], "the folder is not known")],
)
def test_what_cannot_be_is_told(given, said, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit):
        main([*given, "--store", str(tmp_path / "graph")])
    assert said in capsys.readouterr().err


def test_the_commands_and_a_folder_of_another_kind(inputs, alone, store, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["build", str(inputs), "--shards", "memory://shards/here"])
    assert ended.value.code == 0
    assert "The shards are in memory://shards/here" in capsys.readouterr().out
    with pytest.raises(SystemExit) as ended:
        main(["load", "memory://shards/here", "--store", str(store)])
    assert ended.value.code == 0
    assert digest(store) == alone


def test_articles_may_lie_anywhere(inputs, alone, store):
    import fsspec

    files = fsspec.filesystem("memory")
    for path in sorted(inputs.iterdir()):
        files.pipe_file(f"/elsewhere/{path.name}", path.read_bytes())
    files.pipe_file("/elsewhere/README.md", b"Nothing to read.")
    report = pipeline.build(["memory://elsewhere/*.md", "memory://elsewhere"], store=store)
    assert report.kept == len(ARTICLES) + 1
    assert report.skipped[0].where == "memory:///elsewhere/again.md" or "again" in str(report.skipped)
    assert digest(store) == alone


@pytest.mark.parametrize("address", ["memory://nowhere", "odd://x/y", "memory://nowhere/*.md"])
def test_an_address_where_nothing_lies_is_rejected(address, empty, tmp_path):
    store = Path(shutil.copytree(empty, tmp_path / "graph"))
    [rejected] = pipeline.build([address], store=store).skipped
    assert rejected.where == address
