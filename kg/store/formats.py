"""Formats of stores, and how one of an older format is brought up to date.

What tables, rules and models say may change without a new format: a build notices that by itself. A new format is for
what older versions of the program would misread, or newer ones could not read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

READABLE = 1
"""The oldest format that can be read as it is; one in between is brought up to date when it is opened for writing."""


@dataclass(frozen=True, slots=True)
class Step:
    """From the format before to this one.

    Parameters
    ----------
    to : int
    what : str
        What changes.
    run : callable
        Changes it. It may be killed at any moment and is then run again from the beginning, so whatever it has done
        already it finds done.
    """

    to: int
    what: str
    run: Callable[[ox.Store], None]


def _nothing(_: ox.Store) -> None:
    """The marker alone is new, and whoever runs the step writes it."""


STEPS: tuple[Step, ...] = (Step(2, "the marker says which version of the engine wrote last", _nothing),)
"""Every step there ever was, in order."""

FORMAT = STEPS[-1].to
"""What this version writes."""


def bring_up(engine: ox.Store, found: int) -> Iterator[int]:
    """Take, one by one, the steps that a store has not taken yet; gives the format that each has reached.

    The marker is written after each: a store that is killed in between says what it is.
    """
    for step in STEPS:
        if step.to > found:
            step.run(engine)
            engine.flush()
            yield step.to
