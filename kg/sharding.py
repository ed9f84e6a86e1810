"""Builds past one machine: many make shards of the articles, one takes the shards into a store."""

from __future__ import annotations

import gzip
import io
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

import pyoxigraph as ox

from kg.consolidation import let_go
from kg.errors import StoreError, UsageError
from kg.location import Location, Server
from kg.model import Article
from kg.namespaces import article_iri, digest
from kg.pipeline import EXTRACTOR, BuildReport, fingerprint, finish, prepare, tables_version, unread
from kg.rdf.identity import waiting_quads
from kg.readers import Rejected, read
from kg.readers.columns import Columns
from kg.readers.web import Web
from kg.settings import load as settings
from kg.shards import Manifest, Shards, chunks, made, name_of
from kg.store import Store
from kg.workers import read_all

# Quads that the engine takes in at once: the more, the less often it puts all in order; what is read of the shards is
# held compressed, at some fifteen bytes for each.
_AT_ONCE = 5_000_000
_GRAPH = -2


def make(
    inputs: Sequence[str | Path],
    *,
    shards: str,
    model: str | None = None,
    workers: int | None = 1,
    cluster: str | None = None,
    columns: Columns | None = None,
    progress: Callable[[str], None] | None = None,
) -> BuildReport:
    """Read articles, extract what they claim, and keep both in shards, for `load`; no store is needed.

    A run that was interrupted goes on where it stood: shards that are there are not made again. At its end it lists its
    shards, which are then those that `load` takes.

    Raises
    ------
    UsageError, StoreError
        The folder is not known, or cannot be written.
    """
    began, now, folder = time.perf_counter(), settings(), Shards(shards)
    name = model or now.model
    skipped: list[Rejected] = []
    listed: list[str] = []
    kept, unchanged, read_ = 0, 0, 0
    there = set(folder.names())

    def articles() -> Iterator[tuple[Article, str]]:
        nonlocal read_
        with Web(private=now.private, pause=now.pause, seconds=now.seconds) as web:
            for found in read(inputs, max_bytes=now.max_bytes, columns=columns, web=web):
                if isinstance(found, Rejected):
                    skipped.append(found)
                    continue
                read_ += 1
                yield found, fingerprint(found, name)

    def missing() -> Iterator[list[tuple[Article, str]]]:
        nonlocal unchanged
        for chunk in chunks(articles()):
            listed.append(name_of(chunk))
            if listed[-1] not in there:
                yield chunk
                continue
            manifest = folder.manifest(listed[-1])
            unchanged += len(manifest.articles)
            skipped.extend(_told(manifest))

    for manifest in _written(missing(), name, folder, workers, cluster):
        kept += len(manifest.articles)
        skipped.extend(_told(manifest))
        if progress:
            rate = kept / (time.perf_counter() - began)
            progress(f"{kept + unchanged} articles, {rate:.1f} a second, in {len(listed)} shards")
    folder.list(listed)
    return BuildReport(
        read=read_,
        kept=kept,
        unchanged=unchanged,
        skipped=tuple(skipped),
        events=0,
        seconds=time.perf_counter() - began,
    )


def load(shards: str, *, store: Location, progress: Callable[[str], None] | None = None) -> BuildReport:
    """Take shards into a store, consolidate, and let readers see it; the graph is that of a build of the same articles.

    Articles that are not in the store come in through the engine's bulk loader; those that are there and have changed
    one by one. What was interrupted goes on with the next `load`.

    Raises
    ------
    UsageError
        There are no shards, their run was not ended, or the store is on a server.
    StoreError
        A shard is damaged, or was made with other tables or rules than are here.
    """
    began, folder, version = time.perf_counter(), Shards(shards), rules_version()
    if isinstance(store, Server):
        raise UsageError(
            "shards are taken into a folder, not into a server",
            where=str(store),
            remedy="name a folder, or build into the server: kg build without --shards",
        )
    manifests = [folder.manifest(name) for name in folder.listed()]
    for manifest in manifests:
        if manifest.version != version:
            raise StoreError(
                "the shards were made with other tables or another version of Aide-mémoire",
                where=shards,
                remedy="make them again: kg build --shards",
            )
    with Store.open(store, create=True) as graph:
        prepare(graph)
        known, kept, group, loaded = graph.articles(), 0, 0, 0
        streams: list[io.BufferedIOBase] = []

        def take_in() -> None:
            if streams:
                graph.load(streams, events=False)
                streams.clear()

        for number, manifest in enumerate(manifests, 1):
            new = manifest.articles.keys() - known.keys()
            changed = {id_ for id_, mark in manifest.articles.items() if id_ in known and known[id_] != mark}
            if new or changed:
                data = folder.data(manifest)
                if new == manifest.articles.keys():
                    streams.append(_plain(data))
                elif new:
                    streams.append(io.BytesIO(b"".join(_of(data, new))))
                for id_ in sorted(changed):
                    _replace(graph, id_, _of(data, {id_}))
                kept += len(new) + len(changed)
                group += manifest.quads if new else 0
                loaded += manifest.quads if new else 0
            if group >= _AT_ONCE:
                take_in()
                group = 0
            if progress:
                progress(f"{number} of {len(manifests)} shards")
        take_in()
        if progress:
            progress("consolidating")
        if loaded >= _AT_ONCE:
            graph.settle()
        events = finish(graph)
    total = sum(len(manifest.articles) for manifest in manifests)
    return BuildReport(
        read=total,
        kept=kept,
        unchanged=total - kept,
        skipped=tuple(chain.from_iterable(map(_told, manifests))),
        events=events,
        seconds=time.perf_counter() - began,
    )


def rules_version() -> str:
    """A hash of the tables and rules by which articles are read; workers must have the same."""
    return digest(EXTRACTOR, tables_version())


def _written(
    todo: Iterator[list[tuple[Article, str]]], model: str, folder: Shards, workers: int | None, scheduler: str | None
) -> Iterator[Manifest]:
    if scheduler is not None:
        from kg import cluster

        yield from cluster.write_all(todo, model, scheduler, rules_version, folder)
        return
    for chunk in todo:
        data, manifest = made(name_of(chunk), read_all(chunk, model, workers), rules_version())
        folder.put(data, manifest)
        yield manifest


def _told(manifest: Manifest) -> Iterator[Rejected]:
    yield from manifest.skipped
    yield from (unread(id_, language) for id_, language in manifest.languages.items())


def _plain(data: bytes) -> io.BufferedIOBase:
    return gzip.GzipFile(fileobj=io.BytesIO(data))


def _of(data: bytes, articles: Iterable[str]) -> Iterator[bytes]:
    """The lines of a shard that are of some of its articles."""
    wanted = {f"<{article_iri(id_)}>".encode() for id_ in articles}
    for line in _plain(data):
        # A literal may hold anything, but before it comes the subject, and behind it the graph.
        if line.rsplit(b" ", 2)[_GRAPH] in wanted or line.split(b" ", 1)[0] in wanted:
            yield line


def _replace(graph: Store, article: str, lines: Iterable[bytes]) -> None:
    node = ox.NamedNode(article_iri(article))
    quads = {q for q in ox.parse(b"".join(lines), format=ox.RdfFormat.N_QUADS) if q.graph_name == node}
    let_go(graph, article)
    graph.replace(node, quads, waiting_quads(article))
