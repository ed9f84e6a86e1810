"""A made-up archive of news: what its articles claim, without a text that must be read for it.

Run as a program it stores so many articles, consolidates them, and prints what that took as JSON:
``python -m bench.archive NUMBER FOLDER``.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import count, islice
from pathlib import Path

import pyoxigraph as ox

from bench.figure import Figure
from bench.measure import ROOT
from kg.consolidation import consolidate
from kg.model import Article, Claim, Entity, Party, TimeSpan
from kg.namespaces import BASE, entity_iri
from kg.ontology import event_types
from kg.rdf import article_quads
from kg.rdf.identity import waiting_quads
from kg.store import Store

_FIRST = date(2015, 1, 1)
_A_DAY = 20
_STATES, _PEOPLE = 150, 3
_EVENTS_A_DAY = 8
_TYPES = ("CONSULT", "CONSULT", "CONSULT", "ASSAULT", "ASSAULT", "ACCUSE", "AGREE", "SANCTION", "REQUEST", "SUPPORT")
_WORDS = "talks border gas fleet pact grain envoy aid summit army treaty strait quota visa port cable dam vote".split()
_SINGLY = 100
_SIZES = (1_000, 10_000)


def world() -> tuple[list[Entity], list[list[Entity]]]:
    """States, and a few leaders of each."""
    states = [
        Entity(id=entity_iri("state", f"S{i}"), kind="state", label=f"S{i}", country=f"S{i}") for i in range(_STATES)
    ]
    leaders = [
        [
            Entity(
                id=entity_iri("person", f"P{n}-{s.label}"), kind="person", label=f"P{n}-{s.label}", country=s.country
            )
            for n in range(_PEOPLE)
        ]
        for s in states
    ]
    return states, leaders


def archive(seed: int = 1) -> Iterator[tuple[Article, list[Claim]]]:
    """Articles without end, twenty a day, each with two claims; the same for the same seed.

    Eight events a day, between states and leaders of whom a few are in the news far more than the others. Of the
    claims, most are of the last three days and told to the day; some name states for their leaders, some tell a month,
    some no time, some plan. One article in ten is a copy of an earlier one.
    """
    chance = random.Random(seed)
    states, leaders = world()
    weights = [1 / (i + 1) for i in range(_STATES)]
    days: list[list[Claim]] = []
    recent: list[tuple[Article, list[Claim]]] = []
    for number in count():
        today = _FIRST + timedelta(days=number // _A_DAY)
        while len(days) <= number // _A_DAY:
            days.append(
                [
                    _event(chance, states, leaders, weights, _FIRST + timedelta(days=len(days)))
                    for _ in range(_EVENTS_A_DAY)
                ]
            )
        name, published = f"a{number}", (today + timedelta(days=1)).isoformat()
        if recent and chance.random() < 0.1:
            first, said = chance.choice(recent)
            article = Article(id=name, text=first.text, published=published, source=f"Outlet {number % 50}")
            claims = [_as_told(c, article, n) for n, c in enumerate(said)]
        else:
            text = " ".join(chance.choice(_WORDS) + str(chance.randrange(300)) for _ in range(60))
            article = Article(id=name, text=text, published=published, source=f"Outlet {number % 50}")
            told = [chance.choice(chance.choice(days[-3:])) for _ in range(2)]
            claims = [_as_told(_worded(chance, c, states), article, n) for n, c in enumerate(told)]
        recent = [*recent[-100:], (article, claims)]
        yield article, claims


def _event(
    chance: random.Random, states: list[Entity], leaders: list[list[Entity]], weights: list[float], day: date
) -> Claim:
    kind = event_types()[chance.choice(_TYPES)]
    one, other = chance.choices(range(len(states)), weights, k=2)
    other = (other + 1) % len(states) if other == one else other
    by, to = (chance.choice(leaders[i]) if kind.symmetric else states[i] for i in (one, other))
    modes = [None, *kind.modes]
    return Claim(
        id="", article="", type=kind.name, mode=chance.choice(modes), status="occurred",
        actors=(Party(entity=by), Party(entity=to)) if kind.symmetric else (Party(entity=by),),
        recipients=() if kind.symmetric else (Party(entity=to),), time=TimeSpan.on(day),
        quote="", start=0, end=0, confidence=0.8, rule="made up",
    )  # fmt: skip


def _worded(chance: random.Random, event: Claim, states: list[Entity]) -> Claim:
    """An event as one article has it."""
    words = " ".join(chance.choice(_WORDS) for _ in range(12))
    quote = f"{event.actors[0].entity.label} {words} on {event.time}."
    how = chance.random()
    assert event.time
    if how < 0.05:
        return replace(event, time=None, quote=words)
    if how < 0.1:
        return replace(event, time=TimeSpan.on(event.time.start[:7]), quote=quote)
    if how < 0.15:
        return replace(event, status="future", quote=quote)
    if how < 0.3:
        folded = tuple(Party(entity=states[int(p.entity.country[1:])]) for p in event.actors if p.entity.country)
        return replace(event, actors=folded, quote=quote)
    return replace(event, quote=quote)


def _as_told(claim: Claim, article: Article, number: int) -> Claim:
    return replace(
        claim, id=f"{BASE}claim/{article.id}-{number}", article=article.id, start=number, end=number + len(claim.quote),
        published=article.published, source=article.source,
    )  # fmt: skip


class _Watched(Store):
    """A store that notes, after each step of consolidation, what it took so far and what the process holds."""

    def __init__(self, path: Path, engine: ox.Store, *, read_only: bool) -> None:
        super().__init__(path, engine, read_only=read_only)
        self.writing = 0.0
        self.steps: list[tuple[float, float]] = []

    def exchange_many(self, gone: Collection[ox.Quad], come: Collection[ox.Quad]) -> None:
        began = time.thread_time()
        super().exchange_many(gone, come)
        self.writing += time.thread_time() - began
        self.steps.append((time.thread_time(), _held()))


def measure(number: int, folder: Path) -> dict[str, float]:
    """Store so many articles and consolidate them; then a few more, one at a time. Seconds, and MiB at the most."""
    articles = archive()
    states, leaders = world()
    stored = 0
    with _Watched.open(folder, create=True) as store:
        # Of each state one leader is in no table, and is described by the articles.
        entities = [*states, *(leader for of_state in leaders for leader in of_state[:-1])]
        store.put_world(entities, ())
        known = {entity.id for entity in entities}
        while True:
            # The first lot by the quick way in; what is measured comes after.
            lot = list(islice(articles, min(1000, number - stored)))
            if not lot:
                break
            stored += len(lot)
            quads = {q for a, c in lot for q in (*article_quads(a, c, "one", known), *waiting_quads(a.id))}
            store.engine.bulk_extend(quads)
        before = _memory()
        began, everything = time.thread_time(), time.process_time()
        consolidate(store)
        together, everything = time.thread_time() - began, time.process_time() - everything
        peak, writing = _memory(), store.writing
        quarters = dict(_quarters(began, store.steps, number))
        singly = 0.0
        for article, claims in islice(articles, _SINGLY):
            store.put_article(article, claims, "one")
            one = time.thread_time()
            consolidate(store)
            singly += time.thread_time() - one
        events = store.counts()["events"]
    return {
        "articles": number,
        "events": events,
        "together": together / number,
        # With the engine's own threads, which put its files in order, also those of storing the articles.
        "processor": everything / number,
        "writing": writing / number,
        "singly": singly / _SINGLY,
        "stored": before,
        "peak": peak,
        **quarters,
    }


def _quarters(began: float, steps: Sequence[tuple[float, float]], number: int) -> Iterator[tuple[str, float]]:
    """What each quarter of the consolidation took for an article, and what is held at its end: does either grow?"""
    for n in (1, 2, 3, 4) if len(steps) >= 4 else ():
        until, held = steps[len(steps) * n // 4 - 1]
        yield f"quarter {n}, for each", (until - began) / (number / 4)
        yield f"quarter {n}, held", held
        began = until


def identity(scratch: Path) -> Iterator[Figure]:
    """What consolidating takes, each size in a process of its own."""
    for number in _SIZES:
        command = [sys.executable, "-m", "bench.archive", str(number), scratch / f"archive-{number}"]
        done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
        found = json.loads(done.stdout)
        yield Figure(f"{number:,} articles: events", found["events"], "")
        yield Figure(f"{number:,} articles: for each", 1000 * found["together"], "ms")
        yield Figure(f"{number:,} articles: one more", 1000 * found["singly"], "ms")
        yield Figure(f"{number:,} articles: memory", found["peak"], "MiB")


def _held() -> float:
    """What this process holds, in MiB; nothing where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return 0.0
    return pages * resource.getpagesize() / 2**20


def _memory() -> float:
    """The most that this process has held, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]), Path(sys.argv[2]))))
