"""The vocabulary of extraction, read from `seeds/lexicon`: events, their frames, cues and kinds of noun."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from kg.model import Status
from kg.ontology import event_types
from kg.resources import folder
from kg.world import tables

if TYPE_CHECKING:  # readers of a graph need the vocabulary, and no spaCy
    from spacy.tokens import Token

# Those that must know who stands in a place are tried last.
_DEAR = frozenset(("obj", "subj", "load", "by", "to", "cue"))
_CONDITIONS = ("obj", "load", "prep", "prt", "mod", "comp", "cue", "subj", "by", "of", "pred", "told", "to")
# Names of arguments that a frame may use besides prepositions; see `argument_places.py`.
SLOTS = (
    "subj", "obj", "iobj", "comp", "owner", "place", "inner", "within", "if", "aim", "here", "deep", "border",
    "culprit", "teller", "other", "sender", "cause",
)  # fmt: skip
# In which part of a clause words may tell a mode; see `modes.py`.
MODE_PARTS = ("clause", "means", "content", "forces")
# What a condition may ask for instead of a word: a party or place of a kind, a noun of a class, a thing of a sort.
_KINDS = frozenset("person state organisation group place party".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Which arguments of a trigger fill which part of an event."""

    name: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    mediators: tuple[str, ...]
    topics: tuple[str, ...]
    of: str
    sides: int
    weak: bool
    needs: bool


@dataclass(frozen=True, slots=True)
class Condition:
    """Something that must (or, negated, must not) hold of a trigger."""

    kind: str
    words: tuple[str, ...]
    negated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row of the event lexicon."""

    trigger: str
    pos: str
    where: tuple[Condition, ...]
    type: str
    mode: str | None
    frame: Frame
    example: str
    line: int

    @property
    def denies(self) -> bool:
        """Does the row itself ask for a "no": "*no longer* recognised Y", "would *not* hear of it"?"""
        no = {"prt": "longer", "cue": "not"}
        return any(no.get(c.kind) in c.words and not c.negated for c in self.where)

    @property
    def rule(self) -> str:
        """How the row names itself in an explanation."""
        return f"{self.trigger}/{self.pos}:{self.frame.name}@{self.line}"


@dataclass(frozen=True, slots=True)
class ModeCue:
    """Words that tell a mode, in one part of an event's clause."""

    mode: str
    part: str
    words: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Lexicon:
    """Everything that `seeds/lexicon` holds; `modes` are the words that tell a mode, by type."""

    entries: Mapping[tuple[str, str], tuple[Entry, ...]]
    cues: Mapping[tuple[str, str], Status]
    light: Mapping[str, str]
    nouns: Mapping[str, tuple[tuple[str, str], ...]]
    things: Mapping[str, frozenset[str]]
    modes: Mapping[str, tuple[ModeCue, ...]]

    def classes(self, noun: Token) -> tuple[tuple[str, str], ...]:
        """What a noun stands for, and its sectors: by the word before it too, where a row has both."""
        lemma = noun.lemma_.lower()
        if lemma in self.phrases:
            for word in noun.lefts:
                if found := self.nouns.get(f"{word.lower_} {lemma}"):
                    return found
        return self.nouns.get(lemma) or (_FORCES if _MAKE.fullmatch(noun.lower_) else ())

    @functools.cached_property
    def phrases(self) -> frozenset[str]:
        """The last words of rows of two words."""
        return frozenset(lemma.split()[-1] for lemma in self.nouns if " " in lemma)

    def modes_anywhere(self, kind: str) -> list[ModeCue]:
        """The words that tell a mode of a type wherever they stand in a clause."""
        return [cue for cue in self.modes.get(kind, ()) if cue.part == "clause"]


# Makes of planes, which stand for the forces that fly them: "a Russian Su-24", "two F-4s".
_MAKE = re.compile(r"(?:su|mig|tu|il|an|f|j|b|jf|mi|ka|uh|ah|mq|rq)-\d{1,3}[a-z]{0,2}")
_FORCES = (("institution", "MIL"),)


