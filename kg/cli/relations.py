"""`kg relations`: who with whom, and what can be measured of it."""

from __future__ import annotations

import csv
import functools
import io
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import emit, filter_options, store_option
from kg.cli.tables import table

if TYPE_CHECKING:
    import networkx as nx

    from kg.graph import Graph
    from kg.location import Location
    from kg.relations import Matrix, Rows

_STEPS = ("month", "quarter", "year")


class _InOrder(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group(cls=_InOrder)
def relations() -> None:
    """Say who had to do with whom, when, and how much.

    \b
    kg relations list --by state --since 2022
    kg relations timeline Aliyev Pashinyan
    kg relations brokers --type CONSULT
    kg relations chain Trump Mirzoyan
    """


def _answer(name: str, *arguments: Callable[[Any], Any], foldable: bool = True) -> Callable[[Callable[..., Any]], None]:
    """A command with the options that all have; its function makes records of the network of relations.

    What is not foldable is made of the events themselves, and its function gets the graph.
    """

    def registered(function: Callable[..., Any]) -> None:
        @functools.wraps(function)
        def run(
            store: Location, filters: dict[str, Any], form: str, limit: int | None, by: str = "actor", **given: Any
        ) -> None:
            import kg

            statuses = (filters.get("status", "occurred"),)
            with kg.open(store) as graph:
                if foldable:
                    network = graph.relations(fold_states=by == "state", statuses=statuses, **filters)
                    found = function(network, **given)
                else:
                    found = function(graph, filters=filters, statuses=statuses, **given)
            _show(found, form, limit)

        command: Callable[..., Any] = run
        if foldable:
            command = click.option(
                "--by",
                type=click.Choice(("actor", "state")),
                default="actor",
                help="Count who acts for a state as the state.  [default: actor]",
            )(command)
        command = click.option("--limit", type=click.IntRange(min=0), help="At most so many rows.")(command)
        command = click.option(
            "--format", "form", type=click.Choice(("table", "csv", "json")), default="table", help="[default: table]"
        )(command)
        command = filter_options(store_option(command))
        for argument in reversed(arguments):
            command = argument(command)
        relations.command(name, help=function.__doc__)(command)

    return registered


_first = click.argument("first")
_second = click.argument("second")
_who = click.argument("who")
_step = click.option("--step", type=click.Choice(_STEPS), default="month", help="[default: month]")


@_answer("list")
def _list(network: nx.MultiDiGraph[str]) -> Rows[Any] | Matrix:
    """List who did what with whom: each pair and kind, those with most events first."""
    from kg.relations import listed

    return listed(network)


@_answer("calls", foldable=False)
def _calls(graph: Graph, *, filters: dict[str, Any], statuses: Sequence[Any]) -> Rows[Any] | Matrix:
    """List phone calls: who called whom where the text says so, when, and the sentence."""
    return graph.who_called_whom(**filters, statuses=statuses)


@_answer("matrix")
def _matrix(network: nx.MultiDiGraph[str]) -> Rows[Any] | Matrix:
    """Count who contacted whom: rows began it, columns were contacted; both where the text does not say."""
    from kg.relations import contact_matrix

    return contact_matrix(network, limit=12)


@_answer("timeline", _first, _second)
def _timeline(network: nx.MultiDiGraph[str], first: str, second: str) -> Rows[Any] | Matrix:
    """List what two did with each other, in order of time."""
    from kg.relations import timeline

    return timeline(network, first, second)


@_answer("balance", _first, _second, _step)
def _balance(network: nx.MultiDiGraph[str], first: str, second: str, step: Any) -> Rows[Any] | Matrix:
    """Weigh cooperation against conflict between two, period by period, by PLOVER's scores."""
    from kg.relations import balance

    return balance(network, first, second, step=step)


@_answer("ego", _who, click.option("--radius", type=click.IntRange(min=1), default=1, help="[default: 1]"))
def _ego(network: nx.MultiDiGraph[str], who: str, radius: int) -> Rows[Any] | Matrix:
    """List the relations of an actor and of those around them."""
    from kg.relations import ego, listed

    return listed(ego(network, who, radius=radius))


@_answer("brokers")
def _brokers(network: nx.MultiDiGraph[str]) -> Rows[Any] | Matrix:
    """Rank those who stand between others, by betweenness and Burt's constraint."""
    from kg.relations import brokers

    return brokers(network)


@_answer("mediators", foldable=False)
def _mediators(graph: Graph, *, filters: dict[str, Any], statuses: Sequence[Any]) -> Rows[Any] | Matrix:
    """List third parties of talks between two others."""
    return graph.mediators(statuses=statuses, **filters)


@_answer("communities")
def _communities(network: nx.MultiDiGraph[str]) -> Rows[Any] | Matrix:
    """Find groups that cooperate more with each other than with the rest (Louvain)."""
    from kg.relations import communities

    return communities(network)


@_answer("reciprocity")
def _reciprocity(network: nx.MultiDiGraph[str]) -> Rows[Any] | Matrix:
    """Count what was done back: events from one to the other, back, and without a direction."""
    from kg.relations import exchanges, reciprocity

    whole = reciprocity(network)
    click.echo(f"Of all together: {'unknown' if whole is None else f'{whole:.3f}'}", err=True)
    return exchanges(network)


@_answer("over-time", _step)
def _over_time(network: nx.MultiDiGraph[str], step: Any) -> Rows[Any] | Matrix:
    """Measure the network in slices of time."""
    from kg.relations import over_time

    return over_time(network, step=step)


@_answer(
    "changes",
    _step,
    click.option("--window", type=click.IntRange(min=1), default=6, help="Periods that are usual.  [default: 6]"),
    click.option("--threshold", type=float, default=3.0, help="Deviations that are sudden.  [default: 3]"),
)
def _changes(network: nx.MultiDiGraph[str], step: Any, window: int, threshold: float) -> Rows[Any] | Matrix:
    """Find periods in which the balance of a pair changed suddenly."""
    from kg.relations import changes

    return changes(network, step=step, window=window, threshold=threshold)


@_answer("chain", _first, _second)
def _chain(network: nx.MultiDiGraph[str], first: str, second: str) -> Rows[Any] | Matrix:
    """Find the shortest chain of contacts between two, with the sentence behind each link."""
    from kg.relations import chain

    return chain(network, first, second)


@_answer("similar", _who)
def _similar(network: nx.MultiDiGraph[str], who: str) -> Rows[Any] | Matrix:
    """Rank those whose contacts are most like someone's."""
    from kg.relations import similar

    return similar(network, who)


def _show(found: Rows[Any] | Matrix, form: str, limit: int | None) -> None:
    columns, records = found.columns, found.to_records()[:limit]
    if form == "json":
        emit(records)
    elif form == "csv":
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([_cell(record[c]) for c in columns] for record in records)
        click.echo(out.getvalue(), nl=False)
    elif records:
        shown = [c for c in columns if not c.endswith("_id") and c not in ("event", "articles")]
        click.echo(table(shown, [[_cell(record[c]) for c in shown] for record in records]))
    else:
        click.echo("Nothing of the kind.", err=True)


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "|".join(value) if isinstance(value, list) else value
