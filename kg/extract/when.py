"""When it happened: what the expression of time that belongs to a trigger means on the article's day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from spacy.tokens import Token

from kg import timex
from kg.extract.slots import Slots
from kg.extract.times import (
    Dated,
    in_passing,
    in_the_past,
    is_of_the_deciding,
    lies_ahead,
    nearest,
    of_the_saying,
    pluperfect,
    tells_which,
)
from kg.extract.verbs import SAYING
from kg.model import Status, TimeSpan

# Marks of a sentence that tells of a state of affairs, not of the news of the day.
_STANDING = frozenset(
    "long always traditionally repeatedly often regularly previously already since formerly historically "
    "frequently".split()
)
# What comes "after" an event comes later than it: the event lies before.
_SHIFTS = {"after": -1, "before": 1}
_COUNTS = {w: i for i, w in enumerate("a one two three four five six seven eight nine ten".split())} | {
    "a": 1,
    "an": 1,
    "the": 1,
}
_QUANTITY = re.compile(r"\b(\w+) (hour|day|week)s?\Z", re.IGNORECASE)


def _days(said: re.Match[str]) -> int | None:
    """How many days "two days", "a week" or "some hours" are."""
    count, unit = said.group(1).lower(), said.group(2).lower()
    many = int(count) if count.isdigit() else _COUNTS.get(count)
    if unit == "hour":
        return 0 if many is None or many < 12 else None
    return None if many is None else many * (7 if unit == "week" else 1)


@dataclass(frozen=True, slots=True)
class Moment:
    """When an event took place, and whether its own words say so.

    An assumed moment is the day of the news; it gives way to any that another sentence tells.
    """

    span: TimeSpan | None
    assumed: bool = False


class Clock:
    """The times of one article: its own day, the day last told of (`focus`), and the last one still to come."""

    def __init__(self, on: date | None) -> None:
        self.on = on
        self.focus: TimeSpan | None = None
        self.prospect: TimeSpan | None = None
        self.year: int | None = None
        self._background: TimeSpan | None = None
        self._war: TimeSpan | None = None
        self._news: date | None = on
        self._section: date | None = None
        self._age = 0
        self._apart = False
        self.noted = False

    def open(self, *, passage: bool = False) -> None:
        """Begin a sentence, or a passage with its first; what was told of days before fades."""
        self._age += 1
        self.noted = False
        self._apart = self._apart or passage
        if self._age > 2:
            self._background, self.year = None, None
        if self._age > 4:
            self._news = self._section or self.on

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
        future = status == "future" or (status == "hypothetical" and _to_come(slots.verb))
        distant = self._apart_from(slots, dated)
        own = nearest(slots, dated) if distant is None else []
        if distant is not None:
            return [Moment(distant)]
        ahead = {d: future and not is_of_the_deciding(d.token, slots.verb) for d in own}
        found = [span for d in own if (span := self._resolve(d.timex, future=ahead[d])) is not None]
        if in_the_past(slots.verb):  # "promised elections by May": the time is of what was promised
            found = [span for span in found if not self.is_ahead(span)]
        if found:
            main = slots.verb.dep_ in ("ROOT", "conj", "ccomp", "parataxis", "advcl") and not in_passing(slots.verb)
            main = main and not pluperfect(slots.verb)
            main = main and not any(c.dep_ == "mark" and c.lower_ == "since" for c in slots.verb.children)
            main = main or _explains(slots.verb, own)  # "on June 15, when X attacked Y"
            for span in found:
                self._remember(span, background=main)
            return [Moment(span) for span in found]
        assumed = self._assumed(slots, status, eventive=eventive, material=material)
        if assumed.span is not None and (said := self._said(slots.verb, dated)) is not None:
            return [Moment(said, assumed=True)]  # it was done by the day on which it was told
        return [assumed]

    def declared(self, slots: Slots, dated: Sequence[Dated]) -> Moment:
        """When a promise, a threat or a refusal was made: "said on Monday that it would leave in June"."""
        said = self._said(slots.verb, dated)
        day = TimeSpan.on(self._news) if self._news is not None else None
        return Moment(said or day, assumed=said is None)

    def appointed(self, slots: Slots, dated: Sequence[Dated]) -> bool:
        """Does the present tense tell of a day to come: "meets X on Friday", "is flying to Y tomorrow"?"""
        verb = slots.verb
        helpers = [c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")]
        going = verb.tag_ == "VBG" and any(h in ("is", "are", "'s", "’s", "'re", "’re") for h in helpers)
        if self.on is None or not (going or (verb.tag_ in ("VBZ", "VBP") and not helpers)):
            return False
        return any(self._lies_ahead(d.timex) for d in nearest(slots, dated))

    def _lies_ahead(self, found: timex.Timex) -> bool:
        if found.what not in ("weekday", "monthday") or found.cue in ("last", "this", "last week", "previous"):
            return False
        span = self._resolve(found, future=True)
        return self.on is not None and span is not None and timedelta(0) < span.earliest - self.on <= timedelta(days=60)

    def is_ahead(self, span: TimeSpan | None) -> bool:
        """Is it a time that the article's day has not reached?"""
        return self.on is not None and span is not None and span.earliest > self.on

    def _apart_from(self, slots: Slots, dated: Sequence[Dated]) -> TimeSpan | None:
        """The day that lies so long from that of the main clause: "on Monday, two days after X shelled Y"."""
        verb = slots.verb
        while verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
            verb = verb.head  # "a day after X went out and shelled Y"
        mark = next((c for c in verb.children if c.dep_ == "mark" and c.lower_ in _SHIFTS), None)
        if verb.dep_ not in ("advcl", "conj") or mark is None or mark.i < 2:
            return None
        said = _QUANTITY.search(verb.doc[max(0, mark.i - 3) : mark.i].text)
        days = _days(said) if said else None
        if days is None:
            return None
        inside = set(verb.subtree)
        outside = [d for d in dated if d.token not in inside]
        spans = [span for d in outside if (span := self._resolve(d.timex, future=False)) is not None]
        day = next((s.earliest for s in spans if s.granularity == "day" and s.start == s.end), self._news)
        return TimeSpan.on(day + timedelta(days=_SHIFTS[mark.lower_] * days)) if day is not None else None

    def _assumed(self, slots: Slots, status: Status, *, eventive: bool, material: bool) -> Moment:
        verb = slots.verb
        if _in_a_war(slots.trigger):
            span = self._background or self._war
            return Moment(TimeSpan.on(span.start[:4]) if span else None, assumed=True)
        if not eventive or status in ("future", "hypothetical") or (status == "negated" and slots.noun):
            return Moment(None)
        near = material or (not self._apart and self._age <= 1)
        if self._background is not None and near and verb.tag_ in ("VBD", "VBN") and not _present(verb):
            return Moment(self._background, assumed=True)
        if _standing(verb) or (pluperfect(verb) and not _reported(verb)):
            return Moment(None)
        day = self.on if _present(verb) else self._news
        return Moment(TimeSpan.on(day), assumed=True) if day else Moment(None)

    def _said(self, verb: Token, dated: Sequence[Dated]) -> TimeSpan | None:
        """The day on which somebody told of it, if that is near the news."""
        spans = [self._resolve(d.timex, future=False) for d in of_the_saying(verb, dated)]
        days = [s for s in spans if s is not None and s.granularity == "day" and s.start == s.end]
        near = [s for s in days if self.on is not None and timedelta(0) <= self.on - s.earliest <= timedelta(days=7)]
        return near[0] if len(near) == 1 else None

    def _resolve(self, found: timex.Timex, *, future: bool) -> TimeSpan | None:
        told = (self.prospect if future else None) or self.focus
        focus = told.earliest if told else None
        if found.cue.endswith("in the day") or found.cue.endswith("on the day"):
            focus = self._news
        if found.cue == "overnight" and self._age == 1 and focus is not None and self.on is not None:
            days = (self.on - focus).days
            if told is not None and told.granularity == "day" and 1 < days < 14:  # the night after the day told of
                return timex.resolve_time(found, anchor=focus + timedelta(days=1))
        return timex.resolve_time(found, anchor=self.on, future=future, focus=focus, year=None if future else self.year)

    def _remember(self, span: TimeSpan, *, background: bool = True) -> None:
        past = self.on is not None and span.latest < self.on - timedelta(days=45)
        if past and not background:
            return  # "a man whom they had jailed in 2011": the passage goes on in the present
        self.noted = True
        if self.is_ahead(span):
            self.prospect = span
            return
        self.focus, self.prospect, self._age, self._apart = span, None, 0, False
        if past:
            self._background, self._war = span, span
            self.year = span.earliest.year if span.granularity != "year" else None
        else:
            self._background, self.year = None, None
            if (
                self.on
                and span.granularity == "day"
                and span.start == span.end
                and timedelta(0) <= self.on - span.earliest <= timedelta(days=3)
            ):
                self._news = span.earliest

    def past(self, dated: Sequence[Dated]) -> date | None:
        """The long past day that a sentence tells of, if it tells of only one time."""
        spans = {span for d in dated if (span := self._resolve(d.timex, future=False)) is not None}
        if self.on is None or len(spans) != 1:
            return None
        span = spans.pop()
        middle = span.earliest + (span.latest - span.earliest) / 2
        return middle if span.latest < self.on - timedelta(days=45) and not any(d.timex.since for d in dated) else None

    def head(self, dated: Sequence[Dated], *, alone: bool = False) -> None:
        """Take a verbless line such as "MONDAY." for the day of what follows; a day alone may be long past."""
        back = timedelta(days=62 if alone else 14)
        days = [span for d in dated if (span := self._resolve(d.timex, future=False)) and span.granularity == "day"]
        if len(days) == 1 and self.on and timedelta(0) <= self.on - days[0].earliest <= back:
            self.focus, self._section, self._news = days[0], days[0].earliest, days[0].earliest
            self._age, self._apart = 0, False

    def read(self, dated: Sequence[Dated]) -> None:
        """Take note of a sentence's times that belong to no event, for what follows it."""
        for each in dated:
            span = self._resolve(each.timex, future=False)
            passing = in_passing(each.token) or tells_which(each.token)
            near = span is not None and self.on is not None and (self.on - span.earliest).days < 14
            if each.timex.term or (each.timex.what in ("weekday", "monthday", "month") and lies_ahead(each.token)):
                continue
            if span is not None and (
                each.timex.what in ("span", "monthday", "month", "weekday") or (each.timex.what == "shift" and near)
            ):
                self._remember(span, background=not passing)


