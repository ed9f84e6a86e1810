"""Train the back-off of the extraction, try it on what it was not trained with, and write its weights.

    python -m bench.learned [--try]

It learns from `seeds/lexicon/learned.csv`, the examples of the lexicon's rows, the silent sentences of the
tests, and the annotated articles of `tests/gold` and `tests/gold-more`; never from `tests/gold-aside`. Each text is in
one of four folds, and what is said of it comes from weights that have not seen it: so thresholds are chosen and figures
taken. ``--try`` writes nothing. The same data give the same weights.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from spacy.vocab import Vocab

from bench import examples as ex
from bench.examples import NONE, UNCLEAR, Example
from kg.cli.tables import table
from kg.extract import lexicon as words
from kg.extract.learned.encoder import Array, Encoder, Kin
from kg.extract.learned.model import LOWEST, Model, fingerprint, save, threshold_of
from kg.extract.learned.vectors import vectors
from kg.ontology import event_types
from kg.parse import load

FOLDS = 4
_DIRECTIONS = 100
_HIDDEN = 48
_EPOCHS, _BATCH, _RATE, _DECAY = 14, 256, 0.03, 1e-4
# A mark that is rarer tells of single texts.
_RARE = 4
# How much an example weighs, by where it is from, and whether the lexicon knows the word.
_WEIGHTS = {"sentences": 1.0, "silent": 1.0, "lexicon": 0.5, "gold": 2.0, "gold-more": 2.0}
_KNOWN_WORD = 0.7
# How much a use of a frame by a row counts beside a sentence in which it gives the right parties.
_USED = 0.1
# The least share of right ones among what a threshold lets through.
_PRECISION = 0.65
# Of few cases of a decision, how many more are held to be like those of all.
_LIKE_THE_REST = 15

Weights = tuple[Array, ...]


def gathered() -> list[Example]:
    """All examples."""
    found = [*ex.of_sentences(), *ex.of_silence(), *ex.of_lexicon()]
    for name in ("gold", "gold-more"):
        found += ex.of_articles(ex.ROOT / "tests" / name)
    return found


def encoder(examples: Sequence[Example], vocab: Vocab) -> Encoder:
    """How these examples' traits become numbers."""
    types = tuple(sorted(event_types()))
    counted = Counter(mark for e in examples for mark in e.traits.marks)
    marks = {mark: i for i, mark in enumerate(sorted(m for m, n in counted.items() if n >= _RARE))}
    every = tuple(sorted({w for e in examples for _, w in e.traits.words}))
    matrix = vectors(every, vocab)
    mean = matrix.mean(0)
    _, _, directions = np.linalg.svd(matrix - mean, full_matrices=False)
    projection = np.asarray(directions[:_DIRECTIONS].T, np.float16).astype(np.float32)
    context = max(e.traits.context.size for e in examples)
    return Encoder(types, marks, np.asarray(mean, np.float32), projection, _kin(types), context)


def _kin(types: tuple[str, ...]) -> dict[str, Kin]:
    """The types of the lexicon's triggers, and of the words that its rows ask for."""
    held: dict[str, dict[str, Counter[str]]] = {name: defaultdict(Counter) for name in ("v", "n", "obj")}
    for (lemma, pos), rows in words.lexicon().entries.items():
        for row in rows:
            if pos in "vn":
                held[pos][lemma][row.type] += 1
            for condition in row.where:
                if condition.kind in ("obj", "of", "cue") and not condition.negated:
                    for word in set(condition.words) - {"*"}:
                        held["obj"][word][row.type] += 1 / len(condition.words) ** 0.5  # type: ignore[assignment]
    out = {}
    for name, by_word in held.items():
        shares = np.array([[by_word[w][t] for t in types] for w in sorted(by_word)], np.float32)
        out[name] = Kin(
            tuple(sorted(by_word)), (shares / shares.sum(1, keepdims=True)).astype(np.float16).astype(np.float32)
        )
    return out


