"""`kg world`: the tables of people, offices and places."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from kg.cli.layers import add, import_, list_, remove
from kg.cli.options import emit, json_option
from kg.cli.tables import table

if TYPE_CHECKING:
    from kg.model import Entity, Term
    from kg.world import World

_DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def world() -> None:
    """Look things up in the tables of the world, and lay your own over them."""


@world.command()
@click.argument("office", required=False)
@click.argument("country", required=False)
@click.option("--on", metavar="YYYY-MM-DD", type=_DAY, help="The day.  [default: today]")
@click.option(
    "--batch", type=click.File(encoding="utf-8"), help='A question a line: {"office": ..., "country": ..., "on": ...}'
)
@json_option
def who(office: str | None, country: str | None, on: datetime | None, batch: TextIO | None, as_json: bool) -> None:
    """Say who held an office on a day.

    \b
    kg world who head_of_state TUR --on 2009-05-01
    kg world who "foreign minister" Turkey
    kg world who --batch FILE       an answer a line, as JSON
    """
    from kg.errors import UsageError
    from kg.world import world as load

    if batch is not None:
        if office or country or on:
            raise UsageError("--batch has its own offices, countries and days", remedy="leave the others out")
        _batch(load(), batch)
        return
    if not office or not country:
        raise UsageError("an office and a country are needed", remedy="or questions in a file, with --batch")
    known = load()
    day = on.date() if on else date.today()
    terms = _terms(known, office, _body(known, country), day)
    if as_json:
        emit({"people": _people(known, terms)})
        return
    rows = [(known.person(t.person).label, t.office, t.start, t.end, t.status, t.source) for t in terms]
    click.echo(table(("person", "office", "since", "until", "status", "source"), rows))


@world.command()
@click.argument("name")
@click.option("--on", metavar="YYYY-MM-DD", type=_DAY, help="The day.  [default: today]")
@click.option("--context", default="", help="The text around it: whom and what it names counts.")
@json_option
def find(name: str, on: datetime | None, context: str, as_json: bool) -> None:
    r"""Say whom or what a name or a role may mean on a day, the likeliest first, and why.

    \b
    kg world find Aliyev --on 2001-05-01
    kg world find "the then French president" --on 2006-03-01
    kg world find "his Russian counterpart" --context "Hakan Fidan called" --on 2024-03-01
    kg world find "Armenian Foreign Ministry"
    """
    from kg.errors import NotFoundError
    from kg.world import world as load
    from kg.world.candidates import candidates

    found = candidates(load(), name, on=on.date() if on else date.today(), context=context)
    if not found:
        raise NotFoundError(f"no table has the name {name!r}", remedy="try another spelling, or only a part of it")
    if as_json:
        emit([_entity(c.entity, c.form) | {"score": c.score, "reasons": list(c.reasons)} for c in found])
    else:
        rows = [
            (
                c.entity.label,
                c.entity.kind,
                c.form,
                f"{c.score:.2f}",
                c.entity.country,
                "; ".join(c.reasons),
                c.entity.id,
            )
            for c in found
        ]
        click.echo(table(("label", "kind", "as", "score", "country", "because", "id"), rows))


@world.command()
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@json_option
@click.pass_context
def check(ctx: click.Context, folder: Path | None, as_json: bool) -> None:
    """Check the tables of a folder, by default all in use, and list everything that is wrong."""
    from kg.resources import folder as shipped
    from kg.world.check import check as findings
    from kg.world.layers import installed

    found = findings(folder) if folder else findings(shipped("seeds") / "world", installed())
    if as_json:
        emit([asdict(finding) for finding in found])
    elif found:
        rows = [(f"{f.file}:{f.line}", f.value, f.what, f.remedy) for f in found]
        click.echo(table(("where", "says", "what is wrong", "what to do"), rows))
    else:
        click.echo("The tables are all right.")
    if found:
        ctx.exit(1)


for command in (add, import_, list_, remove):
    world.add_command(command)


def _batch(known: World, lines: Iterable[str]) -> None:
    from kg.errors import UsageError

    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            asked = json.loads(line)
            office, country, on = str(asked["office"]), str(asked["country"]), date.fromisoformat(asked["on"])
        except (ValueError, KeyError, TypeError) as error:
            raise UsageError(
                "not a question",
                where=f"line {number}",
                remedy='write {"office": ..., "country": ..., "on": "2009-05-01"}',
            ) from error
        people = _people(known, known.offices.who(office, country, on))
        click.echo(json.dumps({"people": people}, ensure_ascii=False))


def _people(known: World, terms: Iterable[Term]) -> list[dict[str, Any]]:
    people = {t.person: known.person(t.person) for t in terms}
    return [{"name": p.label, "wikidata": p.wikidata} for p in people.values()]


def _terms(known: World, office: str, body: str, on: date) -> list[Term]:
    """By the office's id or, failing that, by a title."""
    return known.offices.who(office, body, on) or known.offices.holders(office.replace("_", " "), body, on)


def _body(known: World, name: str) -> str:
    from kg.errors import NotFoundError

    if known.body(name):
        return name
    if known.body(name.upper()):
        return name.upper()
    bodies = [n.entity for n in known.find(name) if n.entity.kind in ("state", "organisation", "group")]
    if not bodies:
        raise NotFoundError(f"no state or organisation is called {name!r}", remedy="look it up: kg world find NAME")
    return known.key(bodies[0])


def _entity(entity: Entity, form: str) -> dict[str, Any]:
    return {
        "id": entity.id,
        "label": entity.label,
        "aliases": list(entity.aliases),
        "kind": entity.kind,
        "as": form,
        "country": entity.country,
        "sector": entity.sector,
        "wikidata": entity.wikidata,
    }
