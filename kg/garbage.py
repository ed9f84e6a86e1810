"""Python's search for garbage, made seldom where much is made and little of it is garbage.

It comes after every 700 objects that are made and not let go of, which is several times a sentence.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_AFTER = 20_000


def seldom() -> None:
    """Search for garbage seldom from now on."""
    gc.set_threshold(_AFTER, *gc.get_threshold()[1:])


@contextmanager
def seldom_searched() -> Iterator[None]:
    """Search for garbage seldom here."""
    before = gc.get_threshold()
    seldom()
    try:
        yield
    finally:
        gc.set_threshold(*before)
