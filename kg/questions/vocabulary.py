"""The words of questions, read from `seeds/lexicon/questions.csv`."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.resources import folder
from kg.world import tables

_CLASSES = ("office", "role", "kind", "column", "order", "reports", "skip", "family")


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """What the words of questions ask for.

    Parameters
    ----------
    offices, kinds : mapping
        Nouns for who is asked for: by offices held, by kinds of entity.
    columns : mapping
        Nouns for what is asked for: ``where``, ``when``, ``topic``, ``article``, ``event``.
    order : mapping
        Words for ``first``, ``last``, ``most``.
    roles : mapping
        What articles call the holders of the offices that a noun stands for.
    reports : frozenset
        Verbs of articles ("report").
    skip : frozenset
        Words that ask nothing.
    families : mapping
        Words with the beginnings of those that mean the same in a sentence ("ceasefire", "truce").
    """

    offices: Mapping[str, tuple[str, ...]]
    kinds: Mapping[str, tuple[str, ...]]
    columns: Mapping[str, str]
    order: Mapping[str, str]
    roles: Mapping[str, tuple[str, ...]]
    reports: frozenset[str]
    skip: frozenset[str]
    families: Mapping[str, tuple[str, ...]]


def read(path: Path) -> Vocabulary:
    """The table, checked row by row.

    Raises
    ------
    TableError
        A row is of an unknown class.
    """
    found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for row in tables.read(path, ("word", "class", "value", "note")):
        found[row.one_of("class", _CLASSES)][row.needed("word")] = row.many("value")
    return Vocabulary(
        offices=found["office"],
        kinds=found["kind"],
        columns={word: value[0] for word, value in found["column"].items()},
        order={word: value[0] for word, value in found["order"].items()},
        roles=found["role"],
        reports=frozenset(found["reports"]),
        skip=frozenset(found["skip"]),
        families=found["family"],
    )


@functools.cache
def vocabulary() -> Vocabulary:
    """The table that ships with the package, read once a process."""
    return read(folder("seeds") / "lexicon" / "questions.csv")
