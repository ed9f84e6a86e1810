"""Who asks: by key or by address; what they may do, and how often."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from math import ceil
from time import time
from typing import Annotated, TypeAlias

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter

from api.errors import ForbiddenError, TooManyError, UnauthorizedError
from kg.keys import Key, Keys
from kg.settings import OFF

_BEARER = HTTPBearer(auto_error=False, description="A key from `kg key add`", bearerFormat="kg_ID_SECRET")


@dataclass(frozen=True, slots=True)
class Guest:
    """Who sent a request; without a key only the address is known."""

    address: str
    key: Key | None

    @property
    def name(self) -> str:
        """What logs and limits call them; never the key itself."""
        return f"key {self.key.id}" if self.key else self.address


class Door:
    """Looks at keys and counts requests.

    Parameters
    ----------
    keys : Keys
    rate, key_rate : str
        How many requests an address, or a key, may make: ``100/minute``, or ``off``.
    is_open : bool
        Whether one may read without a key.
    """

    def __init__(self, keys: Keys, *, rate: str, key_rate: str, is_open: bool) -> None:
        self._keys = keys
        self.is_open = is_open
        self._rate, self._key_rate = _parsed(rate), _parsed(key_rate)
        self._counter = SlidingWindowCounterRateLimiter(MemoryStorage())

    def greet(self, request: Request, shown: HTTPAuthorizationCredentials | None) -> Guest:
        """Who it is.

        Raises
        ------
        UnauthorizedError
            If the key that is shown is none.
        TooManyError
            If they come too often.
        """
        address = request.client.host if request.client else "unknown"
        key = self._keys.find(shown.credentials) if shown else None
        guest = Guest(address, key)
        request.scope["guest"] = guest.name
        # Who guesses keys is counted by the address.
        rate = self._key_rate if key else self._rate
        if rate is not None and not self._counter.hit(rate, guest.name):
            wait = ceil(self._counter.get_window_stats(rate, guest.name).reset_time - time())
            raise TooManyError(f"more than {rate} from {guest.name}", after=max(1, wait), remedy="wait, then go on")
        if shown and key is None:
            raise UnauthorizedError("the key is not valid", where="Authorization", remedy="ask for another")
        return guest


def _parsed(rate: str) -> RateLimitItem | None:
    return None if rate == OFF else parse(rate)


async def _guest(request: Request, shown: Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)]) -> Guest:
    door: Door = request.app.state.door
    return door.greet(request, shown)


def needs(scope: str) -> Callable[[Request, Guest], Awaitable[Guest]]:
    """A dependency that lets pass who has a key with this scope; or anybody, to read where that is open."""

    # Not in a thread: there is nothing to wait for, and each thread that is gone to and come back from costs a turn.
    async def check(request: Request, guest: Annotated[Guest, Depends(_guest)]) -> Guest:
        door: Door = request.app.state.door
        if scope == "read" and door.is_open:
            return guest
        if guest.key is None:
            raise UnauthorizedError(
                "a key is needed", where="Authorization", remedy=f"make one: kg key add NAME --scope {scope}"
            )
        if scope not in guest.key.scopes:
            raise ForbiddenError(
                f"the key has no scope {scope}",
                where="Authorization",
                remedy=f"make one: kg key add NAME --scope {scope}",
            )
        return guest

    return check


Reader: TypeAlias = Annotated[Guest, Depends(needs("read"))]
Writer: TypeAlias = Annotated[Guest, Depends(needs("write"))]
