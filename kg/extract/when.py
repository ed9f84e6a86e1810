"""When it happened: which expression of time belongs to a trigger, and what it means on the article's day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from spacy.tokens import Span, Token

from kg import timex
from kg.extract.slots import Slots
from kg.model import Status, TimeSpan

_SAY = frozenset(
    "say tell report announce add note state write declare confirm claim quote inform stress reveal describe".split()
)
# Marks of a sentence that tells of a state of affairs, not of the news of the day.
_STANDING = frozenset(
    "long always traditionally repeatedly often regularly previously already since formerly historically "
    "frequently".split()
)
_TEMPORAL = frozenset(("when", "after", "since", "as", "before", "while", "until", "once"))


# What comes "after" an event comes later than it: the event lies before.
_SHIFTS = {"after": -1, "before": 1}
_COUNTS = {w: i for i, w in enumerate("a one two three four five six seven eight nine ten".split())} | {"a": 1, "an": 1}
_QUANTITY = re.compile(r"\b(\w+) (hour|day|week)s?\Z", re.IGNORECASE)


def _days(said: re.Match[str]) -> int | None:
    """How many days "two days", "a week" or "some hours" are."""
    count, unit = said.group(1).lower(), said.group(2).lower()
    many = int(count) if count.isdigit() else _COUNTS.get(count)
    if unit == "hour":
        return 0 if many is None or many < 12 else None
    return None if many is None else many * (7 if unit == "week" else 1)


@dataclass(frozen=True, slots=True)
class Dated:
    """An expression of time with the token that heads it."""

    timex: timex.Timex
    token: Token


def expressions(sentence: Span) -> list[Dated]:
    """The expressions of time in a sentence, with their head tokens."""
    doc, offset = sentence.doc, sentence.start_char
    out = []
    for found in timex.find(sentence.text):
        span = doc.char_span(offset + found.start, offset + found.end, alignment_mode="expand")
        if span is not None:
            out.append(Dated(found, span.root))
    return out


@dataclass(frozen=True, slots=True)
class Moment:
    """When an event took place, and whether its own words say so.

    An assumed moment is the day of the news; it gives way to any that another sentence tells.
    """

    span: TimeSpan | None
    assumed: bool = False


class Clock:
    """The times of one article: its own day, and the day last told of."""

    def __init__(self, on: date | None) -> None:
        self.on = on
        self.focus: TimeSpan | None = None
        self.year: int | None = None
        self._background: TimeSpan | None = None
        self._war: TimeSpan | None = None
        self._news: date | None = on
        self._age = 0
        self._apart = False

    def open(self, *, passage: bool = False) -> None:
        """Begin a sentence, or a passage with its first; what was told of days before fades."""
        self._age += 1
        self._apart = self._apart or passage
        if self._age > 2:
            self._background, self.year = None, None
        if self._age > 4:
            self._news = self.on

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
        future = status == "future"
        own = _nearest(slots, dated)
        distant = self._apart_from(slots, dated) if not own else None
        if distant is not None:
            return [Moment(distant)]
        found = [span for d in own if (span := self._resolve(d.timex, future=future)) is not None]
        if found:
            main = slots.verb.dep_ in ("ROOT", "conj", "ccomp", "parataxis", "advcl")
            for span in found:
                self._remember(span, background=main)
            return [Moment(span) for span in found]
        return [self._assumed(slots, status, eventive=eventive, material=material)]

    def _apart_from(self, slots: Slots, dated: Sequence[Dated]) -> TimeSpan | None:
        """The day that lies so long from that of the main clause: "on Monday, two days after X shelled Y"."""
        verb = slots.verb
        mark = next((c for c in verb.children if c.dep_ == "mark" and c.lower_ in _SHIFTS), None)
        if verb.dep_ != "advcl" or mark is None or mark.i < 2:
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
        if _standing(verb) or _pluperfect(verb):
            return Moment(None)
        return Moment(TimeSpan.on(self._news), assumed=True) if self._news else Moment(None)

    def _resolve(self, found: timex.Timex, *, future: bool) -> TimeSpan | None:
        focus = self.focus.earliest if self.focus else None
        return timex.resolve_time(found, anchor=self.on, future=future, focus=focus, year=None if future else self.year)

    def _remember(self, span: TimeSpan, *, background: bool = True) -> None:
        past = self.on is not None and span.latest < self.on - timedelta(days=45)
        if past and not background:
            return  # "a man whom they had jailed in 2011": the passage goes on in the present
        self.focus, self._age, self._apart = span, 0, False
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

    def head(self, dated: Sequence[Dated]) -> None:
        """Take a verbless line such as "MONDAY." for the day of what follows it."""
        days = [span for d in dated if (span := self._resolve(d.timex, future=False)) and span.granularity == "day"]
        if len(days) == 1 and self.on and timedelta(0) <= self.on - days[0].earliest <= timedelta(days=14):
            self._news, self._age, self._apart = days[0].earliest, 0, False

    def read(self, dated: Sequence[Dated]) -> None:
        """Take note of a sentence's times that belong to no event, for what follows it."""
        for each in dated:
            span = self._resolve(each.timex, future=False)
            if span is not None and each.timex.what in ("span", "monthday", "month", "weekday"):
                self._remember(span)


def _nearest(slots: Slots, dated: Sequence[Dated]) -> list[Dated]:
    """The expression that stands in the trigger's own clause, or in a clause that gives its time.

    Two where they are coordinated: "fought in 1994 and in 2020".
    """
    scored = [
        (score, abs(d.token.i - slots.trigger.i), d) for d in dated
        if (score := _distance(slots, d.token)) is not None and (not d.timex.since or _has_begun(slots, d.token))
    ]  # fmt: skip
    if not scored:
        return []
    best = min(scored, key=lambda s: (s[0], s[1]))[2]
    return [best] + [d for _, _, d in scored if d is not best and _coordinated(best, d)]


