"""Articles to claims over the machines of a Dask cluster; what is read comes back in order and is stored here."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeAlias

from kg.errors import UsageError
from kg.model import Article
from kg.readers import Rejected
from kg.workers import Read, read_many

# Dask says nothing of its types that would hold.
_Client: TypeAlias = Any
_Future: TypeAlias = Any
_Chunk: TypeAlias = Sequence[tuple[Article, str]]

# Articles that a worker takes at a time; a lost worker costs no more than reading these again.
_CHUNK = 16
# Chunks under way for each worker, so that none waits for the next.
_AHEAD = 3
_SECONDS_TO_ANSWER = 20


def read_all(
    articles: Iterable[tuple[Article, str]], model: str, scheduler: str, version: Callable[[], str]
) -> Iterator[tuple[Read, str]]:
    """Read articles on a cluster; each comes out in its place, with the mark that it came with.

    A worker that is lost costs nothing: its articles are read again by another. An article at which workers die again
    and again is left out with the reason.

    Parameters
    ----------
    scheduler : str
        The address of Dask's scheduler, as in ``tcp://10.0.0.1:8786``.
    version : callable
        Gives the version of the tables; called here and by every worker, which must give the same.

    Raises
    ------
    UsageError
        Dask is not installed, nobody answers at the address, or a worker has other tables.
    """
    todo, expected = iter(articles), version()
    with _client(scheduler) as client:
        waiting: deque[tuple[_Chunk, _Future]] = deque()

        def put(chunk: _Chunk) -> _Future:
            # Not pure: an article that was read before may have to be read again, by changed settings.
            return client.submit(_read_there, [a for a, _ in chunk], model, version, expected, pure=False)

        while True:
            while len(waiting) < _AHEAD * max(1, len(client.nthreads())) and (coming := list(islice(todo, _CHUNK))):
                waiting.append((coming, put(coming)))
            if not waiting:
                return
            chunk, future = waiting.popleft()
            yield from zip(_taken(chunk, future, put), (mark for _, mark in chunk), strict=True)


def _read_there(articles: list[Article], model: str, version: Callable[[], str], expected: str) -> list[Read]:
    if version() != expected:
        raise UsageError(
            "a worker of the cluster has other tables or another version of Aide-mémoire",
            remedy="install the same on every machine, with the same layers of the world",
        )
    return read_many(articles, model)


def _taken(chunk: _Chunk, future: _Future, put: Callable[[_Chunk], _Future]) -> list[Read]:
    """What was read of a chunk; read one by one where workers died at it, so that it shows at which article."""
    from distributed import KilledWorker

    try:
        return list(future.result())
    except KilledWorker:
        if len(chunk) > 1:
            return [read for one in chunk for read in _taken([one], put([one]), put)]
        article = chunk[0][0]
        what = "the workers that read it ended before their time, perhaps for want of memory"
        return [(article, Rejected(article.id, what, "leave it out, split it, or give them more memory"))]


def _client(scheduler: str) -> _Client:
    try:
        from distributed import Client
    except ImportError:
        raise UsageError(
            "a cluster needs Dask", where="--cluster", remedy="pip install 'aide-memoire[cluster]', here and there"
        ) from None
    try:
        connect: Callable[..., _Client] = Client
        return connect(scheduler, timeout=_SECONDS_TO_ANSWER, set_as_default=False)
    except (OSError, ValueError) as error:
        raise UsageError(
            f"no scheduler answers at {scheduler} ({type(error).__name__})",
            where="--cluster",
            remedy="start one with `dask scheduler`, and workers with `dask worker ADDRESS --nthreads 1`",
        ) from error
