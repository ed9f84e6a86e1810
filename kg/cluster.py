"""Articles to claims, or to shards, over the machines of a Dask cluster; what is made comes back in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeAlias

from kg.errors import UsageError
from kg.model import Article
from kg.readers import Rejected
from kg.shards import Manifest, Shards, made, name_of
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
    expected = version()
    with _client(scheduler) as client:

        def put(chunk: _Chunk) -> _Future:
            # Not pure: an article that was read before may have to be read again, by changed settings.
            return client.submit(_read_there, [a for a, _ in chunk], model, version, expected, pure=False)

        todo = iter(articles)
        chunks = iter(lambda: list(islice(todo, _CHUNK)), [])
        for chunk, future in _ahead(client, chunks, put):
            yield from zip(_taken(chunk, future, put), (mark for _, mark in chunk), strict=True)


def write_all(
    chunks: Iterable[_Chunk], model: str, scheduler: str, version: Callable[[], str], shards: Shards
) -> Iterator[Manifest]:
    """Have the workers of a cluster write shards; what is in each comes out in its place.

    A worker that is lost costs nothing, as in `read_all`: what it had begun is not there, and another makes it.

    Raises
    ------
    UsageError
        As `read_all`.
    StoreError
        A shard cannot be written.
    """
    expected = version()
    with _client(scheduler) as client:

        def put(chunk: _Chunk) -> _Future:
            return client.submit(_write_there, chunk, model, version, expected, shards.address, pure=False)

        def read(chunk: _Chunk) -> _Future:
            return client.submit(_read_there, [a for a, _ in chunk], model, version, expected, pure=False)

        for chunk, future in _ahead(client, chunks, put):
            try:
                manifest: Manifest = future.result()
            except _killed():
                # At one of these articles workers die: read apart, all others make the shard.
                reads = [each for one in chunk for each in _taken([one], read([one]), read)]
                data, manifest = made(name_of(chunk), zip(reads, (mark for _, mark in chunk), strict=True), expected)
                shards.put(data, manifest)
            yield manifest


def _ahead(
    client: _Client, chunks: Iterable[_Chunk], put: Callable[[_Chunk], _Future]
) -> Iterator[tuple[_Chunk, _Future]]:
    """Each chunk with what will become of it, some of them under way."""
    todo = iter(chunks)
    waiting: deque[tuple[_Chunk, _Future]] = deque()
    while True:
        while len(waiting) < _AHEAD * max(1, len(client.nthreads())) and (coming := next(todo, None)):
            waiting.append((coming, put(coming)))
        if not waiting:
            return
        yield waiting.popleft()


def _write_there(chunk: _Chunk, model: str, version: Callable[[], str], expected: str, address: str) -> Manifest:
    reads = _read_there([article for article, _ in chunk], model, version, expected)
    data, manifest = made(name_of(chunk), zip(reads, (mark for _, mark in chunk), strict=True), expected)
    Shards(address).put(data, manifest)
    return manifest


def _read_there(articles: list[Article], model: str, version: Callable[[], str], expected: str) -> list[Read]:
    if version() != expected:
        raise UsageError(
            "a worker of the cluster has other tables or another version of Aide-mémoire",
            remedy="install the same on every machine, with the same layers of the world",
        )
    return read_many(articles, model)


def _taken(chunk: _Chunk, future: _Future, put: Callable[[_Chunk], _Future]) -> list[Read]:
    """What was read of a chunk; read one by one where workers died at it, so that it shows at which article."""
    try:
        return list(future.result())
    except _killed():
        if len(chunk) > 1:
            return [read for one in chunk for read in _taken([one], put([one]), put)]
        article = chunk[0][0]
        what = "the workers that read it ended before their time, perhaps for want of memory"
        return [(article, Rejected(article.id, what, "leave it out, split it, or give them more memory"))]


def _killed() -> type[Exception]:
    from distributed import KilledWorker

    killed: type[Exception] = KilledWorker
    return killed


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
