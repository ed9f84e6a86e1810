"""The project's graph on a SPARQL server."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError
from kg.location import Server
from kg.rdf import terms as t
from kg.settings import load
from kg.store.patterns import Pattern
from kg.store.remote import statements
from kg.store.remote.endpoint import Endpoint
from kg.store.remote.engine import LEDGER, Remote
from kg.store.remote.ledger import STATE, Ledger
from kg.store.store import Store


class RemoteStore(Store):
    """A store on a server. Get one from `Store.open`.

    There are no snapshots: whoever reads sees what is written meanwhile. A change that the server takes by one request
    is whole or not at all; one of several is noted in the ledger first, and what of it was cut short is mended by the
    next process that opens the store for writing.
    """

    def __init__(self, server: Server, engine: Remote, ledger: Ledger, *, read_only: bool) -> None:
        super().__init__(server, engine, read_only=read_only)
        self._remote, self._ledger = engine, ledger

    @classmethod
    def at(cls, server: Server, *, create: bool, read_only: bool) -> RemoteStore:
        """Open the store on a server; see `Store.open`.

        Raises
        ------
        StoreError
            If the server cannot be used, there is no store, or another process writes to it.
        """
        engine = Remote(Endpoint(server, load()))
        ledger = Ledger(engine)
        try:
            there = ledger.is_there
            if not there and (read_only or not create):
                raise StoreError(
                    "there is no store", where=str(server), remedy=f"build one: kg build INPUT --store {server}"
                )
            store = cls(server, engine, ledger, read_only=read_only)
            if read_only:
                _must_show_all(engine)
                return store
            ledger.claim()
            if not there:
                ledger.begin()
            _must_show_all(engine)
            store._mend()
        except BaseException:
            engine.endpoint.close()
            raise
        return store

    def close(self) -> None:
        """Let others write, and close all connections."""
        if self._engine is not None and not self.read_only:
            self._ledger.release()
        if self._engine is not None:
            self._remote.endpoint.close()
        super().close()

    # What a folder has files for -----------------------------------------------------------------

    def marked(self, name: str) -> str:
        """What the ledger says."""
        return self._ledger.read(name)

    def mark(self, name: str, value: str) -> None:
        """Note it in the ledger."""
        self._need_writable()
        self._ledger.write(name, value)

    @property
    def answers_alike(self) -> bool:
        """Whether the server gives literals, and answers queries, as the embedded engine would."""
        return self._remote.endpoint.traits.exact

    def steady_state(self) -> str:
        """What stands for all that was written when it last belonged together.

        Raises
        ------
        BusyError
            If somebody writes.
        StoreError
            If a change was cut short.
        """
        if self.read_only:
            self._ledger.refuse_others()
        if self._ledger.is_unfinished:
            raise StoreError(
                "what was written last is not whole", where=str(self.location), remedy="build again: kg build"
            )
        return self._ledger.read(STATE)

    def publish(self) -> None:
        """Say that what was written belongs together."""
        self.mark(STATE, secrets.token_hex(8))

    def snapshot(self, target: Path) -> None:
        """There is none of a server.

        Raises
        ------
        StoreError
            Always.
        """
        raise StoreError(
            "a server gives no snapshot", where=str(self.location), remedy="write the graph: kg export nquads"
        )

    # Look-ups ------------------------------------------------------------------------------------

    @property
    def is_far(self) -> bool:
        """Each look-up is a request."""
        return True

    def foresee(self, patterns: Iterable[Pattern]) -> None:
        """Ask for what comes by one request for all that ask for the same; it is held until the next change."""
        if not self.read_only:  # while this one writes, nobody else does
            self._remote.foresee(patterns)

    # Changes -------------------------------------------------------------------------------------

    def update(self, sparql: str, *, prefixes: Mapping[str, str] | None = None, base: str | None = None) -> None:
        """Run a SPARQL update; not every server does one of several operations as a whole."""
        self._before_change()
        with self._unfinished(not self._remote.endpoint.traits.exact):
            self._remote.update(sparql, prefixes=prefixes, base_iri=base)

    def exchange(self, gone: Collection[ox.Quad], come: Collection[ox.Quad]) -> None:
        """Take quads out and put others in."""
        self._before_change()
        at_once = self._remote.endpoint.traits.at_once
        with self._unfinished(len(gone) + len(come) > at_once):
            for text in statements.changes(gone, come, at_once):
                self._remote.endpoint.tell(text)

    def exchange_many(self, gone: Collection[ox.Quad], come: Collection[ox.Quad], *, events: bool = True) -> None:
        """The same as `exchange`."""
        self.exchange(gone, come)

    def remove(self, graph: ox.NamedNode, beside: Iterable[ox.Quad] = ()) -> None:
        """Take a whole graph out, and put quads into others."""
        self.exchange(list(self._remote.quads_for_pattern(None, None, None, graph)), list(beside))

    def has_graph(self, iri: str) -> bool:
        """Whether a graph of this name holds anything."""
        try:
            return self._remote.contains_named_graph(ox.NamedNode(iri))
        except ValueError:  # not an IRI, so nothing has it
            return False

    def quads_in(self, graphs: Iterable[ox.NamedNode]) -> Iterator[ox.Quad]:
        """The quads of several graphs, many of them by one query."""
        return self._remote.quads_in(graphs)

    def whole(self) -> AbstractContextManager[None]:
        """Within this, changes belong together: who ends before the end leaves them to be mended."""
        return self._unfinished(True)

    def _before_change(self) -> None:
        self._need_writable()
        self._ledger.must_be_mine()
        self._remote.forget()
        self.changes += 1

    @contextmanager
    def _unfinished(self, several: bool) -> Iterator[None]:
        """Within this a change is made by several requests, if it is."""
        if not several or self._ledger.is_unfinished:
            yield
            return
        self._ledger.set_unfinished(True)
        yield
        self._ledger.set_unfinished(False)

    def _mend(self) -> None:
        """Take out what a change has left that was cut short.

        Articles whose mark is missing are not whole. What is made of articles is made anew: the events by the next who
        consolidates, the world and the vocabulary by the next build.
        """
        if not self._ledger.is_unfinished:
            return
        torn = self.select(
            "SELECT DISTINCT ?article { GRAPH ?article { ?claim ?property ?value }"
            ' FILTER(STRSTARTS(STR(?article), "https://w3id.org/aide-memoire/article/"))'
            " FILTER NOT EXISTS { GRAPH ?article { ?article kg:fingerprint ?mark } } }"
        )
        for row in list(torn):
            assert isinstance(row[0], ox.NamedNode)
            self._remote.endpoint.tell(f"DROP SILENT GRAPH {row[0]}")
        rules = list(self._remote.quads_for_pattern(t.IDENTITY, t.CONSOLIDATED, None, t.IDENTITY))
        self.exchange(rules, ())
        self._ledger.write("world", "")
        self._ledger.set_unfinished(False)


def _must_show_all(engine: Remote) -> None:
    """A query that names no graph must find what stands in any.

    Raises
    ------
    StoreError
        If it does not.
    """
    found = engine.query(f"SELECT ?value {{ {LEDGER} ?property ?value }} LIMIT 1", use_default_graph_as_union=True)
    assert isinstance(found, ox.QuerySolutions)
    if not any(True for _ in found):
        raise StoreError(
            "the server's default graph is not the union of its named graphs",
            where=str(engine.endpoint.server),
            remedy="set it so (unionDefaultGraph in Fuseki, --union-default-graph in Oxigraph)",
        )
