"""Sentences of play and fiction: nobody attacks anybody in a semi-final or in the second act."""

from __future__ import annotations

import functools
import re

from kg.errors import TableError
from kg.resources import folder
from kg.world import tables

REALMS = ("sport", "fiction")


def told_of(sentence: str) -> str | None:
    """The realm that a sentence is told of, by the patterns of `realms.csv`; None for the real world."""
    return next((realm for realm, pattern in _patterns() if pattern.search(sentence)), None)


@functools.cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    out = []
    for row in tables.read(folder("seeds") / "lexicon" / "realms.csv", ("realm", "pattern", "example")):
        realm = row.one_of("realm", REALMS)
        try:
            pattern = re.compile(row["pattern"])
        except re.error as error:
            raise row.wrong(f"the pattern is no regular expression: {error}", "correct it") from None
        if not pattern.search(row["example"]):
            raise TableError(
                "the example does not fit its pattern", where=f"{row.name}:{row.line}", remedy="correct either"
            )
        out.append((realm, pattern))
    return tuple(out)
