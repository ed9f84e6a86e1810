"""Web archives (WARC, and ARC before it): an article a page that was captured."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from email.message import Message
from pathlib import Path
from typing import Any, BinaryIO

from kg.errors import InputError
from kg.model import Article
from kg.readers.page import MARKUP, Origin, read_page, url_id
from kg.readers.rejected import Rejected

_PART = 1 << 16
_HEAD = 64
_BEGINS = (b"WARC/", b"filedesc:")
_LONGEST_LINE = 1 << 25
_PAGES = ("text/html", "application/xhtml+xml")


def read_warc(path: Path, *, name: str, max_bytes: int) -> Iterator[tuple[str, Article | Rejected]]:
    """Read the pages of an archive, packed or not, one record at a time.

    Requests, pictures, scripts, redirections and errors, of which an archive is full, are passed over.

    Yields
    ------
    tuple of str and (Article or Rejected)
        Its place, ``name:address``, and what stands there.

    Raises
    ------
    InputError
        It is no archive, has no page, or breaks off.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    number = pages = 0
    try:
        with path.open("rb") as file:
            stream = _Unpacked(file)
            for record in ArchiveIterator(stream, arc2warc=True):
                number += 1
                url = record.rec_headers.get_header("WARC-Target-URI")
                found = _article(record, url, name, max_bytes) if url and _is_page(record) else None
                _must_be_whole(record)
                if found is not None:
                    pages += 1
                    yield f"{name}:{url}", found
            stream.must_be_whole()
    except (ArchiveLoadFailed, EOFError, gzip.BadGzipFile, zlib.error, AttributeError, ValueError) as error:
        raise InputError(f"damaged or cut off after record {number}: {error}", remedy="fetch it again") from error
    if not pages:
        raise InputError(f"none of its {number} records is a page", remedy="give an archive with pages")


class _Unpacked:
    """A file that may be packed, as a stream that ends where it breaks off and then says so.

    The library takes a packed file that was cut off for one that ended.
    """

    def __init__(self, file: BinaryIO) -> None:
        packed = file.read(2) == b"\x1f\x8b"
        file.seek(0)
        self._read = gzip.GzipFile(fileobj=file).read1 if packed else file.read
        self._head = self._read(_HEAD)
        if not self._head.lstrip().startswith(_BEGINS):
            raise InputError("not an archive of the web", remedy="give a .warc or .warc.gz file")
        self._end: EOFError | None = None
        self._line = 0

    def read(self, size: int = -1) -> bytes:
        """Some bytes, at most so many; none at the end.

        Raises
        ------
        ValueError
            There is no end of a line in very many bytes: the library would gather them all.
        """
        if self._head:
            head, self._head = self._head, b""
            return head
        try:
            data = self._read(size)
        except EOFError as error:
            self._end = error
            return b""
        line = data.rfind(b"\n")
        self._line = len(data) - line if line >= 0 else self._line + len(data)
        if self._line > _LONGEST_LINE:
            raise ValueError("it has no lines")
        return data

    def tell(self) -> int:
        """Nowhere: the places of records are not needed."""
        return 0

    def must_be_whole(self) -> None:
        """Raise what was met where the file breaks off."""
        if self._end is not None:
            raise self._end


def _is_page(record: Any) -> bool:
    headers = record.http_headers
    kind = (headers.get_header("Content-Type") or "").split(";")[0].strip().lower() if headers else ""
    return record.rec_type == "response" and bool(headers) and headers.get_statuscode() == "200" and kind in _PAGES


def _article(record: Any, url: str, name: str, max_bytes: int) -> Article | Rejected:
    limit = MARKUP * max_bytes
    data: bytes = record.content_stream().read(limit + 1)
    kind = Message()
    kind["content-type"] = record.http_headers.get_header("Content-Type") or ""
    origin = Origin(
        url=url,
        charset=kind.get_content_charset(),
        id=url_id(url),
        retrieved=record.rec_headers.get_header("WARC-Date"),
    )
    try:
        if len(data) > limit:
            raise InputError(f"the page is larger than {limit:,} bytes", remedy="raise KG_MAX_BYTES")
        return read_page(data, origin, max_bytes=max_bytes)
    except InputError as error:
        return Rejected.of(error, where=f"{name}:{url}")


def _must_be_whole(record: Any) -> None:
    """Pass over what is left of a record; what its length promises and the file does not hold was cut off."""
    while record.raw_stream.read(_PART):
        pass
    if getattr(record.raw_stream, "limit", 0) > 0:
        raise EOFError("a record has no end")
