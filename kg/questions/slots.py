"""The open slots of a reading as SPARQL: which variable of the events each column is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.questions.kinds import Kind
from kg.questions.patterns import acting, called, holders, in_office, iri, listed, part, text
from kg.questions.reading import Open, Participant, Reading

# Two, for an OPTIONAL of two patterns is evaluated for the whole graph.
TIME_IF_KNOWN = "OPTIONAL { ?event kg:start ?when } OPTIONAL { ?event kg:earliest ?day }"
WHAT = "?event kg:eventType ?what ."
_COLUMNS = {
    "when": "?event kg:start ?when ; kg:earliest ?day .",
    "where": "?event sem:hasPlace ?where .",
    "topic": "?event kg:topic ?topic .",
    "article": "?event kg:hasClaim ?claim . ?claim prov:wasQuotedFrom ?text . ?text schema:identifier ?article .",
}


def slots(reading: Reading) -> Iterator[str]:
    """The patterns of the open slots."""
    columns = {o.column: o for o in reading.opens}
    if "who" in columns and "whom" in columns:
        yield from _pair(columns["who"], columns["whom"])
        yield from _of_kind("?who", columns["who"].kind)
        yield from _of_kind("?whom", columns["whom"].kind)
    elif "who" in columns:
        yield from _who(columns["who"], reading)
    for column in columns:
        if column in _COLUMNS:
            yield _COLUMNS[column]


def _who(slot: Open, reading: Reading) -> Iterator[str]:
    side = slot.side
    if slot.kind.entities == ("state",):
        # Whoever acts for a state counts as the state.
        yield from part(side, "?party")
        yield '?party kg:country ?code . FILTER EXISTS { ?party kg:kind ?acts FILTER(?acts IN ("state", "person")) }'
        yield acting("?party")
        yield '?who kg:country ?code ; kg:kind "state" .'
    else:
        yield from part(side, "?who")
    yield from _of_kind("?who", slot.kind)
    together = reading.wanted.symmetric or reading.wanted.mutual
    alike = [p for p in reading.participants if together or p.side == side]
    yield from _others(alike)
    yield from (f"FILTER(?who != {holder})" for holder in holders(reading))
    if not together and len(reading.participants) == 1:
        yield from _others([p for p in reading.participants if p not in alike])


def _others(named: list[Participant]) -> Iterator[str]:
    """Not those whom the question names itself."""
    who = [n for p in named for n in p.who]
    known = [e for n in who for e in n.entities]
    if known:
        yield f"FILTER(?who NOT IN ({', '.join(map(iri, known))}))"
    for country in dict.fromkeys(n.country for n in who if n.country):
        yield f"FILTER NOT EXISTS {{ ?who kg:country {text(country)} {acting('?who')} }}"


def _of_kind(variable: str, kind: Kind) -> Iterator[str]:
    if len(kind.entities) == 1 and kind.entities != ("state",):
        yield f"{variable} kg:kind {text(kind.entities[0])} ."
    elif len(kind.entities) > 1:
        yield f"{variable} kg:kind ?kind . FILTER(?kind IN {listed(kind.entities)})"
    if kind.countries:
        yield f"{variable} kg:country ?of . FILTER(?of IN {listed(kind.countries)})"
    if kind.strangers:
        titles = "|".join(map(re.escape, kind.titles)).replace("\\", "\\\\")
        yield from called(variable, f'REGEX(?role, "^({titles})( of|$)", "i")')
        yield f"FILTER({variable} IN ({', '.join(map(iri, kind.strangers))}))"
    elif kind.offices:
        yield from in_office(variable, kind.offices, kind.bodies)


def _pair(who: Open, whom: Open) -> Iterator[str]:
    """Who did it to whom; two who did it together once, in the order of their IRIs, as nobody tells who began."""
    if {who.side, whom.side} == {"actor", "recipient"}:
        yield from part(who.side, "?who")
        yield from part(whom.side, "?whom")
        return
    yield "?event kg:actor ?who ."
    yield "?event sem:hasActor ?whom ."
    both = "EXISTS { ?event kg:actor ?whom } && NOT EXISTS { ?event kg:recipient ?told } && STR(?who) < STR(?whom)"
    yield f"FILTER(EXISTS {{ ?event kg:recipient ?whom }} || ({both}))"
