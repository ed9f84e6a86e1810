"""A store's files: a marker that says whose they are and of which format, and the engine's own folder."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError
from kg.store.failures import failure, told
from kg.store.formats import FORMAT, READABLE, bring_up

MARKER = "store.json"
ENGINE = "oxigraph"
ORIGIN = "origin"
"""The note in a folder that is the copy of a server's graph: of which."""
_LEFT_BY_FIRST = "0"  # the first format does not say which engine wrote it


@dataclass(frozen=True, slots=True)
class Mark:
    """What the marker says: the format, and the version of the engine that wrote last."""

    format: int
    engine: str


def open_engine(path: Path, *, create: bool, read_only: bool) -> ox.Store:
    """The engine over the files in a store's folder; see `Store.open`.

    Raises
    ------
    StoreError
        If there is no store, the folder holds something else, another process writes to it, a newer version made it,
        or it is of an older format and cannot be brought up to date.
    """
    prepare(path, create=create and not read_only)
    found = read_mark(path)
    if read_only:
        if found.format < READABLE:
            raise StoreError(
                f"the store has format {found.format}, which is no longer read",
                where=str(path),
                remedy="bring it up to date: kg upgrade",
            )
        return _engine(path / ENGINE, read_only=True)
    engine = _engine(path / ENGINE, read_only=False)
    # What is taken in at once is written into files of this name first; who is ended meanwhile leaves them.
    for left in (path / ENGINE).glob("bulk-*.sst"):
        left.unlink(missing_ok=True)
    with told(path, "cannot be brought up to date"):
        for reached in bring_up(engine, found.format):
            mark(path, reached)
    if found.engine != ox.__version__:
        mark(path)
    return engine


def prepare(path: Path, *, create: bool = True) -> None:
    """Make sure that a folder is that of a store, if an empty one.

    Raises
    ------
    StoreError
        If there is none and none may be made, or the folder holds something else.
    """
    if (path / MARKER).is_file():
        return
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise StoreError("this is not a store", where=str(path), remedy="name another folder")
    if not create:
        raise _none(path)
    mark(path)


def mark(path: Path, reached: int = FORMAT) -> None:
    """Write the marker before the engine's files, so that a killed first start leaves a store, if an empty one.

    Parameters
    ----------
    reached : int
        The format of what is in the folder.
    """
    said = {"format": reached, "engine": ox.__version__, "created_by": "Aide-mémoire"}
    with told(path):
        path.mkdir(parents=True, exist_ok=True)
        marker = path / MARKER
        draft = marker.with_suffix(f".{os.getpid()}")
        draft.write_text(json.dumps(said, ensure_ascii=False) + "\n", "utf-8")
        draft.replace(marker)


def read_mark(path: Path) -> Mark:
    """What the marker of a store says.

    Raises
    ------
    StoreError
        If there is no store, it cannot be read, or a newer version of the program or of its engine wrote it.
    """
    marker = path / MARKER
    if not marker.is_file():
        raise _none(path)
    try:
        said = json.loads(marker.read_text("utf-8"))
        found = Mark(said["format"], said.get("engine", _LEFT_BY_FIRST))
        newer = found.format > FORMAT or _release(found.engine) > _release(ox.__version__)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreError(
            "the marker cannot be read", where=str(marker), remedy="restore a backup: kg restore"
        ) from error
    if newer:
        raise StoreError(
            f"the store has format {found.format} of engine {found.engine}, made by a newer version",
            where=str(marker),
            remedy="upgrade the program, or build the store again",
        )
    return found


def refuse_copy(path: Path) -> None:
    """Let nothing be written that the next look at the server would take away again.

    Raises
    ------
    StoreError
        If the folder is the copy of a server's graph.
    """
    origin = read_note(path, ORIGIN)
    if origin:
        raise StoreError(
            f"this is a copy of the graph at {origin}", where=str(path), remedy="write to the server itself"
        )


def read_note(path: Path, name: str) -> str:
    """What a small file beside the store's own says; empty if there is none."""
    note = path / name
    return note.read_text("utf-8") if note.is_file() else ""


def write_note(path: Path, name: str, value: str) -> None:
    """Write such a file whole or not at all; empty takes it away."""
    if not value:
        (path / name).unlink(missing_ok=True)
        return
    draft = path / f"{name}.{os.getpid()}"
    with told(path):
        draft.write_text(value, "utf-8")
        draft.replace(path / name)


def _none(path: Path) -> StoreError:
    return StoreError("there is no store", where=str(path), remedy="build one: kg build INPUT --store DIR")


def _release(version: str) -> tuple[int, ...]:
    """Files of one release of the engine are read by every later bug fix of it, and by every later release."""
    return tuple(int(part) for part in version.split(".")[:2])


def _engine(path: Path, *, read_only: bool) -> ox.Store:
    try:
        return ox.Store.read_only(str(path)) if read_only else ox.Store(path)
    except FileNotFoundError as error:
        raise StoreError("the store is unfinished", where=str(path), remedy="build it again") from error
    except (OSError, RuntimeError) as error:
        raise failure(error, path, "cannot be opened") from error
