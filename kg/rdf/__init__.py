"""The border between the core types and RDF: pure functions, both ways.

Each article has a graph of its own with everything it claims; the world, the vocabulary and the consolidated events
have one each. No triple stands in two graphs, for the engine's union of graphs would count it twice. There are no
blank nodes: every node's IRI follows from what it stands for, so that equal models give equal graphs.
"""

from kg.rdf.articles import article_quads, claim_quads, read_article, read_claim
from kg.rdf.entities import entity_quads, read_entity, read_term, world_quads
from kg.rdf.events import event_quads, events_quads, read_event
from kg.rdf.nodes import Lookup, Node, group, lookup
from kg.rdf.vocabulary import vocabulary_quads

__all__ = [
    "Lookup",
    "Node",
    "article_quads",
    "claim_quads",
    "entity_quads",
    "event_quads",
    "events_quads",
    "group",
    "lookup",
    "read_article",
    "read_claim",
    "read_entity",
    "read_event",
    "read_term",
    "vocabulary_quads",
    "world_quads",
]
