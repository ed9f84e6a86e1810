"""A question to its answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from kg.extract.lexicon import lexicon
from kg.namespaces import PLOVER
from kg.parse import load
from kg.parse.beside import Beside
from kg.questions import declining, wording
from kg.questions.errors import NotUnderstood
from kg.questions.found import Cell, Engine, Finder, holds
from kg.questions.interpretation import interpret
from kg.questions.names import Directory, directory
from kg.questions.reading import Detail, Reading
from kg.questions.reply import Answer
from kg.questions.sparql import ENTITIES, query
from kg.store import Store

# Of a text that is no question, this much is looked at for names.
_PARSED = 400


def answer(
    question: str,
    store: Store,
    *,
    nlp: Language | Beside | None = None,
    today: date | None = None,
    finder: Finder | None = None,
    parse: Callable[[str], Doc] | None = None,
) -> Answer:
    """Answer a question in English from the events of a store.

    Parameters
    ----------
    nlp : Language or Beside, optional
        The spaCy pipeline, or one in another process; by default the packaged one.
    today : date, optional
        The day from which "last week" counts; by default the day of asking.
    finder : Engine or InColumns, optional
        How rows are found. By default the engine runs the query. `kg.questions.columnar.InColumns` finds the same in
        memory, at once in a store of any size, but has to make the columns first.
    parse : callable, optional
        Parses as the pipeline does, elsewhere.
    """
    known, day = directory(store), today or date.today()
    model = nlp or load()
    parser = _Parser(model, parse or model)
    finder = finder or Engine(store)
    try:
        reading = parser.interpret(question, known, day)
    except NotUnderstood as error:
        return _declined(question, error, known, finder, parser, day)
    asked = query(reading)
    found = finder.find(reading, asked)
    if not holds(reading, found.rows):
        unsaid = next((d for d in _details(reading) if not finder.is_said(d)), None)
        if unsaid is not None:
            names = tuple(known.close_to(unsaid.word, cutoff=0.85))
            why = NotUnderstood(unsaid.word, f"no sentence in the graph says “{unsaid.word}”", names)
            return _declined(question, why, known, finder, parser, day)
    shown = _Cells(store, finder)
    rows = [dict(zip(asked.columns, map(shown.cell, asked.columns, row), strict=True)) for row in found.rows]
    limits = "" if found.events else wording.limits(*known.extent)
    return Answer(
        question=question,
        understood=True,
        interpretation=wording.interpretation(reading),
        sparql=asked.text,
        columns=asked.columns,
        answers=tuple(rows),
        events=found.events,
        summary=wording.summary(reading, rows, len(found.events), limits),
    )


def _declined(
    question: str, error: NotUnderstood, known: Directory, finder: Finder, parser: _Parser, today: date
) -> Answer:
    def understood(other: str) -> bool:
        try:
            return bool(parser.interpret(other, known, today))
        except NotUnderstood:
            return False

    doc = parser.parse(question[:_PARSED])
    return declining.decline(doc, question, error, known, finder, lexicon(), understood)


@dataclass(frozen=True, slots=True)
class _Parser:
    """A model, and what parses in its stead."""

    model: Language | Beside
    parse: Callable[[str], Doc]

    def interpret(self, question: str, known: Directory, today: date) -> Reading:
        return interpret(question, known, self.model, today, self.parse)


def _details(reading: Reading) -> Iterator[Detail]:
    yield from reading.details
    for other in (*reading.also, *reading.either, *reading.but_not):
        yield from _details(other)


class _Cells:
    """Cells as they are shown: entities with their names, numbers as numbers, all else as text."""

    def __init__(self, store: Store, finder: Finder) -> None:
        self._store, self._finder = store, finder
        self._entities: dict[str, dict[str, Any]] = {}

    def cell(self, column: str, found: Cell) -> Any:
        """What a cell of a column is shown as."""
        if not isinstance(found, str):
            return found
        if column == "what":
            return {"id": found, "label": found.removeprefix(PLOVER), "aliases": []}
        if column == "event":
            return {"id": found, "label": self._finder.told(found), "aliases": []}
        return self._entity(found) if column in ENTITIES else found

    def _entity(self, iri: str) -> dict[str, Any]:
        if iri not in self._entities:
            entity = self._store.entity(iri)
            self._entities[iri] = {"id": entity.id, "label": entity.label, "aliases": list(entity.aliases)}
        return self._entities[iri]
