"""Learn from annotated texts which words tell an event, and who takes part, where no row of the lexicon holds.

    python -m bench.learn [FOLDER...]

The folders are those of `bench.score`; without any, all that rules were developed on. Half of the articles are learnt
first and the other half scored with it, with and without what was learnt; then all are, and the weights written to
`seeds/learnt/weights.npz`. It takes some minutes on one processor and comes out the same each time.
"""

from __future__ import annotations

import json
import math
import random
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Span

from bench.score import Gold, golds, names_it, score
from kg import queries
from kg.extract.article import extract
from kg.extract.events import EventMention
from kg.extract.learnt import weights as learnt
from kg.extract.learnt.candidates import Deed, Named, deeds, named
from kg.extract.learnt.signs import of_party, of_row, of_word
from kg.extract.learnt.weights import SIZE, Model
from kg.extract.lexicon import lexicon
from kg.extract.parties import Scene
from kg.extract.times import expressions
from kg.model import Article
from kg.parse import Parsed, load, parse
from kg.pipeline import build
from kg.store import snapshots

_TESTS = Path(__file__).resolve().parents[1] / "tests"
FOLDERS = (_TESTS / "gold-more", _TESTS / "gold-wide")
WEIGHTS = Path(__file__).resolve().parents[1] / "seeds" / "learnt" / "weights.npz"

# How the models are fitted: how often a sign must have been seen, times through the examples, step, pull towards
# nothing, and the weight of an event that annotators would not insist on.
_OFTEN = 4
_TIMES, _STEP, _PULL, _DEBATABLE = 6, 0.03, 2e-3, 0.5

Signs = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Example:
    """The places of some signs, whether they tell so, and how much it counts."""

    at: Signs
    so: bool
    counts: float = 1.0


@dataclass(slots=True)
class Examples:
    """What each model learns from."""

    of: dict[Model, list[Example]] = field(default_factory=lambda: {"deed": [], "actor": [], "recipient": []})

    def add(self, others: Examples) -> None:
        """Those of another article, too."""
        for model, more in others.of.items():
            self.of[model] += more


@dataclass(frozen=True, slots=True)
class _Word:
    """A word with a type that it may tell: where it stands, what it looks like, and who is named beside it."""

    deed: Deed
    place: int
    depth: int
    signs: Signs
    who: Sequence[Named]
    told: bool


def examples(parsed: Parsed, annotated: Sequence[Gold]) -> Examples:
    """What an annotated article has to teach."""
    words: list[_Word] = []

    def read(sentence: Span, scene: Scene, told: list[EventMention]) -> None:
        who = named(sentence, scene)
        for deed in deeds(sentence, scene, lexicon(), expressions(sentence)):
            place = scene.offset + deed.slots.trigger.idx
            others = [m for m in told if m.trigger[0] != place]
            looks = [*of_word(deed.slots.trigger, deed.status, who, others), *of_row(deed)]
            signs = np.array(learnt.places_of(looks, deed.type))
            depth = sum(1 for _ in deed.slots.trigger.ancestors)
            so = any(m.trigger[0] == place and m.type == deed.type for m in told)
            words.append(_Word(deed, place, depth, signs, who, so))

    extract(parsed, watch=read, learnt=False)
    text = parsed.article.text
    telling: dict[tuple[int, str], Gold] = {}
    within: set[tuple[int, str]] = set()
    for gold in annotated:
        start = text.find(gold.quote)
        fitting = [w for w in words if start <= w.place < start + len(gold.quote) and w.deed.type in gold.types]
        within |= {(w.place, w.deed.type) for w in fitting}
        if fitting:
            best = min(fitting, key=lambda w: (not w.told, bool(w.deed.failing), w.deed.slots.noun, w.depth, w.place))
            telling.setdefault((best.place, best.deed.type), gold)
    out = Examples()
    for word in words:
        told_of = telling.get((word.place, word.deed.type))
        if told_of is None and (word.place, word.deed.type) in within:
            continue  # another word of the same passage tells it
        counts = _DEBATABLE if told_of is not None and told_of.tier > 1 else 1.0
        out.of["deed"].append(Example(word.signs, told_of is not None, counts))
        if told_of is not None:
            _roles(word, told_of, out)
    return out


