"""The conditions of a reading as SPARQL: which events are meant.

They stand together in one sub-select, where the engine starts from the rarest and looks the rest up event by event.
A UNION or OPTIONAL among them would be evaluated for the whole graph first (measured with 2 million quads: 30 s
against 0.02 s), so alternatives are written as filters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.model import TimeSpan
from kg.namespaces import PREFIXES
from kg.questions.kinds import Office
from kg.questions.reading import About, Detail, Named, Participant, Reading, Relation, Side, When

_PROPERTIES: dict[Side, str] = {
    "actor": "kg:actor", "recipient": "kg:recipient", "mediator": "kg:mediator", "party": "sem:hasActor",
    "host": "kg:recipient|kg:mediator", "side": "sem:hasActor", "other": "sem:hasActor",
    "anything": "sem:hasActor|sem:hasPlace|kg:topic",
}  # fmt: skip
# How a word of a sentence begins, as a regular expression.
WORD_BEGINS = r"\b({})"
_LOCAL = re.compile(r"[A-Za-z_](?:[\w-]*\w)?\Z", re.ASCII)
# People of these sectors do not act for the state they belong to.
_AGAINST = '("OPP", "REB")'
_NOT_BY_PHONE = 'FILTER NOT EXISTS { ?event kg:mode "phone" }'
_NOT_TO_A_STATE = 'FILTER NOT EXISTS { ?event kg:mode "visit" ; kg:recipient ?host . ?host kg:kind "state" }'


def conditions(reading: Reading) -> str:
    """The sub-select of the events that meet everything."""
    lines = [
        *_events(reading),
        *(line for n, p in enumerate(reading.participants, 1) for line in _taking_part(p, f"?p{n}")),
        *(line for n, p in enumerate(reading.places, 1) for line in _place(p, f"?place{n}", reading)),
        *(f"?event kg:topic {one_of(f'?topic{n}', t.entities)} ." for n, t in enumerate(reading.topics, 1)),
        *(said(d) for d in reading.details),
    ]
    body = "\n".join(f"    {line}" for line in lines)
    return f"{{\n  SELECT DISTINCT {' '.join(['?event', *holders(reading)])} {{\n{body}\n  }}\n}}"


def holders(reading: Reading) -> list[str]:
    """The variables of those whom the question names by their office."""
    return [
        f"?p{n}"
        for n, p in enumerate(reading.participants, 1)
        if not p.absent and any(w.role or w.offices for w in p.who)
    ]


def part(side: Side, who: str) -> Iterator[str]:
    """That someone, a variable or IRI, takes part in the event."""
    yield f"?event {_PROPERTIES[side]} {who} ."
    if side == "side":
        yield f"FILTER NOT EXISTS {{ ?event kg:mediator {who} }}"
    elif side == "other":  # where it is told who was called, just those
        yield f"FILTER NOT EXISTS {{ ?event kg:recipient ?told FILTER NOT EXISTS {{ ?event kg:recipient {who} }} }}"


def one_of(variable: str, iris: tuple[str, ...]) -> str:
    """An IRI, or a variable with its values behind it."""
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


def in_office(variable: str, offices: tuple[Office, ...], bodies: tuple[str, ...]) -> Iterator[str]:
    """Held one of the offices on the day of the event, or at any time where the day is unknown."""
    term, body, office, since = (f"{variable}{name}" for name in ("Term", "Body", "Office", "Since"))
    yield f"{term} org:member {variable} ; org:organization {body} ; kg:office {office} ; kg:start {since} ."
    tests = " || ".join(_office(o, office, body) for o in offices)
    yield f"FILTER({tests})"
    if bodies:
        yield f"FILTER({body} IN ({', '.join(map(iri, bodies))}))"
    yield f"FILTER NOT EXISTS {{ ?event kg:latest ?to FILTER(?to < {since}) }}"
    yield f"FILTER NOT EXISTS {{ {term} kg:end ?until . ?event kg:earliest ?from FILTER(?until < ?from) }}"


def called(variable: str, test: str) -> Iterator[str]:
    """Is called so by an article that tells of the event; `test` is of ``?role``."""
    node, role = f"{variable}Party", f"{variable}Role"
    yield f"?event kg:party {node} . {node} kg:entity {variable} ; kg:role {role} ."
    yield f"FILTER({test.replace('?role', role)})"


def _office(office: Office, name: str = "?office", body: str = "?body") -> str:
    test = f"{name} = {text(office.name)}"
    for states, word in ((office.only, "IN"), (office.but, "NOT IN")):
        if states:
            test += f" && {body} {word} ({', '.join(f'state:{s}' for s in states)})"
    return f"({test})" if "&&" in test else test


def _events(reading: Reading) -> Iterator[str]:
    """Type, mode, status and time."""
    wanted = reading.wanted
    several = len(wanted.types) > 1 or wanted.others
    kind = f"plover:{wanted.types[0]}" if len(wanted.types) == 1 and not several else "?type"
    pattern = "?event a sem:Event" + (" ; kg:eventType ?type" if several else "")
    if wanted.types and not several:
        pattern = f"?event a {kind}"
    if reading.status != "occurred":
        pattern = f"?event a kg:UnrealisedEvent ; kg:status {text(reading.status)}"
        pattern += f" ; kg:eventType {kind}" if wanted.types else ""
    if wanted.others:
        pass
    elif len(wanted.modes) == 1:
        pattern += f" ; kg:mode {text(wanted.modes[0])}"
    elif wanted.modes:
        pattern += " ; kg:mode ?mode"
    if wanted.mediated:
        pattern += " ; kg:mediator ?between"
    if reading.times:
        pattern += " ; kg:earliest ?earliest ; kg:latest ?latest"
    yield pattern + " ."
    if wanted.others:
        yield f"FILTER({' || '.join(_sorts(reading))})"
    elif len(wanted.types) > 1:
        yield f"FILTER(?type IN ({', '.join(f'plover:{t}' for t in wanted.types)}))"
    if len(wanted.modes) > 1 and not wanted.others:
        yield f"FILTER(?mode IN {listed(wanted.modes)})"
    for when in reading.times:
        yield from _when(when)
    if wanted.contact == "meet":
        yield _NOT_BY_PHONE
    if wanted.contact != "any":
        yield _NOT_TO_A_STATE


def _sorts(reading: Reading) -> Iterator[str]:
    """Each type that may be meant, with its modes."""
    wanted = reading.wanted
    pairs = [(t, wanted.modes) for t in wanted.types] + [(t, (m,) if m else ()) for t, m in wanted.others]
    for n, (kind, modes) in enumerate(pairs):
        test = f"?type = plover:{kind}"
        if modes:
            test += f" && EXISTS {{ ?event kg:mode ?mode{n} FILTER(?mode{n} IN {listed(modes)}) }}"
        yield f"({test})"


def said(detail: Detail) -> str:
    """A sentence says a word, or the event is at the place, or about it, that the word names."""
    words = WORD_BEGINS.format("|".join(map(re.escape, detail.stems)))
    tests = [f"EXISTS {{ ?event kg:hasClaim ?said . ?said kg:quote ?words FILTER(REGEX(?words, {text(words)}, 'i')) }}"]
    if detail.entities:
        named = ", ".join(map(iri, detail.entities))
        tests.append(f"EXISTS {{ ?event sem:hasPlace|kg:topic ?named FILTER(?named IN ({named})) }}")
    return f"FILTER({' || '.join(tests)})"


def _taking_part(participant: Participant, variable: str) -> Iterator[str]:
    if participant.absent:
        yield f"FILTER NOT EXISTS {{ {' '.join(_participant(participant, variable))} }}"
    else:
        yield from _participant(participant, variable)


def _participant(participant: Participant, variable: str) -> Iterator[str]:
    who = participant.who
    named = who[0]
    if len(who) == 1 and named.offices:
        yield from part(participant.side, variable)
        yield from in_office(variable, named.offices, (named.body,) if named.body else ())
    elif len(who) == 1 and named.role:
        yield from part(participant.side, variable)
        yield from called(variable, f"?role = {text(named.role)}")
    elif len(who) == 1 and len(named.entities) == 1 and not named.country:
        yield from part(participant.side, iri(named.entities[0]))
    else:
        yield " UNION ".join(f"{{ {_candidates(each, variable)} }}" for each in who)
        yield from part(participant.side, variable)


def _candidates(named: Named, variable: str) -> str:
    """Whoever may be meant, apart from any event."""
    if named.offices:
        tests = f"FILTER({' || '.join(map(_office, named.offices))})"
        return (
            f"?term org:organization {iri(named.body)} ; org:member {variable} ; kg:office ?office ;"
            f" org:organization ?body {tests}"
        )
    if named.country:
        return f"{variable} kg:country {text(named.country)} {acting(variable)}"
    return f"VALUES {variable} {{ {' '.join(map(iri, named.entities))} }}"


def _place(place: About, variable: str, reading: Reading) -> Iterator[str]:
    visit = "visit" in reading.wanted.modes
    if not place.countries:
        yield f"?event sem:hasPlace {one_of(variable, place.entities)} ."
    elif len(place.countries) == 1 and not visit:
        yield f"?event sem:hasPlace {variable} . {variable} kg:country {text(place.countries[0])} ."
    else:
        tests = [_in_countries("sem:hasPlace", "?in", place)]
        tests += [_in_countries("kg:recipient", "?host", place)] if visit else []
        if len(place.countries) > 1:  # a region itself, which is of no country
            at = ", ".join(map(iri, place.entities))
            tests.append(f"EXISTS {{ ?event sem:hasPlace ?at FILTER(?at IN ({at})) }}")
        yield f"FILTER({' || '.join(tests)})"


def _in_countries(predicate: str, variable: str, place: About) -> str:
    if len(place.countries) == 1:
        return f"EXISTS {{ ?event {predicate} {variable} . {variable} kg:country {text(place.countries[0])} }}"
    code = f"{variable}Country"
    return (
        f"EXISTS {{ ?event {predicate} {variable} . {variable} kg:country {code}"
        f" FILTER({code} IN {listed(place.countries)}) }}"
    )


def _when(when: When) -> Iterator[str]:
    if not when.others:
        yield from (f"FILTER {test}" if test.startswith("NOT") else f"FILTER({test})" for test in _tests(when))
        return
    every = (" && ".join(_tests(each)) for each in (when, *when.others))
    yield f"FILTER({' || '.join(f'({tests})' for tests in every)})"


def _tests(when: When) -> Iterator[str]:
    if when.span is not None:
        yield from _in_span(when.relation, when.span)
        return
    day = f" && DAY(?earliest) = {when.day}" if when.day else ""
    yield f"MONTH(?earliest) = {when.month}{day}"
    yield "NOT EXISTS { ?event kg:start ?start FILTER(DATATYPE(?start) = xsd:gYear) }"


def _in_span(relation: Relation, span: TimeSpan) -> Iterator[str]:
    first, last = (f'"{d.isoformat()}"^^xsd:date' for d in (span.earliest, span.latest))
    if relation != "within":
        tests = {"before": f"?latest < {first}", "after": f"?earliest > {last}", "since": f"?earliest >= {first}"}
        yield tests.get(relation, f"?latest <= {last}")
        return
    # What lasted, or has a known day, is in a time that it overlaps; what has one month or year must lie within.
    yield f"?earliest <= {last} && ?latest >= {first}"
    outside = f"DATATYPE(?start) != xsd:date && (?earliest < {first} || ?latest > {last})"
    yield f"NOT EXISTS {{ ?event kg:start ?start . ?event kg:end ?start FILTER({outside}) }}"
