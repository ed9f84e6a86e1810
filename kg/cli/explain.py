"""`kg explain`: what is found in a sentence, and by which rule; or why the claims of an event are one."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import store_option

if TYPE_CHECKING:
    from kg.location import Location


@click.command()
@click.argument("sentence", required=False)
@click.option("--event", metavar="ID", help="Tell why the claims of an event of the graph are one.")
@store_option
@click.option("--date", "on", metavar="YYYY-MM-DD", type=click.DateTime(["%Y-%m-%d"]), help="When it was published.")
@click.option(
    "--html", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="Write a page instead."
)  # fmt: skip
def explain(sentence: str | None, event: str | None, store: Location, on: datetime | None, html: Path | None) -> None:
    """Show what is found in a sentence, and by which rule; or why the claims of an event are one."""
    from kg.errors import UsageError

    if (sentence is None) == (event is None) or (event and (on or html)):
        raise UsageError("to explain takes a sentence, or an event by its id", remedy="see kg explain --help")
    if event is not None:
        from kg.explain.event import explained_event
        from kg.store import snapshots

        with snapshots.open_newest(store) as graph:
            click.echo(explained_event(graph, event), nl=False)
        return
    from kg.explain import as_html, explained

    assert sentence is not None
    day = on.date() if on else None
    if html is None:
        click.echo(explained(sentence, day))
        return
    try:
        html.write_text(as_html(sentence, day), "utf-8")
    except OSError as error:
        raise UsageError(f"cannot be written: {error.strerror}", where=str(html), remedy="name another file") from error
    click.echo(f"Written to {html}.", err=True)
