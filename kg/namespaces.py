"""The IRIs of the graph, and the names of its parts."""

from __future__ import annotations

import functools
import hashlib
from urllib.parse import quote, unquote

BASE = "https://w3id.org/aide-memoire/"
KG = BASE + "ns#"
PLOVER = BASE + "plover#"
SEM = "http://semanticweb.cs.vu.nl/2009/11/sem/"
PROV = "http://www.w3.org/ns/prov#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
TIME = "http://www.w3.org/2006/time#"
GEO = "http://www.w3.org/2003/01/geo/wgs84_pos#"
ORG = "http://www.w3.org/ns/org#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SCHEMA = "https://schema.org/"
WIKIDATA = "http://www.wikidata.org/entity/"

EVENTS_GRAPH = BASE + "graph/events"
WORLD_GRAPH = BASE + "graph/world"
VOCABULARY_GRAPH = BASE + "graph/vocabulary"
IDENTITY_GRAPH = BASE + "graph/identity"
CORRECTIONS_GRAPH = BASE + "graph/corrections"

# What a query may use without declaring it, and what every dump declares.
PREFIXES = {
    "kg": KG, "plover": PLOVER, "sem": SEM, "prov": PROV, "skos": SKOS, "time": TIME, "geo": GEO, "org": ORG,
    "rdf": RDF, "rdfs": RDFS, "owl": OWL, "xsd": XSD, "schema": SCHEMA, "wd": WIKIDATA,
    "person": BASE + "person/", "state": BASE + "state/", "body": BASE + "org/", "group": BASE + "group/",
    "place": BASE + "place/", "topic": BASE + "topic/", "event": BASE + "event/", "claim": BASE + "claim/",
    "article": BASE + "article/", "correction": BASE + "correction/",
}  # fmt: skip

_FOLDERS = {"organisation": "org"}


@functools.lru_cache(maxsize=1 << 12)  # the same states are asked for several times a sentence
def entity_iri(kind: str, name: str) -> str:
    """The IRI of an entity of this kind (``person``, ``state``, ``organisation``, ...)."""
    return f"{BASE}{_FOLDERS.get(kind, kind)}/{quote(name, safe='')}"


def article_iri(article_id: str) -> str:
    """The IRI of an article, which is also the name of its graph."""
    return f"{BASE}article/{quote(article_id, safe='')}"


def article_id(iri: str) -> str:
    """The id of the article of an IRI."""
    return unquote(iri.removeprefix(f"{BASE}article/"))


def digest(*parts: str) -> str:
    """Sixteen hex digits that stand for these parts, the same in every run and on every machine."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
