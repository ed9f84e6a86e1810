"""Articles to claims, in this process or spread over several."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from multiprocessing import connection, parent_process
from typing import TypeAlias

from spacy.language import Language

from kg.errors import FAULTS, InputError, KgError
from kg.extract.article import extract
from kg.garbage import seldom
from kg.machine import cores, memory
from kg.model import Article, Claim
from kg.parse import PACKAGED, Parsed, forgetting, load, parse
from kg.patience import at_most
from kg.readers import Rejected
from kg.readers.language import is_read, with_language
from kg.readers.published import with_published
from kg.resolve import claims
from kg.settings import load as settings
from kg.world import world

Read: TypeAlias = tuple[Article, list[Claim] | Rejected]
"""An article with its language and day of publication, and what it claims or why that cannot be said."""

# Articles that a worker takes at a time: enough to make the hand-over cheap, few enough to share the work evenly.
_CHUNK = 16
# Longer texts are parsed by themselves: they gain nothing from company, and would take its time.
_SHORT = 30_000
# What is parsed at once is a line; the parser takes about 5 kB of memory for each character of it.
_LONGEST_LINE = 200_000
# Less text than this is read sooner by one process than others are started: it takes three seconds.
_WORTH_OTHERS = 100_000
# One process stores what the others read, and keeps up with about so many.
_MOST = 4
# What a process that reads may come to need beside the others, in bytes.
_ROOM = 2 * 2**30
# So many processes in a row may end before their time, each at another article, until it is the machine's fault.
_DEATHS = 10


def read_all(
    articles: Iterable[tuple[Article, str]],
    model: str,
    workers: int | None,
    meanwhile: Callable[[], object] = lambda: None,
) -> Iterator[tuple[Read, str]]:
    """Read articles one after the other; each comes out in its place, with the mark that it came with.

    Parameters
    ----------
    workers : int or None
        How many processes read; with one it is this process. None: as many as the machine has room for, where there is
        so much to read that it pays.
    meanwhile : callable, optional
        What this process can do while it would only wait for the others.

    Raises
    ------
    UsageError
        There is no such model.
    KgError
        A worker died.
    """
    todo = iter(articles)
    if workers is None:
        begun = list(_worth_others(todo))
        workers = room() if sum(len(article.text) for article, _ in begun) >= _WORTH_OTHERS else 1
        todo = chain(begun, todo)
    if workers <= 1:
        while chunk := list(islice(todo, _CHUNK)):
            yield from zip(read_many([article for article, _ in chunk], model), (m for _, m in chunk), strict=True)
        return
    chunk = list(islice(todo, _CHUNK))
    if not chunk:
        return
    # Loaded here, so that processes made by forking share both.
    load(model)
    world()
    pool = _Pool(workers, model, meanwhile)
    try:
        while chunk or pool.waiting:
            if chunk:
                pool.put(chunk)
                chunk = list(islice(todo, _CHUNK))
            if pool.waiting > 2 * workers or not chunk:
                yield from pool.take()
    finally:
        pool.close()


def room() -> int:
    """How many processes that read this machine has cores and memory for."""
    bytes_ = memory()
    return max(1, min(_MOST, cores(), *(() if bytes_ is None else (bytes_ // _ROOM,))))


def _worth_others(articles: Iterator[tuple[Article, str]]) -> Iterator[tuple[Article, str]]:
    """The first articles, up to so much text that it pays to have others read as well."""
    length = 0
    while length < _WORTH_OTHERS and (following := next(articles, None)):
        length += len(following[0].text)
        yield following


_Chunk: TypeAlias = Sequence[tuple[Article, str]]


class _Pool:
    """Processes that read; one that dies is replaced, and the article at which it died is left out."""

    def __init__(self, workers: int, model: str, meanwhile: Callable[[], object]) -> None:
        self._workers, self._model, self._meanwhile = workers, model, meanwhile
        self._todo: deque[tuple[_Chunk, Future[list[Read]]]] = deque()
        self._deaths = 0
        self._processes = self._started()

    @property
    def waiting(self) -> int:
        """How many chunks have been put and not taken."""
        return len(self._todo)

    def put(self, chunk: _Chunk) -> None:
        """Have articles read."""
        try:
            self._todo.append((chunk, self._submit(chunk)))
        except BrokenProcessPool:
            self._renew()
            self._todo.append((chunk, self._submit(chunk)))

    def take(self) -> Iterator[tuple[Read, str]]:
        """What was read of the chunk that was put first.

        Raises
        ------
        KgError
            One process after the other ends before its time.
        """
        chunk, future = self._todo.popleft()
        if not future.done():
            self._meanwhile()
        try:
            read = future.result()
        except BrokenProcessPool:
            read = self._one_by_one(chunk)
        yield from zip(read, (mark for _, mark in chunk), strict=True)

    def close(self) -> None:
        """Let the processes go."""
        self._processes.shutdown(cancel_futures=True)

    def _one_by_one(self, chunk: _Chunk) -> list[Read]:
        """Read articles so that it shows at which a process dies; it was one of these, or one of those that wait."""
        found: list[Read] = []
        self._renew()
        for article, mark in chunk:
            try:
                found += self._submit([(article, mark)]).result()
                self._deaths = 0
            except BrokenProcessPool as error:
                self._deaths += 1
                if self._deaths >= _DEATHS:
                    raise KgError(
                        "one worker process after the other ended before its time",
                        remedy="build again, which takes up where this stood; with fewer --workers if memory is short",
                    ) from error
                what = "the process that read it ended before its time, perhaps for want of memory"
                found.append((article, Rejected(article.id, what, "leave it out, split it, or give it more memory")))
                self._renew()
        self._todo = deque((waiting, self._submit(waiting)) for waiting, _ in self._todo)
        return found

    def _renew(self) -> None:
        self._processes.shutdown(cancel_futures=True)
        self._processes = self._started()

    def _started(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(max_workers=self._workers, initializer=_follow)

    def _submit(self, chunk: _Chunk) -> Future[list[Read]]:
        return self._processes.submit(read_many, [article for article, _ in chunk], self._model)


def read_one(article: Article, model: str = PACKAGED) -> Read:
    """An article and what it claims, or why it cannot be read; in another language than English it claims nothing."""
    (read,) = read_many([article], model)
    return read


def read_many(articles: Sequence[Article], model: str) -> list[Read]:
    """Articles and what they claim; they are parsed together, and one by one where that fails."""
    nlp, seconds = load(model), settings().article_seconds
    world()  # what is loaded once is no article's time
    with forgetting(nlp):
        return _read_many(articles, nlp, seconds)


def _read_many(articles: Sequence[Article], nlp: Language, seconds: float) -> list[Read]:
    known = [_known(article, nlp, seconds) for article in articles]
    todo = [a for a, why in known if why is None]
    short = [a for a in todo if len(a.text) <= _SHORT]
    parsed: dict[int, Parsed] = {}
    try:
        with at_most(seconds):
            parsed = {id(a): p for a, p in zip(short, parse(short, nlp), strict=True)}
    except (InputError, *FAULTS):
        pass  # by itself each shows whether it was the one
    return [(a, why) if why is not None else _read(a, parsed.get(id(a)), nlp, seconds) for a, why in known]


def _known(article: Article, nlp: Language, seconds: float) -> tuple[Article, list[Claim] | Rejected | None]:
    """An article with its language and day, and what is to be said of it if it is not parsed."""
    try:
        with at_most(seconds):
            known = with_language(article)
            if not is_read(known):
                return known, []
            _check_lines(known, nlp)
            return with_published(known), None
    except InputError as error:
        return article, Rejected.of(error, where=article.id)
    except FAULTS as error:
        return article, _failed(article, error)


def _read(article: Article, parsed: Parsed | None, nlp: Language, seconds: float) -> Read:
    try:
        with at_most(seconds):
            if parsed is None:
                (parsed,) = parse([article], nlp)
            return article, list(claims(article, extract(parsed)))
    except InputError as error:
        return article, Rejected.of(error, where=article.id)
    except FAULTS as error:
        return article, _failed(article, error)


def _failed(article: Article, error: Exception) -> Rejected:
    if isinstance(error, MemoryError):
        return Rejected(article.id, "it takes more memory than there is", "split it, or give it more memory")
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
    longest, most = max(map(len, article.text.splitlines()), default=0), min(_LONGEST_LINE, nlp.max_length)
    if longest > most:
        raise InputError(
            f"a line of {longest:,} characters, more than the {most:,} that can be parsed at once",
            where=article.id,
            remedy="break it into paragraphs, a line each",
        )


def _follow() -> None:
    """Leave an interruption to the parent, and end with it, even where it is killed and cannot say so."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    seldom()
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)
