"""`kg merge`, `kg split`, `kg retract`, `kg undo` and `kg corrections`: what people put right."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.cli.options import emit, json_option, store_option
from kg.cli.tables import table

if TYPE_CHECKING:
    from kg.corrections import Corrected
    from kg.location import Location

F = TypeVar("F", bound=Callable[..., Any])


def _signed(command: F) -> F:
    """`--why` and `--by`."""
    why = click.option("--why", metavar="TEXT", required=True, help="The reason; it is kept with the correction.")
    by = click.option(
        "--by", metavar="NAME", default=getpass.getuser, show_default="your login", help="Who makes the correction."
    )
    return why(by(command))


@click.command()
@click.argument("events", metavar="EVENT...", nargs=-1, required=True)
@_signed
@store_option
def merge(events: tuple[str, ...], why: str, by: str, store: Location) -> None:
    """Make one event of several."""
    from kg import corrections

    _say(corrections.merge(store, events, why=why, by=by))


@click.command()
@click.argument("event")
@click.argument("claims", metavar="CLAIM|ARTICLE...", nargs=-1, required=True)
@_signed
@store_option
def split(event: str, claims: tuple[str, ...], why: str, by: str, store: Location) -> None:
    """Make another event of some claims of one; kg explain --event lists them."""
    from kg import corrections

    _say(corrections.split(store, event, claims, why=why, by=by))


@click.command()
@click.argument("what", metavar="ARTICLE|CLAIM")
@_signed
@store_option
def retract(what: str, why: str, by: str, store: Location) -> None:
    """Leave an article or a claim out of account; it stays in the graph."""
    from kg import corrections

    _say(corrections.retract(store, what, why=why, by=by))


@click.command()
@click.argument("correction")
@_signed
@store_option
def undo(correction: str, why: str, by: str, store: Location) -> None:
    """Take a correction back."""
    from kg import corrections

    _say(corrections.undo(store, correction, why=why, by=by))


@click.command("corrections")
@store_option
@json_option
def listed(store: Location, as_json: bool) -> None:
    """List what people have put right, when, by whom and why."""
    from kg import corrections

    made = corrections.log(store)
    if as_json:
        emit([{**c.as_record(), "holds": holds} for c, holds in made])
        return
    rows = [
        (_short(c.id), c.at[:16].replace("T", " "), c.change, ", ".join(map(_short, sorted(c.about))), c.by, c.why,
         "yes" if holds else "no")
        for c, holds in made
    ]  # fmt: skip
    click.echo(table(("correction", "at", "change", "about", "by", "why", "holds"), rows))


def _say(done: Corrected) -> None:
    click.echo(_short(done.correction.id))
    events = ", ".join(map(_short, done.events)) or "none"
    click.echo(f"Kept as correction {_short(done.correction.id)}. Events now: {events}.", err=True)


def _short(iri: str) -> str:
    return iri.rsplit("/", 1)[-1]
