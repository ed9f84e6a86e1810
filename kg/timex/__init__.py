"""Dates in English news: `find` tells where a text speaks of time, `resolve_time` what that means on its day."""

from kg.timex.expression import Timex, What
from kg.timex.grammar import MONTHS, WEEKDAYS, find, number
from kg.timex.meaning import resolve_time

__all__ = ["MONTHS", "WEEKDAYS", "Timex", "What", "find", "number", "resolve_time"]
