"""Events kept true to the claims, the corrections and one another as articles come and go.

What an article says is placed among the claims that are near it; only these are read, and only events that change are
written. Each step is one transaction, after which the store is as if its articles had been taken in all at once; one
that is cut short is done again by the next build.
"""

from __future__ import annotations

from itertools import islice

from kg.consolidation.step import Step
from kg.namespaces import article_iri, digest
from kg.rdf import terms as t
from kg.store import Store

# Raise it with every change of the rules by which claims become events.
RULES = "2"
# Articles that are taken in by one transaction: what is read is kept until its end.
_AT_ONCE = 500


def consolidate(store: Store) -> None:
    """Take in what articles say and people have put right since the last time."""
    known, wanted = store.taken_in(), {a: digest(RULES, mark) for a, mark in store.articles().items()}
    if any(wanted.get(article) != mark for article, mark in known.items()):
        # An article was replaced or taken out without `let_go`: what it said before is lost, so all is made anew.
        start_anew(store)
        known = {}
    todo = iter(sorted(wanted.keys() - known.keys()))
    while articles := list(islice(todo, _AT_ONCE)):
        Step(store).run(come={article: wanted[article] for article in articles})
    for correction in store.corrections():
        if not store.exists(correction.id, t.APPLIED, t.IDENTITY):
            Step(store).run(corrected=[correction])


def let_go(store: Store, article: str) -> None:
    """Make events no longer rest on an article, before it is replaced or taken out."""
    iri = article_iri(article)
    if store.exists(iri, t.CONSOLIDATED, t.IDENTITY) and store.exists(iri, t.FINGERPRINT):
        Step(store).run(go=[article])


def start_anew(store: Store) -> None:
    """Forget all events; `consolidate` makes them again from the claims and the corrections."""
    store.clear(t.EVENTS, t.IDENTITY)
