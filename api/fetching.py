"""The process that gets one page of the web while somebody waits, then ends.

What servers send may keep a reader of pages or PDF busy for longer than anybody waits, or fill the memory. A process
can be ended, a thread cannot.
"""

from __future__ import annotations

import signal
from dataclasses import dataclass
from threading import Timer

from api.confinement import limit_memory
from api.errors import TooLongError
from api.messages import Failure, heard, message, say
from api.process import ENDED, Process
from kg.errors import KgError
from kg.model import Article
from kg.readers.web import Web

message(Article)

_MEMORY = 1_000_000_000
# The page's own time is counted by who fetches it; so much more may pass until it is read.
_READING_SECONDS = 15.0


@message
@dataclass(frozen=True, slots=True)
class Wanted:
    """An address, and what its page may take."""

    url: str
    private: str
    seconds: float
    max_bytes: int


def run(wanted: Wanted) -> Article:
    """The article at an address.

    Raises
    ------
    InputError
        If it cannot be had or read.
    TooLongError
        If it took more time or memory than it may.
    """
    process = Process("api.fetching")
    timer = Timer(wanted.seconds + _READING_SECONDS, process.kill)
    try:
        process.send(wanted)
        timer.start()
        said = process.receive()
    except ENDED as error:
        raise TooLongError(
            "the page took too long to be read, or too much memory", where=wanted.url, remedy="paste its text"
        ) from error
    finally:
        timer.cancel()
        process.stop()
    if isinstance(said, Failure):
        raise said.error()
    assert isinstance(said, Article)
    return said


def main() -> None:
    """Fetch what is asked for."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    wanted = heard()
    assert isinstance(wanted, Wanted)
    limit_memory(_MEMORY)
    try:
        with Web(private=wanted.private, seconds=wanted.seconds) as web:
            say(web.page(wanted.url, max_bytes=wanted.max_bytes))
    except KgError as error:
        say(Failure.of(error))
