"""The networks as tables of nodes and edges, with the headers that Gephi's and Neo4j's importers know."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import BinaryIO

from kg.export.gexf import EDGE_COLUMNS, NODE_COLUMNS
from kg.export.network import Network, Value, View, network
from kg.export.streams import comma_separated
from kg.model import Status
from kg.queries.outlines import Told
from kg.relations import OCCURRED

# Columns of edges that stand under a name of the importer's own.
_GEPHI_EDGES = ("Id", "Source", "Target", "Type", "Kind", "Label", "Weight")
_NEO4J = {
    "string": "", "liststring": ":string[]", "integer": ":int", "double": ":float", "boolean": ":boolean",
}  # fmt: skip


def write_nodes(
    events: Iterable[Told], out: BinaryIO, *, as_: View = "relations", statuses: Collection[Status] = OCCURRED
) -> None:
    """Write the nodes as Gephi's table of nodes: `Id`, `Label`, and the columns of GEXF; lists are joined by ``|``."""
    comma_separated(out, _nodes(network(events, as_, statuses=statuses), as_))


def write_edges(
    events: Iterable[Told], out: BinaryIO, *, as_: View = "relations", statuses: Collection[Status] = OCCURRED
) -> None:
    """Write the edges as Gephi's table of edges.

    `Type` is Directed only where the words give a direction; `spells` are ``start/end`` joined by ``|``.
    """
    comma_separated(out, _edges(network(events, as_, statuses=statuses), as_))


def write_neo4j_nodes(
    events: Iterable[Told], out: BinaryIO, *, as_: View = "relations", statuses: Collection[Status] = OCCURRED
) -> None:
    """Write the nodes for ``neo4j-admin database import``: a node's label is its kind, lists are joined by ``;``."""
    comma_separated(out, _neo4j_nodes(network(events, as_, statuses=statuses), as_))


def write_neo4j_edges(
    events: Iterable[Told], out: BinaryIO, *, as_: View = "relations", statuses: Collection[Status] = OCCURRED
) -> None:
    """Write the edges for ``neo4j-admin database import``; Neo4j has no undirected ones, see the column `directed`."""
    comma_separated(out, _neo4j_edges(network(events, as_, statuses=statuses), as_))


def _nodes(net: Network, view: View) -> Iterator[list[object]]:
    yield ["Id", "Label", *NODE_COLUMNS[view], "spells"]
    for node in net.nodes:
        yield [node.id, node.label, *(_cell(node.values.get(c), "|") for c in NODE_COLUMNS[view]), _spells(node.spells)]


def _edges(net: Network, view: View) -> Iterator[list[object]]:
    yield [*_GEPHI_EDGES, *EDGE_COLUMNS[view], "spells"]
    for edge in net.edges:
        directed = "Directed" if edge.values.get("directed", True) else "Undirected"
        own = [edge.id, edge.source, edge.target, directed, edge.kind, edge.kind, edge.weight]
        yield [*own, *(_cell(edge.values.get(c), "|") for c in EDGE_COLUMNS[view]), _spells(edge.spells)]


def _neo4j_nodes(net: Network, view: View) -> Iterator[list[object]]:
    columns = NODE_COLUMNS[view]
    yield ["id:ID", "label", *(name + _NEO4J[kind] for name, kind in columns.items()), ":LABEL"]
    for node in net.nodes:
        yield [node.id, node.label, *(_cell(node.values.get(c), ";") for c in columns), node.kind.capitalize()]


def _neo4j_edges(net: Network, view: View) -> Iterator[list[object]]:
    columns = EDGE_COLUMNS[view]
    yield [
        ":START_ID",
        ":END_ID",
        ":TYPE",
        "weight:float",
        *(n + _NEO4J[k] for n, k in columns.items()),
        "spells:string[]",
    ]
    for edge in net.edges:
        kind = edge.kind.upper().replace(" ", "_")
        spells = _spells(edge.spells).replace("|", ";")
        yield [edge.source, edge.target, kind, edge.weight, *(_cell(edge.values.get(c), ";") for c in columns), spells]


def _cell(value: Value, joint: str) -> object:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        # An element that has the joint in it would become two.
        return joint.join(" ".join(part.replace(joint, ",").split()) for part in value)
    return " ".join(value.split()) if isinstance(value, str) else value


def _spells(spells: tuple[tuple[str, str], ...]) -> str:
    return "|".join(f"{start}/{end}" for start, end in spells)
