"""Files that lie elsewhere (``s3://bucket/part-*.jsonl``): each is fetched, read as one from here, and let go."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from kg.errors import InputError

ADDRESS = re.compile(r"(?i)(?!https?:)[a-z][a-z0-9+.-]+://\S+\Z")
"""Any that is not of the web."""


def fetched(address: str) -> Iterator[tuple[str, Path]]:
    """The file at an address, every file under it, or what a pattern fits, in order: its address, and a copy of it.

    Hidden files and whatever is called README are passed over, as in folders. A copy is there until the next one.

    Raises
    ------
    InputError
        There is nothing, fsspec is not installed or does not know the address, or nobody answers there.
    """
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise InputError(
            "this address needs fsspec", where=address, remedy="pip install 'aide-memoire[cluster]'"
        ) from None
    try:
        files, root = url_to_fs(address)
        paths = files.glob(root) if "*" in root or "?" in root else files.find(root)
        found = [path for path in sorted(paths) if not _passed_over(path.rpartition("/")[2]) and files.isfile(path)]
        if not found:
            raise InputError("there is no such file or folder", where=address, remedy="check the address")
        with tempfile.TemporaryDirectory() as here:
            for path in found:
                copy = Path(here, path.rpartition("/")[2])
                files.get_file(path, str(copy))
                yield files.unstrip_protocol(path), copy
                copy.unlink(missing_ok=True)
    except (OSError, ValueError, ImportError) as error:
        raise InputError(
            f"it cannot be fetched: {error}", where=address, remedy="check the address, and install what it needs"
        ) from error


def _passed_over(name: str) -> bool:
    return name.startswith(".") or name.upper().startswith("README")
