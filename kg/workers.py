"""Articles to claims, in this process or spread over several."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import connection, parent_process
from typing import TypeAlias

from spacy.language import Language

from kg.errors import InputError, KgError
from kg.extract.article import extract
from kg.model import Article, Claim
from kg.parse import PACKAGED, Parsed, load, parse
from kg.readers import Rejected
from kg.readers.language import is_read, with_language
from kg.readers.published import with_published
from kg.resolve import claims
from kg.world import world

Read: TypeAlias = tuple[Article, list[Claim] | Rejected]
"""An article with its language and day of publication, and what it claims or why that cannot be said."""

# What a rule may stumble over in a text that nobody foresaw: the article is reported, the rest goes on.
_FAULTS = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
# Articles that a worker takes at a time: enough to make the hand-over cheap, few enough to share the work evenly.
_CHUNK = 16


def read_all(articles: Iterable[tuple[Article, str]], model: str, workers: int) -> Iterator[tuple[Read, str]]:
    """Read articles one after the other; each comes out in its place, with the mark that it came with.

    Raises
    ------
    UsageError
        There is no such model.
    KgError
        A worker died.
    """
    todo = iter(articles)
    if workers <= 1:
        while chunk := list(islice(todo, _CHUNK)):
            yield from zip(_read_many([article for article, _ in chunk], model), (m for _, m in chunk), strict=True)
        return
    chunk = list(islice(todo, _CHUNK))
    if not chunk:
        return
    # Loaded here, so that processes made by forking share both.
    load(model)
    world()
    waiting: deque[tuple[list[str], Future[list[Read]]]] = deque()
    pool = ProcessPoolExecutor(max_workers=workers, initializer=_follow)
    try:
        while chunk or waiting:
            if chunk:
                waiting.append(([mark for _, mark in chunk], pool.submit(_read_many, [a for a, _ in chunk], model)))
                chunk = list(islice(todo, _CHUNK))
            if len(waiting) > 2 * workers or not chunk:
                marks, future = waiting.popleft()
                yield from zip(future.result(), marks, strict=True)
    except BrokenProcessPool as error:
        raise KgError(
            "a worker process ended before its time",
            remedy="build again, which takes up where this stood; with fewer --workers if memory is short",
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


def read_one(article: Article, model: str = PACKAGED) -> Read:
    """An article and what it claims, or why it cannot be read; in another language than English it claims nothing."""
    (read,) = _read_many([article], model)
    return read


def _read_many(articles: Sequence[Article], model: str) -> list[Read]:
    """Articles and what they claim; they are parsed together, and one by one where that fails."""
    nlp = load(model)
    known = [_known(article, nlp) for article in articles]
    todo = [a for a, why in known if why is None]
    try:
        parsed: list[Parsed | None] = list(parse(todo, nlp))
    except _FAULTS:
        parsed = [None] * len(todo)
    after = iter(zip(todo, parsed, strict=True))
    return [(article, why) if why is not None else _read(*next(after), nlp) for article, why in known]


def _known(article: Article, nlp: Language) -> tuple[Article, list[Claim] | Rejected | None]:
    """An article with its language and day, and what is to be said of it if it is not parsed."""
    try:
        known = with_language(article)
        if not is_read(known):
            return known, []
        _check_lines(known, nlp)
        return with_published(known), None
    except InputError as error:
        return article, Rejected.of(error, where=article.id)
    except _FAULTS as error:
        return article, _failed(article, error)


def _read(article: Article, parsed: Parsed | None, nlp: Language) -> Read:
    try:
        if parsed is None:
            (parsed,) = parse([article], nlp)
        return article, list(claims(article, extract(parsed)))
    except _FAULTS as error:
        return article, _failed(article, error)


def _failed(article: Article, error: Exception) -> Rejected:
    what = f"the rules fail at this text: {type(error).__name__}: {error}"
    return Rejected(article.id, what, "report it, with the article; leave it out until then")


def claims_in(article: Article, model: str = PACKAGED) -> list[Claim]:
    """Everything that one article claims.

    Raises
    ------
    InputError
        A line of it is longer than the parser takes.
    """
    nlp = load(model)
    _check_lines(article, nlp)
    (parsed,) = parse([article], nlp)
    return list(claims(article, extract(parsed)))


def _check_lines(article: Article, nlp: Language) -> None:
    longest = max(map(len, article.text.splitlines()), default=0)
    if longest > nlp.max_length:
        raise InputError(
            f"a line of {longest:,} characters, more than the {nlp.max_length:,} that can be parsed at once",
            where=article.id,
            remedy="break it into paragraphs, a line each",
        )


def _follow() -> None:
    """Leave an interruption to the parent, and end with it, even where it is killed and cannot say so."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)
