"""The networks as GraphML, for tools that do not read GEXF."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import BinaryIO

import networkx as nx

from kg.export.network import Value, View, network
from kg.model import Status
from kg.queries.outlines import Told
from kg.relations import OCCURRED


def write_graphml(
    events: Iterable[Told], out: BinaryIO, *, as_: View = "relations", statuses: Collection[Status] = OCCURRED
) -> None:
    """Write the network of these events as GraphML.

    Parameters
    ----------
    events : iterable of Event or Outline
    out : binary stream
    as_ : {"relations", "events"}
        See `kg.export.network.network`. Lists become text joined by ``|``, what is unknown is left out, spells are
        ``start/end`` joined by ``|``. The column that GEXF calls `kind` on edges is `kind` here too.
    statuses : collection of str
        Which events count.

    Raises
    ------
    UsageError
        If there is no such view.
    """
    net = network(events, as_, statuses=statuses)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in net.nodes:
        graph.add_node(node.id, **_known({**node.values, "label": node.label, "spells": _joined(node.spells)}))
    for edge in net.edges:
        told = {name: value for name, value in edge.values.items() if name != "quotes"}
        values = {**told, "kind": edge.kind, "weight": edge.weight, "spells": _joined(edge.spells)}
        graph.add_edge(edge.source, edge.target, key=edge.id, **_known(values))
    # Not the writer that uses lxml where it is installed: the same bytes everywhere.
    nx.write_graphml_xml(graph, out)


def _known(values: Mapping[str, Value]) -> dict[str, str | int | float | bool]:
    texts = {name: "|".join(value) if isinstance(value, tuple) else value for name, value in values.items()}
    return {name: value for name, value in texts.items() if value is not None and value != ""}


def _joined(spells: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    return tuple(f"{start}/{end}" for start, end in spells)
