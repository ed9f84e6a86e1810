"""A model in a process of its own, which loads it while this process does something else."""

from __future__ import annotations

import json
import multiprocessing
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection

from spacy.lang.en import English
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import create_vocab

from kg.errors import UsageError
from kg.parse.models import PACKAGED, load
from kg.parse.wording import irregular

# What is asked for; anything else is a text.
_IRREGULAR = b""


class Beside:
    """Parses as the model does that is loaded there, and says of it what questions need to know.

    Parameters
    ----------
    there : Connection
        To the process that has it. Should that have ended, the model is loaded here.
    name : str
        As `kg.parse.load` knows it.
    """

    def __init__(self, there: Connection, name: str) -> None:
        self._there, self._name = there, name
        self._vocab = create_vocab("en", English.Defaults)

    def __call__(self, text: str) -> Doc:
        """The parse of a text."""
        if not text:
            return Doc(self._vocab)
        try:
            return Doc(self._vocab).from_bytes(self._asked(text.encode()))
        except (EOFError, OSError):
            return load(self._name)(text)

    def irregular(self) -> Mapping[str, list[str]]:
        """Forms of words that follow no rule, with the words that they are of."""
        try:
            found: dict[str, list[str]] = json.loads(self._asked(_IRREGULAR))
            return found
        except (EOFError, OSError):
            return irregular(load(self._name))

    def _asked(self, what: bytes) -> bytes:
        self._there.send_bytes(what)
        return self._there.recv_bytes()


@contextmanager
def beside(name: str = PACKAGED) -> Iterator[Language | Beside]:
    """A model that is loaded beside this process, or, where the system cannot fork, in it.

    Call it before there are threads.

    Raises
    ------
    UsageError
        There is no such model; where it is loaded beside, at the first text.
    """
    # macOS can, but its libraries of linear algebra do not stand it.
    if sys.platform == "darwin" or "fork" not in multiprocessing.get_all_start_methods():
        yield load(name)
        return
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe()
    process = context.Process(target=_answer, args=(there, here, name), daemon=True)
    process.start()
    there.close()
    try:
        yield Beside(here, name)
    finally:
        here.close()
        process.join()


def _answer(asked: Connection, other_end: Connection, name: str) -> None:
    """Answer until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Control-C is for the other process, which then closes its end
    other_end.close()
    with suppress(EOFError, BrokenPipeError, UsageError):
        nlp = load(name)
        while True:
            what = asked.recv_bytes()
            if what == _IRREGULAR:
                asked.send_bytes(json.dumps(irregular(nlp)).encode())
            else:
                asked.send_bytes(nlp(what.decode()).to_bytes(exclude=["tensor"]))
