"""`kg build`: articles into a graph."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import emit, json_option, store_option, workers_option
from kg.cli.tables import clean, table

if TYPE_CHECKING:
    from kg.location import Location
    from kg.pipeline import BuildReport

_SHOWN = 20


@click.command()
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@store_option
@workers_option
@click.option("--cluster", metavar="ADDRESS", help="Extract on the workers of this Dask scheduler instead.")
@click.option(
    "--shards", metavar="DIR", help="Keep what is read in shards, a folder or address, instead of a graph; see kg load."
)
@click.option("--model", help="spaCy model.  [default: KG_MODEL, else the packaged one]")
@click.option(
    "--map", "columns", metavar="FIELD=COLUMN", multiple=True, help="Which column holds a field: text=body. Repeatable."
)
@click.option("--refetch", is_flag=True, help="Fetch again what came from the web and is stored already.")
@click.option(
    "--report",
    "report_file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write what was skipped, and why, as JSON lines.",
)
@json_option
@click.pass_context
def build(
    ctx: click.Context,
    inputs: tuple[str, ...],
    store: Location,
    workers: int | None,
    cluster: str | None,
    shards: str | None,
    model: str | None,
    columns: tuple[str, ...],
    refetch: bool,
    report_file: Path | None,
    as_json: bool,
) -> None:
    """Read articles, find the events in them, and store both.

    INPUT is a file, a folder, a pattern, or the address of a page or feed; - reads JSON lines from standard input. What
    was read before and has not changed is left as it is, so a build that was stopped goes on where it stood.
    """
    from kg import pipeline
    from kg.readers.columns import parse_columns

    say = progress_line()
    if shards:
        from kg import sharding

        report = sharding.make(
            inputs,
            shards=shards,
            model=model,
            workers=workers,
            cluster=cluster,
            columns=parse_columns(columns),
            progress=say,
        )
    else:
        report = pipeline.build(
            inputs,
            store=store,
            model=model,
            workers=workers,
            cluster=cluster,
            columns=parse_columns(columns),
            refetch=refetch,
            progress=say,
        )
    if say:
        say("")
    if report_file:
        _write(report, report_file)
    if as_json:
        emit(_record(report))
    else:
        _show(report, f"The shards are in {shards}" if shards else f"The graph is in {store}")
    if report.interrupted:
        where = "shards" if shards else "graph"
        click.echo(f"kg: interrupted; what was read is in the {where}, and the next build goes on from there", err=True)
        ctx.exit(130)
    if not report.kept and not report.unchanged:
        click.echo("kg: nothing could be stored", err=True)
        ctx.exit(1)


@click.command()
@click.argument("shards", metavar="DIR")
@store_option
@json_option
def load(shards: str, store: Location, as_json: bool) -> None:
    """Take the shards that kg build --shards wrote into the graph, and consolidate.

    DIR is a folder, or an address that fsspec knows (s3://bucket/shards). The graph is the one that a build of the same
    articles gives; what is in it already stays.
    """
    from kg import sharding

    say = progress_line()
    report = sharding.load(shards, store=store, progress=say)
    if say:
        say("")
    if as_json:
        emit(_record(report))
    else:
        _show(report, f"The graph is in {store}")


def progress_line() -> Callable[[str], None] | None:
    """Rewrites one line of the terminal; None where nobody watches."""
    if not sys.stderr.isatty():
        return None
    return lambda text: click.echo(f"\r\x1b[K{clean(text)}", err=True, nl=False)


def _show(report: BuildReport, where: str) -> None:
    counts = [
        ("read", report.read),
        ("kept", report.kept),
        ("unchanged", report.unchanged),
        ("skipped", len(report.skipped)),
        ("events", report.events),
    ]
    click.echo(table(("articles and events", "number"), counts))
    if report.skipped:
        click.echo()
        rows = [(r.where, r.what, r.remedy) for r in report.skipped[:_SHOWN]]
        click.echo(table(("skipped", "why", "what to do"), rows))
        if len(report.skipped) > _SHOWN:
            click.echo(f"and {len(report.skipped) - _SHOWN} more; --report FILE has them all")
    if report.unchanged and not report.kept:
        click.echo(f"\nNothing changed. {where} ({report.seconds:.1f} s).")
    elif report.kept:
        click.echo(f"\n{where} ({report.seconds:.1f} s).")


def _write(report: BuildReport, path: Path) -> None:
    """What was skipped, a JSON object a line."""
    from kg.errors import UsageError

    lines = (json.dumps(each, ensure_ascii=False) for each in _skipped(report))
    try:
        path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    except OSError as error:
        raise UsageError(f"cannot be written: {error.strerror}", where=str(path), remedy="name another file") from error


def _skipped(report: BuildReport) -> list[dict[str, str]]:
    return [{"where": r.where, "what": r.what, "remedy": r.remedy} for r in report.skipped]


def _record(report: BuildReport) -> dict[str, object]:
    return {
        "read": report.read,
        "kept": report.kept,
        "unchanged": report.unchanged,
        "skipped": _skipped(report),
        "events": report.events,
        "seconds": round(report.seconds, 3),
    }
