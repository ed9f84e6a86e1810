"""One person's name in many spellings: transliterations, patronymics, initials, and the family name first.

What the tables write out is found as it is written. This is for what they do not write out: it compares names by what
transliterations have in common, and only those of people who are known well enough to be named so.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from kg.model import Entity
from kg.world.names import words

# A full name has so many words at least.
_FULL = 2
# Parts that are written or not, or joined to what follows.
_PARTICLES = frozenset("al el ul as ad ar az ash at bin ibn ben bint".split())
# Titles that stand before names as if they were of them.
_TITLES = frozenset("sheikh sheik shaikh sayyid sayyed syed hajj haji ayatollah king queen prince princess dr".split())
# Consonants in which transliterations of one letter differ; in this order.
_CONSONANTS = tuple(
    (re.compile(pattern), letters)
    for pattern, letters in (
        ("^abd(?:el|ul|al|e|u)?", "abd"),
        ("tsch|tch", "C"),
        ("sch|sh", "S"),
        ("dzh|dj|(?<!b)dz|zh", "j"),
        ("kh", "h"),
        ("gh|q|g|ck", "k"),
        ("ch", "C"),
        ("c", "k"),
        ("ph", "f"),
        ("w", "v"),
        ("x", "ks"),
        ("(?<=[bdjklmnprtvz])h|h$|(?<=and)e(?=r$)", ""),
    )
)
# An article that is written as one with the name ("Elsisi").
_ARTICLE = re.compile("^[ae]l(?=[b-df-hj-np-tv-z]...)")
# Vowels keep their place and one of two colours: Mahmud is not Muhammad, but Khalid is Khaled.
_VOWELS = str.maketrans({**dict.fromkeys("aeiy", "a"), **dict.fromkeys("ou", "u")})
_REPEATED = re.compile(r"(.)\1+")


@functools.lru_cache(maxsize=1 << 12)  # a name comes several times in an article
def sound(word: str) -> str:
    """What spellings of one folded word have in common.

    Examples
    --------
    >>> sound("qadhafi") == sound("gaddafi")
    True
    >>> sound("mahmoud") == sound("mohammed")
    False
    """
    for pattern, letters in _CONSONANTS:
        word = pattern.sub(letters, word)
    return _REPEATED.sub(r"\1", word.translate(_VOWELS))


class _Key(NamedTuple):
    given: str
    family: str


def _heard(key: _Key) -> _Key:
    return _Key(sound(key.given), sound(_ARTICLE.sub("", key.family)))


class Spellings:
    """People by first and last name.

    Parameters
    ----------
    people : iterable of Entity
        Those who may be meant.
    varied : collection of str
        States (alpha-3) whose people's names are transliterated: the sound counts.
    whole : collection of str
        States whose people's names are short and alike: every word counts, and none may be left out.
    """

    def __init__(self, people: Iterable[Entity], varied: Collection[str], whole: Collection[str]) -> None:
        # Each with how many words the name has.
        self._exact: dict[_Key, dict[Entity, int]] = defaultdict(dict)
        self._sound: dict[_Key, dict[Entity, int]] = defaultdict(dict)
        self._initial: dict[_Key, dict[Entity, int]] = defaultdict(dict)
        self._whole: dict[str, dict[Entity, int]] = defaultdict(dict)
        self._bearers: dict[str, set[str]] = defaultdict(set)
        for person in people:
            for name in (person.label, *person.aliases):
                parts = _parts(name)
                if len(parts) < _FULL:
                    continue
                self._bearers[parts[-1]].add(person.id)
                if person.country in whole:
                    self._whole["".join(parts)][person] = len(parts)
                    continue
                key = _Key(parts[0], parts[-1])
                for index, under in (
                    (self._exact, key),
                    (self._initial, _Key(parts[0][0], parts[-1])),
                    *([(self._sound, _heard(key))] if person.country in varied else []),
                ):
                    index[under][person] = min(len(parts), index[under].get(person, len(parts)))

    def find(self, name: str) -> list[Entity]:
        """Whom a full name may mean in a spelling, order or length that no table has."""
        parts = _parts(name)
        if len(parts) < _FULL:
            return []
        if "".join(parts) in self._whole:
            return list(self._whole["".join(parts)])
        keys = [_Key(parts[0], parts[-1]), _Key(parts[-1], parts[0])]
        # Where a word is left out, the last name must be that of nobody else.
        alone = len(self._bearers.get(parts[-1], ())) == 1
        for index, of in ((self._exact, keys), (self._sound, [_heard(key) for key in keys])):
            for key in of:
                found = [person for person, many in index.get(key, {}).items() if alone or len(parts) >= many]
                found = [person for person in found if _middles_agree(parts[1:-1], person)]
                if found:
                    return found
        return []

    def by_initial(self, name: str) -> list[Entity]:
        """Whom initials and a last name may mean: "V. V. Putin"."""
        parts = words(name)
        return list(self._initial.get(_Key(parts[0], parts[-1]), ())) if is_initialled(name) else []


def _middles_agree(middle: Sequence[str], person: Entity) -> bool:
    """Is nothing between first and last name against it: Ahmed *Hassan* Hammadi is not Ahmad *Zahid* Hamidi."""
    heard = {sound(part) for part in middle}
    names = [parts for name in (person.label, *person.aliases) if len(parts := _parts(name)) >= _FULL]
    return not heard or any(len(parts) == _FULL or heard & {sound(part) for part in parts[1:-1]} for parts in names)


def is_initialled(name: str) -> bool:
    """Is a name written as initials and a last name?"""
    *given, last = words(name) or ("",)
    return bool(given) and all(len(part) == 1 for part in given) and len(last) > 1


def _parts(name: str) -> tuple[str, ...]:
    """The words of a name without particles; "Abd al-Aziz" is one, as "Abdelaziz" is."""
    parts = [part for part in words(name) if part not in _PARTICLES]
    if parts and parts[0] in _TITLES:
        parts = parts[1:]
    out: list[str] = []
    for part in parts:
        if out and out[-1] in ("abd", "abdul", "abdel", "abdal"):
            out[-1] = f"abd{part}"
        else:
            out.append(part)
    return tuple(out)
