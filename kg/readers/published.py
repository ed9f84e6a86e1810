"""The day of publication, where the text itself tells it and no metadata does."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from kg import timex
from kg.model import Article
from kg.readers.layout import Block, blocks, dateline

# In which part of an article a date says when it was published, the surest first.
_TRUST = ("byline", "notice", "origin", "dateline", "crumb", "post")
# A line above the text that has no more words than these beside its date is no headline about that day.
_CRUMB = 5
# So far may another day of the text lie from the one whose year it tells.
_NEAR = timedelta(days=7)


def with_published(article: Article) -> Article:
    """The article with `published` read from its own words, where it had none.

    A byline, a dateline, a line that says where it first appeared, or an embedded post of the day. A day
    without its year is not enough, unless another part of the text gives a full date within a week of it.
    """
    if article.published:
        return article if article.published_from else replace(article, published_from="metadata")
    parts = list(blocks(article.text, article.title))
    found = [(where, t) for where, line in _telling(article.text, parts) for t in timex.find(line)]

    @functools.cache
    def known() -> list[date]:
        return [t.span.earliest for t in timex.find(article.text) if t.span and t.span.granularity == "day"]

    for kind in _TRUST:
        days = [day for where, t in found if where == kind and (day := _day(t, known))]
        if days:
            source = "byline" if kind == "crumb" else kind
            return replace(article, published=max(days).isoformat(), published_from=source)
    return article


def _telling(text: str, parts: Sequence[Block]) -> Iterator[tuple[str, str]]:
    """The lines that may tell the day, with what they are."""
    first = next((i for i, b in enumerate(parts) if b.kind == "body"), len(parts))
    for i, block in enumerate(parts):
        line = text[block.start : block.end]
        if block.kind in _TRUST:
            yield block.kind, line
        elif block.kind == "headline" and i < first and _is_crumb(line):
            yield "crumb", line
    if first < len(parts) and parts[first].dateline:
        end = parts[first].end
        begin = max(text.rfind(mark, 0, parts[first].start) for mark in "\n\r") + 1
        opening = dateline(text[begin:end].lstrip())
        if opening:
            yield "dateline", opening.group()


def _is_crumb(line: str) -> bool:
    taken = sum(len(line[t.start : t.end].split()) for t in timex.find(line))
    return taken > 0 and len(line.split()) - taken <= _CRUMB


def _day(found: timex.Timex, known: Callable[[], Sequence[date]]) -> date | None:
    """The full date of an expression; the year of one without comes from a day nearby in the text."""
    if found.span is not None:
        return found.span.earliest if found.span.granularity == "day" else None
    if found.what != "monthday" or found.until:
        return None
    for other in known():
        for year in (other.year, other.year - 1, other.year + 1):
            span = timex.resolve_time(found, anchor=None, year=year)
            if span is not None and abs(span.earliest - other) <= _NEAR:
                return span.earliest
    return None
