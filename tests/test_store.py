"""The store on disk: what is put comes back, what is replaced is gone, and a kill leaves whole articles only."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import InputError, StoreError
from kg.model import Article
from kg.namespaces import article_iri
from kg.rdf import terms as t
from kg.store import Store
from kg.store.formats import FORMAT
from tests import freedonia as f

ROOT = Path(__file__).resolve().parents[1]


def fill(store: Store) -> None:
    store.put_vocabulary()
    store.put_world(f.WORLD, f.TERMS)
    for article in f.ARTICLES:
        store.put_article(article, f.claims_of(article), "one")
    store.put_events(f.EVENTS)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "graph", create=True) as opened:
        fill(opened)
        yield opened


# What is in it ------------------------------------------------------------------------------------


def test_counts_and_fingerprints(store: Store) -> None:
    counts = store.counts()
    assert counts.pop("quads") == len(store.engine)
    assert counts == {"articles": 3, "claims": 4, "events": 3, "entities": 9, "terms": 2}
    assert store.count_events() == counts["events"]
    assert store.articles() == {a.id: "one" for a in f.ARTICLES}


def test_claims_come_back_by_id_with_what_their_articles_know(store: Store) -> None:
    assert list(store.claims()) == list(f.CLAIMS)


def test_claims_come_back_before_there_are_events(tmp_path: Path) -> None:
    with Store.open(tmp_path / "g", create=True) as store:
        for article in f.ARTICLES:
            store.put_article(article, f.claims_of(article), "one")
        assert list(store.claims()) == list(f.CLAIMS)


def test_an_entity_is_the_worlds_or_the_events(store: Store) -> None:
    assert store.entity(f.FIREFLY.id) == f.FIREFLY
    assert store.entity(f.TEASDALE.id) == f.TEASDALE
    assert store.entity_exists(f.TEASDALE.id)
    assert not store.entity_exists(f.TEASDALE.id + "x")
    assert not store.entity_exists("not an IRI")


# Changing it --------------------------------------------------------------------------------------


def test_the_order_of_building_does_not_matter(store: Store, tmp_path: Path) -> None:
    with Store.open(tmp_path / "other", create=True) as other:
        other.put_world(reversed(f.WORLD), reversed(f.TERMS))
        for article in reversed(f.ARTICLES):
            other.put_article(article, [], "none yet")
        for article in reversed(f.ARTICLES):
            other.put_article(article, f.claims_of(article)[::-1], "one")
        other.put_events(f.EVENTS[:1])
        other.put_events(f.EVENTS)
        other.put_vocabulary()
        assert other.digest() == store.digest()


def test_putting_the_same_again_changes_nothing(store: Store) -> None:
    before = store.digest()
    fill(store)
    assert store.digest() == before


def test_a_new_reading_replaces_the_old(store: Store) -> None:
    article = replace(f.ARTICLES[2], title="Second edition")
    store.put_article(article, [f.DENIAL_CLAIM], "two")
    assert store.articles()[article.id] == "two"
    assert [c.id for c in store.claims()] == [c.id for c in f.CLAIMS if c != f.THREAT_CLAIM]
    graph = ox.NamedNode(article_iri(article.id))
    left = {q.subject.value for q in store.engine.quads_for_pattern(None, None, None, graph)}
    assert f.THREAT_CLAIM.id not in left


def test_removing_an_article_takes_all_it_said(store: Store) -> None:
    article = f.ARTICLES[1]
    assert store.remove_article(article.id)
    assert not store.remove_article(article.id)
    assert article.id not in store.articles()
    assert f.TALK_CLAIM.id not in {c.id for c in store.claims()}
    graph = ox.NamedNode(article_iri(article.id))
    assert not store.engine.contains_named_graph(graph)
    assert set(store.node(graph)) == {t.WAITING}


def test_two_articles_that_disagree_both_stand(store: Store) -> None:
    denial = f.claim(9, f.ARTICLES[0], "Both spoke of the Soup Accord.", type="CONSULT", status="negated",
                     actors=f.CALL_CLAIM.actors)  # fmt: skip
    store.put_article(f.ARTICLES[0], [f.CALL_CLAIM, denial], "two")
    assert {c.status for c in store.claims() if c.type == "CONSULT"} == {"occurred", "negated"}


def test_events_that_are_gone_go(store: Store) -> None:
    store.put_events([replace(f.CALL, confidence=0.5)])
    assert store.counts()["events"] == 1
    assert not store.exists(f.DENIAL.id)
    # The hall was described with the event that is gone.
    assert not store.entity_exists(f.HALL.id)


def test_an_article_that_no_graph_can_hold_is_refused_and_leaves_no_trace(store: Store) -> None:
    before = store.digest()
    for broken in (Article(id="x", text="half \ud800"), Article(id="half \ud800", text="x")):
        with pytest.raises(InputError, match="cannot be stored"):
            store.put_article(broken, [], "one")
    assert store.digest() == before


def test_strange_characters_are_kept(store: Store) -> None:
    article = Article(id="a/b?c#d é\n", text='"quotes" \\ \r\n\t\x00 \u2028 😀', title="}", url="not a <url>")
    store.put_article(article, [], "one")
    store.put_article(replace(article, text=article.text + "'"), [], "two")
    assert store.articles()[article.id] == "two"
    found = store.query(f"SELECT ?t {{ <{article_iri(article.id)}> kg:text ?t }}")
    assert [row["t"].value for row in found] == [article.text + "'"]


# Asking it ----------------------------------------------------------------------------------------


def test_a_plain_query_of_a_journalist(store: Store) -> None:
    rows = store.query(
        """SELECT ?name ?day {
             ?e a plover:CONSULT ; kg:mode "phone" ; sem:hasActor ?who ; kg:topic topic:Soup_Accord ; kg:start ?day .
             ?who rdfs:label ?name
           } ORDER BY ?name"""
    )
    assert [(row["name"].value, row["day"].value) for row in rows] == [
        ("Gloria Teasdale", "1933-11-20"),
        ("Rufus T. Firefly", "1933-11-20"),
        ("Trentino", "1933-11-20"),
    ]


def test_the_dataset_can_be_chosen(store: Store) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    graph = ox.NamedNode(article_iri("herald-1"))

    def number(**dataset: object) -> int:
        return int(next(store.query(count, **dataset))["n"].value)  # type: ignore[arg-type, call-overload]

    assert number() == len(store.engine)
    assert 0 < number(default_graph=[graph]) < len(store.engine)
    assert number(named_graphs=[graph]) == 0
    assert number(union=False) == 0


def test_dumps_read_back(store: Store) -> None:
    quads = set(ox.parse(store.dump(), format=ox.RdfFormat.N_QUADS))
    assert quads == set(store.engine)
    turtle = set(ox.parse(store.dump(ox.RdfFormat.TURTLE), format=ox.RdfFormat.TURTLE))
    assert {q.triple for q in turtle} == {q.triple for q in quads}
    one = list(ox.parse(store.dump(ox.RdfFormat.TURTLE, article_iri("post-3")), format=ox.RdfFormat.TURTLE))
    assert 0 < len(one) < len(turtle)


# Opening it ---------------------------------------------------------------------------------------


def test_it_is_still_there_when_opened_again(tmp_path: Path) -> None:
    with Store.open(tmp_path / "g", create=True) as store:
        fill(store)
        digest = store.digest()
    with Store.open(tmp_path / "g") as store:
        assert store.digest() == digest
    with Store.open(tmp_path / "g", read_only=True) as reader:
        assert reader.digest() == digest


def test_a_store_that_is_not_there(tmp_path: Path) -> None:
    for options in ({}, {"read_only": True}, {"create": True, "read_only": True}):
        with pytest.raises(StoreError, match=r"there is no store.*kg build"):
            Store.open(tmp_path / "none", **options)
    assert not (tmp_path / "none").exists()


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Firefly", "utf-8")
    for path in (tmp_path, tmp_path / "letter.txt"):
        with pytest.raises(StoreError, match="not a store"):
            Store.open(path, create=True)
    assert [p.name for p in tmp_path.iterdir()] == ["letter.txt"]


def test_an_empty_folder_will_do(tmp_path: Path) -> None:
    with Store.open(tmp_path, create=True) as store:
        assert store.counts()["articles"] == 0
    assert sorted(p.name for p in tmp_path.iterdir()) == ["oxigraph", "store.json"]


def test_a_newer_or_broken_marker(tmp_path: Path) -> None:
    Store.open(tmp_path, create=True).close()
    marker = tmp_path / "store.json"
    assert json.loads(marker.read_text("utf-8"))["format"] == FORMAT
    marker.write_text('{"format": 99}', "utf-8")
    with pytest.raises(StoreError, match=r"format 99 .*made by a newer version"):
        Store.open(tmp_path)
    for broken in ("{", "{}", "[]", '{"format": "1"}'):
        marker.write_text(broken, "utf-8")
        with pytest.raises(StoreError):
            Store.open(tmp_path)


def test_an_unfinished_store(tmp_path: Path) -> None:
    (tmp_path / "store.json").write_text('{"format": 1}', "utf-8")
    with pytest.raises(StoreError, match="unfinished"):
        Store.open(tmp_path, read_only=True)
    Store.open(tmp_path).close()


def test_two_writers_in_one_process(store: Store) -> None:
    with pytest.raises(StoreError, match="writing to the store"):
        Store.open(store.path)


def test_a_writer_in_another_process_and_a_reader_beside_it(store: Store) -> None:
    code = """
