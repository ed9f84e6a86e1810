"""The process that writes: articles are read, extracted and stored here, so that answers are not kept waiting."""

from __future__ import annotations

import signal
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from api.messages import Failure, heard, message, say
from kg import pipeline
from kg.errors import KgError


@message
@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is: so many articles are stored or found unchanged."""

    articles: int


@message
@dataclass(frozen=True, slots=True)
class Add:
    """Articles to read, as a file of JSON lines."""

    file: Path


@message
@dataclass(frozen=True, slots=True)
class Remove:
    """An article to take out, by id."""

    article: str


@message
@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What became of a job; see `kg.pipeline.BuildReport`."""

    read: int = 0
    kept: int = 0
    unchanged: int = 0
    removed: int = 0
    skipped: tuple[tuple[str, str, str | None], ...] = ()
    events: int | None = None


def main() -> None:
    """Do what is asked to the store that the command line names, until nothing more is asked."""
    store = Path(sys.argv[1])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Control-C is for the service, which then closes the pipe
    with suppress(EOFError, BrokenPipeError):
        while True:
            say(_done(store, heard()))


def _done(store: Path, asked: object) -> Done | Failure:
    try:
        if isinstance(asked, Remove):
            return Done(removed=len(pipeline.remove(store, asked.article)))
        assert isinstance(asked, Add)
        stored = 0

        def progress(_: str) -> None:
            nonlocal stored
            stored += 1
            say(Progress(stored))

        report = pipeline.build([asked.file], store=store, progress=progress)
    except KgError as error:
        return Failure.of(error)
    return Done(
        read=report.read,
        kept=report.kept,
        unchanged=report.unchanged,
        skipped=tuple((each.where, each.what, each.remedy) for each in report.skipped),
        events=report.events,
    )
