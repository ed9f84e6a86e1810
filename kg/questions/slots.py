"""The open slots of a reading as SPARQL: which variable of the events each column is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.questions.kinds import Kind
from kg.questions.patterns import acting, held, iri, listed, part, select, text
from kg.questions.reading import Open, Participant, Reading, Side

TIME = "{ ?event kg:start ?when ; kg:earliest ?day }"
TIME_IF_KNOWN = f"OPTIONAL {TIME}"
WHAT = select("?event ?what", "?event kg:eventType ?what")
_COLUMNS = {
    "when": TIME,
    "where": select("?event ?where", "?event sem:hasPlace ?where"),
    "topic": select("?event ?topic", "?event kg:topic ?topic"),
    "article": select(
        "?event ?article",
        "?event kg:hasClaim ?claim . ?claim prov:wasQuotedFrom ?text . ?text schema:identifier ?article",
    ),
}
# Two who did it together, once each; in the order of their IRIs, for the graph does not tell who began.
_BOTH = (
    "{ { SELECT ?event ?who { ?event kg:actor ?who } } { SELECT ?event ?whom { ?event kg:actor ?whom } }\n"
    "    FILTER(STR(?who) < STR(?whom)) FILTER NOT EXISTS { ?event kg:recipient ?told } }"
)


def slots(reading: Reading) -> Iterator[str]:
    """The patterns of the open slots."""
    columns = {o.column: o for o in reading.opens}
    if "who" in columns and "whom" in columns:
        yield _pair(columns["who"], columns["whom"])
        yield from _of_kind("?who", columns["who"].kind)
        yield from _of_kind("?whom", columns["whom"].kind)
    elif "who" in columns:
        yield from _who(columns["who"], reading)
    for column in columns:
        if column in _COLUMNS:
            yield _COLUMNS[column]


def _who(slot: Open, reading: Reading) -> Iterator[str]:
    side = slot.side
    if slot.kind.offices:
        yield _in_office(slot.kind, side)
    elif slot.kind.entities == ("state",):
        # Whoever acts for a state counts as the state.
        acts = f'?party kg:kind ?kind ; kg:country ?code FILTER(?kind IN ("state", "person")) {acting("?party")}'
        yield select("?event ?party", part(side, "?party"))
        yield select("?party ?code", acts)
        yield select("?who ?code", '?who kg:kind "state" ; kg:country ?code')
    else:
        yield select("?event ?who", part(side, "?who"))
    yield from _of_kind("?who", slot.kind)
    together = reading.wanted.symmetric or reading.wanted.mutual
    alike = [p for p in reading.participants if together or p.side == slot.side]
    yield from _others(alike, side)
    if not together and len(reading.participants) == 1:
        yield from _others([p for p in reading.participants if p not in alike], side)


def _others(named: list[Participant], side: Side) -> Iterator[str]:
    """Not those whom the question names itself."""
    who = [n for p in named for n in p.who]
    known = [e for n in who for e in n.entities]
    if known:
        yield f"FILTER(?who NOT IN ({', '.join(map(iri, known))}))"
    for country in dict.fromkeys(n.country for n in who if n.country):
        yield f"FILTER NOT EXISTS {{ ?who kg:country {text(country)} {acting('?who')} }}"
    for each in (n for n in who if n.offices):
        yield f"MINUS {select('?event ?who', held('?who', side, each.offices, (each.body,)))}"


def _of_kind(variable: str, kind: Kind) -> Iterator[str]:
    if len(kind.entities) == 1 and kind.entities != ("state",):
        yield select(variable, f"{variable} kg:kind {text(kind.entities[0])}")
    elif len(kind.entities) > 1:
        yield select(variable, f"{variable} kg:kind ?kind FILTER(?kind IN {listed(kind.entities)})")
    if kind.countries:
        yield select(variable, f"{variable} kg:country ?of FILTER(?of IN {listed(kind.countries)})")


def _in_office(kind: Kind, side: Side) -> str:
    """Who held an office by the tables, or is called so by the article that tells of the event."""
    titles = "|".join(map(re.escape, kind.titles)).replace("\\", "\\\\")
    called = f"{{ {part(side, '?who')} }} ?event kg:party ?node . ?node kg:entity ?who ; kg:role ?role"
    called += f'\n  FILTER(REGEX(?role, "^({titles})( of|$)", "i"))'
    if kind.bodies:
        bodies = ", ".join(map(iri, kind.bodies))
        called += f'\n  ?body rdfs:label ?name FILTER(?body IN ({bodies}) && STRENDS(?role, CONCAT(" of ", ?name)))'
    return select("?event ?who", f"{{ {held('?who', side, kind.offices, kind.bodies)} }}\n  UNION {{ {called} }}")


def _pair(who: Open, whom: Open) -> str:
    if {who.side, whom.side} == {"actor", "recipient"}:
        return select("?event ?who ?whom", f"{part(who.side, '?who')} . {part(whom.side, '?whom')}")
    return select("?event ?who ?whom", f"{{ ?event kg:actor ?who ; kg:recipient ?whom }}\n  UNION {_BOTH}")
