"""Whether two claims could be of one event.

They could where nothing they say excludes it: the same type, modes and statuses that go together, parties that agree
(a person may stand for the state acted for), days and places that overlap.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kg import ontology, timex
from kg.extract.merge import same_party
from kg.model import Claim, Entity, Party, TimeSpan, frame_of

NEAR = timedelta(days=120)
"""Without a day of its own, a claim joins others whose articles appeared within so many days of its own."""
VAGUE = timedelta(days=31)
"""A time that is known less well than to the month may be that of many events."""
ERA = timedelta(days=366)
"""A time of more than a year is no event's: what "went on since 2014" and a day within it are two."""

# The day of the news may be the day after: time zones, and "late on Saturday".
_NEWS = timedelta(days=1)
# A sentence repeats another if both have so many words, short ones left out, and share that part of the fewer, with one
# at least of so many that are the longest in each: those are the rarest, and by them it is looked for.
_WORDS, _SHARED, _LONGEST = 6, 0.7, 5
_SHORT = 3
# Degrees of latitude, some thirty kilometres: a palace and its city are one place.
_CLOSE = 0.3
# The frame of meetings face to face; talks may be of any kind.
_ENCOUNTER = "meet"
# Modes that tell who else was there, or where: one article may name two who met, another all of them.
_COMPANY = {"third-party", "multilateral"}
# What is kept of claims that were compared last: more than there are in a step of consolidation.
_KEPT = 1 << 14
_GO_TOGETHER = ({"occurred"}, {"future", "occurred"}, {"future"}, {"hypothetical"}, {"negated"})


def same_event(a: Claim, b: Claim) -> bool:
    """Could two claims be of one event?"""
    if a.type != b.type or a.article == b.article:
        return False
    modes = {a.mode, b.mode}
    if len(modes) == 2 and None not in modes and modes != _COMPANY:
        return False
    if "phone" in (a.mode, b.mode) and _ENCOUNTER in (frame_of(a.rule), frame_of(b.rule)):
        return False  # who sat down together did not telephone
    if not _statuses_agree(a, b) or not _days_agree(a, b) or not places_agree(a.place, b.place):
        return False
    if ontology.event_type(a.type).symmetric:
        everyone = (*a.actors, *a.recipients), (*b.actors, *b.recipients)
        if "visit" not in modes:
            return _agree(*everyone)
        if len(modes) == 2 and _agree(*everyone, whole=True):
            return True  # "X visited Y" and "Y and X met there": one meeting of the same people
    return _agree(a.actors, b.actors) and (_agree(a.recipients, b.recipients) or not (a.recipients and b.recipients))


def _statuses_agree(a: Claim, b: Claim) -> bool:
    """Could it be one event that is told as done, planned, possible or denied?

    What is denied is what others tell or announce for that very day; "they never met" denies no meeting in particular.
    """
    if {a.status, b.status} in ({"negated", "occurred"}, {"negated", "future"}):
        return (
            a.time is not None
            and a.time == b.time
            and a.time.granularity == "day"
            and _agree(a.actors, b.actors, whole=True)
            and _agree(a.recipients, b.recipients, whole=True)
        )
    return {a.status, b.status} in _GO_TOGETHER


def _days_agree(a: Claim, b: Claim) -> bool:
    if a.time and b.time:
        first, second = bounds(a.time), bounds(b.time)
        overlap = first[0] <= second[1] and second[0] <= first[1]
        overlap = overlap and (first[1] - first[0] > ERA) == (second[1] - second[0] > ERA)
        return overlap or (_adjoin(first, second) and _is_news_of(a, b)) or repeats(a, b)
    if not _published_near(a, b):
        return False
    if a.time or b.time:
        dated, other = (a, b) if a.time else (b, a)
        return _can_tell(other, dated) and _agree(a.actors, b.actors, whole=True)
    return True


def _can_tell(claim: Claim, dated: Claim) -> bool:
    """Could an undated claim be of a time, by the day of its article? What is told as done has begun."""
    if not claim.published or not dated.time:
        return True
    day = day_of(claim.published)
    if claim.status == "future":
        return day <= bounds(dated.time)[1]
    return dated.status == "future" or bounds(dated.time)[0] <= day


