"""Several streams of bytes read as one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol


class Readable(Protocol):
    """What can be read."""

    def read(self, size: int, /) -> bytes:
        """So many bytes at most; none at its end."""


class Joined:
    """Streams one after the other, each asked for when the one before it has ended.

    Examples
    --------
    >>> import io
    >>> joined = Joined([io.BytesIO(b"soup"), io.BytesIO(b""), io.BytesIO(b"duck")])
    >>> joined.read(3), joined.read(3), joined.read(9), joined.read(9)
    (b'sou', b'p', b'duck', b'')
    """

    def __init__(self, streams: Iterable[Readable]) -> None:
        self._streams = iter(streams)
        self._stream: Readable | None = next(self._streams, None)

    def read(self, size: int) -> bytes:
        """So many bytes at most; none at the end of the last one."""
        while self._stream is not None:
            found = self._stream.read(size)
            if found:
                return found
            self._stream = next(self._streams, None)
        return b""
