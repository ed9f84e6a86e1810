"""What the engine and the system say when files fail them, in words that tell what to do."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager

from kg.errors import BusyError, StoreError
from kg.location import Location

_DAMAGED = r"Corruption|checksum mismatch|bad magic|truncated block"
# The engine gives no numbers, only the system's words; the kinds of failure, with what to say of each and what to do.
_KINDS: tuple[tuple[str, frozenset[int], str, str], ...] = (
    (
        r"No space left|quota exceeded|File too large",
        frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG}),
        "there is no room left on the disk",
        "make room and do it again; what was stored before is whole",
    ),
    (
        r"Read-only file system",
        frozenset({errno.EROFS}),
        "the disk is read-only",
        "make it writable, or copy the store to one that is; reading works as it is",
    ),
    (
        r"Permission denied|Operation not permitted",
        frozenset({errno.EACCES, errno.EPERM}),
        "the system does not permit it",
        "see to the permissions of the folder and its files",
    ),
    (
        _DAMAGED,
        frozenset(),
        "the files are damaged",
        "restore a backup (kg restore), or build the store again",
    ),
)
_LOCKED = re.compile(r"lock hold by current process|While lock file")


def failure(error: OSError | RuntimeError, where: Location, what: str = "cannot be written") -> StoreError:
    """The error that tells of a failure of files.

    Parameters
    ----------
    what : str
        What could not be done.
    """
    said = str(error)
    if _LOCKED.search(said):
        return BusyError(
            "another process is writing to the store",
            where=str(where),
            remedy="wait until it is done, or open it for reading only",
        )
    number = getattr(error, "errno", None)
    for words, numbers, why, remedy in _KINDS:
        if number in numbers or re.search(words, said):
            return StoreError(f"{what}: {why}", where=str(where), remedy=remedy)
    return StoreError(f"{what}: {said}", where=str(where), remedy="see to the disk, then try again")


def is_damage(error: Exception) -> bool:
    """Is it what the engine says of damaged files?"""
    return isinstance(error, (OSError, RuntimeError)) and bool(re.search(_DAMAGED, str(error)))


@contextmanager
def told(where: Location, what: str = "cannot be written") -> Iterator[None]:
    """Whatever fails in files here is told as a `StoreError`."""
    try:
        yield
    except OSError as error:
        raise failure(error, where, what) from error
    except RuntimeError as error:
        # The engine has no other word for damage; what else it says so is not of files.
        if is_damage(error):
            raise failure(error, where, what) from error
        raise
