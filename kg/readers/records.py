"""JSON lines: an article a line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from kg.errors import InputError
from kg.model import Article
from kg.readers.columns import Columns, mapped
from kg.readers.fields import article
from kg.readers.lines import numbered_lines
from kg.readers.rejected import Rejected


def read_records(
    stream: BinaryIO, *, name: str, max_bytes: int, columns: Columns | None = None
) -> Iterator[tuple[str, Article | Rejected]]:
    """Read JSON lines; a wrong line is rejected and the rest goes on. Blank lines are passed over.

    Yields
    ------
    tuple of str and (Article or Rejected)
        Its place, ``name:line``, and what stands there.
    """
    for number, line in numbered_lines(stream, max_bytes=max_bytes):
        where = f"{name}:{number}"
        try:
            if isinstance(line, InputError):
                raise line
            if line.strip():
                yield where, article(mapped(_object(line), columns or {}), max_bytes=max_bytes)
        except InputError as error:
            yield where, Rejected.of(error, where=where)


def _object(line: str) -> Mapping[str, object]:
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(f"not JSON: {error.msg} at character {error.pos + 1}", remedy=_REMEDY) from error
    except (ValueError, RecursionError) as error:
        # A number of thousands of digits, or brackets nested thousands deep.
        raise InputError("JSON beyond what can be held", remedy=_REMEDY) from error
    if not isinstance(value, dict):
        raise InputError("not a JSON object", remedy=_REMEDY)
    return value


_REMEDY = 'write one object a line, such as {"id": "a-1", "published": "2021-01-16", "text": "…"}'
