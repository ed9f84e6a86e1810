"""The conditions of a reading as SPARQL.

Each is a sub-select of its own, for the engine joins those far faster than one long group.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.model import TimeSpan
from kg.namespaces import PREFIXES
from kg.questions.kinds import Office
from kg.questions.reading import About, Named, Participant, Reading, Side, When

_SIDES: dict[Side, str] = {
    "actor": "kg:actor", "recipient": "kg:recipient", "mediator": "kg:mediator",
    "side": "kg:actor|kg:recipient", "party": "sem:hasActor", "anything": "sem:hasActor|sem:hasPlace|kg:topic",
}  # fmt: skip
_LOCAL = re.compile(r"[A-Za-z_](?:[\w-]*\w)?\Z", re.ASCII)
# People of these sectors do not act for the state they belong to.
_AGAINST = '("OPP", "REB")'
_NOT_BY_PHONE = 'FILTER NOT EXISTS { ?event kg:mode "phone" }'
_NOT_TO_A_STATE = 'FILTER NOT EXISTS { ?event kg:mode "visit" ; kg:recipient ?host . ?host kg:kind "state" }'


def conditions(reading: Reading) -> Iterator[str]:
    """Everything that the events must meet."""
    yield _events(reading)
    for number, participant in enumerate(reading.participants, 1):
        yield _participant(participant, f"?p{number}")
    for place in reading.places:
        yield _place(place, visit="visit" in reading.wanted.modes)
    for topic in reading.topics:
        yield select("?event", f"?event kg:topic {one_of('?about', topic.entities)}")


def select(variables: str, pattern: str) -> str:
    """A sub-select without repeated rows."""
    return f"{{ SELECT DISTINCT {variables} {{ {pattern} }} }}"


def part(side: Side, who: str) -> str:
    """That someone, a variable or IRI, takes part in the event."""
    if side != "other":
        return f"?event {_SIDES[side]} {who}"
    untold = "FILTER NOT EXISTS { ?event kg:recipient ?told }"
    return f"{{ ?event kg:recipient {who} }} UNION {{ ?event kg:actor {who} {untold} }}"


def one_of(variable: str, iris: tuple[str, ...]) -> str:
    """An IRI at the end of a pattern; or a variable, with its values behind the pattern."""
    return iri(iris[0]) if len(iris) == 1 else f"{variable} VALUES {variable} {{ {' '.join(map(iri, iris))} }}"


def listed(words: Iterable[str]) -> str:
    """Literals for ``IN``."""
    return f"({', '.join(map(text, words))})"


def text(value: str) -> str:
    """A literal."""
    return str(ox.Literal(value))


def iri(value: str) -> str:
    """An IRI, as short as the prefixes that every query has allow."""
    for prefix, base in PREFIXES.items():
        if value.startswith(base) and _LOCAL.match(value[len(base) :]):
            return f"{prefix}:{value[len(base) :]}"
    return str(ox.NamedNode(value))


def acting(variable: str) -> str:
    """Leaves out who does not act for the state that they belong to."""
    return f"FILTER NOT EXISTS {{ {variable} kg:sector ?sector FILTER(?sector IN {_AGAINST}) }}"


def held(variable: str, side: Side, offices: tuple[Office, ...], bodies: tuple[str, ...]) -> str:
    """Who held one of the offices on the day of the event, or at any time if the day is unknown."""
    return (
        f"?term org:member {variable} ; kg:office ?office ; kg:start ?since ; org:organization "
        f"{one_of('?body', bodies) if bodies else '?body'}\n"
        f"  FILTER({' || '.join(map(_office, offices))})\n"
        "  OPTIONAL { ?term kg:end ?until }\n"
        f"  {part(side, variable)}\n"
        "  OPTIONAL { ?event kg:earliest ?from ; kg:latest ?to }\n"
        "  FILTER(!BOUND(?from) || (?since <= ?to && (!BOUND(?until) || ?until >= ?from)))"
    )


def _office(office: Office) -> str:
    test = f"?office = {text(office.name)}"
    for states, word in ((office.only, "IN"), (office.but, "NOT IN")):
        if states:
            test += f" && ?body {word} ({', '.join(f'state:{s}' for s in states)})"
    return f"({test})" if "&&" in test else test


def _events(reading: Reading) -> str:
    """Which events: type, mode and time belong to the event itself and stand in one group."""
    wanted = reading.wanted
    kind = f"plover:{wanted.types[0]}" if len(wanted.types) == 1 else "?type"
    if reading.status == "occurred":
        pattern = f"?event a {kind if wanted.types else 'sem:Event'}"
    else:
        pattern = f"?event a kg:UnrealisedEvent ; kg:eventType {kind} ; kg:status {text(reading.status)}"
    if reading.times:
        pattern += " ; kg:earliest ?earliest ; kg:latest ?latest ; kg:start ?start ; kg:end ?end"
    if len(wanted.modes) == 1:
        pattern += f" ; kg:mode {text(wanted.modes[0])}"
    elif wanted.modes:
        pattern += f" ; kg:mode ?mode FILTER(?mode IN {listed(wanted.modes)})"
    filters = [f"FILTER({_when(when)})" for when in reading.times]
    if len(wanted.types) > 1:
        filters.append(f"FILTER(?type IN ({', '.join(f'plover:{t}' for t in wanted.types)}))")
    if wanted.contact == "meet":
        filters.append(_NOT_BY_PHONE)
    if wanted.contact != "any":
        filters.append(_NOT_TO_A_STATE)
    return select("?event", "\n  ".join([pattern, *filters]))


def _participant(participant: Participant, variable: str) -> str:
    variants = [v for named in participant.who for v in _named(named, participant.side, variable)]
    if len(variants) == 1:
        return select("?event", variants[0])
    return select("?event", " UNION ".join(f"{{ {v} }}" for v in variants))


def _named(named: Named, side: Side, variable: str) -> Iterator[str]:
    if named.offices:
        yield held(variable, side, named.offices, (named.body,))
        called = f"?event kg:party ?node . ?node kg:entity {variable} ; kg:role {text(named.role)}"
        yield f"{{ {part(side, variable)} }} {called}"
    elif named.country:
        yield f"{{ {part(side, variable)} }} {variable} kg:country {text(named.country)} {acting(variable)}"
    elif len(named.entities) == 1:
        yield part(side, iri(named.entities[0]))
    else:
        yield f"VALUES {variable} {{ {' '.join(map(iri, named.entities))} }} {{ {part(side, variable)} }}"


def _place(place: About, *, visit: bool) -> str:
    if not place.country:
        return select("?event", f"?event sem:hasPlace {one_of('?place', place.entities)}")
    code = text(place.country)
    within = f"?event sem:hasPlace ?place . ?place kg:country {code}"
    if not visit:
        return select("?event", within)
    return select("?event", f"{{ {within} }} UNION {{ ?event kg:recipient ?host . ?host kg:country {code} }}")


def _when(when: When) -> str:
    if when.span is not None:
        return _in_span(when, when.span)
    day = f" && DAY(?earliest) = {when.day}" if when.day else ""
    return f"DATATYPE(?start) != xsd:gYear && MONTH(?earliest) = {when.month}{day}"


def _in_span(when: When, span: TimeSpan) -> str:
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
