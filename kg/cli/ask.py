"""`kg ask`: a question in English."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import emit, json_option, store_option
from kg.cli.tables import clean, table

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from kg.location import Location
    from kg.questions import Answer
    from kg.store import Store

_QUOTED = 10


@click.command()
@click.argument("question")
@store_option
@json_option
def ask(question: str, store: Location, as_json: bool) -> None:
    """Ask the graph a question, in English.

    \b
    kg ask "Who called whom in 2021?"
    kg ask "How often did Erdoğan and Putin meet?"
    """
    import gc

    # Most of a question's time is loading, and most of that would go to looking for garbage where there is none.
    gc.disable()
    from kg.forking import forked

    with forked(_parse) as there:
        # Loaded while the model is.
        from kg.parse.beside import Beside
        from kg.questions import answer as answer_to
        from kg.store import snapshots

        with snapshots.open_newest(store) as opened:
            answer = answer_to(question, opened, nlp=Beside(there) if there else None)
            if as_json:
                emit(answer.as_record())
            elif answer.understood:
                _show(answer, opened)
            else:
                _help(answer)
    gc.freeze()  # nor is there any at the end of the process


def _parse(line: Connection) -> None:
    from kg.parse.beside import serve

    serve(line)


def _show(answer: Answer, store: Store) -> None:
    from kg.queries import event as event_of

    click.echo(f"{clean(answer.summary)}\n({clean(answer.interpretation)})")
    if answer.answers:
        rows = [[cell(row.get(column)) for column in answer.columns] for row in answer.answers]
        click.echo("\n" + table(answer.columns, rows))
    if answer.events:
        click.echo()
    for iri in answer.events[:_QUOTED]:
        event = event_of(store, iri)
        claim = max(event.claims, key=lambda c: (c.status == event.status, c.mode == event.mode, c.confidence))
        when = event.time.start if event.time else "undated"
        click.echo(f"{when}  “{clean(claim.quote)}”  [{clean(claim.article)}]")
    if len(answer.events) > _QUOTED:
        click.echo(f"and {len(answer.events) - _QUOTED} more events; --json lists them all")


def _help(answer: Answer) -> None:
    part = answer.not_understood or answer.question
    click.echo(clean(answer.summary) + ("" if part in answer.summary else f" ({clean(part)})"))
    if answer.suggestions:
        click.echo("You could ask:")
        _list(answer.suggestions)


def _list(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(f"  {clean(line)}")


def cell(value: Any) -> str:
    """A cell of an answer as text: the label of an entity, several joined by commas."""
    if isinstance(value, dict):
        return str(value.get("label", ""))
    if isinstance(value, list | tuple):
        return ", ".join(map(cell, value))
    return "" if value is None else str(value)
