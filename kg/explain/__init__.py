"""What is found in a sentence, and by which rule: for a terminal, or as a page."""

from __future__ import annotations

from datetime import date

from kg.explain.page import page
from kg.explain.terminal import text
from kg.explain.trace import trace

__all__ = ["as_html", "explained"]


def explained(sentence: str, on: date | None = None) -> str:
    """The parse, names, times and events of a sentence or a few, and the triggers that gave nothing, as plain text.

    Parameters
    ----------
    on : date, optional
        The day of publication: "Monday", "the president" and "last year" are read against it.
    """
    return text(trace(sentence, on))


def as_html(sentence: str, on: date | None = None) -> str:
    """The same as a page that needs nothing from outside."""
    return page(trace(sentence, on))
