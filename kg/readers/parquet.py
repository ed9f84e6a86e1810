"""Parquet tables: an article a row. Needs the extra ``tables``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.errors import InputError
from kg.model import Article
from kg.readers.fields import KNOWN, article
from kg.readers.rejected import Rejected

_BATCH = 64


def read_parquet(path: Path, *, name: str, max_bytes: int) -> Iterator[tuple[str, Article | Rejected]]:
    """Read the known columns of a Parquet file, some rows at a time.

    Yields
    ------
    tuple of str and (Article or Rejected)
        Its place, ``name:row`` (from 1), and what stands there.

    Raises
    ------
    InputError
        pyarrow is not installed, or the file is no Parquet table with a column ``text``.
    """
    try:
        from pyarrow import ArrowException, parquet
    except ImportError as error:
        raise InputError("Parquet needs pyarrow", remedy="pip install 'aide-memoire[tables]'") from error
    number = 0
    try:
        with parquet.ParquetFile(path) as file:
            columns = [column for column in KNOWN if column in file.schema_arrow.names]
            if "text" not in columns:
                raise InputError("the table has no column `text`", remedy=f"name the columns {', '.join(KNOWN)}")
            for batch in file.iter_batches(batch_size=_BATCH, columns=columns):
                for row in batch.to_pylist():
                    number += 1
                    where = f"{name}:{number}"
                    try:
                        yield where, article(row, max_bytes=max_bytes)
                    except InputError as error:
                        yield where, Rejected.of(error, where=where)
    except (ArrowException, OSError, ValueError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise InputError(
            f"not a Parquet file that can be read, after row {number}: {reason}", remedy="write it anew"
        ) from error
