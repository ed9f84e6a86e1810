"""How much of a body is read."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import TooLargeError


class LimitedBodies:
    """Refuses a body that says that it is too large, and stops reading one that turns out to be."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self._app = app
        self._most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, counting.

        Raises
        ------
        TooLargeError
            From within `receive`, to whoever reads the body.
        """
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        announced = Headers(scope=scope).get("content-length", "0")
        read = 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > self._most or (announced.isdecimal() and int(announced) > self._most):
                raise TooLargeError(f"the body has more than {self._most:,} bytes", remedy="send less at a time")
            return message

        await self._app(scope, counted, send)
