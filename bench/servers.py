"""SPARQL servers on ports of their own, and how fast they take a graph in and give it back.

``python -m bench.servers DIR`` copies a graph to another folder, to Oxigraph's server and, where it is installed, to
Virtuoso, copies it back from each, looks single subjects up, and takes further articles in; it prints a table.
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
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import httpx2

from bench.archive import archive
from kg.consolidation import consolidate
from kg.location import Location, location
from kg.store import Store
from kg.store.copying import copy

_START_SECONDS = 60.0
_LOOK_UPS = 1000
_ARTICLES = 20


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("store", type=Path)
    given: Path = parser.parse_args().store
    print("| where | quads | taken in, quads a second | given back, quads a second | a look-up, ms | an article, s |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
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
        some = subjects[:: max(1, len(subjects) // _LOOK_UPS)]
        looked = _seconds(lambda: [store.node(subject) for subject in some]) / len(some)
        added = _seconds(lambda: _more(store)) / _ARTICLES
    print(
        f"| {name} | {quads:,} | {quads / taken:,.0f} | {quads / returned:,.0f} | {1000 * looked:.2f} | {added:.3f} |",
        flush=True,
    )


def _more(store: Store) -> None:
    """Articles of two claims each, stored one by one and taken in together, as a build does it."""
    for article, said in islice(archive(), _ARTICLES):
        store.put_article(article, said, "one")
    consolidate(store)


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
