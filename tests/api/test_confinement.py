"""Processes for queries and updates reach nobody, even if what is sent to them were not looked at."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

from api.messages import Failure, read, write
from api.process import _ONE_THREAD
from api.updating import Update
from api.worker import Asked
from kg.store import snapshots

linux = pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such way")

# The guards of the process let everything pass. What else is done to it comes before its own `main`.
UNGUARDED = """
import ctypes, sys
import api.confinement as confinement, {module} as module
import kg.sparql.answers as answers, kg.sparql.updates as updates
answers.check = lambda sparql: False
updates.check_update = lambda sparql, using, using_named: sparql
answers.judge_query = updates.judge_update = lambda *anything: None
{before}
module.main()
"""
BOTH = ""
NEITHER = "module.leave_network = lambda: False"
NAMESPACE = "assert confinement.leave_for_a_network_of_ones_own(ctypes.CDLL(None)); " + NEITHER
FILTER = "assert confinement.make_no_sockets(ctypes.CDLL(None)); " + NEITHER


class Trap:
    """A server that counts who comes."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}/"
        self.came = 0
        threading.Thread(target=self._wait, daemon=True).start()

    def _wait(self) -> None:
        try:
            while True:
                came, _ = self._socket.accept()
                self.came += 1
                came.close()
        except OSError:  # closed
            return

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def trap() -> Iterator[Trap]:
    made = Trap()
    yield made
    made.close()


def said(module, before, arguments, sent):
    """What a process answers, once it has said that it is there."""
    code = UNGUARDED.format(module=module, before=before)
    command = [sys.executable, "-c", code, *map(str, arguments)]
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    with subprocess.Popen(command, env={**os.environ, **_ONE_THREAD}, **pipes) as process:
        try:
            if module == "api.updating":
                write(process.stdin, sent)
            try:
                read(process.stdout)
            except EOFError:
                error = process.stderr.read().decode()
                if "AssertionError" in error:
                    pytest.skip("this system lets nobody do so")
                raise AssertionError(error) from None
            if module != "api.updating":
                write(process.stdin, sent)
            return read(process.stdout)
        finally:
            process.kill()


WAYS = pytest.mark.parametrize(
    ("before", "came"),
    [(NEITHER, 1), (BOTH, 0), (NAMESPACE, 0), (FILTER, 0)],
    ids=["neither", "both", "network of its own", "filter"],
)


@linux
@WAYS
def test_a_query_that_got_past_the_guard(store, trap, before, came):
    asked = Asked(f"ASK {{ SERVICE <{trap.address}> {{ ?s ?p ?o }} }}", ("csv",))
    answer = said("api.worker", before, [snapshots.newest(store), 10**9], asked)
    assert isinstance(answer, Failure)
    assert trap.came == came


@linux
@WAYS
def test_an_update_that_got_past_the_guard(tmp_path, trap, before, came):
    asked = Update(f"LOAD <{trap.address}>", base="http://localhost/sparql")
    answer = said("api.updating", before, [tmp_path / "graph"], asked)
    assert isinstance(answer, Failure)
    assert trap.came == came


@linux
def test_both_ways_work_in_a_process_as_it_is_started():
    code = (
        "import ctypes, sys; import api.worker, api.updating; import api.confinement as c\n"
        "libc = ctypes.CDLL(None)\n"
        "print(c.leave_for_a_network_of_ones_own(libc), c.make_no_sockets(libc))"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env={**os.environ, **_ONE_THREAD}, capture_output=True, text=True, check=True)
    # Containers may allow neither; where either can be had from the shell, it must be had here.
    alone = subprocess.run(["unshare", "--user", "--net", "true"], capture_output=True, check=False).returncode == 0
    assert done.stdout.split()[0] == str(alone)
