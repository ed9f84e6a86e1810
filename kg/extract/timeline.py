"""The times of an article as it goes on: what it told of last, and what an expression of time means after that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from kg import timex
from kg.extract.times import Dated, in_passing, lies_ahead, opens, tells_which
from kg.model import TimeSpan

# How many days back the news reach, and from when on what is told lies long past.
FRESH, FEW, LONG_PAST = 3, 14, 45
# From when on a month of the last year is told with its year, or as "last May".
_NEARLY_A_YEAR = 300


class Timeline:
    """The times of one article: its own day, the day last told of (`focus`), and the last one still to come.

    What is told without a day goes on in the time of the sentence before, its `line`. A new passage returns to the
    news: the day that the article, or a section of it, told of first. "That year" is the last that was written out.
    """

    def __init__(self, on: date | None) -> None:
        self.on = on
        self.focus: TimeSpan | None = None
        self.prospect: TimeSpan | None = None
        self.year: int | None = None
        self._told_then: date | None = None
        self._line: TimeSpan | None = None
        self._war: TimeSpan | None = None
        self._lead: date | None = None
        self._section: date | None = None
        self._chronicle = False
        self._dated: Sequence[Dated] = ()
        self._years: list[tuple[int, int]] = []
        self._meant: dict[tuple[timex.Timex, bool], TimeSpan | None] = {}
        self._passed: set[TimeSpan] = set()
        self._told = 0
        self._aside = False
        self._age = 0
        self._apart = False
        self.noted = False

    # Going on ---------------------------------------------------------------------------------

    def open(self, dated: Sequence[Dated] = (), *, passage: bool = False) -> None:
        """Begin a sentence with its times, or a passage with its first; what was told of days before fades."""
        self._years = [(-1, year) for _, year in self._years[-1:]]
        self._years += [(d.timex.start, d.timex.span.earliest.year) for d in dated if d.timex.span is not None]
        self._dated, self._meant, self._passed = dated, {}, set()
        if self._aside:
            self.focus, self._aside = self._line or self.focus, False
        self._told += 1
        self._age += 1
        self.noted = False
        self._apart = self._apart or passage
        if self._age > 2 and self._since(self._line) > LONG_PAST:
            self._line, self.year = None, None
        if self._age > 4 and self._since(self._line) <= FRESH:
            self._line = None

    def turn(self) -> None:
        """Begin a section that goes back to the news."""
        self._line, self._apart = None, True

    def head(self, dated: Sequence[Dated], *, alone: bool = False) -> None:
        """Take a verbless line such as "MONDAY." for the day of what follows; a day alone may be long past."""
        back = timedelta(days=62 if alone else 14)
        days = [span for d in dated if (span := self._resolve(d.timex, future=False)) and span.granularity == "day"]
        if len(days) == 1 and self.on and timedelta(0) <= self.on - days[0].earliest <= back:
            self._chronicle = self._section is not None
            self.focus, self._section, self._line = days[0], days[0].earliest, None
            self._age, self._apart, self.noted = 0, False, True

    def read(self, dated: Sequence[Dated]) -> None:
        """Take note of a sentence's times that belong to no event, for what follows it."""
        for each in dated:
            span = self._resolve(each.timex, future=False)
            passing = in_passing(each.token) or tells_which(each.token)
            near = span is not None and self.on is not None and (self.on - span.earliest).days < 14
            if each.timex.term or (each.timex.what in ("weekday", "monthday", "month") and lies_ahead(each.token)):
                continue
            if span in self._passed or (each.timex.since and self._since(span) > LONG_PAST):
                continue  # "the first visit since 2004"
            if span is not None and (
                each.timex.what in ("span", "monthday", "month", "weekday") or (each.timex.what == "shift" and near)
            ):
                self._remember(span, background=not passing)

    def _remember(self, span: TimeSpan, *, background: bool = True) -> None:
        past = self._since(span) > LONG_PAST
        if past and not background:
            return  # "a man whom they had jailed in 2011": the passage goes on in the present
        if self.is_ahead(span):
            self.prospect, self.noted = span, True
            return
        self.focus, self.prospect = span, None
        if self._since(span) > FRESH and not background:
            self._passed.add(span)
            return
        self.noted = True
        self._line, self._age, self._apart = span, 0, False
        self._war = span if past else self._war
        told = past and span.granularity != "year" and not self._is_of_late(span)
        self.year = span.earliest.year if told else None
        if told:
            self._told_then = span.earliest
        if self._lead is None and is_day(span) and self._since(span) <= FRESH:
            self._lead = span.earliest

    def _is_of_late(self, span: TimeSpan) -> bool:
        """Is a time told from the article's day ("last May"), so that a month that follows is, too?"""
        return any(d.timex.cue == "last" and self._meant.get((d.timex, False)) == span for d in self._dated)

    # How far off ------------------------------------------------------------------------------

    def past(self, dated: Sequence[Dated]) -> date | None:
        """The long past day that a sentence tells of, if it tells of only one time."""
        spans = {span for d in dated if (span := self._resolve(d.timex, future=False)) is not None}
        if self.on is None or len(spans) != 1:
            return None
        span = spans.pop()
        middle = span.earliest + (span.latest - span.earliest) / 2
        return middle if span.latest < self.on - timedelta(days=45) and not any(d.timex.since for d in dated) else None

    def is_ahead(self, span: TimeSpan | None) -> bool:
        """Is it a time that the article's day has not reached?"""
        return self.on is not None and span is not None and span.earliest > self.on

    def _since(self, span: TimeSpan | None) -> int:
        """How many days a time lies before the article."""
        return (self.on - span.latest).days if span is not None and self.on is not None else 0

    @property
    def _news(self) -> date | None:
        """The day of the news where the text is: that last told of, or the one to which it returns."""
        if self._chronicle:
            return self._section
        line = self._line
        goes_on = not self._apart or self._age <= 1
        if line is not None and goes_on and is_day(line) and 0 <= self._since(line) <= FRESH:
            return line.earliest
        return self._section or self._lead or self.on

    # What is meant ----------------------------------------------------------------------------

    def _resolve(self, found: timex.Timex, *, future: bool) -> TimeSpan | None:
        """What an expression means; in one sentence it means one time, however many events it is that of."""
        if (found, future) not in self._meant:
            self._meant[found, future] = self._meaning(found, future)
        return self._meant[found, future]

    def _meaning(self, found: timex.Timex, future: bool) -> TimeSpan | None:
        anchor = self.on
        if found.what == "shift" and self._section is not None:
            anchor = self._section  # in a diary or a letter "today" is its own day
        told = (self.prospect if future else None) or self.focus
        focus = told.earliest if told else None
        if told is not None and told.granularity != "day" and found.what == "same" and found.unit == "day":
            focus = self._news  # "within hours" of a day, not of the year last told of
        if not future and (before := self._told_before(found)) is not None:
            focus = before
        elif _is_the_day_beside(found) and told is not None and told.granularity == "month" and self._age <= 2:
            return told  # "the next day", of a day in that month
        if found.cue.endswith("in the day") or found.cue.endswith("on the day"):
            focus = self._news
        if found.cue == "overnight" and self._age == 1 and focus is not None and self.on is not None:
            days = (self.on - focus).days
            if told is not None and told.granularity == "day" and 1 < days < 14:  # the night after the day told of
                return timex.resolve_time(found, anchor=focus + timedelta(days=1))
        if found.cue == "that year" and (years := [y for at, y in self._years if at < found.start]):
            focus = date(years[-1], 1, 1)
        if found.what == "weekday" and not found.cue and (week := self._week_of_heading(found)):
            found = replace(found, cue=week)
        year = None if future or found.cue == "last" else self.year  # "last May" is that of the article's own day
        meant = timex.resolve_time(found, anchor=anchor, future=future, focus=focus, year=year)
        then = self._told_then if found.what in ("month", "monthday") and not (future or found.cue) else None
        if then is None or meant is None or not _NEARLY_A_YEAR < self._since(meant) < 366:
            return meant  # whoever means nearly a year ago says "last May"
        told_then = [timex.resolve_time(found, anchor=anchor, focus=focus, year=then.year + n) for n in (0, 1)]
        return next((t for t in told_then if t is not None and (then - t.earliest).days < _NEARLY_A_YEAR // 2), meant)

    def _week_of_heading(self, found: timex.Timex) -> str:
        """Of which week a line is, where its head says so: "Next week: X meets Y on Friday"."""
        first = self._dated[0] if self._dated else None
        if first is None or first.timex.start >= found.start or not opens(first) or first.timex.unit != "week":
            return ""
        return f"{first.timex.cue} week" if first.timex.cue in ("last", "this", "next") else ""

    def _told_before(self, found: timex.Timex) -> date | None:
        """The day in the sentence from which "a day earlier" counts: "said on Monday that X fell the day before"."""
        counted = found.what == "ago" and found.cue != "ago"
        if not counted and (found.what != "same" or "in the day" in found.cue):
            return None
        own = [d.timex for d in self._dated if d.timex.start < found.start and not (d.timex.since or d.timex.term)]
        days = [self._resolve(t, future=False) for t in own if t.what in ("span", "monthday", "weekday", "shift")]
        coarse = found.unit in ("month", "year")  # "in March 2015 X joined Y, which had lost Z the year before"
        told = (s for s in reversed(days) if s is not None and (coarse or is_day(s)))
        return next((s.earliest for s in told if not self.is_ahead(s)), None)


def _is_the_day_beside(found: timex.Timex) -> bool:
    return found.what == "same" and found.unit == "day" and "in the day" not in found.cue and found.shift != 0


def is_day(span: TimeSpan) -> bool:
    """Is it a single day?"""
    return span.granularity == "day" and span.start == span.end
