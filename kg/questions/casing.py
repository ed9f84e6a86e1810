"""Capitals where people leave them out: "who spoke to lavrov in january"."""

from __future__ import annotations

import calendar
import re
from collections.abc import Collection, Iterable, Mapping

from kg.world import Name
from kg.world.names import Trie, words

_DATES = [n.lower() for n in (*calendar.month_name[1:], *calendar.day_name) if n not in ("March", "May")]
_DATE = re.compile(rf"\b({'|'.join(_DATES)}|(?<=\d )march|march(?= \d))\b")
_MAY = re.compile(
    r"\b(?:(?<=in )may|(?<=of )may|(?<=since )may|(?<=before )may|(?<=after )may|(?<=\d )may|may(?= \d))\b"
)
_MARCH = re.compile(r"\b(?:(?<=in )march|(?<=of )march|(?<=since )march|(?<=before )march|(?<=after )march)\b")
_ARTICLE = re.compile(r"\b(?:the|an?) \Z", re.IGNORECASE)
_SMALL = frozenset("of the and for al el bin ibn de la von van da du".split())


def inflected(words: Iterable[str], irregular: Mapping[str, Iterable[str]]) -> set[str]:
    """Words with their forms: "strike" with "strikes", "striking" and "struck".

    Parameters
    ----------
    irregular : mapping
        Forms that follow no rule, with the words that they are of.
    """
    known = set(words)
    out = set(known)
    for word in known:
        stem = word.removesuffix("e")
        doubled = stem + stem[-1:]
        out |= {f"{word}s", f"{word}es", f"{stem}ed", f"{stem}ing", f"{doubled}ed", f"{doubled}ing"}
        if word.endswith("y"):
            out |= {f"{word[:-1]}ies", f"{word[:-1]}ied"}
    return out | {form for form, of in irregular.items() if not known.isdisjoint(of)}


def recase(text: str, names: Trie[Name], plain: Collection[str]) -> str:
    """The text with capitals on names and dates; its length stays.

    Parameters
    ----------
    names : Trie
    plain : collection of str
        Words that are never taken for names where they are written small.
    """
    if text.upper() == text and len(text) > 4:
        text = text.lower()
    small = text[1:] == text[1:].lower()
    for pattern in (_DATE, _MAY, _MARCH):
        text = pattern.sub(lambda m: m.group().capitalize(), text)
    out = list(text)
    for match in names.find(text):
        found = text[match.start : match.end]
        parts = words(found)
        capital = next((n.written for n in match.values if n.written[0].isupper()), None)
        if capital is None or found != found.lower() or len(found) == 1 or (len(parts) == 1 and parts[0] in plain):
            continue
        if len(parts) == 1 and _ARTICLE.search(text[: match.start]) and all(n.form == "surname" for n in match.values):
            continue  # "the moon" is nobody
        if small or len(parts) > 1 or any(n.form in ("adjective", "capital") for n in match.values):
            out[match.start : match.end] = _written(found, capital)
    if out:
        out[0] = out[0].upper()
    return "".join(out)


def _written(found: str, name: str) -> str:
    """A name as it is usually written, on the letters that were typed."""
    if name.isupper() and len(name) == len(found):
        return found.upper()
    return re.sub(r"[^\W\d_]+", lambda m: m.group() if m.group() in _SMALL else m.group().capitalize(), found)
