"""No article holds up the others, and none takes the process with it that reads it."""

from __future__ import annotations

import faulthandler
import os
import re
import resource
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest

from kg import workers
from kg.errors import InputError, KgError
from kg.extract.article import extract
from kg.model import Article
from kg.patience import at_most
from kg.readers import Rejected
from kg.workers import read_all, read_one

ROOT = Path(__file__).resolve().parents[2]
GOOD = [Article(id=f"good-{n}", text="Erdogan called Putin on Monday.", published="2021-01-16") for n in range(5)]
BAD = Article(id="bad", text="Macron met Scholz in Paris on Monday.", published="2021-01-16")


def forever() -> None:
    while True:
        pass


def backtracking() -> None:
    re.match(r"(a+)+b", "a" * 100)


# The clock of an article ---------------------------------------------------------------------------


@pytest.mark.parametrize("work", [forever, backtracking])
def test_what_does_not_end_is_ended(work):
    with pytest.raises(InputError, match=r"more than 0\.1 seconds of the processor .*KG_ARTICLE_SECONDS"), at_most(0.1):
        work()
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0, 0)


def test_a_library_that_catches_all_errors_is_ended_too():
    def stubborn() -> None:
        while True:
            with suppress(Exception):
                forever()

    with pytest.raises(InputError, match="of the processor"), at_most(0.1):
        stubborn()


def test_what_is_quick_or_only_waits_goes_through():
    with at_most(0.2):
        time.sleep(0.4)
    with at_most(0):
        sum(range(10_000_000))
    with at_most(60), at_most(0.001):
        sum(range(10_000_000))


def test_beside_the_main_thread_nothing_is_ended():
    done: list[bool] = []

    def run() -> None:
        with at_most(0.01):
            sum(range(5_000_000))
        done.append(True)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert done == [True]


def test_an_article_that_takes_too_long_is_left_out(monkeypatch):
    def slow(parsed):
        return forever() if parsed.article.id == "bad" else extract(parsed)

    monkeypatch.setenv("KG_ARTICLE_SECONDS", "0.5")
    monkeypatch.setattr(workers, "extract", slow)
    found = {a.id: said for (a, said), _ in read_all([(a, "") for a in (*GOOD, BAD)], "packaged", 1)}
    assert isinstance(found["bad"], Rejected)
    assert "0.5 seconds of the processor" in found["bad"].what
    assert all(found[article.id] for article in GOOD)


def test_a_batch_that_takes_too_long_is_read_one_by_one(monkeypatch):
    parse = workers.parse

    def slow(articles, nlp):
        given = list(articles)
        return forever() if len(given) > 1 else parse(given, nlp)

    monkeypatch.setenv("KG_ARTICLE_SECONDS", "0.5")
    monkeypatch.setattr(workers, "parse", slow)
    assert all(said for (_, said), _ in read_all([(a, "") for a in GOOD[:2]], "packaged", 1))


# Memory ---------------------------------------------------------------------------------------------


def test_an_article_for_which_memory_is_short_is_left_out(monkeypatch):
    def greedy(parsed):
        if parsed.article.id == "bad":
            raise MemoryError
        return extract(parsed)

    monkeypatch.setattr(workers, "extract", greedy)
    _, said = read_one(BAD)
    assert isinstance(said, Rejected)
    assert "more memory" in said.what
    assert read_one(GOOD[0])[1]


def test_a_line_that_would_take_too_much_memory_is_refused():
    _, said = read_one(Article(id="long", text="Putin met Xi. " * 20_000))
    assert isinstance(said, Rejected)
    assert "a line of 280,000 characters" in said.what


_SHORT_OF_MEMORY = """
import resource, sys
from pathlib import Path
from kg.model import Article
from kg.parse import load
from kg.readers import Rejected
from kg.workers import read_all, read_one
from tests.survival.test_limits import GOOD

LONG = Article(id="long", text="Putin met Xi in Minsk and they spoke of Syria. " * 4000)
read_one(GOOD[0])
held = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (held + 250_000_000, -1))
for (article, said), _ in read_all([(a, "") for a in (GOOD[0], LONG, *GOOD[1:])], "packaged", int(sys.argv[1])):
    print(f"{article.id}: {said.what}" if isinstance(said, Rejected) else article.id)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system does not limit memory so")
@pytest.mark.parametrize("count", [1, 2])
def test_a_worker_out_of_memory_loses_its_article_and_no_other(count):
    code = [sys.executable, "-W", "ignore", "-c", _SHORT_OF_MEMORY, str(count)]
    done = subprocess.run(code, cwd=ROOT, capture_output=True, text=True, check=False)
    told = done.stdout.splitlines()
    assert [line.partition(":")[0] for line in told] == [GOOD[0].id, "long", *(a.id for a in GOOD[1:])], done.stderr
    assert [line for line in told if "memory" in line] == [told[1]]


# The process that reads ----------------------------------------------------------------------------


@pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork:DeprecationWarning")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSEGV])
def test_a_worker_that_dies_is_replaced_and_its_article_left_out(monkeypatch, how):
    def deadly(parsed):
        if parsed.article.id == "bad":
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            faulthandler.disable()
            os.kill(os.getpid(), how)
        return extract(parsed)

    monkeypatch.setattr(workers, "extract", deadly)
    monkeypatch.setattr(workers, "_CHUNK", 2)
    given = [GOOD[0], GOOD[1], GOOD[2], BAD, *GOOD[3:]]
    found = [(a.id, said, mark) for (a, said), mark in read_all([(a, a.id) for a in given], "packaged", 2)]
    assert [name for name, _, _ in found] == [mark for _, _, mark in found] == [a.id for a in given]
    rejected = {name: said for name, said, _ in found if isinstance(said, Rejected)}
    assert list(rejected) == ["bad"]
    assert "ended before its time" in rejected["bad"].what


@pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork:DeprecationWarning")
def test_where_one_worker_after_the_other_dies_the_build_says_so(monkeypatch):
    def deadly(parsed):
        os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr(workers, "extract", deadly)
    monkeypatch.setattr(workers, "_DEATHS", 2)
    with pytest.raises(KgError, match=r"one worker process after the other .*--workers"):
        list(read_all([(a, "") for a in GOOD], "packaged", 2))


@pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork:DeprecationWarning")
@pytest.mark.parametrize(("worth", "asked", "alone"), [(1, None, False), (10**9, None, True), (1, 1, True)])
def test_others_read_where_there_is_much_to_read(monkeypatch, worth, asked, alone):
    def telling(parsed):
        return [parsed.article.id, os.getpid()]

    monkeypatch.setattr(workers, "extract", telling)
    monkeypatch.setattr(workers, "claims", lambda article, found: found)
    monkeypatch.setattr(workers, "room", lambda: 2)
    monkeypatch.setattr(workers, "_WORTH_OTHERS", worth)
    found = [(said, mark) for (_, said), mark in read_all([(a, a.id) for a in GOOD], "packaged", asked)]
    assert [name for (name, _), _ in found] == [mark for _, mark in found] == [a.id for a in GOOD]
    assert all((process == os.getpid()) is alone for (_, process), _ in found)
