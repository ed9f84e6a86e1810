"""`kg explain`: what is found in a sentence, and by which rule."""

from __future__ import annotations

from datetime import datetime

import click


@click.command()
@click.argument("sentence")
@click.option("--date", "on", metavar="YYYY-MM-DD", type=click.DateTime(["%Y-%m-%d"]), help="When it was published.")
def explain(sentence: str, on: datetime | None) -> None:
    """Show what is found in a sentence, and by which rule."""
    from kg import pipeline

    click.echo(pipeline.explain(sentence, on.date() if on else None))
