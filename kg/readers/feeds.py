"""RSS and Atom feeds: an article an entry."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.sax import SAXException

from kg.errors import FAULTS, InputError
from kg.model import Article
from kg.patience import at_most
from kg.readers.dates import when
from kg.readers.fields import article
from kg.readers.files import contents
from kg.readers.page import MARKUP, fragment_text, url_id
from kg.readers.rejected import Rejected
from kg.settings import load as settings

# A feed that declares entities of its own can unfold a few lines into gigabytes; no real one does.
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a feed says of one article.

    Parameters
    ----------
    number : int
        Its place in the feed, from 1.
    text : str
        The whole article or its first lines, as the feed gives it; perhaps empty.
    """

    number: int
    text: str
    link: str | None = None
    title: str | None = None
    published: str | None = None
    source: str | None = None
    language: str | None = None

    def article(self, *, max_bytes: int, retrieved: str | None = None) -> Article:
        """The entry as an article.

        Raises
        ------
        InputError
            It has no text, or one that cannot be read.
        """
        if not self.text:
            raise InputError("the entry has no text", remedy="give the page that it leads to")
        fields = {
            "title": self.title, "text": self.text, "published": self.published,
            "source": self.source, "url": self.link, "language": self.language,
        }  # fmt: skip
        default = url_id(self.link) if self.link else None
        return article(fields, max_bytes=max_bytes, default_id=default, retrieved=retrieved)


def read_feed_file(path: Path, *, name: str, max_bytes: int) -> Iterator[tuple[str, Article | Rejected]]:
    """Read a saved feed; nothing is fetched, so an entry that only leads to a page is rejected.

    Yields
    ------
    tuple of str and (Article or Rejected)
        Its place, ``name:entry`` (from 1), and what stands there.

    Raises
    ------
    InputError
        It is too large, or no feed.
    """
    data = contents(path, MARKUP * max_bytes)
    for entry in entries(data):
        if isinstance(entry, InputError):
            yield name, Rejected.of(entry, where=name)
            continue
        where = f"{name}:{entry.number}"
        try:
            yield where, entry.article(max_bytes=max_bytes)
        except InputError as error:
            yield where, Rejected.of(error, where=where)


def entries(data: bytes, url: str | None = None) -> Iterator[Entry | InputError]:
    """The entries of a feed in their order; at the end an error where the feed breaks off.

    Raises
    ------
    InputError
        It is no feed.
    """
    import feedparser

    if _ENTITY.search(data.replace(b"\0", b"")):  # as it is written in UTF-16 as well
        raise InputError("the feed declares entities, as an XML bomb does", remedy="remove its <!ENTITY> lines")
    headers = {"content-type": "application/xml", **({"content-location": url} if url else {})}
    try:
        with at_most(settings().article_seconds):
            found = feedparser.parse(io.BytesIO(data), response_headers=headers)
    except FAULTS as error:
        raise InputError(f"a damaged feed: {type(error).__name__}: {error}", remedy="fetch it again") from error
    if not found.entries and (found.bozo or not found.get("version")):
        raise InputError("not a feed, or one without entries", remedy="give an RSS or Atom feed")
    for number, entry in enumerate(found.entries, start=1):
        yield _entry(number, entry, found.feed)
    # Less than broken XML, such as a wrong name for the encoding, the library has coped with.
    if found.bozo and isinstance(found.bozo_exception, SAXException):
        yield InputError(
            f"the feed is damaged after entry {len(found.entries)}: {found.bozo_exception}", remedy="fetch it again"
        )


def _entry(number: int, entry: Any, feed: Any) -> Entry:
    longest = max((each.get("value") or "" for each in entry.get("content", ())), key=len, default="")
    markup = max(longest, entry.get("summary") or "", key=len)
    link = entry.get("link") or None
    source = (entry.get("source") or {}).get("title") or feed.get("title")
    return Entry(
        number=number,
        text=fragment_text(markup),
        link=link if link and link.startswith(("http://", "https://")) else None,
        title=fragment_text(entry.get("title") or "") or None,
        published=_published(entry),
        source=fragment_text(source) if source else None,
        language=entry.get("language") or feed.get("language"),
    )


def _published(entry: Any) -> str | None:
    """The time as written, which has its zone, or as the library understands it, which is in UTC."""
    for name in ("published", "created", "updated"):
        # Asked for what is not there, the library gives something else, with a warning.
        if name in entry and (written := when(entry.get(name))) is not None:
            return written
        if f"{name}_parsed" in entry and (parsed := entry.get(f"{name}_parsed")):
            year, month, day, hour, minute, second = parsed[:6]
            return datetime(year, month, day, hour, minute, second, tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return None
