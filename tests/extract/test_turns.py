"""Turns of phrase of the news tell the same of whoever stands in them: leaders and states of any region.

A line of `turns.txt` is the type that it tells, who acts and towards whom, and the phrase: A and B are people, S, T and
U states, SA the adjective of S and SC its capital. A type of ``-`` stands for none; several events of one phrase are
parted by semicolons. What begins with ``?`` is known to be missed, for some names at least; whoever mends it takes the
sign away.
"""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from kg.extract.article import extract
from kg.model import Article
from kg.parse import load, parse

LEADERS = {
    "Yoweri Museveni": "UGA", "Moon Jae-in": "KOR", "Mette Frederiksen": "DNK", "Luis Lacalle Pou": "URY",
    "Abdelmadjid Tebboune": "DZA", "Nguyễn Xuân Phúc": "VNM", "Jacinda Ardern": "NZL", "Nikol Pashinyan": "ARM",
    "Sheikh Hasina": "BGD", "Macky Sall": "SEN", "Iván Duque": "COL", "Andrzej Duda": "POL",
}  # fmt: skip
STATES = {
    "Kenya": ("Kenyan", "Nairobi", "KEN"), "Peru": ("Peruvian", "Lima", "PER"), "Norway": ("Norwegian", "Oslo", "NOR"),
    "Myanmar": ("Burmese", "Naypyidaw", "MMR"), "Chad": ("Chadian", "N'Djamena", "TCD"),
    "Uzbekistan": ("Uzbek", "Tashkent", "UZB"), "Fiji": ("Fijian", "Suva", "FJI"), "Iraq": ("Iraqi", "Baghdad", "IRQ"),
    "Portugal": ("Portuguese", "Lisbon", "PRT"), "Honduras": ("Honduran", "Tegucigalpa", "HND"),
    "Mongolia": ("Mongolian", "Ulaanbaatar", "MNG"), "Angola": ("Angolan", "Luanda", "AGO"),
}  # fmt: skip
DRAWS = 3
SYMMETRIC = {"CONSULT", "AGREE", "COOPERATE"}
_LINES = Path(__file__).with_name("turns.txt").read_text("utf-8").splitlines()
TURNS = [line for line in _LINES if line and not line.startswith("#")]
MISSED = pytest.mark.xfail(strict=True, reason="known to be missed")


def drawn(phrase: str, chance: random.Random, sides: str = "") -> tuple[str, dict[str, str]]:
    """The phrase with names in it, and the country of each letter; where no A takes part, it begins with an article."""
    states, leaders = chance.sample(sorted(STATES), 3), chance.sample(sorted(LEADERS), 2)
    words, countries = {}, {}
    for letter, state in zip("STU", states, strict=True):
        words[letter], (words[f"{letter}A"], words[f"{letter}C"], countries[letter]) = state, STATES[state]
    for letter, leader in zip("AB", leaders, strict=True):
        words[letter], countries[letter] = leader, LEADERS[leader]
    taking_part = {letter for each in sides.split("; ") for letter in "".join(each.split()[1:])}
    if sides and phrase.startswith("A ") and "A" not in taking_part:
        phrase = f"a {phrase[2:]}"
    text = re.sub(r"\b[STU][AC]?\b|\b[AB]\b", lambda found: words[found.group()], phrase)
    return re.sub(r"\ba (?=[AEIOU])", "an ", text[0].upper() + text[1:]), countries


@pytest.fixture(scope="module")
def told() -> dict[str, list]:
    """The events of every drawn sentence, parsed together."""
    found = []
    for turn in TURNS:
        sides, phrase = turn.removeprefix("? ").split(": ", 1)
        chance = random.Random(phrase)  # so that no line changes the names of another
        for _ in range(DRAWS):
            text, countries = drawn(phrase, chance, sides)
            found.append((turn, sides, text, countries))
    articles = [Article(id=str(i), text=text, published="2021-05-04") for i, (_, _, text, _) in enumerate(found)]
    out: dict[str, list] = {turn: [] for turn in TURNS}
    for (turn, sides, text, countries), parsed in zip(found, parse(articles, load()), strict=True):
        out[turn].append((sides, text, countries, [t.event for t in extract(parsed)]))
    return out


@pytest.mark.parametrize("turn", [pytest.param(t, marks=MISSED if t.startswith("?") else ()) for t in TURNS])
def test_a_turn_of_phrase_tells_its_event_of_anybody(told, turn):
    for sides, text, countries, events in told[turn]:
        if sides == "-":
            assert not events, text
            continue
        for each in sides.split("; "):
            types, *letters = each.split()
            actors, _, recipients = "".join(letters).partition(">")
            found = (e.type in types.split("|") and _who(e, actors, recipients, countries) for e in events)
            assert any(found), f"{each}: {text}"


def _who(event, actors: str, recipients: str, countries: dict[str, str]) -> bool:
    both = [*event.actors, *event.recipients]
    first, second = (both, both) if event.type in SYMMETRIC else (event.actors, event.recipients)
    return all(
        any(p.entity.country == countries[letter] for p in side)
        for letters, side in ((actors, first), (recipients, second))
        for letter in letters
    )
