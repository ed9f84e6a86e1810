"""Entities and terms of office in Turtle as rows of the tables of the world."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pyoxigraph as ox

from kg.errors import KgError
from kg.namespaces import BASE, PREFIXES
from kg.rdf import terms as t
from kg.rdf.entities import read_entity, read_term
from kg.rdf.nodes import Node, group, value
from kg.world.check import Finding
from kg.world.columns import FILES
from kg.world.layers import Tables
from kg.world.tables import Row

_TABLES = {"person": "people", "organisation": "organisations", "group": "organisations", "place": "places"}
_TABLES |= {"topic": "topics"}


def read_tables(path: Path, layer: str) -> tuple[Tables, list[Finding]]:
    """The rows of a Turtle file in the project's terms, and what cannot be read of it.

    People, organisations, groups, places and topics are what has a `kg:kind`; terms of office are of the class
    `kg:Term`. A subject of other kinds is an error, for it would be lost.
    """
    text = path.read_text("utf-8", errors="replace")
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
    added = len(PREFIXES)
    try:
        nodes = group(ox.Quad(*s) for s in ox.parse(input=prefixes + text, format=ox.RdfFormat.TURTLE))
    except SyntaxError as error:
        line = max(1, (error.lineno or added + 1) - added)
        return {}, [Finding(path.name, line, "", error.msg, "correct the Turtle")]
    tables: Tables = {}
    wrong = []
    for subject, node in nodes.items():
        line = _line(text, subject)
        try:
            table, values = _row(subject, node)
        except (KgError, ValueError) as error:
            what = error.what if isinstance(error, KgError) else str(error)
            wrong.append(Finding(path.name, line, _short(subject), what, "see docs/graph.md for the terms"))
            continue
        filled = dict.fromkeys(FILES[table][1], "") | values
        filled["source"] = filled["source"] or path.name
        tables.setdefault(table, []).append(Row(Path(path.name), line, filled, layer))
    return tables, wrong


def _row(subject: str, node: Node) -> tuple[str, dict[str, str]]:
    if any(value(cls) == t.TERM.value for cls in node.get(t.A, ())):
        term = read_term(subject, node)
        end = term.end.isoformat() if term.end else ""
        return "terms", {
            "person": term.person, "office": term.office, "body": term.body, "start": term.start.isoformat(),
            "end": end, "status": term.status, "source": term.source,
        }  # fmt: skip
    if t.KIND not in node:
        raise ValueError("neither an entity, for it has no kg:kind, nor a kg:Term")
    entity = read_entity(subject, node)
    table = _TABLES.get(entity.kind)
    if table is None:
        raise ValueError(f"a {entity.kind} cannot be added")
    folder, _, key = subject.removeprefix(BASE).partition("/")
    if not key or folder != ("org" if entity.kind == "organisation" else entity.kind):
        raise ValueError(f"the IRI of a {entity.kind} begins with {BASE}{folder if key else entity.kind}/")
    values = dict(_filled(
        id=unquote(key), label=entity.label, names="|".join(entity.aliases), country=entity.country,
        wikidata=entity.wikidata, sector=entity.sector if table in ("people", "organisations") else None,
        kind=entity.kind if table == "organisations" else None,
        lat=entity.lat if table == "places" else None, lon=entity.lon if table == "places" else None,
    ))  # fmt: skip
    # The graph does not tell kinds of places and topics apart; nothing is extracted by them.
    values |= {"places": {"kind": "city"}, "topics": {"kind": "process"}}.get(table, {})
    return table, {column: values[column] for column in FILES[table][1] if column in values}


def _filled(**values: str | float | None) -> Iterator[tuple[str, str]]:
    return ((column, str(v)) for column, v in values.items() if v is not None)


def _short(subject: str) -> str:
    return unquote(subject.rsplit("/", 1)[-1])


def _line(text: str, subject: str) -> int:
    """Where the subject is first named: by its IRI, or by what follows a prefix; a parser does not say."""
    last = re.escape(subject.rsplit("/", 1)[-1])
    found = re.search(rf"^\s*(?:<{re.escape(subject)}>|[\w-]*:{last})(?=\s)", text, re.MULTILINE) or re.search(
        last, text
    )
    return text.count("\n", 0, found.end()) + 1 if found else 1
