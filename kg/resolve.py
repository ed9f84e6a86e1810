"""The events that an article tells, as claims: with identity, quotation, source and confidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from kg.extract.events import EventMention
from kg.extract.homes import is_crowd
from kg.extract.merge import Told
from kg.model import Article, Claim
from kg.namespaces import BASE, digest

# Starting point and steps of a claim's confidence, between what the development half of our annotated articles gave
# and what the set-aside half did; docs/quality.md has the table.
_BASE = 0.52
_STEPS: tuple[tuple[str, Callable[[Told], bool], float], ...] = (
    ("two sides named", lambda told: bool(told.event.recipients) or len(told.event.actors) > 1, 0.08),
    ("dated by its own words", lambda told: told.event.dated and not told.event.nominal, 0.1),
    ("without any day", lambda told: told.event.time is None, -0.25),
    ("told twice or more", lambda told: len(told.mentions) > 1, 0.05),
    ("people named", lambda told: any(p.entity.kind == "person" for p in told.event.parties), 0.03),
    ("a crowd of which only the country is told", lambda t: any(is_crowd(p.entity) for p in t.event.parties), -0.12),
    ("only mentioned in passing", lambda told: told.event.nominal, -0.1),
    ("taken for told by what was learnt", lambda told: told.event.learnt, -0.25),
    ("not told as done", lambda told: told.event.status != "occurred", -0.15),
)  # fmt: skip

# What the rule of a claim ends with whose row does not hold, but was taken for told by what was learnt.
LEARNT = "(learnt)"


def claims(article: Article, told: Iterable[Told]) -> Iterator[Claim]:
    """One claim for each event that the article tells, quoting the sentence that tells it best."""
    told_by: Counter[tuple[str, int, int]] = Counter()
    for each in told:
        event = each.event
        # One word may tell of several events: "fought in 1994 and in 2020".
        words = (event.type, *event.trigger)
        told_by[words] += 1
        best = _best(each)
        start, end = best.sentence
        yield Claim(
            id=f"{BASE}claim/{digest(article.id, *map(str, words), str(told_by[words]))}",
            article=article.id,
            type=event.type,
            mode=event.mode,
            status=event.status,
            actors=event.actors,
            recipients=event.recipients,
            mediators=event.mediators,
            time=event.time,
            place=event.place,
            topics=event.topics,
            quote=article.text[start:end],
            start=start,
            end=end,
            speaker=event.speaker,
            attributed_to=event.attributed_to or (article.source if event.speaker is None else None),
            confidence=confidence(each),
            rule=f"{event.rule} {LEARNT}" if event.learnt else event.rule,
            quantities=event.quantities,
            published=article.published,
            source=article.source,
            url=article.url,
        )


def confidence(told: Told) -> float:
    """How sure a claim is, from 0 to 1."""
    return round(min(0.99, max(0.05, _BASE + sum(step for _, holds, step in _STEPS if holds(told)))), 2)


def _best(told: Told) -> EventMention:
    """The mention that names most: the parties first, people before states, then when and where."""

    def fullness(m: EventMention) -> tuple[bool, bool, int, int, bool, bool, int]:
        people = sum(p.entity.kind == "person" for p in m.parties)
        return not m.weak, not m.nominal, len(m.parties), people, m.place is not None, m.dated, -m.number

    return max(told.mentions, key=fullness)
