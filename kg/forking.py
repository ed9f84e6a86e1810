"""A process beside this one that shares what is loaded, for what takes long to load."""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection


@contextmanager
def forked(work: Callable[[Connection], None]) -> Iterator[Connection | None]:
    """A process that does the work, and the line to it; None where the system cannot fork.

    Call it before there are threads. The process ends when nobody asks any more; Control-C is for this one.
    """
    # macOS can, but its libraries of linear algebra do not stand it.
    if sys.platform == "darwin" or "fork" not in multiprocessing.get_all_start_methods():
        yield None
        return
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe()
    process = context.Process(target=_do, args=(work, there, here), daemon=True)
    process.start()
    there.close()
    try:
        yield here
    finally:
        here.close()
        process.join()


def _do(work: Callable[[Connection], None], line: Connection, other_end: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    other_end.close()
    work(line)
