"""What fills the open slots of a reading: the patterns of `kg.questions.slots`, on columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

import numpy as np

from kg.queries.links import Mask, Numbers
from kg.questions.columnar.conditions import in_office, meant, part
from kg.questions.columnar.facts import Facts
from kg.questions.columnar.pairs import Table, numbered, one_after_another
from kg.questions.kinds import Kind
from kg.questions.reading import Open, Participant, Reading
from kg.questions.sparql import ENTITIES


class Solutions:
    """The solutions of a reading with every open slot filled, and what the numbers in them stand for.

    Attributes
    ----------
    table : Table
        ``event``, and a column for each open slot but ``event``.
    """

    def __init__(self, reading: Reading, facts: Facts) -> None:
        self.facts = facts
        self._names: dict[str, list[str]] = {}
        names = ("event", *(o.column for o in reading.opens if o.column != "event"))
        # No article's word on who held an office is asked for apart here: whoever has it by a table has it still.
        branches = [self._filled(each) for r in (replace(reading, either=()), *reading.either) for each in _ways(r)]
        self.table = one_after_another([branch.only(names) for branch in branches], names)

    def shown(self, column: str, number: int) -> str:
        """What a number in a column stands for."""
        return self.facts.entities[number] if column in ENTITIES else self._names[column][number]

    def _filled(self, reading: Reading) -> Table:
        table = meant(reading, self.facts)
        columns = {o.column: o for o in reading.opens}
        if "who" in columns and "whom" in columns:
            table = _pair(columns["who"], columns["whom"], table, self.facts, counted=reading.counted)
        elif "who" in columns:
            table = _who(columns["who"], reading, table, self.facts)
        for column in columns:
            table = self._column(column, table)
        return table

    def _column(self, column: str, table: Table) -> Table:
        facts = self.facts
        if column == "where":
            return table.joined(facts.places, "event", "where")
        if column == "country":
            return table.joined(facts.places, "event", "place").joined(facts.states, "place", "country")
        if column == "topic":
            return table.joined(facts.topics, "event", "topic")
        if column in ("when", "year", "month"):
            names, of = facts.when if column == "when" else facts.periods({"year": 4, "month": 7}[column])
            self._names[column] = names
            known = of[table["event"]] >= 0
            if column == "month":
                known &= ~facts.only_year[table["event"]]
            return table.take(known, **{column: of[table["event"]][known]})
        if column == "article":
            return self._articles(table)
        return table

    def _articles(self, table: Table) -> Table:
        events = table.events.tolist()
        told = {event: sorted(set(self.facts.articles(event))) for event in events}
        known = numbered(iter([*self._names.get("article", ()), *(a for event in events for a in told[event])]))
        self._names["article"] = list(known)
        rows = [(row, known[article]) for row, event in enumerate(table["event"].tolist()) for article in told[event]]
        found = np.array(rows, dtype=np.intp).reshape(-1, 2)
        return table.take(found[:, 0], article=found[:, 1])


def _ways(reading: Reading) -> Iterable[Reading]:
    """Those of whom a table tells that they held the office, and those whom an article calls so."""
    if any(o.kind.strangers for o in reading.opens):
        by_tables = tuple(replace(o, kind=replace(o.kind, strangers=())) for o in reading.opens)
        yield replace(reading, opens=by_tables)
    yield reading


def themselves(named: Iterable[Participant], who: Numbers, facts: Facts) -> Mask:
    """Not those whom the question names itself."""
    every = [n for p in named for n in p.who]
    gone = facts.among(tuple(e for n in every for e in n.entities))
    for country in {n.country for n in every if n.country}:
        gone |= facts.of_country(country) & facts.acting
    return ~gone[who]


def _who(slot: Open, reading: Reading, table: Table, facts: Facts) -> Table:
    side = slot.side
    table = _of_kind("who", slot.kind, part(side, table, facts, _party("who", slot.kind)), facts)
    together = reading.wanted.symmetric or reading.wanted.mutual
    named = [p for p in reading.participants if not p.absent]
    alike = [p for p in named if together or p.side == side]
    known = Participant("party", reading.apart_from)
    table = table.take(themselves([*alike, known], table["who"], facts))
    for holder in (name for name in table.columns if re.fullmatch(r"p\d+", name)):
        table = table.take(table["who"] != table[holder])
    if not together and len(named) == 1:
        table = table.take(themselves([p for p in named if p not in alike], table["who"], facts))
    return table


def _party(name: str, kind: Kind) -> str:
    """Whoever acts for a state counts as the state, so that a state is asked for by another column."""
    return f"{name}Party" if kind.entities == ("state",) else name


def _of_kind(name: str, kind: Kind, table: Table, facts: Facts) -> Table:
    party = _party(name, kind)
    if kind.entities == ("state",):
        good = np.isin(facts.kinds, ("state", "person")) & facts.acting
        table = table.take(good[table[party]]).joined(facts.states, party, name)
    elif kind.entities:
        table = table.take(np.isin(facts.kinds, kind.entities)[table[party]])
    if kind.countries:
        table = table.take(np.isin(facts.countries, kind.countries)[table[name]])
    if kind.strangers:
        table = table.take(facts.among(kind.strangers)[table[name]])
        called = facts.called(_titled(kind.titles))
        return table.take(called.has(table["event"], table[name]))
    if kind.offices:
        return in_office(table, name, facts.terms.held(kind.offices, kind.bodies), facts)
    return table


def _titled(titles: tuple[str, ...]) -> Callable[[str], bool]:
    wanted = re.compile(rf"({'|'.join(map(re.escape, titles))})( of|\Z)", re.IGNORECASE)
    return lambda role: wanted.match(role) is not None


def _pair(who: Open, whom: Open, table: Table, facts: Facts, *, counted: bool) -> Table:
    """Who did it to whom; two who did it together once, in the order of their IRIs, as nobody tells who began."""
    one, other = _party("who", who.kind), _party("whom", whom.kind)
    directed = {who.side, whom.side} == {"actor", "recipient"}
    if counted or directed:
        table = part(whom.side, part(who.side, table, facts, one), facts, other)
    else:
        table = part("party", part("actor", table, facts, one), facts, other)
    table = _of_kind("who", who.kind, table, facts)
    table = _of_kind("whom", whom.kind, table, facts)
    if counted or directed:
        return table.take(table["who"] != table["whom"])
    events = table["event"]
    to = facts.recipients.has(events, table[other])
    alone = facts.actors.has(events, table[other]) & ~facts.recipients.any(events)
    return table.take(to | (alone & (facts.order[table["who"]] < facts.order[table["whom"]])))