def fitted(rows: Array, kinds: NDArray[np.int64], weights: Array, out: int, seed: int = 0) -> Weights:
    """Train the layers: Adam, with some of the numbers and of the hidden layer left out at each step."""
    chance = np.random.RandomState(seed)
    count, columns = rows.shape
    layers: list[Array] = [
        (chance.randn(columns, _HIDDEN) / np.sqrt(60)).astype(np.float32), np.zeros(_HIDDEN, np.float32),
        (chance.randn(_HIDDEN, out) * 0.1).astype(np.float32), np.zeros(out, np.float32),
        np.zeros((columns, out), np.float32),
    ]  # fmt: skip
    first, second = [np.zeros_like(p) for p in layers], [np.zeros_like(p) for p in layers]
    weights = (weights / weights.mean()).astype(np.float32)
    step = 0
    for epoch in range(_EPOCHS):
        order, rate = chance.permutation(count), _RATE * (1 - epoch / _EPOCHS)
        for start in range(0, count, _BATCH):
            step += 1
            some = order[start : start + _BATCH]
            seen = rows[some] * (chance.rand(len(some), columns) > 0.2) / np.float32(0.8)
            before = seen @ layers[0] + layers[1]
            kept = (chance.rand(len(some), _HIDDEN) > 0.5).astype(np.float32) * 2
            hidden = np.maximum(before, 0) * kept
            error = _likely(hidden @ layers[2] + layers[3] + seen @ layers[4])
            error[np.arange(len(some)), kinds[some]] -= 1
            error *= (weights[some] / len(some))[:, None]
            back = (error @ layers[2].T) * kept * (before > 0)
            slopes = [
                seen.T @ back + _DECAY * layers[0], back.sum(0), hidden.T @ error + _DECAY * layers[2], error.sum(0),
                seen.T @ error + _DECAY * layers[4],
            ]  # fmt: skip
            for layer, slope, mean, square in zip(layers, slopes, first, second, strict=True):
                mean += 0.1 * (slope - mean)
                square += 0.001 * (slope * slope - square)
                layer -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return tuple(np.asarray(p, np.float32) for p in layers)


def _likely(scores: Array) -> Array:
    odds = np.exp(scores - scores.max(1, keepdims=True))
    return np.asarray(odds / odds.sum(1, keepdims=True), np.float32)


def likelihoods(rows: Array, layers: Weights) -> Array:
    """(n, types and none): how likely each is."""
    hidden, hidden_bias, out, out_bias, straight = layers
    return _likely(np.maximum(rows @ hidden + hidden_bias, 0) @ out + out_bias + rows @ straight)


def frames(examples: Sequence[Example]) -> dict[tuple[str, str], str]:
    """For each type and part of speech the frame that gives the right parties most often, and that rows use."""
    right: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for (_, pos), rows in words.lexicon().entries.items():
        for row in rows:
            if pos in "vn" and not row.frame.weak:
                right[row.type, pos][row.frame.name] += _USED / sum(r.type == row.type for r in rows)  # type: ignore[assignment]
    for each in examples:
        if each.parties is None or each.type in (NONE, UNCLEAR):
            continue
        pos = "n" if "pos:n" in each.traits.marks else "v"
        both = each.parties[0] | each.parties[1]
        for (kind, name), (actors, recipients) in each.by_frame.items():
            if kind == each.type:
                right[kind, pos][name] += 2 * ((actors, recipients) == each.parties) + (actors | recipients == both)
    return {key: min(found, key=lambda name: (-found[name], name)) for key, found in sorted(right.items())}


def thresholds(
    examples: Sequence[Example], likely: Array, types: Sequence[str], chosen: Mapping[tuple[str, str], str]
) -> tuple[dict[str, float], list[tuple[str, float | None, int, int]]]:
    """For each kind of decision the lowest threshold above which enough is right; and what is right and wrong so."""
    cases: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for each, row in zip(examples, likely, strict=True):
        kind = types[int(row[:-1].argmax())]
        pos = "n" if "pos:n" in each.traits.marks else "v"
        sides = each.by_frame.get((kind, chosen.get((kind, pos), "")))
        if sides is not None and each.natural and each.type != UNCLEAR:
            cases[threshold_of(kind, len(sides[0] | sides[1]))].append((float(row[:-1].max()), each.type == kind))
    pooled = sorted((case for each in cases.values() for case in each), reverse=True)
    shares = np.cumsum([r for _, r in pooled]) / np.arange(1, len(pooled) + 1)
    found, told = {}, []
    for name in sorted(cases):
        above = sorted(cases[name], reverse=True)
        right = np.cumsum([r for _, r in above])
        # Of few cases little can be learned: they are held to be like the rest, as if so many more had been seen.
        expected = [shares[sum(v >= value for v, _ in pooled) - 1] for value, _ in above]
        good = [
            i for i, (value, _) in enumerate(above)
            if value >= LOWEST and (right[i] + _LIKE_THE_REST * expected[i]) / (i + 1 + _LIKE_THE_REST) >= _PRECISION
        ]  # fmt: skip
        if good:
            last = good[-1]
            found[name] = round(above[last][0] - 0.0005, 3)
            told.append((name, found[name], int(right[last]), int(last + 1 - right[last])))
    return found, told


