"""What the program notes of a store on a server, in a graph of its own: format, marks, and who writes.

A folder has files for this. Statements of it are few and are put in and taken out one request each.
"""

from __future__ import annotations

import os
import secrets
import socket
import threading
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pyoxigraph as ox

from kg.errors import BusyError, StoreError
from kg.namespaces import BASE
from kg.store.formats import FORMAT
from kg.store.remote import statements
from kg.store.remote.engine import LEDGER, Remote

_TERMS = f"{BASE}ledger#"
_FORMAT, _WRITER, _UNFINISHED, STATE = "format", "writer", "unfinished", "state"
# Who has not been heard of for so long has been ended, unless it is known before; told three times within that time.
_HEARD_SECONDS = 360


@dataclass(frozen=True, slots=True)
class Writer:
    """A process that writes.

    Parameters
    ----------
    until : str
        When it will have been ended, unless it says otherwise by then.
    """

    token: str
    host: str
    pid: int
    until: str

    @classmethod
    def me(cls, token: str) -> Writer:
        """The process that asks."""
        until = datetime.now(UTC) + timedelta(seconds=_HEARD_SECONDS)
        return cls(token, socket.gethostname(), os.getpid(), until.isoformat(timespec="seconds"))

    @classmethod
    def read(cls, text: str) -> Writer:
        """What `str` wrote."""
        token, host, pid, until = text.split(" ")
        return cls(token, host, int(pid), until)

    def __str__(self) -> str:
        return f"{self.token} {self.host} {self.pid} {self.until}"

    @property
    def is_ended(self) -> bool:
        """Whether it has been ended for certain."""
        if datetime.fromisoformat(self.until) < datetime.now(UTC):
            return True
        if self.host != socket.gethostname():
            return False
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return True
        except PermissionError:
            return False
        return False


class Ledger:
    """The ledger of a store, and the right to write to it."""

    def __init__(self, remote: Remote) -> None:
        self._remote = remote
        self._token = secrets.token_hex(8)
        self._end = threading.Event()
        self._herald: threading.Thread | None = None
        self._lost = False

    # What is noted -------------------------------------------------------------------------------

    def read(self, name: str) -> str:
        """What is noted under a name; empty for nothing."""
        return next(iter(self._values(name)), "")

    def write(self, name: str, value: str) -> None:
        """Note it in place of what was noted before; empty for nothing."""
        gone, come = [_note(name, old) for old in self._values(name)], [_note(name, value)] if value else []
        for text in statements.changes(gone, come, len(gone) + 1):
            self._remote.endpoint.tell(text)

    @property
    def is_there(self) -> bool:
        """Whether a store was begun.

        Raises
        ------
        StoreError
            If a newer version of the program made it.
        """
        found = self.read(_FORMAT)
        if found and int(found) > FORMAT:
            raise StoreError(
                f"the store has format {found}, made by a newer version",
                where=str(self._remote.endpoint.server),
                remedy="upgrade the program, or build the store again",
            )
        return bool(found)

    def begin(self) -> None:
        """Begin a store."""
        self.write(_FORMAT, str(FORMAT))

    @property
    def is_unfinished(self) -> bool:
        """Whether a change of several requests is under way, or was cut short."""
        return bool(self.read(_UNFINISHED))

    def set_unfinished(self, value: bool) -> None:
        """Note that a change of several requests begins, or that it is done."""
        self.write(_UNFINISHED, "yes" if value else "")

    def _values(self, name: str) -> list[str]:
        found = self._remote.quads_for_pattern(LEDGER, ox.NamedNode(_TERMS + name), None, LEDGER)
        return [quad.object.value for quad in found if isinstance(quad.object, ox.Literal)]

    # Who writes ----------------------------------------------------------------------------------

    def claim(self) -> None:
        """Become the one who writes.

        Raises
        ------
        BusyError
            If another process is.
        """
        self.refuse_others()
        self.write(_WRITER, str(Writer.me(self._token)))
        try:
            # Two that begin at one moment see each other now, and neither goes on.
            self.refuse_others()
        except BusyError:
            self.release()
            raise
        self._herald = threading.Thread(target=self._tell_again, daemon=True)
        self._herald.start()

    def release(self) -> None:
        """Let others write."""
        self._end.set()
        if self._herald is not None:
            self._herald.join()
        for text in self._values(_WRITER):
            if Writer.read(text).token == self._token:
                self._remote.endpoint.tell(next(statements.changes([_note(_WRITER, text)], [], 1)))

    def must_be_mine(self) -> None:
        """Make sure that nobody else has begun to write.

        Raises
        ------
        BusyError
            If somebody has: this process was not heard of for too long.
        """
        if self._lost:
            raise self._busy("another process has begun to write to the store")

    def refuse_others(self) -> None:
        """Make sure that nobody else writes.

        Raises
        ------
        BusyError
            If somebody does.
        """
        others = (w for w in map(Writer.read, self._values(_WRITER)) if w.token != self._token and not w.is_ended)
        for other in others:
            raise self._busy(f"another process is writing to the store: {other.pid} on {other.host}")

    def _tell_again(self) -> None:
        while not self._end.wait(_HEARD_SECONDS / 3):
            # Whoever is not reached now may be the next time; if not, it shows where something is written.
            with suppress(StoreError):
                mine = [w for w in map(Writer.read, self._values(_WRITER)) if w.token == self._token]
                if not mine:
                    self._lost = True
                    return
                self.write(_WRITER, str(Writer.me(self._token)))

    def _busy(self, what: str) -> BusyError:
        return BusyError(
            what,
            where=str(self._remote.endpoint.server),
            remedy=f"wait until it is done; one that was ended is forgotten after {_HEARD_SECONDS // 60} minutes",
        )


def _note(name: str, value: str) -> ox.Quad:
    return ox.Quad(LEDGER, ox.NamedNode(_TERMS + name), ox.Literal(value), LEDGER)
