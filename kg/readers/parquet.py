"""Parquet tables: an article a row. Needs the extra ``tables``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.errors import InputError
from kg.model import Article
from kg.readers.columns import Columns, mapped
from kg.readers.fields import KNOWN, article
from kg.readers.rejected import Rejected

_BATCH = 64


def read_parquet(
    path: Path, *, name: str, max_bytes: int, columns: Columns | None = None
) -> Iterator[tuple[str, Article | Rejected]]:
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
            names = file.schema_arrow.names
            wanted = {"text": "text", **(columns or {})}
            missing = [column for column in wanted.values() if column.split(".")[0] not in names]
            if missing:
                raise InputError(
                    f"the table has no column `{missing[0]}`",
                    remedy=f"name the columns {', '.join(KNOWN)}; or say which hold them: --map text=COLUMN",
                )
            read = [name for name in names if name in KNOWN or name in {c.split(".")[0] for c in wanted.values()}]
            for batch in file.iter_batches(batch_size=_BATCH, columns=read):
                for row in batch.to_pylist():
                    number += 1
                    where = f"{name}:{number}"
                    try:
                        yield where, article(mapped(row, columns or {}), max_bytes=max_bytes)
                    except InputError as error:
                        yield where, Rejected.of(error, where=where)
    except (ArrowException, OSError, ValueError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise InputError(
            f"not a Parquet file that can be read, after row {number}: {reason}", remedy="write it anew"
        ) from error
