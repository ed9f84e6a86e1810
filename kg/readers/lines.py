"""The lines of a file of records, none of them longer than an article can need."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from kg.errors import InputError
from kg.readers.encoding import decode, is_utf16
from kg.readers.fields import too_large


def longest_record(max_bytes: int) -> int:
    r"""Bytes that the record of an article of `max_bytes` may take.

    JSON may write two bytes of UTF-8 in six (``\u00e9``); the other fields and the quotes get 10 kB. What is
    longer is not held in memory; the text itself is measured when it is known.
    """
    return 3 * max_bytes + 10_000


def numbered_lines(stream: BinaryIO, *, max_bytes: int) -> Iterator[tuple[int, str | InputError]]:
    """Number (from 1) and text of each line, or why it cannot be read.

    A line above the limit is passed over without being held in memory. Each line is decoded by itself, so
    that one damaged line does not cost the others; UTF-16, whose lines cannot be told apart so, ends the file.
    """
    longest = longest_record(max_bytes)
    number = 0
    while data := stream.readline(longest + 2):
        number += 1
        if number == 1 and is_utf16(data):
            yield number, InputError("records in UTF-16 are not read", remedy="save it as UTF-8")
            return
        if len(data.rstrip(b"\r\n")) > longest:
            while data and not data.endswith(b"\n"):
                data = stream.readline(1 << 16)
            yield number, too_large(None, max_bytes)
            continue
        try:
            yield number, decode(data)
        except InputError as error:
            yield number, error