def above_silence(
    found: Mapping[str, float],
    silent: Sequence[Example],
    likely: Array,
    types: Sequence[str],
    chosen: Mapping[tuple[str, str], str],
) -> dict[str, float]:
    """The thresholds raised above what the weights make of sentences that tell nothing."""
    out = dict(found)
    for each, row in zip(silent, likely, strict=True):
        kind = types[int(row[:-1].argmax())]
        sides = each.by_frame.get((kind, chosen.get((kind, "n" if "pos:n" in each.traits.marks else "v"), "")))
        name = threshold_of(kind, len(sides[0] | sides[1])) if sides is not None else ""
        if name in out:
            out[name] = max(out[name], round(float(row[:-1].max()) + 0.001, 3))
    return out


def _weight(example: Example) -> float:
    return _WEIGHTS[example.source] * (1 if example.natural or example.source == "lexicon" else _KNOWN_WORD)


def main(given: Sequence[str]) -> None:
    """Train, try and write."""
    vocab = load().vocab
    examples = gathered()
    made = encoder(examples, vocab)
    kinds = (*made.types, NONE)
    rows = np.stack([made.encode(e.traits, vocab) for e in examples])
    learnt = np.array([e.type != UNCLEAR for e in examples])
    label = np.array([kinds.index(e.type) if e.type != UNCLEAR else -1 for e in examples])
    weight = np.array(
        [_WEIGHTS[e.source] * (1 if e.natural or e.source == "lexicon" else _KNOWN_WORD) for e in examples]
    )
    texts = sorted({(e.source, e.text) for e in examples})
    order = np.random.RandomState(1).permutation(len(texts))
    fold_of = {texts[j]: i % FOLDS for i, j in enumerate(order)}
    fold = np.array([fold_of[e.source, e.text] for e in examples])
    likely = np.zeros((len(examples), len(kinds)), np.float32)
    for each in range(FOLDS):
        taught = learnt & (fold != each)
        likely[fold == each] = likelihoods(
            rows[fold == each], fitted(rows[taught], label[taught], weight[taught], len(kinds))
        )
    chosen = frames(examples)
    found, told = thresholds(examples, likely, made.types, chosen)
    print(table(("decision", "threshold", "right", "wrong"), told))
    right, wrong = sum(r for *_, r, _ in told), sum(w for *_, w in told)
    events = sum(e.natural and e.type not in (NONE, UNCLEAR) for e in examples)
    print(f"{right} right, {wrong} wrong, of {events} events that the lexicon passes over")
    if "--try" in given:
        return
    layers = fitted(rows[learnt], label[learnt], weight[learnt], len(kinds))
    quiet = [i for i, e in enumerate(examples) if e.source == "silent"]
    found = above_silence(found, [examples[i] for i in quiet], likelihoods(rows[quiet], layers), made.types, chosen)
    counted = Counter(f"{e.source}, {'event' if e.type != NONE else NONE}" for e in examples if e.type != UNCLEAR)
    figures = {
        "examples": dict(sorted(counted.items())),
        "on texts not learned from": {"right": right, "wrong": wrong, "events": events},
        "by decision": {name: {"right": r, "wrong": w} for name, _, r, w in told},
    }  # fmt: skip
    save(Model(made, layers, found, chosen, fingerprint(vocab)), ex.SENTENCES.parent, figures)


if __name__ == "__main__":
    main(sys.argv[1:])
