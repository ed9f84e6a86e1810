"""Whose number is asked for: "who met the most leaders", "which country attacked more than two others"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.questions.amounts import Amount, amount
from kg.questions.kinds import Kind, Office, longest, offices_of
from kg.questions.vocabulary import Vocabulary
from kg.world import World

_MANY = re.compile(
    r"\b(?:the )?(?:most|fewest|(?:largest|highest|greatest) number of|"
    r"(?:more than|over|at least|less than|fewer than|exactly|no more than|at most|only) \w+)\b"
    r"(?: different| other)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """Of which kind they are who are counted, and how many there must be."""

    kind: Kind
    amount: Amount


def measure(text: str, vocabulary: Vocabulary, world: World) -> tuple[str, Measure | None]:
    """A question with "whom" in the place of those who are counted, and who they are."""
    for match in _MANY.finditer(text):
        following = re.findall(r"[\w'-]+", text[match.end() :])[:5]
        length, noun, source = longest([w.lower() for w in following], vocabulary, world)
        if not length or source == "columns" or not following[length - 1].lower().endswith(("s", "people", "men")):
            continue
        if source == "kinds":
            kind = Kind(words=" ".join(following[:length]), entities=vocabulary.kinds[noun])
        else:
            offices = vocabulary.offices.get(noun, ())
            known = offices_of(noun, world) if source == "titles" else tuple(Office(name) for name in offices)
            kind = Kind(words=" ".join(following[:length]), entities=("person",), offices=known, titles=(noun,))
        noun_phrase = re.compile(r"\W*" + r"\W+".join(map(re.escape, following[:length])))
        end = found.end() if (found := noun_phrase.match(text, match.end())) else match.end()
        counted = amount(match.group() + " things", [])
        return text[: match.start()] + "whom" + text[end:], Measure(kind=kind, amount=counted)
    return text, None
