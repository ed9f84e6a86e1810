"""The open slots of a reading as SPARQL: which variable of the events each column is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.questions.kinds import Kind
from kg.questions.patterns import acting, called, holders, in_office, iri, listed, part, text
from kg.questions.reading import Open, Participant, Reading

# Two, for an OPTIONAL of two patterns is evaluated for the whole graph.
TIME_IF_KNOWN = "OPTIONAL { ?event kg:start ?when } OPTIONAL { ?event kg:earliest ?day }"
WHAT = "?event kg:eventType ?what ."
_COLUMNS = {
    "when": "?event kg:start ?when ; kg:earliest ?day .",
    "where": "?event sem:hasPlace ?where .",
    "country": '?event sem:hasPlace ?place . ?place kg:country ?code . ?country kg:country ?code ; kg:kind "state" .',
    "year": "?event kg:start ?when ; kg:earliest ?day . BIND(SUBSTR(STR(?when), 1, 4) AS ?year)",
    "month": "?event kg:start ?when ; kg:earliest ?day . FILTER(DATATYPE(?when) != xsd:gYear)"
    " BIND(SUBSTR(STR(?when), 1, 7) AS ?month)",
    "topic": "?event kg:topic ?topic .",
    "article": "?event kg:hasClaim ?claim . ?claim prov:wasQuotedFrom ?text . ?text schema:identifier ?article .",
}


def slots(reading: Reading) -> Iterator[str]:
    """The patterns of the open slots."""
    columns = {o.column: o for o in reading.opens}
    if "who" in columns and "whom" in columns:
        yield from _pair(columns["who"], columns["whom"], counted=reading.counted)
    elif "who" in columns:
        yield from _who(columns["who"], reading)
    for column in columns:
        if column in _COLUMNS:
            yield _COLUMNS[column]


def _who(slot: Open, reading: Reading) -> Iterator[str]:
    side = slot.side
    yield from part(side, _party("?who", slot.kind))
    yield from _of_kind("?who", slot.kind)
    together = reading.wanted.symmetric or reading.wanted.mutual
    named = [p for p in reading.participants if not p.absent]
    alike = [p for p in named if together or p.side == side]
    yield from themselves(alike)
    yield from themselves([Participant("party", reading.apart_from)])
    yield from (f"FILTER(?who != {holder})" for holder in holders(reading))
    if not together and len(named) == 1:
        yield from themselves([p for p in named if p not in alike])


def themselves(named: Iterable[Participant]) -> Iterator[str]:
    """Not those whom the question names itself."""
    who = [n for p in named for n in p.who]
    known = list(dict.fromkeys(e for n in who for e in n.entities))
    if known:
        yield f"FILTER(?who NOT IN ({', '.join(map(iri, known))}))"
    for country in dict.fromkeys(n.country for n in who if n.country):
        yield f"FILTER NOT EXISTS {{ ?who kg:country {text(country)} {acting('?who')} }}"


def _party(variable: str, kind: Kind) -> str:
    """Whoever acts for a state counts as the state, so that a state is asked for by another variable."""
    return f"{variable}Party" if kind.entities == ("state",) else variable


def _of_kind(variable: str, kind: Kind) -> Iterator[str]:
    is_kind, code = f"{variable}Kind", f"{variable}Code"
    if kind.entities == ("state",):
        party = _party(variable, kind)
        yield f'{party} kg:country {code} ; kg:kind {is_kind} . FILTER({is_kind} IN ("state", "person"))'
        yield acting(party)
        yield f'{variable} kg:country {code} ; kg:kind "state" .'
    elif len(kind.entities) == 1:
        yield f"{variable} kg:kind {text(kind.entities[0])} ."
    elif kind.entities:
        yield f"{variable} kg:kind {is_kind} . FILTER({is_kind} IN {listed(kind.entities)})"
    if kind.countries:
        yield f"{variable} kg:country {variable}Of . FILTER({variable}Of IN {listed(kind.countries)})"
    if kind.strangers:
        titles = "|".join(map(re.escape, kind.titles)).replace("\\", "\\\\")
        yield from called(variable, f'REGEX(?role, "^({titles})( of|$)", "i")')
        yield f"FILTER({variable} IN ({', '.join(map(iri, kind.strangers))}))"
    elif kind.offices:
        yield from in_office(variable, kind.offices, kind.bodies)


def _pair(who: Open, whom: Open, *, counted: bool) -> Iterator[str]:
    """Who did it to whom; two who did it together once, in the order of their IRIs, as nobody tells who began.

    Where the others of each are `counted`, the two stand in either order.
    """
    one, other = _party("?who", who.kind), _party("?whom", whom.kind)
    if counted or {who.side, whom.side} == {"actor", "recipient"}:
        yield from part(who.side, one)
        yield from part(whom.side, other)
        test = "?who != ?whom"
    else:
        yield f"?event kg:actor {one} ."
        yield f"?event sem:hasActor {other} ."
        alone = f"EXISTS {{ ?event kg:actor {other} }} && NOT EXISTS {{ ?event kg:recipient ?told }}"
        test = f"EXISTS {{ ?event kg:recipient {other} }} || ({alone} && STR(?who) < STR(?whom))"
    yield from _of_kind("?who", who.kind)
    yield from _of_kind("?whom", whom.kind)
    yield f"FILTER({test})"
