"""Columns on disk beside a snapshot: whoever opens it maps them into memory instead of making them."""

from __future__ import annotations

import json
import mmap
from pathlib import Path
from typing import Any

import numpy as np

from kg.location import Server
from kg.queries.links import Links
from kg.queries.parts import ARRAYS, LINKS, TEXTS, Parts
from kg.queries.texts import Bytes, Texts
from kg.store import Store

FOLDER = "columns"
# Raise it with every change of what is kept or how; columns of another version are made anew.
_VERSION = 1
_STAMP = "made.json"


def save(parts: Parts, snapshot: Path) -> None:
    """Write columns into the folder of a snapshot that nobody sees yet; what they are made by comes last."""
    folder = snapshot / FOLDER
    folder.mkdir()
    for name in ARRAYS:
        np.save(folder / name, getattr(parts, name), allow_pickle=False)
    for name in TEXTS:
        _save_texts(getattr(parts, name), folder, name)
    for name in LINKS:
        names, events, starts = getattr(parts, name).groups
        _save_texts(Texts.of(names), folder, name)
        np.save(folder / f"{name}.events", events, allow_pickle=False)
        np.save(folder / f"{name}.groups", starts, allow_pickle=False)
    stamp = {"version": _VERSION, "events": len(parts.ids), "claims": len(parts.claim_ids)}
    (folder / _STAMP).write_text(json.dumps(stamp), "utf-8")


def load(store: Store) -> Parts | None:
    """The columns beside a snapshot; None if there are none, or another version made them."""
    return None if isinstance(store.location, Server) else read(store.location)


def read(snapshot: Path) -> Parts | None:
    """The same, by the snapshot's folder."""
    folder = snapshot / FOLDER
    try:
        stamp = json.loads((folder / _STAMP).read_text("utf-8"))
        if stamp.get("version") != _VERSION:
            return None
        sizes = {"rules": int(stamp["claims"])}
        parts: dict[str, Any] = {name: _array(folder, name) for name in ARRAYS}
        parts |= {name: _texts(folder, name) for name in TEXTS}
        for name in LINKS:
            events, groups = _array(folder, f"{name}.events"), _array(folder, f"{name}.groups")
            size = sizes.get(name, int(stamp["events"]))
            parts[name] = Links.grouped(_texts(folder, name).as_list(), events, groups, size)
    except (OSError, EOFError, ValueError, KeyError, TypeError, AttributeError):
        # Nothing is lost: they are made anew.
        return None
    return Parts(**parts)


def _save_texts(texts: Texts, folder: Path, name: str) -> None:
    (folder / f"{name}.txt").write_bytes(texts.data)
    np.save(folder / f"{name}.starts", texts.starts, allow_pickle=False)


def _array(folder: Path, name: str) -> np.ndarray:
    path = folder / f"{name}.npy"
    # What holds nothing cannot be mapped.
    mapped = np.load(path, mmap_mode="r" if path.stat().st_size > mmap.PAGESIZE else None, allow_pickle=False)
    return np.asarray(mapped)


def _texts(folder: Path, name: str) -> Texts:
    path = folder / f"{name}.txt"
    with path.open("rb") as file:
        data: Bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if path.stat().st_size else b""
    return Texts(data, _array(folder, f"{name}.starts"))
