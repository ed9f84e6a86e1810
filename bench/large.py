"""A large graph: made-up events between real leaders, in made-up articles, as a store on disk.

``python -m bench.large DIR 1000000`` writes it and prints what that took. Processes of their own make the quads of ten
thousand events at a time; this one takes them in through the engine's bulk loader. Neither holds more than a few such
batches, whatever the size.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from datetime import date, timedelta
from functools import cache
from itertools import accumulate, chain, islice
from pathlib import Path
from typing import BinaryIO

import pyoxigraph as ox

from kg import pipeline
from kg.garbage import seldom_searched
from kg.identity.blocks import Blocks
from kg.identity.copies import sketch
from kg.identity.shelf import Place
from kg.model import Article, Claim, Entity, Event, Party, TimeSpan
from kg.namespaces import BASE
from kg.ontology import EventType, cameo, event_types, intensity
from kg.queries import publish
from kg.rdf import article_quads, event_quads
from kg.rdf.identity import place_quads, taken_in_quads
from kg.store import Store
from kg.world import World, world

_ACTORS = 3000
_PLACES = 1000
_TOPICS = 200
_FIRST_DAY = date(2015, 1, 1)
_DAYS = 3650
_CLAIMS_AN_ARTICLE = 10
# Events that are made, and their quads taken in, at a time.
_BATCH = 10_000
# Processes that make quads, and batches of theirs that wait to be taken in.
_MAKERS = 2
_WAITING = 6
# Events that the engine takes in at once, and then puts in order with those before.
_LOADED = 250_000


def build(path: Path, number: int, seed: int = 1) -> Path:
    """Write a store of so many events, each with one claim, ten to an article, and let readers see it.

    It is as a build leaves it, with each claim placed on its own, so that the next build with the same tables goes on
    from there.
    """
    pipeline.build([], store=path)  # the vocabulary and the world
    world()  # loaded here, so that the makers share it
    with (
        Store.open(path) as store,
        tempfile.TemporaryDirectory(dir=path.parent) as scratch,
        ProcessPoolExecutor(_MAKERS) as makers,
    ):
        batches = _batches(makers, Path(scratch), number, seed)
        while some := next(batches, None):
            store.load(chain([some], islice(batches, _LOADED // _BATCH - 1)))
        store.settle()
        publish(store)
    return path


def _batches(makers: Executor, scratch: Path, number: int, seed: int) -> Iterator[BinaryIO]:
    """The quads of all batches, a stream each, made while those before are read."""
    starts = iter(range(0, number, _BATCH))
    waiting: deque[Future[Path]] = deque()
    while True:
        for start in islice(starts, _WAITING - len(waiting)):
            waiting.append(makers.submit(_made, scratch, start, min(number, start + _BATCH), seed))
        if not waiting:
            return
        path = waiting.popleft().result()
        with path.open("rb") as stream:
            yield stream
        path.unlink()


def events(number: int, seed: int = 1) -> Iterator[Event]:
    """So many events of all types; the same for the same seed and tables."""
    for start in range(0, number, _BATCH):
        yield from _batch(start, min(number, start + _BATCH), seed)


def _batch(start: int, end: int, seed: int) -> Iterator[Event]:
    chance, known = random.Random(f"{seed}-{start}"), _known()
    for first in range(start, end, _CLAIMS_AN_ARTICLE):
        place = 0
        for position in range(first, min(end, first + _CLAIMS_AN_ARTICLE)):
            event = _event(position, place, known, chance)
            # A quote is a line of its article.
            place = event.claims[0].end + 1
            yield event


def _made(folder: Path, start: int, end: int, seed: int) -> Path:
    """Everything that a build would store of these events, as a file."""
    with seldom_searched():
        return _written(folder / f"{start}.nq", list(_batch(start, end, seed)))


def _written(target: Path, made: Sequence[Event]) -> Path:
    known = frozenset(world().entities)
    blocks, quads = Blocks(known), list[ox.Quad]()
    for first in range(0, len(made), _CLAIMS_AN_ARTICLE):
        told = made[first : first + _CLAIMS_AN_ARTICLE]
        claims = [event.claims[0] for event in told]
        text = "\n".join(claim.quote for claim in claims)
        article = Article(id=claims[0].article, text=text, title=f"Made-up news {first}", source="Bench Herald")
        quads.extend(article_quads(article, claims, "bench", known))
        quads.extend(taken_in_quads(article.id, sketch(text)))
        for event, claim in zip(told, claims, strict=True):
            quads.extend(place_quads(claim.id, Place(claim.id), blocks.stored(claim)))
            quads.extend(event_quads(event))
    ox.serialize(quads, str(target), ox.RdfFormat.N_QUADS)
    return target


class _Known:
    """Whom and what the events are made of: a few are in the news all the time, most hardly ever."""

    def __init__(self, of: World) -> None:
        every = sorted(of.entities.values(), key=lambda e: e.id)
        self.people = _Skewed([e for e in every if e.kind == "person" and of.offices.terms(of.key(e))][:_ACTORS])
        self.places = _Skewed([e for e in every if e.kind == "place" and e.lat is not None][:_PLACES])
        self.topics = _Skewed([e for e in every if e.kind == "topic"][:_TOPICS])
        self.kinds: list[EventType] = list(event_types().values())


class _Skewed:
    """Things of which the one at place n is drawn as often as 1/n."""

    def __init__(self, every: Sequence[Entity]) -> None:
        self._every = every
        self._weights = list(accumulate(1 / (place + 1) for place in range(len(every))))

    def draw(self, chance: random.Random) -> Entity:
        return chance.choices(self._every, cum_weights=self._weights)[0]


@cache
def _known() -> _Known:
    return _Known(world())


def _event(number: int, place: int, known: _Known, chance: random.Random) -> Event:
    kind, first, second = chance.choice(known.kinds), known.people.draw(chance), known.people.draw(chance)
    mode = chance.choice([None, *kind.modes])
    time_ = TimeSpan.on(_FIRST_DAY + timedelta(days=chance.randrange(_DAYS)))
    quote = f"{first.label} and {second.label}: {kind.name.lower()} number {number}."
    shared = {
        "type": kind.name,
        "mode": mode,
        "status": chance.choice(["occurred", "occurred", "occurred", "future", "negated"]),
        "actors": (Party(entity=first),),
        "recipients": (Party(entity=second),) if first != second else (),
        "time": time_,
        "place": known.places.draw(chance) if chance.random() < 0.6 else None,
        "topics": (known.topics.draw(chance),),
        "confidence": round(chance.uniform(0.3, 0.99), 2),
    }
    claim = Claim(
        id=f"{BASE}claim/b{number}", article=f"bench-{number // _CLAIMS_AN_ARTICLE}", quote=quote, start=place,
        end=place + len(quote), rule="made up", **shared,
    )  # fmt: skip
    return Event(
        id=f"{BASE}event/b{number}", intensity=intensity(kind.name, mode), quad=kind.quad,
        cameo=cameo(kind.name, mode), claims=(claim,), **shared,
    )  # fmt: skip


def main() -> None:
    """Build what is asked for, and say what it took."""
    path, number = Path(sys.argv[1]), int(sys.argv[2])
    began = time.perf_counter()
    build(path, number)
    own, makers = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds, used = time.perf_counter() - began, sum(u.ru_utime + u.ru_stime for u in (own, makers))
    with Store.open(path, read_only=True) as store:
        counts = store.counts()
    size = sum(each.stat().st_size for each in (path / "oxigraph").iterdir())
    print(f"{counts['events']:,} events, {counts['quads']:,} quads, {size / 2**30:.1f} GiB on disk")
    print(f"{seconds:.0f} s, {used:.0f} s of processor; {own.ru_maxrss / 2**10:,.0f} MiB, a maker"
          f" {makers.ru_maxrss / 2**10:,.0f} MiB at most")  # fmt: skip


if __name__ == "__main__":
    main()
