"""Read-only SPARQL for queries that come from outside."""

from kg.sparql.answers import GRAPHS, TABLES, Answer, Table, answer, table
from kg.sparql.guard import check

__all__ = ["GRAPHS", "TABLES", "Answer", "Table", "answer", "check", "table"]
