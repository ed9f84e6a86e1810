"""A question to its answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pyoxigraph as ox
from spacy.language import Language

from kg.extract.lexicon import lexicon
from kg.namespaces import PLOVER
from kg.parse import load
from kg.queries import event
from kg.questions import declining, wording
from kg.questions.errors import NotUnderstood
from kg.questions.interpretation import interpret
from kg.questions.names import Directory, directory
from kg.questions.patterns import said
from kg.questions.reading import Detail, Reading
from kg.questions.reply import Answer
from kg.questions.sparql import Query, query
from kg.rdf.nodes import value
from kg.store import Store

# Of a text that is no question, this much is looked at for names.
_PARSED = 400
_NUMBERS = ("times", "number")


def answer(question: str, store: Store, *, nlp: Language | None = None, today: date | None = None) -> Answer:
    """Answer a question in English from the events of a store.

    Parameters
    ----------
    nlp : Language, optional
        The spaCy pipeline; by default the packaged one.
    today : date, optional
        The day from which "last week" counts; by default the day of asking.
    """
    known, parser, day = directory(store), nlp or load(), today or date.today()
    try:
        reading = interpret(question, known, parser, day)
    except NotUnderstood as error:
        return _declined(question, error, known, parser, day)
    asked = query(reading)
    rows = _rows(store, asked)
    if not _holds(reading, rows):
        unsaid = next((d for d in _details(reading) if not _is_said(store, d)), None)
        if unsaid is not None:
            names = tuple(known.close_to(unsaid.word, cutoff=0.85))
            why = NotUnderstood(unsaid.word, f"no sentence in the graph says “{unsaid.word}”", names)
            return _declined(question, why, known, parser, day)
    behind = tuple(value(row[0]) for row in store.select(asked.events)) if _holds(reading, rows) else ()
    return Answer(
        question=question,
        understood=True,
        interpretation=wording.interpretation(reading),
        sparql=asked.text,
        columns=asked.columns,
        answers=tuple(rows),
        events=behind,
        summary=wording.summary(reading, rows, len(behind), "" if behind else wording.limits(*known.extent)),
    )


def _declined(question: str, error: NotUnderstood, known: Directory, parser: Language, today: date) -> Answer:
    def understood(other: str) -> bool:
        try:
            return bool(interpret(other, known, parser, today))
        except NotUnderstood:
            return False

    doc = parser(question[:_PARSED])
    return declining.decline(doc, question, error, known, lexicon(), understood)


def _holds(reading: Reading, rows: list[dict[str, Any]]) -> bool:
    """Is anything found?"""
    if reading.ask == "did":
        return bool(rows[0]["answer"] == "yes")
    return bool(rows) and (reading.ask not in ("times", "number") or bool(rows[0][reading.ask]))


def _details(reading: Reading) -> Iterator[Detail]:
    yield from reading.details
    for other in (*reading.also, *reading.either, *reading.but_not):
        yield from _details(other)


def _is_said(store: Store, detail: Detail) -> bool:
    asked = f"SELECT ?event {{ ?event a ?type . {said(detail)} }} LIMIT 1"
    return any(True for _ in store.select(asked))


def _rows(store: Store, asked: Query) -> list[dict[str, Any]]:
    result = store.query(asked.text)
    if isinstance(result, ox.QueryBoolean):
        return [{"answer": "yes" if result else "no"}]
    assert isinstance(result, ox.QuerySolutions)
    return [{c: _cell(store, c, row[c]) for c in asked.columns} for row in result]


def _cell(store: Store, column: str, term: Any) -> Any:
    """A value of the result as a cell: entities with their names, numbers as numbers, all else as text."""
    if term is None:
        return None
    if column in _NUMBERS:
        return int(value(term))
    if not isinstance(term, ox.NamedNode):
        return value(term)
    if column == "what":
        return {"id": term.value, "label": term.value.removeprefix(PLOVER), "aliases": []}
    if column == "event":
        return {"id": term.value, "label": wording.told(event(store, term.value)), "aliases": []}
    entity = store.entity(term.value)
    return {"id": entity.id, "label": entity.label, "aliases": list(entity.aliases)}