def _adjoin(a: tuple[date, date], b: tuple[date, date]) -> bool:
    """Two days, one after the other."""
    return max(*a, *b) - min(*a, *b) <= _NEWS


def _is_news_of(a: Claim, b: Claim) -> bool:
    """Is one of the days only that of the news? So for what two do together; one day's fire is not the next day's."""
    return ontology.event_type(a.type).symmetric and not (tells_time(a.quote) and tells_time(b.quote))


@dataclass(frozen=True, slots=True)
class Sentence:
    """The longer words of a sentence, the longest of them, its numbers, and whether it tells a time."""

    words: frozenset[str]
    longest: frozenset[str]
    numbers: frozenset[str]
    tells_time: bool


@functools.lru_cache(maxsize=_KEPT)
def sentence(quote: str) -> Sentence:
    """What is compared of a sentence."""
    found = re.findall(r"\w+", quote.casefold())
    numbers = frozenset(w for w in found if w[0].isdigit())
    words = frozenset(w for w in found if len(w) > _SHORT) - numbers
    longest = frozenset(sorted(words, key=lambda w: (-len(w), w))[:_LONGEST])
    return Sentence(words, longest, numbers, next(iter(timex.find(quote)), None) is not None)


def repeatable(claim: Claim) -> bool:
    """Could the sentence of a claim be known again? Talks are told in the same words each time, and are left out."""
    said = sentence(claim.quote)
    return claim.type != "CONSULT" and len(said.words) >= _WORDS and not said.tells_time


def repeats(a: Claim, b: Claim) -> bool:
    """Is it the same sentence, as agencies carry it from one article to the next, with no time in it?

    The day it was given is then that of the news.
    """
    if not repeatable(a) or not repeatable(b) or not _published_near(a, b):
        return False
    one, other = sentence(a.quote), sentence(b.quote)
    shared = len(one.words & other.words)
    return (
        one.numbers == other.numbers
        and shared >= _SHARED * min(len(one.words), len(other.words))
        and not one.longest.isdisjoint(other.longest)
    )


def tells_time(quote: str) -> bool:
    """Has a sentence an expression of time?"""
    return sentence(quote).tells_time


def _published_near(a: Claim, b: Claim) -> bool:
    if not a.published or not b.published:
        return a.published == b.published
    return published_apart(a, b) <= NEAR.days


def published_apart(a: Claim, b: Claim) -> int:
    """Days between the publication of two claims; 0 where one is not known."""
    if not a.published or not b.published:
        return 0
    return abs((day_of(a.published) - day_of(b.published)).days)


@functools.lru_cache(maxsize=_KEPT)
def day_of(published: str) -> date:
    """The day of a publication."""
    return date.fromisoformat(published[:10])


@functools.lru_cache(maxsize=_KEPT)
def bounds(time: TimeSpan) -> tuple[date, date]:
    """The first and the last day that a time may mean."""
    return time.earliest, time.latest


def places_agree(a: Entity | None, b: Entity | None) -> bool:
    """Could two places be one: the same, a state and a place in it, or a house and its city?"""
    if a is None or b is None or a.id == b.id:
        return True
    if a.kind != b.kind:
        return a.country is None or b.country is None or a.country == b.country
    if "state" in (a.kind, b.kind) or a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return False
    return abs(a.lat - b.lat) <= _CLOSE and abs(a.lon - b.lon) <= _CLOSE


def _agree(a: Sequence[Party], b: Sequence[Party], *, whole: bool = False) -> bool:
    """Is everyone of the smaller side among the larger, each as someone else?"""
    small, large = sorted((tuple(a), tuple(b)), key=len)
    if len(small) < len(large) and (whole or len(small) < 2):
        return False
    left = list(large)
    # Who is named stands for himself before he stands for his state.
    for party in sorted(small, key=lambda p: all(p.entity.id != q.entity.id for q in large)):
        same = [q for q in left if same_party(party, q)]
        if not same:
            return False
        left.remove(min(same, key=lambda q: q.entity.id != party.entity.id))
    return True
