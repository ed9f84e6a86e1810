"""Read-only SPARQL for queries that come from outside."""

from kg.sparql.answers import GRAPHS, TABLES, Answer, Result, Table, answer, malformed, result, table
from kg.sparql.guard import check, check_update

__all__ = [
    "GRAPHS",
    "TABLES",
    "Answer",
    "Result",
    "Table",
    "answer",
    "check",
    "check_update",
    "malformed",
    "result",
    "table",
]
