"""The result of a query to Wikidata as rows of tables: who held which office, of which state, from when to when.

A result has a column for each of `person`, `personLabel`, `office`, `country` and `start`, and may have `end`,
`startPrecision`, `endPrecision`, `personAltLabel` and `gender`; docs/world.md has the query.
"""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from kg.errors import InputError, TableError
from kg.model import Entity, Term, TimeSpan
from kg.namespaces import entity_iri
from kg.world import World
from kg.world.check import Finding
from kg.world.cities import alpha3
from kg.world.columns import FILES
from kg.world.layers import Tables
from kg.world.names import SPECIAL, fold, words
from kg.world.overlaps import TOLERANCE
from kg.world.tables import Row

NEEDED = ("person", "personLabel", "office", "country", "start")
_ITEM = re.compile(r"(?:https?://www\.wikidata\.org/entity/)?(Q[1-9]\d*)\Z")
_DAY = re.compile(r"\+?(\d{4}-\d{2}-\d{2})(?:T.*)?\Z")
# Digits of an ISO date that a time of Wikidata's precision has: 9 is a year, 10 a month, 11 a day.
_CUT = {"9": 4, "10": 7, "11": 10}
_GENDERS = {"Q6581097": "m", "Q6581072": "f", "male": "m", "female": "f", "m": "m", "f": "f"}
_LEAST_WORDS = 2
_HEAD_OF_STATE, _HEAD_OF_GOVERNMENT = "head_of_state", "head_of_government"


@dataclass(frozen=True, slots=True)
class Imported:
    """Rows made of a result.

    Parameters
    ----------
    incomplete : list of Finding
        Results that say too little, as some of Wikidata always do.
    wrong : list of Finding
        Results that cannot be understood.
    known : int
        Results that the tables have already.
    """

    tables: Tables
    incomplete: list[Finding]
    wrong: list[Finding]
    known: int


@dataclass(slots=True)
class _Import:
    world: World
    common: frozenset[str]
    file: Path
    layer: str
    people: dict[str, Row] = field(default_factory=dict)
    terms: dict[tuple[str, str, str, str], Row] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    known: int = 0

    def take(self, line: int, values: dict[str, str]) -> None:
        """Make rows of one result; raises TableError where it is wrong."""
        said = Row(self.file, line, values, self.layer)
        office, body = self._office(said), self._body(said)
        start, end = _when(said, "start"), _when(said, "end")
        person = self._person(said)
        if end and TimeSpan.on(start).earliest > TimeSpan.on(end).latest:
            raise said.wrong(f"starts {start}, after it ends {end}", "correct it, in Wikidata too")
        old = self._told(person, office, body, start, end)
        if old and (old.end or not end or old.office != office):
            self.known += 1
            return
        if old:
            start = old.start.isoformat()
        row = self._row("terms", line, person=person, office=office, body=body, start=start, end=end)
        key = (person, office, body, start)
        if key not in self.terms or (end and not self.terms[key]["end"]):
            self.terms[key] = row

    def by_office(self) -> list[Row]:
        """The terms, without the heads of government who are heads of state."""
        heads = {(person, body, start) for person, office, body, start in self.terms if office == _HEAD_OF_STATE}
        kept = [
            row
            for (person, office, body, start), row in self.terms.items()
            if office != _HEAD_OF_GOVERNMENT or (person, body, start) not in heads
        ]
        self.known += len(self.terms) - len(kept)
        return kept

    def _row(self, table: str, line: int, **values: str) -> Row:
        columns = FILES[table][1]
        filled = dict.fromkeys(columns, "") | values | {"source": self.file.name}
        return Row(self.file, line, filled, self.layer)

    def _told(self, person: str, office: str, body: str, start: str, end: str) -> Term | None:
        """The term of the tables that this one is, give or take some days of handover."""
        slack = timedelta(days=TOLERANCE)
        first = TimeSpan.on(start).earliest
        last = TimeSpan.on(end).latest if end else date.max
        for term in self.world.offices.terms(person):
            if term.body != body or term.office not in _same(office):
                continue
            if abs(first - term.start) <= slack:
                return term
            if first < (term.end or date.max) - slack and (last == date.max or term.start < last - slack):
                return term
        return None

    def _office(self, said: Row) -> str:
        name = said.needed("office").replace("_", " ").casefold()
        offices = self.world.offices
        if name.replace(" ", "_") in offices.kinds():
            return name.replace(" ", "_")
        found = offices.offices_of(name, said["country"])
        if not found:
            raise said.wrong(f"unknown office {said['office']!r}", "use an id or a title of seeds/world/offices.csv")
        return found[0]

    def _body(self, said: Row) -> str:
        code = said.needed("country").upper()
        key = (alpha3(code) if len(code) == len("TR") else code) or code
        if self.world.state(key) is None:
            raise said.wrong(f"unknown country {said['country']!r}", "use an ISO 3166-1 code, as Turkey's TUR or TR")
        return key

    def _person(self, said: Row) -> str:
        item = _ITEM.match(said["person"])
        assert item is not None  # such results are incomplete
        qid, label = item[1], said["personLabel"]
        if qid in self.ids:
            return self.ids[qid]
        entity = self._entity(qid, label, self._body(said))
        other = tuple(n.strip() for n in said.values.get("personAltLabel", "").split(","))
        names = [n for n in other if len(words(n)) >= _LEAST_WORDS and n[0].isupper() and n != label and "|" not in n]
        key = self.world.key(entity) if entity else self._new_id(label, qid)
        self.ids[qid] = key
        if entity is None or entity.wikidata is None or set(names) - {entity.label, *entity.aliases}:
            last = label.split()[-1]
            self.people[key] = self._row(
                "people",
                said.line,
                id=key,
                label=entity.label if entity else label,
                names="|".join(names if entity is None or label == entity.label else [label, *names]),
                # Mr Said is not every "said".
                surname=label if entity is None and fold(last) in self.common else "",
                country=self._body(said) if entity is None else "",
                sector="GOV" if entity is None else "",
                gender=_GENDERS.get(said.values.get("gender", "").rsplit("/", 1)[-1], ""),
                wikidata=qid,
            )
        return key

    def _entity(self, qid: str, label: str, country: str) -> Entity | None:
        """Whom the tables have by this item or, where they know of none, by name and country."""
        if qid in self.world.by_wikidata:
            return self.world.by_wikidata[qid]
        named = {n.entity.id: n.entity for n in self.world.find(label) if n.form == "name"}
        found = [e for e in named.values() if e.kind == "person" and not e.wikidata and e.country == country]
        return found[0] if len(found) == 1 else None

    def _new_id(self, label: str, qid: str) -> str:
        plain = unicodedata.normalize("NFKD", label.translate(SPECIAL)).encode("ascii", "ignore").decode()
        slug = re.sub(r"\W+", "_", plain).strip("_") or qid
        taken = entity_iri("person", slug) in self.world.entities or slug in self.ids.values()
        return f"{slug}_{qid}" if taken else slug


