"""The graph as a Python object: build or open one, ask it, list it, take it elsewhere."""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, BinaryIO

from kg import queries
from kg.errors import UsageError
from kg.export import FORMATS, EventTable
from kg.export.network import Colour, View
from kg.export.network import network as network_of
from kg.export.page import NetworkPage
from kg.export.rdf import write_rdf
from kg.location import Server, location
from kg.namespaces import WORLD_GRAPH, entity_iri
from kg.queries import Filter
from kg.relations import OCCURRED
from kg.relations import mediators as mediators_of
from kg.relations import participation as participation_of
from kg.relations import relations as relations_of
from kg.relations import who_called_whom as calls_of
from kg.settings import load
from kg.sparql import GRAPHS
from kg.sparql.plain import plain
from kg.store import Store, snapshots

if TYPE_CHECKING:
    import networkx as nx

    from kg.model import Article, Claim, Entity, Event, Status, Term
    from kg.pipeline import BuildReport
    from kg.queries import Told
    from kg.questions import Answer
    from kg.relations import Rows
    from kg.relations.calls import Call
    from kg.relations.standing import Mediator

_FILTERS = tuple(f.name for f in fields(Filter))
_ARTICLES = """
SELECT ?id ?title ?published ?source (COUNT(?claim) AS ?claims) {
  { SELECT ?article ?id { ?article a schema:NewsArticle ; schema:identifier ?id } }
  OPTIONAL { ?article schema:headline ?title }
  OPTIONAL { ?article schema:datePublished ?published }
  OPTIONAL { ?article kg:source ?source }
  OPTIONAL { ?claim prov:wasQuotedFrom ?article }
} GROUP BY ?id ?title ?published ?source ORDER BY ?id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An article in a list: what is known of it, without its text.

    Parameters
    ----------
    published : str, optional
        ISO day.
    claims : int
        How many claims it makes.
    """

    id: str
    title: str | None
    published: str | None
    source: str | None
    claims: int


def open(path: str | Path | Server | None = None) -> Graph:
    """Open the graph in a folder, as the last build left it, or on a SPARQL server.

    Parameters
    ----------
    path : str or Path, optional
        The store's folder, or the address of a server; by default ``KG_STORE``, else ``kg-store``.

    Raises
    ------
    StoreError
        If there is no store, or its first build is still going on.
    """
    return Graph(snapshots.open_newest(location(path) if path is not None else load().store))


def build(
    inputs: str | Path | Sequence[str | Path],
    store: str | Path | Server | None = None,
    *,
    model: str | None = None,
    workers: int | None = 1,
    columns: Mapping[str, str] | None = None,
    progress: Callable[[str], None] | None = None,
) -> Graph:
    """Read articles into a store, a new one or one that is there, and open it.

    Parameters
    ----------
    inputs : path or sequence of paths
        Files, folders, patterns, addresses of pages and feeds, or ``-`` for standard input.
    store : str or Path, optional
        The store's folder, or the address of a SPARQL server; by default ``KG_STORE``, else ``kg-store``.
    model : str, optional
        spaCy model; by default ``KG_MODEL``, else the packaged one.
    workers : int or None
        How many processes extract; None for as many as the machine has room for, where there is much to read.
    columns : mapping of str to str, optional
        Field of an article to the column that holds it: ``{"text": "body"}``.
    progress : callable, optional
        Told in a line how far the build is.

    Returns
    -------
    Graph
        Its `report` says what was read, kept and skipped.

    Raises
    ------
    StoreError
        If the folder holds something else, or another process writes to the store.
    """
    from kg import pipeline

    path = location(store) if store is not None else load().store
    given = [inputs] if isinstance(inputs, str | Path) else list(inputs)
    report = pipeline.build(given, store=path, model=model, workers=workers, columns=columns, progress=progress)
    return Graph(snapshots.open_newest(path), report=report)


