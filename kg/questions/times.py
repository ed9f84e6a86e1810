"""The times of a question: "on 18 February 2021", "since 2020", "between March and May 2021", "last week"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from kg.model import TimeSpan
from kg.questions.reading import Relation, When
from kg.questions.stretches import part_of, recent
from kg.timex import Timex, find, resolve_time

_BEFORE = re.compile(
    r"\b(before|prior to|until|till|up to|by|after|since|following|from|between)\s+(?:the )?\Z", re.IGNORECASE
)
_WITHIN = re.compile(r"\b(before|until|till|by|after|since|from|of|between)\b", re.IGNORECASE)
# What joins a time to the sentence: "in the year 2020", "of 10 November".
_LEAD = re.compile(
    r"(?:\b(?:on|in|during|of|at|around|throughout|for|dated) )?(?:the )?(?:(?:year|month|day|week|date) (?:of )?)?\Z",
    re.IGNORECASE,
)
_JOIN = re.compile(r"\s+(?:and|to|until|till|through)\s+\Z", re.IGNORECASE)
_OR = re.compile(r"\A[\s,]*(?:and|or|as well as)(?: (?:in|on|of|the))*\b", re.IGNORECASE)
# "In 2015 or 2019": of the second year, no word says that it is one.
_AND_YEAR = re.compile(r",? (?:and|or) ((?:19|20)\d\d)\b", re.IGNORECASE)
_RELATIONS: dict[str, Relation] = {
    "before": "before", "prior to": "before", "until": "until", "till": "until", "up to": "until", "by": "until",
    "after": "after", "following": "after", "since": "since",
}  # fmt: skip


def times(text: str, today: date) -> tuple[list[When], list[tuple[int, int]]]:
    """The times that a text names, and the characters that say so."""
    out: list[When] = []
    places: list[tuple[int, int]] = []
    lately = recent(text, today)
    if lately is not None:
        out.append(When(span=lately[2]))
        places.append(lately[:2])
    found: Sequence[Timex] = [
        t for t in find(text) if t.what != "vague" and not any(s <= t.start < e for s, e in places)
    ]
    i = 0
    while i < len(found):
        first = found[i]
        begin, end = first.start, first.end
        cue = _cue(text, first)
        when = _one(first, today)
        at, when = _part(text, first, when)
        if at < begin:
            begin, cue = at, _cue(text, replace(first, start=at))
            if cue == "before" and text[at:].lower().startswith("end"):
                cue = "until"
        following = found[i + 1] if i + 1 < len(found) else None
        if following is not None and cue in ("from", "between") and _JOIN.search(text[end : following.start] + " "):
            last = _part(text, following, _one(following, today))[1]
            when, end = _joined(first, when, last), following.end
            cue, i = "", i + 1
        if when is not None:
            relation = _RELATIONS.get(cue, "within")
            one = When(relation=relation, span=when.span, month=when.month, day=when.day)
            joined = _OR.search(text[places[-1][1] : begin] + text[begin:end]) if out and places else None
            if joined and relation == out[-1].relation == "within":
                begin = places.pop()[0]
                one = replace(out[-1], others=(*out[-1].others, one))
                out.pop()
            out.append(one)
            year = _AND_YEAR.match(text, end) if one.span is not None and relation == "within" else None
            if year:
                out[-1] = replace(one, others=(*one.others, When(span=TimeSpan.on(year[1]))))
                end = year.end()
        match = _BEFORE.search(text[:begin]) or _LEAD.search(text[:begin])
        places.append((match.start() if match else begin, end))
        i += 1
    return out, places


def _cue(text: str, timex: Timex) -> str:
    """The word that says how events lie to a time; some expressions include it."""
    match = _BEFORE.search(text[: timex.start]) or _WITHIN.match(text[timex.start : timex.end])
    return match.group(1).lower() if match else ""


def _one(timex: Timex, today: date) -> When | None:
    if timex.what in ("month", "monthday") and not timex.cue and not timex.until:
        return When(month=timex.month, day=timex.day)  # no year is named, so none is meant
    span = resolve_time(timex, anchor=today)
    return When(span=span) if span else None


def _part(text: str, timex: Timex, when: When | None) -> tuple[int, When | None]:
    """The part of a time that is meant, and where the words for it begin."""
    found = part_of(text[: timex.end], when.span) if when is not None and when.span is not None else None
    return (min(timex.start, found[0]), When(span=found[1])) if found else (timex.start, when)


def _joined(timex: Timex, first: When | None, last: When | None) -> When | None:
    """From one time to another; a month without a year is of the other's year."""
    if first is None or last is None or last.span is None:
        return first
    start = first.span.start if first.span else f"{last.span.start[:4]}-{timex.month:02}"
    if not first.span and timex.day:
        start += f"-{timex.day:02}"
    try:
        return When(span=TimeSpan(start=start, end=last.span.end))
    except ValueError:
        return last
