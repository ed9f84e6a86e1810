"""A deed is the same in whatever shape a sentence tells it: behind an aside, in a cleft, after "is expected to".

`shapes.txt` has deeds and shapes; each deed is told in each shape, and must have the type and the parties that it has
in the plain sentence. What is known to be missed stands in `MISSED`; whoever mends it takes it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.extract.article import extract
from kg.model import Article, Event
from kg.parse import load, parse

_LINES = Path(__file__).with_name("shapes.txt").read_text("utf-8").splitlines()
DEEDS = [[cell.strip() for cell in line.split("|")] for line in _LINES if "|" in line]
SYMMETRIC = {"CONSULT", "AGREE", "COOPERATE"}
MISSED = {
    "After trading accusations, Sudan and Chad kept silent.",
    "Having supplied rifles to Mali, Moscow returned to other matters.",
    "In Geneva Pakistani artillery shelled an Afghan village.",
    "It was Sudan and Chad that traded accusations.",
    "Kenya and Uganda decided to sign a treaty on the lake.",
    "On Monday Carter, who had long kept silent, entreated Pyongyang to free the teacher.",
    "On Monday Moscow, which had long kept silent, supplied rifles to Mali.",
    "Starmer is set to phone Tusk next week.",
    "Starmer phones Tusk",
    "Sudan and Chad decided to trade accusations.",
    "Sudan and Chad went further on Monday, trading accusations.",
}


def shapes() -> Iterator[tuple[str, frozenset[str]]]:
    """The shapes with the statuses that a deed may have in them."""
    statuses: frozenset[str] = frozenset()
    for line in _LINES:
        if line.startswith("told "):
            statuses = frozenset(re.findall(r"occurred|future|hypothetical", line))
        elif "{" in line and not line.startswith("#"):
            yield line, statuses


SHAPES = list(shapes())


def told_in(shape: str, deed: list[str]) -> str:
    """A deed in a shape."""
    who, past, part, base, ing, present, rest = deed
    several, who = who.endswith("+"), who.removesuffix("+").strip()
    words = {
        "S": who, "s": who, "past": past, "part": part, "base": base, "ing": ing, "present": present, "rest": rest,
        "WHO": "who" if who in ("Carter", "Starmer", "Modi") else "which",
        "HAVE": "have" if several else "has", "BE": "were" if several else "was", "IS": "are" if several else "is",
    }  # fmt: skip
    return shape.format(**words)


def parties(event: Event) -> tuple[str, frozenset[str], frozenset[str]]:
    """The type, and the labels of who acts and of those towards whom; of symmetric events all act."""
    actors = {p.entity.label for p in event.actors}
    recipients = {p.entity.label for p in event.recipients}
    if event.type in SYMMETRIC:
        return event.type, frozenset(actors | recipients), frozenset()
    return event.type, frozenset(actors), frozenset(recipients)


def read(texts: list[str]) -> list[list[Event]]:
    """The events of each text."""
    articles = (Article(id=str(i), text=text, published="2021-05-04") for i, text in enumerate(texts))
    return [[t.event for t in extract(parsed)] for parsed in parse(articles, load())]


@pytest.fixture(scope="module")
def plain() -> list[Event]:
    """The event of each deed in its plain sentence."""
    found = read([told_in("{S} {past} {rest}.", deed) for deed in DEEDS])
    assert all(found)
    return [events[0] for events in found]


@pytest.mark.parametrize(("shape", "statuses"), SHAPES)
def test_a_deed_is_the_same_in_every_shape(shape, statuses, plain):
    texts = [told_in(shape, deed) for deed in DEEDS]
    missed = {
        text
        for text, same, events in zip(texts, plain, read(texts), strict=True)
        if not any(parties(e) == parties(same) and e.status in statuses for e in events)
    }
    assert missed - MISSED == set()
    assert (MISSED & set(texts)) - missed == set()
