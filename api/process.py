"""A Python process of our own, talked to over its standard input and output."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from api.messages import read, write

# None of them calculates much, and only a process with one thread can leave the network (`api.confinement`).
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1"}
# How it shows that a process has ended while it was talked to.
ENDED = (EOFError, OSError, ValueError)


class Process:
    """Runs the function `main` of a module until it is stopped, or whoever started it ends.

    Parameters
    ----------
    module : str
    *arguments : str or Path
        For the module, in ``sys.argv``.
    """

    def __init__(self, module: str, *arguments: str | Path) -> None:
        # Not by `multiprocessing`, which would run the main module of whoever embeds the service again.
        self._process = subprocess.Popen(
            [sys.executable, "-c", f"from {module} import main; main()", *map(str, arguments)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **_ONE_THREAD, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )

    @property
    def pid(self) -> int:
        """Its number."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether it still runs."""
        return self._process.poll() is None

    def send(self, message: object) -> None:
        """Hand it a message."""
        assert self._process.stdin is not None
        write(self._process.stdin, message)

    def receive(self) -> Any:
        """Wait for what it says next."""
        assert self._process.stdout is not None
        return read(self._process.stdout)

    def kill(self) -> None:
        """End it at once; who waits for it sees its output end."""
        self._process.kill()

    def stop(self) -> None:
        """End it at once and wait until it is gone."""
        self._process.kill()
        # Not `communicate`, which would read what another thread still reads.
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            # What was not yet handed over is of no use any more.
            with suppress(OSError):
                if stream is not None:
                    stream.close()
