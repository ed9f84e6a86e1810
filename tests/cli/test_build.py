"""`kg build`, `kg articles`, `kg remove`: the whole way, with the real pipeline."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.readers.site import item, rss, running

ROOT = Path(__file__).parents[2]
TEXTS = {
    "one": "The president of Freedonia called the president of Sylvania on Monday.",
    "two": "Sylvania may impose sanctions on Freedonia.",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("articles")
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    (folder / "empty.txt").write_text("", "utf-8")
    (folder / "notes.xyz").write_text("no article", "utf-8")
    return folder


@pytest.fixture(scope="module")
def built(folder, tmp_path_factory):
    """The store and what the first build said, as JSON."""
    from click.testing import CliRunner

    from kg.cli import main

    store = tmp_path_factory.mktemp("built") / "graph"
    done = CliRunner().invoke(main, ["build", str(folder), "--store", str(store), "--json"])
    assert done.exit_code == 0, done.output
    return store, json.loads(done.stdout)


def test_a_build_says_what_was_kept_and_what_was_not(built):
    _, report = built
    assert (report["read"], report["kept"], report["unchanged"]) == (2, 2, 0)
    assert any(skipped["where"].endswith("empty.txt") for skipped in report["skipped"])
    assert all(skipped["what"] and skipped["remedy"] for skipped in report["skipped"])


def test_the_second_build_changes_nothing(kg, built, folder):
    store, first = built
    done = kg("build", folder, "--store", store)
    assert done.exit_code == 0
    assert "Nothing changed" in done.stdout
    assert "empty.txt" in done.stdout
    again = json.loads(kg("build", folder, "--store", store, "--json").stdout)
    assert (again["kept"], again["unchanged"], again["events"]) == (0, 2, first["events"])
    # Nobody watches a pipe: no progress.
    assert done.stderr == ""


def test_what_was_built_can_be_read_at_once(kg, built):
    store, report = built
    listed = json.loads(kg("articles", "--store", store, "--json").stdout)
    assert [article["id"] for article in listed] == ["one", "two"]
    assert len(kg("export", "events", "--store", store).stdout.splitlines()) == report["events"]


def test_nothing_that_could_be_stored(kg, tmp_path):
    done = kg("build", tmp_path / "no-such-file.txt", "--store", tmp_path / "graph")
    assert done.exit_code == 1
    assert "no-such-file.txt" in done.stdout
    assert "nothing could be stored" in done.stderr


def test_a_folder_that_is_no_store(kg, folder):
    done = kg("build", folder, "--store", folder)
    assert done.exit_code == 1
    assert "this is not a store" in done.stderr


def test_an_article_can_be_removed(kg, folder, tmp_path):
    store = tmp_path / "graph"
    assert kg("build", folder, "--store", store).exit_code == 0
    assert kg("remove", "one", "--store", store).exit_code == 0
    assert [a["id"] for a in json.loads(kg("articles", "--store", store, "--json").stdout)] == ["two"]
    assert "one" not in {
        source["article"]
        for line in kg("export", "events", "--store", store).stdout.splitlines()
        for source in json.loads(line)["sources"]
    }
    done = kg("remove", "one", "--store", store)
    assert done.exit_code == 1
    assert "there is no article one" in done.stderr


def test_the_report_names_each_skipped_input_and_why(kg, folder, built, tmp_path):
    store, first = built
    report = tmp_path / "report.jsonl"
    assert kg("build", folder, "--store", store, "--report", report).exit_code == 0
    assert [json.loads(line) for line in report.read_text("utf-8").splitlines()] == first["skipped"]
    done = kg("build", folder, "--store", store, "--report", tmp_path / "none" / "report.jsonl")
    assert (done.exit_code, "cannot be written" in done.stderr) == (2, True)


def test_control_c_keeps_what_was_read_and_the_next_build_goes_on(kg, tmp_path):
    articles, store = tmp_path / "articles", tmp_path / "graph"
    articles.mkdir()
    for number in range(2000):
        (articles / f"{number:04}.txt").write_text(f"{TEXTS['one']} It was call {number}.", "utf-8")
    command = [sys.executable, "-m", "kg.cli", "build", articles, "--store", store, "--json"]
    with subprocess.Popen(
        [str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT
    ) as process:
        while not (store / "world").is_file():  # written when the reading begins
            assert process.poll() is None
            time.sleep(0.05)
        time.sleep(2)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=120)
    assert (process.returncode, "interrupted" in err, "Traceback" in err) == (130, True, False)
    kept = json.loads(out)["kept"]
    assert kept < 2000
    listed = json.loads(kg("articles", "--store", store, "--json").stdout)
    assert len(listed) == kept
    for path in sorted(articles.iterdir())[kept + 3 :]:  # three more show that it goes on
        path.unlink()
    again = json.loads(kg("build", articles, "--store", store, "--json").stdout)
    assert (again["kept"], again["unchanged"]) == (3, kept)


def test_columns_of_other_names(kg, tmp_path):
    table = tmp_path / "news.csv"
    table.write_text(f"Key;Body;Day\nfirst;{TEXTS['one']};2021-01-16\n", "utf-8")
    store = tmp_path / "graph"
    given = ["--map", "text=Body", "--map", "id=Key", "--map", "published=Day"]
    assert kg("build", table, *given, "--store", store).exit_code == 0
    [article] = json.loads(kg("articles", "--store", store, "--json").stdout)
    assert (article["id"], article["published"]) == ("first", "2021-01-16")
    done = kg("build", table, "--map", "words=Body", "--store", store)
    assert (done.exit_code, "words=Body" in done.stderr) == (2, True)


def test_pages_of_the_web_are_fetched_once_and_read_again_when_asked(kg, tmp_path, monkeypatch):
    store, pages = tmp_path / "graph", tmp_path / "pages.txt"
    with running() as site:
        monkeypatch.setenv("KG_PRIVATE", "127.0.0.1")
        monkeypatch.setenv("KG_PAUSE", "0")
        pages.write_text(f"{site.url}/story\n{site.url}/status/404\n", "utf-8")
        site.feed = rss(item(f"{site.url}/latin"), item(f"{site.url}/story"))

        def built(*options):
            site.asked.clear()
            report = json.loads(kg("build", pages, f"{site.url}/feed.xml", "--store", store, "--json", *options).stdout)
            assert [s["where"].rpartition("/")[2] for s in report["skipped"]] == ["404", "story"]
            return report["kept"], report["unchanged"], [path for path in site.asked if "robots" not in path]

        paths = ["/story", "/status/404", "/feed.xml"]
        assert built() == (2, 0, [*paths, "/latin"])
        assert built() == (0, 2, paths[1:])
        assert built("--refetch") == (0, 2, [*paths, "/latin"])
        assert built("--workers", "2") == (0, 2, paths[1:])
    articles = json.loads(kg("articles", "--store", store, "--json").stdout)
    assert sorted(a["title"] for a in articles) == [
        "Firefly and Trentino speak by phone after border shots",
        "Inspectors leave Marshovia after the reactor is sealed",
    ]
