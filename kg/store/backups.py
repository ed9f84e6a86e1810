"""Backups: a store as one file, consistent while it is written to, each part of it verified by its hash.

A backup is a plain archive (tar) of the engine's files, which never change once written, of the keys and of what waits
to be read; its last part is the list of all others with their hashes. One that was cut off has no list.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from kg.errors import BusyError, StoreError, UsageError
from kg.store import snapshots
from kg.store.failures import told
from kg.store.files import ENGINE, MARKER, read_mark
from kg.store.store import Store

FORMAT = 1
LIST = "backup.json"
# Files beside the engine's; the marks of what was published are left out, for the restored store publishes anew.
_BESIDE = ("keys.json", "world")
_QUEUE = "queue"
_PART = re.compile(r"(?:oxigraph/[\w.-]+|queue/[\w.-]+|keys\.json|world|store\.json|backup\.json)")
# Of the engine's files these say nothing of the graph.
_ASIDE = re.compile(r"LOCK|LOG(?:\.old\.\d+)?")
_CHUNK = 1 << 20
_TURNS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """What a backup says of itself.

    Parameters
    ----------
    made : str
        ISO time in UTC.
    current : bool
        Whether it holds the store as it was then; if another process was writing to it, what was published last.
    counts : dict of str to int
        See `Store.counts`.
    files : dict of str to (int, str)
        Bytes and SHA-256 of every part.
    """

    format: int = FORMAT
    made: str
    current: bool
    counts: dict[str, int]
    files: dict[str, tuple[int, str]]


def back_up(path: Path, target: Path) -> Backup:
    """Write the store in a folder into a new file, whole or not at all; it may be served and written to meanwhile.

    Raises
    ------
    StoreError
        If there is no store, its first build is still going on, or the disk does not let it.
    UsageError
        If the file exists.
    """
    if target.exists():
        raise UsageError("the file exists", where=str(target), remedy="name another file")
    read_mark(path)
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with told(target), draft.open("wb") as out:
            # What waits goes first: a job that is done meanwhile is in the graph, and doing it again changes nothing.
            waiting = {f"{_QUEUE}/{p.name}": p.read_bytes() for p in _jobs(path)}
            with _steady(path) as (folder, current), tarfile.open(fileobj=out, mode="w") as archive:
                made = _write(archive, path, folder, waiting, current)
            out.flush()
            os.fsync(out.fileno())
        with told(target):
            draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    return made


def restore(source: Path, path: Path) -> Backup:
    """Make a store of a backup in a new folder, whole or not at all.

    Raises
    ------
    StoreError
        If the folder is not empty, the backup is damaged, cut off or made by a newer version, or the disk does not let
        it.
    """
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise StoreError("the folder is not empty", where=str(path), remedy="name a new folder, or move this one away")
    draft = path.absolute().with_name(f".{path.name}.restoring")
    shutil.rmtree(draft, ignore_errors=True)
    try:
        with told(path, "cannot be restored"):
            draft.mkdir(parents=True)
            made = _unpack(source, draft)
            with Store.open(draft, read_only=True) as store:
                counts = store.counts()
            if counts != made.counts:
                raise _damaged(source, f"it holds {counts['quads']:,} statements, not {made.counts['quads']:,}")
            if path.exists():
                path.rmdir()
            draft.rename(path)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return made


def _jobs(path: Path) -> list[Path]:
    folder = path / _QUEUE
    return sorted(folder.glob("*.json*")) if folder.is_dir() else []


@contextmanager
def _steady(path: Path) -> Iterator[tuple[Path, bool]]:
    """A folder of links to the engine's files as they are, and whether it is the store's last state."""
    pinned = path / snapshots.FOLDER / f"backup-{os.getpid()}"
    pinned.parent.mkdir(exist_ok=True)
    for left in pinned.parent.glob("backup-*"):
        if not _runs(left.name.removeprefix("backup-")):
            shutil.rmtree(left, ignore_errors=True)
    try:
        try:
            with Store.open(path) as store:
                store.snapshot(pinned)
            current = True
        except BusyError as error:
            _pin_newest(path, pinned, error)
            current = False
        yield pinned, current
    finally:
        shutil.rmtree(pinned, ignore_errors=True)


def _runs(number: str) -> bool:
    """Does a process of this number still run?"""
    try:
        os.kill(int(number), 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:
        pass
    return True


def _pin_newest(path: Path, pinned: Path, busy: BusyError) -> None:
    """Links to the files of the last snapshot, which its writer may remove at any moment."""
    for _ in range(_TURNS):
        newest = snapshots.newest(path)
        if newest is None:
            raise busy
        try:
            shutil.copytree(newest, pinned, copy_function=os.link, ignore=shutil.ignore_patterns("LOCK"))
            return
        except (FileNotFoundError, shutil.Error):
            shutil.rmtree(pinned, ignore_errors=True)
    raise busy


def _write(archive: tarfile.TarFile, path: Path, folder: Path, waiting: dict[str, bytes], current: bool) -> Backup:
    files: dict[str, tuple[int, str]] = {}

    def put(name: str, stream: IO[bytes], size: int, mode: int = 0o644) -> None:
        info = tarfile.TarInfo(name)
        info.size, info.mode, info.mtime = size, mode, int(datetime.now(UTC).timestamp())
        hashing = _Hashing(stream)
        archive.addfile(info, hashing)
        files[name] = size, hashing.hexdigest()

    for name, data in waiting.items():
        put(name, io.BytesIO(data), len(data), 0o600)
    for part in (folder / MARKER, *sorted((folder / ENGINE).iterdir())):
        if not _ASIDE.fullmatch(part.name):
            with part.open("rb") as stream:
                put(str(part.relative_to(folder)), stream, part.stat().st_size)
    for name in _BESIDE:
        # A writer may have put another world into the store than what was published has.
        if (path / name).is_file() and (current or name != "world"):
            data = (path / name).read_bytes()
            put(name, io.BytesIO(data), len(data), 0o600)
    with Store.open(folder, read_only=True) as store:
        counts = store.counts()
    made = datetime.now(UTC).isoformat(timespec="seconds")
    backup = Backup(made=made, current=current, counts=counts, files=dict(files))
    said = json.dumps(asdict(backup), indent=1).encode()
    put(LIST, io.BytesIO(said), len(said))
    return backup


class _Hashing:
    """A stream whose bytes are hashed as they are read."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._hash = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self._hash.update(data)
        return data

    def hexdigest(self) -> str:
        return self._hash.hexdigest()


