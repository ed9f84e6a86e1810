"""Sentences of questions, parsed in a process of their own.

A parse is six milliseconds of many small steps, each of which lets go of the interpreter; beside the threads of other
requests each would wait for its turn, and a question take ten times as long.
"""

from __future__ import annotations

import signal
from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING

from api.confinement import leave_network
from api.messages import heard, say
from api.process import ENDED, Process

if TYPE_CHECKING:
    from spacy.tokens import Doc


class Parser:
    """Parses as the packaged model does; started by the first text, and again should it have ended."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._process: Process | None = None

    def __call__(self, text: str) -> Doc:
        """The parse of a text; by the model in this process, if the other one fails twice."""
        from spacy.tokens import Doc

        from kg.parse import load

        here = load()
        with self._lock:
            for _ in range(2):
                with suppress(*ENDED):
                    return Doc(here.vocab).from_bytes(self._asked(text))
                self._end()
        return here(text)

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._end()

    def _asked(self, text: str) -> bytes:
        if self._process is None:
            self._process = Process("api.parsing")
            self._process.receive()
        self._process.send(text.encode())
        parse: bytes = self._process.receive()
        return parse

    def _end(self) -> None:
        if self._process is not None:
            self._process.stop()
            self._process = None


def main() -> None:
    """Parse what comes until nothing comes any more."""
    from kg.parse import load

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Control-C is for the service, which then closes the pipe
    leave_network()
    nlp = load()
    say(None)
    with suppress(EOFError, BrokenPipeError):
        while isinstance(text := heard(), bytes):
            say(nlp(text.decode()).to_bytes(exclude=["tensor"]))
