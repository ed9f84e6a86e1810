"""The graph as articles, claims, events and world: one writer, several readers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.errors import InputError
from kg.identity.corrections import Correction, in_time
from kg.location import Location, Server
from kg.model import Article, Claim, Entity, Event, Term
from kg.namespaces import article_iri
from kg.rdf import article_quads, events_quads, lookup, read_claim, read_entity, vocabulary_quads, world_quads
from kg.rdf import terms as t
from kg.rdf.corrections import correction_quads, read_correction
from kg.rdf.identity import waiting_quads
from kg.rdf.nodes import group, value
from kg.store.files import open_engine, read_note, refuse_copy, write_note
from kg.store.quads import QuadStore


class Store(QuadStore):
    """The project's graph. Get one from `Store.open`; it is a context manager."""

    # The entities that the world's graph describes, once asked for.
    _known: frozenset[str] | None = None

    @classmethod
    def open(cls, location: Location, *, create: bool = False, read_only: bool = False, is_copy: bool = False) -> Store:
        """Open the store in a folder or on a server.

        Parameters
        ----------
        location : Path or Server
            The folder: a marker, and the engine's files in ``oxigraph``. Or a SPARQL server.
        create : bool
            Make a new store where there is none.
        read_only : bool
            Never write. What another process writes to a folder meanwhile is not seen; for a steady view use
            `snapshot`. What it writes to a server is.
        is_copy : bool
            Write to a folder although it is the copy of a server's graph.

        Raises
        ------
        StoreError
            If there is no store, the folder holds something else, another process writes to it, a newer version made
            it, or the server cannot be used.
        """
        if isinstance(location, Server):
            from kg.store.remote import RemoteStore

            return RemoteStore.at(location, create=create, read_only=read_only)
        if not read_only and not is_copy:
            refuse_copy(location)
        return cls(location, open_engine(location, create=create, read_only=read_only), read_only=read_only)

    def articles(self) -> dict[str, str]:
        """The fingerprint of every article by its id."""
        rows = self.select(
            "SELECT ?id ?fingerprint {"
            " GRAPH ?article { ?article schema:identifier ?id ; kg:fingerprint ?fingerprint } } ORDER BY ?id"
        )
        return {value(row[0]): value(row[1]) for row in rows}

    def put_article(self, article: Article, claims: Iterable[Claim], fingerprint: str) -> None:
        """Store an article with its claims, in place of what was stored under its id; all of it or nothing.

        Raises
        ------
        InputError
            If something in it fits no graph, such as half of a surrogate pair.
        """
        quads = self.quads_of(article, claims, fingerprint)
        beside = set(waiting_quads(article.id))
        self.replace(ox.NamedNode(article_iri(article.id)), quads.difference(beside), beside)

    def quads_of(self, article: Article, claims: Iterable[Claim], fingerprint: str) -> set[ox.Quad]:
        """What is stored of an article with its claims, and that it waits for being taken in.

        Raises
        ------
        InputError
            If something in it fits no graph, such as half of a surrogate pair.
        """
        try:
            said = article_quads(article, claims, fingerprint, self.world_ids())
            return {*said, *waiting_quads(article.id)}
        except ValueError as error:
            raise InputError(
                f"cannot be stored: {error}", where=repr(article.id), remedy="repair its characters"
            ) from error

    def remove_article(self, article_id: str) -> bool:
        """Take an article and its claims out; False if it was not there. Events stay until they are consolidated."""
        graph = ox.NamedNode(article_iri(article_id))
        if not self.engine.contains_named_graph(graph):
            return False
        self.remove(graph, waiting_quads(article_id))
        return True

    def claims(self) -> Iterator[Claim]:
        """Every claim, ordered by id."""
        world: dict[str, Entity] = {}

        def entity(iri: str) -> Entity:
            if iri not in world:
                world[iri] = self.entity(iri)
            return world[iri]

        found: list[Claim] = []
        for graph in self._article_graphs():
            quads = list(self.engine.quads_for_pattern(None, None, None, graph))
            look = lookup(quads)
            ids = [value(q.subject) for q in quads if q.predicate == t.A and q.object == t.CLAIM]
            found.extend(read_claim(iri, look, entity) for iri in ids)
        found.sort(key=lambda claim: claim.id)
        yield from found

    def put_events(self, events: Iterable[Event]) -> None:
        """Make these the events of the store; what is the same stays untouched; all of it or nothing."""
        self.replace(t.EVENTS, set(events_quads(events, self.world_ids())))

    def put_world(self, entities: Iterable[Entity], terms: Iterable[Term]) -> None:
        """Make these the entities and terms of office of the store; all of it or nothing.

        Put the world first: entities that it does not have are described with the articles and events put later.

        Raises
        ------
        TableError
            If a term names a person or body that is not among the entities.
        """
        self.replace(t.WORLD, set(world_quads(entities, terms)))
        self._known = None

    def put_vocabulary(self) -> None:
        """Store the ontology that the package ships."""
        self.replace(t.VOCABULARY, set(vocabulary_quads()))

    def start_events_anew(self, rules: str) -> None:
        """Forget the events and where claims were placed, and have every article wait for being taken in again.

        Parameters
        ----------
        rules : str
            Stands for the rules by which they will be placed.
        """
        self.update(
            f"CLEAR SILENT GRAPH {t.EVENTS} ; CLEAR SILENT GRAPH {t.IDENTITY} ;"
            f" INSERT {{ GRAPH {t.IDENTITY} {{ ?article {t.WAITING} true }} }}"
            f" WHERE {{ GRAPH ?article {{ ?article a {t.NEWS_ARTICLE} }} }} ;"
            f" INSERT DATA {{ GRAPH {t.IDENTITY} {{ {t.IDENTITY} {t.CONSOLIDATED} {ox.Literal(rules)} }} }}"
        )

    @property
    def answers_alike(self) -> bool:
        """Whether queries give what the embedded engine would give."""
        return True

    def steady_state(self) -> str:
        """What stands for all that is in the store, where others may write to it while it is open."""
        return ""

    def marked(self, name: str) -> str:
        """What is noted beside the graph under a name; empty for nothing."""
        return read_note(self.path, name)

    def mark(self, name: str, value: str) -> None:
        """Note something beside the graph, whole or not at all; empty for nothing."""
        write_note(self.path, name, value)

    def corrections(self) -> list[Correction]:
        """What people have put right, in the order of time."""
        quads = self.engine.quads_for_pattern(None, None, None, t.CORRECTIONS)
        found = [read_correction(iri, node) for iri, node in group(quads).items()]
        return sorted(found, key=in_time)

    def put_correction(self, correction: Correction) -> None:
        """Keep a correction for good. Events follow it when they are consolidated."""
        self.exchange((), set(correction_quads(correction)))

    def world_ids(self) -> frozenset[str]:
        """The IRIs of the entities that the world's graph describes."""
        if self._known is None:
            rows = self.select(f"SELECT ?entity {{ GRAPH {t.WORLD} {{ ?entity kg:kind ?kind }} }}")
            self._known = frozenset(value(row[0]) for row in rows)
        return self._known

    def world_is(self, ids: Iterable[str]) -> None:
        """Take it from whoever knows which entities the world's graph describes, and need not read them."""
        if self._known is None:
            self._known = frozenset(ids)

    def entity(self, iri: str) -> Entity:
        """An entity as the world, or else the events graph, describes it; else what its IRI tells."""
        subject = ox.NamedNode(iri)
        return read_entity(iri, self.node(subject, t.WORLD) or self.node(subject, t.EVENTS))

    def entity_exists(self, iri: str) -> bool:
        """Whether the world or the events graph describes an entity."""
        return any(self.exists(iri, t.KIND, graph) for graph in (t.WORLD, t.EVENTS))

    def counts(self) -> dict[str, int]:
        """How much is in the store: articles, claims, events, entities, terms of office, quads."""
        return {
            "articles": self._count("GRAPH ?x { ?x a schema:NewsArticle }"),
            "claims": self._count("?x a kg:Claim"),
            "events": self.count_events(),
            "entities": self._count(
                f"VALUES ?graph {{ {t.WORLD} {t.EVENTS} }} GRAPH ?graph {{ ?x kg:kind ?kind }}",
            ),
            "terms": self._count(f"GRAPH {t.WORLD} {{ ?x a kg:Term }}"),
            "quads": len(self.engine),
        }

    def count_events(self) -> int:
        """How many events are in the store."""
        return self._count(f"GRAPH {t.EVENTS} {{ ?x kg:eventType ?type }}")

    def _article_graphs(self) -> list[ox.NamedNode]:
        rows = self.select("SELECT ?article { GRAPH ?article { ?article a schema:NewsArticle } } ORDER BY ?article")
        return [row[0] for row in rows if isinstance(row[0], ox.NamedNode)]

    def _count(self, pattern: str) -> int:
        return int(value(next(self.select(f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}"))[0]))
