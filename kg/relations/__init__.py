"""Who did what with whom: events as edges between actors, and what can be measured of them.

A direction is kept where the words give one ("Ann called Bob": actor to recipient) and never made up: an event
that both sides do ("Ann and Bob spoke") is one edge with ``directed=False``. Its two ends then stand in the order
of their IRIs, which means nothing.

`relations` makes the graph with an edge for each event, on which the measures stand; `aggregate` has one for each
pair and kind, and `participation` has events and places as nodes too. `ANSWERS` lists the measures.
"""

from kg.kinds import KINDS, kind_of
from kg.relations.calls import Call, surest_quote, who_called_whom
from kg.relations.contacts import Matrix, chain, contact_matrix, ego, similar
from kg.relations.direction import OCCURRED, Pair, acting, kept, pairs
from kg.relations.folding import into_states
from kg.relations.graph import aggregate, listed, merge_spells, relations
from kg.relations.participation import participation
from kg.relations.rows import Rows
from kg.relations.standing import brokers, communities, exchanges, mediators, reciprocity
from kg.relations.ties import CONTACT, COOPERATION, ties
from kg.relations.times import balance, changes, over_time, slices, timeline

# The measures, by name.
ANSWERS = {
    measure.__name__: measure
    for measure in (
        listed, who_called_whom, contact_matrix, timeline, ego, brokers, mediators, communities, balance, exchanges,
        reciprocity, slices, over_time, changes, chain, similar,
    )
}  # fmt: skip

__all__ = [
    "ANSWERS",
    "CONTACT",
    "COOPERATION",
    "KINDS",
    "OCCURRED",
    "Call",
    "Matrix",
    "Pair",
    "Rows",
    "acting",
    "aggregate",
    "balance",
    "brokers",
    "chain",
    "changes",
    "communities",
    "contact_matrix",
    "ego",
    "exchanges",
    "into_states",
    "kept",
    "kind_of",
    "listed",
    "mediators",
    "merge_spells",
    "over_time",
    "pairs",
    "participation",
    "reciprocity",
    "relations",
    "similar",
    "slices",
    "surest_quote",
    "ties",
    "timeline",
    "who_called_whom",
]
