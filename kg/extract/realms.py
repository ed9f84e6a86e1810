"""Sentences of play and fiction: nobody attacks anybody in a semi-final or in the second act."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from kg.errors import TableError
from kg.resources import folder
from kg.world import tables

REALMS = ("sport", "fiction")


class _Patterns(NamedTuple):
    """The patterns of `realms.csv`, each with its realm, and the same in few.

    Those that begin at a word are looked for together, which takes a third of the time.
    """

    each: tuple[tuple[str, re.Pattern[str]], ...]
    together: tuple[re.Pattern[str], ...]


def told_of(sentence: str) -> str | None:
    """The realm that a sentence is told of, by the patterns of `realms.csv`; None for the real world."""
    patterns = _patterns()
    if not any(pattern.search(sentence) for pattern in patterns.together):
        return None
    return next(realm for realm, pattern in patterns.each if pattern.search(sentence))


@functools.cache
def _patterns() -> _Patterns:
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
    at_a_word = [pattern.pattern for _, pattern in out if pattern.pattern.startswith(r"\b")]
    together = [re.compile("|".join(at_a_word))] if at_a_word else []
    others = [pattern for _, pattern in out if not pattern.pattern.startswith(r"\b")]
    return _Patterns(tuple(out), (*together, *others))
