"""Which files there are to read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from kg.errors import InputError


def files(path: Path) -> Iterator[Path | InputError]:
    """The file itself, or every file under a folder in the order of names.

    In folders, hidden files and folders and whatever is called README are passed over. Links to folders are
    not followed, so that a circle of links ends.
    """
    try:
        if not path.is_dir():
            yield _regular(path)
            return
    except OSError as error:
        yield InputError(f"it cannot be reached: {error.strerror}", where=shown(path), remedy="check the path")
        return
    unread: list[OSError] = []
    for folder, folders, names in os.walk(path, onerror=unread.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (_regular(Path(folder, name)) for name in sorted(names) if not _passed_over(name))
    for failure in unread:
        yield InputError(
            f"the folder cannot be read: {failure.strerror}",
            where=shown(failure.filename or path),
            remedy="change its permissions",
        )


def shown(path: str | Path) -> str:
    """A path as it can be printed: names that are not UTF-8 get a question mark in their place."""
    return str(path).encode("utf-8", "replace").decode()


def _passed_over(name: str) -> bool:
    return name.startswith(".") or name.upper().startswith("README")


def _regular(path: Path) -> Path | InputError:
    if path.is_file():
        return path
    if path.exists():
        return InputError("not a regular file", where=shown(path), remedy="give a file, a folder, or - for JSON lines")
    return InputError("there is no such file or folder", where=shown(path), remedy="check the path")
