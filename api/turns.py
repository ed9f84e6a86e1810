"""Turns at what only one can use at a time: the parser of sentences, which is not made for two threads."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import TypeVar

from anyio import CapacityLimiter, to_thread
from fastapi import Depends, Request

from api.errors import CrowdedError

T = TypeVar("T")

# A question takes some ten milliseconds, so that the last of these waits for a few seconds.
_MOST_WAITING = 200


class Turns:
    """One after the other, in the order in which they come, each in a thread.

    Who waits takes no thread from other routes.

    Parameters
    ----------
    most : int
        How many may wait.
    """

    def __init__(self, most: int = _MOST_WAITING) -> None:
        self._most = most
        self._turn = CapacityLimiter(1)
        self.waiting = 0
        """How many wait or have their turn."""

    async def take(self, do: Callable[..., T], *arguments: object) -> T:
        """Do it when it is its turn.

        Raises
        ------
        CrowdedError
            If as many wait already as may.
        """
        if self.waiting > self._most:
            raise CrowdedError("too many questions at once", remedy="try again in a moment")
        self.waiting += 1
        try:
            return await to_thread.run_sync(do, *arguments, limiter=self._turn)
        finally:
            self.waiting -= 1


async def _whole(request: Request) -> AsyncIterator[None]:
    async with request.app.state.few_wholes:
        yield


WHOLE = Depends(_whole, scope="function")
"""For routes that read a whole graph at once: a few at a time, so that they leave threads to all others. Sending what
they made takes no turn."""
