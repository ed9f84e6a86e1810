"""One article once: what comes a second time within one run is reported, not counted again."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import PurePath

from kg.model import Article
from kg.readers.rejected import Rejected

# Where the day begins first it is tomorrow already.
_AHEAD = timedelta(days=1)


@dataclass(slots=True)
class Seen:
    """The articles of one run so far.

    Parameters
    ----------
    today : date
        No article is of a later day.
    """

    today: date
    _ids: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    _same: dict[bytes, str] = field(default_factory=dict)

    def admit(self, article: Article, where: str) -> Article | Rejected:
        """The article, or why it is not taken.

        An id stands for one text. The same text from the same address is the same article under any id. Without an
        address, files that differ in nothing but their name are one article; but a record's own id is its owner's
        word, and the same text in another outlet is a copy that the graph tells apart.
        """
        if article.day and article.day > self.today + _AHEAD:
            return Rejected(
                where,
                f"its date of publication, {article.published}, is in the future",
                "correct `published`, or leave it out",
            )
        text = hashlib.sha256(article.text.encode()).digest()[:16]
        if article.id in self._ids:
            return self._again(article, where, text)
        same = _identity(article, where, text)
        if same in self._same:
            what = f"the page {article.url}" if article.url else "the text"
            return Rejected(where, f"repeats {what} of {self._same[same]}", "nothing to do, or remove one of them")
        self._ids[article.id] = where, text
        self._same[same] = where
        return article

    def _again(self, article: Article, where: str, text: bytes) -> Rejected:
        first, known = self._ids[article.id]
        if known == text:
            remedy = "nothing to do, or remove one of them"
            return Rejected(where, f"repeats the article {article.id!r} of {first}", remedy)
        return Rejected(
            where,
            f"the id {article.id!r} already stands for another text, of {first}",
            "give one of them an `id` of its own, or another file name",
        )


def _identity(article: Article, where: str, text: bytes) -> bytes:
    """Equal for what is one article."""
    nameless = article.id.startswith(("text-", "url-")) or article.id == PurePath(where).stem
    told_apart = (article.url,) if article.url else (article.source, article.published, "" if nameless else article.id)
    return hashlib.sha256(repr((text, *told_apart)).encode()).digest()[:16]
