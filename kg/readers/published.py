"""The day of publication, where the text itself tells it and no metadata does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from kg import timex
from kg.model import Article
from kg.readers.layout import DATELINE, Block, blocks

# In which part of an article a date says when it was published, the surest first.
_TRUST = ("byline", "notice", "origin", "dateline", "post")


def with_published(article: Article) -> Article:
    """The article with `published` read from its own words, where it had none.

    A byline, a dateline, a line that says where it first appeared, or an embedded post of the day. A day
    without its year is not enough, unless another part of the text gives a full date within a week of it.
    """
    if article.published:
        return article if article.published_from else replace(article, published_from="metadata")
    found = _dates(article.text, list(blocks(article.text, article.title)))
    for kind in _TRUST:
        days = [day for where, day in found if where == kind]
        if days:
            return replace(article, published=max(days).isoformat(), published_from=kind)
    return article


def _dates(text: str, parts: Sequence[Block]) -> list[tuple[str, date]]:
    out: list[tuple[str, date]] = []
    first_body = next((i for i, b in enumerate(parts) if b.kind == "body"), len(parts))
    for i, block in enumerate(parts):
        where: str = block.kind
        line = text[block.start : block.end]
        if block.kind == "headline" and i < first_body:
            where = "byline"  # a crumb that no pattern knows, above the first paragraph
        if where in ("body", "credit", "link", "headline"):
            continue
        out.extend((where, day) for day in _days(line))
    if first_body < len(parts):
        start = parts[first_body].start
        opening = text[max(0, start - 90) : start].rsplit("\n", 1)[-1]
        if DATELINE.match(opening + "A") or parts[first_body].dateline:
            out.extend(("dateline", day) for day in _days(opening))
    return out


def _days(line: str) -> list[date]:
    return [t.span.earliest for t in timex.find(line) if t.span and t.span.granularity == "day"]
