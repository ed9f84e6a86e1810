"""The store as quads: queries, look-ups, and changes that are whole or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import pyoxigraph as ox

from kg.errors import StoreError
from kg.location import Location, folder
from kg.namespaces import PREFIXES
from kg.rdf import Node
from kg.rdf import terms as t
from kg.store import touched
from kg.store.failures import told
from kg.store.files import ENGINE, mark
from kg.store.patterns import Pattern
from kg.store.streams import Joined, Readable

if TYPE_CHECKING:
    from kg.store.remote.engine import Remote

# Above this many new quads the engine writes files of its own, four times faster than one transaction in memory and
# with half the memory. It takes files in by the million quads: beyond that a kill may leave a part, and putting the
# graph again completes it.
_BULK = 100_000
# The same where two steps will do: files of fewer quads are not worth their number.
_MANY = 5_000
# After so many quads put in by transactions what the engine holds of them is written out. By itself it does so after
# some millions, and holds more than a gigabyte by then.
_HELD = 100_000


class QuadStore:
    """A graph on disk; a context manager.

    Attributes
    ----------
    location : Path or Server
        The folder; of a `kg.store.remote.RemoteStore` the server.
    read_only : bool
    changes : int
        Writes since the store was opened. What is cached of the store is stale when it moves.
    """

    def __init__(self, location: Location, engine: ox.Store | Remote, *, read_only: bool) -> None:
        self.location = location
        self.read_only = read_only
        self.changes = 0
        self._engine: ox.Store | Remote | None = engine
        self._put_in = 0

    def close(self) -> None:
        """Let go of the files; the engine frees them once no result is in use."""
        self._engine = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """The folder.

        Raises
        ------
        UsageError
            If the store is on a server.
        """
        return folder(self.location)

    @property
    def engine(self) -> ox.Store | Remote:
        """The engine itself.

        Raises
        ------
        StoreError
            If the store is closed.
        """
        if self._engine is None:
            raise StoreError("the store is closed", where=str(self.location), remedy="open it again")
        return self._engine

    @property
    def _embedded(self) -> ox.Store:
        """The engine over files of this machine, which is what all writing here is for."""
        engine = self.engine
        assert isinstance(engine, ox.Store)
        return engine

    def snapshot(self, target: Path) -> None:
        """A store in a new folder as it is now, which readers can open while this one is written to.

        On the same file system the files are linked, not copied.

        Raises
        ------
        StoreError
            If the folder exists, or the disk does not let it.
        """
        if target.exists():
            raise StoreError("the folder exists", where=str(target), remedy="name another folder")
        mark(target)
        with told(target):
            self._embedded.backup(target / ENGINE)

    def query(
        self,
        sparql: str,
        *,
        default_graph: Sequence[ox.NamedNode] | None = None,
        named_graphs: Sequence[ox.NamedNode] | None = None,
        union: bool = True,
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Run a query of the project's own; for queries from outside see `kg.sparql`.

        Use up the result on the thread that asked: the engine ends the process otherwise.

        Parameters
        ----------
        default_graph, named_graphs : sequence of NamedNode, optional
            The dataset to query, instead of the union of all graphs.
        union : bool
            Without a dataset, query the union of all graphs. False leaves the dataset to the query's own FROM.

        Raises
        ------
        SyntaxError
            If the query is malformed.
        """
        chosen = default_graph is not None or named_graphs is not None
        return self.engine.query(
            sparql,
            prefixes=dict(PREFIXES),
            use_default_graph_as_union=union and not chosen,
            default_graph=list(default_graph or ()) if chosen else None,
            named_graphs=list(named_graphs or ()) if chosen else None,
        )

    def update(self, sparql: str, *, prefixes: Mapping[str, str] | None = None, base: str | None = None) -> None:
        """Run a SPARQL update: one request is one transaction, whatever the number of its operations.

        Raises
        ------
        SyntaxError
            If it is malformed.
        StoreError
            If the store is open for reading only, or its files cannot be written.
        """
        self._need_writable()
        touched.add_any(self.path)
        self._update(sparql, prefixes, base)

    def _update(self, sparql: str, prefixes: Mapping[str, str] | None = None, base: str | None = None) -> None:
        self._need_writable()
        self.changes += 1
        with told(self.path):
            self._embedded.update(sparql, prefixes=dict(prefixes or {}), base_iri=base)

    @property
    def is_far(self) -> bool:
        """Whether a look-up is a journey, so that many should go together."""
        return False

    def foresee(self, patterns: Iterable[Pattern]) -> None:
        """Say which look-ups come next. The files of this machine answer each when it comes."""

    def has_graph(self, iri: str) -> bool:
        """Whether a graph of this name holds anything."""
        try:
            name = ox.NamedNode(iri)
        except ValueError:  # not an IRI, so nothing has it
            return False
        return next(self.engine.quads_for_pattern(None, None, None, name), None) is not None

    def select(self, sparql: str) -> ox.QuerySolutions:
        """The rows of a SELECT of the project's own."""
        result = self.query(sparql)
        assert isinstance(result, ox.QuerySolutions)
        return result

    def node(self, subject: ox.NamedNode, graph: ox.NamedNode | None = None) -> Node:
        """The properties of a subject, in one graph or all."""
        properties: dict[ox.NamedNode, list[t.Object]] = {}
        for quad in self.engine.quads_for_pattern(subject, None, None, graph):
            properties.setdefault(quad.predicate, []).append(quad.object)
        return properties

    def exists(self, iri: str, predicate: ox.NamedNode | None = None, graph: ox.NamedNode | None = None) -> bool:
        """Whether anything at all, or in this property or graph, is said of a subject."""
        try:
            subject = ox.NamedNode(iri)
        except ValueError:  # not an IRI, so nothing has it
            return False
        return next(self.engine.quads_for_pattern(subject, predicate, None, graph), None) is not None

    def quads_in(self, graphs: Iterable[ox.NamedNode]) -> Iterator[ox.Quad]:
        """The quads of several graphs, one graph after the other."""
        return (quad for graph in graphs for quad in self.engine.quads_for_pattern(None, None, None, graph))

    def digest(self) -> str:
        """A hash of everything in the store, the same for equal stores however they were built."""
        lines = (self.engine.dump(format=ox.RdfFormat.N_QUADS) or b"").split(b"\n")
        return hashlib.sha256(b"\n".join(sorted(lines))).hexdigest()

    def dump(self, format: ox.RdfFormat = ox.RdfFormat.N_QUADS, graph: str | None = None) -> bytes:
        """Everything, or one graph, in a format of RDF.

        Formats without named graphs (Turtle, N-Triples, RDF/XML) get all graphs as one.
        """
        name = ox.NamedNode(graph) if graph else None
        if name is None and not format.supports_datasets:
            triples = sorted({quad.triple for quad in self.engine}, key=str)
            return ox.serialize(triples, format=format, prefixes=dict(PREFIXES)) or b""
        return self.engine.dump(format=format, from_graph=name, prefixes=dict(PREFIXES)) or b""

    def replace(self, graph: ox.NamedNode, quads: set[ox.Quad], beside: Iterable[ox.Quad] = ()) -> None:
        """Make a graph hold just these quads, in one transaction that touches only what differs.

        Parameters
        ----------
        beside : iterable of Quad
            Quads of other graphs, put in by the same transaction.

        Raises
        ------
        StoreError
            If the store is open for reading only.
        """
        gone = []
        for quad in self.engine.quads_for_pattern(None, None, None, graph):
            if quad in quads:
                quads.discard(quad)
            else:
                gone.append(quad)
        self.exchange(gone, quads.union(beside))

    def exchange(self, gone: Collection[ox.Quad], come: Collection[ox.Quad]) -> None:
        """Take quads out and put others in, in one transaction.

        Raises
        ------
        StoreError
            If the store is open for reading only, or its files cannot be written.
        """
        self._need_writable()
        touched.add(self.path, chain(gone, come))
        if gone:
            self._update(
                " ;\n".join(_data(verb, quads) for verb, quads in (("DELETE", gone), ("INSERT", come)) if quads)
            )
            self._write_out(len(gone) + len(come))
            return
        self.changes += 1
        with told(self.path):
            if len(come) > _BULK:
                self._embedded.bulk_extend(come)
            elif come:
                self._embedded.extend(come)
        self._write_out(len(come))

    def _write_out(self, put_in: int) -> None:
        """Have the engine let go of what it holds of changes once it is much; that these last is sure without it."""
        self._put_in += put_in
        if self._put_in > _HELD:
            with told(self.path):
                self._embedded.flush()
            self._put_in = 0

    def exchange_many(self, gone: Collection[ox.Quad], come: Collection[ox.Quad], *, events: bool = True) -> None:
        """Put many quads in and then take others out: the same as `exchange`, but in two steps.

        The engine takes new quads in as sorted files, which costs a tenth of a transaction, and no more in a large
        store than in a small one. Who is ended between the two steps leaves all that was to come, and what was to go as
        well; call it only where that is seen and put right the next time.

        Parameters
        ----------
        events : bool
            Whether some of it may be of the events' graph.

        Raises
        ------
        StoreError
            If the store is open for reading only, or its files cannot be written.
        """
        if len(come) < _MANY:
            self.exchange(gone, come)
            return
        self._need_writable()
        if events:
            touched.add(self.path, chain(gone, come))
        self.changes += 1
        with told(self.path):
            self._embedded.bulk_extend(come)
        if gone:
            self.exchange(gone, ())

    def load(self, streams: Iterable[Readable], *, events: bool = True) -> None:
        """Take in streams of N-Quads through the engine's bulk loader, all of them or, where it is ended, nothing.

        What is there already stays once. The more comes at once the better: each load is put in order with what is
        there, but the engine keeps only a part of it in memory.

        Parameters
        ----------
        events : bool
            Whether some of it may be of the events' graph.

        Raises
        ------
        StoreError
            If the store is open for reading only, its files cannot be written, or a stream is no N-Quads.
        """
        self._need_writable()
        if events:
            touched.add_any(self.path)
        self.changes += 1
        with told(self.path):
            try:
                self._embedded.bulk_load(Joined(streams), ox.RdfFormat.N_QUADS, lenient=True)  # type: ignore[arg-type]
            except (SyntaxError, ValueError) as error:
                raise StoreError(
                    f"these are no N-Quads: {error}", where=str(self.path), remedy="make them again"
                ) from error

    def whole(self) -> AbstractContextManager[None]:
        """Within this, changes belong together; a store that can tell so has them mended if they are cut short."""
        return nullcontext()

    def settle(self) -> None:
        """Put all files in order after large loads, so that a look-up reads one of them and not one of each load.

        A server sees to its files itself.

        Raises
        ------
        StoreError
            If the store is open for reading only, or its files cannot be written.
        """
        self._need_writable()
        if isinstance(self.engine, ox.Store):
            with told(self.path):
                self.engine.optimize()

    def remove(self, graph: ox.NamedNode, beside: Iterable[ox.Quad] = ()) -> None:
        """Take a whole graph out, and put quads into others, in one transaction.

        Raises
        ------
        StoreError
            If the store is open for reading only.
        """
        touched.add(self.path, self.engine.quads_for_pattern(None, None, None, graph))
        self._update(f"DROP SILENT GRAPH {graph} ;\n{_data('INSERT', beside)}")

    def _need_writable(self) -> None:
        if self.read_only:
            raise StoreError(
                "the store is open for reading only", where=str(self.location), remedy="open it for writing"
            )


def _data(verb: str, quads: Iterable[ox.Quad]) -> str:
    # Sorted, for the engine keeps what it writes sorted: at random places it takes twice as long, and more as it grows.
    lines = sorted(f"GRAPH {q.graph_name} {{ {q.subject} {q.predicate} {q.object} }}" for q in quads)
    return f"{verb} DATA {{\n" + "\n".join(lines) + "\n}"
