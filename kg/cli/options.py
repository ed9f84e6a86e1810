"""Options that several commands share."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


def _store(ctx: click.Context, parameter: click.Parameter, value: str | None) -> Path:
    if value is not None:
        return Path(value)
    from kg.settings import load

    return load().store


def store_option(command: F) -> F:
    """`--store DIR`, given to the command as `store`."""
    return click.option(
        "--store", metavar="DIR", callback=_store, help="The graph's folder.  [default: KG_STORE, else ./kg-store]"
    )(command)


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
