"""How quickly articles are read, before anything is found in them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from bench.corpus import dispatches
from bench.figure import Figure
from bench.measure import in_turns
from kg.model import Article
from kg.readers import Rejected, read
from kg.readers.language import language
from kg.readers.page import Origin, read_page
from kg.readers.published import with_published

_ROUNDS = 5
_PAGES = 20
_LONG = (200_000, 800_000)
_SENTENCE = "The president of France called the president of Turkey on Monday, 3 May 2021, and they spoke of Syria. "
_LIMIT = 5_000_000


def reading(scratch: Path) -> Iterator[Figure]:
    """Articles from records and from pages, their language, and the dates of a long text without a line end."""
    articles = dispatches()
    records = scratch / "records.jsonl"
    lines = (json.dumps({"id": a.id, "text": a.text}, ensure_ascii=False) for a in articles)
    records.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    pages = [_page(article) for article in articles[:_PAGES]]
    long = {size: Article(id="long", text=_SENTENCE * (size // len(_SENTENCE))) for size in _LONG}

    def read_all() -> None:
        assert not [each for each in read([records]) if isinstance(each, Rejected)]

    found = in_turns(
        {
            "records": read_all,
            "pages": lambda: [read_page(each, Origin(), max_bytes=_LIMIT) for each in pages],
            "language": lambda: [language(a.text) for a in articles],
            **{f"dates in {size // 1000} kB": lambda a=article: with_published(a) for size, article in long.items()},
        },
        _ROUNDS,
    )
    yield Figure("a record of JSON lines", 1000 * found.pop("records") / len(articles), "ms")
    yield Figure("a page", 1000 * found.pop("pages") / len(pages), "ms")
    yield Figure("the language of an article", 1000 * found.pop("language") / len(articles), "ms")
    for name, seconds in found.items():
        yield Figure(name, 1000 * seconds, "ms")


def _page(article: Article) -> bytes:
    """The article as a news site would show it."""
    menu = "".join(f'<li><a href="/{n}">Section {n} of the paper</a></li>' for n in range(60))
    text = "".join(f"<p>{line}</p>" for line in article.text.splitlines() if line.strip())
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{article.title}</title></head><body>'
        f"<nav><ul>{menu}</ul></nav><article><h1>{article.title}</h1>{text}</article><footer>{menu}</footer></body></html>"
    ).encode()
