"""Draw the network of the seed corpus, the picture in the README: `python docs/picture.py STORE docs/graph.png`."""

from __future__ import annotations

import sys

import matplotlib as mpl

mpl.use("Agg")

import matplotlib.pyplot as plt
import networkx as nx

import kg

COLOURS = {"CONSULT": "#2a6fb0", "AGREE": "#2e9e6b", "ASSAULT": "#c0392b", "COERCE": "#c0392b", "SANCTION": "#d35400"}


def draw(store: str, picture: str) -> None:
    """The people and states with most dealings, an edge for each pair and type."""
    with kg.open(store) as graph:
        network = graph.relations()
    busiest = sorted(network.nodes, key=lambda n: (-network.degree(n), n))[:38]
    shown = network.subgraph(busiest)
    simple = nx.Graph()
    for a, b, edge in shown.edges(data=True):
        if edge["type"] in COLOURS:
            simple.add_edge(a, b, type=edge["type"])
    simple = simple.subgraph(max(nx.connected_components(simple), key=len))
    places = nx.forceatlas2_layout(simple, seed=4, max_iter=600, strong_gravity=True, scaling_ratio=3.0)
    far = max(abs(v) for x, y in places.values() for v in (x, y))
    places = {n: (x / far, y / far) for n, (x, y) in places.items()}
    figure, axes = plt.subplots(figsize=(11, 7.2), dpi=110)
    colours = [COLOURS[e["type"]] for _, _, e in simple.edges(data=True)]
    nx.draw_networkx_edges(simple, places, ax=axes, edge_color=colours, width=1.6, alpha=0.75)
    sizes = [60 + 22 * shown.degree(n) for n in simple]
    people = ["#f4d58d" if network.nodes[n]["kind"] == "person" else "#bcd4e6" for n in simple]
    nx.draw_networkx_nodes(simple, places, ax=axes, node_size=sizes, node_color=people, edgecolors="#555555", linewidths=0.6)
    for node, (x, y) in places.items():
        rise = 5 + (simple.degree(node) + 8) ** 0.5
        axes.annotate(network.nodes[node]["label"], (x, y), (0, rise), textcoords="offset points", ha="center", fontsize=8)
    for name, colour in (("talks", "#2a6fb0"), ("agreements", "#2e9e6b"), ("fighting, coercion", "#c0392b"), ("sanctions", "#d35400")):
        axes.plot([], [], color=colour, label=name)
    axes.legend(loc="lower left", frameon=False, fontsize=9)
    axes.margins(0.09)
    axes.set_axis_off()
    figure.tight_layout()
    figure.savefig(picture)


if __name__ == "__main__":
    draw(*sys.argv[1:3])
