"""The grammar of dates in English news: finds expressions of time, and says what each leaves open.

Pure text; what an open expression means on a given day is settled in `meaning`.
"""

from __future__ import annotations

import re
from bisect import bisect, insort
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any, Literal, TypeAlias

from kg.model import TimeSpan
from kg.timex.expression import SEASONS, Timex, What

Need: TypeAlias = Literal["number", "year", "month", "month of a year", "weekday", "unit", "distance", "today", "then"]

_LONG = "january february march april may june july august september october november december".split()
_SHORT = "jan feb mar apr may jun jul aug sept oct nov dec".split()
_MONTHS = {name: i for names in (_LONG, _SHORT) for i, name in enumerate(names, 1)} | {"sep": 9}
MONTHS = tuple(_MONTHS)
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split()
_TEENS = "thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = {word: 10 * i for i, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_BIG = (
    {word: i for i, word in enumerate(_TEENS, 13)}
    | _TENS
    | {f"{ten}-{one}": n + i for ten, n in _TENS.items() for i, one in enumerate(_WORDS[1:10], 1)}
)
_NUMBERS = {word: i for i, word in enumerate(_WORDS)} | _BIG | {"a": 1, "an": 1, "a couple of": 2}


def _either(words: list[str]) -> str:
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


# Pieces of the rules ----------------------------------------------------------------------------

# Months as papers write them, "26 APRIL 2014" too; in lower case only those that are no other word.
_FULL = [form for name in _LONG for form in (name.title(), name.upper())]
_CUT = [form for name in _MONTHS if name not in _LONG for form in (name.title(), name.upper())]
_PLAIN = [name for name in _LONG if name not in ("march", "may")]
_MONTH = rf"(?:{_either(_FULL + _PLAIN)}(?!\w)|{_either(_CUT)}(?!\w)\.?)"
_ANY_MONTH = rf"(?:{_either(_FULL + _LONG)}(?!\w)|{_either(_CUT)}(?!\w)\.?)"  # beside a year
# After "by", "of" and "from" May and June may be persons: no other name may follow.
_UNNAMED = r"(?! [A-Z][a-z])"
_DAYNAME = rf"(?i:{_either(WEEKDAYS)})"
_YEAR = r"(?:1[5-9]|20)\d\d(?!\d|[.,]\d)"
_NEAR_YEAR = r"(?:1[7-9]|20)\d\d(?!\d|[.,]\d)"
# What numbers count, and years do not.
_COUNTED = _either(
    "% percent per[ ]cent people persons troops soldiers civilians militants men women children refugees migrants "
    "villages houses homes prisoners deaths tons tonnes km kilometers kilometres miles meters metres hectares dollars "
    "euros million billion thousand hundred GMT UTC CET EST EDT BST hours local[ ]time".replace("[ ]", "\0").split()
).replace("\0", " ")
_NO_COUNT = rf"(?!\s?{_COUNTED}(?!\w))"
_DAY = rf"(?:3[01]|[12]\d|0?[1-9])(?:(?i:st|nd|rd|th)\b|(?!\w|[.,:]\d)){_NO_COUNT}"
_OWN = r"(?<![\w$€£])(?<!\d[.,:])"  # nothing before that a number could be part of
_TO = r"\s?(?:-|–|—|/|to|and|until|till|through)\s?"
_AND = "(?: and | to | until )"
_PART = r"(?:(?i:early|late|mid)[- ]|(?i:the )?(?i:end|beginning|start|middle) of )"
_COUNT = rf"(?:an?|{_either([*_WORDS[1:], *_BIG])}|a couple of|\d{{1,3}})"
# "Some days ago", "days later", and not "two days later"; some hours are of the same day.
_SOME = r"(?:\b(?i:a few|several|some|many|just|only|mere) |(?<!\w )(?<![\w-])|(?<=\band ))"
_STRETCH = rf"{_SOME}(?i:(?:day|week|month|year|decade)s)"
# "On the 6th straight from X", and not "on the 6th floor".
_GOES_ON = (
    r"(?:and|but|straight|after|before|in|at|to|from|with|for|by|when|where|while|as|about|over|amid|without|under|near|"
    r"that|which|who|he|she|they|it|the|an?|his|her|its|their|was|were|is|had|has)"
)
_UNITS = r"(?:day|week|month|year)"
_SEASON = r"(?:spring|summer|autumn|fall|winter)"
_IN = r"(?:[Ii]n|[Ss]ince|[Dd]uring|[Uu]ntil|[Tt]ill)"
_STOP = r"(?=\s*(?:[,.;:)”\"]|\Z))"  # not "a year before the vote"

