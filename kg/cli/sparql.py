"""`kg sparql`: a query as it stands."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import store_option
from kg.cli.tables import table as aligned

if TYPE_CHECKING:
    from kg.location import Location

# The names of `kg.sparql.TABLES` and `GRAPHS`, written out so that the help needs no engine; a test holds them equal.
FORMATS = ("table", "json", "xml", "csv", "tsv", "turtle", "ntriples", "nquads", "trig", "rdfxml", "jsonld")


@click.command()
@click.argument("query", metavar="QUERY_OR_@FILE")
@store_option
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="table",
    show_default=True,
    help="How the result is written.",
)
def sparql(query: str, store: Location, form: str) -> None:
    """Run a SPARQL 1.1 query; @FILE reads it from a file, - from standard input.

    The project's prefixes (kg:, plover:, sem:, person:, state: ...) need no declaration.
    """
    import kg
    from kg.sparql import answer, table

    text = _text(query)
    with kg.open(store) as graph:
        if form == "table":
            found = table(graph.store, text)
            click.echo(aligned(found.columns, found.rows))
            click.echo(f"{len(found.rows)} rows" if len(found.rows) != 1 else "1 row", err=True)
            return
        sys.stdout.buffer.write(answer(graph.store, text, (form,)).body)


def _text(given: str) -> str:
    from kg.errors import UsageError

    if given == "-":
        return sys.stdin.read()
    if not given.startswith("@"):
        return given
    path = Path(given[1:])
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError("the query cannot be read", where=str(path), remedy="name a file of UTF-8 text") from error
