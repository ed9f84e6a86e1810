"""Which events are meant: the conditions of `patterns`, on columns."""

from __future__ import annotations

import re

import numpy as np

from kg.model import TimeSpan
from kg.queries.links import Mask
from kg.questions.columnar.facts import Facts
from kg.questions.columnar.pairs import Pairs, Table
from kg.questions.patterns import WORD_BEGINS, holders
from kg.questions.reading import About, Detail, Named, Participant, Reading, Side, Wanted, When

# The sentences of so many events are looked up one by one; beyond, all sentences are looked through.
_MANY = 200


def meant(reading: Reading, facts: Facts) -> Table:
    """The events that meet everything, each with those whom the question names by their office.

    What is told by a look at whole columns comes first, and what needs each event's parties last.
    """
    mask = _events(reading, facts)
    for place in reading.places:
        mask &= _place(place, reading.wanted, facts)
    for topic in reading.topics:
        mask &= facts.columns.topics.having(topic.entities)
    named = list(enumerate(reading.participants, 1))
    plain = [p for _, p in named if not p.absent and _is_one(p)]
    for participant in plain:
        mask &= _with(participant.side, participant.who[0].entities[0], facts)
    table = Table({"event": np.flatnonzero(mask)})
    held = holders(reading)
    for n, participant in named:
        if participant in plain:
            continue
        found = taking_part(participant, table, facts)
        if participant.absent:
            table = table.take(~np.isin(table["event"], found["event"]))
        elif f"?p{n}" in held:
            table = found.beside(**{f"p{n}": found["who"]})
        else:
            table = found
        table = table.only(tuple(name for name in table.columns if name != "who"))
    for detail in reading.details:
        events = table["event"].tolist()
        if len(events) > _MANY:
            table = table.take(_saying(detail, facts)[events])
        else:
            table = table.take(np.array([_says(detail, event, facts) for event in events], dtype=np.bool_))
    return table


def part(side: Side, table: Table, facts: Facts, name: str = "who") -> Table:
    """Each event with whoever takes part on a side."""
    found = table.joined(_pairs(side, facts), "event", name)
    if side == "side":
        return found.take(~facts.mediators.has(found["event"], found[name]))
    if side == "other":  # where it is told who was called, just those
        told = facts.recipients
        return found.take(~told.any(found["event"]) | told.has(found["event"], found[name]))
    return found


def in_office(table: Table, of: str, terms: Mask, facts: Facts) -> Table:
    """The rows in which someone held one of these terms on the day of the event, or at any time where it is unknown."""
    rows, held = facts.terms.of.of(table[of])
    events = table["event"][rows]
    good = terms[held]
    # What is compared with an unknown day is not so.
    good &= ~(facts.columns.latest[events] < facts.terms.since[held])
    good &= ~(facts.terms.until[held] < facts.columns.earliest[events])
    return table.take(np.unique(rows[good]))


def taking_part(participant: Participant, table: Table, facts: Facts) -> Table:
    """Each event with whoever takes part as the question says, as ``who``."""
    found = part(participant.side, table, facts)
    named = participant.who[0]
    if len(participant.who) == 1 and named.offices:
        bodies = (named.body,) if named.body else ()
        return in_office(found, "who", facts.terms.held(named.offices, bodies), facts)
    if len(participant.who) == 1 and named.role:
        called = facts.called(lambda role: role == named.role)
        return found.take(called.has(found["event"], found["who"]))
    allowed: Mask = np.logical_or.reduce([_candidates(each, facts) for each in participant.who])
    return found.take(allowed[found["who"]])


def _is_one(participant: Participant) -> bool:
    """Is it a single entity, of which an event's columns tell at once?"""
    named = participant.who[0]
    alone = len(participant.who) == 1 and len(named.entities) == 1
    return alone and not (named.country or named.offices or named.role)


def _with(side: Side, iri: str, facts: Facts) -> Mask:
    known = facts.columns
    links = {
        "actor": (known.actors,), "recipient": (known.recipients,), "mediator": (known.mediators,),
        "host": (known.recipients, known.mediators), "anything": (known.parties, known.places, known.topics),
    }.get(side, (known.parties,))  # fmt: skip
    mask: Mask = np.logical_or.reduce([each.having([iri]) for each in links])
    if side == "side":
        mask &= ~known.mediators.having([iri])
    elif side == "other":
        events = np.flatnonzero(mask)
        told = facts.recipients.any(events) & ~known.recipients.having([iri])[events]
        mask[events[told]] = False
    return mask


