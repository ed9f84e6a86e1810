"""Articles in, graph out: the whole way from files to a store."""

from __future__ import annotations

import functools
import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from kg.errors import InputError
from kg.extract.article import extract
from kg.identity import consolidate
from kg.model import Article, Claim
from kg.namespaces import digest
from kg.parse import PACKAGED, load, parse
from kg.readers import Rejected, read
from kg.readers.published import with_published
from kg.resolve import claims as claims_of
from kg.resources import folder
from kg.settings import load as settings
from kg.store import Store, snapshots
from kg.world import world

# Raise it with every change of code that changes what is found; tables are noticed by themselves.
EXTRACTOR = "1"
_MARK = "consolidated"
_CHUNK = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What became of the input of a build.

    Parameters
    ----------
    read, kept, unchanged : int
        Articles read, newly stored, and left as they were.
    skipped : tuple of Rejected
        What could not be read or stored, with place, reason and remedy.
    events : int
        Events in the store after the build.
    """

    read: int
    kept: int
    unchanged: int
    skipped: tuple[Rejected, ...]
    events: int
    seconds: float


def build(
    inputs: Sequence[str | Path],
    *,
    store: Path,
    model: str | None = None,
    workers: int = 1,
    progress: Callable[[str], None] | None = None,
) -> BuildReport:
    """Read articles, extract what they claim, store both, and consolidate the events.

    Each article is stored whole or not at all; one that is stored already and has not changed is left alone. A build
    that was interrupted is taken up where it stood by the next one.
    """
    began = time.perf_counter()
    name = model or settings().model
    skipped: list[Rejected] = []
    read_, kept, unchanged = 0, 0, 0
    with Store.open(store, create=True) as graph:
        _prepare(graph)
        known = graph.articles()

        def pending() -> Iterator[tuple[Article, str]]:
            nonlocal read_, unchanged
            for found in read(inputs, max_bytes=settings().max_bytes):
                if isinstance(found, Rejected):
                    skipped.append(found)
                    continue
                read_ += 1
                mark = fingerprint(found, name)
                if known.get(found.id) == mark:
                    unchanged += 1
                else:
                    yield found, mark

        for article, mark, claims in _extracted(pending(), name, workers):
            try:
                graph.put_article(article, claims, mark)
                kept += 1
            except InputError as error:
                skipped.append(Rejected.of(error, where=article.id))
            if progress:
                progress(f"{kept + unchanged} articles, the last is {article.id}")
        events = finish(graph)
    return BuildReport(
        read=read_,
        kept=kept,
        unchanged=unchanged,
        skipped=tuple(skipped),
        events=events,
        seconds=time.perf_counter() - began,
    )


def finish(graph: Store) -> int:
    """Consolidate what the articles of a store claim, and let readers see it; the number of events."""
    mark = graph.path / _MARK
    state = digest(*(f"{k}={v}" for k, v in graph.articles().items()))
    if not mark.exists() or mark.read_text() != state or snapshots.newest(graph.path) is None:
        graph.put_events(consolidate(graph.claims()))
        snapshots.publish(graph)
        mark.write_text(state)
    return graph.counts()["events"]


def remove(store: Path, article_id: str) -> bool:
    """Take an article and what only it claims out of a store; False if it was not there."""
    with Store.open(store) as graph:
        gone = graph.remove_article(article_id)
        if gone:
            finish(graph)
    return gone


def _prepare(graph: Store) -> None:
    """Put the vocabulary and the world into a store that has not got those of this version."""
    mark = graph.path / "world"
    if not mark.exists() or mark.read_text() != tables_version():
        known = world()
        graph.put_vocabulary()
        graph.put_world(known.entities.values(), known.offices.every())
        mark.write_text(tables_version())


@functools.cache
def tables_version() -> str:
    """A hash of everything in `ontology/` and `seeds/` that extraction reads."""
    total = hashlib.sha256()
    for base in (folder("ontology"), folder("seeds") / "world", folder("seeds") / "lexicon"):
        for path in sorted(base.iterdir()):
            if path.is_file():
                total.update(path.name.encode())
                total.update(path.read_bytes())
    return total.hexdigest()[:16]


def fingerprint(article: Article, model: str) -> str:
    """What decides whether an article must be read again: its content, the tables, the code and the model."""
    fields = [str(v) for k, v in sorted(asdict(article).items()) if k != "retrieved"]
    return digest(*fields, EXTRACTOR, tables_version(), model)


def _extracted(
    articles: Iterable[tuple[Article, str]], model: str, workers: int
) -> Iterator[tuple[Article, str, list[Claim]]]:
    if workers <= 1:
        for article, mark in articles:
            dated = with_published(article)
            yield dated, mark, claims_in(dated, model)
        return
    with ProcessPoolExecutor(max_workers=workers) as pool:
        waiting: list[tuple[list[tuple[Article, str]], object]] = []
        for chunk in _chunks(articles, _CHUNK):
            waiting.append((chunk, pool.submit(_claims_of_many, [a for a, _ in chunk], model)))
            if len(waiting) > 2 * workers:
                yield from _collect(*waiting.pop(0))
        for each in waiting:
            yield from _collect(*each)


def _collect(chunk: list[tuple[Article, str]], future: object) -> Iterator[tuple[Article, str, list[Claim]]]:
    results = future.result()  # type: ignore[attr-defined]
    for (_, mark), (article, claims) in zip(chunk, results, strict=True):
        yield article, mark, claims


def _chunks(articles: Iterable[tuple[Article, str]], size: int) -> Iterator[list[tuple[Article, str]]]:
    chunk: list[tuple[Article, str]] = []
    for each in articles:
        chunk.append(each)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _claims_of_many(articles: list[Article], model: str) -> list[tuple[Article, list[Claim]]]:
    return [(dated, claims_in(dated, model)) for dated in map(with_published, articles)]


def claims_in(article: Article, model: str = PACKAGED) -> list[Claim]:
    """Everything that one article claims."""
    (parsed,) = parse([article], load(model))
    return list(claims_of(article, extract(parsed)))


def explain(sentence: str, on: date | None = None) -> str:
    """What is found in a sentence, and by which rule, as text for a terminal."""
    from kg.explain import explained

    return explained(sentence, on)
