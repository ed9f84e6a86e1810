"""A server that is spoken to as the embedded engine is."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any

import httpx2
import pyoxigraph as ox

from kg.errors import StoreError
from kg.namespaces import BASE
from kg.rdf.nodes import value
from kg.store.patterns import Pattern, within
from kg.store.remote import statements
from kg.store.remote.endpoint import TABLE, TRIPLES, TRUTH, Dataset, Endpoint
from kg.store.remote.foreseen import Foreseen
from kg.store.remote.literals import canonical, canonical_table

LEDGER = ox.NamedNode(f"{BASE}graph/ledger")
"""The graph with what the program notes of a store on a server; nobody's statements about the world."""

_PAGE = 10_000
# Graphs that one query reads.
_GRAPHS_AT_ONCE = 100
_EVERYTHING = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


class Remote:
    """The part of `pyoxigraph.Store` that the project uses, over HTTP.

    Only graphs of the project are seen: others on the same server are others' business.
    """

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        self._foreseen = Foreseen()

    def query(
        self,
        query: str,
        *,
        prefixes: Mapping[str, str] | None = None,
        use_default_graph_as_union: bool = False,
        default_graph: Sequence[ox.NamedNode] | None = None,
        named_graphs: Sequence[ox.NamedNode] | None = None,
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Run a query on the server.

        Raises
        ------
        SyntaxError
            If it is malformed.
        StoreError
            If the server cannot be reached, refuses, or gives no whole answer.
        """
        # The engine's own parser says what is malformed and where, and what kind of answer there will be.
        kind = ox.Store().query(query, prefixes=dict(prefixes or {}))
        dataset = {
            "union-default-graph": [""] if use_default_graph_as_union else [],
            "default-graph-uri": [graph.value for graph in default_graph or ()],
            "named-graph-uri": [graph.value for graph in named_graphs or ()],
        }
        text = statements.with_prefixes(query, prefixes or {})
        if isinstance(kind, ox.QueryBoolean):
            return ox.parse_query_results(self.endpoint.ask(text, TRUTH, dataset).content, ox.QueryResultsFormat.XML)
        if isinstance(kind, ox.QueryTriples):
            return self._triples(self.endpoint.ask(text, TRIPLES, dataset).content)
        return self._table(text, [variable.value for variable in kind.variables], dataset)

    def _table(self, text: str, columns: Sequence[str], dataset: Dataset) -> ox.QuerySolutions:
        answer = self.endpoint.ask(text, TABLE, dataset)
        table = answer.content
        if _is_capped(answer):
            table = self._all_pages(text, columns, dataset)
        if not self.endpoint.traits.exact:
            table = canonical_table(table)
        rows = ox.parse_query_results(table, ox.QueryResultsFormat.JSON)
        assert isinstance(rows, ox.QuerySolutions)
        return rows

    def _all_pages(self, text: str, columns: Sequence[str], dataset: Dataset) -> bytes:
        """The whole of a table of which the server gives no more than a page, in whatever order.

        That no row comes twice and none is left out is made sure of, for servers do not promise it.
        """
        how_many, asked = statements.paged(text, columns)
        number = int(_bindings(self.endpoint.ask(how_many, TABLE, dataset))[0]["n"]["value"])
        rows: dict[str, Any] = {}
        for offset in range(0, number, _PAGE):
            page = _bindings(self.endpoint.ask(f"{asked} LIMIT {_PAGE} OFFSET {offset}", TABLE, dataset))
            rows.update((json.dumps(row, sort_keys=True), row) for row in page)
        if len(rows) != number:
            raise _too_few(self.endpoint, f"{number}, but {len(rows)}")
        return json.dumps({"head": {"vars": list(columns)}, "results": {"bindings": list(rows.values())}}).encode()

    def _triples(self, body: bytes) -> ox.QueryTriples:
        """Triples as the embedded engine gives them."""
        held = ox.Store()
        read = ox.parse(io.BytesIO(body), format=ox.RdfFormat.N_TRIPLES)
        held.extend(quad if self.endpoint.traits.exact else canonical(quad) for quad in read)
        found = held.query(_EVERYTHING)
        assert isinstance(found, ox.QueryTriples)
        return found

    def update(self, update: str, *, base_iri: str | None = None, prefixes: Mapping[str, str] | None = None) -> None:
        """Run an update on the server, by one request."""
        base = f"BASE <{base_iri}>\n" if base_iri else ""
        self.endpoint.tell(base + statements.with_prefixes(update, prefixes or {}))

    def quads_for_pattern(
        self,
        subject: ox.NamedNode | ox.BlankNode | ox.Triple | None,
        predicate: ox.NamedNode | None,
        object: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None,
        graph_name: ox.NamedNode | None = None,
    ) -> Iterator[ox.Quad]:
        """The quads of a pattern; None stands for anything."""
        given = (subject, predicate, object, graph_name)
        if given in self._foreseen:
            return self._foreseen.find(given)
        answer, shared = self._asked([given])
        found = self._by_subjects(given) if _is_capped(answer) and subject is None else self._quads(answer, shared)
        return (quad for quad in found if quad.graph_name != LEDGER or graph_name == LEDGER)

    def foresee(self, patterns: Iterable[Pattern]) -> None:
        """Ask for the quads of many patterns at once, for the look-ups that come; they are held until `forget`."""
        traits = self.endpoint.traits
        wanted = (each for each in patterns if each not in self._foreseen)
        for some in statements.alike(wanted, traits.asked_at_once):
            self._ask_for(some)

    def forget(self) -> None:
        """What was asked for in advance may not be so any more."""
        self._foreseen.forget()

    def _ask_for(self, patterns: Sequence[Pattern]) -> None:
        answer, shared = self._asked(patterns)
        if not _is_capped(answer):
            found = self._quads(answer, shared)
            self._foreseen.keep(patterns, (quad for quad in found if quad.graph_name != LEDGER))
        elif len(patterns) > 1:  # a single one is looked up when its turn comes
            half = len(patterns) // 2
            self._ask_for(patterns[:half])
            self._ask_for(patterns[half:])

    def _asked(self, patterns: Sequence[Pattern]) -> tuple[httpx2.Response, Pattern]:
        text, shared = statements.asked(patterns, exact=self.endpoint.traits.exact)
        return self.endpoint.ask(text), shared

    def _quads(self, answer: httpx2.Response, given: Pattern) -> Iterator[ox.Quad]:
        rows = ox.parse_query_results(answer.content, ox.QueryResultsFormat.JSON)
        assert isinstance(rows, ox.QuerySolutions)
        found = statements.quads(rows, [variable.value for variable in rows.variables], given)
        return found if self.endpoint.traits.exact else map(canonical, found)

    def _by_subjects(self, given: Pattern) -> Iterator[ox.Quad]:
        """The quads of a pattern that are more than a page: of some subjects at a time.

        Virtuoso gives no later page of a table with certain literals in it.
        """
        _, predicate, object_, graph = given
        subjects = (row[0] for row in self._table(statements.subjects(given), ["subject"], {}))
        patterns: Iterator[Pattern] = ((s, predicate, object_, graph) for s in subjects)
        while some := list(islice(patterns, self.endpoint.traits.asked_at_once)):
            answer, shared = self._asked(some)
            if _is_capped(answer):
                raise _too_few(self.endpoint, "as many as some subjects have")
            yield from self._quads(answer, shared)

    def named_graphs(self) -> Iterator[ox.NamedNode]:
        """The names of the graphs that hold anything."""
        rows = self._table(
            f'SELECT DISTINCT ?graph {{ GRAPH ?graph {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?graph), "{BASE}")) }}',
            ["graph"],
            {},
        )
        found = (row[0] for row in rows)
        return (graph for graph in found if isinstance(graph, ox.NamedNode) and graph != LEDGER)

    def contains_named_graph(self, graph_name: ox.NamedNode) -> bool:
        """Whether a graph holds anything."""
        # Virtuoso says yes to ASK where there is nothing.
        return any(True for _ in self._table(f"SELECT ?s {{ GRAPH {graph_name} {{ ?s ?p ?o }} }} LIMIT 1", ["s"], {}))

    def __len__(self) -> int:
        rows = self._table(
            "SELECT (COUNT(*) AS ?n) { GRAPH ?graph { ?s ?p ?o }"
            f' FILTER(STRSTARTS(STR(?graph), "{BASE}") && ?graph != {LEDGER}) }}',
            ["n"],
            {},
        )
        return int(value(next(rows)[0]))

    def __iter__(self) -> Iterator[ox.Quad]:
        return self.quads_in(sorted(self.named_graphs(), key=str))

    def quads_in(self, graphs: Iterable[ox.NamedNode]) -> Iterator[ox.Quad]:
        """The quads of several graphs, many of them by one query."""
        if not self.endpoint.traits.exact:
            yield from chain.from_iterable(self.quads_for_pattern(None, None, None, graph) for graph in graphs)
            return
        rest = iter(graphs)
        while some := list(islice(rest, _GRAPHS_AT_ONCE)):
            yield from self._quads(*self._asked([within(graph.value) for graph in some]))

    def dump(
        self,
        output: None = None,
        format: ox.RdfFormat | None = None,
        *,
        from_graph: ox.NamedNode | None = None,
        prefixes: Mapping[str, str] | None = None,
    ) -> bytes | None:
        """Everything, or one graph, in a format of RDF."""
        known = dict(prefixes or {})
        if from_graph is None:
            return ox.serialize(self, format=format, prefixes=known)
        triples = (quad.triple for quad in self.quads_for_pattern(None, None, None, from_graph))
        return ox.serialize(triples, format=format, prefixes=known)


def _too_few(endpoint: Endpoint, what: str) -> StoreError:
    return StoreError(
        f"the server does not give all rows: not {what}",
        where=str(endpoint.server),
        remedy="raise the number of rows that it gives at a time (ResultSetMaxRows in virtuoso.ini)",
    )


def _bindings(answer: httpx2.Response) -> list[Any]:
    found: list[Any] = json.loads(answer.content)["results"]["bindings"]
    return found


def _is_capped(answer: httpx2.Response) -> bool:
    """Virtuoso says so where it gives fewer rows than there are."""
    return "x-sparql-maxrows" in answer.headers
