"""`kg articles` and `kg remove`: what was read, and taking it out again."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from kg.cli.options import emit, json_option, store_option
from kg.cli.tables import table

if TYPE_CHECKING:
    from kg.location import Location


@click.command()
@store_option
@json_option
def articles(store: Location, as_json: bool) -> None:
    """List the articles in the graph."""
    import kg

    with kg.open(store) as graph:
        found = graph.articles()
    if as_json:
        emit([asdict(article) for article in found])
    else:
        rows = [(a.id, a.published, a.source, a.claims, a.title) for a in found]
        click.echo(table(("id", "published", "source", "claims", "title"), rows))


@click.command()
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@store_option
def remove(ids: tuple[str, ...], store: Location) -> None:
    """Take articles out of the graph, with everything that only they say."""
    from kg import pipeline
    from kg.errors import NotFoundError

    gone = pipeline.remove(store, *ids)
    missing = [given for given in ids if given not in gone]
    click.echo(f"Removed {len(gone)} of {len(ids)}.", err=True)
    if missing:
        raise NotFoundError(f"there is no article {', '.join(missing)}", remedy="list them: kg articles")
