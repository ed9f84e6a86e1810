"""`kg world add`, `import`, `list` and `remove`: tables of your own over those that ship."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import emit, json_option
from kg.cli.tables import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.world.check import Finding
    from kg.world.layers import Tables

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_AGAIN = "Articles are read with it at the next kg build."

name_option = click.option("--name", help="What to call the layer.  [default: the first file's name]")
replace_option = click.option("--replace", is_flag=True, help="Put it in the place of a layer of the same name.")


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=_FILE)
@name_option
@replace_option
@click.pass_context
def add(ctx: click.Context, files: tuple[Path, ...], name: str | None, replace: bool) -> None:
    """Lay people, terms of office, organisations, places or topics of your own over the tables.

    A FILE is a CSV table with the columns of a table that ships, or Turtle in the terms of the graph. All is checked
    first, and nothing is added where anything is wrong.

    \b
    kg world add people-mine.csv terms-mine.csv --name mine
    """
    from kg.rdf.tables import read_tables
    from kg.world.adding import named, read_csv, save, together, wrong_with

    layer = named(name or files[0].stem, replacing=replace)
    readers = {path: read_tables if path.suffix.lower() in (".ttl", ".turtle") else read_csv for path in files}
    read = [reader(path, layer) for path, reader in readers.items()]
    offered = together([tables for tables, _ in read])
    wrong = sorted(finding for _, found in read for finding in found) or wrong_with(offered, layer)
    if wrong:
        _show(wrong)
        ctx.exit(1)
    save(offered, layer)
    click.echo(f"Added {layer}: {_rows(offered)}. {_AGAIN}")


@click.command("import")
@click.argument("file", type=_FILE)
@name_option
@replace_option
@click.option("--leave-out", is_flag=True, help="Leave out results that are wrong, and take the others.")
@click.pass_context
def import_(ctx: click.Context, file: Path, name: str | None, replace: bool, leave_out: bool) -> None:
    """Lay what a query to Wikidata has found over the tables; docs/world.md has the query.

    FILE is the result as JSON or CSV. Results without a name or a start are left out, and said to be.
    """
    from kg.world.adding import common_words, named, others, save, without, wrong_with
    from kg.world.wikidata import read_result

    layer = named(name or file.stem, replacing=replace)
    result = read_result(file, layer, others(layer), common_words())
    offered, wrong = result.tables, result.wrong
    if leave_out:
        offered, more = without(offered, layer)
        left_out = result.incomplete + wrong + more
    else:
        wrong = wrong or wrong_with(offered, layer)
        left_out = result.incomplete
        if wrong:
            _show(wrong)
            click.echo("Correct these, or leave them out: --leave-out", err=True)
            ctx.exit(1)
    if left_out:
        _show(sorted(set(left_out)), err=True)
    told = f"{result.known} known already, {len(set(left_out))} left out"
    if not offered:
        click.echo(f"Nothing new: {told}.")
        return
    save(offered, layer)
    click.echo(f"Added {layer}: {_rows(offered)}; {told}. {_AGAIN}")


@click.command("list")
@json_option
def list_(as_json: bool) -> None:
    """List the layers that lie over the tables, in the order in which they are read."""
    from kg.settings import load
    from kg.world.adding import counts
    from kg.world.layers import installed

    layers = [{"name": path.name, "rows": counts(path), "folder": str(path)} for path in installed()]
    if as_json:
        emit(layers)
    elif layers:
        rows = [(layer["name"], _counted(counts(Path(str(layer["folder"])))), layer["folder"]) for layer in layers]
        click.echo(table(("layer", "rows", "folder"), rows))
    else:
        click.echo(f"There are no layers in {load().world}.")


@click.command()
@click.argument("name")
def remove(name: str) -> None:
    """Take a layer away; the tables are as they were before it."""
    from kg.world.adding import remove as take_away

    take_away(name)
    click.echo(f"Removed {name}. Articles are read without it at the next kg build.")


def _rows(offered: Tables) -> str:
    return _counted({name: len(rows) for name, rows in offered.items()})


def _counted(counts: dict[str, int]) -> str:
    return ", ".join(f"{number} {name}" for name, number in counts.items())


def _show(findings: Sequence[Finding], *, err: bool = False) -> None:
    rows = [(f"{f.file}:{f.line}", f.value, f.what, f.remedy) for f in findings]
    click.echo(table(("where", "says", "what is wrong", "what to do"), rows), err=err)
