"""The packaged model in a process of its own, which loads it while this process does something else."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from multiprocessing.connection import Connection

from spacy.lang.en import English
from spacy.tokens import Doc
from spacy.vocab import create_vocab

from kg.parse.models import PACKAGED, load
from kg.parse.wording import irregular

# What is asked for; anything else is a text.
_IRREGULAR = b""


class Beside:
    """Parses as the model does that is loaded there, and says of it what questions need to know.

    Parameters
    ----------
    there : Connection
        To the process that runs `answer`. Should that have ended, the model is loaded here.
    """

    def __init__(self, there: Connection) -> None:
        self._there = there
        self._vocab = create_vocab("en", English.Defaults)

    def __call__(self, text: str) -> Doc:
        """The parse of a text."""
        if not text:
            return Doc(self._vocab)
        try:
            return Doc(self._vocab).from_bytes(self._asked(text.encode()))
        except (EOFError, OSError):
            return load(PACKAGED)(text)

    def irregular(self) -> Mapping[str, list[str]]:
        """Forms of words that follow no rule, with the words that they are of."""
        try:
            found: dict[str, list[str]] = json.loads(self._asked(_IRREGULAR))
            return found
        except (EOFError, OSError):
            return irregular(load(PACKAGED))

    def _asked(self, what: bytes) -> bytes:
        self._there.send_bytes(what)
        return self._there.recv_bytes()


def answer(asked: Connection) -> None:
    """Load the packaged model, and answer a `Beside` until it asks no more."""
    with suppress(EOFError, BrokenPipeError):
        nlp = load(PACKAGED)
        while True:
            what = asked.recv_bytes()
            if what == _IRREGULAR:
                asked.send_bytes(json.dumps(irregular(nlp)).encode())
            else:
                asked.send_bytes(nlp(what.decode()).to_bytes(exclude=["tensor"]))
