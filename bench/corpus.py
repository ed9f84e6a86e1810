"""What is measured on: the project's own articles, made-up events, questions and queries."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from kg.model import Article, Claim, Entity, Event, Party, TimeSpan
from kg.namespaces import BASE, EVENTS_GRAPH, PREFIXES, entity_iri
from kg.ontology import cameo, event_types, intensity
from kg.readers import Rejected, read
from kg.resources import folder

QUESTIONS = (
    "Who called whom in 2022?",
    "Which leaders discussed Nagorno-Karabakh?",
    "Who met Erdogan?",
    "How many times did Putin and Pashinyan meet?",
    "Did Aliyev and Pashinyan meet in Washington?",
    "When did Obama visit Cuba?",
    "Where did Pashinyan meet Aliyev in 2022?",
    "Who attacked Ukraine?",
)
PROLOGUE = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
# Named graphs outright: the fewer graphs an engine looks through, the less its dataset counts.
_EVENTS = f"GRAPH <{EVENTS_GRAPH}>"
QUERIES = {
    "one pattern, 100 rows": f"SELECT ?e ?day {{ {_EVENTS} {{ ?e kg:start ?day }} }} LIMIT 100",
    "calls, joined": f"SELECT ?e ?who ?day {{ {_EVENTS} {{ ?e a plover:CONSULT ; kg:mode 'phone' ; kg:actor ?who ;"
    " kg:start ?day } } LIMIT 1000",
    "counted by type": f"SELECT ?t (COUNT(?e) AS ?n) {{ {_EVENTS} {{ ?e kg:eventType ?t }} }} GROUP BY ?t",
}
_TESTS = Path(__file__).parents[1] / "tests"
_ACTORS = 400
_FIRST_DAY = date(2020, 1, 1)
_DAYS = 1500


def dispatches() -> list[Article]:
    """The articles of `seeds/articles`."""
    return [found for found in read([folder("seeds") / "articles"]) if not isinstance(found, Rejected)]


def every_text(path: Path) -> list[str]:
    """Write all articles of the project, each once: the dispatches, and those that are annotated; their texts."""
    annotated = [_TESTS / name / "articles.jsonl" for name in ("gold-more", "gold-aside")]
    articles = [*dispatches(), *(found for found in read(annotated) if not isinstance(found, Rejected))]
    records = ({"id": a.id, "text": a.text, "published": a.published} for a in articles)
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), "utf-8")
    return [article.text for article in articles]


def few(path: Path, number: int, mark: str) -> None:
    """Write some of the dispatches under ids of their own, which a mark tells from those of other calls."""
    records = ({"id": f"{a.id}-{mark}", "text": a.text, "published": a.published} for a in dispatches()[:number])
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), "utf-8")


def each_event(number: int, actors: int = _ACTORS, seed: int = 1) -> Iterator[Event]:
    """So many events of all types between some people, one by one; the same for the same seed."""
    chance = random.Random(seed)
    people = [
        Entity(
            id=entity_iri("person", f"P{i}"), kind="person", label=f"Person {i}", country="FRE", aliases=(f"P. {i}",)
        )
        for i in range(actors)
    ]
    topics = [Entity(id=entity_iri("topic", f"T{i}"), kind="topic", label=f"Topic {i}") for i in range(20)]
    return (_event(i, chance, people, topics) for i in range(number))


def _event(number: int, chance: random.Random, actors: list[Entity], topics: list[Entity]) -> Event:
    kind = chance.choice(list(event_types().values()))
    mode = chance.choice([None, *kind.modes])
    first, second = chance.sample(actors, 2)
    time = TimeSpan.on(_FIRST_DAY + timedelta(days=chance.randrange(_DAYS)))
    about = (chance.choice(topics),)
    claim = Claim(
        id=f"{BASE}claim/{number}", article=f"a{number}", type=kind.name, mode=mode, status="occurred",
        actors=(Party(entity=first),), recipients=(Party(entity=second),), time=time, topics=about,
        quote=f"Sentence {number}.", start=0, end=12, confidence=0.8, rule="made up",
    )  # fmt: skip
    return Event(
        id=f"{BASE}event/{number}", type=kind.name, mode=mode, status="occurred", actors=claim.actors,
        recipients=claim.recipients, time=time, topics=about, confidence=0.8, intensity=intensity(kind.name, mode),
        quad=kind.quad, cameo=cameo(kind.name, mode), claims=(claim,),
    )  # fmt: skip
