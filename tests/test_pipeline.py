"""The whole way, with the real model and a store on disk: the same graph, however it is built and how often."""

from __future__ import annotations

import json
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from kg import arrivals, pipeline, queries, workers
from kg.consolidation import consolidate
from kg.errors import KgError, StoreError, UsageError
from kg.model import Article, Event
from kg.namespaces import article_iri
from kg.pipeline import build, claims_in, fingerprint, remove
from kg.store import Store, snapshots
from kg.world import world
from tests.stores import digest

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT.parent / "shared" / "gold" / "seeds"
ARTICLES = (
    {"id": "ankara", "published": "2021-03-02", "source": "Ankara Wire",
     "text": "Turkish President Recep Tayyip Erdogan called Russian President Vladimir Putin on Monday.\n\n"
             "The two leaders discussed Syria and Libya."},
    {"id": "moscow", "published": "2021-03-02T09:30:00+00:00", "source": "Moscow Wire",
     "text": "Vladimir Putin and Recep Tayyip Erdogan spoke by phone on March 1, the Kremlin said."},
    {"id": "minsk", "published": "2021-03-05",
     "text": "The foreign ministers of France and Germany met in Minsk on Thursday.\n\n"
             "Belarus accused Poland of interference in its affairs."},
    {"id": "doha", "published": "2021-03-06",
     "text": "Qatar will host talks between Afghanistan and the Taliban next week.\n\n"
             "The United States imposed sanctions on Iran in February."},
    {"id": "stranger", "published": "2021-03-07",
     "text": "Jane Quillfeather, the foreign minister of Iceland, visited Norway on Saturday."},
    {"id": "undated", "text": "Egypt condemned Ethiopia over the dam."},
)  # fmt: skip
LAST = "stranger"


def write(path: Path, articles: Iterable[dict[str, str]]) -> Path:
    path.write_text("".join(json.dumps(a) + "\n" for a in articles), "utf-8")
    return path


def events(store: Path) -> list[Event]:
    with snapshots.open_newest(store) as graph:
        return list(queries.events(graph))


def sources(store: Path) -> set[str]:
    return {claim.article for event in events(store) for claim in event.claims}


@pytest.fixture(scope="module")
def given(tmp_path_factory) -> Path:
    return write(tmp_path_factory.mktemp("given") / "all.jsonl", ARTICLES)


@pytest.fixture(scope="module")
def whole(given, tmp_path_factory) -> Path:
    """A store of all articles, built at once."""
    store = tmp_path_factory.mktemp("whole") / "graph"
    report = build([given], store=store)
    assert (report.read, report.kept, report.unchanged, report.skipped) == (len(ARTICLES), len(ARTICLES), 0, ())
    return store


@pytest.fixture(scope="module")
def part(empty, tmp_path_factory) -> Path:
    """A store of all articles but one."""
    folder = tmp_path_factory.mktemp("part")
    shutil.copytree(empty, folder / "graph")
    build([write(folder / "part.jsonl", [a for a in ARTICLES if a["id"] != LAST])], store=folder / "graph")
    return folder / "graph"


@pytest.fixture
def copy(tmp_path) -> Callable[[Path], Path]:
    """A store to write to, like the one given."""
    return lambda store: Path(shutil.copytree(store, tmp_path / "copy"))


# What a build gives -------------------------------------------------------------------------------


def test_the_call_that_two_articles_report_is_one_event(whole):
    [call] = [e for e in events(whole) if e.mode == "phone"]
    assert [p.entity.label for p in (*call.actors, *call.recipients)] == ["Recep Tayyip Erdoğan", "Vladimir Putin"]
    assert call.time is not None
    assert call.time.start == "2021-03-01"
    assert {c.article for c in call.claims} == {"ankara", "moscow"}
    texts = {a["id"]: a["text"] for a in ARTICLES}
    assert all(texts[c.article][c.start : c.end] == c.quote for e in events(whole) for c in e.claims)


def test_every_article_tells_something(whole):
    assert sources(whole) == {a["id"] for a in ARTICLES}


def test_the_world_in_a_store_is_that_of_the_tables(whole):
    with Store.open(whole, read_only=True) as store:
        assert store.world_ids() == frozenset(world().entities)


def test_progress_is_told_article_by_article(given, empty, copy):
    store = copy(empty)
    said: list[str] = []
    build([given], store=store, progress=said.append)
    assert [text.split()[0] for text in said] == [str(n + 1) for n in range(len(ARTICLES))]
    assert said[-1].endswith(ARTICLES[-1]["id"])
    done = [int(re.search(r"\[#*-*\] (\d+) %", text)[1]) for text in said]
    assert done == sorted(done)
    assert done[0] < 50 < done[-1]
    assert all(re.search(r"\d (s|min) left", text) for text in said)


# However it is built ------------------------------------------------------------------------------


def test_a_second_build_changes_nothing(given, whole, copy):
    store = copy(whole)
    before, published = digest(store), snapshots.newest(store)
    report = build([given], store=store)
    assert (report.read, report.kept, report.unchanged) == (len(ARTICLES), 0, len(ARTICLES))
    assert report.events == len(events(whole))
    assert digest(store) == before
    assert snapshots.newest(store) == published