def _has_begun(slots: Slots, token: Token) -> bool:
    """What has gone on from then is dated by "since 2012", not "the first visit since 2012"."""
    verb = slots.verb
    if verb.dep_ == "relcl" and token in (verb.head, *verb.head.subtree):
        return True  # "since 1991, when X occupied Y"
    if any(c.lower_ == "when" and 0 < c.i - token.i < 4 for c in verb.children):
        return True
    perfect = any(c.dep_ == "aux" and c.lower_ in ("has", "have", "had", "'ve") for c in verb.children)
    return perfect and slots.trigger.tag_ not in ("NN", "NNS")


def _coordinated(a: Dated, b: Dated) -> bool:
    if a.timex.what != "span" or b.timex.what != "span":
        return False
    tops = [t.token.head if t.token.dep_ == "pobj" else t.token for t in (a, b)]
    first, second = sorted(tops, key=lambda t: t.i)
    return second.dep_ == "conj" and second.head == first


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


def _distance(slots: Slots, token: Token) -> int | None:
    """How far a time is from a trigger, in clauses; None where it belongs to another event."""
    trigger, verb = slots.trigger, slots.verb
    climb = [token, *token.ancestors]
    if trigger in climb and (trigger.pos_ in ("NOUN", "PROPN") or slots.verb == trigger):
        between = _clauses_between(token, trigger, slots)
        return between if between is not None or slots.noun else _clause_of_time(trigger, climb)
    if slots.support is not None and slots.support in climb:
        between = _clauses_between(token, slots.support, slots)
        return between if between is not None else _clause_of_time(slots.support, climb)
    # "since 1991, when X occupied Y": the event explains the time
    explained = verb.dep_ == "relcl" and token in (verb.head, *verb.head.subtree)
    if explained and any(c.lower_ == "when" for c in verb.subtree if c.i < verb.i):
        return 0
    if slots.noun and verb in climb and not _reports(verb):
        between = _clauses_between(token, verb, slots)
        return None if between is None else between + 1
    # A time of the clause around it: "Speaking on Monday, X urged"; "on Monday, after X met Y"
    node, steps, meanwhile = verb, 1, False
    while node.head != node and steps < 5:
        relation, head = node.dep_, node.head
        if relation == "conj" and head in climb and token.i < verb.i and _clauses_between(token, head) == 0:
            return steps
        if (
            relation in ("xcomp", "acl", "pcomp", "prep")
            and head in climb
            and _clauses_between(token, head) == 0
            and not _reports(head)
        ):
            return steps
        if relation in ("advcl", "relcl") and head in climb and _clauses_between(token, head) == 0:
            marks = {c.lower_ for c in node.children if c.dep_ in ("mark", "advmod")}
            if relation == "advcl" and (meanwhile or not marks & (_TEMPORAL - {"when", "as"})) and not _reports(head):
                return steps + 1
            return None
        meanwhile = meanwhile or (
            relation == "advcl" and any(c.lower_ in ("as", "while") and c.dep_ == "mark" for c in node.children)
        )
        if relation == "ccomp" and head in climb and _clauses_between(token, head) == 0 and _reports(head):
            if meanwhile:  # "In July X said ... as he brought Y and Z together"
                return steps + 2
            # "X met Y, the ministry said on Monday": the day of the saying is at best the day of the event
            return None
        node, steps = head, steps + 1
    return _clause_of_time(verb, climb)


def _clause_of_time(verb: Token, climb: Sequence[Token]) -> int | None:
    """A clause of time below a verb: "when clashes erupted on Sept. 27, X attacked"."""
    for child in verb.children:
        if (
            child.dep_ == "advcl"
            and child in climb
            and any(c.lower_ in _TEMPORAL and c.dep_ in ("advmod", "mark") for c in child.children)
        ):
            return 3
    return None


def _clauses_between(token: Token, top: Token, slots: Slots | None = None) -> int | None:
    """How many clauses lie between a token and one above it; None where a finite one or another event does."""
    count, node = 0, token
    while node != top:
        if node.head.lower_ == "of" and node.head.head not in (top, node):
            return None  # "the declaration of 1991": the time of that thing
        if (
            slots is not None
            and node not in (token, slots.trigger)
            and (node.lemma_.lower(), "n") in slots.lexicon.entries
            and node.pos_ == "NOUN"
        ):
            return None  # "told him of the meeting during a call on Wednesday": the day is the call's
        if node.dep_ in ("relcl", "advcl", "ccomp", "csubj", "xcomp", "pcomp") or (
            node.dep_ == "conj" and node.pos_ == "VERB"
        ):
            return None
        if node.dep_ == "acl":
            if top.pos_ == "VERB" and node.tag_ == "VBN":
                return None  # "freed a man sentenced in 2011"
            count += 1
        if node.head == node:
            return None
        node = node.head
    return count


def _reports(verb: Token) -> bool:
    return verb.lemma_.lower() in _SAY


def _standing(verb: Token) -> bool:
    return any(c.lower_ in _STANDING and c.dep_ in ("advmod", "prep", "mark") for c in verb.children)


def _pluperfect(verb: Token) -> bool:
    return verb.tag_ == "VBN" and any(c.lower_ in ("had", "'d") and c.dep_ == "aux" for c in verb.children)


def _present(verb: Token) -> bool:
    """Does the tense leave a passage's past for the present ("have also been deployed")?"""
    return any(
        c.lower_ in ("has", "have", "is", "are", "'s", "’s") and c.dep_ in ("aux", "auxpass") for c in verb.children
    )
