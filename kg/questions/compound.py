"""Readings of several clauses put together, and one reading of several names taken apart."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.questions.errors import NotUnderstood
from kg.questions.reading import Participant, Reading, Wanted

# What makes several names sides of the same event.
_TOGETHER = re.compile(
    r"\b(?:between|together|jointly|among|both at once|at the same time|at once|simultaneously|trilateral)\b",
    re.IGNORECASE,
)
_AND = re.compile(r"\b(?:and|as well as)\b|&", re.IGNORECASE)
_TO_ONE = ("recipient", "other")


def both(first: Reading, second: Reading, *, either: bool) -> Reading:
    """A question of two verbs: both must hold, of events of their own, or one of them."""
    if first.ask != second.ask or [o.column for o in first.opens] != [o.column for o in second.opens]:
        raise NotUnderstood("", "the two halves do not ask for the same")
    if either:
        return replace(first, either=(second,))
    if not _single(first) or not _single(second):
        raise NotUnderstood("and", "two verbs are understood only where one thing is asked for")
    return replace(first, also=(*first.also, second, *second.also))


def but_not(reading: Reading, ruled_out: Reading) -> Reading:
    """Who did one thing and not the other."""
    if not _single(reading) or reading.ask == "did" or ruled_out.also:
        raise NotUnderstood("but not", "“but not” is understood only where it is asked who or where")
    return replace(reading, but_not=(ruled_out,))


def absent(reading: Reading) -> tuple[Participant, ...]:
    """Those of a reading as people who must not take part."""
    if not reading.participants or reading.also:
        raise NotUnderstood("without", "without whom is not clear")
    return tuple(Participant("party", p.who, absent=True) for p in reading.participants)


def apart_from(reading: Reading, known: Reading) -> Reading:
    """Who else did so."""
    columns = [o.column for o in reading.opens]
    if columns[:1] != ["who"] or "whom" in columns or not known.participants or known.also:
        raise NotUnderstood("apart from", "“apart from” is understood only where it is asked who")
    named = tuple(n for p in known.participants for n in p.who)
    either = tuple(replace(each, apart_from=named) for each in reading.either)
    return replace(reading, apart_from=named, either=either)


def in_person(wanted: Wanted, said: str) -> Wanted:
    """Not by phone."""
    if wanted.types != ("CONSULT",) or "phone" in wanted.modes:
        raise NotUnderstood(said.rstrip("."), "“in person” is understood of meetings only")
    return replace(wanted, contact="meet")


def distributed(reading: Reading, said: str) -> Reading:
    """Take "who called X and Y" as who called both, not only who had both on one line.

    Where it is not asked who did so, the events with one of them are meant ("when did Z call X and Y").
    """
    if not _AND.search(said) or _TOGETHER.search(said) or reading.either or reading.counted:
        return reading
    columns = [o.column for o in reading.opens]
    if _single(reading) and columns in (["who"], ["article"]):
        for side in ("anything",) if columns == ["article"] else ("recipient", "other", "party", "actor", "anything"):
            parts = [p for p in reading.participants if p.side == side]
            if len(parts) > 1:
                rest = tuple(p for p in reading.participants if p.side != side)
                return _apart(reading, [{"participants": (p, *rest)} for p in parts])
        for field in ("topics", "places"):
            parts = getattr(reading, field)
            if len(parts) > 1:
                return _apart(reading, [{field: (each,)} for each in parts])
        return reading
    if reading.ask == "did" and len(reading.places) > 1:
        return _apart(reading, [{"places": (each,)} for each in reading.places])
    if reading.ask != "did" and len(reading.places) > 1:
        each = [replace(reading, places=(place,)) for place in reading.places]
        return replace(each[0], either=tuple(each[1:]))
    towards = [p for p in reading.participants if p.side in _TO_ONE]
    if len(towards) > 1 and not reading.wanted.symmetric:
        if reading.ask == "did":
            rest = tuple(p for p in reading.participants if p not in towards)
            return _apart(reading, [{"participants": (*rest, p)} for p in towards])
        one = Participant(towards[0].side, tuple(w for p in towards for w in p.who))
        return replace(reading, participants=(*(p for p in reading.participants if p not in towards), one))
    return reading


def _apart(reading: Reading, changes: list[dict[str, object]]) -> Reading:
    each = [replace(reading, **change) for change in changes]  # type: ignore[arg-type]
    return replace(each[0], also=tuple(each[1:]))


def _single(reading: Reading) -> bool:
    """Is one thing asked for, without regard to how often or when first?"""
    bounds = reading.more_than is not None or reading.fewer_than is not None
    columns = [o.column for o in reading.opens]
    plain = not reading.order and not bounds and not reading.counted
    if reading.ask == "did":
        return plain
    return plain and reading.ask in ("rows", "number") and columns in (["who"], ["where"], ["country"], ["article"])
