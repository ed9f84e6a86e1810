"""When it happened: what the expression of time that belongs to a trigger means on the article's day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from spacy.tokens import Token

from kg import timex
from kg.extract.clause_times import is_of_the_deciding, of_clause, of_the_saying, put_last
from kg.extract.clauses import has_to
from kg.extract.slots import Slots
from kg.extract.tenses import (
    FIRST,
    at_an_hour,
    goes_on,
    in_a_war,
    in_the_past,
    in_the_present,
    in_turn,
    on_the_occasion,
    only_mentioned,
    pluperfect,
    present,
    reported,
    standing,
    to_come,
)
from kg.extract.times import Dated, in_passing, lies_ahead, opens, tells_which, to_begin
from kg.extract.whose_time import nearest
from kg.model import Status, TimeSpan

# What comes "after" an event comes later than it: the event lies before.
_SHIFTS = {"after": -1, "before": 1, "since": -1}
_QUANTITY = re.compile(r"(?:\b([\w-]+) )?\b(minute|hour|day|week|month|year|decade)s?\Z", re.IGNORECASE)
# "Ten days have passed since X attacked Y", "it is a year since": from today.
_PASSING = frozenset("pass be elapse go".split())


@dataclass(frozen=True, slots=True)
class Moment:
    """When an event took place, and whether its own words say so.

    An assumed moment is the day of the news; it gives way to any that another sentence tells.
    """

    span: TimeSpan | None
    assumed: bool = False


# How many days back the news reach, and from when on what is told lies long past.
_FRESH, _FEW, _LONG_PAST = 3, 14, 45
# From when on a month of the last year is told with its year, or as "last May".
_NEARLY_A_YEAR = 300
# In how many sentences the news, if they have a day of their own, tell it.
_OPENING = 5


class Clock:
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
        if self._age > 2 and self._since(self._line) > _LONG_PAST:
            self._line, self.year = None, None
        if self._age > 4 and self._since(self._line) <= _FRESH:
            self._line = None

    @property
    def _news(self) -> date | None:
        """The day of the news where the text is: that last told of, or the one to which it returns."""
        if self._chronicle:
            return self._section
        line = self._line
        goes_on = not self._apart or self._age <= 1
        if line is not None and goes_on and _is_day(line) and 0 <= self._since(line) <= _FRESH:
            return line.earliest
        return self._section or self._lead or self.on

    def _since(self, span: TimeSpan | None) -> int:
        """How many days a time lies before the article."""
        return (self.on - span.latest).days if span is not None and self.on is not None else 0

    def moments(
        self, slots: Slots, dated: Sequence[Dated], status: Status, *, eventive: bool, material: bool = False
    ) -> list[Moment]:
        """When the event of a trigger took place: one moment, or several where coordinated times are told.

        Parameters
        ----------
        eventive : bool
            The words tell of it as the news; otherwise, without an expression of its own, its day stays open.
        material : bool
            Deeds, unlike talks, go on in the time of the passage before.
        """
        future = status == "future" or (status == "hypothetical" and to_come(slots.verb))
        future = future and not self._was_to_be(slots.verb, dated)
        distant = self._apart_from(slots, dated)
        own = nearest(slots, dated) if distant is None else []
        if distant is not None:
            return [distant]
        ahead = {d: future and not is_of_the_deciding(d.token, slots.verb) for d in own}
        found = [span for d in own if (span := self._resolve(d.timex, future=ahead[d])) is not None]
        begins = slots.noun and to_begin(slots.trigger) is not None
        if in_the_past(slots.verb) and not begins:  # "promised elections by May": the time is of what was promised
            found = [span for span in found if not self.is_ahead(span)]
        if found:
            main = slots.verb.dep_ in ("ROOT", "conj", "ccomp", "parataxis", "advcl") and not in_passing(slots.verb)
            main = main and not pluperfect(slots.verb) and not only_mentioned(slots)
            main = main and not any(c.dep_ == "mark" and c.lower_ == "since" for c in slots.verb.children)
            main = main or _explains(slots.verb, own)  # "on June 15, when X attacked Y"
            going_on = all(d.timex.since for d in own) and not _explains(slots.verb, own)  # "has fought since 2015"
            for span in found if not going_on else ():
                self._remember(span, background=main)
            self._aside = slots.verb.dep_ == "ccomp" and not main  # "that night" is not of what X said of long ago
            return [Moment(span) for span in found]
        if own and all(d.timex.what == "vague" for d in own):
            return [Moment(None)]
        if len(last := self._of_late(put_last(slots, dated))) == 1:
            self._remember(last[0])
            return [Moment(last[0])]
        assumed = self._assumed(slots, status, eventive=eventive, material=material)
        thing = slots.trigger if slots.noun and status == "occurred" else None
        if (assumed.span or thing) and (said := self._said(slots.verb, dated, thing)) is not None:
            return [Moment(said, assumed=True)]  # it was done by the day on which it was told
        return [assumed]

    def declared(self, slots: Slots, dated: Sequence[Dated], told: Moment) -> Moment:
        """When a promise, a threat or a refusal was made: "said on Monday that it would leave in June".

        What is `told` of the verb is the time of the words only where the verb is one of saying or doing them.
        """
        if in_the_past(slots.verb) and told.span is not None and not told.assumed and not self.is_ahead(told.span):
            return told
        said = self._said(slots.verb, dated)
        day = TimeSpan.on(self._news) if self._news is not None else None
        return Moment(said or day, assumed=said is None)

    def _was_to_be(self, verb: Token, dated: Sequence[Dated]) -> bool:
        """Was it to be on a day that is only just over: "had planned to meet X on Monday"?"""
        planned = verb.dep_ == "xcomp" and pluperfect(verb.head)
        return planned and bool(self._of_late(of_clause(verb, dated)))

    def _of_late(self, dated: Sequence[Dated]) -> list[TimeSpan]:
        """Those of some days of the week that are only just over, so that the next ones are farther than the last."""
        spans = [span for d in dated if (span := self._resolve(d.timex, future=False)) is not None]
        return [span for span in spans if 0 <= self._since(span) < _FRESH]

    def appointed(self, slots: Slots, dated: Sequence[Dated]) -> bool:
        """Does the present tense tell of a day to come: "meets X on Friday", "is flying to Y tomorrow"?"""
        verb = slots.verb
        while verb.dep_ in ("xcomp", "advcl") and verb.tag_ == "VB" and has_to(verb):
            verb = verb.head  # "goes to X on Friday to see Y"
        helpers = [c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")]
        going = verb.tag_ == "VBG" and any(h in ("is", "are", "'s", "’s", "'re", "’re") for h in helpers)
        if self.on is None or not (going or (verb.tag_ in ("VBZ", "VBP") and not helpers)):
            return False
        return any(self._lies_ahead(d.timex) for d in nearest(slots, dated) if not opens(d))

    def _lies_ahead(self, found: timex.Timex) -> bool:
        if found.what not in ("weekday", "monthday") or found.cue in ("last", "this", "last week", "previous"):
            return False
        span = self._resolve(found, future=True)
        return self.on is not None and span is not None and timedelta(0) < span.earliest - self.on <= timedelta(days=60)

    def is_ahead(self, span: TimeSpan | None) -> bool:
        """Is it a time that the article's day has not reached?"""
        return self.on is not None and span is not None and span.earliest > self.on

    def _apart_from(self, slots: Slots, dated: Sequence[Dated]) -> Moment | None:
        """When it was that lies so long from the main clause: "on Monday, two days after X shelled Y"."""
        verb = slots.verb
        while verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
            verb = verb.head  # "a day after X went out and shelled Y"
        mark = next((c for c in verb.children if c.dep_ == "mark" and c.lower_ in _SHIFTS), None)
        if verb.dep_ not in ("advcl", "conj", "ROOT") or mark is None:
            return None
        distance = _since_then(verb.head) if mark.lower_ == "since" else verb.doc[max(0, mark.i - 4) : mark.i].text
        said = _QUANTITY.search(distance)
        if said is None:
            return None
        first = verb.doc[max(0, mark.i - 2)]
        main = verb.dep_ == "ROOT" or (verb.head.dep_ == "ROOT" and verb.head.i == mark.i - 1)
        if main and first.is_sent_start and first.lower_ == "the":  # "*The day before* he had met X"
            focus = self.focus.earliest if self.focus is not None and said.group(2).lower() == "day" else None
            return Moment(_shifted(focus, said, -_SHIFTS[mark.lower_]) if focus is not None else None)
        inside = set(verb.subtree)
        outside = [d for d in dated if d.token not in inside]
        spans = [span for d in outside if (span := self._resolve(d.timex, future=False)) is not None]
        if not said.group(1) and said.group(2).lower() != "year" and (month := [s for s in spans if not _is_day(s)]):
            return Moment(month[0])  # "in May, days after X shelled Y"
        day = next((s.earliest for s in spans if _is_day(s)), self._news if mark.lower_ != "since" else self.on)
        then = _shifted(day, said, _SHIFTS[mark.lower_]) if day is not None else None
        return Moment(None if self.is_ahead(then) and in_the_past(slots.verb) else then)

    def _assumed(self, slots: Slots, status: Status, *, eventive: bool, material: bool) -> Moment:
        verb = slots.verb
        if in_a_war(slots.trigger):
            span = self._war
            return Moment(TimeSpan.on(span.start[:4]) if span else None, assumed=True)
        if not eventive or status in ("future", "hypothetical") or (status == "negated" and slots.noun):
            return Moment(None)
        if standing(verb) or (pluperfect(verb) and not reported(verb) and not in_turn(verb)):
            return Moment(None)
        if verb.dep_ == "acl" and verb.tag_ == "VBN" and not _is_news(verb):
            return Moment(None)  # "the memorandum, signed in X by Y and Z"
        if self._under_what_is_past(verb):
            return Moment(None)
        if (main := self._of_main(verb)) is not None:
            near = self._since(main) <= _FRESH or (main.granularity != "day" and self._since(main) > 400)
            return Moment(main if near else None, assumed=True)
        if (there := self._of_the_stay(verb)) is not None:
            return Moment(there, assumed=True)
        if self._line is not None and on_the_occasion(slots):
            return Moment(self._line, assumed=True)
        back = self._since(self._line)
        longer = self._line is not None and not _is_day(self._line) and self._line.earliest < (self.on or date.max)
        if (back > _FRESH or longer) and verb.tag_ in ("VBD", "VBN") and not present(verb):
            next_to = not self._apart and self._age <= 1 and (longer or back > _LONG_PAST or goes_on(verb))
            if next_to or (material and back > _LONG_PAST):
                return Moment(self._line, assumed=True)
            if back <= _LONG_PAST and (not self._apart or self._lead is None):
                return Moment(self._since_line(), assumed=True)
        day = self.on if present(verb) or (in_the_present(verb) and self._section is None) else self._news
        line = self._line
        if line is not None and self._age <= 2 and 0 <= back <= _FRESH and _is_day(line) and at_an_hour(verb):
            day = line.earliest  # "late in the evening" is of the day last told of
        if self._lead is None and self._line is None and self._told > _OPENING:
            self._lead = day
        return Moment(TimeSpan.on(day), assumed=True) if day else Moment(None)

    def _since_line(self) -> TimeSpan | None:
        """The days since what was told of last, where they are few: when of them an answer came is not told."""
        line = self._line
        if line is None or self.on is None or self._apart or self._age > 2 or not 0 < self._since(line) <= _FEW:
            return None
        return TimeSpan(start=line.earliest.isoformat(), end=self.on.isoformat())

    def _under_what_is_past(self, verb: Token) -> bool:
        """Was it done under something of a day long before: "*under the truce of 24 November* X freed 105 hostages"?"""
        inside = {t.i for c in verb.children if c.dep_ == "prep" and c.lower_ == "under" for t in c.subtree}
        known = [self._resolve(d.timex, future=False) for d in self._dated if d.token.i in inside]
        return verb.tag_ == "VBD" and any(span is not None and self._since(span) > _FRESH for span in known)

    def _of_main(self, verb: Token) -> TimeSpan | None:
        """The day of the main clause of one that tells what came before or after: "on Monday, after X shelled Y"."""
        marks = {c.lower_ for c in verb.children if c.dep_ == "mark"}
        if verb.dep_ != "advcl" or not marks & (FIRST | {"before"}):
            return None
        spans = [self._resolve(d.timex, future=False) for d in of_clause(verb.head, self._dated)]
        return next((s for s in spans if s is not None and not self.is_ahead(s)), None)

    def _of_the_stay(self, verb: Token) -> TimeSpan | None:
        """When somebody was somewhere who did something there: "X, *who was in Y on Tuesday*, won a promise"."""
        subjects = (c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass"))
        stays = [r for s in subjects for r in s.children if r.dep_ == "relcl" and r.lemma_ == "be" and r.tag_ == "VBD"]
        there = [r for r in stays if any(c.dep_ == "prep" and c.lower_ in ("in", "at") for c in r.children)]
        spans = [self._resolve(d.timex, future=False) for r in there for d in of_clause(r, self._dated)]
        return next((s for s in spans if s is not None and not self.is_ahead(s) and self._since(s) <= _FEW), None)

    def _said(self, verb: Token, dated: Sequence[Dated], thing: Token | None = None) -> TimeSpan | None:
        """The day on which somebody told of it, if that is near the news."""
        spans = [self._resolve(d.timex, future=False) for d in of_the_saying(verb, dated, thing)]
        days = [s for s in spans if s is not None and s.granularity == "day" and s.start == s.end]
        near = [s for s in days if self.on is not None and timedelta(0) <= self.on - s.earliest <= timedelta(days=7)]
        return near[0] if len(near) == 1 else None

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
        told = (s for s in reversed(days) if s is not None and (coarse or _is_day(s)))
        return next((s.earliest for s in told if not self.is_ahead(s)), None)

    def _remember(self, span: TimeSpan, *, background: bool = True) -> None:
        past = self._since(span) > _LONG_PAST
        if past and not background:
            return  # "a man whom they had jailed in 2011": the passage goes on in the present
        if self.is_ahead(span):
            self.prospect, self.noted = span, True
            return
        self.focus, self.prospect = span, None
        if self._since(span) > _FRESH and not background:
            self._passed.add(span)
            return
        self.noted = True
        self._line, self._age, self._apart = span, 0, False
        self._war = span if past else self._war
        told = past and span.granularity != "year" and not self._is_of_late(span)
        self.year = span.earliest.year if told else None
        if told:
            self._told_then = span.earliest
        if self._lead is None and _is_day(span) and self._since(span) <= _FRESH:
            self._lead = span.earliest

    def _is_of_late(self, span: TimeSpan) -> bool:
        """Is a time told from the article's day ("last May"), so that a month that follows is, too?"""
        return any(d.timex.cue == "last" and self._meant.get((d.timex, False)) == span for d in self._dated)

    def past(self, dated: Sequence[Dated]) -> date | None:
        """The long past day that a sentence tells of, if it tells of only one time."""
        spans = {span for d in dated if (span := self._resolve(d.timex, future=False)) is not None}
        if self.on is None or len(spans) != 1:
            return None
        span = spans.pop()
        middle = span.earliest + (span.latest - span.earliest) / 2
        return middle if span.latest < self.on - timedelta(days=45) and not any(d.timex.since for d in dated) else None

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
            if span in self._passed or (each.timex.since and self._since(span) > _LONG_PAST):
                continue  # "the first visit since 2004"
            if span is not None and (
                each.timex.what in ("span", "monthday", "month", "weekday") or (each.timex.what == "shift" and near)
            ):
                self._remember(span, background=not passing)


def _is_the_day_beside(found: timex.Timex) -> bool:
    return found.what == "same" and found.unit == "day" and "in the day" not in found.cue and found.shift != 0


def _since_then(passing: Token) -> str:
    """How long a clause says that it is since something: "ten days have passed", "it is a year"."""
    if passing.lemma_ not in _PASSING:
        return ""
    long = next((c for c in passing.children if c.dep_ in ("nsubj", "attr", "npadvmod") and c.pos_ == "NOUN"), None)
    return passing.doc[long.left_edge.i : long.i + 1].text if long is not None else ""


def _shifted(day: date, said: re.Match[str], way: int) -> TimeSpan | None:
    """The day, month or year that lies at a distance from a day; "days" alone may be any."""
    count, unit = (said.group(1) or "").lower(), said.group(2).lower()
    if unit in ("hour", "minute"):
        return TimeSpan.on(day)
    many = timex.number("a" if count == "the" else count)
    if many is None:
        return None
    days = {"day": many, "week": 7 * many}.get(unit)
    if days is not None:
        return TimeSpan.on(day + timedelta(days=way * days))
    months = day.year * 12 + day.month - 1 + way * many
    if unit == "month":
        return TimeSpan.on(f"{months // 12:04}-{months % 12 + 1:02}")
    return TimeSpan.on(f"{day.year + way * many * (10 if unit == 'decade' else 1):04}")


def times_agree(a: TimeSpan | None, b: TimeSpan | None) -> bool:
    """Could two times be one?"""
    return a is None or b is None or (a.earliest <= b.latest and b.earliest <= a.latest)


def _is_day(span: TimeSpan) -> bool:
    return span.granularity == "day" and span.start == span.end


def _is_news(participle: Token) -> bool:
    """Is what a participle tells of the subject or the object the news: "faces an inquiry *opened by X*"?"""
    return participle.head.dep_ in ("nsubj", "nsubjpass", "dobj", "ROOT", "attr")


def _explains(verb: Token, own: Sequence[Dated]) -> bool:
    """Does a clause tell what happened at a time that stands before it?"""
    when = any(c.lower_ == "when" for c in verb.children)
    return verb.dep_ == "relcl" and when and any(d.token in (verb.head, *verb.head.subtree) for d in own)
