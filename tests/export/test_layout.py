from __future__ import annotations

import math
from itertools import combinations

import pytest

from kg.export.layout import community_colour, edge_colour, node_colour, positions, size
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
def test_every_node_has_a_place_of_its_own(nodes, pairs):
    network = net(nodes, pairs)
    found = positions(network)
    assert set(found) == {n.id for n in network.nodes}
    radius = {n.id: size(n) / 2 for n in network.nodes}
    for one, other in combinations(sorted(found)[:200], 2):
        assert math.dist(found[one], found[other]) >= radius[one] + radius[other]
    assert found == positions(network)


def test_parts_that_do_not_hang_together_stand_apart():
    two = positions(
        net(10, [(a, b) for a in range(5) for b in range(a)] + [(a, b) for a in range(5, 10) for b in range(5, a)])
    )
    one, other = ([two[str(n)] for n in part] for part in (range(5), range(5, 10)))
    middles = [(sum(x for x, _ in part) / 5, sum(y for _, y in part) / 5) for part in (one, other)]
    reach = [max(math.dist(middle, at) for at in part) for middle, part in zip(middles, (one, other), strict=True)]
    assert math.dist(*middles) > sum(reach)


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
    assert len({community_colour(number) for number in range(9)}) == 9
    assert community_colour(9) == community_colour(0)
    assert len({edge_colour(q) for q in {t.quad for t in event_types().values()} | {""}}) == 5
