"""What stands at an address of the web: a page, a document, or a feed with the pages that it leads to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from ipaddress import ip_network
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeAlias

from kg.errors import InputError
from kg.model import Article
from kg.readers.fields import article
from kg.readers.language import with_language
from kg.readers.published import with_published
from kg.readers.rejected import Rejected

if TYPE_CHECKING:
    from kg.readers.feeds import Entry
    from kg.readers.web.fetch import Answer, Fetcher

Found: TypeAlias = Iterator[tuple[str, Article | Rejected]]

ADDRESS = re.compile(r"(?i)https?://\S+\Z")
"""What is an address of the web, and not a file."""

# An entry of a feed with so many words is the article; one with fewer leads to it.
_WHOLE = 80
# So many words are taken for an article where the page itself cannot be had.
_TEASER = 25
_FEED = re.compile(
    rb"(?is)\A\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*|<\?xml-stylesheet[^>]*>\s*)*<(?:rss|feed|rdf:rdf)[\s>]"
)
_PAGES = ("text/html", "application/xhtml+xml", "")


class Web:
    """Reads from the network; a context manager. It opens no connection before the first address is read.

    Parameters
    ----------
    private : str
        Private networks that may be reached, separated by commas, or ``none``.
    pause, seconds : float
        See `kg.readers.web.fetch.Fetcher`.

    Attributes
    ----------
    stored : callable
        The article of an id, where it is known already: it is not fetched again. Set by who knows; by default none is.
    """

    def __init__(self, *, private: str = "none", pause: float = 1.0, seconds: float = 30.0) -> None:
        self._private = tuple(ip_network(each.strip()) for each in private.split(",") if each.strip() != "none")
        self._pause, self._seconds = pause, seconds
        self.stored: Callable[[str], Article | None] = lambda _: None
        self._fetcher: Fetcher | None = None
        self._states: dict[str, Answer] = {}
        self._ids: set[str] = set()

    def read(self, url: str, *, max_bytes: int) -> Found:
        """The articles at an address.

        An article's id follows from the address that was asked for, so that another build knows it again.

        Yields
        ------
        tuple of str and (Article or Rejected)
            The address, and what stands there.
        """
        from kg.readers.page import url_id

        try:
            known = self._known(url_id(url))
            if known is not None:
                yield url, known
                return
            state = self._states.get(url)
            answer = self._get(
                url, max_bytes, etag=state.etag if state else None, modified=state.modified if state else None
            )
            if answer is None:
                return
            if _FEED.match(answer.data[:2000]):
                self._states[url] = replace(answer, data=b"")
                yield from self._feed(answer, url, max_bytes)
            else:
                yield url, self._had(_article(answer, url, None, max_bytes))
        except InputError as error:
            yield url, Rejected.of(error, where=url)

    def page(self, url: str, *, max_bytes: int) -> Article:
        """The one article at an address, got anew.

        Raises
        ------
        InputError
            It cannot be had or read, or what stands there is a feed.
        """
        answer = self._get(url, max_bytes)
        assert answer is not None  # no state of it was named that it could still be in
        if _FEED.match(answer.data[:2000]):
            raise InputError(
                "a feed, not an article", where=url, remedy="give the address of one article, or kg watch it"
            )
        return _article(answer, url, None, max_bytes)

    def close(self) -> None:
        """Close all connections."""
        if self._fetcher is not None:
            self._fetcher.close()
            self._fetcher = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _open(self) -> Fetcher:
        if self._fetcher is None:
            from kg.readers.web.fetch import Fetcher

            self._fetcher = Fetcher(private=self._private, pause=self._pause, seconds=self._seconds)
        return self._fetcher

    def _feed(self, answer: Answer, url: str, max_bytes: int) -> Found:
        from kg.readers.feeds import entries

        for entry in entries(answer.data, answer.url):
            if isinstance(entry, InputError):
                yield url, Rejected.of(entry, where=url)
                continue
            where = entry.link or f"{url}:{entry.number}"
            try:
                yield where, self._entry(entry, answer, max_bytes)
            except InputError as error:
                yield where, Rejected.of(error, where=where)

    def _entry(self, entry: Entry, answer: Answer, max_bytes: int) -> Article:
        """The article of an entry: as known, as the feed gives it, or from its page; failing that, its first lines."""
        from kg.readers.page import url_id

        known = self._known(url_id(entry.link)) if entry.link else None
        if known is not None:
            return known
        words = len(entry.text.split())
        if words < _WHOLE and entry.link:
            try:
                page = self._get(entry.link, max_bytes)
                if page is not None:
                    return self._had(_article(page, entry.link, entry, max_bytes))
            except InputError:
                if words < _TEASER:
                    raise
        return self._had(_settled(entry.article(max_bytes=max_bytes, retrieved=answer.retrieved)))

    def _known(self, id_: str) -> Article | None:
        """The article of an id as it is stored; what was read a moment ago is not read again."""
        known = self.stored(id_)
        if known is None and id_ in self._ids:
            raise InputError("repeats a page that this run has read", remedy="nothing to do")
        return known

    def _had(self, found: Article) -> Article:
        self._ids.add(found.id)
        return found

    def _get(self, url: str, max_bytes: int, *, etag: str | None = None, modified: str | None = None) -> Answer | None:
        from kg.readers.page import MARKUP

        return self._open().get(url, max_bytes=MARKUP * max_bytes, etag=etag, modified=modified)


def _article(answer: Answer, asked: str, entry: Entry | None, max_bytes: int) -> Article:
    from kg.readers.page import Origin, read_page, url_id
    from kg.readers.pdf import MARK, read_pdf

    if answer.data.startswith(MARK):
        text = read_pdf(answer.data, max_bytes=max_bytes)
        fields = {"text": text, "url": answer.url, "title": entry.title if entry else None}
        return _settled(article(fields, max_bytes=max_bytes, default_id=url_id(asked), retrieved=answer.retrieved))
    if answer.media_type not in _PAGES:
        raise InputError(f"not a page but {answer.media_type}", remedy="save it as text")
    origin = Origin(
        url=answer.url,
        charset=answer.charset,
        id=url_id(asked),
        title=entry.title if entry else None,
        published=entry.published if entry else None,
        source=entry.source if entry else None,
        retrieved=answer.retrieved,
    )
    return _settled(read_page(answer.data, origin, max_bytes=max_bytes))


def _settled(found: Article) -> Article:
    """With all that is known of it, so that what is stored of it is equal to what was read."""
    return with_published(with_language(found))
