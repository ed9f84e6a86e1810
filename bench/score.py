"""Hold the extraction against annotated articles, print how right it is, and add a line to `bench/scores.jsonl`.

    python -m bench.score [--wrong] [FOLDER...]

A folder holds ``NAME.gold.json`` files, and its articles in ``articles.jsonl`` or, by name, in `seeds/articles`;
without folders, `tests/gold` is taken. ``--wrong`` lists what was missed, wrong or too much, and writes nothing down.

An event found is the annotated one if their types agree and at least half of the parties; that counts as *found*. It
counts as *strict* only if parties, direction, day and status are all right. Mode, place and topics are counted besides.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kg import queries
from kg.cli.tables import table
from kg.model import Entity, Event, Party, TimeSpan
from kg.pipeline import build
from kg.resources import folder
from kg.store import snapshots
from kg.world.names import words

_SCORES = Path(__file__).with_name("scores.jsonl")
OWN = Path(__file__).resolve().parents[1] / "tests" / "gold"
_STRICT = ("parties", "direction", "day", "status")
# An annotation that is neither rewarded nor punished.
_DEBATABLE = 2


@dataclass(frozen=True, slots=True)
class Gold:
    """An annotated event; alternatives within a string are joined by a bar."""

    types: tuple[str, ...]
    tier: int
    status: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    optional: tuple[str, ...]
    day: str | None
    quote: str

    mode: str | None
    place: str | None
    topics: tuple[str, ...]

    @classmethod
    def of(cls, record: dict[str, Any]) -> Gold:
        """The event of a record of a gold file."""
        return cls(
            types=tuple(record["type"].split("|")),
            tier=record["tier"],
            status=record.get("status", "occurred"),
            actors=tuple(record["actors"]),
            recipients=tuple(record["recipients"]),
            optional=tuple(record.get("optional", ())),
            day=record.get("date"),
            quote=record["quote"],
            mode=record.get("mode"),
            place=record.get("place"),
            topics=tuple(record.get("topics") or ()),
        )


@dataclass(frozen=True, slots=True)
class Match:
    """How an event fits an annotation: the share of parties, and slot by slot; None where nothing is annotated."""

    overlap: float
    slots: dict[str, bool | None]

    @property
    def strict(self) -> bool:
        """Are parties, direction, day and status right?"""
        return all(self.slots[name] is not False for name in _STRICT)


@dataclass(frozen=True, slots=True)
class Score:
    """Counts over the articles of a set, and a line for everything that is not right."""

    gold: int
    found: int
    strict: int
    spurious: int
    slots: dict[str, tuple[int, int]]
    wrong: tuple[str, ...]

    def figures(self) -> dict[str, float]:
        """Precision, recall and F1, each from 0 to 1, of what was found and of what is strictly right."""
        out: dict[str, float] = {"gold": self.gold, "spurious": self.spurious}
        for name, hits in (("found", self.found), ("strict", self.strict)):
            precision = hits / (self.found + self.spurious) if hits else 0.0
            recall = hits / self.gold if hits else 0.0
            f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
            out |= {f"{name} precision": precision, f"{name} recall": recall, f"{name} F1": f1}
        return {key: round(value, 3) for key, value in out.items()}


def score(by_article: dict[str, list[Gold]], events: Sequence[Event]) -> Score:
    """How right these events are; one that several articles report is held against each of them."""
    total: Counter[str] = Counter()
    right: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    wrong: list[str] = []
    for article, annotated in by_article.items():
        told = [e for e in events if any(c.article == article for c in e.claims)]
        pairs = _pairs(annotated, told)
        matches = {i: match for i, _, match in pairs}
        for number, gold in enumerate(annotated):
            if gold.tier == _DEBATABLE:
                continue
            total["gold"] += 1
            match = matches.get(number)
            if match is None:
                wrong.append(f"{article}: missed {'|'.join(gold.types)}: {gold.quote}")
                continue
            total["found"] += 1
            total["strict"] += match.strict
            for slot, verdict in match.slots.items():
                if verdict is not None:
                    seen[slot] += 1
                    right[slot] += verdict
            slots = [slot for slot, verdict in match.slots.items() if verdict is False]
            if slots:
                wrong.append(f"{article}: wrong {', '.join(slots)}: {gold.quote}")
        taken = {j for _, j, _ in pairs}
        for event in (e for j, e in enumerate(told) if j not in taken and not _debatable(e, annotated)):
            total["spurious"] += 1
            quote = next(c.quote for c in event.claims if c.article == article)
            wrong.append(f"{article}: too much {event.type}: {quote}")
    slots_ = {slot: (right[slot], seen[slot]) for slot in seen}
    return Score(total["gold"], total["found"], total["strict"], total["spurious"], slots_, tuple(wrong))


def compare(gold: Gold, event: Event) -> Match | None:
    """How an event fits; None if its type is another, or most of its parties are."""
    if event.type not in gold.types:
        return None
    wanted, left = [*gold.actors, *gold.recipients], [*event.actors, *event.recipients]
    met = 0
    for name in wanted:
        party = next((p for p in left if names_it(name, p.entity)), None)
        if party is not None:
            met += 1
            left.remove(party)
    extra = [p for p in left if not any(names_it(name, p.entity) for name in gold.optional)]
    union = len(wanted) + len(extra)
    overlap = met / union if union else 1.0
    if overlap < 0.5:
        return None
    slots = {
        "parties": overlap == 1.0,
        "direction": _direction(gold, event),
        "day": _day(gold, event),
        "status": event.status == gold.status,
        "mode": event.mode in gold.mode.split("|") if gold.mode else None,
        "place": event.place is not None and names_it(gold.place, event.place) if gold.place else None,
        "topics": all(any(names_it(t, found) for found in event.topics) for t in gold.topics) if gold.topics else None,
    }
    return Match(overlap, slots)


def _pairs(annotated: Sequence[Gold], events: Sequence[Event]) -> list[tuple[int, int, Match]]:
    """Annotations with their events, the best fits first; each is used once."""
    fits = [(i, j, m) for i, g in enumerate(annotated) for j, e in enumerate(events) if (m := compare(g, e))]

    def order(fit: tuple[int, int, Match]) -> tuple[bool, float, int, int, int, int]:
        i, j, match = fit
        return not match.strict, -match.overlap, -sum(map(bool, match.slots.values())), annotated[i].tier, i, j

    fits.sort(key=order)
    out: list[tuple[int, int, Match]] = []
    for i, j, match in fits:
        if all(i != a and j != b for a, b, _ in out):
            out.append((i, j, match))
    return out


def _direction(gold: Gold, event: Event) -> bool | None:
    """Who did it to whom; where both do it alike, there is no direction."""
    if not gold.recipients:
        return None
    doers, others = event.actors, event.recipients if gold.actors else (*event.recipients, *event.actors)
    return _names_all(gold.actors, doers) and _names_all(gold.recipients, others)


def _day(gold: Gold, event: Event) -> bool | None:
    """The event's start lies in an annotated time, and is no coarser than it."""
    if not gold.day:
        return None
    if event.time is None:
        return False
    start = event.time.start
    for option in gold.day.split("|"):
        first, _, last = option.partition("/")
        wanted, found = TimeSpan(start=first, end=last or first), TimeSpan.on(start)
        within = wanted.earliest <= found.earliest <= wanted.latest
        if within and (found.latest <= wanted.latest or len(start) >= len(first)):
            return True
    return False


