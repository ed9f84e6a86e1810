"""Where nodes stand, how large they are and in which colour: the same in every run."""

from __future__ import annotations

import math

import networkx as nx

from kg.export.network import Network, Node

# Colours of Okabe and Ito, told apart by colour-blind readers (https://jfly.uni-koeln.de/color/).
_NODE_COLOURS = {
    "person": (230, 159, 0),
    "state": (0, 114, 178),
    "organisation": (86, 180, 233),
    "group": (213, 94, 0),
    "place": (0, 158, 115),
    "topic": (204, 121, 167),
    "event": (90, 90, 90),
}
_EDGE_COLOURS = {
    "verbal cooperation": (86, 180, 233),
    "material cooperation": (0, 114, 178),
    "verbal conflict": (230, 159, 0),
    "material conflict": (213, 94, 0),
}
_GREY = (150, 150, 150)

# The layout by forces takes time and memory by the square of the number of nodes: 1,000 nodes take two to three
# seconds on one core. Above that, a spiral; graph tools have faster layouts of their own.
_MOST_NODES = 1_000
_ROUNDS = 50
_WIDTH = 1_000.0
_GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))


def positions(network: Network, *, seed: int = 1) -> dict[str, tuple[float, float]]:
    """Where each node stands, within a square of side 1,000 around the origin.

    Up to 1,000 nodes by ForceAtlas2 (Jacomy et al. 2014, doi:10.1371/journal.pone.0098679); more nodes stand on a
    spiral (Vogel 1979, doi:10.1016/0025-5564(79)90080-4), those with most events in the middle. Nodes without an
    edge always stand on the rim.
    """
    graph: nx.Graph[str] = nx.Graph()
    for edge in network.edges:
        if edge.source != edge.target:
            graph.add_edge(edge.source, edge.target)
    linked = [n for n in network.nodes if n.id in graph]
    lone = [n for n in network.nodes if n.id not in graph]
    inner = _by_forces(graph, seed) if 2 < len(linked) <= _MOST_NODES else _spiral(linked)
    around = {
        node.id: (
            round(_WIDTH / 2 * math.cos(i * 2 * math.pi / len(lone)), 2),
            round(_WIDTH / 2 * math.sin(i * 2 * math.pi / len(lone)), 2),
        )
        for i, node in enumerate(lone)
    }
    return inner | around


def size(node: Node) -> float:
    """The diameter of a node: its area grows with the number of its events."""
    return round(10 * math.sqrt(max(node.rank, 1)), 2)


def node_colour(node: Node) -> tuple[int, int, int]:
    """Red, green and blue by the kind of node."""
    return _NODE_COLOURS.get(node.kind, _GREY)


def edge_colour(quad: str) -> tuple[int, int, int]:
    """Red, green and blue by quad class: blue for cooperation, orange for conflict, the darker the more material."""
    return _EDGE_COLOURS.get(quad, _GREY)


def _by_forces(graph: nx.Graph[str], seed: int) -> dict[str, tuple[float, float]]:
    raw = nx.forceatlas2_layout(graph, max_iter=_ROUNDS, seed=seed)
    points = {node: (float(x), float(y)) for node, (x, y) in raw.items()}
    middle = tuple(sum(axis) / len(points) for axis in zip(*points.values(), strict=True))
    reach = max(math.dist(point, middle) for point in points.values())
    scale = 0.45 * _WIDTH / reach
    return {n: (round((x - middle[0]) * scale, 2), round((y - middle[1]) * scale, 2)) for n, (x, y) in points.items()}


def _spiral(nodes: list[Node]) -> dict[str, tuple[float, float]]:
    by_rank = sorted(nodes, key=lambda n: (-n.rank, n.id))
    step = 0.45 * _WIDTH / math.sqrt(max(len(nodes), 1))
    return {
        node.id: (
            round(step * math.sqrt(i) * math.cos(i * _GOLDEN_ANGLE), 2),
            round(step * math.sqrt(i) * math.sin(i * _GOLDEN_ANGLE), 2),
        )
        for i, node in enumerate(by_rank)
    }