def read_result(path: Path, layer: str, world: World, common: frozenset[str]) -> Imported:
    """Make rows of a result file: SPARQL 1.1 results in JSON or CSV, as the query service gives them.

    Whom the tables have by the item, or by name and country, keeps the id there. A term that they have is not repeated,
    but ended where only the result knows its end.

    Parameters
    ----------
    layer : str
        The layer that the rows are for.
    world : World
        What is known already.
    common : frozenset of str
        Folded words that must not be somebody's only name.

    Raises
    ------
    InputError
        The file is no such result, or has not got the columns.
    """
    making = _Import(world, common, Path(path.name), layer)
    incomplete, wrong = [], []
    for line, values in _results(path):
        lacks = _lacks(values)
        if lacks:
            incomplete.append(Finding(path.name, line, values["person"], lacks, "complete it in Wikidata"))
            continue
        try:
            making.take(line, values)
        except TableError as error:
            wrong.append(Finding(path.name, line, values["personLabel"], error.what, error.remedy or ""))
    tables = {"people": list(making.people.values()), "terms": making.by_office()}
    return Imported({name: rows for name, rows in tables.items() if rows}, incomplete, wrong, making.known)


def _same(office: str) -> tuple[str, ...]:
    """A president who heads the government is head of state only in the tables, and both in Wikidata."""
    return (office, _HEAD_OF_STATE) if office == _HEAD_OF_GOVERNMENT else (office,)


def _lacks(values: dict[str, str]) -> str:
    if not _ITEM.match(values["person"]):
        return "nobody in particular"
    if not values["personLabel"] or _ITEM.match(values["personLabel"]):
        return "no English name"
    # Where Wikidata knows that there is a value but not which, it gives a blank node.
    return "" if _DAY.match(values["start"]) else "no start"


def _when(said: Row, column: str) -> str:
    text = said.values.get(column, "")
    day = _DAY.match(text)
    if not day:
        return ""
    precision = said.values.get(f"{column}Precision", "") or "11"
    try:
        date.fromisoformat(day[1])
        return day[1][: _CUT[precision]]
    except (ValueError, KeyError):
        raise said.wrong(
            f"{column} is {text!r}, to a precision of {precision}", "give a day, a month or a year"
        ) from None


def _results(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The results with their lines; those of a JSON file are counted from 1."""
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"not UTF-8 at byte {error.start}", where=path.name, remedy="save it as UTF-8") from error
    columns, results = _json(path, text) if text.lstrip().startswith(("{", "[")) else _csv(text)
    missing = [column for column in NEEDED if column not in columns]
    if missing:
        raise InputError(
            f"no column {', '.join(missing)}", where=path.name, remedy="run the query that docs/world.md gives"
        )
    for line, values in results:
        yield line, dict.fromkeys(NEEDED, "") | values


def _csv(text: str) -> tuple[list[str], Iterator[tuple[int, dict[str, str]]]]:
    reader = csv.DictReader(io.StringIO(text, newline=""), restkey="", restval="")
    columns = list(reader.fieldnames or ())
    return columns, ((reader.line_num, {c: (row[c] or "").strip() for c in columns}) for row in reader)


def _json(path: Path, text: str) -> tuple[list[str], Iterator[tuple[int, dict[str, str]]]]:
    try:
        told = json.loads(text)
        columns = [str(name) for name in told["head"]["vars"]]
        rows = [{str(k): str(v["value"]).strip() for k, v in row.items()} for row in told["results"]["bindings"]]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(
            "not a result in SPARQL 1.1 JSON",
            where=path.name,
            remedy="download it from the query service as JSON or CSV",
        ) from error
    return columns, iter(enumerate(rows, start=1))