_DD = r"3[01]|[12]\d"
_CLOCK = r"(?:[T ]\d\d:\d\d\S*)?"
_DAYPART = "(?:night|morning|afternoon|evening)"
_COUNTS = rf"(?<!half )(?<!half-)\b(?i:(?P<n>{_COUNT})) (?P<unit>{_UNITS}|decade|hour|minute)s?"
# "The 1994 ceasefire": a year without a preposition needs an article or an owner.
_WHOSE = r"(?:\b(?:[Tt]he|[Aa]|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir)\s|(?<=['’]s )|(?<=s['’] ))"

# "Wednesday, July 3": the date tells the day of the week anew.
_NAMED_DAY = rf"(?:\b{_DAYNAME},? (?:the |\()?)?"

# Names of days that are no days of the news, and names that hold the name of a day.
_NO_DAY = "".join(
    f"(?<!{word} )" for word in "Black Good Bloody Palm Easter Ash Holy Maundy Super every Every each".split()
)
_PAPER = r"(?! (?:Times|Telegraph|Express|Mirror|Mail|Herald|Mercury|Tribune|Guardian|Post|prayers))"


# What each rule reads ---------------------------------------------------------------------------


def _timex(m: re.Match[str], what: What, **fields: Any) -> Timex:
    return Timex(start=m.start(), end=m.end(), what=what, **fields)


def _span(m: re.Match[str], first: str, last: str | None = None) -> Timex:
    return _timex(m, "span", span=TimeSpan(start=first, end=last or first))


def _month(text: str) -> int:
    return _MONTHS[text.rstrip(".").lower()]


def _number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _numeric(m: re.Match[str]) -> Timex:
    return _span(m, date(int(m["y"]), int(m["m"]), int(m["d"])).isoformat())


def _date(m: re.Match[str]) -> Timex:
    month, day = _month(m["mon"]), _number(m["d"])
    if m["y"]:
        return _span(m, date(int(m["y"]), month, day).isoformat())
    date(2024, month, day)  # a leap year has every day there is
    return _timex(m, "monthday", month=month, day=day)


def _dates(m: re.Match[str]) -> Timex:
    month2, day, day2 = _month(m["mon2"] or m["mon"]), _number(m["d"]), _number(m["d2"])
    month = _month(m["mon"] or m["mon2"])
    if not m["y"]:
        date(2024, month, day), date(2024, month2, day2)
        return _timex(m, "monthday", month=month, day=day, until=(month2, day2))
    year = int(m["y"])
    first = date(year - ((month2, day2) < (month, day)), month, day)
    return _span(m, first.isoformat(), date(year, month2, day2).isoformat())


def _month_of_year(m: re.Match[str]) -> Timex:
    return _span(m, f"{m['y']}-{_month(m['mon']):02}")


def _months(m: re.Match[str]) -> Timex:
    first, last = _month(m["mon"]), _month(m["mon2"])
    year = int(m["y2"])
    return _span(m, f"{m['y'] or year - (last < first)}-{first:02}", f"{year}-{last:02}")


def _decade(m: re.Match[str]) -> Timex:
    first = int(m["y"]) if len(m["y"]) == 4 else 1900 + int(m["y"])
    return _span(m, str(first), str(first + 9))


