"""What the back-off of the extraction learns from: words in sentences, with the type of what they tell, or none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc, Span, Token

from bench import score
from kg.extract import lexicon as words
from kg.extract.article import extract
from kg.extract.events import EventMention
from kg.extract.learned.guesses import candidates
from kg.extract.learned.likeness import COLUMNS
from kg.extract.learned.traits import Traits, could_tell, traits
from kg.extract.lexicon import Entry, Frame
from kg.extract.participants import participants
from kg.extract.parties import Scene
from kg.extract.realms import told_of
from kg.extract.slots import Slots
from kg.model import Article, Party
from kg.parse import load, parse
from kg.readers import read
from kg.resources import folder
from kg.world import tables

ROOT = Path(__file__).resolve().parents[1]
SENTENCES = folder("seeds") / "lexicon" / "learned.csv"
SILENT = ROOT / "tests" / "extract" / "silent.txt"
NONE = "none"
# What may be there or not; nothing is learned of it.
UNCLEAR = "unclear"
Sides = tuple[frozenset[str], frozenset[str]]
Filled = dict[tuple[str, str], tuple[Sequence[Party], Sequence[Party]]]


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """A word in a sentence.

    Parameters
    ----------
    source : str
        Of which of the sets it is.
    text : str
        By sentence or article, what must not be split between what is learned from and what is tried.
    type : str
        What it tells; ``none``, or ``unclear``.
    natural : bool
        Whether the lexicon passes the word over; the others are read as if it had no rows for them.
    by_frame : dict of str to (set, set)
        Actors and recipients that each frame of the type gives.
    parties : (set, set), optional
        Actors and recipients that are right.
    """

    source: str
    text: str
    word: str
    type: str
    natural: bool
    traits: Traits
    by_frame: dict[tuple[str, str], Sides]
    parties: Sides | None = None


def frames_of_types() -> dict[str, list[Frame]]:
    """The frames that rows of each type use."""
    out: dict[str, dict[str, Frame]] = {}
    for rows in words.lexicon().entries.values():
        for row in rows:
            if not row.frame.weak:
                out.setdefault(row.type, {})[row.frame.name] = row.frame
    return {kind: [frames[name] for name in sorted(frames)] for kind, frames in sorted(out.items())}


FRAMES = frames_of_types()


def _ids(parties: Iterable[Party]) -> frozenset[str]:
    return frozenset(p.entity.id for p in parties)


def _filled(slots: Slots, scene: Scene) -> Filled:
    """The parties by each frame of each type."""
    out = {}
    for kind, frames in FRAMES.items():
        for frame in frames:
            row = Entry(
                trigger=slots.trigger.lemma_, pos="v", where=(), type=kind, mode=None, frame=frame, example="", line=0
            )
            found = participants(row, slots, scene)
            if found is not None:
                out[kind, frame.name] = (found.actors, found.recipients)
    return out


Watch = Callable[[Span, Scene, Sequence[EventMention]], None]


def _watch(articles: Sequence[Article], watch: Callable[[Article], Watch]) -> None:
    for parsed in parse(articles, load()):
        extract(parsed, watch=watch(parsed.article), guess=False)


def of_sentences() -> Iterator[Example]:
    """Our own sentences: the word marked tells its type, every other none."""
    rows = [r.values for r in tables.read(SENTENCES, COLUMNS)]
    out: list[Example] = []
    known = words.lexicon()

    def watching(article: Article) -> Watch:
        row = rows[int(article.id)]

        def watch(sentence: Span, scene: Scene, told: Sequence[EventMention]) -> None:
            marked = _place(row["text"], row["trigger"]) if row["type"] else -1
            fired = {m.trigger[0] for m in told}
            for token in sentence:
                at = scene.offset + token.idx
                if not could_tell(token, scene, known) or (at in fired and at != marked):
                    continue
                if at != marked and any(m.type == row["type"] for m in told):
                    continue  # it may tell of the same
                slots = Slots(token, scene, known)
                others = [m for m in told if m.trigger[0] != at]
                found = traits(slots, scene, known, others, known=at not in fired)
                if at == marked or _is_candidate(slots, scene):
                    kind = row["type"] if at == marked else NONE
                    sides = _meant(row["actors"], sentence.doc, scene), _meant(row["recipients"], sentence.doc, scene)
                    filled = {k: (_ids(a), _ids(r)) for k, (a, r) in _filled(slots, scene).items()}
                    example = Example("sentences", row["text"], token.text, kind, at not in fired, found, filled, sides)
                    out.append(example)

        return watch

    _watch([Article(id=str(i), text=r["text"]) for i, r in enumerate(rows)], watching)
    yield from out


def _is_candidate(slots: Slots, scene: Scene) -> bool:
    return any(s.trigger == slots.trigger for s in candidates(slots.trigger.sent, scene, words.lexicon(), ()))


def _place(text: str, word: str) -> int:
    found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)
    return found.start() if found else -1


def _meant(phrases: str, doc: Doc, scene: Scene) -> frozenset[str]:
    """Whom phrases of a sentence mean."""
    out: set[str] = set()
    for phrase in filter(None, phrases.split("|")):
        start = doc.text.find(phrase)
        span = doc.char_span(start, start + len(phrase), alignment_mode="expand")
        if span is not None:
            inside: list[Token] = [span.root, *span]
            out |= next((ids for t in inside if (ids := _ids(scene.sides(t)))), frozenset())
    return frozenset(out)


def of_silence() -> Iterator[Example]:
    """Sentences that tell nothing."""
    lines = [line for line in SILENT.read_text("utf-8").splitlines() if line and line[0] != "#"]
    out: list[Example] = []

    def watching(article: Article) -> Watch:
        def watch(sentence: Span, scene: Scene, told: Sequence[EventMention]) -> None:
            if told_of(sentence.text) is None:
                for slots in candidates(sentence, scene, words.lexicon(), told):
                    found = traits(slots, scene, words.lexicon(), told)
                    filled = {k: (_ids(a), _ids(r)) for k, (a, r) in _filled(slots, scene).items()}
                    out.append(Example("silent", article.text, slots.trigger.text, NONE, True, found, filled))

        return watch

    _watch([Article(id=str(i), text=line) for i, line in enumerate(lines)], watching)
    yield from out


def of_lexicon() -> Iterator[Example]:
    """The examples of the lexicon's own rows, each read as if it had none."""
    known = words.lexicon()
    rows = [r for same in known.entries.values() for r in same if r.pos in "vn" and not r.frame.weak]
    out: list[Example] = []

    def watching(article: Article) -> Watch:
        row = rows[int(article.id)]

        def watch(sentence: Span, scene: Scene, told: Sequence[EventMention]) -> None:
            by_place = {m.trigger[0]: m for m in told if m.type == row.type}
            for token in sentence:
                mention = by_place.get(scene.offset + token.idx)
                if mention is not None and token.lemma_.lower() == row.trigger and could_tell(token, scene, known):
                    others = [m for m in told if m != mention]
                    found = traits(Slots(token, scene, known), scene, known, others, known=False)
                    out.append(Example("lexicon", row.example, token.text, row.type, False, found, {}))
                    break

        return watch

    _watch([Article(id=str(i), text=r.example) for i, r in enumerate(rows)], watching)
    yield from out


