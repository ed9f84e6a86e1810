"""How long one input may take, so that none holds up the rest."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from kg.errors import InputError

# When the time is up it is said again and again, in case it was not heard where it was said.
_AGAIN = 0.5


class _TimeUp(BaseException):
    """Passes through whatever catches errors in libraries."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """End what runs here once it has taken so many seconds of the processor; zero is any number.

    Seconds of the processor, for the same input then always ends the same, however busy the machine is. Python's own
    code and regular expressions are ended at once, a library in C when it returns. Only on the main thread, and where
    the system has such timers (not on Windows); elsewhere nothing is ended. One within another leaves it at the outer.

    Raises
    ------
    InputError
        The time is up.
    """
    on_main = threading.current_thread() is threading.main_thread()
    if not seconds or not on_main or not hasattr(signal, "setitimer") or any(signal.getitimer(signal.ITIMER_VIRTUAL)):
        yield
        return
    waiting = True

    def ring(_: int, __: FrameType | None) -> None:
        if waiting:
            raise _TimeUp

    before = signal.signal(signal.SIGVTALRM, ring)
    try:
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds, _AGAIN)
        yield
    except _TimeUp:
        waiting = False
        raise InputError(
            f"it took more than {seconds:g} seconds of the processor",
            remedy="leave it out, split it, or raise KG_ARTICLE_SECONDS",
        ) from None
    finally:
        waiting = False
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