class Graph:
    """A graph to read; get one from `kg.open` or `kg.build`. It is a context manager.

    It stays as it was opened: what later builds write is in a graph opened later.

    Parameters
    ----------
    store : Store
    report : BuildReport, optional
        Of the build that made it.
    """

    def __init__(self, store: Store, *, report: BuildReport | None = None) -> None:
        self.store = store
        self.report = report

    # Questions --------------------------------------------------------------------------------

    def ask(self, question: str) -> Answer:
        """Answer a question in English.

        A question that is not understood raises nothing: the answer says so and suggests others.
        """
        from kg.questions import answer as answer_to

        return answer_to(question, self.store)

    def sparql(self, query: str) -> Any:
        """Run a SPARQL 1.1 query.

        Returns
        -------
        list of dict, or bool
            SELECT: a row as {variable: str, int, float, bool or None}, dates as ISO text. ASK: True or False.
            CONSTRUCT and DESCRIBE: rows with subject, predicate and object.

        Raises
        ------
        QueryError
            If the query is malformed or not allowed.
        """
        return plain(self.store, query)

    # Lists ------------------------------------------------------------------------------------

    def events(self, **filters: Any) -> EventTable:
        """Events by time, the undated last.

        Parameters
        ----------
        **filters
            Fields of `kg.queries.Filter`: ``actor="Ilham Aliyev"``, ``either=("Russia", "Turkey")``,
            ``since="2020-09"``, ``type="CONSULT"``, ``limit=20`` and so on.

        Raises
        ------
        UsageError
            If there is no such filter, or its value makes no sense.
        NotFoundError
            If a name is nobody's.
        """
        return EventTable(queries.events(self.store, _filter(filters)))

    def event(self, event_id: str) -> Event:
        """One event, by its IRI or the last part of it."""
        return queries.event(self.store, event_id)

    def entity(self, name: str) -> Entity:
        """Who or what bears a name, the likeliest; or has an IRI, or the part of one after the project's base.

        Raises
        ------
        NotFoundError
            If there is none.
        """
        likeliest = next(iter(queries.find(self.store, name, limit=1)), None)
        return likeliest or self.store.entity(queries.resolve(self.store, name)[0])

    def articles(self) -> list[Listed]:
        """Every article, by id, without its text."""
        return [Listed(**row) for row in self.sparql(_ARTICLES)]

    def article(self, article_id: str) -> Article:
        """An article with its text, by id or IRI."""
        return queries.article(self.store, article_id)

    def claims(self, article_id: str) -> list[Claim]:
        """What an article claims, in the order of its text."""
        return [found.claim for found in queries.claims(self.store, article_id)]

    def counts(self) -> dict[str, int]:
        """How much is in the graph: articles, claims, events, entities, terms, quads."""
        return self.store.counts()

    # Networks ---------------------------------------------------------------------------------

    def relations(
        self, *, fold_states: bool = False, statuses: Collection[Status] = OCCURRED, **filters: Any
    ) -> nx.MultiDiGraph[str]:
        """Who did what with whom: a networkx graph with an edge for each event and pair; see `kg.relations`.

        Its measures (`kg.relations.ANSWERS`) take the graph: ``brokers(g.relations(type="CONSULT"))``.

        Parameters
        ----------
        fold_states : bool
            Count who acted for a state on the day as the state.
        statuses : collection of str
            Which events count.
        **filters
            As in `events`.
        """
        if not fold_states:
            return relations_of(self._each_told(filters), statuses=statuses)
        told, states = queries.each_told(self.store, _filter(filters), sectors=True), self._states()

        @cache
        def offices(iri: str) -> list[tuple[Term, Entity]]:
            return [(term, self._body(term.body, states)) for term in queries.terms(self.store, iri)]

        return relations_of(told, statuses=statuses, fold_states=True, states=states, offices=offices)

    def participation(self, *, statuses: Collection[Status] = OCCURRED, **filters: Any) -> nx.MultiDiGraph[str]:
        """The networkx graph of actors, events, places and topics; see `kg.relations.participation`."""
        return participation_of(self._each_told(filters), statuses=statuses)

    def _body(self, key: str, states: Mapping[str, Entity]) -> Entity:
        return states.get(key) or self.store.entity(entity_iri("organisation", key))

    def _states(self) -> dict[str, Entity]:
        states = self.sparql(f'SELECT ?iri {{ GRAPH <{WORLD_GRAPH}> {{ ?iri kg:kind "state" }} }}')
        found = (self.store.entity(row["iri"]) for row in states)
        return {state.country: state for state in found if state.country}

    def who_called_whom(self, *, statuses: Collection[Status] = OCCURRED, **filters: Any) -> Rows[Call]:
        """Phone calls, a row for each event and pair, by time; filters as in `events`."""
        return calls_of(self._each_told({"type": "CONSULT", "mode": "phone", **filters}), statuses=statuses)

    def network(
        self,
        as_: View = "relations",
        *,
        colour: Colour = "kind",
        statuses: Collection[Status] = OCCURRED,
        title: str = "Who with whom",
        **filters: Any,
    ) -> NetworkPage:
        """A network to look at: it shows itself in a notebook, and `save` writes it as a page.

        Parameters
        ----------
        as_ : {"relations", "events"}
            Actors with an edge for each pair and kind, or events as nodes too.
        colour : {"kind", "community"}
            By what the nodes of relations are coloured.
        statuses : collection of str
            Which events count.
        **filters
            As in `events`.
        """
        return NetworkPage(network_of(self._each_told(filters), as_, statuses=statuses, colour=colour), title=title)

    def mediators(self, *, statuses: Collection[Status] = OCCURRED, **filters: Any) -> Rows[Mediator]:
        """Who mediated between whom; see `kg.relations.mediators`."""
        return mediators_of(self._each_told(filters), statuses=statuses)

    def each_event(self, **filters: Any) -> Iterator[Event]:
        """The events of `events` one by one, for whoever need not hold them all."""
        return queries.each_event(self.store, _filter(filters))

    def _each_told(self, filters: dict[str, Any]) -> Iterator[Told]:
        return queries.each_told(self.store, _filter(filters))

    # Files ------------------------------------------------------------------------------------

    def export(
        self,
        format: str,
        path: str | Path,
        *,
        as_: str | None = None,
        colour: str | None = None,
        evidence: bool = True,
        **filters: Any,
    ) -> Path:
        """Write the graph to a file, whole or not at all.

        Parameters
        ----------
        format : str
            A name of `kg.export.FORMATS` (``jsonl``, ``csv``, ``parquet``, ``polecat``, ``icews``, ``gdelt``,
            ``gexf``, ``graphml``, ``geojson``, ``ical``, ...), or of RDF: ``turtle``, ``ntriples``, ``nquads``,
            ``trig``, ``rdfxml``, ``jsonld``.
        as_ : str, optional
            ``relations`` or ``events``, for the networks.
        colour : str, optional
            ``kind`` or ``community``, for those that are coloured.
        evidence : bool
            For RDF: False leaves out the articles and what each claims.
        **filters
            As in `events`; RDF is always the whole graph.

        Raises
        ------
        UsageError
            If there is no such format, it has no such choice, or the file cannot be written.
        """
        target = Path(path)
        draft = target.with_name(f".{target.name}.{os.getpid()}")
        try:
            with draft.open("wb") as out:
                self.write(format, out, as_=as_, colour=colour, evidence=evidence, **filters)
            draft.replace(target)
        except OSError as error:
            raise UsageError(
                f"cannot be written: {error.strerror}", where=str(target), remedy="name another file"
            ) from error
        finally:
            draft.unlink(missing_ok=True)
        return target

    def write(
        self,
        format: str,
        out: BinaryIO,
        *,
        as_: str | None = None,
        colour: str | None = None,
        evidence: bool = True,
        **filters: Any,
    ) -> None:
        """Write the graph into a binary stream, which stays open; otherwise as `export`."""
        chosen = {name: value for name, value in (("as_", as_), ("colour", colour)) if value}
        if format in GRAPHS:
            if filters or chosen:
                raise UsageError(f"{format} is the whole graph", remedy="leave out the filters, or export events")
            write_rdf(self.store, out, GRAPHS[format], evidence=evidence)
            return
        if format not in FORMATS:
            raise UsageError(f"no format {format!r}", remedy=f"one of {', '.join([*FORMATS, *GRAPHS])}")
        known = FORMATS[format]
        for name, value in chosen.items():
            possible = known.views if name == "as_" else known.colours
            if value not in possible:
                remedy = f"one of {', '.join(possible)}" if possible else "leave it out"
                raise UsageError(f"{format} cannot be written as {value!r}", remedy=remedy)
        if not evidence:
            raise UsageError(f"{format} is written with its evidence", remedy="leave that out, or write RDF")
        # A network needs no more than an outline of events.
        known.write(self._each_told(filters) if known.views else self.each_event(**filters), out, **chosen)

    def export_gexf(self, path: str | Path, *, as_: str = "relations", **filters: Any) -> Path:
        """Write a network for Gephi."""
        return self.export("gexf", path, as_=as_, **filters)

    # Closing ----------------------------------------------------------------------------------

    def close(self) -> None:
        """Let go of the files."""
        self.store.close()

    def __enter__(self) -> Graph:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        counts = self.counts()
        return f"<Graph of {counts['articles']} articles and {counts['events']} events>"


def _filter(filters: dict[str, Any]) -> Filter:
    for name in filters:
        if name not in _FILTERS:
            close = difflib.get_close_matches(name, _FILTERS, n=1)
            remedy = f"did you mean {close[0]}?" if close else f"one of {', '.join(_FILTERS)}"
            raise UsageError(f"events have no filter {name!r}", remedy=remedy)
    return Filter(**filters)