def read(path: Path) -> Lexicon:
    """The lexicon of a folder, checked row by row.

    Raises
    ------
    TableError
        A row names an unknown type, mode, frame or condition, with its file and line.
    """
    types = event_types()
    things: dict[str, set[str]] = defaultdict(set)
    for row in tables.read(path / "things.csv", ("sort", "words", "note")):
        for word in row.many("words"):
            things[word].add("@" + row.needed("sort"))
    sorts = {"@" + kind for kind in _KINDS}.union(*things.values())
    frames = {
        row["frame"]: _frame(row)
        for row in tables.read(
            path / "frames.csv",
            ("frame", "actors", "recipients", "mediators", "topics", "of", "sides", "weak", "needs", "note"),
        )
    }
    entries: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    of_sorts: list[Entry] = []
    for row in tables.read(path / "events.csv", ("trigger", "pos", "where", "type", "mode", "frame", "example")):
        kind = row.one_of("type", tuple(types))
        mode = row.one_of("mode", ("", *types[kind].modes)) or None
        entry = Entry(
            trigger=row.needed("trigger"), pos=row.one_of("pos", ("v", "n", "a")), where=_conditions(row, sorts),
            type=kind, mode=mode, frame=frames[row.one_of("frame", tuple(frames))], example=row.needed("example"),
            line=row.line,
        )  # fmt: skip
        if entry.trigger.startswith("@"):  # any verb of the sort
            if entry.trigger not in sorts:
                raise row.wrong(f"no sort of verb {entry.trigger!r}", "write one of things.csv")
            of_sorts += [replace(entry, trigger=word) for word, named in things.items() if entry.trigger in named]
        else:
            entries[entry.trigger, entry.pos].append(entry)
    for rows in entries.values():
        rows.sort(key=lambda e: -len(e.where))
    for entry in sorted(of_sorts, key=lambda e: -len(e.where)):  # behind the rows of the word itself
        entries[entry.trigger, entry.pos].append(entry)
    cues: dict[tuple[str, str], Status] = {}
    for row in tables.read(path / "cues.csv", ("word", "pos", "status", "note")):
        cues[row.needed("word"), row["pos"]] = row.one_of("status", get_args(Status))  # type: ignore[assignment]
    light = {
        row.needed("verb"): row.one_of("object", ("subj", "obj"))
        for row in tables.read(path / "light.csv", ("verb", "object", "note"))
    }
    nouns: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in tables.read(path / "nouns.csv", ("lemma", "class", "sector", "note")):
        nouns[row.needed("lemma")].append((row.needed("class"), row["sector"]))
    modes: dict[str, list[ModeCue]] = defaultdict(list)
    for row in tables.read(path / "modes.csv", ("type", "mode", "part", "words", "note")):
        kind = row.one_of("type", tuple(types))
        mode, part = row.one_of("mode", tuple(types[kind].modes)), row.one_of("part", MODE_PARTS)
        modes[kind].append(ModeCue(mode, part, frozenset(row.many("words"))))
    return Lexicon(
        entries={key: tuple(rows) for key, rows in entries.items()},
        cues=cues,
        light=light,
        nouns={lemma: tuple(classes) for lemma, classes in nouns.items()},
        things={word: frozenset(sorts) for word, sorts in things.items()},
        modes={kind: tuple(rows) for kind, rows in modes.items()},
    )


def _frame(row: tables.Row) -> Frame:
    return Frame(
        name=row.needed("frame"),
        actors=row.many("actors"),
        recipients=row.many("recipients"),
        mediators=row.many("mediators"),
        topics=row.many("topics"),
        of=row.one_of("of", ("", "subj", "obj", "owner", "place")),
        sides=int(row.number("sides", 1, 9) or 1),
        weak=row["weak"] == "yes",
        needs=row["needs"] == "yes",
    )


def _conditions(row: tables.Row, sorts: Set[str]) -> tuple[Condition, ...]:
    out = []
    for text in row["where"].split():
        kind, colon, words = text.lstrip("!").partition(":")
        if kind not in _CONDITIONS or not colon or not words:
            raise row.wrong(f"no condition {text!r}", "write KIND:WORD|WORD with KIND one of " + ", ".join(_CONDITIONS))
        unknown = [w for w in words.split("|") if w.startswith("@") and w not in sorts]
        if unknown:
            raise row.wrong(f"no kind of noun {unknown[0]!r}", "write one of " + ", ".join(sorted(sorts)))
        out.append(Condition(kind, tuple(words.split("|")), text.startswith("!")))
    return tuple(sorted(out, key=lambda condition: condition.kind in _DEAR))


@functools.cache
def lexicon() -> Lexicon:
    """The lexicon that ships with the package, read once a process."""
    return read(folder("seeds") / "lexicon")