def _years(m: re.Match[str]) -> Timex:
    first, last = m["y"], m["y2"]
    if len(last) == 2 and first[:2] + last < first:
        if 1 <= int(last) <= 12:
            return _span(m, f"{first}-{last}")  # an ISO month
        last = str(int(first[:2]) + 1) + last
    return _span(m, first, first[:2] + last if len(last) == 2 else last)


def _year(m: re.Match[str]) -> Timex | None:
    if re.search(r"[Rr]esolutions? [\d, ]*\Z", m.string[: m.start()]):
        return None  # "resolutions 1970 and 1973"
    return _span(m, m["y"])


def _open_month(m: re.Match[str]) -> Timex:
    return _timex(m, "month", month=_month(m["mon"]), cue=(m.groupdict().get("cue") or "").lower())


def _unit(m: re.Match[str]) -> Timex:
    cue = m["cue"].lower().removeprefix("the ").removeprefix("over ").removeprefix("at ")
    shift = {"last": -1, "past": -1, "next": 1, "coming": 1}.get(cue, 0)
    near = (m.groupdict().get("near") or "").strip().lower()
    return _timex(m, "unit", unit=m["unit"].lower(), shift=shift, cue=near or cue)


def _weekday(m: re.Match[str]) -> Timex:
    cue = (m["cue"] or (f"{m['week']} week" if m["week"] else "")).lower().removeprefix("the ")
    return _timex(m, "weekday", weekday=WEEKDAYS.index(m["wd"].lower()), cue=cue)


def _weekday_told(m: re.Match[str]) -> Timex:
    return _timex(m, "weekday", weekday=WEEKDAYS.index(m["wd"].lower()), cue="then")


def number(word: str) -> int | None:
    """How many "two", "a" or "12" are; None where it is no number."""
    return int(word) if word.isdigit() else _NUMBERS.get(word)


def _ago(m: re.Match[str]) -> Timex:
    count = m["n"].lower()
    n = int(count) if count.isdigit() else _NUMBERS[count]
    unit, cue = m["unit"].lower(), m["cue"].lower()
    n, unit = {"decade": (10 * n, "year"), "hour": (0, "day"), "minute": (0, "day")}.get(unit, (n, unit))
    return _timex(m, "ago", shift=n if cue in ("later", "after", "afterwards") else -n, unit=unit, cue=cue)


_SHIFTS = {
    "the day before yesterday": -2, "yesterday": -1, "last night": -1, "last evening": -1,
    "tomorrow": 1, "the day after tomorrow": 2,
}  # fmt: skip


def _vague(m: re.Match[str]) -> Timex:
    return _timex(m, "vague")


def _season_of_year(m: re.Match[str]) -> Timex:
    first, last = SEASONS[m["unit"].lower()]
    return _span(m, f"{m['y']}-{first:02}", f"{m['y']}-{last:02}")


def _from_today(m: re.Match[str]) -> Timex:
    return _timex(m, "shift", shift=_SHIFTS.get(m.group().lower(), 0))


def _overnight(m: re.Match[str]) -> Timex:
    return _timex(m, "unit", unit="day", cue="overnight")


def _day_of_month(m: re.Match[str]) -> Timex:
    return _timex(m, "monthday", day=_number(m["d"]))


def _day_of_that_month(m: re.Match[str]) -> Timex:
    return _timex(m, "monthday", day=_number(m["d"]), cue=f"{m['cue']} month".replace("the same", "that"))


# Days that are known by a name: month and day.
_FEASTS = {
    "new year's day": (1, 1), "new year's eve": (12, 31), "christmas eve": (12, 24), "christmas day": (12, 25),
    "christmas": (12, 25), "boxing day": (12, 26), "may day": (5, 1),
}  # fmt: skip


