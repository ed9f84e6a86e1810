"""A linter for GEXF: what Gephi's importer drops, merges or stops at without saying so.

The rules hold for Gephi 0.10.1 and its development version of August 2025, and for graphs whose times are dates.
A file that the GEXF schema accepts can break most of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TypeAlias
from xml.etree import ElementTree

from kg.errors import InputError
from kg.export.gexf_values import readable

Element: TypeAlias = ElementTree.Element
Found: TypeAlias = Iterator[tuple[str, str]]

GEXF = "{http://gexf.net/1.3}"
VIZ = "{http://gexf.net/1.3/viz}"
_SCHEMA_LOCATION = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"

_DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\Z")
_MOMENT = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ\Z")
# One time in an attribute that may hold a list: [2020-10-07, 2020-11-01].
_TIME = re.compile(r"[^\s\[\]<>,;]+|\A\Z")
_INTERVAL_NAMES = ("start", "end", "intervals")
_TIMESTAMP_NAMES = ("timestamp", "timestamps")
_RESERVED = {"node": {"id", "label"}, "edge": {"id", "label", "source", "target", "type", "kind"}}
_LOST_TYPES = {"anyURI", "date"}


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the importer: its name, what happens to a file that breaks it, and the check."""

    name: str
    because: str
    check: Callable[[Element], Found]


@dataclass(frozen=True, slots=True)
class Finding:
    """A place that breaks a rule."""

    rule: str
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.where}: {self.what}"


def lint(data: bytes) -> list[Finding]:
    """What Gephi would not read as it is meant.

    Parameters
    ----------
    data : bytes
        A whole GEXF file.

    Returns
    -------
    list of Finding
        Empty for a file that is read without loss; otherwise in the order of `RULES`.

    Raises
    ------
    InputError
        If the file is no XML.
    """
    try:
        root = ElementTree.parse(BytesIO(data)).getroot()
    except ElementTree.ParseError as error:
        raise InputError(f"not XML: {error}", remedy="write the file again") from error
    return [Finding(rule.name, where, what) for rule in RULES for where, what in rule.check(root)]


def _version(root: Element) -> Found:
    if root.tag != GEXF + "gexf" or root.get("version") != "1.3":
        yield "gexf", f"root {root.tag}, version {root.get('version')}"


def _schema_location(root: Element) -> Found:
    if _SCHEMA_LOCATION in root.attrib:
        yield "gexf", "has xsi:schemaLocation"


def _meta_title(root: Element) -> Found:
    if root.find(f"{GEXF}meta/{GEXF}title") is not None:
        yield "meta", "has a title"


def _undirected(root: Element) -> Found:
    default = _graph(root).get("defaultedgetype", "undirected")
    for edge in root.iter(GEXF + "edge"):
        kind = edge.get("type", default)
        if kind != default:
            yield _name(edge), f"{kind} in a graph of {default} edges"
    if default not in {"directed", "undirected"}:
        yield "graph", f"defaultedgetype {default}"


def _parallel(root: Element) -> Found:
    seen: dict[tuple[str | None, ...], str] = {}
    undirected = _graph(root).get("defaultedgetype", "undirected") == "undirected"
    for edge in root.iter(GEXF + "edge"):
        source, target = edge.get("source", ""), edge.get("target", "")
        ends = tuple(sorted((source, target))) if undirected else (source, target)
        key = (*ends, edge.get("kind"))
        if key in seen:
            yield _name(edge), f"the same ends and kind {edge.get('kind')!r} as {seen[key]}"
        seen.setdefault(key, _name(edge))


def _ids(root: Element) -> Found:
    for tag in ("node", "edge"):
        seen: set[str] = set()
        for element in root.iter(GEXF + tag):
            own = element.get("id")
            if not own or own in seen:
                yield _name(element), "its id is missing or taken"
            seen.add(own or "")


def _ends(root: Element) -> Found:
    nodes = {node.get("id") for node in root.iter(GEXF + "node")}
    for edge in root.iter(GEXF + "edge"):
        missing = [end for end in (edge.get("source"), edge.get("target")) if end not in nodes]
        if missing:
            yield _name(edge), f"no node {', '.join(map(repr, missing))}"


def _reserved(root: Element) -> Found:
    for of, attribute in _attributes(root):
        taken = _RESERVED.get(of, set()) & {attribute.get("id", ""), attribute.get("title", "")}
        if taken:
            yield _column(of, attribute), f"named {', '.join(sorted(taken))}"


def _lost_types(root: Element) -> Found:
    for of, attribute in _attributes(root):
        if attribute.get("type") in _LOST_TYPES:
            yield _column(of, attribute), f"of type {attribute.get('type')}"


def _dynamic_weight(root: Element) -> Found:
    for group in root.iter(GEXF + "attributes"):
        if group.get("class") == "edge" and group.get("mode") == "dynamic":
            for attribute in group:
                if "weight" in {attribute.get("id"), attribute.get("title")}:
                    yield "edge column weight", "dynamic"


def _values(root: Element) -> Found:
    types: dict[tuple[str, str], str] = {}
    for of, attribute in _attributes(root):
        types[of, attribute.get("id", "")] = attribute.get("type", "")
    for of in ("node", "edge"):
        for element in root.iter(GEXF + of):
            for cell in element.iterfind(f"{GEXF}attvalues/{GEXF}attvalue"):
                column, value = cell.get("for", ""), cell.get("value", "")
                if (of, column) not in types:
                    yield _name(element), f"a value for {column!r}, which is no column"
                elif not readable(value, types[of, column]):
                    yield _name(element), f"{column} is {value!r}, which is no {types[of, column]}"


