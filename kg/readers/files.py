"""Which files there are to read."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator
from pathlib import Path

from kg.errors import InputError
from kg.readers.fields import too_large

STORE = ("store.json", "oxigraph")
"""What a folder holds that is a graph's own (`kg.store`)."""

# Beside a saved page, the folder of its pictures and scripts, as browsers in several languages call it.
_PARTS = ("_files", ".files", "-Dateien", "_archivos", "_fichiers")


def files(path: Path) -> Iterator[Path | InputError]:
    """The file itself, every file under a folder, or what a pattern with ``*``, ``?`` or ``**`` fits, in order.

    In folders, hidden files and folders and whatever is called README are passed over, and so are the folders of
    stores and of the parts of saved pages. Links to folders are not followed, so that a circle of links ends.
    """
    try:
        if not path.is_dir():
            yield from _named(path)
            return
    except OSError as error:
        yield InputError(f"it cannot be reached: {error.strerror}", where=shown(path), remedy="check the path")
        return
    if _is_store(path):
        yield InputError("this is a graph, not a folder of articles", where=shown(path), remedy="name another folder")
        return
    unread: list[OSError] = []
    for folder, folders, names in os.walk(path, onerror=unread.append):
        folders[:] = sorted(name for name in folders if not _closed(Path(folder), name, names))
        yield from (_regular(Path(folder, name)) for name in sorted(names) if not _passed_over(name))
    for failure in unread:
        yield InputError(
            f"the folder cannot be read: {failure.strerror}",
            where=shown(failure.filename or path),
            remedy="change its permissions",
        )


def contents(path: Path, limit: int) -> bytes:
    """All bytes of a file that has no more than so many.

    Raises
    ------
    InputError
        It has more.
    OSError
        The system cannot read it.
    """
    with path.open("rb") as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise too_large(path.stat().st_size, limit)
    return data


def shown(path: str | Path) -> str:
    """A path as it can be printed: names that are not UTF-8 get a question mark in their place."""
    return str(path).encode("utf-8", "replace").decode()


def _named(path: Path) -> Iterator[Path | InputError]:
    if path.exists() or not glob.has_magic(str(path)):
        yield _regular(path)
        return
    fitting = [Path(name) for name in sorted(glob.glob(str(path), recursive=True))]  # noqa: PTH207 (absolute ones too)
    found = [each for each in fitting if each.is_file() and not any(_is_store(up) for up in each.parents)]
    if not found:
        yield InputError("no file fits this pattern", where=shown(path), remedy="check the pattern")
    yield from found


def _closed(folder: Path, name: str, names: list[str]) -> bool:
    parts = next((name.removesuffix(end) for end in _PARTS if name.endswith(end)), None)
    saved = parts is not None and any(f"{parts}{suffix}" in names for suffix in (".html", ".htm"))
    return name.startswith(".") or saved or _is_store(folder / name)


def _is_store(folder: Path) -> bool:
    return all((folder / name).exists() for name in STORE)


def _passed_over(name: str) -> bool:
    return name.startswith(".") or name.upper().startswith("README")


def _regular(path: Path) -> Path | InputError:
    if path.is_file():
        return path
    if path.exists():
        return InputError("not a regular file", where=shown(path), remedy="give a file, a folder, or - for JSON lines")
    return InputError("there is no such file or folder", where=shown(path), remedy="check the path")