def _explains(verb: Token, own: Sequence[Dated]) -> bool:
    """Does a clause tell what happened at a time that stands before it?"""
    when = any(c.lower_ == "when" for c in verb.children)
    return verb.dep_ == "relcl" and when and any(d.token in (verb.head, *verb.head.subtree) for d in own)


# "During the six-week conflict": within a time that was told before, not today.
_WARS = frozenset(
    "conflict war fighting clash clashes hostilities campaign offensive battle siege occupation period crisis "
    "era".split()
)


def _in_a_war(trigger: Token) -> bool:
    for node in (trigger, *list(trigger.ancestors)[:2]):
        for child in node.children:
            if child.dep_ == "prep" and child.lower_ in ("during", "in", "throughout", "amid"):
                for pobj in child.children:
                    definite = any(c.lower_ in ("the", "that", "this") or c.dep_ == "poss" for c in pobj.children)
                    if pobj.lemma_.lower() in _WARS and definite and (child.lower_ != "in" or pobj.lemma_ == "war"):
                        return True
        if node.pos_ in ("VERB", "AUX"):
            return False
    return False


def _standing(verb: Token) -> bool:
    return any(
        c.lower_ in _STANDING
        and c.dep_ in ("advmod", "prep", "mark")
        and not (c.lower_ == "since" and (_present(verb) or verb.tag_ == "VBG"))
        for c in verb.children
    )