def _debatable(event: Event, annotated: Iterable[Gold]) -> bool:
    """Is it a reading of what annotators themselves would not insist on?"""
    parties = (*event.actors, *event.recipients)
    return any(
        g.tier == _DEBATABLE
        and event.type in g.types
        and (not g.actors or any(names_it(n, p.entity) for n in (*g.actors, *g.recipients) for p in parties))
        for g in annotated
    )


def _names_all(names: Iterable[str], parties: Sequence[Party]) -> bool:
    return all(any(names_it(name, p.entity) for p in parties) for name in names)


def names_it(name: str, entity: Entity) -> bool:
    """Is it one of the names, joined by bars, of that entity?"""
    return bool({_plain(n) for n in name.split("|")} & {_plain(n) for n in (entity.label, *entity.aliases)})


def _plain(name: str) -> tuple[str, ...]:
    found = words(name)
    return found[1:] if found[:1] == ("the",) else found


def golds(path: Path) -> dict[str, list[Gold]]:
    """The annotated events of a folder, by article."""
    read = (json.loads(file.read_text("utf-8")) for file in sorted(path.glob("*.gold.json")))
    return {each["article"]: [Gold.of(record) for record in each["events"]] for each in read}


def articles(path: Path, names: Iterable[str]) -> list[Path]:
    """The files in which the articles of a folder's annotations stand."""
    records = path / "articles.jsonl"
    return [records] if records.is_file() else [folder("seeds") / "articles" / f"{name}.md" for name in names]


def measured(path: Path, store: Path) -> Score:
    """Build a set into a store of its own, and score it."""
    annotated = golds(path)
    if not annotated:
        sys.exit(f"no *.gold.json in {path}")
    build(articles(path, annotated), store=store)
    with snapshots.open_newest(store) as graph:
        return score(annotated, list(queries.events(graph)))


def main(given: list[str]) -> None:
    """Score these folders, or the project's own."""
    paths = [Path(each) for each in given if not each.startswith("-")] or [OWN]
    with tempfile.TemporaryDirectory() as scratch:
        scores = {
            "own" if path.resolve() == OWN else path.name: measured(path, Path(scratch) / str(number))
            for number, path in enumerate(paths)
        }
    if "--wrong" in given:
        print("\n".join(line for each in scores.values() for line in each.wrong))
        return
    figures = {name: each.figures() for name, each in scores.items()}
    slots = {name: {s: f"{n}/{of}" for s, (n, of) in each.slots.items()} for name, each in scores.items()}
    for rows in (figures, slots):
        columns = list(dict.fromkeys(column for row in rows.values() for column in row))
        print(table(("set", *columns), [(name, *(row.get(c) for c in columns)) for name, row in rows.items()]))
        print()
    line = {"date": date.today().isoformat(), "sets": {name: figures[name] | {"slots": slots[name]} for name in scores}}
    with _SCORES.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
