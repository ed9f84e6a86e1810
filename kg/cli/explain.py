"""`kg explain`: what is found in a sentence, and by which rule."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click


@click.command()
@click.argument("sentence")
@click.option("--date", "on", metavar="YYYY-MM-DD", type=click.DateTime(["%Y-%m-%d"]), help="When it was published.")
@click.option(
    "--html", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="Write a page instead."
)  # fmt: skip
def explain(sentence: str, on: datetime | None, html: Path | None) -> None:
    """Show what is found in a sentence, and by which rule."""
    from kg.errors import UsageError
    from kg.explain import as_html, explained

    day = on.date() if on else None
    if html is None:
        click.echo(explained(sentence, day))
        return
    try:
        html.write_text(as_html(sentence, day), "utf-8")
    except OSError as error:
        raise UsageError(f"cannot be written: {error.strerror}", where=str(html), remedy="name another file") from error
    click.echo(f"Written to {html}.", err=True)
