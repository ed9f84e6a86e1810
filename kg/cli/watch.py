"""`kg watch`: a graph that is kept current."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import store_option, workers_option
from kg.cli.tables import clean

if TYPE_CHECKING:
    from kg.location import Location
    from kg.pipeline import BuildReport

# A file that was written to within so many seconds may still grow.
_SETTLED = 2.0


@click.command()
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@store_option
@click.option(
    "--every", type=click.FloatRange(min=0.1), default=60, show_default=True, help="Seconds between two looks."
)
@click.option("--times", type=click.IntRange(min=1), help="Stop after so many looks.  [default: never]")
@workers_option
@click.option("--model", help="spaCy model.  [default: KG_MODEL, else the packaged one]")
@click.option(
    "--map", "columns", metavar="FIELD=COLUMN", multiple=True, help="Which column holds a field: text=body. Repeatable."
)
def watch(
    inputs: tuple[str, ...],
    store: Location,
    every: float,
    times: int | None,
    workers: int | None,
    model: str | None,
    columns: tuple[str, ...],
) -> None:
    """Keep a graph current: read what is new in folders and feeds, again and again.

    INPUT is a file, a folder, a pattern, or the address of a feed. Files are read when they are new or have changed;
    what has gone stays in the graph (kg remove takes it out). Control-C stops.
    """
    from kg import pipeline
    from kg.errors import StoreError
    from kg.readers.columns import parse_columns
    from kg.readers.web import Web
    from kg.settings import load

    mapped, now, files = parse_columns(columns), load(), _Files()
    web = Web(private=now.private, pause=now.pause, seconds=now.seconds)
    look = 0
    try:
        while True:
            due = list(files.due(inputs))
            try:
                if due:
                    report = pipeline.build(
                        [given for given, _ in due], store=store, model=model, workers=workers, columns=mapped, web=web
                    )
                    files.read(due)
                    _say(report)
                    if report.interrupted:
                        raise KeyboardInterrupt
            except StoreError as error:
                if "another process" not in error.what:
                    raise
                click.echo(f"{_clock()}  {error.what}; the next look tries again", err=True)
            look += 1
            if times is not None and look >= times:
                return
            time.sleep(every)
    except KeyboardInterrupt:
        click.echo("Stopped.", err=True)
    finally:
        web.close()


@dataclass(slots=True)
class _Files:
    """Which files were read in which state."""

    _states: dict[str, tuple[int, int]] = field(default_factory=dict)

    def due(self, inputs: Sequence[str]) -> Iterator[tuple[str, tuple[int, int] | None]]:
        """Addresses, and files that are new or have changed, with their state."""
        from kg.errors import InputError
        from kg.readers.files import files
        from kg.readers.web.reading import ADDRESS

        for given in inputs:
            if ADDRESS.match(given):
                yield given, None
                continue
            for path in files(Path(given)):
                if isinstance(path, InputError):
                    click.echo(f"{_clock()}  {path}", err=True)
                    continue
                try:
                    found = path.stat()
                except OSError:  # gone since it was listed
                    continue
                state = found.st_size, found.st_mtime_ns
                if self._states.get(str(path)) != state and time.time() - found.st_mtime > _SETTLED:
                    yield str(path), state

    def read(self, due: Sequence[tuple[str, tuple[int, int] | None]]) -> None:
        """Remember in which state they were read."""
        self._states.update((name, state) for name, state in due if state is not None)


def _say(report: BuildReport) -> None:
    if report.kept or report.skipped:
        counts = f"{report.kept} kept, {report.unchanged} unchanged, {len(report.skipped)} skipped"
        click.echo(f"{_clock()}  {counts}; {report.events} events in the graph")
    for each in report.skipped:
        click.echo(clean(f"  {each.where}: {each.what} ({each.remedy})"))


def _clock() -> str:
    return time.strftime("%H:%M:%S")
