"""`kg serve`, as a process that a user starts and stops."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys

import httpx2
import pytest


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent in another way")
def test_serve_until_interrupted(store):
    command = [sys.executable, "-m", "kg.cli", "serve", "--store", str(store), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            address = re.search(r"http://127\.0\.0\.1:\d+/", process.stderr.readline())[0]
            assert httpx2.get(f"{address}health", timeout=60).json()["counts"]["events"] == 3
            assert httpx2.get(f"{address}sparql", params={"query": "ASK {}"}, timeout=60).json()["boolean"] is True
        finally:
            process.send_signal(signal.SIGINT)
            out, rest = process.communicate(timeout=60)
    assert (out, rest) == ("", "")
    assert process.returncode == 0


def test_a_port_that_is_taken(kg, store):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = kg("serve", "--port", taken.getsockname()[1])
    assert done.exit_code == 2
    assert "cannot listen there" in done.stderr
