"""How long the tables of the world take to read, what they weigh, and how quickly text is linked with them.

Finding is looking for every name in a text; linking is deciding who is meant by each name of a parsed article.
"""

from __future__ import annotations

import csv
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from bench.corpus import dispatches
from bench.figure import Figure
from bench.measure import command, in_turns, peak_memory
from kg.extract.mentions import introduce, mentions
from kg.parse import Parsed, load, parse
from kg.resources import folder
from kg.world import World
from kg.world.columns import FILES
from kg.world.layers import laid

T = TypeVar("T")

_STARTS = 5
_ROUNDS = 5
_TIMES = 10
_TEXT = 2_000_000
_IMPORT = "import kg.world"
_LOAD = "from pathlib import Path; from kg.world import load; load([Path(p) for p in {layers!r}])"
# Two letters that begin no other syllable of a name in use, so that each copy's names are its own.
_MARKS = "Zx Zq Zk Zv Zj Zg Zd Zb Zp".split()


def world(scratch: Path) -> Iterator[Figure]:
    """The tables that ship, and ten times the people, bodies, topics and terms, nine of them made up."""
    large = enlarged(scratch / "large")
    both = {"tables": [], "tables x 10": [str(large)]}
    code = {name: _LOAD.format(layers=layers) for name, layers in both.items()}
    took = in_turns({name: command("-c", c) for name, c in {"": _IMPORT, **code}.items()}, _STARTS)
    empty = peak_memory("-c", _IMPORT)
    articles = dispatches()
    parsed = list(parse(articles, load()))
    text = "\n".join(article.text for article in articles)
    size = len(text.encode())
    text *= -(-_TEXT // len(text))
    for name, layers in both.items():
        known = World(folder("seeds") / "world", [Path(layer) for layer in layers])
        yield Figure(f"{name}: entities", len(known.entities), "")
        yield Figure(f"{name}: loading", took[name] - took[""], "s")
        yield Figure(f"{name}: memory for it", peak_memory("-c", code[name]) - empty, "MiB")
        yield Figure(
            f"{name}: finding names", len(text.encode()) / 1e6 / _seconds(_find, known, text), "MB/s of processor"
        )
        yield Figure(f"{name}: linking", size / 1e6 / _seconds(_link, known, parsed), "MB/s of processor")


def _seconds(do: Callable[[World, T], object], known: World, given: T) -> float:
    times = []
    for _ in range(_ROUNDS):
        began = time.process_time()
        do(known, given)
        times.append(time.process_time() - began)
    return statistics.median(times)


def _find(known: World, text: str) -> None:
    for _ in known.names.find(text):
        pass


def _link(known: World, parsed: list[Parsed]) -> None:
    for article in parsed:
        docs = [passage.doc for passage in article.passages]
        for doc in docs:
            # What an earlier round has found; the text is the parser's.
            doc.user_data = {key: value for key, value in doc.user_data.items() if key == "text"}
        cast = introduce(docs, known, article.article.day)
        for doc in docs:
            mentions(doc, known, cast)


def enlarged(layer: Path) -> Path:
    """A layer with the rows of the tables nine times more, under other names and ids."""
    layer.mkdir()
    for table in ("people", "organisations", "topics", "terms"):
        columns = FILES[table][1]
        with (layer / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(columns)
            for row in laid(folder("seeds") / "world", table, ()):
                for mark in _MARKS[: _TIMES - 1]:
                    writer.writerow([_changed(column, row[column], mark) for column in columns])
    return layer


def _changed(column: str, value: str, mark: str) -> str:
    if column in ("id", "person"):
        return value + mark
    if column in ("label", "names", "surname", "adjectives"):
        # The first words stay, as many people share a first name.
        return "|".join(f"{name}{mark.lower()}" for name in value.split("|")) if value else ""
    return "" if column == "wikidata" else value
