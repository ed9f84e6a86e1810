"""Make the README's picture and answers anew from a store of the seed corpus: `python docs/refresh.py kg-store`."""

from __future__ import annotations

import sys
from pathlib import Path

import networkx as nx

import kg

README = Path(__file__).resolve().parent.parent / "README.md"
PICTURE = Path(__file__).resolve().parent / "graph.png"
BEGIN, END = "| --- | --- |\n", "<!-- end -->"
QUESTIONS = (
    "Which leaders discussed Karabakh?",
    "Who called whom in 2022?",
    "When did Aliyev and Pashinyan meet?",
    "How many times did Putin and Erdogan speak?",
    "Where did Trump meet Kim Jong Un?",
    "Which two leaders met most often?",
    "Who mediated between Armenia and Azerbaijan?",
    "who met pashinyan in october 2022",
    "What happened between Israel and Hamas?",
    "Which articles report the meeting between Aliyev and Pashinyan in Washington?",
)


def answers(graph: kg.Graph) -> str:
    """The README's ten questions with what the graph answers, as rows of its table."""
    return "".join(f"| {question} | {graph.ask(question).summary} |\n" for question in QUESTIONS)


COLOURS = {"CONSULT": "#2a6fb0", "AGREE": "#2e9e6b", "ASSAULT": "#c0392b", "COERCE": "#c0392b", "SANCTION": "#d35400"}


def draw(graph: kg.Graph, picture: Path) -> None:
    """The people and states with most dealings, an edge for each pair and type."""
    import matplotlib as mpl

    mpl.use("Agg")
    import matplotlib.pyplot as plt

    network = graph.relations()
    busiest = sorted(network.nodes, key=lambda n: (-network.degree(n), n))[:38]
    shown = network.subgraph(busiest)
    simple = nx.Graph()
    for a, b, edge in shown.edges(data=True):
        if edge["type"] in COLOURS:
            simple.add_edge(a, b, type=edge["type"])
    parts = [part for part in nx.connected_components(simple) if len(part) > 3]
    simple = simple.subgraph(set().union(*parts))
    places = nx.forceatlas2_layout(simple, seed=4, max_iter=600, strong_gravity=True, scaling_ratio=4.0)
    far = max(abs(v) for x, y in places.values() for v in (x, y))
    places = {n: (x / far, y / far) for n, (x, y) in places.items()}
    figure, axes = plt.subplots(figsize=(11, 7.2), dpi=110)
    colours = [COLOURS[e["type"]] for _, _, e in simple.edges(data=True)]
    nx.draw_networkx_edges(simple, places, ax=axes, edge_color=colours, width=1.6, alpha=0.75)
    sizes = [60 + 22 * shown.degree(n) for n in simple]
    people = ["#f4d58d" if network.nodes[n]["kind"] == "person" else "#bcd4e6" for n in simple]
    nx.draw_networkx_nodes(
        simple, places, ax=axes, node_size=sizes, node_color=people, edgecolors="#555555", linewidths=0.6
    )
    for node, (x, y) in places.items():
        rise = 5 + (simple.degree(node) + 8) ** 0.5
        axes.annotate(
            network.nodes[node]["label"], (x, y), (0, rise), textcoords="offset points", ha="center", fontsize=8
        )
    for name, colour in (
        ("talks", "#2a6fb0"),
        ("agreements", "#2e9e6b"),
        ("fighting, coercion", "#c0392b"),
        ("sanctions", "#d35400"),
    ):
        axes.plot([], [], color=colour, label=name)
    axes.legend(loc="lower left", frameon=False, fontsize=9)
    axes.margins(0.09)
    axes.set_axis_off()
    figure.tight_layout()
    figure.savefig(picture)


def refresh(store: str) -> None:
    """Write both into the checkout."""
    with kg.open(store) as graph:
        draw(graph, PICTURE)
        text = README.read_text(encoding="utf-8")
        head, rest = text.split(BEGIN, 1)
        README.write_text(head + BEGIN + answers(graph) + END + rest.split(END, 1)[1], encoding="utf-8")


if __name__ == "__main__":
    refresh(sys.argv[1])
