"""Hold what is taken to be one event against dispatches of which we know it: `python -m bench.clusters`.

    python -m bench.clusters [--wrong] [FILE]

Each line of the file, by default `tests/clusters/dispatches.jsonl`, is an article with its ``mentions``: a piece of a
sentence, its type and parties, and the ``episode`` that it tells of, which several articles have in common. A mention
is found if an event of that type rests on a sentence with that piece and has at least half of the parties. One that is
not found counts as an event by itself. ``--wrong`` lists the episodes that fell apart or together.

CoNLL F1 is the mean of MUC, B-cubed and CEAF-e (Pradhan et al. 2014, doi:10.3115/v1/P14-2006).
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any, TypeAlias

import networkx as nx

from bench.score import Gold, compare
from kg import queries
from kg.cli.tables import table
from kg.model import Event
from kg.pipeline import build
from kg.store import snapshots

OWN = Path(__file__).resolve().parents[1] / "tests" / "clusters" / "dispatches.jsonl"
Mention: TypeAlias = tuple[str, str]
Cluster: TypeAlias = frozenset[Mention]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How right the clusters are.

    Parameters
    ----------
    mentions, found : int
    conll, precision, recall : float
        From 0 to 1; precision and recall of pairs of mentions.
    wrong : tuple of str
        What fell together that is apart, and apart that is one.
    """

    mentions: int
    found: int
    conll: float
    precision: float
    recall: float
    wrong: tuple[str, ...]


def read(path: Path) -> list[dict[str, Any]]:
    """The dispatches."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def judge(dispatches: Sequence[Mapping[str, Any]], events: Sequence[Event]) -> Verdict:
    """Hold events against dispatches."""
    episode: dict[Mention, str] = {}
    event_of: dict[Mention, str] = {}
    for article in dispatches:
        for mention in article["mentions"]:
            name = (article["id"], mention["quote"])
            episode[name] = mention["episode"]
            event = _event(article["id"], mention, events)
            event_of[name] = event.id if event else f"not found: {name}"
    true, found = _clusters(episode), _clusters(event_of)
    wanted, got = _pairs(true), _pairs(found)
    wrong = [
        *(f"not found: {a}: {quote}" for (a, quote), e in event_of.items() if e.startswith("not found")),
        *(f"apart: {episode[a]}: {a[0]} / {b[0]}" for a, b in sorted(wanted - got)),
        *(f"together: {episode[a]} and {episode[b]}: {a[0]} / {b[0]}" for a, b in sorted(got - wanted)),
    ]
    return Verdict(
        mentions=len(episode),
        found=sum(not e.startswith("not found") for e in event_of.values()),
        conll=(_muc(true, found) + _b_cubed(true, found) + _ceaf(true, found)) / 3,
        precision=len(wanted & got) / len(got) if got else 1.0,
        recall=len(wanted & got) / len(wanted) if wanted else 1.0,
        wrong=tuple(wrong),
    )


def _event(article: str, mention: Mapping[str, Any], events: Sequence[Event]) -> Event | None:
    gold = Gold.of(dict(mention))
    told = [e for e in events if any(c.article == article and mention["quote"] in c.quote for c in e.claims)]
    fits = [(match.overlap, e) for e in told if (match := compare(gold, e))]
    return max(fits, key=lambda fit: (fit[0], fit[1].id))[1] if fits else None


def _clusters(names: Mapping[Mention, str]) -> list[Cluster]:
    found: dict[str, set[Mention]] = defaultdict(set)
    for mention, name in names.items():
        found[name].add(mention)
    return [frozenset(cluster) for cluster in found.values()]


def _pairs(clusters: Iterable[Cluster]) -> set[tuple[Mention, Mention]]:
    return {pair for cluster in clusters for pair in combinations(sorted(cluster), 2)}


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _muc(true: Sequence[Cluster], found: Sequence[Cluster]) -> float:
    def links(of: Sequence[Cluster], by: Sequence[Cluster]) -> float:
        kept = sum(len(c) - sum(1 for other in by if c & other) for c in of)
        return kept / sum(len(c) - 1 for c in of) if any(len(c) > 1 for c in of) else 1.0

    return _f1(links(found, true), links(true, found))


def _b_cubed(true: Sequence[Cluster], found: Sequence[Cluster]) -> float:
    def shares(of: Sequence[Cluster], by: Sequence[Cluster]) -> float:
        total = sum(len(c) for c in of)
        return sum(len(c & other) ** 2 / len(c) for c in of for other in by) / total

    return _f1(shares(found, true), shares(true, found))


def _ceaf(true: Sequence[Cluster], found: Sequence[Cluster]) -> float:
    """By the best pairing of clusters, each with at most one."""
    pairs: nx.Graph[tuple[str, int]] = nx.Graph()
    for i, a in enumerate(true):
        for j, b in enumerate(found):
            if a & b:
                pairs.add_edge(("true", i), ("found", j), weight=2 * len(a & b) / (len(a) + len(b)))
    total = sum(pairs.edges[pair]["weight"] for pair in nx.max_weight_matching(pairs))
    return _f1(total / len(found), total / len(true))


def main(words: list[str]) -> None:
    """Build, judge, print."""
    files = [Path(word) for word in words if not word.startswith("--")]
    dispatches = read(files[0] if files else OWN)
    with tempfile.TemporaryDirectory() as scratch:
        build([files[0] if files else OWN], store=Path(scratch, "store"))
        with snapshots.open_newest(Path(scratch, "store")) as store:
            verdict = judge(dispatches, queries.events(store))
    if "--wrong" in words:
        print("\n".join(verdict.wrong))
    rows = [
        ("dispatches", len(dispatches)),
        ("mentions", verdict.mentions),
        ("found", verdict.found),
        ("CoNLL F1", round(verdict.conll, 3)),
        ("pairwise precision", round(verdict.precision, 3)),
        ("pairwise recall", round(verdict.recall, 3)),
    ]
    print(table(("clusters", ""), rows))


if __name__ == "__main__":
    main(sys.argv[1:])
