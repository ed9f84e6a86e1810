"""Events kept true to the claims, the corrections and one another as articles come and go.

What an article says is placed among the claims that are near it; only these are read, and only events that change are
written. After each step the store is as if its articles had been taken in all at once; one that is cut short is done
again by the next build.
"""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from itertools import islice

import pyoxigraph as ox

from kg.consolidation.foresight import Foresight
from kg.consolidation.said import Said, told
from kg.consolidation.steps import Steps
from kg.identity.corrections import Correction
from kg.namespaces import article_id, article_iri
from kg.rdf import terms as t
from kg.rdf.nodes import text, value
from kg.store import Store

__all__ = ["RULES", "Said", "consolidate", "is_current", "let_go", "start_anew", "told"]

RULES = "4"
"""By which rules claims become events; raise it with every change of these."""

# Articles that are taken in by one step: what is read is kept until its end. With fewer the engine has more files to
# put in order (with 500, a fifth of what all of an archive of 10,000 takes), with more it holds more (790 MiB).
_AT_ONCE = 4_000
# The same on a server, of which all that a step looks up is held until its end.
_FAR_AT_ONCE = 100


def is_current(store: Store) -> bool:
    """Do the events of a store follow from all that its articles say and people have put right?"""
    return _rules(store) == RULES and not _any_waits(store) and next(_unapplied(store), None) is None


def consolidate(store: Store, fresh: MutableMapping[str, Said] | None = None) -> None:
    """Take in what articles say and people have put right since the last time.

    Parameters
    ----------
    fresh : mapping of str to Said, optional
        What articles of the store say, by their ids, from whoever has just put them there; that of the others is read.
        What has been taken in is forgotten.
    """
    fresh = {} if fresh is None else fresh
    waiting = _waiting(store)
    if _rules(store) != RULES or any(store.exists(article_iri(a), t.CONSOLIDATED, t.IDENTITY) for a in waiting):
        # An article that was replaced or taken out without `let_go` has left what it said before in the events; or a
        # step with many articles was cut short between its two transactions.
        start_anew(store)
        waiting = _waiting(store)
    todo, steps = iter(waiting), Steps(store, fresh)
    at_once = _FAR_AT_ONCE if store.is_far else _AT_ONCE
    while articles := list(islice(todo, at_once)):
        steps = Steps(store, fresh) if steps.hold_enough else steps
        steps.run(come=articles)
    for correction in list(_unapplied(store)):
        Steps(store, {}).run(corrected=correction)


def let_go(store: Store, article: str) -> None:
    """Make events no longer rest on an article, before it is replaced or taken out."""
    iri = article_iri(article)
    if store.exists(iri, t.CONSOLIDATED, t.IDENTITY) and not store.exists(iri, t.WAITING, t.IDENTITY):
        Steps(store, {}).run(go=article)


def start_anew(store: Store) -> None:
    """Forget all events; `consolidate` makes them again from the claims and the corrections."""
    store.start_events_anew(RULES)


def _rules(store: Store) -> str | None:
    return text(store.node(t.IDENTITY, t.IDENTITY), t.CONSOLIDATED)


def _any_waits(store: Store) -> bool:
    return next(store.engine.quads_for_pattern(None, t.WAITING, None, t.IDENTITY), None) is not None


def _waiting(store: Store) -> list[str]:
    """The articles that wait, by their day: those of one time are near each other, and are read together."""
    quads = store.engine.quads_for_pattern
    found = (q.subject for q in quads(None, t.WAITING, None, t.IDENTITY))
    nodes = [node for node in found if isinstance(node, ox.NamedNode)]
    Foresight(store).waiting(node.value for node in nodes)
    days = ((next(quads(n, t.DATE_PUBLISHED, None, n), None), n.value) for n in nodes)
    return [article_id(iri) for _, iri in sorted((value(day.object) if day else "", iri) for day, iri in days)]


def _unapplied(store: Store) -> Iterator[Correction]:
    return (c for c in store.corrections() if not store.exists(c.id, t.APPLIED, t.IDENTITY))
