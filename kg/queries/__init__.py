"""Questions to the store with typed answers; each named query is a file ``*.rq`` beside this one."""

from kg.queries.articles import ClaimOfEvent, article, claims, claims_of
from kg.queries.columns import columns
from kg.queries.entities import Counted, Part, entity, terms, took_part
from kg.queries.events import Page, count, each_event, event, event_ids, events, page
from kg.queries.facets import FACETS, Facet, facets
from kg.queries.filters import CONDITIONS, Condition, Filter, describe
from kg.queries.names import find, resolve
from kg.queries.orders import SORTS
from kg.queries.outlines import Evidence, Outline, Told, each_told, outlines
from kg.queries.places import Circle
from kg.queries.portraits import Counterpart, counterparts, parties_at, places
from kg.queries.publishing import publish
from kg.queries.rebuild import Rebuild
from kg.queries.remembered import made_alike
from kg.queries.suggestions import Suggestion, suggest
from kg.queries.times import Period, Times, Unit, timeline, times
from kg.store import Store

__all__ = [
    "CONDITIONS",
    "FACETS",
    "SORTS",
    "Circle",
    "ClaimOfEvent",
    "Condition",
    "Counted",
    "Counterpart",
    "Evidence",
    "Facet",
    "Filter",
    "Outline",
    "Page",
    "Part",
    "Period",
    "Rebuild",
    "Suggestion",
    "Times",
    "Told",
    "Unit",
    "article",
    "claims",
    "claims_of",
    "columns",
    "count",
    "counterparts",
    "counts",
    "describe",
    "each_event",
    "each_told",
    "entity",
    "event",
    "event_ids",
    "events",
    "facets",
    "find",
    "made_alike",
    "outlines",
    "page",
    "parties_at",
    "places",
    "publish",
    "resolve",
    "suggest",
    "terms",
    "timeline",
    "times",
    "took_part",
]


def counts(store: Store) -> dict[str, int]:
    """How much is in the store: articles, claims, events, entities, terms, quads."""
    return store.counts()