_FEAST = r"(?:Christmas (?:Day|Eve)|(?<=[Aa]t )Christmas|New Year['’]s (?:Day|Eve)|Boxing Day|May Day)"


def _feast(m: re.Match[str]) -> Timex:
    month, day = _FEASTS[m["feast"].lower().replace("’", "'")]
    if m["y"]:
        return _span(m, date(int(m["y"]), month, day).isoformat())
    return _timex(m, "monthday", month=month, day=day)


def _open_months(m: re.Match[str]) -> Timex:
    return _timex(m, "month", month=_month(m["mon"]), until=(_month(m["mon2"]), 0))


def _term(m: re.Match[str]) -> Timex:
    count = m["n"].lower()
    return _timex(m, "unit", shift=int(count) if count.isdigit() else _NUMBERS[count], unit=m["unit"], cue="within")


def _that_year(m: re.Match[str]) -> Timex:
    return replace(_date(m), cue="that year")


def _of_that_year(m: re.Match[str]) -> Timex:
    month, day = _month(m["mon"]), _number(m.groupdict().get("d") or "0")
    if day:
        date(2024, month, day)
    return _timex(m, "monthday" if day else "month", month=month, day=day, cue=f"{m['year']} year")


def _prayers(m: re.Match[str]) -> Timex:
    return _timex(m, "weekday", weekday=WEEKDAYS.index("friday"))


def _from_focus(m: re.Match[str]) -> Timex:
    cue = m.group().lower()
    unit = next((u for u in ("year", "month", "week") if u in cue), "day")
    back, on = re.search("(?<!hours )before|previous|preceding", cue), re.search(r"next|following|after\b", cue)
    return _timex(m, "same", shift=-1 if back else 1 if on else 0, unit=unit, cue=cue)


# The rules, the more telling before the less --------------------------------------------------------