def _unpack(source: Path, folder: Path) -> Backup:
    """Write every part, and hold all of them to the list at the end."""
    found: dict[str, tuple[int, str]] = {}
    said: bytes | None = None
    try:
        with tarfile.open(source, mode="r:") as archive:
            for part in archive:
                stream = archive.extractfile(part) if part.isreg() and _PART.fullmatch(part.name) else None
                if stream is None or said is not None:
                    raise _damaged(source, f"{part.name!r} is no part of a backup")
                if part.name == LIST:
                    said = stream.read()
                else:
                    found[part.name] = _extract(stream, folder / part.name, part.mode)
    except FileNotFoundError as error:
        raise StoreError("there is no such backup", where=str(source), remedy="name the file of a backup") from error
    except (tarfile.TarError, EOFError) as error:
        raise _damaged(source, f"it is no archive, or cut off: {error}") from error
    if said is None:
        raise _damaged(source, "it is cut off")
    backup = _read_list(source, said)
    for name in sorted(found.keys() | backup.files.keys()):
        if found.get(name) != backup.files.get(name):
            raise _damaged(source, f"{name} is not what was backed up")
    return backup


def _extract(stream: IO[bytes], target: Path, mode: int) -> tuple[int, str]:
    target.parent.mkdir(exist_ok=True)
    total, size = hashlib.sha256(), 0
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode & 0o700 | 0o600), "wb") as out:
        while chunk := stream.read(_CHUNK):
            total.update(chunk)
            size += len(chunk)
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    return size, total.hexdigest()


def _read_list(source: Path, said: bytes) -> Backup:
    try:
        fields = json.loads(said)
        if fields["format"] > FORMAT:
            raise StoreError("a newer version made this backup", where=str(source), remedy="upgrade the program")
        files = {str(name): (int(size), str(hash_)) for name, (size, hash_) in fields.pop("files").items()}
        return Backup(**fields, files=files)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise _damaged(source, "its list cannot be read") from error


def _damaged(source: Path, why: str) -> StoreError:
    return StoreError(f"the backup is damaged: {why}", where=str(source), remedy="take another backup")
