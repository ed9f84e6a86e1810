"""What an article says: its graph, read as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

import pyoxigraph as ox

from kg.identity.copies import Sketch, sketch
from kg.model import Claim, Entity
from kg.namespaces import BASE, article_iri
from kg.rdf import Node, read_claim, read_entity
from kg.rdf import terms as t
from kg.rdf.nodes import group, needed, texts
from kg.rdf.slots import Entities
from kg.store import Store

_SOURCE = BASE + "source/"


class Said:
    """The graph of an article. Its quads lie beside each other on the disk, so one scan costs less than look-ups."""

    def __init__(self, store: Store, article: str) -> None:
        graph = ox.NamedNode(article_iri(article))
        self._iri = graph.value
        self._nodes = group(store.engine.quads_for_pattern(None, None, None, graph))

    @property
    def is_there(self) -> bool:
        """Whether the article is stored; one that was taken out may still wait."""
        return t.FINGERPRINT in self._look(self._iri)

    @property
    def claims(self) -> list[str]:
        """The ids of its claims."""
        return [iri for iri, node in self._nodes.items() if t.WAS_QUOTED_FROM in node]

    @property
    def sources(self) -> set[str]:
        """Whom it quotes that is nobody in the graph."""
        named = {name for node in self._nodes.values() for name in texts(node, t.WAS_ATTRIBUTED_TO)}
        return {unquote(name.removeprefix(_SOURCE)) for name in named if name.startswith(_SOURCE)}

    def claim(self, iri: str, entity: Entities) -> Claim:
        """One of its claims; `entity` finds whom it does not describe itself."""
        return read_claim(iri, self._look, entity)

    def sketch(self) -> Sketch:
        """The sketch of its text."""
        return sketch(needed(self._iri, self._look(self._iri), t.TEXT))

    def strangers(self) -> Iterator[tuple[str, Entity]]:
        """Whom it describes, by IRI, and how."""
        for node in self._nodes.values():
            for stranger in texts(node, t.DESCRIBES):
                yield stranger, read_entity(stranger, node)

    def _look(self, iri: str) -> Node:
        return self._nodes.get(iri, {})