_RULES: tuple[tuple[Need, Callable[[re.Match[str]], Timex | None], str], ...] = (
    ("year", _numeric, rf"(?<![\d/.-])(?P<y>{_YEAR})[-/](?P<m>1[0-2]|0[1-9])[-/](?P<d>{_DD}|0[1-9])(?!\d){_CLOCK}"),
    ("year", _numeric, rf"(?<![\d/.])(?P<d>{_DD}|0?[1-9])[./](?P<m>1[0-2]|0?[1-9])[./](?P<y>{_YEAR})"),
    ("year", _numeric, rf"(?<![\d/.])(?P<m>1[0-2]|0?[1-9])/(?P<d>3[01]|2\d|1[3-9])/(?P<y>{_YEAR})"),
    (
        "month",
        _dates,
        rf"\b(?P<mon>{_MONTH}) (?P<d>{_DAY}){_TO}(?:(?P<mon2>{_MONTH}) )?(?P<d2>{_DAY})(?:,? (?P<y>{_YEAR}))?",
    ),
    (
        "month",
        _dates,
        rf"{_OWN}(?P<d>{_DAY})(?: (?P<mon>{_MONTH}))?{_TO}(?:the )?"
        rf"(?P<d2>{_DAY}) (?:of )?(?P<mon2>{_MONTH})(?:,? (?P<y>{_YEAR}))?",
    ),
    ("month of a year", _that_year, rf"\b(?P<mon>{_MONTH}) (?P<d>{_DAY})(?P<y>),? (?:of )?that (?:same )?year\b"),
    (
        "month of a year",
        _that_year,
        rf"{_OWN}(?P<d>{_DAY}) (?:of )?(?P<mon>{_MONTH})(?P<y>),? (?:of )?that (?:same )?year\b",
    ),
    ("month of a year", _of_that_year, rf"\b(?P<mon>{_MONTH}) (?P<d>{_DAY}),? (?:of )?(?P<year>last|this|next) year\b"),
    (
        "month of a year",
        _of_that_year,
        rf"{_OWN}(?P<d>{_DAY}) (?:of )?(?P<mon>{_MONTH}),? (?:of )?(?P<year>last|this|next) year\b",
    ),
    ("month", _date, rf"{_NAMED_DAY}\b(?P<mon>{_MONTH}) (?P<d>{_DAY})(?:,? (?P<y>{_YEAR}){_NO_COUNT})?"),
    ("year", _date, rf"{_NAMED_DAY}{_OWN}(?P<d>{_DAY}) (?:of )?(?P<mon>{_ANY_MONTH}),? (?:of )?(?P<y>{_YEAR})"),
    ("month", _date, rf"{_NAMED_DAY}{_OWN}(?P<d>{_DAY}) (?:of )?(?P<mon>{_MONTH})(?P<y>)"),
    (
        "number",
        _day_of_that_month,
        rf"\b[Oo]n the (?P<d>{_DD}|[1-9])(?:st|nd|rd|th) of (?P<cue>that|the same|this|last|the) month\b",
    ),
    ("number", _day_of_month, rf"\b[Oo]n the (?P<d>{_DD}|[1-9])(?:st|nd|rd|th)\b(?= ?(?:[,.;:)]|\Z)| {_GOES_ON}\b)"),
    ("year", _months, rf"\b(?P<mon>{_MONTH})(?: (?P<y>{_YEAR}))?{_TO}(?P<mon2>{_MONTH}),? (?P<y2>{_YEAR})"),
    ("year", _month_of_year, rf"(?:{_PART})?\b(?P<mon>{_ANY_MONTH}),? (?:of )?(?P<y>{_YEAR}){_NO_COUNT}"),
    ("year", _decade, rf"(?:\b[Tt]he )?(?:{_PART})?\b(?P<y>(?:1[5-9]|20)\d0)s\b"),
    ("number", _decade, r"\b[Tt]he ['’](?P<y>[2-9]0)s\b"),
    ("year", _years, rf"\b(?P<y>{_NEAR_YEAR})\s?[-–]\s?(?P<y2>{_NEAR_YEAR}|\d\d)\b(?![-/.]\d){_NO_COUNT}"),
    (
        "year",
        _years,
        rf"\b(?i:from|between) (?P<y>{_NEAR_YEAR}) (?:to|and|until|till|through) (?P<y2>{_NEAR_YEAR}){_NO_COUNT}",
    ),
    ("month", _open_months, rf"\b(?i:between|from) (?P<mon>{_MONTH}){_AND}(?P<mon2>{_MONTH})(?! ?{_DAY})"),
    (
        "month of a year",
        _of_that_year,
        rf"(?:\b{_IN} |\b{_PART})?\b(?P<mon>{_MONTH})(?: of)? (?P<year>last|this|next) year\b",
    ),
    ("month", _open_month, rf"\b(?P<cue>[Ll]ast|[Nn]ext|[Tt]his) (?P<mon>{_MONTH})"),
    ("month", _open_month, rf"(?:\b{_IN} |\b{_PART})(?P<mon>{_MONTH})(?! ?{_DAY})"),
    ("month", _open_month, rf"\b(?:[Bb]y|[Ff]rom|of) (?P<mon>{_MONTH})(?! ?{_DAY}){_UNNAMED}"),
    ("weekday", _prayers, r"(?<=[Aa]fter )Friday(?= prayers\b)"),
    (
        "weekday",
        _weekday_told,
        rf"(?<=\b[Oo]n )the (?P<wd>{_DAYNAME})\b(?! (?:before|after|of|when|that|in|preceding|following)\b){_PAPER}",
    ),
    (
        "weekday",
        _weekday,
        rf"(?:\b(?P<cue>[Ll]ast|[Nn]ext|[Tt]his|[Tt]he (?:following|previous)) )?{_NO_DAY}\b(?P<wd>{_DAYNAME})\b"
        rf"(?:['’]s)?(?:,? (?:of )?(?P<week>last|this|next) week)?{_PAPER}",
    ),
    (
        "unit",
        _unit,
        rf"\b(?:(?P<near>[Ee]arlier|[Ll]ater) )?"
        r"(?P<cue>[Ll]ast|[Tt]his|(?<!the )(?<!The )[Nn]ext|[Tt]he (?:past|coming)) "
        rf"(?P<unit>{_UNITS}|weekend|{_SEASON})\b",
    ),
    ("unit", _vague, rf"\b[Ii]n (?:the )?(?:recent|past few|last few) (?:{_UNITS}|decade)s\b"),
    ("unit", _unit, r"\b(?P<cue>(?:[Oo]ver|[Aa]t) the) (?P<unit>weekend)\b"),
    ("unit", _unit, rf"\b[Ii]n (?P<cue>the) (?P<unit>{_SEASON})\b(?! of)"),
    ("distance", _vague, rf"{_STRETCH} (?:ago|earlier|later|previously|afterwards)\b"),
    ("distance", _ago, rf"{_COUNTS} (?P<cue>ago|earlier|later|previously|afterwards)\b"),
    ("distance", _ago, rf"{_COUNTS} (?P<cue>before|after){_STOP}"),
    ("today", _from_today, r"\b(?P<cue>[Tt]he day (?:before yesterday|after tomorrow)|[Yy]esterday|[Tt]omorrow)\b"),
    ("today", _from_today, r"\b(?P<cue>[Ll]ast (?:night|evening)|[Tt]his (?:morning|afternoon|evening)|[Tt]onight)\b"),
    ("today", _from_today, r"(?:\btoday|(?<!\w )\bToday)\b"),
    ("unit", _overnight, r"\b[Oo]vernight\b(?! [a-z]+(?:s|ing)\b)"),
    ("unit", _from_focus, rf"\b[Tt]he (?:{_UNITS}|{_DAYPART}) (?:before|after){_STOP}"),
    ("unit", _from_focus, rf"\b[Tt]he (?:previous|preceding|next|following|same) (?:{_UNITS}|{_DAYPART})\b"),
    ("unit", _from_focus, rf"\b[Tt]hat (?:same |very )?(?:{_UNITS}|{_DAYPART})\b"),
    ("unit", _from_focus, r"\b(?:[Ee]arlier|[Ll]ater) (?:in|on) the day\b"),
    ("unit", _from_focus, r"\b[Mm]inutes (?:later|earlier)\b"),
    ("then", _from_focus, rf"\b[Bb]y then{_STOP}"),
    ("unit", _from_focus, rf"\b[Hh]ours before{_STOP}"),
    ("unit", _from_focus, r"\b[Ww]ithin (?:the hour|minutes|hours)\b(?! of\b)"),
    ("unit", _from_focus, rf"\b[Aa]t once{_STOP}"),
    ("unit", _term, rf"\b[Ww]ithin (?i:(?P<n>{_COUNT})) (?P<unit>{_UNITS})s?\b(?! of\b)"),
    ("unit", _feast, rf"\b(?P<feast>{_FEAST})\b(?:,? (?P<y>{_YEAR}))?"),
    (
        "year",
        _season_of_year,
        rf"\b(?:[Ii]n )?(?:the )?{_PART}?(?P<unit>spring|summer|autumn|fall)(?: of)? (?P<y>{_NEAR_YEAR})\b{_NO_COUNT}",
    ),
    (
        "year",
        _year,
        rf"\b(?:{_IN}|[Bb]y|[Ff]rom|[Oo]f|[Bb]efore|[Aa]fter|{_SEASON})\s(?:the year )?"
        rf"(?P<y>{_NEAR_YEAR})\b{_NO_COUNT}",
    ),
    ("year", _year, rf"{_PART}(?P<y>{_NEAR_YEAR})\b{_NO_COUNT}"),
    ("year", _year, rf"(?<=\bback to )(?P<y>{_NEAR_YEAR})\b{_NO_COUNT}"),
    ("year", _year, rf"(?<=\d{{4}} )and (?P<y>{_NEAR_YEAR})\b{_NO_COUNT}"),
    ("year", _year, rf"{_WHOSE}(?P<y>(?:19|20)\d\d)(?= [A-Za-z]){_NO_COUNT}"),
)
_COMPILED = tuple((need, read, re.compile(pattern)) for need, read, pattern in _RULES)
# What a text must have for a rule to be tried at all: most sentences are done with after a look at their words.
_NUMBER, _FOUR = re.compile(r"\d"), re.compile(r"(?:1[5-9]|20)\d\d")
_WORD = re.compile(r"\w+")
_HINTS: dict[Need, frozenset[str]] = {
    "month": frozenset(_MONTHS),
    "month of a year": frozenset(("year",)),
    "weekday": frozenset(WEEKDAYS),
    "distance": frozenset("ago earlier later previously afterwards before after".split()),
    "today": frozenset("today yesterday tomorrow tonight night morning afternoon evening".split()),
    "then": frozenset(("then",)),
    "unit": frozenset(
        "day days week weeks month months year years decade decades hour hours minute minutes weekend spring summer "
        "autumn fall winter night morning afternoon evening overnight once eve".split()
    ),
}
_UNTIL = re.compile(r"\b(?i:until|till|through|up to) (?:(?i:the|early|late|at least) )*\Z")
_TO_DAY = re.compile(rf"\b{_DAYNAME} to \Z")  # "Monday to Wednesday"
_RANGE = re.compile(rf"\s?(?:to|through|until|till|-|–)\s?{_DAYNAME}")
_SINCE = re.compile(r"\b(?i:since|from|as of) (?:(?:the|early|late) )*\Z")


