"""Readings answered from columns in memory, as the engine would answer their SPARQL.

The engine joins event by event, which takes seconds for those who are in the news all the time. A service that has the
columns of its store anyway (`kg.queries.columns`) answers from them in milliseconds, whatever the size of the store.
The SPARQL says what an answer is; each module here follows one that writes it (`conditions` follows `patterns`, `slots`
its namesake, `rows` follows `sparql`), and tests hold both to the same rows.
"""

from kg.questions.columnar.rows import InColumns

__all__ = ["InColumns"]
