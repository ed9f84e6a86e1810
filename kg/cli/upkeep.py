"""`kg check`, `kg backup`, `kg restore`, `kg upgrade`: whether a store is sound, and how it stays so."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.build import progress_line
from kg.cli.options import emit, folder_option, json_option, store_option
from kg.cli.tables import table

if TYPE_CHECKING:
    from kg.integrity import Report
    from kg.location import Location


@click.command()
@click.option("--mend", is_flag=True, help="Make the events anew from the articles and corrections, then check.")
@store_option
@json_option
@click.pass_context
def check(ctx: click.Context, store: Location, mend: bool, as_json: bool) -> None:
    """Look the whole graph through: shapes, references, counts, and every quote against its text.

    Nothing is changed unless --mend says so. The exit code is 1 if something is wrong.
    """
    from kg import integrity

    if mend:
        integrity.mend(store)
    say = progress_line()
    report = integrity.check(store, say)
    if say:
        say("")
    if as_json:
        emit(_record(report))
    else:
        _show(report, store)
    if not report.sound:
        ctx.exit(1)


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@folder_option
def backup(file: Path, store: Path) -> None:
    """Write the graph, its keys and what waits to be read into one file, also while it is served and written to.

    Keep the file where the graph's disk cannot take it along. What is in it is verified when it is restored.
    """
    from kg.store import backups

    made = backups.back_up(store, file)
    click.echo(_counted(made.counts))
    if not made.current:
        click.echo("kg: another process writes to the graph; this is what was last published", err=True)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@folder_option
def restore(file: Path, store: Path) -> None:
    """Make a graph of a backup, in a new folder; a damaged backup leaves nothing."""
    from kg.store import backups

    made = backups.restore(file, store)
    click.echo(_counted(made.counts))
    click.echo(f"kg: the backup of {made.made} is whole, and is now in {store}", err=True)


@click.command()
@click.argument("target")
@store_option
def copy(target: str, store: Location) -> None:
    """Copy the graph to TARGET, a folder or the address of a SPARQL server.

    What is there already and has not changed stays as it is, so a second copy is quick.
    """
    from kg.location import location
    from kg.store.copying import copy as copied

    say = progress_line()
    counts = copied(store, location(target), say)
    if say:
        say("")
    click.echo(_counted(counts))


@click.command()
@folder_option
def upgrade(store: Path) -> None:
    """Bring the graph of an older version up to date; what was interrupted goes on.

    Opening it for writing does the same. What an article says is not read again; kg build does that where needed.
    """
    from kg.queries import publish
    from kg.store import Store
    from kg.store.files import read_mark
    from kg.store.formats import FORMAT, STEPS

    before = read_mark(store).format
    with Store.open(store) as graph:
        if before < FORMAT:
            publish(graph)
    steps = [(step.to, step.what) for step in STEPS if step.to > before]
    click.echo(table(("format", "what is new"), steps) if steps else f"The graph has format {FORMAT}, the newest.")


def _show(report: Report, store: Location) -> None:
    click.echo(_counted(report.counts))
    if report.checked != store:
        click.echo(f"kg: another process writes to the graph; checked was {report.checked}", err=True)
    if report.unfinished:
        click.echo("kg: a build was interrupted; the next kg build goes on", err=True)
    if report.findings:
        rows = [
            ("wrong" if f.grave else "doubtful", f.what, f.count, " ".join(f.where), f.remedy) for f in report.findings
        ]
        click.echo("\n" + table(("", "what", "number", "where", "what to do"), rows))
    click.echo("\n" + ("Nothing is wrong." if report.sound else "Something is wrong."))


def _counted(counts: Mapping[str, int]) -> str:
    return table(("the graph has", "number"), counts.items())


def _record(report: Report) -> dict[str, object]:
    findings = [
        {"what": f.what, "number": f.count, "where": f.where, "remedy": f.remedy, "grave": f.grave}
        for f in report.findings
    ]
    return {
        "sound": report.sound,
        "checked": str(report.checked),
        "unfinished": report.unfinished,
        "counts": report.counts,
        "findings": findings,
    }
