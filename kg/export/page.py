"""A network as a page that shows itself in any browser and in notebooks, and asks nothing of any other machine."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from functools import cache
from html import escape
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Any, BinaryIO

from kg.errors import UsageError
from kg.export import layout
from kg.export.network import Colour, Edge, Network, Node, View, network
from kg.model import Status
from kg.ontology import event_types
from kg.queries.outlines import Told
from kg.relations import OCCURRED

# How many sentences an edge carries.
_QUOTES = 3
_HEIGHT = 560
_FACTS = ("kind", "country", "sector", "event_type", "mode", "status", "first", "quote")
_TITLES = {"relations": "Who with whom", "events": "Events, and who took part"}


class NetworkPage:
    """A network that can be looked at: moved, searched, cut by time and kind, with the sentences behind each edge.

    Parameters
    ----------
    net : Network
    title : str
    seed : int
        Of the layout.
    """

    def __init__(self, net: Network, *, title: str = _TITLES["relations"], seed: int = 1) -> None:
        self.net = net
        self.title = title
        self._seed = seed

    @property
    def html(self) -> str:
        """The whole page; nothing in it is loaded from anywhere."""
        places = layout.positions(self.net, seed=self._seed)
        data = {
            "nodes": [_node(node, places[node.id]) for node in self.net.nodes],
            "edges": [_edge(edge) for edge in self.net.edges],
            "quads": {quad: _hex(layout.edge_colour(quad)) for quad in _quads()},
        }
        # What is data cannot end the element that it stands in.
        written = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
        return _template().substitute(title=escape(self.title), data=written)

    def save(self, path: str | Path) -> Path:
        """Write the page to a file.

        Raises
        ------
        UsageError
            If the file cannot be written.
        """
        target = Path(path)
        try:
            target.write_text(self.html, "utf-8")
        except OSError as error:
            raise UsageError(
                f"cannot be written: {error.strerror}", where=str(target), remedy="name another file"
            ) from error
        return target

    def __repr__(self) -> str:
        return f"<network of {len(self.net.nodes)} nodes and {len(self.net.edges)} edges>"

    def _repr_html_(self) -> str:
        frame = f'style="width:100%;height:{_HEIGHT}px;border:1px solid #ddd"'
        return f'<iframe title="{escape(self.title)}" {frame} srcdoc="{escape(self.html)}"></iframe>'


def write_page(
    events: Iterable[Told],
    out: BinaryIO,
    *,
    as_: View = "relations",
    statuses: Collection[Status] = OCCURRED,
    colour: Colour = "kind",
) -> None:
    """Write the network of these events as a page; see `kg.export.network.network`."""
    page = NetworkPage(network(events, as_, statuses=statuses, colour=colour), title=_TITLES[as_])
    out.write(page.html.encode())


@cache
def _template() -> Template:
    return Template((files("kg.export") / "network.html").read_text("utf-8"))


@cache
def _quads() -> tuple[str, ...]:
    return tuple(dict.fromkeys(kind.quad for kind in event_types().values()))


def _node(node: Node, place: tuple[float, float]) -> dict[str, Any]:
    known = [str(node.values[name]) for name in _FACTS if node.values.get(name)]
    colour = layout.community_colour(node.community) if node.community else layout.node_colour(node)
    # The page's second axis points down.
    return {
        "id": node.id,
        "label": node.label,
        "x": place[0],
        "y": -place[1],
        "size": layout.size(node),
        "colour": _hex(colour),
        "facts": [*known, f"{node.rank} events"] if node.kind != "event" else known,
    }


def _edge(edge: Edge) -> dict[str, Any]:
    quotes, articles = edge.values.get("quotes"), edge.values.get("articles")
    return {
        "source": edge.source,
        "target": edge.target,
        "kind": edge.kind,
        "weight": edge.weight,
        "quad": edge.quad,
        "colour": _hex(layout.edge_colour(edge.quad)),
        "directed": edge.values.get("directed", True),
        "spells": edge.spells,
        "quotes": quotes[:_QUOTES] if isinstance(quotes, tuple) else (),
        "articles": articles if isinstance(articles, tuple) else (),
    }


def _hex(rgb: tuple[int, int, int]) -> str:
    return "#{:02x}{:02x}{:02x}".format(*rgb)
