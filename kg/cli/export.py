"""`kg export`: the graph in files that other programs read."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import filter_options, store_option

if TYPE_CHECKING:
    from kg.location import Location

# The names of `kg.export.FORMATS` and `kg.sparql.GRAPHS`, written out so that the help needs no engine; a test holds
# them equal.
EVENTS = ("jsonl", "csv", "parquet", "polecat", "icews", "gdelt")
NETWORKS = ("gexf", "graphml", "geojson", "html", "ical", "nodes", "edges", "neo4j-nodes", "neo4j-edges")
RDF = ("turtle", "ntriples", "nquads", "trig", "rdfxml", "jsonld")
VIEWS = ("relations", "events")
COLOURS = ("kind", "community")
# Larger files are Gephi's to check: reading one back takes longer than writing it.
_CHECKED = 20_000_000


@click.command()
@click.argument("what", metavar="WHAT", type=click.Choice(("events", *NETWORKS, *RDF)))
@store_option
@click.option("--format", "form", type=click.Choice(EVENTS), help="Of events.  [default: jsonl]")
@click.option("--as", "as_", type=click.Choice(VIEWS), help="Of a network: what its nodes are.  [default: relations]")
@click.option("--colour", type=click.Choice(COLOURS), help="Of a network for Gephi: by what.  [default: kind]")
@click.option("--no-evidence", is_flag=True, help="Of RDF: without the articles and what each of them claims.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The file.  [default: standard output]")
@filter_options
def export(
    what: str,
    store: Location,
    form: str | None,
    as_: str | None,
    colour: str | None,
    no_evidence: bool,
    out: Path | None,
    filters: dict[str, Any],
) -> None:
    """Write the graph for other programs.

    \b
    WHAT is
      events                        one event a line, with --format
      gexf, graphml                 a network, with --as relations or --as events
      html                          the same as a page for the browser, which needs no network
      nodes, edges                  the same as CSV for Gephi; neo4j-nodes, neo4j-edges for Neo4j
      geojson                       events on a map
      ical                          meetings in a calendar
      turtle, ntriples, nquads, trig, rdfxml, jsonld
                                    the graph itself, as RDF

    The filters choose events, and what is made of them.
    """
    import kg
    from kg.errors import UsageError

    if form and what != "events":
        raise UsageError(f"--format is a choice for events, not for {what}", remedy="leave it out")
    if as_ and what in ("events", "geojson", "html", "ical", *RDF):
        raise UsageError(f"--as is a choice for networks, not for {what}", remedy="leave it out")
    if no_evidence and what not in RDF:
        raise UsageError(f"--no-evidence is a choice for RDF, not for {what}", remedy="leave it out")
    name = form or "jsonl" if what == "events" else what
    if name == "parquet" and out is None and sys.stdout.isatty():
        raise UsageError("Parquet is not for a terminal", remedy="name a file with --out")
    with kg.open(store) as graph:
        choices: dict[str, Any] = {"as_": as_, "colour": colour, "evidence": not no_evidence, **filters}
        if out is None:
            graph.write(name, sys.stdout.buffer, **choices)
        else:
            graph.export(name, out, **choices)
            click.echo(f"Wrote {out}.{_checked(out) if name == 'gexf' else ''}", err=True)


def _checked(file: Path) -> str:
    """What Gephi's importer would lose of a file, found by its own rules."""
    from kg.export.gexf_lint import lint

    if file.stat().st_size > _CHECKED:
        return ""
    findings = lint(file.read_bytes())
    return "".join(f"\n  {finding}" for finding in findings) or " Gephi reads it without loss."
