"""Where nodes stand, how large they are and in which colour: the same in every run."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import chain
from typing import TypeAlias

import networkx as nx
import numpy as np
import numpy.typing as npt

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
# As far apart as eight colours can be for colour-blind readers, the same palette with a dark grey-green.
_COMMUNITY_COLOURS = (
    (0, 114, 178), (230, 159, 0), (0, 158, 115), (204, 121, 167), (86, 180, 233), (213, 94, 0), (240, 228, 66),
    (47, 79, 79),
)  # fmt: skip
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
_FEWEST_ROUNDS, _MOST_ROUNDS = 50, 400
_WORK = 2.5e7
# Of pushing overlapping nodes apart.
_LOOKS, _STEPS = 30, 10
# Room between the rims of two nodes, for their labels.
_ROOM = 14.0
_GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))

Points: TypeAlias = npt.NDArray[np.float64]


def positions(network: Network, *, seed: int = 1) -> dict[str, tuple[float, float]]:
    """Where each node stands, around the origin, in the unit of their sizes.

    Up to 1,000 nodes that have an edge, each part that hangs together is laid out by ForceAtlas2 (Jacomy et al. 2014,
    doi:10.1371/journal.pone.0098679), nodes that overlap are pushed apart, and the parts are set around the largest,
    the lone nodes last. With more, all stand on a spiral (Vogel 1979, doi:10.1016/0025-5564(79)90080-4), those with
    most events in the middle.

    Parameters
    ----------
    seed : int
        The same network and seed give the same positions.
    """
    joined = set(chain.from_iterable(pair for pair in network.ends() if pair[0] != pair[1]))
    if len(joined) > _MOST_NODES:
        return _spiral(network.nodes)
    ends = {(source, target) for source, target in network.ends() if source != target}
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(node.id for node in network.nodes)
    graph.add_edges_from(sorted(ends))
    sizes = {node.id: size(node) for node in network.nodes}
    parts = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda p: (-len(p), p))
    found: dict[str, tuple[float, float]] = {}
    placed: list[tuple[float, float, float]] = []
    for part in parts:
        radii = np.array([sizes[n] / 2 for n in part])
        points = _by_forces(graph.subgraph(part), part, radii, seed)
        reach = float((np.hypot(*points.T) + radii).max()) + _ROOM
        x, y = _free(placed, reach)
        placed.append((x, y, reach))
        found |= {
            n: (round(x + float(px), 2), round(y + float(py), 2)) for n, (px, py) in zip(part, points, strict=True)
        }
    return found


def size(node: Node) -> float:
    """The diameter of a node: its area grows with the number of its events."""
    return round(10 * math.sqrt(max(node.rank, 1)), 2)


def node_colour(node: Node) -> tuple[int, int, int]:
    """Red, green and blue by the kind of node."""
    return _NODE_COLOURS.get(node.kind, _GREY)


def community_colour(number: int) -> tuple[int, int, int]:
    """Red, green and blue by the number of a community; those beyond the eighth, and none, are grey."""
    return _COMMUNITY_COLOURS[number - 1] if 0 < number <= len(_COMMUNITY_COLOURS) else _GREY


def edge_colour(quad: str) -> tuple[int, int, int]:
    """Red, green and blue by quad class: blue for cooperation, orange for conflict, the darker the more material."""
    return _EDGE_COLOURS.get(quad, _GREY)


def _by_forces(graph: nx.Graph[str], nodes: Sequence[str], radii: Points, seed: int) -> Points:
    """The nodes of one part around the origin, as far apart as their sizes need."""
    if len(nodes) < 3:
        gap = radii.sum() + 3 * _ROOM
        return np.array([[gap * (i - (len(nodes) - 1) / 2), 0.0] for i in range(len(nodes))])
    rounds = int(min(max(_WORK / len(nodes) ** 2, _FEWEST_ROUNDS), _MOST_ROUNDS))
    ordered: nx.Graph[str] = nx.Graph()
    ordered.add_nodes_from(nodes)
    ordered.add_edges_from(graph.edges())
    raw = nx.forceatlas2_layout(ordered, max_iter=rounds, strong_gravity=True, scaling_ratio=4.0, seed=seed)
    points = np.array([raw[n] for n in nodes], dtype=np.float64)
    points -= points.mean(axis=0)
    # The mean distance from the middle of nodes that fill a disc is two thirds of its radius.
    wanted = 2 / 3 * 1.7 * math.sqrt(float(((radii + _ROOM) ** 2).sum()))
    points *= wanted / max(float(np.hypot(*points.T).mean()), 1e-9)
    return _apart(points, radii + _ROOM / 2)


def _apart(points: Points, radii: Points) -> Points:
    """Push nodes that overlap away from each other until none do, or for a good while."""
    for _ in range(_LOOKS):
        # Looking at all pairs is what costs; those that are close stay the same for a few steps.
        distance = np.hypot(*(points[:, None, :] - points[None, :, :]).transpose(2, 0, 1))
        one, two = np.nonzero(np.triu(distance < (radii[:, None] + radii[None, :]) * 1.2, k=1))
        moved = False
        for _ in range(_STEPS):
            away = points[one] - points[two]
            apart = np.maximum(np.hypot(*away.T), 1e-6)
            lacking = np.maximum(radii[one] + radii[two] - apart, 0.0)
            if not lacking.any():
                break
            moved = True
            push = away * (0.26 * lacking / apart)[:, None]
            for axis in (0, 1):
                points[:, axis] += np.bincount(one, push[:, axis], len(points))
                points[:, axis] -= np.bincount(two, push[:, axis], len(points))
        if not moved:
            break
    middle: Points = points - points.mean(axis=0)
    return middle


def _free(placed: Sequence[tuple[float, float, float]], reach: float) -> tuple[float, float]:
    """A place for a disc of this radius, as near to the first one as there is room."""
    if not placed:
        return 0.0, 0.0
    others = np.array(placed)
    distance = placed[0][2] + reach
    while True:
        angles = np.arange(0.0, 2 * math.pi, max(reach / distance, 0.02))
        spots = np.column_stack((np.cos(angles), np.sin(angles))) * distance
        gaps = np.hypot(spots[:, None, 0] - others[:, 0], spots[:, None, 1] - others[:, 1]) - others[:, 2] - reach
        free = np.flatnonzero((gaps >= -1e-9).all(axis=1))
        if len(free):
            return float(spots[free[0], 0]), float(spots[free[0], 1])
        distance += reach / 2


def _spiral(nodes: Sequence[Node]) -> dict[str, tuple[float, float]]:
    by_rank = sorted(nodes, key=lambda n: (-n.rank, n.id))
    found = {}
    area = 0.0
    for i, node in enumerate(by_rank):
        area += (size(node) + _ROOM) ** 2
        away, angle = math.sqrt(area), i * _GOLDEN_ANGLE
        found[node.id] = (round(away * math.cos(angle), 2), round(away * math.sin(angle), 2))
    return found
