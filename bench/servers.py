"""SPARQL servers on ports of their own, and how fast they take a graph in and give it back.

``python -m bench.servers DIR`` copies a graph to another folder, to Oxigraph's server and, where it is installed, to
Virtuoso, copies it back from each, looks single subjects up, takes further articles in, and takes some with ten events
out and in again; it prints a table, with the requests that an article asked of a server.
`python -m bench.large DIR 20000` makes a graph. Times are of the clock, for half of the work is another process's.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import subprocess
import sysconfig
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import httpx2

from bench.archive import archive
from kg import queries
from kg.consolidation import consolidate, let_go
from kg.consolidation.said import Said
from kg.location import Location, location
from kg.model import Article, Claim
from kg.queries.rebuild import Rebuild
from kg.store import Store
from kg.store.copying import copy
from kg.store.remote.engine import Remote

_START_SECONDS = 60.0
_LOOK_UPS = 1000
_ARTICLES = 20
_EVENTS, _AGAIN = 10, 5
_COLUMNS = (
    "where", "quads", "taken in, quads a second", "given back, quads a second", "a look-up, ms", "an article, s",
    "requests", "one of ten events, out and in, s", "requests",
)  # fmt: skip


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("store", type=Path)
    given: Path = parser.parse_args().store
    print(f"| {' | '.join(_COLUMNS)} |\n| --- |{' ---: |' * (len(_COLUMNS) - 1)}")
    with tempfile.TemporaryDirectory() as scratch:
        measure("a folder", given, Path(scratch, "other"), Path(scratch, "back-folder"))
        with oxigraph(Path(scratch, "oxigraph")) as address:
            measure("Oxigraph's server", given, location(address), Path(scratch, "back-oxigraph"))
        if shutil.which("virtuoso-t"):
            with virtuoso(Path(scratch, "virtuoso")) as (query, update):
                os.environ["KG_STORE_UPDATE"] = update
                there = location(query.replace("http://", "http://dba:dba@"))
                measure("Virtuoso", given, there, Path(scratch, "back-virtuoso"))


def measure(name: str, given: Path, there: Location, back: Path) -> None:
    """A row of the table."""
    taken = _seconds(lambda: copy(given, there))
    returned = _seconds(lambda: copy(there, back))
    with Store.open(there) as store:
        quads = store.counts()["quads"]
        with Store.open(given) as known:
            subjects = [quad.subject for quad in islice(known.engine.quads_for_pattern(None, None, None, None), 10**6)]
            full = _full(known)
        some = subjects[:: max(1, len(subjects) // _LOOK_UPS)]
        looked = _seconds(lambda: [store.node(subject) for subject in some]) / len(some)
        before = _requests(store)
        added, between = _seconds(lambda: _more(store)) / _ARTICLES, _requests(store)
        again = _seconds(lambda: _again(store, full)) / len(full)
        asked = ((between - before) / _ARTICLES, (_requests(store) - between) / len(full))
    figures = [
        f"{quads:,}", f"{quads / taken:,.0f}", f"{quads / returned:,.0f}", f"{1000 * looked:.2f}",
        f"{added:.3f}", f"{asked[0]:.0f}", f"{again:.3f}", f"{asked[1]:.0f}",
    ]  # fmt: skip
    print(f"| {' | '.join([name, *figures])} |", flush=True)


def _more(store: Store) -> None:
    """Articles of two claims each, stored one by one and taken in together, as a build does it."""
    for article, said in islice(archive(), _ARTICLES):
        store.put_article(article, said, "one")
    consolidate(store)


def _again(store: Store, some: Sequence[tuple[Article, list[Claim]]]) -> None:
    """Articles taken out and in again, one by one."""
    for article, said in some:
        let_go(store, article.id)
        store.put_article(article, said, "again")
        consolidate(store)


def _full(store: Store) -> list[tuple[Article, list[Claim]]]:
    """Some articles of ten events each, with what they claim."""
    rebuild, found = Rebuild(store), list[tuple[Article, list[Claim]]]()
    for name in store.articles():
        claims = Said(store, name).claims
        if len(claims) == _EVENTS:
            found.append((queries.article(store, name), [rebuild.claim(iri) for iri in claims]))
        if len(found) == _AGAIN:
            break
    return found


def _requests(store: Store) -> int:
    """How many a server was sent; a folder none."""
    return store.engine.endpoint.requests if isinstance(store.engine, Remote) else 0


@contextmanager
def oxigraph(folder: Path, *options: str) -> Iterator[str]:
    """The address of Oxigraph's server over a new database."""
    command = Path(sysconfig.get_path("scripts")) / "oxigraph"
    port = _free_port()
    address = f"http://127.0.0.1:{port}/"
    with _running([str(command), "serve", "-l", str(folder), "-b", f"127.0.0.1:{port}", *options], folder, address):
        yield address


@contextmanager
def virtuoso(folder: Path) -> Iterator[tuple[str, str]]:
    """The addresses for queries and for updates of Virtuoso over a new database.

    Raises
    ------
    FileNotFoundError
        If it is not installed.
    """
    command = shutil.which("virtuoso-t")
    if command is None:
        raise FileNotFoundError("Virtuoso is not installed (Debian: virtuoso-opensource-7-bin)")
    folder.mkdir()
    port = _free_port()
    (folder / "virtuoso.ini").write_text(
        f"""[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = {_free_port()}
NumberOfBuffers = 20000
MaxDirtyBuffers = 10000
CheckpointInterval = 0
[HTTPServer]
ServerPort = {port}
ServerThreads = 5
ServerRoot = .
[SPARQL]
ResultSetMaxRows = 10000
""",
        "utf-8",
    )
    address = f"http://127.0.0.1:{port}/sparql"
    with _running([command, "+configfile", "virtuoso.ini", "+foreground"], folder, address):
        yield address, f"http://127.0.0.1:{port}/sparql-auth"


@contextmanager
def _running(command: list[str], folder: Path, address: str) -> Iterator[None]:
    folder.mkdir(exist_ok=True)
    with (folder.with_suffix(".log")).open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
        try:
            _wait(process, address)
            yield
        finally:
            process.kill()
            process.wait()


def _wait(process: subprocess.Popen[bytes], address: str) -> None:
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            httpx2.get(address, trust_env=False)
        except httpx2.TransportError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the server does not start")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def _seconds(do: Callable[[], object]) -> float:
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