import sys
from pathlib import Path
from kg.errors import StoreError
from kg.store import Store
from kg.store.formats import FORMAT
path = Path(sys.argv[1])
try:
    Store.open(path)
except StoreError as error:
    print(error)
with Store.open(path, read_only=True) as reader:
    print(len(reader.articles()))
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(store.path)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "another process is writing" in done.stdout
    assert done.stdout.splitlines()[-1] == "3"


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    with Store.open(tmp_path / "g", create=True) as store:
        fill(store)
    with Store.open(tmp_path / "g", read_only=True) as reader:
        for write in (
            lambda: reader.put_article(f.ARTICLES[0], [], "x"),
            lambda: reader.remove_article("herald-1"),
            lambda: reader.put_events([]),
        ):
            with pytest.raises(StoreError, match="for reading only"):
                write()


def test_a_closed_store_says_so(tmp_path: Path) -> None:
    store = Store.open(tmp_path, create=True)
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.counts()
    Store.open(tmp_path).close()


def test_a_snapshot_stays_as_it_was(store: Store, tmp_path: Path) -> None:
    before = store.digest()
    store.snapshot(tmp_path / "copy")
    store.remove_article("herald-1")
    with Store.open(tmp_path / "copy", read_only=True) as copy:
        assert copy.digest() == before
    with pytest.raises(StoreError, match="exists"):
        store.snapshot(tmp_path / "copy")


