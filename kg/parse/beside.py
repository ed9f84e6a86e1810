"""The packaged model in a process of its own, which loads it while this process does something else."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from multiprocessing.connection import Connection

from spacy.lang.en import English
from spacy.tokens import Doc
from spacy.vocab import create_vocab

from kg.errors import UsageError
from kg.parse.models import PACKAGED, load
from kg.parse.wording import irregular

# What is asked for: the parse of the text behind it, or the irregular forms.
_PARSE, _IRREGULAR = b"p", b"i"


class Beside:
    """Parses as the model does that is loaded there, and says of it what questions need to know.

    Parameters
    ----------
    there : Connection
        To the process that runs `serve`. Should that have ended, the model is loaded here.
    """

    def __init__(self, there: Connection) -> None:
        self._there = there
        self._vocab = create_vocab("en", English.Defaults)

    def __call__(self, text: str) -> Doc:
        """The parse of a text."""
        try:
            return Doc(self._vocab).from_bytes(self._asked(_PARSE + text.encode()))
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


def serve(line: Connection) -> None:
    """Load the packaged model, and answer a `Beside` until it asks no more."""
    # Without a model the line ends, and whoever asks is told why when it loads one itself.
    with suppress(EOFError, BrokenPipeError, UsageError):
        nlp = load(PACKAGED)
        while asked := line.recv_bytes():
            if asked == _IRREGULAR:
                line.send_bytes(json.dumps(irregular(nlp)).encode())
            else:
                line.send_bytes(nlp(asked.removeprefix(_PARSE).decode()).to_bytes(exclude=["tensor"]))
