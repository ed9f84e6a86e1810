"""Watching the extraction of a sentence: what it found on the way, and what came of nothing and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Span, Token

from kg import timex
from kg.errors import UsageError
from kg.extract.article import extract
from kg.extract.events import EventMention
from kg.extract.lexicon import Condition, Entry, lexicon
from kg.extract.parties import Scene
from kg.extract.sides import unique
from kg.extract.slots import Slots
from kg.extract.times import expressions
from kg.model import Article, Claim, Party
from kg.ontology import event_types
from kg.parse import load, parse
from kg.resolve import claims
from kg.settings import load as settings

# As the lexicon writes the parts of speech.
_POS = {"VERB": "v", "AUX": "v", "NOUN": "n", "PROPN": "n", "ADJ": "a"}
_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its place in the tree."""

    text: str
    tag: str
    dependency: str
    head: str


@dataclass(frozen=True, slots=True)
class Name:
    """A name, role or pronoun with what it stands for here.

    Parameters
    ----------
    start, end : int
        Characters into the sentences given, half-open.
    form : str
        How it names: ``name``, ``surname``, ``adjective``, ``capital``, ``role``, ``pronoun`` ...
    role : str, optional
        The office, on the day given.
    """

    start: int
    end: int
    text: str
    form: str
    label: str
    kind: str
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Time:
    """An expression of time with what it means alone on the day given."""

    text: str
    what: str
    means: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """An event with the row of the lexicon that gave it, where it was one; or that came nearest, if it was learnt."""

    claim: Claim
    trigger: tuple[int, int]
    word: str
    row: Entry | None
    times_told: int
    learnt: bool = False


@dataclass(frozen=True, slots=True)
class Missed:
    """A word of the lexicon that gave no event."""

    word: str
    rows: str
    why: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """What was found in one sentence."""

    text: str
    words: tuple[Word, ...]
    names: tuple[Name, ...]
    times: tuple[Time, ...]
    missed: tuple[Missed, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """All of it: what was given, sentence by sentence, and the events of the whole."""

    given: str
    on: date | None
    sentences: tuple[Sentence, ...]
    events: tuple[Found, ...]


def trace(given: str, on: date | None = None) -> Trace:
    """Read a sentence, or a few, as if an article of that day had no more.

    Raises
    ------
    UsageError
        There is nothing to read.
    """
    if not given.strip():
        raise UsageError("there is no sentence", remedy='give one, such as "Erdogan called Putin on Monday."')
    article = Article(id="explained", text=given, published=on.isoformat() if on else None)
    (parsed,) = parse([article], load(settings().model))
    seen: list[Sentence] = []

    def watch(sentence: Span, scene: Scene, told: Sequence[EventMention]) -> None:
        words = tuple(Word(t.text, t.tag_, t.dep_, t.head.text) for t in sentence if not t.is_space)
        triggers = {m.trigger[0] for m in told}
        missed = tuple(_missed(sentence, scene, triggers))
        seen.append(Sentence(sentence.text, words, tuple(_names(sentence, scene)), tuple(_times(sentence, on)), missed))

    told = extract(parsed, watch=watch)
    rows = {row.rule: row for known in lexicon().entries.values() for row in known}
    events = tuple(
        Found(
            claim,
            each.event.trigger,
            given[slice(*each.event.trigger)],
            rows.get(each.event.rule),
            len(each.mentions),
            each.event.learnt,
        )
        for claim, each in zip(claims(article, told), told, strict=True)
    )
    return Trace(given, on, tuple(seen), events)


def _names(sentence: Span, scene: Scene) -> Iterator[Name]:
    for token in sentence:
        mention = scene.mention(token)
        if mention is not None and token.i != mention.root:
            continue
        phrase = mention or scene.role(token)
        span = sentence.doc[phrase.start : phrase.end] if phrase else sentence.doc[token.i : token.i + 1]
        start, end = scene.offset + span.start_char, scene.offset + span.end_char
        parties = scene.parties(token)
        if mention and not parties:
            where = mention.city or mention.entity
            yield Name(start, end, span.text, mention.form, where.label, where.kind)
        elif parties and (mention or _refers(token, scene)):
            form = mention.form if mention else "pronoun" if token.pos_ == "PRON" else "role"
            for party in parties:
                yield Name(start, end, span.text, form, party.entity.label, party.entity.kind, party.role)


def _refers(token: Token, scene: Scene) -> bool:
    """Is it a word for someone named elsewhere? Of a role in several words only the head."""
    role = scene.role(token)
    return token.i == role.root if role else token.pos_ in ("PRON", "NOUN", "PROPN")


def _times(sentence: Span, on: date | None) -> Iterator[Time]:
    for each in expressions(sentence):
        found = each.timex
        span = timex.resolve_time(found, anchor=on)
        means = None if span is None else span.start if span.start == span.end else f"{span.start} to {span.end}"
        yield Time(sentence.text[found.start : found.end], found.what, means)


def _missed(sentence: Span, scene: Scene, triggers: set[int]) -> Iterator[Missed]:
    known = lexicon()
    for token in sentence:
        rows = known.entries.get((token.lemma_.lower(), _POS.get(token.pos_, "")), ())
        if rows and scene.mention(token) is None and scene.offset + token.idx not in triggers:
            lines = ", ".join(str(row.line) for row in rows[:_SHOWN]) + (" …" if len(rows) > _SHOWN else "")
            yield Missed(token.text, lines, _why(token, rows, scene))


def _why(token: Token, rows: Sequence[Entry], scene: Scene) -> str:
    """Why a trigger gave no event, as far as it is easily known."""
    if token.dep_ in ("amod", "compound", "nmod"):
        return f"it only describes {token.head.text!r}"
    slots = Slots(token, scene, lexicon())
    row = next((r for r in rows if slots.holds(r)), None)
    if row is None:
        wanted = min(rows, key=lambda r: len(r.where))
        return f"no row's conditions hold; line {wanted.line} wants {' '.join(map(_written, wanted.where))}"
    frame, kind = row.frame, event_types()[row.type]
    actors = _sides(frame.actors, slots, scene, frame.of)
    if len(actors) < frame.sides:
        count = "two parties" if frame.sides == 2 else "a party" if frame.sides == 1 else f"{frame.sides} parties"
        named = ", ".join(p.entity.label for p in actors) or "nobody"
        return f"line {row.line} ({row.type}) wants {count} in {', '.join(frame.actors)}; there is {named}"
    if frame.recipients and (frame.needs or kind.needs_recipient):
        others = [p for p in _sides(frame.recipients, slots, scene, frame.of) if p not in actors]
        if not others:
            return f"line {row.line} ({row.type}) wants someone else in {', '.join(frame.recipients)}; there is nobody"
    return "it is told as an aim or a demand, or belongs to what another word tells"


def _sides(paths: Sequence[str], slots: Slots, scene: Scene, of: str) -> tuple[Party, ...]:
    return unique([party for path in paths for token in slots.get(path, of) for party in scene.sides(token)])


def _written(condition: Condition) -> str:
    """A condition as the lexicon writes it, long lists cut."""
    words = "|".join(condition.words[:_SHOWN]) + ("|…" if len(condition.words) > _SHOWN else "")
    return f"{'!' if condition.negated else ''}{condition.kind}:{words}"