def _roles(word: _Word, gold: Gold, out: Examples) -> None:
    """Who of those named takes part: of several words for one party the nearest, of the others nothing is learnt."""
    signs = {
        one.token.i: np.array(learnt.places_of(of_party(word.deed, one, word.who), word.deed.type)) for one in word.who
    }
    role: dict[int, Model | None] = {}
    meant: set[int] = set()
    for model, names in (("actor", gold.actors), ("recipient", gold.recipients)):
        for name in names:
            fitting = [one.token for one in word.who if any(names_it(name, p.entity) for p in one.parties)]
            meant |= {token.i for token in fitting}
            if fitting:
                role[min(fitting, key=lambda t: (_apart(word, t), t.i)).i] = model  # type: ignore[assignment]
    for one in word.who:
        i = one.token.i
        free = i not in role and (
            i in meant or any(names_it(name, p.entity) for name in gold.optional for p in one.parties)
        )
        if not free:
            for model in ("actor", "recipient"):
                out.of[model].append(Example(signs[i], role.get(i) == model))  # type: ignore[index]


def _apart(word: _Word, token: object) -> int:
    """How many relations lie between two words."""
    over = [word.deed.slots.trigger, *word.deed.slots.trigger.ancestors]
    below = [token, *token.ancestors]  # type: ignore[attr-defined]
    return min((over.index(t) + n for n, t in enumerate(below) if t in over), default=99)


def fit(given: Sequence[Example]) -> NDArray[np.float32]:
    """The weights of a logistic regression, by steps that grow smaller for signs seen often (AdaGrad)."""
    weights, seen = np.zeros(SIZE), np.full(SIZE, 1e-6)
    often = np.bincount(np.concatenate([each.at for each in given]), minlength=SIZE) >= _OFTEN
    order = [replace(each, at=each.at[often[each.at]]) for each in given]
    chance = random.Random(0)
    for _ in range(_TIMES):
        chance.shuffle(order)
        for each in order:
            now = weights[each.at]
            wrong = each.counts * (1 / (1 + math.exp(-max(-30.0, min(30.0, now.sum())))) - each.so)
            slope = wrong + _PULL * now
            seen[each.at] += slope**2
            weights[each.at] = now - _STEP * slope / np.sqrt(seen[each.at])
    return weights.astype(np.float32)


def models(given: Examples) -> dict[Model, NDArray[np.float32]]:
    """All three, fitted."""
    return {model: fit(each) for model, each in given.of.items()}


def read(folders: Iterable[Path]) -> Iterator[tuple[str, Examples]]:
    """The examples of each article of some folders."""
    nlp = load()
    for path in folders:
        annotated = golds(path)
        for line in (path / "articles.jsonl").read_text("utf-8").splitlines():
            record = json.loads(line)
            article = Article(
                id=record["id"], text=record["text"], title=record.get("title"), published=record.get("published")
            )
            for parsed in parse([article], nlp):
                yield article.id, examples(parsed, annotated[article.id])


def together(parts: Iterable[Examples]) -> Examples:
    """The examples of several articles."""
    out = Examples()
    for part in parts:
        out.add(part)
    return out


def silent() -> dict[Model, NDArray[np.float32]]:
    """Models that take nothing for told."""
    weights = np.zeros(SIZE, dtype=np.float32)
    weights[learnt.places([""])] = -100
    return dict.fromkeys(learnt.MODELS, weights)


def held_out(folders: Sequence[Path], names: set[str], with_models: Mapping[Model, NDArray[np.float32]]) -> str:
    """The figures of some articles with these weights."""
    learnt.save(WEIGHTS, with_models)
    learnt.weights.cache_clear()
    with tempfile.TemporaryDirectory() as scratch:
        texts = Path(scratch) / "texts"
        texts.mkdir()
        lines = [line for path in folders for line in (path / "articles.jsonl").read_text("utf-8").splitlines()]
        kept = [line for line in lines if json.loads(line)["id"] in names]
        (texts / "articles.jsonl").write_text("\n".join(kept) + "\n", "utf-8")
        build([texts / "articles.jsonl"], store=Path(scratch) / "store")
        with snapshots.open_newest(Path(scratch) / "store") as graph:
            events = list(queries.events(graph))
    annotated = {name: events for path in folders for name, events in golds(path).items() if name in names}
    return str(score(annotated, events).figures())


def main(given: Sequence[str]) -> None:
    """Learn from these folders, or from all that were developed on."""
    folders = [Path(each) for each in given] or list(FOLDERS)
    of = dict(read(folders))
    half = sorted(of)[::2]
    others = set(of) - set(half)
    print(
        f"{len(of)} articles;", ", ".join(f"{model}: {len(each)}" for model, each in together(of.values()).of.items())
    )
    print("other half, nothing learnt:", held_out(folders, others, silent()))
    print("other half, from the first:", held_out(folders, others, models(together(of[name] for name in half))))
    learnt.save(WEIGHTS, models(together(of[name] for name in sorted(of))))
    print(f"{WEIGHTS.name}: {WEIGHTS.stat().st_size} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
