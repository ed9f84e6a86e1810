"""What is fed with made-up input: each takes bytes, and raises where the program does what it must not.

``make soak`` has atheris make the bytes up, led by the lines of code that they reach; ``make test`` feeds what was
committed of them.
"""

from __future__ import annotations

import functools
import socket
import tempfile
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path

import pyoxigraph as ox

from kg import timex
from kg.errors import InputError, QueryError, StoreError
from kg.extract.article import extract
from kg.model import Article
from kg.parse import load, parse
from kg.questions import answer
from kg.rdf import article_quads
from kg.readers import Rejected, read
from kg.readers.dates import parse_published, when
from kg.readers.kinds import SUFFIXES
from kg.readers.language import with_language
from kg.readers.published import with_published
from kg.resolve import claims
from kg.sparql import check, table
from kg.sparql.updates import update
from kg.store import Store

Target = Callable[[bytes], None]

_DAYS = (None, date(2021, 1, 20), date.min, date.max, date(2024, 2, 29))
_LONGEST = 1_000_000


def readers(data: bytes) -> None:
    """A file of any kind, told by its first byte, is articles or reasons, never an error."""
    suffix = SUFFIXES[data[0] % len(SUFFIXES)] if data else SUFFIXES[0]
    with tempfile.TemporaryDirectory(prefix="kg-soak-") as folder:
        path = Path(folder) / f"given{suffix}"
        path.write_bytes(data[1:])
        for found in read([path], max_bytes=_LONGEST, today=date(2030, 1, 1)):
            if isinstance(found, Rejected):
                assert found.what, found
                assert "the reader fails" not in found.what, found
                continue
            assert found.text.strip(), found
            known = with_published(with_language(found))
            with suppress(InputError, ValueError):  # as where it is stored: what no graph takes is reported
                list(article_quads(known, (), "mark"))


def dates(data: bytes) -> None:
    """Times in a text stand in it, in order, and mean a day, a month or a year or nothing."""
    text = _text(data)
    end = 0
    for found in timex.find(text):
        assert end <= found.start < found.end <= len(text), found
        end = found.end
        for anchor in _DAYS:
            for future in (False, True):
                span = timex.resolve_time(found, anchor=anchor, future=future, focus=anchor, year=1999)
                assert span is None or span.earliest <= span.latest, span
    when(text)
    with suppress(InputError):
        assert parse_published(parse_published(text))


def questions(data: bytes) -> None:
    """Any question is answered or declined, and the query that is shown is one that anybody may ask."""
    given = answer(_text(data)[:1000], _store(), today=date(2024, 7, 11))
    assert given.summary, given
    assert given.understood or not given.answers
    if given.understood:
        check(given.sparql)
    given.as_record()


def extraction(data: bytes) -> None:
    """Any text is read, and every quote stands where it is said to stand."""
    text = _text(data)
    article = with_published(Article(id="made-up", text=text, published="2021-01-20"))
    (parsed,) = parse([article], load())
    for claim in claims(article, extract(parsed)):
        assert text[claim.start : claim.end] == claim.quote, claim
        assert 0 <= claim.confidence <= 1, claim


def guard(data: bytes) -> None:
    """What the guard lets pass reaches no other machine, and a query changes nothing."""
    trap = _trap()
    text = _text(data).replace("$AWAY", trap.address)
    store = _statements()
    before = set(store.engine)
    with suppress(QueryError, StoreError):
        table(store, text)
    assert set(store.engine) == before, "a query has changed the graph"
    with suppress(QueryError, StoreError):
        update(store, text)
    assert not trap.sprung.is_set(), "what was let pass has reached out"


TARGETS: Mapping[str, Target] = {f.__name__: f for f in (readers, dates, questions, extraction, guard)}


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


@functools.cache
def _store() -> Store:
    """The invented world of the tests of questions, for as long as this process lives."""
    from tests.questions import duck

    return duck.build(Path(tempfile.mkdtemp(prefix="kg-soak-")) / "graph")


class _Trap:
    """A server that notes whether anybody comes."""

    def __init__(self) -> None:
        self.sprung = threading.Event()
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}/"
        threading.Thread(target=self._wait, daemon=True).start()

    def _wait(self) -> None:
        while True:
            came, _ = self._socket.accept()
            self.sprung.set()
            came.close()


@functools.cache
def _trap() -> _Trap:
    return _Trap()


def _statements() -> Store:
    """A graph of three statements, in memory."""
    engine = ox.Store()
    node = ox.NamedNode("http://a/s")
    for value in (ox.Literal(1), ox.Literal(True), node):
        engine.add(ox.Quad(node, ox.NamedNode("http://a/p"), value))
    return Store(Path("memory"), engine, read_only=False)
