"""A question of several parts, as questions of one: "who met X and called Y", "who met X but not Y", "without Z"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.extract.lexicon import Lexicon
from kg.questions.errors import NotUnderstood
from kg.world import Name
from kg.world.names import Trie

_WITHOUT = re.compile(
    r",? (?:without|excluding|except(?: for)?|in the absence of|not counting) (?P<who>.+?)"
    r"(?=(?: being)? (?:present|there)\b|,| (?:in|on|at|since|before|after|during|between|by) |\Z)"
    r"(?:(?: being)? (?:present|there)\b)?",
    re.IGNORECASE,
)
_APART = re.compile(r"(?:\A|,? )(?:apart from|aside from|besides|other than) (?:the )?", re.IGNORECASE)
_BUT_NOT = re.compile(r",? (?:but|and) (?:also )?not (?:with |to |in |by )?(?P<what>.+?)\Z", re.IGNORECASE)
_JOINS = frozenset(("and", "or"))
_AUXILIARIES = frozenset("did do does has have had will was were is are".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Clauses:
    """The parts of a question.

    Parameters
    ----------
    first : str
        A question of its own.
    also, either, but_not : str
        Questions that must hold too, may hold instead, or must not hold; empty for none.
    without : str
        Who must not take part in the events themselves.
    apart_from : str
        Who is known already, and not to be named again.
    """

    first: str
    also: str = ""
    either: str = ""
    but_not: str = ""
    without: str = ""
    apart_from: str = ""


def clauses(text: str, names: Trie[Name]) -> Clauses:
    """Cut off what a question rules out.

    Raises
    ------
    NotUnderstood
        Nobody is named whom "but not" could stand beside.
    """
    match = _APART.search(text)
    if match:
        end = _names_end(text, match.end(), names)
        rest = f"{text[: match.start()]} {text[end:].lstrip(' ,')}".strip()
        return Clauses(first=rest, apart_from=text[match.end() : end])
    match = _WITHOUT.search(text)
    if match:
        return Clauses(first=text[: match.start()] + text[match.end() :], without=match["who"])
    match = _BUT_NOT.search(text)
    if not match:
        return Clauses(first=text)
    first = text[: match.start()]
    named = [(m.start, m.end) for m in names.find(first)]
    if not named:
        raise NotUnderstood(match.group().strip(" ,"), "beside whom or what this stands is not clear")
    start, end = named[-1]
    return Clauses(first=first, but_not=first[:start] + match["what"] + first[end:])


def _names_end(text: str, start: int, names: Trie[Name]) -> int:
    """Where the names that begin at a place end: "X", "X and Y"."""
    end = start
    for found in names.find(text):
        if text[found.start : found.end].islower():
            continue  # "who" is not WHO
        if found.start >= start and (found.start == end or text[end : found.start] in (" and ", " or ", ", ")):
            end = found.end
    if end == start:
        raise NotUnderstood(text[start:], "apart from whom is not clear")
    return end


def of_verbs(doc: Doc, rest: int, lexicon: Lexicon) -> Clauses:
    """Two verbs of one question as two questions.

    Parameters
    ----------
    rest : int
        Where the question goes on behind its opening.
    """
    whole = Clauses(first=doc.text)
    for i in range(rest + 1, len(doc) - 1):
        if doc[i].lower_ not in _JOINS or not _is_verb(doc[i + 1], lexicon):
            continue
        if _is_verb(doc[i - 1], lexicon):
            parts = (_without(doc, (i, i + 1)), _without(doc, (i - 1, i)))
        elif any(t.lower_ in _AUXILIARIES for t in doc[rest:i]):
            continue
        else:
            parts = (doc[:i].text, f"{doc[:rest].text} {doc[i + 1 :].text}")
        if doc[i].lower_ == "and":
            return Clauses(first=parts[0], also=parts[1])
        return Clauses(first=parts[0], either=parts[1])
    return whole


def _is_verb(token: Token, lexicon: Lexicon) -> bool:
    return token.pos_ == "VERB" and (token.lemma_.lower(), "v") in lexicon.entries


def _without(doc: Doc, cut: Sequence[int]) -> str:
    return "".join(t.text_with_ws for t in doc if t.i not in cut).strip()
