"""A graph taken to another place: from a folder to a server, back, or from one to another of its kind.

What is there already stays: a second copy takes over what has changed since, article by article.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

import pyoxigraph as ox

from kg.errors import BusyError, StoreError, UsageError
from kg.location import Location, Server
from kg.namespaces import article_iri
from kg.rdf import terms as t
from kg.store import snapshots
from kg.store.store import Store

T = TypeVar("T")

# All that are no article's, in the order in which they are copied; the first two follow from the tables.
_GRAPHS = (t.VOCABULARY, t.WORLD, t.CORRECTIONS, t.IDENTITY, t.EVENTS)
_NOTES = ("world", "published")
# As many articles are read and written at once as have some thousands of quads.
_ARTICLES_AT_ONCE = 100
_QUADS_AT_ONCE = 100_000


def copy(source: Location, target: Location, progress: Callable[[str], None] | None = None) -> dict[str, int]:
    """Make the graph at one place that of another; how much is in it.

    Parameters
    ----------
    progress : callable, optional
        Told in a line how far the copy is.

    Raises
    ------
    StoreError
        If one of them cannot be opened, the target cannot be written to, or a server from which it comes is being
        written to.
    """
    if str(source) == str(target):
        raise UsageError("the graph is there already", where=str(target), remedy="name another place")
    with _opened(source) as given, Store.open(target, create=True) as taken:
        transfer(given, taken, progress)
        return taken.counts()


def _opened(source: Location) -> Store:
    """The store itself, whose notes say what is in it; of one that is written to, what was published last."""
    if isinstance(source, Server):
        return Store.open(source, read_only=True)
    try:
        return Store.open(source)
    except StoreError:
        return snapshots.open_newest(source)


def transfer(source: Store, target: Store, progress: Callable[[str], None] | None = None) -> None:
    """Make the graph of one store that of another, and let its readers see it.

    Whoever is ended meanwhile leaves a store whose events are made anew by the next build, and a copy begun again
    goes on.
    """
    say, before = progress or (lambda _: None), source.steady_state()
    with target.whole():
        target.mark("published", "")
        _articles(source, target, say)
        same_world = bool(target.marked("world")) and target.marked("world") == source.marked("world")
        for graph in _GRAPHS[2:] if same_world else _GRAPHS:
            say(f"{graph.value}")
            _graph(source, target, graph)
        if source.steady_state() != before:
            raise BusyError("the graph changed meanwhile", where=str(source.location), remedy="copy it again")
        for name in _NOTES:
            target.mark(name, source.marked(name))
    snapshots.publish(target)


def _articles(source: Store, target: Store, say: Callable[[str], None]) -> None:
    wanted, there = source.articles(), target.articles()
    # Nothing may say of an article half copied that events rest on it.
    changed = [id_ for id_, mark in wanted.items() if there.get(id_) != mark]
    gone = [id_ for id_ in there if wanted.get(id_) != there[id_]]
    if changed or gone:
        target.exchange(list(target.engine.quads_for_pattern(t.IDENTITY, t.CONSOLIDATED, None, t.IDENTITY)), ())
    for graph in _graphs(gone):
        target.remove(graph)
    done = 0
    for some in _parts(changed, _ARTICLES_AT_ONCE):
        target.exchange_many((), list(source.quads_in(_graphs(some))))
        done += len(some)
        say(f"{done} of {len(changed)} articles")


def _graph(source: Store, target: Store, graph: ox.NamedNode) -> None:
    if target.has_graph(graph.value):
        target.replace(graph, set(source.engine.quads_for_pattern(None, None, None, graph)))
        return
    for some in _parts(source.engine.quads_for_pattern(None, None, None, graph), _QUADS_AT_ONCE):
        target.exchange_many((), some)


def _graphs(articles: Iterable[str]) -> list[ox.NamedNode]:
    return [ox.NamedNode(article_iri(id_)) for id_ in articles]


def _parts(whole: Iterable[T], at_once: int) -> Iterator[list[T]]:
    rest = iter(whole)
    while some := list(islice(rest, at_once)):
        yield some