def find(text: str) -> Iterator[Timex]:
    """Every expression of time, from left to right; where two overlap, that of the earlier rule."""
    given = _given(text)
    if not given:
        return
    # By place, and none overlaps another: a new one can only touch its neighbours.
    found: list[Timex] = []
    for need, read, pattern in _COMPILED:
        if need not in given:
            continue
        for m in pattern.finditer(text):
            place = bisect(found, m.start(), key=_start)
            if (place and found[place - 1].end > m.start()) or (place < len(found) and found[place].start < m.end()):
                continue
            try:
                timex = read(m)
            except ValueError:
                continue  # "February 30": no such day, so no date
            if timex is not None:
                insort(found, timex, key=_start)
    for timex in found:
        if _begins(text, timex):
            yield replace(timex, since=True)
        else:
            yield replace(timex, term=True) if _ends(text, timex) else timex


def _given(text: str) -> set[Need]:
    said = set(_WORD.findall(text.lower()))
    given = {need for need, hints in _HINTS.items() if not said.isdisjoint(hints)}
    if _NUMBER.search(text):
        given.add("number")
        if _FOUR.search(text):
            given.add("year")
    return given


def _start(timex: Timex) -> int:
    return timex.start


def _begins(text: str, timex: Timex) -> bool:
    """Is it introduced by "since", or by a "from" without its "to"?"""
    before = _SINCE.search(text[max(0, timex.start - 20) : timex.start])
    words = before.group().lower() if before else text[timex.start : timex.end].lower()
    lasts = timex.until is not None or (timex.span is not None and timex.span.start != timex.span.end)
    lasts = lasts or (timex.what == "weekday" and _RANGE.match(text, timex.end) is not None)
    return words.startswith("since ") or (words.startswith("from ") and not lasts)


def _ends(text: str, timex: Timex) -> bool:
    """Is it the time up to which something goes on: "until May", "through July 10", "from Monday to Friday"?"""
    before = text[max(0, timex.start - 25) : timex.start]
    own = text[timex.start : timex.end].lower()
    named = timex.what == "weekday" and _TO_DAY.search(before) is not None
    return own.startswith(("until ", "till ")) or _UNTIL.search(before) is not None or named
