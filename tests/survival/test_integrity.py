"""A store that is sound has no findings, and each kind of damage has its own."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.consolidation import let_go
from kg.errors import StoreError, TableError
from kg.integrity import check, mend, shapes
from kg.namespaces import EVENTS_GRAPH, IDENTITY_GRAPH, PREFIXES, WORLD_GRAPH, article_iri
from kg.store import Store, snapshots
from tests import freedonia as f
from tests.survival import invented

ARTICLE = article_iri("herald-1")
POST = article_iri("post-3")
CLAIM = f.CALL_CLAIM.id
OTHER = f.TALK_CLAIM.id


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return invented.build(tmp_path_factory.mktemp("sound") / "graph")


@pytest.fixture
def copy(sound: Path, tmp_path: Path) -> Iterator[Path]:
    return Path(shutil.copytree(sound, tmp_path / "copy"))


def test_a_sound_store(sound):
    report = check(sound)
    assert report.findings == ()
    assert report.sound
    assert not report.unfinished
    assert report.checked == sound
    assert report.counts["articles"] == len(f.ARTICLES)


def test_what_a_build_has_made_of_the_dispatches_is_sound(seed_graph):
    assert [finding for finding in check(seed_graph.store.path).findings if finding.grave] == []


def take(graph: str, pattern: str) -> str:
    return f"DELETE WHERE {{ GRAPH <{graph}> {{ {pattern} }} }}"


def put(graph: str, pattern: str) -> str:
    return f"INSERT DATA {{ GRAPH <{graph}> {{ {pattern} }} }}"


def change(graph: str, gone: str, come: str, where: str = "") -> str:
    within = f"GRAPH <{graph}> {{ {f'{gone} .' if gone else ''} {where} }}"
    return f"DELETE {{ GRAPH <{graph}> {{ {gone} }} }} INSERT {{ GRAPH <{graph}> {{ {come} }} }} WHERE {{ {within} }}"


OF_CALL = f"?event kg:hasClaim <{CLAIM}> ."
DAMAGE = [
    (take(ARTICLE, f"<{ARTICLE}> kg:text ?x"), "not whole"),
    (take(ARTICLE, f"<{ARTICLE}> kg:fingerprint ?x"), "not whole"),
    (change(ARTICLE, "?a kg:text ?x", "?a kg:text ?y", "BIND(CONCAT('So: ', ?x) AS ?y)"), "stands at its place"),
    (take(ARTICLE, f"<{CLAIM}> kg:eventType ?x"), "eventType"),
    (take(ARTICLE, f"<{CLAIM}> ?p ?x"), "No event without a claim"),
    (change(ARTICLE, "?c prov:wasQuotedFrom ?x", f"?c prov:wasQuotedFrom <{POST}>"), "another article"),
    (take(WORLD_GRAPH, f"<{f.FIREFLY.id}> ?p ?x"), "described nowhere"),
    (change(EVENTS_GRAPH, "?event sem:hasActor ?x", "", OF_CALL), "Somebody takes part"),
    (change(EVENTS_GRAPH, "?event kg:reports ?n", "?event kg:reports ?m", OF_CALL + " BIND(?n + 1 AS ?m)"), "counts"),
    (change(EVENTS_GRAPH, "", f"?event kg:hasClaim <{f.THREAT_CLAIM.id}>", OF_CALL), "of several events"),
    (change(EVENTS_GRAPH, "?event ?p ?x", "", OF_CALL), "placed and of no event"),
    (take(IDENTITY_GRAPH, f"<{OTHER}> kg:joins ?x"), "not placed"),
    (put(IDENTITY_GRAPH, f"<{CLAIM}x> kg:joins <{CLAIM}x>"), "that no article makes"),
    (put(IDENTITY_GRAPH, f"<{OTHER}> kg:joins <{CLAIM}x>"), "founds nothing"),
    (take(IDENTITY_GRAPH, f"<{ARTICLE}> ?p ?x"), "neither taken in nor waiting"),
    (put(IDENTITY_GRAPH, f"<{ARTICLE}x> kg:sketch '1'"), "not there is taken in"),
]


@pytest.mark.parametrize(("update", "what"), DAMAGE, ids=[what for _, what in DAMAGE])
def test_damage_is_found(copy, update, what):
    with Store.open(copy) as store:
        before = len(store.engine), store.digest()
        store.update(update, prefixes=PREFIXES)
        assert (len(store.engine), store.digest()) != before
    report = check(copy)
    assert not report.sound
    assert any(what in found.what and found.count and found.remedy for found in report.findings), report.findings


def test_what_readers_see_is_what_is_stored(copy):
    newest = snapshots.newest(copy)
    assert newest is not None
    with Store.open(newest) as snapshot:
        snapshot.remove_article("post-3")
    assert ["readers see" in finding.what for finding in check(copy).findings] == [True]


def test_events_are_made_anew(copy):
    with Store.open(copy) as store:
        whole = store.digest()
        store.update(f"CLEAR GRAPH <{EVENTS_GRAPH}>")
    assert not check(copy).sound
    assert mend(copy) == len(f.EVENTS)
    assert check(copy).sound
    with Store.open(copy) as store:
        assert store.digest() == whole


def test_what_was_interrupted_is_no_damage(copy):
    with Store.open(copy) as store:
        let_go(store, "herald-1")
    report = check(copy)
    assert report.sound, report.findings
    assert report.unfinished


def test_a_store_that_is_written_to_is_checked_as_it_was_published(copy):
    with Store.open(copy) as store:
        store.update(f"CLEAR GRAPH <{EVENTS_GRAPH}>")
        report = check(copy)
    assert report.sound
    assert report.checked == snapshots.newest(copy)


def test_damaged_files_are_told(copy):
    for path in (copy / "oxigraph").glob("*.sst"):
        data = path.read_bytes()
        path.write_bytes(data[: len(data) // 2] + bytes(100) + data[len(data) // 2 + 100 :])
    with pytest.raises(StoreError, match=r"damaged.*kg restore"):
        check(copy)


def test_no_store(tmp_path):
    with pytest.raises(StoreError, match="no store"):
        check(tmp_path / "none")


def test_the_command(copy):
    done = CliRunner().invoke(main, ["check", "--store", str(copy)], catch_exceptions=False)
    assert (done.exit_code, "Nothing is wrong" in done.output) == (0, True)
    with Store.open(copy) as store:
        store.update(f"CLEAR GRAPH <{EVENTS_GRAPH}>")
    done = CliRunner().invoke(main, ["check", "--store", str(copy)], catch_exceptions=False)
    assert (done.exit_code, "Something is wrong" in done.output, "kg check --mend" in done.output) == (1, True, True)
    done = CliRunner().invoke(main, ["check", "--store", str(copy), "--mend", "--json"], catch_exceptions=False)
    assert (done.exit_code, json.loads(done.stdout)["sound"]) == (0, True)


def test_a_shape_that_is_not_understood_is_refused(tmp_path):
    shape = tmp_path / "shapes.ttl"
    shape.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <http://example.org/#> .\n"
        "ex:Shape a sh:NodeShape ; sh:targetClass ex:Thing ; sh:property [ sh:path ex:p ; sh:maxLength 3 ] .",
        "utf-8",
    )
    with pytest.raises(TableError, match="maxLength"):
        list(shapes.read(shape))