def _reported(verb: Token) -> bool:
    """Is the tense only that of reported speech: "he said that he had refused", "X, he said, had refused"?"""
    above = verb.dep_ == "ccomp" and verb.head.lemma_.lower() in SAYING and in_the_past(verb.head)
    return above or any(
        c.dep_ in ("ccomp", "parataxis") and c.i < verb.i and c.lemma_.lower() in SAYING and c.tag_ == "VBD"
        for c in verb.children
    )


def _to_come(verb: Token) -> bool:
    """Is a thing that may be one that may yet come: "may meet", "is likely to meet", not "may have met"?"""
    first = verb.head if verb.dep_ == "conj" and not any(c.dep_ == "aux" for c in verb.children) else verb
    helpers = [c for c in first.children if c.dep_ == "aux"]
    may = any(c.tag_ == "MD" for c in helpers) and all(c.lower_ != "have" for c in helpers)
    likely = first.dep_ == "xcomp" and first.head.pos_ == "ADJ" and first.head.head.tag_ in ("VBZ", "VBP")
    return verb.tag_ == "VB" and (may or likely)


def _present(verb: Token) -> bool:
    """Does the tense leave a passage's past for the present ("have also been deployed")?"""
    return any(
        c.lower_ in ("has", "have", "is", "are", "'s", "’s") and c.dep_ in ("aux", "auxpass") for c in verb.children
    )
