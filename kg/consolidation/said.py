"""What an article says, as it is taken in: told by whoever has just read it, or read from the store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import unquote

import pyoxigraph as ox

from kg.identity.copies import Sketch, sketch
from kg.model import Article, Claim, Entity, Party
from kg.namespaces import BASE, article_iri
from kg.rdf import read_claim, read_entity
from kg.rdf import terms as t
from kg.rdf.nodes import group, needed, texts
from kg.rdf.slots import Entities, entities_of
from kg.store import Store

_SOURCE = BASE + "source/"


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """What an article says.

    Parameters
    ----------
    claims : mapping of str to Claim
        By their ids, as they come back from a store.
    strangers : mapping of str to Entity
        Whom it describes since the world does not know them, by IRI, and how.
    sources : frozenset of str
        Whom it quotes that is nobody in the graph.
    """

    claims: Mapping[str, Claim]
    strangers: Mapping[str, Entity]
    sources: frozenset[str]
    sketch: Sketch


def told(article: Article, claims: Iterable[Claim], world: Mapping[str, Entity]) -> Said:
    """What an article says, of what has been read in it.

    It is the same as the store gives back, but that the names of the world's entities come in the order of the tables.

    Parameters
    ----------
    world : mapping of str to Entity
        The entities that the world's graph describes, by IRI.
    """
    here: dict[str, Entity] = {}

    def known(entity: Entity) -> Entity:
        if entity.id not in here:  # the first of an article's descriptions is the one that is stored
            stranger = replace(entity, aliases=tuple(sorted(set(entity.aliases))))
            here[entity.id] = world.get(entity.id) or stranger
        return here[entity.id]

    said = {claim.id: _naming(claim, known) for claim in claims}
    strangers = {iri: entity for iri, entity in here.items() if iri not in world}
    quoted = (name for claim in said.values() for name in (claim.speaker, claim.attributed_to) if name is not None)
    sources = frozenset(name for name in quoted if not name.startswith(BASE))
    return Said(said, strangers, sources, sketch(article.text))


def stored(store: Store, article: str, entity: Entities) -> Said | None:
    """What an article that is stored says; None for one that was taken out.

    Its quads lie beside each other on the disk, so one scan costs less than look-ups.

    Parameters
    ----------
    entity : callable
        The entity of an IRI, where the article does not describe it.
    """
    graph = ox.NamedNode(article_iri(article))
    nodes = group(store.engine.quads_for_pattern(None, None, None, graph))
    own = nodes.get(graph.value, {})
    if t.FINGERPRINT not in own:
        return None
    claims = (iri for iri, node in nodes.items() if t.WAS_QUOTED_FROM in node)
    quoted = (name for node in nodes.values() for name in texts(node, t.WAS_ATTRIBUTED_TO))
    return Said(
        {iri: read_claim(iri, lambda subject: nodes.get(subject, {}), entity) for iri in claims},
        {of: read_entity(of, node) for node in nodes.values() for of in texts(node, t.DESCRIBES)},
        frozenset(unquote(name.removeprefix(_SOURCE)) for name in quoted if name.startswith(_SOURCE)),
        sketch(needed(graph.value, own, t.TEXT)),
    )


def _naming(claim: Claim, known: Callable[[Entity], Entity]) -> Claim:
    """A claim about the same as they are known; topics come in the order of their IRIs."""
    if len(claim.topics) < 2 and all(known(entity) is entity for entity in entities_of(claim)):
        return claim

    def sides(parties: tuple[Party, ...]) -> tuple[Party, ...]:
        return tuple(replace(party, entity=known(party.entity)) for party in parties)

    return replace(
        claim,
        actors=sides(claim.actors),
        recipients=sides(claim.recipients),
        mediators=sides(claim.mediators),
        place=claim.place and known(claim.place),
        topics=tuple(sorted(set(map(known, claim.topics)), key=lambda topic: topic.id)),
    )
