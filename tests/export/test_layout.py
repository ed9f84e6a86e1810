from __future__ import annotations

import math

import pytest

from kg.export.layout import edge_colour, node_colour, positions, size
from kg.export.network import Edge, Network, Node
from kg.ontology import event_types


def net(nodes, pairs):
    return Network(
        tuple(Node(id=str(i), label="", kind="person", rank=i % 7, values={}) for i in range(nodes)),
        tuple(Edge(source=str(a), target=str(b), kind="met") for a, b in pairs),
    )


@pytest.mark.parametrize(
    ("nodes", "pairs"),
    [
        (0, []),
        (1, []),
        (1, [(0, 0)]),
        (2, [(0, 1)]),
        (3, [(0, 1)]),
        (4, [(0, 1), (2, 3)]),
        (30, [(0, i) for i in range(1, 30)]),
        (1500, [(i, i + 1) for i in range(1499)]),
    ],
)
def test_every_node_has_a_place_of_its_own_within_the_square(nodes, pairs):
    network = net(nodes, pairs)
    found = positions(network)
    assert set(found) == {n.id for n in network.nodes}
    assert len(set(found.values())) == nodes
    assert all(math.hypot(x, y) <= 500.1 for x, y in found.values())
    assert found == positions(network)


def test_neighbours_stand_closer_than_strangers():
    triangles = [(0, 1), (1, 2), (2, 0), (3, 4), (4, 5), (5, 3), (2, 3)]
    at = positions(net(6, triangles))
    assert math.dist(at["0"], at["1"]) < math.dist(at["0"], at["5"])


def test_size_grows_with_the_root_of_events():
    one, four = (Node(id="x", label="", kind="person", rank=r, values={}) for r in (1, 4))
    assert (size(one), size(four)) == (10.0, 20.0)


def test_colours_tell_kinds_and_quads_apart():
    kinds = ("person", "state", "organisation", "group", "place", "topic", "event", "something")
    assert len({node_colour(Node(id="x", label="", kind=k, rank=1, values={})) for k in kinds}) == len(kinds)
    assert len({edge_colour(q) for q in {t.quad for t in event_types().values()} | {""}}) == 5