def _pairs(side: Side, facts: Facts) -> Pairs:
    if side in ("actor", "recipient", "mediator"):
        return {"actor": facts.actors, "recipient": facts.recipients, "mediator": facts.mediators}[side]
    return {"host": facts.hosts, "anything": facts.anything}[side] if side in ("host", "anything") else facts.parties


def _candidates(named: Named, facts: Facts) -> Mask:
    if named.offices:
        mask: Mask = np.zeros(len(facts.entities), dtype=np.bool_)
        mask[facts.terms.people[facts.terms.held(named.offices, (named.body,))]] = True
        return mask
    if named.country:
        return facts.of_country(named.country) & facts.acting
    return facts.among(named.entities)


def _events(reading: Reading, facts: Facts) -> Mask:
    """Type, mode, status and time."""
    wanted, known = reading.wanted, facts.columns
    mask = known.statuses.having([reading.status])
    if wanted.types:
        kinds = [(kind, wanted.modes) for kind in wanted.types]
        kinds += [(kind, (mode,) if mode else ()) for kind, mode in wanted.others]
        sorts = [known.types.having([kind]) & _mode(modes, facts) for kind, modes in kinds]
        mask &= np.logical_or.reduce(sorts)
    else:
        mask &= _mode(wanted.modes, facts)
    if wanted.mediated:
        mask &= facts.mediators.any(np.arange(len(known)))
    if reading.times:
        mask &= ~np.isnat(known.earliest) & ~np.isnat(known.latest)
    for when in reading.times:
        mask &= np.logical_or.reduce([_time(each, facts) for each in (when, *when.others)])
    if wanted.contact == "meet":
        mask &= ~known.modes.having(["phone"])
    if wanted.contact != "any":
        visits = np.flatnonzero(mask & known.modes.having(["visit"]))
        rows, hosts = facts.recipients.of(visits)
        mask[visits[rows[facts.kinds[hosts] == "state"]]] = False
    return mask


def _mode(modes: tuple[str, ...], facts: Facts) -> Mask:
    if modes:
        return facts.columns.modes.having(modes)
    every: Mask = np.ones(len(facts.columns), dtype=np.bool_)
    return every


def _time(when: When, facts: Facts) -> Mask:
    known = facts.columns
    if when.span is not None:
        return _in_span(when.relation, when.span, facts)
    months = known.earliest.astype("datetime64[M]")
    mask: Mask = (months.astype(np.int64) % 12 + 1 == when.month) & ~facts.only_year
    if when.day:
        mask &= (known.earliest - months.astype("datetime64[D]")).astype(np.int64) + 1 == when.day
    return mask


def _in_span(relation: str, span: TimeSpan, facts: Facts) -> Mask:
    earliest, latest = facts.columns.earliest, facts.columns.latest
    first, last = np.datetime64(span.earliest), np.datetime64(span.latest)
    if relation == "before":
        mask: Mask = latest < first
    elif relation == "after":
        mask = earliest > last
    elif relation == "since":
        mask = earliest >= first
    elif relation == "until":
        mask = latest <= last
    else:
        mask = (earliest <= last) & (latest >= first)
        mask &= ~(facts.one_time & ((earliest < first) | (latest > last)))
    return mask


def _place(place: About, wanted: Wanted, facts: Facts) -> Mask:
    known = facts.columns
    if not place.countries:
        return known.places.having(place.entities)
    inside = np.flatnonzero(np.isin(facts.countries, place.countries))
    there = [facts.entities[number] for number in inside.tolist()]
    mask = known.places.having(there)
    if "visit" in wanted.modes:
        mask |= known.recipients.having(there)
    if len(place.countries) > 1:  # a region itself, which is of no country
        mask |= known.places.having(place.entities)
    return mask


def _saying(detail: Detail, facts: Facts) -> Mask:
    """Of all events."""
    known = facts.columns
    mask = known.places.having(detail.entities) | known.topics.having(detail.entities)
    for stem in detail.stems:
        mask |= known.saying(stem)
    return mask


def _says(detail: Detail, event: int, facts: Facts) -> bool:
    named = facts.among(detail.entities)
    for pairs in (facts.places, facts.topics) if detail.entities else ():
        if named[pairs.of(np.array([event]))[1]].any():
            return True
    wanted = re.compile(WORD_BEGINS.format("|".join(map(re.escape, detail.stems))), re.IGNORECASE)
    return any(wanted.search(quote) for quote in facts.quotes(event))
