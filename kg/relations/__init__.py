"""Who did what with whom: events as edges between actors.

A direction is kept where the words give one ("Ann called Bob": actor to recipient) and never made up: an event
that both sides do ("Ann and Bob spoke") is one edge with ``directed=False``. Its two ends then stand in the order
of their IRIs, which means nothing.
"""

from kg.relations.calls import Call, surest_quote, who_called_whom
from kg.relations.direction import KINDS, OCCURRED, Pair, acting, kept, kind_of, pairs
from kg.relations.graph import aggregate, merge_spells, relations

__all__ = [
    "KINDS",
    "OCCURRED",
    "Call",
    "Pair",
    "acting",
    "aggregate",
    "kept",
    "kind_of",
    "merge_spells",
    "pairs",
    "relations",
    "surest_quote",
    "who_called_whom",
]
