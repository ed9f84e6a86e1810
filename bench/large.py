"""A large graph: made-up events between real leaders, in made-up articles, as a store on disk."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pyoxigraph as ox

from kg import pipeline
from kg.identity.blocks import Blocks
from kg.identity.copies import sketch
from kg.identity.shelf import Place
from kg.model import Article, Claim, Entity, Event, Party, TimeSpan
from kg.namespaces import BASE
from kg.ontology import EventType, cameo, event_types, intensity
from kg.rdf.identity import place_quads, taken_in_quads, waiting_quads
from kg.store import Store, snapshots
from kg.world import World, world

_ACTORS = 400
_PLACES = 200
_TOPICS = 40
_FIRST_DAY = date(2015, 1, 1)
_DAYS = 3650
_CLAIMS_AN_ARTICLE = 10


def build(path: Path, number: int, seed: int = 1) -> Path:
    """Write a store of so many events, each with one claim, ten to an article, and let readers see it.

    It is as a build leaves it, with each claim placed on its own, so that the next build with the same tables goes on
    from there.
    """
    pipeline.build([], store=path)  # the vocabulary and the world
    with Store.open(path) as store:
        made = list(events(number, seed))
        blocks = Blocks(store.world_ids())
        placed: set[ox.Quad] = set()
        waiting: set[ox.Quad] = set()
        for first in range(0, number, _CLAIMS_AN_ARTICLE):
            claims = [event.claims[0] for event in made[first : first + _CLAIMS_AN_ARTICLE]]
            text = "\n".join(claim.quote for claim in claims)
            article = Article(id=claims[0].article, text=text, title=f"Made-up news {first}", source="Bench Herald")
            store.put_article(article, claims, "bench")
            placed.update(taken_in_quads(article.id, sketch(text)))
            for claim in claims:
                placed.update(place_quads(claim.id, Place(claim.id), blocks.stored(claim)))
            waiting.update(waiting_quads(article.id))
        store.put_events(made)
        store.exchange(waiting, ())
        store.exchange((), placed)
        snapshots.publish(store)
    return path


def events(number: int, seed: int = 1) -> Iterator[Event]:
    """So many events of all types; the same for the same seed and tables."""
    chance = random.Random(seed)
    known = _Known(world())
    kinds = list(event_types().values())
    # A few are in the news all the time, most hardly ever.
    weights = [1 / (rank + 1) for rank in range(_ACTORS)]
    for position in range(number):
        kind = chance.choice(kinds)
        first, second = chance.choices(known.people, weights, k=2)
        yield _event(position, kind, first, second, known, chance)


class _Known:
    """Whom and what the events are made of."""

    def __init__(self, of: World) -> None:
        every = sorted(of.entities.values(), key=lambda e: e.id)
        self.people = [e for e in every if e.kind == "person" and len(of.offices.terms(of.key(e))) > 1][:_ACTORS]
        self.places = [e for e in every if e.kind == "place" and e.lat is not None][:_PLACES]
        self.topics = [e for e in every if e.kind == "topic"][:_TOPICS]


def _event(number: int, kind: EventType, first: Entity, second: Entity, known: _Known, chance: random.Random) -> Event:
    mode = chance.choice([None, *kind.modes])
    time = TimeSpan.on(_FIRST_DAY + timedelta(days=chance.randrange(_DAYS)))
    quote = f"{first.label} and {second.label}: {kind.name.lower()} number {number}."
    start = 0
    shared = {
        "type": kind.name,
        "mode": mode,
        "status": chance.choice(["occurred", "occurred", "occurred", "future", "negated"]),
        "actors": (Party(entity=first),),
        "recipients": (Party(entity=second),) if first != second else (),
        "time": time,
        "place": chance.choice(known.places) if chance.random() < 0.6 else None,
        "topics": (chance.choice(known.topics),),
        "confidence": round(chance.uniform(0.3, 0.99), 2),
    }
    claim = Claim(
        id=f"{BASE}claim/b{number}", article=f"bench-{number // _CLAIMS_AN_ARTICLE}", quote=quote, start=start,
        end=start + len(quote), rule="made up", **shared,
    )  # fmt: skip
    return Event(
        id=f"{BASE}event/b{number}", intensity=intensity(kind.name, mode), quad=kind.quad,
        cameo=cameo(kind.name, mode), claims=(claim,), **shared,
    )  # fmt: skip


if __name__ == "__main__":
    build(Path(sys.argv[1]), int(sys.argv[2]))
