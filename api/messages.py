"""What the service and its processes say to each other: records and bytes, never code.

A process that runs queries or reads pages of strangers may be made to say anything. So what it says is JSON, or plain
bytes, and becomes one of the records that are registered here or nothing; Python's own way to hand objects over would
run what it is told.
"""

from __future__ import annotations

import json
import struct
import sys
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import IO, Any, TypeVar

from kg import errors
from kg.errors import KgError

T = TypeVar("T")

_BYTES, _RECORD = b"B", b"R"
_HEAD = struct.Struct(">cQ")
_LONGEST = 2**31
_MESSAGES: dict[str, type] = {}


def message(kind: type[T]) -> type[T]:
    """Register a frozen dataclass as one that may be said; usable as a decorator."""
    assert is_dataclass(kind)
    assert _MESSAGES.setdefault(kind.__name__, kind) is kind, f"two messages named {kind.__name__}"
    return kind


@message
@dataclass(frozen=True, slots=True)
class Failure:
    """An error of `kg.errors` on its way between processes."""

    name: str
    what: str
    where: str | None
    remedy: str | None

    @classmethod
    def of(cls, error: KgError) -> Failure:
        """What stands for the error."""
        return cls(type(error).__name__, error.what, error.where, error.remedy)

    def error(self) -> KgError:
        """The error that it stands for."""
        kind = getattr(errors, self.name, KgError)
        known = isinstance(kind, type) and issubclass(kind, KgError)
        return (kind if known else KgError)(self.what, where=self.where, remedy=self.remedy)


def say(said: object) -> None:
    """Hand a message to the process that started this one."""
    write(sys.stdout.buffer, said)


def heard() -> object:
    """Wait for the next message from the process that started this one.

    Raises
    ------
    EOFError
        There will be none.
    """
    return read(sys.stdin.buffer)


def write(out: IO[bytes], said: object) -> None:
    """Write bytes, None, a registered record, or a dict, list or tuple of texts and numbers."""
    if isinstance(said, bytes):
        out.write(_HEAD.pack(_BYTES, len(said)))
        out.write(said)
    else:
        text = json.dumps(_plain(said)).encode()
        out.write(_HEAD.pack(_RECORD, len(text)) + text)
    out.flush()


def read(stream: IO[bytes]) -> Any:
    """The next message of a stream.

    Raises
    ------
    EOFError
        The stream ends before it does.
    ValueError
        It is none.
    """
    kind, length = _HEAD.unpack(_exactly(stream, _HEAD.size))
    if kind not in (_BYTES, _RECORD) or length > _LONGEST:
        raise ValueError("not a message")
    data = _exactly(stream, length)
    if kind == _BYTES:
        return data
    try:
        return _record(json.loads(data))
    except (AttributeError, RecursionError, TypeError, ValueError) as error:
        raise ValueError(f"not a message: {error}") from error


def _exactly(stream: IO[bytes], length: int) -> bytes:
    data = stream.read(length)
    if len(data) < length:
        raise EOFError("a message breaks off")
    return data


def _plain(value: object) -> Any:
    """A value as JSON has it; what JSON has not stands in a list after its kind."""
    if isinstance(value, tuple):
        return ["tuple", [_plain(each) for each in value]]
    if isinstance(value, list):
        return ["list", [_plain(each) for each in value]]
    if isinstance(value, Path):
        return ["path", str(value)]
    if is_dataclass(value) and not isinstance(value, type):
        name = type(value).__name__
        assert _MESSAGES.get(name) is type(value), f"{name} is no message"
        return [name, {f.name: _plain(getattr(value, f.name)) for f in fields(value)}]
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    assert value is None or isinstance(value, (str, int, float)), f"{type(value).__name__} cannot be said"
    return value


def _record(said: Any) -> Any:
    if isinstance(said, dict):
        return {key: _record(each) for key, each in said.items()}
    if not isinstance(said, list):
        return said
    kind, held = said
    if kind == "path":
        return Path(held)
    if kind in ("tuple", "list"):
        values = [_record(each) for each in held]
        return tuple(values) if kind == "tuple" else values
    return _MESSAGES[_known(kind)](**{name: _record(each) for name, each in held.items()})


def _known(kind: str) -> str:
    if kind not in _MESSAGES:
        raise ValueError(f"none is named {kind!r}")
    return kind
