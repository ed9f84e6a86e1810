"""Options that several commands share."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

if TYPE_CHECKING:
    from kg.location import Location

F = TypeVar("F", bound=Callable[..., Any])


def _store(ctx: click.Context, parameter: click.Parameter, value: str | None) -> Location:
    if value is not None:
        from kg.location import location

        return location(value)
    from kg.settings import load

    return load().store


def _folder(ctx: click.Context, parameter: click.Parameter, value: str | None) -> Path:
    from kg.location import folder

    return folder(_store(ctx, parameter, value))


def store_option(command: F) -> F:
    """`--store DIR`, given to the command as `store`: a folder, or the address of a SPARQL server."""
    return click.option(
        "--store",
        metavar="DIR",
        callback=_store,
        help="The graph's folder, or the address of a SPARQL server.  [default: KG_STORE, else ./kg-store]",
    )(command)


def folder_option(command: F) -> F:
    """`--store DIR` for what only a graph in a folder has."""
    return click.option(
        "--store", metavar="DIR", callback=_folder, help="The graph's folder.  [default: KG_STORE, else ./kg-store]"
    )(command)


def workers_option(command: F) -> F:
    """`--workers N`, how many processes read; None is as many as pay."""
    return click.option(
        "--workers",
        type=click.IntRange(min=1),
        help="How many processes extract.  [default: as the machine has room, where there is much to read]",
    )(command)


@contextmanager
def folder_of(store: Location) -> Iterator[Path]:
    """The folder itself, or one with a copy of the graph on a server that is kept up to date within this."""
    from kg.location import Server

    if not isinstance(store, Server):
        yield store
        return
    from kg.store.replicas import followed

    with followed(store, lambda text: click.echo(f"kg: {text}", err=True)) as folder:
        yield folder


# The filters of `kg.queries.Filter` that commands offer: option, field, kind of value, help.
_FILTERS: tuple[tuple[str, str, Any, str], ...] = (
    ("--actor", "actor", str, "Done by NAME."),
    ("--recipient", "recipient", str, "Done to NAME."),
    ("--with", "either", str, "NAME takes part; may be repeated."),
    ("--country", "country", str, "Someone of this ISO alpha-3 code takes part; several with commas."),
    ("--sector", "sector", str, "Someone of this PLOVER sector takes part."),
    ("--type", "type", str, "PLOVER event type, such as CONSULT."),
    ("--mode", "mode", str, "PLOVER mode, such as phone."),
    ("--topic", "topic", str, "About NAME."),
    ("--place", "place", str, "In NAME."),
    ("--within", "within", str, "In a place of this state or continent."),
    ("--since", "since", str, "From this day, month or year."),
    ("--until", "until", str, "Until this day, month or year."),
    ("--status", "status", str, "occurred, future, hypothetical or negated."),
    ("--min-reports", "min_reports", int, "In so many articles at least."),
    ("--min-confidence", "min_confidence", float, "At this confidence at least, 0 to 1."),
    ("--text", "text", str, "With these words in a quote."),
    ("--article", "article", str, "Reported in the article of this id."),
)


def filter_options(command: F) -> F:
    """Which events; given to the command as `filters`, the fields of `kg.queries.Filter` that were asked for."""

    @functools.wraps(command)
    def run(*args: Any, **given: Any) -> Any:
        filters = {field: given.pop(field) for _, field, _, _ in _FILTERS}
        return command(*args, filters={f: v for f, v in filters.items() if v not in (None, ())}, **given)

    wrapped: Any = run
    for option, field, kind, text in reversed(_FILTERS):
        wrapped = click.option(option, field, type=kind, multiple=field == "either", help=text)(wrapped)
    return cast(F, wrapped)


def json_option(command: F) -> F:
    """`--json`, given to the command as `as_json`."""
    return click.option("--json", "as_json", is_flag=True, help="Write JSON, for programs.")(command)


def emit(value: Any) -> None:
    """Write a value as JSON to standard output."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def version(ctx: click.Context, parameter: click.Parameter, value: bool) -> None:
    """Show the version and stop."""
    if value and not ctx.resilient_parsing:
        import kg

        click.echo(f"kg {kg.__version__}")
        ctx.exit()
