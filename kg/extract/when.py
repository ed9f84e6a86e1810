"""When it happened: what the expression of time that belongs to a trigger means, or what is assumed where none does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from spacy.tokens import Token

from kg import timex
from kg.extract.clause_times import is_of_the_deciding, of_clause, of_the_saying, put_last
from kg.extract.clauses import has_to
from kg.extract.distances import SHIFTS, said_before, shifted
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
from kg.extract.timeline import FEW, FRESH, LONG_PAST, Timeline, is_day
from kg.extract.times import Dated, in_passing, opens, to_begin
from kg.extract.whose_time import nearest
from kg.model import Status, TimeSpan

# In how many sentences the news, if they have a day of their own, tell it.
_OPENING = 5


@dataclass(frozen=True, slots=True)
class Moment:
    """When an event took place, and whether its own words say so.

    An assumed moment is the day of the news; it gives way to any that another sentence tells.
    """

    span: TimeSpan | None
    assumed: bool = False


class Clock(Timeline):
    """When the events of one article took place, sentence by sentence."""

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
        if (distant := self._apart_from(slots, dated)) is not None:
            return [distant]
        own = nearest(slots, dated)
        if found := self._meant_by(own, slots, future=future):
            self._note(found, own, slots)
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

    def _meant_by(self, own: Sequence[Dated], slots: Slots, *, future: bool) -> list[TimeSpan]:
        """What the expressions of an event mean; of what is over, only what is not ahead."""
        verb = slots.verb
        ahead = {d: future and not is_of_the_deciding(d.token, verb) for d in own}
        found = [span for d in own if (span := self._resolve(d.timex, future=ahead[d])) is not None]
        begins = slots.noun and to_begin(slots.trigger) is not None
        if in_the_past(verb) and not begins:  # "promised elections by May": the time is of what was promised
            return [span for span in found if not self.is_ahead(span)]
        return found

    def _note(self, found: Sequence[TimeSpan], own: Sequence[Dated], slots: Slots) -> None:
        """Remember when an event took place; what is told in passing does not lead the passage back."""
        verb = slots.verb
        main = verb.dep_ in ("ROOT", "conj", "ccomp", "parataxis", "advcl") and not in_passing(verb)
        main = main and not pluperfect(verb) and not only_mentioned(slots)
        main = main and not any(c.dep_ == "mark" and c.lower_ == "since" for c in verb.children)
        main = main or _explains(verb, own)  # "on June 15, when X attacked Y"
        going_on = all(d.timex.since for d in own) and not _explains(verb, own)  # "has fought since 2015"
        for span in found if not going_on else ():
            self._remember(span, background=main)
        self._aside = verb.dep_ == "ccomp" and not main  # "that night" is not of what X said of long ago

    def declared(self, slots: Slots, dated: Sequence[Dated], told: Moment) -> Moment:
        """When a promise, a threat or a refusal was made: "said on Monday that it would leave in June".

        What is `told` of the verb is the time of the words only where the verb is one of saying or doing them.
        """
        if in_the_past(slots.verb) and told.span is not None and not told.assumed and not self.is_ahead(told.span):
            return told
        said = self._said(slots.verb, dated)
        day = TimeSpan.on(self._news) if self._news is not None else None
        return Moment(said or day, assumed=said is None)

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

    def _was_to_be(self, verb: Token, dated: Sequence[Dated]) -> bool:
        """Was it to be on a day that is only just over: "had planned to meet X on Monday"?"""
        planned = verb.dep_ == "xcomp" and pluperfect(verb.head)
        return planned and bool(self._of_late(of_clause(verb, dated)))

    def _of_late(self, dated: Sequence[Dated]) -> list[TimeSpan]:
        """Those of some days of the week that are only just over, so that the next ones are farther than the last."""
        spans = [span for d in dated if (span := self._resolve(d.timex, future=False)) is not None]
        return [span for span in spans if 0 <= self._since(span) < FRESH]

    def _apart_from(self, slots: Slots, dated: Sequence[Dated]) -> Moment | None:
        """When it was that lies so long from the main clause: "on Monday, two days after X shelled Y"."""
        verb = slots.verb
        while verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
            verb = verb.head  # "a day after X went out and shelled Y"
        mark = next((c for c in verb.children if c.dep_ == "mark" and c.lower_ in SHIFTS), None)
        if verb.dep_ not in ("advcl", "conj", "ROOT") or mark is None:
            return None
        said = said_before(mark, verb)
        if said is None:
            return None
        first = verb.doc[max(0, mark.i - 2)]
        main = verb.dep_ == "ROOT" or (verb.head.dep_ == "ROOT" and verb.head.i == mark.i - 1)
        if main and first.is_sent_start and first.lower_ == "the":  # "*The day before* he had met X"
            focus = self.focus.earliest if self.focus is not None and said.group(2).lower() == "day" else None
            return Moment(shifted(focus, said, -SHIFTS[mark.lower_]) if focus is not None else None)
        inside = set(verb.subtree)
        outside = [d for d in dated if d.token not in inside]
        spans = [span for d in outside if (span := self._resolve(d.timex, future=False)) is not None]
        if not said.group(1) and said.group(2).lower() != "year" and (month := [s for s in spans if not is_day(s)]):
            return Moment(month[0])  # "in May, days after X shelled Y"
        day = next((s.earliest for s in spans if is_day(s)), self._news if mark.lower_ != "since" else self.on)
        then = shifted(day, said, SHIFTS[mark.lower_]) if day is not None else None
        return Moment(None if self.is_ahead(then) and in_the_past(slots.verb) else then)

    def _assumed(self, slots: Slots, status: Status, *, eventive: bool, material: bool) -> Moment:
        """When an event took place that is told without a time: in the time that the text is in, if that is known."""
        verb = slots.verb
        if in_a_war(slots.trigger):
            span = self._war
            return Moment(TimeSpan.on(span.start[:4]) if span else None, assumed=True)
        if self._stays_open(slots, status, eventive=eventive):
            return Moment(None)
        if (main := self._of_main(verb)) is not None:
            near = self._since(main) <= FRESH or (main.granularity != "day" and self._since(main) > 400)
            return Moment(main if near else None, assumed=True)
        if (there := self._of_the_stay(verb)) is not None:
            return Moment(there, assumed=True)
        if self._line is not None and on_the_occasion(slots):
            return Moment(self._line, assumed=True)
        if (before := self._in_the_line(verb, material=material)) is not None:
            return before
        day = self._day_of_the_news(verb)
        if self._lead is None and self._line is None and self._told > _OPENING:
            self._lead = day
        return Moment(TimeSpan.on(day), assumed=True) if day else Moment(None)

    def _stays_open(self, slots: Slots, status: Status, *, eventive: bool) -> bool:
        """Is it not told as news, so that nothing says when it was?"""
        verb = slots.verb
        if not eventive or status in ("future", "hypothetical") or (status == "negated" and slots.noun):
            return True
        if standing(verb) or (pluperfect(verb) and not reported(verb) and not in_turn(verb)):
            return True
        if verb.dep_ == "acl" and verb.tag_ == "VBN" and not _is_news(verb):
            return True  # "the memorandum, signed in X by Y and Z"
        return self._under_what_is_past(verb)

    def _in_the_line(self, verb: Token, *, material: bool) -> Moment | None:
        """The time of the sentence before, or the days since, where that is not of the news."""
        line, back = self._line, self._since(self._line)
        longer = line is not None and not is_day(line) and line.earliest < (self.on or date.max)
        if not (back > FRESH or longer) or verb.tag_ not in ("VBD", "VBN") or present(verb):
            return None
        next_to = not self._apart and self._age <= 1 and (longer or back > LONG_PAST or goes_on(verb))
        if next_to or (material and back > LONG_PAST):
            return Moment(line, assumed=True)
        if back <= LONG_PAST and (not self._apart or self._lead is None):
            return Moment(self._since_line(), assumed=True)
        return None

    def _day_of_the_news(self, verb: Token) -> date | None:
        """The day of the news where a verb is told; "late in the evening" is of the day last told of."""
        line = self._line
        day = self.on if present(verb) or (in_the_present(verb) and self._section is None) else self._news
        near = line is not None and self._age <= 2 and 0 <= self._since(line) <= FRESH
        return line.earliest if line is not None and near and is_day(line) and at_an_hour(verb) else day

    def _since_line(self) -> TimeSpan | None:
        """The days since what was told of last, where they are few: when of them an answer came is not told."""
        line = self._line
        if line is None or self.on is None or self._apart or self._age > 2 or not 0 < self._since(line) <= FEW:
            return None
        return TimeSpan(start=line.earliest.isoformat(), end=self.on.isoformat())

    def _under_what_is_past(self, verb: Token) -> bool:
        """Was it done under something of a day long before: "*under the truce of 24 November* X freed 105 hostages"?"""
        inside = {t.i for c in verb.children if c.dep_ == "prep" and c.lower_ == "under" for t in c.subtree}
        known = [self._resolve(d.timex, future=False) for d in self._dated if d.token.i in inside]
        return verb.tag_ == "VBD" and any(span is not None and self._since(span) > FRESH for span in known)

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
        return next((s for s in spans if s is not None and not self.is_ahead(s) and self._since(s) <= FEW), None)

    def _said(self, verb: Token, dated: Sequence[Dated], thing: Token | None = None) -> TimeSpan | None:
        """The day on which somebody told of it, if that is near the news."""
        spans = [self._resolve(d.timex, future=False) for d in of_the_saying(verb, dated, thing)]
        days = [s for s in spans if s is not None and s.granularity == "day" and s.start == s.end]
        near = [s for s in days if self.on is not None and timedelta(0) <= self.on - s.earliest <= timedelta(days=7)]
        return near[0] if len(near) == 1 else None


def times_agree(a: TimeSpan | None, b: TimeSpan | None) -> bool:
    """Could two times be one?"""
    return a is None or b is None or (a.earliest <= b.latest and b.earliest <= a.latest)


def _is_news(participle: Token) -> bool:
    """Is what a participle tells of the subject or the object the news: "faces an inquiry *opened by X*"?"""
    return participle.head.dep_ in ("nsubj", "nsubjpass", "dobj", "ROOT", "attr")


def _explains(verb: Token, own: Sequence[Dated]) -> bool:
    """Does a clause tell what happened at a time that stands before it?"""
    when = any(c.lower_ == "when" for c in verb.children)
    return verb.dep_ == "relcl" and when and any(d.token in (verb.head, *verb.head.subtree) for d in own)