def test_the_order_of_the_input_does_not_matter(whole, tmp_path, empty, copy):
    store = copy(empty)
    build([write(tmp_path / "turned.jsonl", reversed(ARTICLES))], store=store)
    assert digest(store) == digest(whole)


@pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork:DeprecationWarning")
def test_two_workers_build_the_same(given, whole, empty, copy, monkeypatch):
    store = copy(empty)
    monkeypatch.setattr(workers, "_CHUNK", 1)
    # Events are made while the workers read, of whatever has come by then.
    monkeypatch.setattr(pipeline, "_WORTH_A_STEP", 1)
    monkeypatch.setattr(arrivals, "_SECONDS", 0)
    steps = []
    monkeypatch.setattr(pipeline, "consolidate", lambda *given: steps.append(consolidate(*given)))
    report = build([given], store=store, workers=2)
    assert report.kept == len(ARTICLES)
    assert len(steps) > 1
    assert digest(store) == digest(whole)
    assert build([given], store=store, workers=2).kept == 0


def test_articles_may_come_in_parts(given, whole, part, copy):
    store = copy(part)
    report = build([given], store=store)
    assert (report.kept, report.unchanged) == (1, len(ARTICLES) - 1)
    assert digest(store) == digest(whole)


def test_a_changed_article_replaces_what_it_said(given, whole, copy, tmp_path):
    store = copy(whole)
    changed = {**ARTICLES[1], "text": "Vladimir Putin met Alexander Lukashenko in Sochi on March 1."}
    report = build([write(tmp_path / "changed.jsonl", [changed])], store=store)
    assert (report.read, report.kept, report.unchanged) == (1, 1, 0)
    [call] = [e for e in events(store) if e.mode == "phone"]
    assert {c.article for c in call.claims} == {"ankara"}
    [met] = [e for e in events(store) for c in e.claims if c.article == "moscow"]
    assert {p.entity.label for p in met.actors} == {"Vladimir Putin", "Alexander Lukashenko"}
    build([given], store=store)
    assert digest(store) == digest(whole)


# Removing -----------------------------------------------------------------------------------------


def test_what_a_removed_article_said_is_gone(whole, part, copy):
    store = copy(whole)
    assert remove(store, LAST, "never there") == [LAST]
    assert digest(store) == digest(part)
    assert LAST not in sources(store)
    with snapshots.open_newest(store) as graph:
        assert not graph.exists(article_iri(LAST))


def test_a_removal_that_was_cut_short_is_finished_by_the_next(whole, part, copy):
    store = copy(whole)
    with Store.open(store) as graph:
        graph.remove_article(LAST)
    assert remove(store, LAST) == []
    assert digest(store) == digest(part)
    assert LAST not in sources(store)


def test_nothing_can_be_removed_where_there_is_no_store(tmp_path):
    with pytest.raises(StoreError, match="no store"):
        remove(tmp_path / "nowhere", LAST)


# Marks, versions and settings ---------------------------------------------------------------------


@pytest.mark.parametrize(("mark", "content"), [("published", None), ("published", "half a ma"), ("world", "")])
def test_a_lost_or_torn_mark_is_made_good(given, whole, copy, mark, content):
    store = copy(whole)
    whole_mark = (store / mark).read_text("utf-8")
    if content is None:
        (store / mark).unlink()
    else:
        (store / mark).write_text(content, "utf-8")
    assert build([given], store=store).unchanged == len(ARTICLES)
    assert digest(store) == digest(whole)
    assert (store / mark).read_text("utf-8") == whole_mark


def test_events_that_were_not_yet_published_are(given, whole, copy):
    store = copy(whole)
    shutil.rmtree(store / snapshots.FOLDER)
    build([given], store=store)
    assert snapshots.newest(store) is not None


def test_other_tables_have_every_article_read_again(given, whole, copy, monkeypatch):
    store = copy(whole)
    with monkeypatch.context() as patched:
        patched.setattr(pipeline, "tables_version", lambda: "older")
        assert build([given], store=store).kept == len(ARTICLES)
    report = build([given], store=store)
    assert (report.kept, report.unchanged) == (len(ARTICLES), 0)
    assert digest(store) == digest(whole)


def test_the_mark_of_an_article_tells_what_it_depends_on():
    article = Article(id="a", text="Text.")
    marks = {
        fingerprint(article, "packaged"),
        fingerprint(article, "another"),
        fingerprint(Article(id="a", text="Text!"), "packaged"),
        fingerprint(Article(id="a", text="Text.", published="2021-03-02"), "packaged"),
    }
    assert len(marks) == 4
    assert fingerprint(Article(id="a", text="Text.", retrieved="2021-03-03"), "packaged") in marks


@pytest.mark.parametrize("count", [1, 2])
def test_a_model_that_is_not_there(given, empty, copy, count):
    store = copy(empty)
    with pytest.raises(UsageError, match="no spaCy model 'no-such-model'"):
        build([given], store=store, model="no-such-model", workers=count)


