"""`kg watch`: a process that looks at a folder and a feed until it is stopped."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.cli import watch
from tests.readers.site import item, rss, running

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    return folder


def write(path, text):
    """A file that was finished a while ago."""
    path.write_text(text, "utf-8")
    os.utime(path, (time.time() - 60, path.stat().st_mtime - 60))


def ids(kg, store):
    return sorted(article["id"] for article in json.loads(kg("articles", "--store", store, "--json").stdout))


def test_what_is_new_in_a_folder_and_a_feed_is_read_until_it_is_stopped(kg, folder, tmp_path):
    store = tmp_path / "graph"
    write(folder / "one.txt", "The president of France called the president of Turkey on Monday.")
    with running() as site:
        site.feed = rss(item(text="The foreign ministers of Egypt and Qatar met in Cairo on Tuesday."))
        command = [sys.executable, "-m", "kg.cli", "watch", folder, f"{site.url}/feed.xml", "--every", "0.2"]
        environment = {**os.environ, "KG_PRIVATE": "127.0.0.1", "KG_PAUSE": "0", "PYTHONPATH": str(ROOT)}
        with subprocess.Popen(
            [str(word) for word in (*command, "--store", store)],
            env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=tmp_path,
        ) as process:  # fmt: skip
            assert "2 kept, 0 unchanged, 0 skipped" in process.stdout.readline()
            write(folder / "empty.txt", "")
            assert "0 kept, 0 unchanged, 1 skipped" in process.stdout.readline()
            assert "empty.txt: the text is empty" in process.stdout.readline()
            write(folder / "two.txt", "The United States imposed sanctions on Iran in February.")
            assert "1 kept, 0 unchanged, 0 skipped" in process.stdout.readline()
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (0, "", "Stopped.\n")
    assert [id_ for id_ in ids(kg, store) if not id_.startswith("text-")] == ["one", "two"]
    assert len(ids(kg, store)) == 3


def test_a_file_is_due_when_it_is_new_or_has_changed_and_is_not_being_written(folder):
    files = watch._Files()
    path = folder / "one.txt"

    def due():
        found = list(files.due([str(folder), "https://herald.example/feed"]))
        files.read(found)
        return [name for name, state in found if state]

    write(path, "They met.")
    assert due() == [str(path)]
    assert due() == []
    path.write_text("They met again.", "utf-8")
    assert due() == []
    os.utime(path, (0, time.time() - 60))
    assert due() == [str(path)]
    path.unlink()
    assert due() == []


def test_a_number_of_looks_and_a_folder_that_is_not_there(kg, tmp_path):
    done = kg("watch", tmp_path / "none", "--store", tmp_path / "graph", "--times", "2", "--every", "0.1")
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.count("there is no such file or folder") == 2
