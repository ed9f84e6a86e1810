"""`kg key`: who may write to the service."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import emit, folder_option, json_option
from kg.cli.tables import clean, table

if TYPE_CHECKING:
    from kg.keys import Keys


@click.group()
def key() -> None:
    """Make, list and revoke keys to the service.

    They are kept, hashed, in the store's folder or the file that KG_KEYS names. A service that runs takes notice at
    once.
    """


@key.command()
@click.argument("name")
@click.option("--scope", "scopes", multiple=True, required=True, help="read, write or update; repeat it for several.")
@folder_option
@json_option
def add(store: Path, name: str, scopes: tuple[str, ...], as_json: bool) -> None:
    """Make a key and show it, once.

    NAME tells whose it is or what for. Send it as the header "Authorization: Bearer KEY".
    """
    made, token = _keys(store).add(name, scopes)
    if as_json:
        emit({"id": made.id, "name": made.name, "scopes": made.scopes, "key": token})
    else:
        click.echo(token)
        click.echo(f"kg: key {made.id} for {', '.join(made.scopes)}; it is not shown again", err=True)


@key.command("list")
@folder_option
@json_option
def list_(store: Path, as_json: bool) -> None:
    """List the keys, without their secrets."""
    found = _keys(store).every()
    if as_json:
        emit([{"id": k.id, "name": k.name, "scopes": k.scopes, "created": k.created} for k in found])
    else:
        rows = [(k.id, clean(k.name), ", ".join(k.scopes), k.created) for k in found]
        click.echo(table(("id", "name", "scopes", "created"), rows))


@key.command()
@click.argument("key_id", metavar="ID")
@folder_option
def revoke(store: Path, key_id: str) -> None:
    """Make a key good for nothing from now on."""
    gone = _keys(store).revoke(key_id)
    click.echo(f"kg: key {gone.id} ({clean(gone.name)}) is revoked", err=True)


def _keys(store: Path) -> Keys:
    from kg.keys import Keys
    from kg.settings import load
    from kg.store.files import prepare

    settings = load()
    if settings.keys is None:
        prepare(store)
    return Keys(settings.keys_of(store))
