"""Articles in, graph out: the whole way from files to a store."""

from __future__ import annotations

import functools
import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, MutableMapping, Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from kg import queries
from kg.arrivals import Arrivals
from kg.consolidation import Said, consolidate, is_current, let_go, start_anew
from kg.errors import InputError
from kg.garbage import seldom_searched
from kg.location import Location
from kg.model import Article
from kg.namespaces import digest
from kg.rdf.nodes import value
from kg.readers import Rejected, read
from kg.readers.ahead import Ahead, bar, time_left
from kg.readers.columns import Columns
from kg.readers.language import is_read
from kg.readers.web import Web
from kg.resources import folder
from kg.settings import load as settings
from kg.store import Store, snapshots
from kg.workers import Read, claims_in, read_all
from kg.world import layers, world

__all__ = [
    "BuildReport", "build", "claims_in", "explain", "fingerprint", "finish", "is_published", "prepare", "remove",
    "tables_version", "unread",
]  # fmt: skip

# Raise it with every change of code that changes what is found or how it is written; tables are noticed by themselves.
EXTRACTOR = "6"
# Notes beside the graph that say that it was published as it is, and which world is in it.
_PUBLISHED, _WHOLE = "published", "as it is\n"
_WORLD = "world"
# So many new articles are worth consolidating while workers read more, and a fourth of those before: in small steps
# neighbours are read again and again.
_WORTH_A_STEP = 128


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
    interrupted : bool
        Whether it was stopped (Control-C) before all was read. What was read by then is in the graph.
    """

    read: int
    kept: int
    unchanged: int
    skipped: tuple[Rejected, ...]
    events: int
    seconds: float
    interrupted: bool = False


def build(
    inputs: Sequence[str | Path],
    *,
    store: Location,
    model: str | None = None,
    workers: int | None = 1,
    cluster: str | None = None,
    columns: Columns | None = None,
    web: Web | None = None,
    refetch: bool = False,
    progress: Callable[[str], None] | None = None,
) -> BuildReport:
    """Read articles, extract what they claim, store both, and consolidate the events.

    Each article is stored whole or not at all; one that is stored already and has not changed is left alone. A build
    that was interrupted is taken up where it stood by the next one; Control-C ends the reading, and what was read by
    then is consolidated. An article in another language than English is stored, claims nothing, and is reported among
    what was skipped. What came from the web is not fetched again unless `refetch` says so; its stored text is read
    again when the tables or rules have changed.
    """
    began = time.perf_counter()
    now = settings()
    name = model or now.model
    own = Web(private=now.private, pause=now.pause, seconds=now.seconds)
    skipped: list[Rejected] = []
    read_, kept, unchanged, taken_in = 0, 0, 0, 0
    ahead = Ahead(inputs) if progress else None
    with seldom_searched(), Store.open(store, create=True) as graph, nullcontext(web) if web else own as network:
        prepare(graph)
        known, foreign = graph.articles(), _foreign(graph)
        network.stored = lambda id_: queries.article(graph, id_) if id_ in known and not refetch else None

        def pending() -> Iterator[tuple[Article, str]]:
            nonlocal read_, unchanged
            for found in read(inputs, max_bytes=now.max_bytes, columns=columns, web=network, ahead=ahead):
                if isinstance(found, Rejected):
                    skipped.append(found)
                    continue
                read_ += 1
                mark = fingerprint(found, name)
                if known.get(found.id) == mark:
                    unchanged += 1
                    if found.id in foreign:
                        skipped.append(unread(found.id, foreign[found.id]))
                else:
                    yield found, mark

        def meanwhile() -> None:
            nonlocal taken_in
            if kept - taken_in >= max(_WORTH_A_STEP, taken_in // 4):
                _take_in(graph, arrivals.fresh)
                taken_in = kept

        def stored(articles: Iterable[Article]) -> None:
            nonlocal kept
            for article in articles:
                kept += 1
                if not is_read(article):
                    skipped.append(unread(article.id, article.language))
                if progress and ahead:
                    # Others have been read, but wait for their turn.
                    part = (ahead.share or 0) * (kept + unchanged) / read_
                    progress(f"{_so_far(kept, unchanged, part, time.perf_counter() - began)}, the last is {article.id}")

        arrivals, interrupted = Arrivals(graph, known), False
        try:
            for (article, claims), mark in _read_all(pending(), name, workers, cluster, meanwhile):
                if isinstance(claims, Rejected):
                    skipped.append(claims)
                    continue
                try:
                    graph.world_is(world().entities)
                    stored(arrivals.put(article, claims, mark))
                except InputError as error:
                    skipped.append(Rejected.of(error, where=article.id))
        except KeyboardInterrupt:
            interrupted = True
        finally:
            stored(arrivals.flush())
        try:
            events = finish(graph, arrivals.fresh)
        except KeyboardInterrupt:  # the next build finishes it
            interrupted, events = True, graph.count_events()
    return BuildReport(
        read=read_,
        kept=kept,
        unchanged=unchanged,
        skipped=tuple(skipped),
        events=events,
        seconds=time.perf_counter() - began,
        interrupted=interrupted,
    )


def _so_far(kept: int, unchanged: int, part: float, seconds: float) -> str:
    """How many articles, how fast, and how long yet; what has not changed takes no time."""
    done = kept + unchanged
    said = f"{done} articles, {done / seconds:.1f} a second"
    if not part or not kept:
        return said
    return f"{said}, {bar(part)}, {time_left(seconds * (1 - part) / (part * kept / done))}"


def _read_all(
    articles: Iterator[tuple[Article, str]],
    model: str,
    workers: int | None,
    scheduler: str | None,
    meanwhile: Callable[[], None],
) -> Iterator[tuple[Read, str]]:
    if scheduler is None:
        return read_all(articles, model, workers, meanwhile)
    from kg import cluster

    return cluster.read_all(articles, model, scheduler, tables_version)


def finish(graph: Store, fresh: MutableMapping[str, Said] | None = None) -> int:
    """Consolidate what the articles of a store claim, and let readers see it; the number of events.

    Parameters
    ----------
    fresh : mapping of str to Said, optional
        See `consolidate`.
    """
    if not is_current(graph):
        _take_in(graph, fresh)
    if not is_published(graph) or not snapshots.is_any(graph):
        queries.publish(graph)
        graph.mark(_PUBLISHED, _WHOLE)
    return graph.count_events()


def _take_in(graph: Store, fresh: MutableMapping[str, Said] | None) -> None:
    """Consolidate, after a note that readers see something else."""
    graph.mark(_PUBLISHED, "")
    consolidate(graph, fresh)


def is_published(graph: Store) -> bool:
    """Is what readers see said to be what is stored?"""
    return graph.marked(_PUBLISHED) == _WHOLE


def remove(store: Location, *article_ids: str) -> list[str]:
    """Take articles, and what only they claim, out of a store; those that were in it."""
    with Store.open(store) as graph:
        gone = []
        for each in article_ids:
            let_go(graph, each)
            if graph.remove_article(each):
                gone.append(each)
        # Also where nothing went: an earlier removal may have been cut short.
        finish(graph)
    return gone


def _foreign(graph: Store) -> dict[str, str]:
    """The language of every article in the store that is not in English, by its id."""
    rows = graph.select(
        "SELECT ?id ?language { GRAPH ?article { ?article schema:identifier ?id ; schema:inLanguage ?language }"
        ' FILTER(!STRSTARTS(LCASE(?language), "en")) }'
    )
    return {value(row["id"]): value(row["language"]) for row in rows}


def unread(article_id: str, language: str | None) -> Rejected:
    """That an article in another language than English claims nothing."""
    return Rejected(
        article_id,
        f"stored, but not in English ({language}), so nothing is taken from it",
        "give a translation as well",
    )


def prepare(graph: Store) -> None:
    """Put the vocabulary and the world into a store that has not got those of this version."""
    version = digest(EXTRACTOR, tables_version())
    if graph.marked(_WORLD) != version:
        known = world()
        # Other tables may tell of other countries and places, by which claims are compared.
        start_anew(graph)
        graph.put_vocabulary()
        graph.put_world(known.entities.values(), known.offices.every())
        graph.mark(_WORLD, version)


@functools.cache
def tables_version() -> str:
    """A hash of everything in `ontology/`, `seeds/` and the users' layers of the world that extraction reads."""
    total = hashlib.sha256()
    for base in (folder("ontology"), *(folder("seeds") / name for name in ("world", "lexicon", "learnt"))):
        for path in sorted(base.iterdir()):
            if path.is_file():
                total.update(path.name.encode())
                total.update(path.read_bytes())
    total.update(layers.version(layers.installed()).encode())
    return total.hexdigest()[:16]


def fingerprint(article: Article, model: str) -> str:
    """What decides whether an article must be read again: its content, the tables, the code and the model."""
    fields = [str(v) for k, v in sorted(asdict(article).items()) if k != "retrieved"]
    return digest(*fields, EXTRACTOR, tables_version(), model)


def explain(sentence: str, on: date | None = None) -> str:
    """What is found in a sentence, and by which rule, as text for a terminal."""
    from kg.explain import explained

    return explained(sentence, on)