# Killing it ---------------------------------------------------------------------------------------

WRITER = """
import itertools, sys
from dataclasses import replace
from pathlib import Path
from kg.store import Store
from kg.store.formats import FORMAT
from tests import freedonia as f

base, claim = f.ARTICLES[2], f.THREAT_CLAIM
with Store.open(Path(sys.argv[1]), create=True) as store:
    for turn in itertools.count():
        # Thirty articles over and over: every turn replaces each with one of another length.
        article = replace(base, id=f"n{turn % 30}", title=f"turn {turn}")
        claims = [
            replace(claim, id=f"{claim.id}-{article.id}-{n}", article=article.id, rule=str(turn))
            for n in range(turn % 7 + 1)
        ]
        store.put_article(article, claims, f"{turn}")
        print(turn, flush=True)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")
def test_a_kill_leaves_whole_articles_and_all_that_were_acknowledged(tmp_path: Path) -> None:
    path = tmp_path / "g"
    for wait in (0.0, 0.05, 0.17):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path)],
            cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, text=True,
        ) as writer:  # fmt: skip
            assert writer.stdout is not None
            done = int(writer.stdout.readline())
            while done < 35:
                done = int(writer.stdout.readline())
            time.sleep(wait)
            writer.send_signal(signal.SIGKILL)
            # What the pipe still holds was acknowledged before the kill; a last line may be cut.
            done = max([done, *(int(line) for line in writer.stdout if line.endswith("\n"))])
        with Store.open(path) as store:
            turns = {article: int(turn) for article, turn in store.articles().items()}
            assert max(turns.values()) >= done
            rules: dict[str, list[str]] = {article: [] for article in turns}
            for claim in store.claims():
                rules[claim.article].append(claim.rule)
            for article, turn in turns.items():
                assert rules[article] == [str(turn)] * (turn % 7 + 1)
                graph = ox.NamedNode(article_iri(article))
                assert {q.object.value for q in store.engine.quads_for_pattern(
                    graph, ox.NamedNode("https://schema.org/headline"), None, graph)} == {f"turn {turn}"}  # fmt: skip
