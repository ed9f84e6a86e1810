"""The engine's own parser as judge of whether a word in a query is a keyword.

The engine shows nobody its parse tree. But where a word stands within a string, an IRI, a comment, a variable or a
name, another of the same length does just as well, and where it is a keyword, none does: the grammar has no other word
in its place. So the query is parsed once more with a made-up word for each ``service``, over an empty graph, where
nothing can be found or reached. What is still well-formed then has no such keyword in the engine's tree.

The made-up word is drawn anew each time, so that no query can be written with it in mind.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping

import pyoxigraph as ox

# No keyword of the grammar is without a vowel.
_CONSONANTS = "bcdfghjklmnpqrstvwxz"


def judge_query(sparql: str, prefixes: Mapping[str, str]) -> None:
    """Let a query pass in which no ``SERVICE`` is a keyword.

    Raises
    ------
    SyntaxError
        If it is malformed, or one is; as if the keyword were none that the engine knows.
    """
    disguised, words = _disguised(sparql, "service")
    if words:
        with _Translated(words):
            ox.Store().query(disguised, prefixes=dict(prefixes))


def judge_update(sparql: str, prefixes: Mapping[str, str], base: str | None) -> None:
    """Let an update pass in which no ``SERVICE`` and no ``LOAD`` is a keyword; errors as above.

    What it inserts is for a moment in memory twice, if it has one of these words.
    """
    disguised, words = _disguised(sparql, "service", "load")
    if words:
        with _Translated(words):
            ox.Store().update(disguised, prefixes=dict(prefixes), base_iri=base)


def _disguised(sparql: str, *keywords: str) -> tuple[str, dict[str, str]]:
    """The text with other words for these, and for which each stands; none if it has none of them."""
    words: dict[str, str] = {}
    for keyword in keywords:
        if keyword not in sparql.lower():
            continue
        word = "".join(secrets.choice(_CONSONANTS) for _ in keyword)
        words[word] = keyword
        sparql = re.sub(keyword, word, sparql, flags=re.IGNORECASE | re.ASCII)
    return sparql, words


class _Translated:
    """What the engine says of a disguised text, said of the text itself."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self._words = words

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, SyntaxError):
            told = str(error)
            for word, keyword in self._words.items():
                told = told.replace(word, keyword.upper())
            raise SyntaxError(told) from error
