"""A copy of a server's graph in a folder of this machine, for what a server cannot do.

A service needs a view that stays as it is while others write, and queries that can be ended; both need files. And some
servers answer queries otherwise than the embedded engine does: of these everything is read from a copy. It lies among
what can be made again, and takes over what has changed since it was last looked at.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import BusyError, KgError, StoreError
from kg.location import Server
from kg.namespaces import digest
from kg.settings import load
from kg.store import snapshots
from kg.store.copying import transfer
from kg.store.files import ORIGIN, prepare, write_note
from kg.store.store import Store

_STATE = "copied"
_LOOK_SECONDS = 10.0


def replica(server: Server) -> Path:
    """The folder with a copy of the graph on a server, as it is now or, while others write to it, as it was before.

    Raises
    ------
    StoreError
        If the server cannot be read and there is no copy yet.
    """
    folder = load().cache / "servers" / digest(server.url)
    try:
        _bring_up(server, folder)
    except StoreError:
        if snapshots.newest(folder) is None:
            raise
    return folder


def _bring_up(server: Server, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    prepare(folder)
    write_note(folder, ORIGIN, server.url)
    with Store.open(server, read_only=True) as source, Store.open(folder, is_copy=True) as kept:
        state = source.steady_state()
        if kept.marked(_STATE) != state or snapshots.newest(folder) is None:
            transfer(source, kept)
            kept.mark(_STATE, state)


@contextmanager
def followed(server: Server, say: Callable[[str], None]) -> Iterator[Path]:
    """The folder with a copy that is kept up to date within this.

    Parameters
    ----------
    say : callable
        Told if it cannot be brought up to date any more, and why.
    """
    folder, ended, failed = replica(server), threading.Event(), False

    def follow() -> None:
        nonlocal failed
        while not ended.wait(_LOOK_SECONDS):
            try:
                _bring_up(server, folder)
                failed = False
            except BusyError:
                pass  # somebody builds; there will be something to take over when it is done
            except KgError as error:
                if not failed:
                    say(str(error))
                failed = True

    thread = threading.Thread(target=follow, daemon=True, name="following the server")
    thread.start()
    try:
        yield folder
    finally:
        ended.set()
        thread.join()
