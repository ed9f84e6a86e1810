"""`kg export`: the graph in files that other programs read."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.options import store_option

# The names of `kg.export.FORMATS` and `kg.sparql.GRAPHS`, written out so that the help needs no engine; a test holds
# them equal.
EVENTS = ("jsonl", "csv", "parquet", "polecat", "icews", "gdelt")
NETWORKS = ("gexf", "graphml", "geojson")
RDF = ("turtle", "ntriples", "nquads", "trig", "rdfxml", "jsonld")
VIEWS = ("relations", "events")


@click.command()
@click.argument("what", metavar="WHAT", type=click.Choice(("events", *NETWORKS, *RDF)))
@store_option
@click.option("--format", "form", type=click.Choice(EVENTS), help="Of events.  [default: jsonl]")
@click.option("--as", "as_", type=click.Choice(VIEWS), help="Of a network: what its nodes are.  [default: relations]")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The file.  [default: standard output]")
def export(what: str, store: Path, form: str | None, as_: str | None, out: Path | None) -> None:
    """Write the graph for other programs.

    \b
    WHAT is
      events                        one event a line, with --format
      gexf, graphml                 a network, with --as relations or --as events
      geojson                       events on a map
      turtle, ntriples, nquads, trig, rdfxml, jsonld
                                    the graph itself, as RDF
    """
    import kg
    from kg.errors import UsageError

    if form and what != "events":
        raise UsageError(f"--format is a choice for events, not for {what}", remedy="leave it out")
    if as_ and what not in ("gexf", "graphml"):
        raise UsageError(f"--as is a choice for gexf and graphml, not for {what}", remedy="leave it out")
    name = form or "jsonl" if what == "events" else what
    if name == "parquet" and out is None and sys.stdout.isatty():
        raise UsageError("Parquet is not for a terminal", remedy="name a file with --out")
    with kg.open(store) as graph:
        if out is None:
            graph.write(name, sys.stdout.buffer, as_=as_)
        else:
            graph.export(name, out, as_=as_)
            click.echo(f"Wrote {out}.", err=True)
