"""An article and its claims as the quads of the article's own graph, and back."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from urllib.parse import quote

import pyoxigraph as ox

from kg.model import Article, Claim, Entity
from kg.namespaces import BASE, article_iri
from kg.rdf import terms as t
from kg.rdf.entities import description_iri, description_quads, read_entity
from kg.rdf.nodes import Lookup, Node, needed, text
from kg.rdf.quantities import quantity_quads, read_quantities
from kg.rdf.slots import Entities, entities_of, read_slots, slot_quads

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


def article_quads(
    article: Article, claims: Iterable[Claim], fingerprint: str, world: Container[str] = ()
) -> Iterator[ox.Quad]:
    """The whole graph of an article.

    Parameters
    ----------
    fingerprint : str
        Stands for the article and the rules it was read by.
    world : container of str
        IRIs of the entities that the world's graph describes; the others are described here.
    """
    graph = ox.NamedNode(article_iri(article.id))
    yield from _metadata(article, fingerprint, graph)
    described: set[str] = set()
    for claim in claims:
        yield from claim_quads(claim)
        for entity in entities_of(claim):
            if entity.id not in world and entity.id not in described:
                described.add(entity.id)
                yield from description_quads(entity, graph)


def claim_quads(claim: Claim) -> Iterator[ox.Quad]:
    """A claim, in the graph of its article; who and what it names is described elsewhere.

    Date, outlet and address stand once, with the article.
    """
    graph = ox.NamedNode(article_iri(claim.article))
    subject = ox.NamedNode(claim.id)
    yield ox.Quad(subject, t.A, t.CLAIM, graph)
    yield ox.Quad(subject, t.WAS_QUOTED_FROM, graph, graph)
    yield from slot_quads(claim, graph)
    yield ox.Quad(subject, t.QUOTE, ox.Literal(claim.quote), graph)
    yield ox.Quad(subject, t.QUOTE_START, ox.Literal(claim.start), graph)
    yield ox.Quad(subject, t.QUOTE_END, ox.Literal(claim.end), graph)
    yield ox.Quad(subject, t.RULE, ox.Literal(claim.rule), graph)
    yield from quantity_quads(claim, graph)
    for predicate, name in ((t.SPEAKER, claim.speaker), (t.ATTRIBUTED_TO, claim.attributed_to)):
        if name is not None:
            yield ox.Quad(subject, predicate, ox.Literal(name), graph)
            yield ox.Quad(subject, t.WAS_ATTRIBUTED_TO, source_node(name), graph)


def source_node(name: str) -> ox.NamedNode:
    """The node of someone who is quoted: an entity by its IRI, or a source by its name."""
    return ox.NamedNode(name if name.startswith(BASE) else f"{BASE}source/{quote(name, safe='')}")


def read_article(iri: str, node: Node) -> Article:
    """The article back from its properties."""
    return Article(
        id=needed(iri, node, t.IDENTIFIER),
        text=needed(iri, node, t.TEXT),
        title=text(node, t.HEADLINE),
        published=published(node),
        published_from=text(node, t.PUBLISHED_FROM),
        source=text(node, t.SOURCE),
        url=text(node, t.URL),
        language=text(node, t.IN_LANGUAGE),
        retrieved=text(node, t.RETRIEVED),
    )


def read_claim(iri: str, look: Lookup, entity: Entities) -> Claim:
    """A claim back, with date, outlet and address of its article.

    Parameters
    ----------
    look : Lookup
        Finds the claim, its parties and its article.
    entity : callable
        The entity of an IRI, where the article itself does not describe it.
    """
    node = look(iri)
    source = needed(iri, node, t.WAS_QUOTED_FROM)
    article = look(source)

    def described(who: str) -> Entity:
        own = look(description_iri(who, source))
        return read_entity(who, own) if own else entity(who)

    return Claim(
        id=iri,
        article=needed(source, article, t.IDENTIFIER),
        quote=needed(iri, node, t.QUOTE),
        start=int(needed(iri, node, t.QUOTE_START)),
        end=int(needed(iri, node, t.QUOTE_END)),
        speaker=text(node, t.SPEAKER),
        attributed_to=text(node, t.ATTRIBUTED_TO),
        rule=needed(iri, node, t.RULE),
        quantities=read_quantities(node, look),
        published=published(article),
        source=text(article, t.SOURCE),
        url=text(article, t.URL),
        **read_slots(iri, node, look, described),
    )


def published(node: Node) -> str | None:
    """When an article came out, as it was given."""
    return text(node, t.PUBLISHED) or text(node, t.DATE_PUBLISHED)


def _metadata(article: Article, fingerprint: str, subject: ox.NamedNode) -> Iterator[ox.Quad]:
    yield ox.Quad(subject, t.A, t.NEWS_ARTICLE, subject)
    yield ox.Quad(subject, t.A, t.PROV_ENTITY, subject)
    if article.published is not None:
        # The engine rewrites date-times (+00:00 becomes Z): the day for filters, the text as given beside it.
        if _DAY.match(article.published[:10]):
            yield ox.Quad(subject, t.DATE_PUBLISHED, t.partial(article.published[:10]), subject)
        if not _DAY.match(article.published):
            yield ox.Quad(subject, t.PUBLISHED, ox.Literal(article.published), subject)
    if article.url is not None:
        yield ox.Quad(subject, t.URL, t.uri(article.url), subject)
    for predicate, found in (
        (t.IDENTIFIER, article.id),
        (t.HEADLINE, article.title),
        (t.PUBLISHED_FROM, article.published_from),
        (t.SOURCE, article.source),
        (t.IN_LANGUAGE, article.language),
        (t.RETRIEVED, article.retrieved),
        (t.TEXT, article.text),
        (t.FINGERPRINT, fingerprint),
    ):
        if found is not None:
            yield ox.Quad(subject, predicate, ox.Literal(found), subject)
