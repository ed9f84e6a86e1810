"""Columns that are kept beside a snapshot, and renewed for what has changed, are those that the engine gives."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import queries
from kg.consolidation import consolidate, let_go
from kg.model import Article
from kg.queries import collected, kept_columns, publishing
from kg.queries.links import Links
from kg.queries.parts import Parts
from kg.queries.texts import Texts
from kg.store import Store, snapshots, touched
from tests import freedonia as f
from tests import freedonia_store
from tests.identity.test_grouping import claim_lists


def plain(parts: Parts) -> dict[str, Any]:
    """What the parts say, however they are put."""
    found: dict[str, Any] = {}
    for name in Parts.__slots__:
        part = getattr(parts, name)
        if isinstance(part, Texts):
            found[name] = list(part)
        elif isinstance(part, Links):
            found[name] = {value: part.events(value).tolist() for value in part.names}
        else:
            found[name] = np.datetime_as_string(part).tolist() if part.dtype.kind == "M" else part.tolist()
    return found


def kept(path: Path) -> Parts:
    newest = snapshots.newest(path)
    assert newest is not None
    found = kept_columns.read(newest)
    assert found is not None
    return found


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = freedonia_store.build(tmp_path / "graph", publish=False)
    with Store.open(path) as store:
        queries.publish(store)
    return path


def test_what_is_kept_is_what_the_engine_says(path):
    with Store.open(path, read_only=True) as store:
        found = plain(collected.collected(store))
    assert plain(kept(path)) == found
    assert found["ids"] == sorted(event.id for event in f.EVENTS)
    assert all(found[name] for name in found if name != "mediators")
    assert "firefly called trentino on monday." in found["quotes"]


def test_of_nothing_nothing_is_kept(tmp_path):
    with Store.open(tmp_path / "graph", create=True) as store:
        queries.publish(store)
    assert plain(kept(tmp_path / "graph"))["ids"] == []


def test_they_are_used_where_they_are_kept(path):
    with snapshots.open_newest(path) as store, mock.patch("kg.queries.columns.collected", side_effect=AssertionError):
        assert queries.events(store) == [f.CALL, f.THREAT, f.DENIAL]


@pytest.mark.parametrize("damage", ["other version", "no stamp", "cut off", "not a list"])
def test_they_are_made_where_they_cannot_be_used(path, damage):
    folder = snapshots.newest(path) / kept_columns.FOLDER
    stamp = folder / "made.json"
    match damage:
        case "other version":
            stamp.write_text(json.dumps({**json.loads(stamp.read_text()), "version": 0}))
        case "no stamp":
            stamp.unlink()
        case "cut off":
            (folder / "starts.npy").write_bytes(b"")
        case "not a list":
            stamp.write_text("[]")
    with snapshots.open_newest(path) as store:
        assert kept_columns.load(store) is None
        assert queries.events(store) == [f.CALL, f.THREAT, f.DENIAL]


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(claim_lists(), st.data())
def test_what_is_renewed_is_what_the_engine_says(claims, data):
    by_article: dict[str, list[Any]] = {}
    for claim in claims:
        by_article.setdefault(claim.article, []).append(claim)
    names = st.sampled_from(sorted(by_article) or ["nothing"])
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.open(Path(folder, "graph"), create=True) as store,
        mock.patch.object(publishing, "_MOST", float("inf")),
    ):
        store.put_world(f.WORLD, f.TERMS)
        consolidate(store)
        queries.publish(store)
        for _ in range(3):
            for name in data.draw(st.lists(names, max_size=3)):
                let_go(store, name)
                if data.draw(st.booleans()):
                    some = by_article.get(name, [])[: data.draw(st.integers(0, 3))]
                    store.put_article(Article(id=name, text=name), some, "one")
                else:
                    store.remove_article(name)
            consolidate(store)
            with mock.patch.object(publishing, "collected", side_effect=AssertionError("read anew")):
                queries.publish(store)
            assert plain(kept(store.path)) == plain(collected.collected(store))


def test_texts_are_spliced():
    before = Texts.of(["a", "bé", "c", "d", "e"])
    kept_ones = np.array([True, False, False, True, True])
    after = before.spliced(kept_ones, np.array([0, 1, 1, 3]), ["A", "cc", "cé", "z"])
    assert list(after) == ["A", "a", "cc", "cé", "d", "e", "z"] == after.as_list()
    assert [after.at(text) for text in ("A", "z", "b")] == [0, 6, -1]


# What has been touched ------------------------------------------------------------------------------


def test_what_changes_among_events_is_noted(path):
    with Store.open(path) as store:
        assert touched.read(path).iris == frozenset()
        store.put_article(f.ARTICLES[0], f.claims_of(f.ARTICLES[0]), "two")
        assert touched.read(path).iris == frozenset()
        store.put_events([f.CALL])
        assert touched.read(path).iris == {f.THREAT.id, f.DENIAL.id}
        queries.publish(store)
        assert touched.read(path) == touched.Touched(snapshots.newest(path).name, frozenset())
        assert plain(kept(path))["ids"] == [f.CALL.id]


def test_an_update_may_change_anything(path):
    with Store.open(path) as store:
        store.update(f"DELETE WHERE {{ GRAPH ?g {{ <{f.CALL.id}> ?p ?o }} }}")
        assert touched.read(path) is None
        queries.publish(store)
        assert f.CALL.id not in plain(kept(path))["ids"]


def test_a_note_that_was_cut_short_does_no_harm(path):
    with (path / touched.FILE).open("a") as file:
        file.write(f"\n{f.CALL.id[:-3]}")
    with Store.open(path) as store:
        store.put_events([f.CALL])
        assert touched.read(path).iris >= {f.THREAT.id, f.DENIAL.id}
        queries.publish(store)
        assert plain(kept(path)) == plain(collected.collected(store))


@pytest.mark.parametrize("lost", ["the note", "the columns", "another snapshot came between"])
def test_what_is_not_known_to_hold_is_read_anew(path, lost):
    with Store.open(path) as store:
        store.put_events([f.CALL])
        match lost:
            case "the note":
                (path / touched.FILE).unlink()
            case "the columns":
                (snapshots.newest(path) / kept_columns.FOLDER / "made.json").unlink()
            case "another snapshot came between":
                note = (path / touched.FILE).read_text()
                snapshots.publish(store)
                (path / touched.FILE).write_text(note)
        with mock.patch.object(publishing, "renewed", side_effect=AssertionError("taken over")):
            queries.publish(store)
        assert plain(kept(path)) == plain(collected.collected(store))
