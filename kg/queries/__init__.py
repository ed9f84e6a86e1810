"""Questions to the store with typed answers; each named query is a file ``*.rq`` beside this one."""

from kg.queries.articles import ClaimOfEvent, article, claims
from kg.queries.entities import Counted, Part, entity, terms, took_part
from kg.queries.events import count, event, event_ids, events
from kg.queries.filters import CONDITIONS, Condition, Filter, describe
from kg.queries.names import find, resolve
from kg.store import Store

__all__ = [
    "CONDITIONS",
    "ClaimOfEvent",
    "Condition",
    "Counted",
    "Filter",
    "Part",
    "article",
    "claims",
    "count",
    "counts",
    "describe",
    "entity",
    "event",
    "event_ids",
    "events",
    "find",
    "resolve",
    "terms",
    "took_part",
]


def counts(store: Store) -> dict[str, int]:
    """How much is in the store: articles, claims, events, entities, terms, quads."""
    return store.counts()
