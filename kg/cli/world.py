"""`kg world`: the tables of people, offices and places."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TextIO

import click

from kg.cli.options import emit, json_option
from kg.cli.tables import table

if TYPE_CHECKING:
    from kg.model import Entity, Term
    from kg.world import World

_DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def world() -> None:
    """Look things up in the tables of the world: people, offices, states, places."""


@world.command()
@click.argument("office", required=False)
@click.argument("country", required=False)
@click.option("--on", metavar="YYYY-MM-DD", type=_DAY, help="The day.  [default: today]")
@click.option(
    "--batch", type=click.File(encoding="utf-8"), help='A question a line: {"office": ..., "country": ..., "on": ...}'
)
@json_option
def who(office: str | None, country: str | None, on: datetime | None, batch: TextIO | None, as_json: bool) -> None:
    r"""Say who held an office on a day.

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
@json_option
def find(name: str, as_json: bool) -> None:
    """Say whom or what a name may stand for."""
    from kg.errors import NotFoundError
    from kg.world import world as load

    found: dict[str, tuple[Entity, str]] = {}
    known = load()
    for entry in known.find(name):
        found.setdefault(entry.entity.id, (entry.entity, entry.form))
    if not found:
        raise NotFoundError(f"no table has the name {name!r}", remedy="try another spelling, or only a part of it")
    if as_json:
        emit([_entity(entity, form) for entity, form in found.values()])
    else:
        rows = [(e.label, e.kind, form, e.country, e.wikidata, e.id) for e, form in found.values()]
        click.echo(table(("label", "kind", "as", "country", "wikidata", "id"), rows))


@world.command()
@json_option
def check(as_json: bool) -> None:
    """Check the tables: a wrong row is an error, two in one office on one day a place to look."""
    from kg.world import world as load

    known = load()
    kinds = sorted({e.kind for e in known.entities.values()})
    counts = {kind: sum(e.kind == kind for e in known.entities.values()) for kind in kinds}
    overlaps = list(_overlaps(known))
    if as_json:
        emit(
            {
                "entities": counts,
                "overlaps": [dict(zip(("office", "body", "first", "second"), o, strict=True)) for o in overlaps],
            }
        )
    else:
        click.echo(table(("entities", "number"), counts.items()))
        if overlaps:
            click.echo("\n" + table(("office", "body", "in office", "and also"), overlaps))


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


def _overlaps(known: World) -> Iterator[tuple[str, str, str, str]]:
    """Pairs of plain terms of one office that share more than the day of change; not of offices that many hold."""
    from kg.world.offices import GENERIC

    held: dict[tuple[str, str], list[Term]] = {}
    for entity in known.entities.values():
        for term in known.offices.terms(known.key(entity)) if entity.kind == "person" else ():
            if not term.status and term.office not in GENERIC:
                held.setdefault((term.office, term.body), []).append(term)
    for (office, body), terms in sorted(held.items()):
        ordered = sorted(terms, key=lambda t: (t.start, t.person))
        for first, second in pairwise(ordered):
            if first.person != second.person and (first.end is None or second.start < first.end):
                yield office, body, _term(first), _term(second)


def _term(term: Term) -> str:
    return f"{term.person} {term.start}/{term.end or ''}"


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
