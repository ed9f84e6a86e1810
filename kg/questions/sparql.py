"""A reading as SPARQL over the graph of events, for the engine to run and for people to read.

Every condition is a sub-select of its own, for the engine joins those far faster than one long group.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import pyoxigraph as ox

from kg.model import TimeSpan
from kg.namespaces import PREFIXES
from kg.questions.kinds import Kind, Office
from kg.questions.reading import About, Named, Open, Participant, Reading, Side, When

_SIDES: dict[Side, str] = {
    "actor": "kg:actor", "recipient": "kg:recipient", "mediator": "kg:mediator",
    "side": "kg:actor|kg:recipient", "party": "sem:hasActor", "anything": "sem:hasActor|sem:hasPlace|kg:topic",
}  # fmt: skip
# The variables of each column, those with a label beside them first.
ENTITIES = ("who", "whom", "where", "topic")
_LOCAL = re.compile(r"[A-Za-z_](?:[\w-]*\w)?\Z", re.ASCII)
# People of these sectors do not act for the state they belong to.
_AGAINST = '("OPP", "REB")'


@dataclass(frozen=True, slots=True)
class Query:
    """A query and another that finds the events behind its rows."""

    text: str
    columns: tuple[str, ...]
    events: str


def query(reading: Reading) -> Query:
    """The SPARQL of a reading."""
    where = list(_where(reading))
    events = _write("SELECT DISTINCT ?event", [*where, *_slots(reading)], "ORDER BY ?event")
    if reading.order in ("first", "last") and reading.ask == "rows":
        where = [_extreme(reading, where)]
        events = _write("SELECT DISTINCT ?event", [*where, *_slots(reading)], "ORDER BY ?event")
    if reading.ask == "did":
        return Query(_write("ASK", [*where, *_slots(reading)], ""), ("answer",), events)
    if reading.ask == "times":
        return Query(
            _write("SELECT (COUNT(DISTINCT ?event) AS ?times)", [*where, *_slots(reading)], ""), ("times",), events
        )
    if reading.ask == "number":
        head = f"SELECT (COUNT(DISTINCT ?{reading.opens[0].column}) AS ?number)"
        return Query(_write(head, [*where, *_slots(reading)], ""), ("number",), events)
    return _rows(reading, where, events)


def _rows(reading: Reading, where: list[str], events: str) -> Query:
    columns = tuple(o.column for o in reading.opens)
    if {"who", "whom"} <= set(columns):
        columns = ("who", "whom", *(c for c in columns if c not in ("who", "whom", "when")), "when")
        where = [
            *where,
            *_slots(reading),
            *([] if any(o.column == "when" for o in reading.opens) else [_TIME.replace("{ ", "OPTIONAL { ", 1)]),
        ]
        names = " ".join(_labelled(c) for c in columns)
        text = _write(
            f"SELECT DISTINCT ?event {names}", [*where, *_labels(columns)], "ORDER BY ?day ?event ?whoLabel ?whomLabel"
        )
        return Query(text.replace("?when", "?when ?day", 1), columns, events)
    if "event" in columns:
        text = _write(
            "SELECT DISTINCT ?when ?what ?event", [*where, *_slots(reading), _WHAT, _DAY], "ORDER BY ?day ?event"
        )
        return Query(text.replace("?when", "?when ?day", 1), ("when", "what", "event"), events)
    names = " ".join(_labelled(c) for c in columns)
    slots = [*where, *_slots(reading)]
    if reading.order == "most" and columns == ("who",):
        return Query(_most(slots), ("who", "times"), events)
    order = {"when": "MIN(?day)"}.get(columns[0], "DESC(COUNT(DISTINCT ?event))")
    bound = f"HAVING (COUNT(DISTINCT ?event) > {reading.more_than}) " if reading.more_than is not None else ""
    tail = f"GROUP BY {names} {bound}ORDER BY {order} {names}"
    return Query(_write(f"SELECT {names}", [*slots, *_labels(columns)], tail), columns, events)


_TIME = "{ ?event kg:start ?when ; kg:earliest ?day }"
_DAY = "OPTIONAL { ?event kg:start ?when ; kg:earliest ?day }"
_WHAT = "{ SELECT ?event ?what { ?event kg:eventType ?what } }"


def _most(parts: list[str]) -> str:
    inner = _write("SELECT ?who (COUNT(DISTINCT ?event) AS ?times)", parts, "GROUP BY ?who")
    top = f"{{ SELECT (MAX(?times) AS ?most) {{\n{_indent(f'{{ {inner} }}')}\n}} }}"
    return _write("SELECT ?who ?whoLabel ?times", [top, f"{{ {inner} }}", *_labels(("who",)), "FILTER(?times = ?most)"], "ORDER BY ?whoLabel")  # fmt: skip


def _extreme(reading: Reading, where: list[str]) -> str:
    """The first or last event of those that meet the conditions."""
    direction = "?day" if reading.order == "first" else "DESC(?day)"
    parts = [*where, *_slots(replace(reading, order="")), "{ SELECT ?event ?day { ?event kg:earliest ?day } }"]
    return f"{{ {_write('SELECT ?event', parts, f'GROUP BY ?event ?day ORDER BY {direction} ?event LIMIT 1')} }}"


def _write(head: str, parts: Iterable[str], tail: str) -> str:
    body = "\n".join(_indent(p) for p in parts)
    return f"{head} {{\n{body}\n}} {tail}".rstrip()


def _indent(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.split("\n"))


def _labelled(column: str) -> str:
    return f"?{column} ?{column}Label" if column in ENTITIES else f"?{column}"


def _labels(columns: Iterable[str]) -> Iterator[str]:
    for column in columns:
        if column in ENTITIES:
            yield f"OPTIONAL {{ ?{column} rdfs:label ?{column}Label }}"


# Conditions -----------------------------------------------------------------------------------


def _where(reading: Reading) -> Iterator[str]:
    yield _events(reading)
    for number, participant in enumerate(reading.participants, 1):
        yield _participant(participant, number)
    for place in reading.places:
        yield _place(place, visit="visit" in reading.wanted.modes)
    for topic in reading.topics:
        yield _select(
            "?event", f"{_values('?about', topic.entities)}?event kg:topic {_object('?about', topic.entities)}"
        )


def _events(reading: Reading) -> str:
    """Which events: type, mode and time, which belong to the event itself and stand in one group."""
    wanted, status = reading.wanted, reading.status
    types = [f"plover:{t}" for t in wanted.types]
    values = f"VALUES ?type {{ {' '.join(types)} }} " if len(types) > 1 else ""
    kind = "?type" if len(types) > 1 else (types[0] if types else "?type")
    if status == "occurred":
        pattern = f"{values}?event a {kind if types else 'sem:Event'}"
    else:
        pattern = f'{values}?event a kg:UnrealisedEvent ; kg:eventType {kind} ; kg:status "{status}"'
    if reading.times:
        pattern += " ; kg:earliest ?earliest ; kg:latest ?latest ; kg:start ?start ; kg:end ?end"
    if len(wanted.modes) == 1:
        pattern += f' ; kg:mode "{wanted.modes[0]}"'
    elif wanted.modes:
        pattern += f" ; kg:mode ?mode FILTER(?mode IN ({', '.join(_text(m) for m in wanted.modes)}))"
    for when in reading.times:
        pattern += f"\n  FILTER({_when(when)})"
    if wanted.contact == "meet":
        pattern += '\n  FILTER NOT EXISTS { ?event kg:mode "phone" }'
    if wanted.contact in ("meet", "talk"):
        pattern += '\n  FILTER NOT EXISTS { ?event kg:mode "visit" ; kg:recipient ?host . ?host kg:kind "state" }'
    return _select("?event", pattern)


def _participant(participant: Participant, number: int) -> str:
    variants = [v for named in participant.who for v in _named(named, _SIDES[participant.side], f"?p{number}")]
    if len(variants) == 1:
        return _select("?event", variants[0])
    return _select("?event", " UNION ".join(f"{{ {v} }}" for v in variants))


def _named(named: Named, side: str, variable: str) -> Iterator[str]:
    if named.offices:
        yield _held(variable, side, named.offices, (named.body,))
        yield f"?event {side} {variable} ; kg:party ?node . ?node kg:entity {variable} ; kg:role {_text(named.role)}"
    elif named.country:
        code = _text(named.country)
        yield f"?event {side} {variable} . {variable} kg:country {code} {_acting(variable)}"
    else:
        yield f"{_values(variable, named.entities)}?event {side} {_object(variable, named.entities)}"


def _acting(variable: str) -> str:
    return f"FILTER NOT EXISTS {{ {variable} kg:sector ?sector FILTER(?sector IN {_AGAINST}) }}"


def _held(variable: str, side: str, offices: tuple[Office, ...], bodies: tuple[str, ...]) -> str:
    """Who held one of the offices on the day of the event, or at any time if the day is unknown."""
    tests = " || ".join(_office(o) for o in offices)
    at = f"{_values('?body', bodies)}" if bodies else ""
    return (
        f"{at}?term org:member {variable} ; org:organization {_object('?body', bodies) if bodies else '?body'} ;"
        f" kg:office ?office ; kg:start ?since\n  FILTER({tests})\n  OPTIONAL {{ ?term kg:end ?until }}\n"
        f"  ?event {side} {variable}\n  OPTIONAL {{ ?event kg:earliest ?from ; kg:latest ?to }}\n"
        "  FILTER(!BOUND(?from) || (?since <= ?to && (!BOUND(?until) || ?until >= ?from)))"
    )


def _office(office: Office) -> str:
    test = f"?office = {_text(office.name)}"
    for states, word in ((office.only, "IN"), (office.but, "NOT IN")):
        if states:
            test += f" && ?body {word} ({', '.join(f'state:{s}' for s in states)})"
    return f"({test})" if "&&" in test else test


def _place(place: About, *, visit: bool) -> str:
    if not place.country:
        return _select(
            "?event", f"{_values('?place', place.entities)}?event sem:hasPlace {_object('?place', place.entities)}"
        )
    code = _text(place.country)
    within = f"?event sem:hasPlace ?place . ?place kg:country {code}"
    if not visit:
        return _select("?event", within)
    return _select("?event", f"{{ {within} }} UNION {{ ?event kg:recipient ?host . ?host kg:country {code} }}")


def _when(when: When) -> str:
    if when.span is not None:
        return _test(when, when.span)
    day = f" && DAY(?earliest) = {when.day}" if when.day else ""
    return f"DATATYPE(?start) != xsd:gYear && MONTH(?earliest) = {when.month}{day}"


def _test(when: When, span: TimeSpan) -> str:
    first, last = (f'"{d.isoformat()}"^^xsd:date' for d in (span.earliest, span.latest))
    if when.relation == "before":
        return f"?latest < {first}"
    if when.relation == "after":
        return f"?earliest > {last}"
    if when.relation == "since":
        return f"?earliest >= {first}"
    if when.relation == "until":
        return f"?latest <= {last}"
    # What lasted, or has a known day, is in a time that it overlaps; what has one year or month must lie within.
    known = f"DATATYPE(?start) = xsd:date || ?start != ?end || (?earliest >= {first} && ?latest <= {last})"
    return f"?earliest <= {last} && ?latest >= {first} && ({known})"


# Open slots -----------------------------------------------------------------------------------


def _slots(reading: Reading) -> Iterator[str]:
    columns = {o.column: o for o in reading.opens}
    if "whom" in columns and "who" in columns:
        yield _pair(columns["who"], columns["whom"])
        for column in ("who", "whom"):
            yield from _of_kind(f"?{column}", columns[column].kind)
    elif "who" in columns:
        yield from _who(columns["who"], reading)
    for column in columns:
        if column in _COLUMNS:
            yield _COLUMNS[column]


_COLUMNS = {
    "when": _TIME,
    "where": "{ SELECT ?event ?where { ?event sem:hasPlace ?where } }",
    "topic": "{ SELECT ?event ?topic { ?event kg:topic ?topic } }",
    "article": "{ SELECT ?event ?article { ?event kg:hasClaim ?claim . ?claim prov:wasQuotedFrom ?text . ?text schema:identifier ?article } }",
}


def _who(slot: Open, reading: Reading) -> Iterator[str]:
    side = _SIDES[slot.side]
    alike = [p for p in reading.participants if slot.side in ("side", "party") or p.side == slot.side]
    if slot.kind.offices:
        yield _of_office(slot, side)
    elif slot.kind.entities == ("state",):
        # Whoever acts for a state counts as the state.
        yield _select("?event ?party", f"?event {side} ?party")
        yield _select(
            "?party ?code",
            f'?party kg:kind ?kind ; kg:country ?code FILTER(?kind IN ("state", "person")) {_acting("?party")}',
        )
        yield _select("?who ?code", '?who kg:kind "state" ; kg:country ?code')
    else:
        yield _select("?event ?who", f"?event {side} ?who")
    yield from _of_kind("?who", slot.kind)
    others = [iri for p in alike for n in p.who for iri in n.entities]
    if others:
        yield f"FILTER(?who NOT IN ({', '.join(map(_iri, others))}))"
    for country in dict.fromkeys(n.country for p in reading.participants for n in p.who if n.country):
        if len(reading.participants) == 1 or reading.wanted.symmetric:
            yield f"FILTER NOT EXISTS {{ ?who kg:country {_text(country)} }}"
    for number, participant in enumerate(alike, 1):
        if any(n.offices for n in participant.who):
            held = next(n for n in participant.who if n.offices)
            yield f"FILTER NOT EXISTS {{ {_held('?who', side, held.offices, (held.body,))} }}"
            _ = number


def _of_kind(variable: str, kind: Kind) -> Iterator[str]:
    if kind.entities and kind.entities != ("state",):
        one = len(kind.entities) == 1
        test = (
            f" kg:kind {_text(kind.entities[0])}"
            if one
            else f" kg:kind ?kind FILTER(?kind IN ({', '.join(map(_text, kind.entities))}))"
        )
        yield _select(f"DISTINCT {variable}", variable + test)
    if kind.countries:
        codes = " ".join(map(_text, kind.countries))
        yield f"{{ SELECT DISTINCT {variable} {{ VALUES ?of {{ {codes} }} {variable} kg:country ?of }} }}"


def _of_office(slot: Open, side: str) -> str:
    """Who held an office by the tables, or is called so by the article that tells of the event."""
    pattern = slot.kind.title.replace(".", "\\\\.")
    called = f'?event {side} ?who ; kg:party ?node . ?node kg:entity ?who ; kg:role ?role FILTER(REGEX(?role, "^{pattern}( of|$)", "i"))'
    if slot.kind.bodies:
        called += (
            f' {_values("?body", slot.kind.bodies)}?body rdfs:label ?name FILTER(STRENDS(?role, CONCAT(" of ", ?name)))'
        )
    return f"{{ SELECT DISTINCT ?event ?who {{\n  {{ {_held('?who', side, slot.kind.offices, slot.kind.bodies)} }}\n  UNION {{ {called} }}\n}} }}"  # fmt: skip


def _pair(who: Open, whom: Open) -> str:
    directed = "{ SELECT ?event ?who ?whom { ?event kg:actor ?who ; kg:recipient ?whom } }"
    if who.side not in ("party", "side"):
        return directed.replace("kg:actor", _SIDES[who.side]).replace("kg:recipient", _SIDES[whom.side])
    return (
        "{ SELECT DISTINCT ?event ?who ?whom {\n"
        "    { ?event kg:actor ?who ; kg:recipient ?whom }\n"
        "    UNION { { SELECT ?event ?who { ?event kg:actor ?who } } { SELECT ?event ?whom { ?event kg:actor ?whom } }\n"
        "      FILTER(STR(?who) < STR(?whom)) }\n"
        "} }"
    )


# Terms ----------------------------------------------------------------------------------------


def _select(variables: str, pattern: str) -> str:
    head = variables if variables.startswith("DISTINCT") else f"DISTINCT {variables}"
    return f"{{ SELECT {head} {{ {pattern} }} }}"


def _values(variable: str, iris: tuple[str, ...]) -> str:
    return f"VALUES {variable} {{ {' '.join(map(_iri, iris))} }} " if len(iris) > 1 else ""


def _object(variable: str, iris: tuple[str, ...]) -> str:
    return _iri(iris[0]) if len(iris) == 1 else variable


def _text(value: str) -> str:
    return str(ox.Literal(value))


def _iri(iri: str) -> str:
    """An IRI as short as the prefixes that every query has allow."""
    for prefix, base in PREFIXES.items():
        if iri.startswith(base) and _LOCAL.match(iri[len(base) :]):
            return f"{prefix}:{iri[len(base) :]}"
    return str(ox.NamedNode(iri))