def _dates(root: Element) -> Found:
    form = _DAY if _graph(root).get("timeformat") == "date" else _MOMENT
    for element in _timed(root):
        for name in (*_INTERVAL_NAMES, *_TIMESTAMP_NAMES):
            for value in _TIME.findall(element.get(name, " ")):
                if not form.match(value):
                    yield _name(element), f"{name} {value!r}"


def _time_declared(root: Element) -> Found:
    graph = _graph(root)
    wanted = {"mode": {"dynamic"}, "timeformat": {"date", "dateTime"}}
    if next(_timed(root), None) is not None:
        for name, allowed in wanted.items():
            if graph.get(name) not in allowed:
                yield "graph", f"{name} is {graph.get(name)}, with times in the file"


def _timezone(root: Element) -> Found:
    if next(_timed(root), None) is not None and _graph(root).get("timezone") != "UTC":
        yield "graph", f"timezone is {_graph(root).get('timezone')}"


def _one_representation(root: Element) -> Found:
    as_intervals = _graph(root).get("timerepresentation", "interval") == "interval"
    wrong = _TIMESTAMP_NAMES if as_intervals else _INTERVAL_NAMES
    for element in _timed(root):
        for name in wrong:
            if name in element.attrib:
                yield _name(element), f"{name} in a graph of {'intervals' if as_intervals else 'timestamps'}"


def _spells(root: Element) -> Found:
    for tag in ("node", "edge"):
        for element in root.iter(GEXF + tag):
            spells = [(s.get("start", ""), s.get("end", "~")) for s in element.iterfind(f"{GEXF}spells/{GEXF}spell")]
            last = ""
            for start, end in sorted(spells):
                if end < start:
                    yield _name(element), f"a spell from {start} back to {end}"
                elif start <= last:
                    yield _name(element), f"the spell from {start} overlaps the one until {last}"
                last = max(last, end)


def _colours(root: Element) -> Found:
    for owner, colour in _owned(root, VIZ + "color"):
        if set(colour.attrib) != {"r", "g", "b"}:
            yield _name(owner), f"colour with {', '.join(sorted(colour.attrib))}"
        elif not all(v.isdecimal() and int(v) <= 255 for v in colour.attrib.values()):
            yield _name(owner), f"colour {', '.join(colour.attrib.values())}"


def _positions(root: Element) -> Found:
    for owner, position in _owned(root, VIZ + "position"):
        for axis in ("x", "y", "z"):
            if not readable(position.get(axis, ""), "double"):
                yield _name(owner), f"{axis} is {position.get(axis)}"


RULES = (
    Rule("version", "other versions are read by older rules, or not at all", _version),
    Rule("schema-location", "the XSD of 1.3 is wrong about colours and positions: name none", _schema_location),
    Rule("meta-title", "GEXF 1.3 has no title there", _meta_title),
    Rule("edge-direction", "an edge of another direction than the default is dropped or turned", _undirected),
    Rule("parallel-edges", "edges with the same ends and the same kind become one", _parallel),
    Rule("ids", "two elements of one id become one, or the second is dropped", _ids),
    Rule("ends", "an edge to a node that is not there is dropped, or gets a node without a name", _ends),
    Rule("reserved-name", "a column of that name is taken for GEXF's own property", _reserved),
    Rule("column-type", "columns of that type are lost: use string or liststring", _lost_types),
    Rule("dynamic-weight", "an edge with only a fixed weight then weighs nothing", _dynamic_weight),
    Rule("value", "a value that does not fit its column is dropped", _values),
    Rule("date-form", "only YYYY-MM-DD, or YYYY-MM-DDThh:mm:ssZ by timeformat; another date stops the import", _dates),
    Rule("time-declared", "times are read as numbers, or not at all", _time_declared),
    Rule("timezone", "days are read in the zone of whoever imports, and move", _timezone),
    Rule("one-representation", "intervals and timestamps cannot be mixed: the others are dropped", _one_representation),
    Rule("spells", "spells that overlap or end before they start are dropped", _spells),
    Rule("colour", "only r, g and b from 0 to 255 are safe: no a, no hex", _colours),
    Rule("position", "a position needs three numbers", _positions),
)


def _graph(root: Element) -> Element:
    graph = root.find(GEXF + "graph")
    return graph if graph is not None else ElementTree.Element(GEXF + "graph")


def _attributes(root: Element) -> Iterator[tuple[str, Element]]:
    for group in root.iter(GEXF + "attributes"):
        for attribute in group.iterfind(GEXF + "attribute"):
            yield group.get("class", ""), attribute


def _timed(root: Element) -> Iterator[Element]:
    names = {*_INTERVAL_NAMES, *_TIMESTAMP_NAMES}
    return (element for element in root.iter() if names & element.attrib.keys())


def _owned(root: Element, tag: str) -> Iterator[tuple[Element, Element]]:
    for owner_tag in ("node", "edge"):
        for owner in root.iter(GEXF + owner_tag):
            for element in owner.iterfind(tag):
                yield owner, element


def _column(of: str, attribute: Element) -> str:
    return f"{of} column {attribute.get('id')}"


def _name(element: Element) -> str:
    return f"{element.tag.rsplit('}', 1)[-1]} {element.get('id', '')}".strip()