def of_articles(path: Path) -> Iterator[Example]:
    """Words of annotated articles: what annotations tell that the lexicon missed, and all that tells of nothing."""
    annotated = score.golds(path)
    texts = [a for a in read(score.articles(path, annotated)) if isinstance(a, Article) and a.id in annotated]
    seen: list[
        tuple[
            Article, int, tuple[int, int], str, Traits, dict[tuple[str, str], tuple[Sequence[Party], Sequence[Party]]]
        ]
    ] = []

    def watching(article: Article) -> Watch:
        def watch(sentence: Span, scene: Scene, told: Sequence[EventMention]) -> None:
            span = (scene.offset + sentence.start_char, scene.offset + sentence.end_char)
            for slots in candidates(sentence, scene, words.lexicon(), told):
                found = traits(slots, scene, words.lexicon(), told)
                at = scene.offset + slots.trigger.idx
                seen.append((article, at, span, slots.trigger.text, found, _filled(slots, scene)))

        return watch

    told_in: dict[str, list[EventMention]] = {}
    for parsed in parse(texts, load()):
        told_in[parsed.article.id] = [t.event for t in extract(parsed, watch=watching(parsed.article), guess=False)]
    for article, at, span, word, found, filled in seen:
        kind, sides = _annotated(article, at, span, filled, annotated[article.id], told_in[article.id])
        by_frame = {k: (_ids(a), _ids(r)) for k, (a, r) in filled.items()}
        yield Example(path.name, article.id, word, kind, True, found, by_frame, sides)


def _annotated(
    article: Article,
    at: int,
    span: tuple[int, int],
    filled: Filled,
    annotated: Sequence[score.Gold],
    told: Sequence[EventMention],
) -> tuple[str, Sides | None]:
    """The annotated event that a word tells, if one of its sentence fits it in a frame and the lexicon missed it."""
    best, kind, sides, unclear = 0.0, NONE, None, False
    for gold in annotated:
        start = article.text.find(gold.quote)
        if not span[0] <= start < span[1]:
            continue
        found = any(m.type in gold.types and _overlap(gold, (m.actors, m.recipients)) >= 0.5 for m in told)
        for (each, _), parties in filled.items():
            overlap = _overlap(gold, parties) if each in gold.types else 0.0
            if overlap < 0.5:
                continue
            if found or gold.tier > 1 or not start <= at < start + len(gold.quote):
                unclear = True
            elif overlap > best:
                best, kind, sides = overlap, each, (_ids(parties[0]), _ids(parties[1]))
    return (UNCLEAR if unclear and kind == NONE else kind), sides


def _overlap(gold: score.Gold, parties: tuple[Sequence[Party], Sequence[Party]]) -> float:
    wanted, left = [*gold.actors, *gold.recipients], [*parties[0], *parties[1]]
    met = 0
    for name in wanted:
        party = next((p for p in left if score.is_named(name, p.entity)), None)
        if party is not None:
            met += 1
            left.remove(party)
    extra = [p for p in left if not any(score.is_named(name, p.entity) for name in gold.optional)]
    return met / (len(wanted) + len(extra)) if wanted or extra else 0.0
