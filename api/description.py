"""The service as it describes itself: https://www.w3.org/TR/sparql11-service-description/."""

from __future__ import annotations

import pyoxigraph as ox

from kg.namespaces import EVENTS_GRAPH, RDF, VOCABULARY_GRAPH, WORLD_GRAPH
from kg.sparql import GRAPHS

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_WRITTEN = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "N-Quads", "TriG", "RDF_XML", "JSON-LD",
)  # fmt: skip
_GRAPHS = (EVENTS_GRAPH, WORLD_GRAPH, VOCABULARY_GRAPH)


def description(endpoint: str, form: str, *, updates: bool) -> bytes:
    """The service in RDF: what it understands and answers with, and the graphs besides those of articles.

    Parameters
    ----------
    endpoint : str
        Its address.
    form : str
        A name of `kg.sparql.GRAPHS`.
    """
    service, data = ox.NamedNode(endpoint), ox.BlankNode("dataset")
    default = ox.BlankNode("default")
    triples = [
        ox.Triple(service, _a(), _sd("Service")),
        ox.Triple(service, _sd("endpoint"), service),
        ox.Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query")),
        ox.Triple(service, _sd("feature"), _sd("UnionDefaultGraph")),
        ox.Triple(service, _sd("defaultDataset"), data),
        ox.Triple(data, _a(), _sd("Dataset")),
        ox.Triple(data, _sd("defaultGraph"), default),
        ox.Triple(default, _a(), _sd("Graph")),
        *(ox.Triple(service, _sd("resultFormat"), ox.NamedNode(_FORMATS + name)) for name in _WRITTEN),
    ]
    if updates:
        triples.append(ox.Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Update")))
    for name in _GRAPHS:
        node = ox.BlankNode(name.rsplit("/", 1)[1])
        triples += [
            ox.Triple(data, _sd("namedGraph"), node),
            ox.Triple(node, _a(), _sd("NamedGraph")),
            ox.Triple(node, _sd("name"), ox.NamedNode(name)),
        ]
    return ox.serialize(triples, format=GRAPHS[form], prefixes={"sd": _SD}) or b""


def _a() -> ox.NamedNode:
    return ox.NamedNode(RDF + "type")


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(_SD + name)
