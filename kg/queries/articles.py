"""Articles and what each of them claims."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.errors import NotFoundError
from kg.model import Article, Claim
from kg.queries.columns import columns
from kg.queries.rebuild import Rebuild
from kg.queries.statements import about, article_node, with_conditions
from kg.rdf import read_article
from kg.rdf import terms as t
from kg.rdf.nodes import value
from kg.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimOfEvent:
    """A claim and the event that it tells of; None until events are consolidated."""

    claim: Claim
    event: str | None


def article(store: Store, article_id: str) -> Article:
    """An article by its id or IRI, with its text.

    Raises
    ------
    NotFoundError
        If there is none.
    """
    iri = article_node(article_id)
    node = store.node(iri, iri)
    if not node:
        raise NotFoundError(f"there is no article {article_id!r}", remedy="list the articles for their ids")
    return read_article(iri.value, node)


def claims(store: Store, article_id: str) -> list[ClaimOfEvent]:
    """What an article claims, in the order of its text.

    Raises
    ------
    NotFoundError
        If there is no such article.
    """
    iri = article_node(article_id)
    if not store.exists(iri.value):
        raise NotFoundError(f"there is no article {article_id!r}", remedy="list the articles for their ids")
    rebuild = Rebuild(store)
    found = [
        (value(claim), None if event is None else value(event))
        for claim, event in store.select(with_conditions("article_events", [about("article", iri)]))
    ]
    return [ClaimOfEvent(claim=rebuild.claim(claim), event=event) for claim, event in found]


def claims_of(store: Store, iris: Iterable[str]) -> list[ClaimOfEvent]:
    """The claims that bear these IRIs, in the order given; what is not the IRI of a claim in the graph is left out."""
    rebuild, known = Rebuild(store), columns(store)
    found = (iri for iri in iris if store.exists(iri, t.WAS_QUOTED_FROM))
    return [ClaimOfEvent(claim=rebuild.claim(iri), event=known.event_of(iri)) for iri in found]