# Bad input ----------------------------------------------------------------------------------------


def test_bad_input_is_reported_and_the_rest_goes_on(whole, tmp_path, empty, copy):
    store = copy(empty)
    given = write(tmp_path / "mixed.jsonl", ARTICLES[:3])
    with given.open("a", encoding="utf-8") as lines:
        lines.write("{broken\n")
        lines.write(json.dumps({"id": "endless", "text": "Putin met Xi in Minsk. " * 50_000}) + "\n")
    write(tmp_path / "rest.jsonl", ARTICLES[3:])
    (tmp_path / "empty.txt").write_text("", "utf-8")
    missing = tmp_path / "missing.txt"
    report = build([given, tmp_path / "empty.txt", missing, tmp_path / "rest.jsonl"], store=store)
    assert report.kept == len(ARTICLES)
    assert len(report.skipped) == 4
    reasons = {Path(r.where).name: r for r in report.skipped}
    assert set(reasons) == {"mixed.jsonl:4", "endless", "empty.txt", "missing.txt"}
    assert "1,150,000 characters" in reasons["endless"].what
    assert all(r.what and r.remedy for r in report.skipped)
    assert digest(store) == digest(whole)


def test_a_text_at_which_the_rules_fail_is_reported(given, whole, empty, copy, monkeypatch):
    store = copy(empty)

    def fails(parsed):
        if parsed.article.id == LAST:
            raise IndexError("no such token")
        return extract(parsed)

    extract = workers.extract
    monkeypatch.setattr(workers, "extract", fails)
    report = build([given], store=store)
    [skipped] = report.skipped
    assert (skipped.where, report.kept) == (LAST, len(ARTICLES) - 1)
    assert "IndexError: no such token" in skipped.what
    monkeypatch.undo()
    assert build([given], store=store).kept == 1
    assert digest(store) == digest(whole)


def test_what_is_not_in_english_is_stored_and_reported_and_claims_nothing(empty, copy, tmp_path):
    store = copy(empty)
    french = {
        "id": "paris",
        "text": "Le président Macron a téléphoné lundi au président Poutine pour parler de la Syrie.",
    }
    given = write(tmp_path / "two.jsonl", [french, ARTICLES[0]])
    for kept in (2, 0):
        report = build([given], store=store)
        assert (report.read, report.kept, report.unchanged) == (2, kept, 2 - kept)
        [skipped] = report.skipped
        assert (skipped.where, "not in English (fr)" in skipped.what) == ("paris", True)
    assert sources(store) == {ARTICLES[0]["id"]}
    with snapshots.open_newest(store) as graph:
        assert queries.article(graph, "paris").language == "fr"


def test_an_article_without_words_claims_nothing():
    assert claims_in(Article(id="a", text="\n\n")) == []


# Interruptions ------------------------------------------------------------------------------------

_BUILD = """
import sys
from pathlib import Path
from kg.pipeline import build

build([sys.argv[1]], store=Path(sys.argv[2]), workers=int(sys.argv[3]), progress=lambda text: print(text, flush=True))
"""


def killed(given: Path, store: Path, *, after: int, wait: float, count: int = 1) -> None:
    """A build in a process of its own that is killed once it has stored so many articles and some time has passed."""
    command = [sys.executable, "-c", _BUILD, str(given), str(store), str(count)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        for _ in range(after):
            running.stdout.readline()
        time.sleep(wait)
        running.send_signal(signal.SIGKILL)


def test_builds_that_were_killed_are_taken_up_by_the_next(given, whole, tmp_path):
    store, chance = tmp_path / "graph", random.Random(7)
    killed(given, store, after=0, wait=chance.uniform(0.5, 3))
    killed(given, store, after=2, wait=chance.uniform(0, 0.2))
    killed(given, store, after=3, wait=chance.uniform(0, 0.3))
    report = build([given], store=store)
    assert report.kept + report.unchanged == len(ARTICLES)
    assert digest(store) == digest(whole)
    assert sources(store) == sources(whole)


def test_a_second_build_beside_the_first_is_refused(given, whole, copy):
    store = copy(whole)
    with Store.open(store), pytest.raises(KgError, match="another process"):
        build([given], store=store)


# Articles as they come ----------------------------------------------------------------------------


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the shared articles are not here")
def test_bare_texts_give_calls_and_meetings_the_days_that_metadata_gives(tmp_path):
    def days(store: Path) -> set[tuple[object, ...]]:
        return {
            (c.article, e.mode, frozenset(p.entity.label for p in e.actors), e.time and e.time.start)
            for e in events(store)
            for c in e.claims
            if e.type == "CONSULT" and c.article in {f"seed-{n}" for n in range(4)}
        }

    build(sorted(SEEDS.glob("seed-*.txt")), store=tmp_path / "bare")
    build([SEEDS / "articles.jsonl"], store=tmp_path / "fed")
    assert days(tmp_path / "bare") == days(tmp_path / "fed")
    assert {day[0] for day in days(tmp_path / "fed")} == {f"seed-{n}" for n in range(4)}
