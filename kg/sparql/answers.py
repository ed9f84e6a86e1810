"""Queries from outside: checked, run, and written in a format of the asker's choice."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import IO

import pyoxigraph as ox

from kg.errors import QueryError, StoreError
from kg.namespaces import PREFIXES
from kg.sparql.guard import check
from kg.sparql.judge import judge_query
from kg.store import Store

# The first of each is the default. Names as `kg sparql --format` has them.
TABLES: Mapping[str, ox.QueryResultsFormat] = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
GRAPHS: Mapping[str, ox.RdfFormat] = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}
_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_LONGEST_MESSAGE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A result as bytes, with its media type and the name of its format."""

    body: bytes
    media_type: str
    format: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a query gave, not yet written.

    Parameters
    ----------
    write : callable
        Writes it into a binary stream, once, on the thread that asked.
    """

    media_type: str
    format: str
    write: Callable[[IO[bytes]], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A result as rows of text; None where a variable is unbound."""

    columns: tuple[str, ...]
    rows: list[tuple[str | None, ...]]


def answer(
    store: Store,
    sparql: str,
    formats: Sequence[str] = (),
    *,
    default_graphs: Sequence[str] | None = None,
    named_graphs: Sequence[str] | None = None,
) -> Answer:
    """Run a query and write its result; see `result`."""
    found = result(store, sparql, formats, default_graphs=default_graphs, named_graphs=named_graphs)
    out = BytesIO()
    found.write(out)
    return Answer(body=out.getvalue(), media_type=found.media_type, format=found.format)


def result(
    store: Store,
    sparql: str,
    formats: Sequence[str] = (),
    *,
    default_graphs: Sequence[str] | None = None,
    named_graphs: Sequence[str] | None = None,
    distinct: bool = True,
) -> Result:
    """Run a query whose result is to be written as it is found.

    Parameters
    ----------
    formats : sequence of str
        Names from `TABLES` and `GRAPHS`, the preferred first; the first that fits the kind of result is used.
        Empty means JSON for a table, Turtle for a graph.
    default_graphs, named_graphs : sequence of str, optional
        The dataset of the SPARQL protocol. Without one, and without FROM, the union of all graphs is queried.
    distinct : bool
        Write each triple of a graph once; False where the query is known to give none twice.

    Raises
    ------
    QueryError
        If the query is malformed or not allowed, or if no format fits its result.
    """
    found = _run(store, sparql, default_graphs, named_graphs)
    if isinstance(found, ox.QueryTriples):
        name = _choose(formats, GRAPHS)
        kind: ox.QueryResultsFormat | ox.RdfFormat = GRAPHS[name]
    else:
        name = _choose(formats, TABLES)
        kind = TABLES[name]

    def write(out: IO[bytes]) -> None:
        try:
            if isinstance(found, ox.QueryTriples):
                # CONSTRUCT may give a triple twice; a graph has it once.
                triples = dict.fromkeys(found) if distinct else found
                ox.serialize(triples, out, format=GRAPHS[name], prefixes=dict(PREFIXES))
            else:
                found.serialize(out, format=TABLES[name])
        except (RuntimeError, OSError) as error:
            raise _failed(error) from error

    return Result(media_type=kind.media_type, format=name, write=write)


def table(store: Store, sparql: str) -> Table:
    """Run a query for people to read: SELECT as it is, ASK as one yes or no, a graph as triples.

    Raises
    ------
    QueryError
        If the query is malformed or not allowed.
    """
    result = _run(store, sparql, None, None)
    try:
        if isinstance(result, ox.QueryBoolean):
            return Table(columns=("answer",), rows=[("yes" if result else "no",)])
        if isinstance(result, ox.QueryTriples):
            triples = dict.fromkeys(result)
            rows = [(_text(x.subject), _text(x.predicate), _text(x.object)) for x in triples]
            return Table(columns=("subject", "predicate", "object"), rows=list(rows))
        columns = tuple(variable.value for variable in result.variables)
        return Table(columns=columns, rows=[tuple(_text(row[c]) for c in columns) for row in result])
    except (RuntimeError, OSError) as error:
        raise _failed(error) from error


def _run(
    store: Store, sparql: str, default_graphs: Sequence[str] | None, named_graphs: Sequence[str] | None
) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    own_dataset = check(sparql)
    try:
        judge_query(sparql, PREFIXES)
        return store.query(
            sparql,
            default_graph=_graphs(default_graphs),
            named_graphs=_graphs(named_graphs),
            union=not own_dataset,
        )
    except SyntaxError as error:
        raise malformed(error) from error
    except (RuntimeError, OSError) as error:
        raise _failed(error) from error


def _graphs(names: Sequence[str] | None) -> list[ox.NamedNode] | None:
    if names is None:
        return None
    try:
        return [ox.NamedNode(name) for name in names]
    except ValueError as error:
        raise QueryError(f"not the IRI of a graph: {error}", remedy="give absolute IRIs") from error


def _choose(wanted: Sequence[str], known: Mapping[str, object]) -> str:
    if not wanted:
        return next(iter(known))
    for name in wanted:
        if name in known:
            return name
    kind = "a table" if known is TABLES else "a graph"
    raise QueryError(
        f"the result is {kind}, which cannot be written as {' or '.join(wanted)}",
        remedy=f"ask for {', '.join(known)}",
    )


def malformed(error: SyntaxError) -> QueryError:
    """What the engine's parser says, with the place as line and column."""
    message = str(error)
    found = _PLACE.match(message)
    where, what = (f"line {found[1]}, column {found[2]}", found[3]) if found else (None, message)
    if "Prefix not found" in what:
        return QueryError("a prefix is not declared", where=where, remedy="declare it with PREFIX name: <IRI>")
    what = " ".join(what.split())
    if len(what) > _LONGEST_MESSAGE:
        what = what[:_LONGEST_MESSAGE].rsplit(" ", 1)[0] + " …"
    return QueryError(f"the query is malformed: {what}", where=where, remedy="mend it at that place")


def _failed(error: Exception) -> QueryError | StoreError:
    if isinstance(error, OSError):
        return StoreError(f"the store cannot be read: {error}", remedy="build the store again")
    return QueryError(f"the query cannot be run: {error}", remedy="write it another way")


def _text(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> str | None:
    if term is None:
        return None
    return str(term) if isinstance(term, ox.Triple) else term.value
