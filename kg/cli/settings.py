"""`kg settings`: what the environment sets."""

from __future__ import annotations

import click

from kg.cli.options import emit, json_option
from kg.cli.tables import table


@click.command()
@json_option
def settings(as_json: bool) -> None:
    """List the environment variables that are read, with their values."""
    from kg.settings import PREFIX, load
    from kg.settings import table as variables

    now = load()
    rows = [{**row, "value": str(getattr(now, row["variable"].removeprefix(PREFIX).lower()))} for row in variables()]
    if as_json:
        emit(rows)
    else:
        columns = ("variable", "value", "default", "meaning")
        click.echo(table(columns, [[row[column] for column in columns] for row in rows]))
