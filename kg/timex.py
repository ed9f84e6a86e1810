"""The grammar of dates in English news: finds expressions of time, and says what each leaves open.

Pure text; what an open expression means on a given day is settled by `resolve_time`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, TypeAlias

from kg.model import TimeSpan

MONTHS = {
    name: i + 1
    for i, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec")
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: i
    for i, names in enumerate(
        ("monday mon", "tuesday tue", "wednesday wed", "thursday thu", "friday fri", "saturday sat", "sunday sun")
    )
    for name in names.split()
}  # fmt: skip
_NUMBERS = {
    w: i for i, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
} | {
    "a": 1, "an": 1, "couple": 2, "a couple of": 2, "few": 3,
}  # fmt: skip

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAYNAME = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_YEAR = r"(?:1[5-9]|20)\d\d"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_ORD = rf"{_DAY}(?:st|nd|rd|th)?"
_PART = r"(?:[Ee]arly|[Ll]ate|[Mm]id|[Ee]nd of|[Bb]eginning of)"
_COUNT = r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a couple of|several|\d{1,2})"

What: TypeAlias = Literal["span", "monthday", "month", "weekday", "shift", "same", "unit", "ago"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex:
    """An expression of time in a text.

    Parameters
    ----------
    what : str
        ``span`` is complete; ``monthday`` and ``month`` lack a year; ``weekday`` lacks the week;
        ``shift`` counts days from the day of writing; ``same`` and ``ago`` count from the day last told
        of; ``unit`` is a whole week, month or year at a distance.
    since : bool
        Introduced by "since" or "from": the time at which something began.
    """

    start: int
    end: int
    what: What
    span: TimeSpan | None = None
    month: int = 0
    day: int = 0
    until: tuple[int, int] | None = None
    weekday: int = 0
    shift: int = 0
    unit: str = "day"
    cue: str = ""
    since: bool = False


_RULES: list[tuple[str, str]] = [
    ("iso", rf"(?P<y>{_YEAR})[-/](?P<m>1[0-2]|0[1-9])[-/](?P<d>3[01]|[12]\d|0[1-9])(?:[T ]\d\d:\d\d\S*)?"),
    ("dmy", rf"(?P<d>{_DAY})[./](?P<m>1[0-2]|0?[1-9])[./](?P<y>{_YEAR})"),
    ("mdrange", rf"(?P<mon>{_MONTH}) (?P<d>{_ORD})\s?(?:-|–|to|and|until)\s?"
                rf"(?:(?P<mon2>{_MONTH}) )?(?P<d2>{_ORD})(?:,? (?P<y>{_YEAR}))?\b"),
    ("dmrange", rf"(?P<d>{_ORD})\s?(?:-|–|to|and)\s?(?P<d2>{_ORD}) (?:of )?(?P<mon>{_MONTH})(?:,? (?P<y>{_YEAR}))?\b"),
    ("mdy", rf"(?P<mon>{_MONTH}) (?P<d>{_ORD})(?:,? (?P<y>{_YEAR}))?\b(?!\s?(?:%|percent|people|million))"),
    ("dmy2", rf"(?:the )?(?P<d>{_ORD}) (?:of )?(?P<mon>{_MONTH})(?:,? (?P<y>{_YEAR}))?\b"),
    ("my", rf"(?:{_PART}[- ])?(?P<mon>{_MONTH}),? (?:of )?(?P<y>{_YEAR})\b"),
    ("decade", r"\bthe (?P<y>(?:1[5-9]|20)\d0)s\b"),
    ("yrange", rf"\b(?P<y>{_YEAR})\s?[-–]\s?(?P<y2>{_YEAR}|\d\d)\b"
               rf"|\b(?:from|between) (?P<y3>{_YEAR}) (?:to|and|until) (?P<y4>{_YEAR})\b"),
    ("lastmon", rf"\b(?P<cue>last|next|this)\s(?P<mon>{_MONTH})\b"),
    ("mon", rf"\b(?:[Ii]n|[Ss]ince|[Dd]uring|[Uu]ntil|[Bb]y|[Ff]rom|[Ll]ast|[Tt]his|of|{_PART}[- ]?)\s?"
            rf"(?P<mon>{_MONTH})\b(?! \d)"),
    ("unit", r"\b(?:[Ee]arlier |[Ll]ater )?"
             r"(?P<cue>[Ll]ast|[Tt]his|[Nn]ext|[Tt]he (?:previous|past|coming|following)|[Pp]revious) "
             r"(?P<unit>week|month|year|weekend|summer|winter|spring|autumn|fall)\b"),
    ("weekday", r"\b(?:(?P<cue>[Ll]ast|[Nn]ext|[Tt]his|[Tt]he following|[Tt]he previous) )?"
                rf"(?P<wd>{_DAYNAME})(?:'s|’s)?\b"),
    ("ago", rf"\b(?P<n>{_COUNT}) (?P<unit>day|week|month|year)s? (?P<cue>ago|earlier|before|later|after|previously)\b"),
    ("dayshift", r"\b(?P<cue>[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight"
                 r"|[Tt]his (?:morning|afternoon|evening)|[Ll]ast night)\b"),
    ("same", r"\b(?P<cue>[Tt]he day before|[Tt]he previous day|[Tt]he next day|[Tt]he following day|[Tt]he day after"
             r"|[Tt]hat (?:same )?day|[Tt]he same day|[Tt]hat (?:night|evening|morning)|[Tt]hat (?:year|month|week)"
             r"|[Tt]he year before|[Tt]he following year|[Tt]he previous year)\b"),
    ("year", rf"\b(?:[Ii]n|[Ss]ince|[Dd]uring|[Uu]ntil|[Bb]y|[Ff]rom|[Oo]f|[Bb]efore|[Aa]fter|and|{_PART})[- ]"
             rf"(?P<y>{_YEAR})\b(?!\s?(?:people|troops|soldiers|civilians|km|miles|metres|meters|hectares))"),
    ("baseyear", r"(?<=\s)(?P<y>(?:19|20)\d\d) (?=[a-z]+)|(?<=['’]s )(?P<y2>(?:19|20)\d\d)\b"),
]  # fmt: skip
_COMPILED = [(name, re.compile(pattern)) for name, pattern in _RULES]
_SINCE = re.compile(r"(?:\b[Ss]ince|\bfrom)\s+(?:early |late |mid-?)?\Z")
_UNIT_NAMES = {"weekend": "week"} | dict.fromkeys(("summer", "winter", "spring", "autumn", "fall"), "year")
_DAY_SHIFTS = {"yesterday": -1, "last night": -1, "tomorrow": 1}


def find(text: str) -> Iterator[Timex]:
    """Every expression of time, from left to right, the earlier rule before the later at one place."""
    taken: list[tuple[int, int]] = []
    out: list[Timex] = []
    for name, pattern in _COMPILED:
        for m in pattern.finditer(text):
            if any(m.start() < e and s < m.end() for s, e in taken):
                continue
            if name in ("mdy", "mdrange") and m.start() and text[m.start() - 1].isalnum():
                continue
            try:
                timex = _read(name, m)
            except ValueError:
                continue  # "February 30": no such day, so no date
            if timex is not None:
                taken.append(m.span())
                since = bool(_SINCE.search(text[: m.start()])) or m.group().lower().startswith(("since", "from"))
                out.append(timex if not since else _since(timex))
    yield from sorted(out, key=lambda t: t.start)


def _since(timex: Timex) -> Timex:
    return replace(timex, since=True)


def _month(text: str) -> int:
    return MONTHS[text.rstrip(".").lower()]


def _number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _read(name: str, m: re.Match[str]) -> Timex | None:
    g = m.groupdict()
    found = functools.partial(Timex, start=m.start(), end=m.end())

    def span(first: str, last: str | None = None) -> Timex:
        return found(what="span", span=TimeSpan(start=first, end=last or first))

    if name in ("iso", "dmy"):
        return span(date(int(g["y"]), int(g["m"]), int(g["d"])).isoformat())
    if name in ("mdy", "dmy2"):
        month, day = _month(g["mon"]), _number(g["d"])
        if g["y"]:
            return span(date(int(g["y"]), month, day).isoformat())
        date(2024, month, day)
        return found(what="monthday", month=month, day=day)
    if name in ("mdrange", "dmrange"):
        month, month2 = _month(g["mon"]), _month(g.get("mon2") or g["mon"])
        day, day2 = _number(g["d"]), _number(g["d2"])
        if g["y"]:
            return span(date(int(g["y"]), month, day).isoformat(), date(int(g["y"]), month2, day2).isoformat())
        date(2024, month, day), date(2024, month2, day2)
        return found(what="monthday", month=month, day=day, until=(month2, day2))
    if name == "my":
        return span(f"{g['y']}-{_month(g['mon']):02}")
    if name == "decade":
        return span(g["y"], str(int(g["y"]) + 9))
    if name == "yrange":
        first, last = g["y"] or g["y3"], g["y2"] or g["y4"]
        return span(first, last if len(last) == 4 else first[:2] + last)
    if name in ("mon", "lastmon"):
        return found(what="month", month=_month(g["mon"]), cue=(g.get("cue") or "").lower())
    if name == "unit":
        cue = g["cue"].lower().removeprefix("the ")
        shift = {"last": -1, "previous": -1, "past": -1, "this": 0}.get(cue, 1)
        return found(what="unit", unit=_UNIT_NAMES.get(g["unit"], g["unit"]), shift=shift)
    if name == "weekday":
        return found(what="weekday", weekday=WEEKDAYS[g["wd"].lower()], cue=(g["cue"] or "").lower())
    if name == "ago":
        n = _NUMBERS.get(g["n"]) or (int(g["n"]) if g["n"].isdigit() else 0)
        if not n:
            return None
        sign = 1 if g["cue"] in ("later", "after") else -1
        return found(what="ago", shift=sign * n, unit=g["unit"], cue=g["cue"])
    if name == "dayshift":
        return found(what="shift", shift=_DAY_SHIFTS.get(g["cue"].lower(), 0))
    if name == "same":
        cue = g["cue"].lower()
        unit = next((u for u in ("year", "month", "week") if u in cue), "day")
        back, on = ("before", "previous"), ("next", "following", "after")
        shift = -1 if any(w in cue for w in back) else int(any(w in cue for w in on))
        return found(what="same", shift=shift, unit=unit, cue=cue)
    return span(next(v for k, v in g.items() if v))


def resolve_time(
    timex: Timex, *, anchor: date | None, future: bool = False, focus: date | None = None, year: int | None = None
) -> TimeSpan | None:
    """What an expression means in an article written on `anchor`.

    Parameters
    ----------
    anchor : date, optional
        Day of publication; without it an open expression stays unresolved.
    future : bool
        The sentence tells of something to come.
    focus : date, optional
        The day last told of, from which "the day before" counts.
    year : int, optional
        A past year that the passage is set in.
    """
    if timex.what == "span":
        return timex.span
    if timex.what == "same" or (timex.what == "ago" and timex.cue != "ago"):
        return _shifted(focus or anchor, timex.shift, timex.unit)
    if anchor is None:
        if year is not None and timex.what in ("month", "monthday"):
            return _of_year(timex, year)
        return None
    if timex.what in ("month", "monthday"):
        return _of_year(timex, year if year is not None else _nearest_year(timex, anchor, future))
    if timex.what == "weekday":
        back = (anchor.weekday() - timex.weekday) % 7
        if timex.cue == "next" or (future and timex.cue != "last"):
            return TimeSpan.on(anchor + timedelta(days=(-back) % 7 or (0 if not timex.cue else 7)))
        if timex.cue in ("last", "the previous") and back == 0:
            back = 7
        return TimeSpan.on(anchor - timedelta(days=back))
    if timex.what == "unit":
        return _unit(anchor, timex.shift, timex.unit)
    return _shifted(anchor, timex.shift, timex.unit)


def _nearest_year(timex: Timex, anchor: date, future: bool) -> int:
    """Past months and days lie in the year before the anchor at most, future ones in the year after."""
    if timex.cue == "last":
        return anchor.year if timex.month < anchor.month else anchor.year - 1
    here = (timex.month, timex.day or 1) <= (anchor.month, anchor.day)
    if future:
        return anchor.year if not here or (timex.month, timex.day) == (anchor.month, anchor.day) else anchor.year + 1
    if here:
        return anchor.year
    ahead = (date(anchor.year, timex.month, min(timex.day or 1, 28)) - anchor).days
    return anchor.year if ahead <= 2 else anchor.year - 1  # time zones, and papers dated ahead


def _of_year(timex: Timex, year: int) -> TimeSpan | None:
    try:
        if timex.what == "month":
            return TimeSpan.on(f"{year}-{timex.month:02}")
        first = date(year, timex.month, timex.day).isoformat()
        if not timex.until:
            return TimeSpan.on(first)
        month, day = timex.until
        return TimeSpan(start=first, end=date(year + (month < timex.month), month, day).isoformat())
    except ValueError:
        return None


def _unit(anchor: date, shift: int, unit: str) -> TimeSpan:
    if unit == "week":
        monday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=shift)
        last = monday + timedelta(days=6)
        return TimeSpan(start=monday.isoformat(), end=(min(last, anchor) if shift == 0 else last).isoformat())
    if unit == "month":
        months = anchor.year * 12 + anchor.month - 1 + shift
        return TimeSpan.on(f"{months // 12}-{months % 12 + 1:02}")
    return TimeSpan.on(f"{anchor.year + shift:04}")


def _shifted(day: date | None, shift: int, unit: str) -> TimeSpan | None:
    if day is None:
        return None
    if unit == "day":
        return TimeSpan.on(day + timedelta(days=shift))
    if unit == "week":
        return _unit(day, shift, "week")
    return _unit(day, shift, unit)
