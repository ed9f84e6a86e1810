"""A store's files: a marker that says whose they are, and the engine's own folder."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pyoxigraph as ox

from kg.errors import BusyError, StoreError

FORMAT = 1
MARKER = "store.json"
ENGINE = "oxigraph"


def open_engine(path: Path, *, create: bool, read_only: bool) -> ox.Store:
    """The engine over the files in a store's folder; see `Store.open`.

    Raises
    ------
    StoreError
        If there is no store, the folder holds something else, another process writes to it, or a newer version
        made it.
    """
    prepare(path, create=create and not read_only)
    _check(path / MARKER)
    return _engine(path / ENGINE, read_only=read_only)


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
        raise StoreError("there is no store", where=str(path), remedy="build one: kg build INPUT --store DIR")
    mark(path)


def mark(path: Path) -> None:
    """Write the marker before the engine's files, so that a killed first start leaves a store, if an empty one."""
    path.mkdir(parents=True, exist_ok=True)
    marker = path / MARKER
    draft = marker.with_suffix(f".{os.getpid()}")
    draft.write_text(json.dumps({"format": FORMAT, "created_by": "Aide-mémoire"}, ensure_ascii=False) + "\n", "utf-8")
    draft.replace(marker)


def _check(marker: Path) -> None:
    try:
        found = json.loads(marker.read_text("utf-8"))["format"]
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError("the marker cannot be read", where=str(marker), remedy="build the store again") from error
    if not isinstance(found, int) or found > FORMAT:
        raise StoreError(
            f"the store has format {found}, made by a newer version",
            where=str(marker),
            remedy="upgrade, or build the store again",
        )


def _engine(path: Path, *, read_only: bool) -> ox.Store:
    try:
        return ox.Store.read_only(str(path)) if read_only else ox.Store(path)
    except FileNotFoundError as error:
        raise StoreError("the store is unfinished", where=str(path), remedy="build it again") from error
    except OSError as error:
        if "LOCK" in str(error) or "lock" in str(error):
            raise BusyError(
                "another process is writing to the store",
                where=str(path),
                remedy="wait until it is done, or open it for reading only",
            ) from error
        raise StoreError(f"cannot be opened: {error}", where=str(path), remedy="build the store again") from error
