"""Keys to the service: who may write. Only a hash of each is kept."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from kg.errors import NotFoundError, StoreError, UsageError

SCOPES = {
    "read": "reads, where the service is not open to everybody",
    "write": "sends and removes articles",
    "update": "changes the graph by SPARQL Update, where that is switched on",
}
"""What a key may be good for, and what that means."""

_PREFIX = "kg"
_SECRET_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """What is kept of a key.

    Parameters
    ----------
    id : str
        The part of the key that logs may show.
    name : str
        Whose it is or what for.
    scopes : tuple of str
        Names of `SCOPES`.
    created : str
        ISO date-time.
    hash : str
        SHA-256 of the whole key. Its secret is 32 random bytes, which no guessing finds, so nothing slower is needed.
    """

    id: str
    name: str
    scopes: tuple[str, ...]
    created: str
    hash: str


class Keys:
    """The keys in a file, which is read again whenever it changes.

    Raises
    ------
    StoreError
        When the file cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._read_at: tuple[int, int] | None = None
        self._keys: dict[str, Key] = {}

    def every(self) -> list[Key]:
        """All keys, the oldest first."""
        self._refresh()
        return sorted(self._keys.values(), key=lambda key: (key.created, key.id))

    def find(self, token: str) -> Key | None:
        """The key that somebody shows; None if there is none, or it was revoked."""
        self._refresh()
        parts = token.split("_", 2)
        key = self._keys.get(parts[1]) if len(parts) == 3 else None
        return key if key is not None and hmac.compare_digest(key.hash, _hash(token)) else None

    def add(self, name: str, scopes: Sequence[str]) -> tuple[Key, str]:
        """Make a key; it is given back once, and never again.

        Raises
        ------
        UsageError
            If there is no such scope, or none.
        """
        unknown = [scope for scope in scopes if scope not in SCOPES]
        if unknown or not scopes:
            what = f"no scope {unknown[0]!r}" if unknown else "a key without a scope"
            raise UsageError(what, remedy=f"one or more of {', '.join(SCOPES)}")
        self._refresh()
        number = secrets.token_hex(4)
        token = f"{_PREFIX}_{number}_{secrets.token_urlsafe(_SECRET_BYTES)}"
        key = Key(
            id=number,
            name=name,
            scopes=tuple(scope for scope in SCOPES if scope in scopes),
            created=datetime.now(UTC).isoformat(timespec="seconds"),
            hash=_hash(token),
        )
        self._write([*self._keys.values(), key])
        return key, token

    def revoke(self, number: str) -> Key:
        """Make a key good for nothing from now on.

        Raises
        ------
        NotFoundError
            If there is none with this id.
        """
        self._refresh()
        if number not in self._keys:
            raise NotFoundError(f"there is no key {number!r}", remedy="see kg key list")
        gone = self._keys[number]
        self._write(key for key in self._keys.values() if key is not gone)
        return gone

    def _refresh(self) -> None:
        try:
            state = self.path.stat()
            if self._read_at == (state.st_mtime_ns, state.st_ino):
                return
            rows = json.loads(self.path.read_text("utf-8"))
            self._keys = {row["id"]: Key(**{**row, "scopes": tuple(row["scopes"])}) for row in rows}
            self._read_at = state.st_mtime_ns, state.st_ino
        except FileNotFoundError:
            self._keys, self._read_at = {}, None
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise StoreError("the keys cannot be read", where=str(self.path), remedy="restore or delete it") from error

    def _write(self, keys: Iterable[Key]) -> None:
        """Whole or not at all, and for nobody else to read."""
        draft = self.path.with_name(f"{self.path.name}.{os.getpid()}")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
                json.dump([asdict(key) for key in keys], out, indent=1)
            draft.replace(self.path)
        except OSError as error:
            raise StoreError(
                f"the keys cannot be written: {error.strerror}", where=str(self.path), remedy="name another KG_KEYS"
            ) from error


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
