"""The graph of relations as simple ties, and whom a name stands for in it."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Collection
from typing import Any

import networkx as nx

from kg.errors import NotFoundError, UsageError
from kg.world.names import fold

# In these they met or spoke: a contact. The other types may be done from afar.
CONTACT = ("CONSULT",)
# PLOVER's quad classes of cooperation.
COOPERATION = ("verbal cooperation", "material cooperation")


def ties(
    graph: nx.MultiDiGraph[str], *, types: Collection[str] | None = None, quads: Collection[str] | None = None
) -> nx.Graph[str]:
    """Who has to do with whom at all: an undirected graph with an edge for each pair.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        As `kg.relations.relations` makes it, an edge for each event.
    types, quads : collection of str, optional
        Only events of these types, or of these quad classes, make a tie.

    Returns
    -------
    networkx.Graph
        Nodes in the order of their ids, with their attributes. `weight` is the number of events, each counted once
        for a pair: a strength, not a distance.

    Examples
    --------
    >>> graph = nx.MultiDiGraph()
    >>> for key, (a, b) in enumerate(["ab", "ba", "bc"]):
    ...     _ = graph.add_edge(a, b, key, type="CONSULT", quad="verbal cooperation")
    >>> list(ties(graph).edges(data="weight"))
    [('a', 'b', 2), ('b', 'c', 1)]
    """
    counts: Counter[tuple[str, str]] = Counter()
    for first, second, edge in graph.edges(data=True):
        if first != second and (types is None or edge["type"] in types) and (quads is None or edge["quad"] in quads):
            counts[min(first, second), max(first, second)] += 1
    found: nx.Graph[str] = nx.Graph()
    found.add_nodes_from((node, graph.nodes[node]) for node in sorted(graph))
    found.add_weighted_edges_from((a, b, n) for (a, b), n in sorted(counts.items()))
    return found


def node(graph: nx.Graph[str], name: str) -> str:
    """The node that a name stands for: its id, its label, one of its other names, or the end of one of these.

    Case and accents do not matter.

    Raises
    ------
    NotFoundError
        If nobody in the graph bears the name; it suggests close ones.
    UsageError
        If several do.
    """
    if name in graph:
        return name
    wanted = fold(name)
    names = {n: [fold(text) for text in (data.get("label", n), *data.get("aliases", ()))] for n, data in _nodes(graph)}
    for bears in (
        lambda known: known[0] == wanted,
        lambda known: wanted in known,
        lambda known: any(text.endswith(f" {wanted}") for text in known),
    ):
        found = [n for n, known in names.items() if bears(known)]
        if len(found) == 1:
            return found[0]
        if found:
            several = ", ".join(sorted(label(graph, n) for n in found))
            raise UsageError(f"{name!r} may be any of {several}", remedy="give the whole name, or the id")
    close = difflib.get_close_matches(wanted, [text for known in names.values() for text in known], n=3)
    remedy = f"did you mean {' or '.join(close)}?" if close else "list who is there: kg relations list"
    raise NotFoundError(f"nobody in these relations is called {name!r}", remedy=remedy)


def label(graph: nx.Graph[str], of: str) -> str:
    """The name of a node."""
    return str(graph.nodes[of].get("label", of))


def _nodes(graph: nx.Graph[str]) -> list[tuple[str, dict[str, Any]]]:
    return [(n, graph.nodes[n]) for n in graph]
