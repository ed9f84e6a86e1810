"""What a question is answered with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kg import cards


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer to a question, or why there is none.

    Parameters
    ----------
    understood : bool
        An understood question may still have no answers: nothing of the kind is in the graph.
    interpretation : str
        What was understood, in English.
    sparql : str, optional
        The query that was run; it gives the same rows at ``/sparql``.
    answers : tuple of dict
        A row by column: an entity as {"id", "label", "aliases"}, or a date, number, yes or no, article's id.
    events : tuple of str
        IRIs of the events behind the rows.
    summary : str
        The answer in a sentence.
    suggestions : tuple of str
        Questions to ask instead.
    not_understood : str, optional
        The part that has no reading.
    """

    question: str
    understood: bool
    interpretation: str = ""
    sparql: str | None = None
    columns: tuple[str, ...] = ()
    answers: tuple[dict[str, Any], ...] = ()
    events: tuple[str, ...] = ()
    summary: str = ""
    suggestions: tuple[str, ...] = ()
    not_understood: str | None = None

    def as_record(self) -> dict[str, Any]:
        """The answer as JSON."""
        return {
            "question": self.question,
            "understood": self.understood,
            "interpretation": self.interpretation,
            "sparql": self.sparql,
            "columns": list(self.columns),
            "answers": [dict(row) for row in self.answers],
            "events": list(self.events),
            "summary": self.summary,
            "suggestions": list(self.suggestions),
            "not_understood": self.not_understood,
        }

    def _repr_html_(self) -> str:
        return cards.answer(self.as_record())
