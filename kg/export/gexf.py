"""GEXF 1.3 for Gephi, in the forms that its importer reads without loss; `gexf_lint` knows the reasons.

Every edge is written as directed, since the importer drops the others in a graph of directed edges. Where both
sides did it, the column `directed` says false and the kind is another word ("phone call", not "called").
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from kg.export import layout
from kg.export.network import Edge, Node, Value, View, network
from kg.model import Event, Status
from kg.relations import OCCURRED

# Columns and their types. None is called `type` or `weight`, none is a date or an IRI by type: see `gexf_lint`.
NODE_COLUMNS: Mapping[View, Mapping[str, str]] = {
    "relations": {
        "iri": "string", "kind": "string", "country": "string", "sector": "string", "wikidata": "string",
        "aliases": "liststring", "events": "integer", "lat": "double", "lng": "double",
    },
    "events": {
        "iri": "string", "kind": "string", "country": "string", "sector": "string", "wikidata": "string",
        "aliases": "liststring", "events": "integer", "lat": "double", "lng": "double",
        "event_type": "string", "mode": "string", "status": "string", "intensity": "double", "reports": "integer",
        "first": "string", "last": "string", "quote": "string",
    },
}  # fmt: skip
EDGE_COLUMNS: Mapping[View, Mapping[str, str]] = {
    "relations": {
        "directed": "boolean", "event_type": "string", "modes": "liststring", "events": "integer",
        "reports": "integer", "intensity": "double", "first": "string", "last": "string", "topics": "liststring",
        "articles": "liststring",
    },
    "events": {},
}  # fmt: skip

# Characters that XML 1.0 does not allow, not even escaped.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(
    events: Iterable[Event],
    out: BinaryIO,
    *,
    as_: View = "relations",
    statuses: Collection[Status] = OCCURRED,
    modified: date | None = None,
    seed: int = 1,
) -> None:
    """Write the network of these events as GEXF.

    Parameters
    ----------
    events : iterable of Event
    out : binary stream
    as_ : {"relations", "events"}
        See `kg.export.network.network`. Time is given in spells of days; an edge without one has no date.
    statuses : collection of str
        Which events count.
    modified : date, optional
        The day to write into the file; without it, the same events give the same bytes.
    seed : int
        Of the layout.

    Raises
    ------
    UsageError
        If there is no such view.
    """
    out.writelines(line.encode() + b"\n" for line in _lines(events, as_, statuses, modified, seed))


def _lines(
    events: Iterable[Event], as_: View, statuses: Collection[Status], modified: date | None, seed: int
) -> Iterator[str]:
    net = network(events, as_, statuses=statuses)
    places = layout.positions(net, seed=seed)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">'
    yield f'<meta lastmodifieddate="{modified.isoformat()}">' if modified else "<meta>"
    yield f"<creator>{escape('Aide-mémoire')}</creator>"
    yield f"<description>{_DESCRIPTIONS[as_]}</description>"
    yield "</meta>"
    yield (
        '<graph mode="dynamic" defaultedgetype="directed" timeformat="date" timerepresentation="interval"'
        ' timezone="UTC">'
    )
    yield from _columns("node", NODE_COLUMNS[as_])
    yield from _columns("edge", EDGE_COLUMNS[as_])
    yield "<nodes>"
    for node in net.nodes:
        yield _node(node, NODE_COLUMNS[as_], places[node.id])
    yield "</nodes>"
    yield "<edges>"
    for edge in net.edges:
        yield _edge(edge, EDGE_COLUMNS[as_])
    yield "</edges>"
    yield "</graph>"
    yield "</gexf>"


_DESCRIPTIONS: Mapping[View, str] = {
    "relations": "Actors and what they did with each other; the weight of an edge is the number of events.",
    "events": "Events, and who took part in each, where and about what.",
}


def _columns(of: str, columns: Mapping[str, str]) -> Iterator[str]:
    if columns:
        yield f'<attributes class="{of}" mode="static">'
        for name, kind in columns.items():
            yield f'<attribute id="{name}" title="{name}" type="{kind}"/>'
        yield "</attributes>"


def _node(node: Node, columns: Mapping[str, str], place: tuple[float, float]) -> str:
    x, y = place
    return "".join(
        (
            f"<node id={_quoted(node.id)} label={_quoted(node.label)}>",
            _values(node.values, columns),
            _spells(node.spells),
            _colour(layout.node_colour(node)),
            f'<viz:position x="{x}" y="{y}" z="0.0"/>',
            f'<viz:size value="{layout.size(node)}"/>',
            "</node>",
        )
    )


def _edge(edge: Edge, columns: Mapping[str, str]) -> str:
    kind = _quoted(edge.kind)
    return "".join(
        (
            f"<edge id={_quoted(edge.id)} source={_quoted(edge.source)} target={_quoted(edge.target)}",
            f' kind={kind} label={kind} weight="{edge.weight}">',
            _values(edge.values, columns),
            _spells(edge.spells),
            _colour(layout.edge_colour(edge.quad)),
            "</edge>",
        )
    )


def _values(values: Mapping[str, Value], columns: Mapping[str, str]) -> str:
    known = [(name, values.get(name)) for name in columns]
    cells = [f'<attvalue for="{name}" value={_quoted(_text(v))}/>' for name, v in known if v is not None and v != ()]
    return f"<attvalues>{''.join(cells)}</attvalues>" if cells else ""


def _spells(spells: Sequence[tuple[str, str]]) -> str:
    if not spells:
        return ""
    return "<spells>" + "".join(f'<spell start="{start}" end="{end}"/>' for start, end in spells) + "</spells>"


def _colour(rgb: tuple[int, int, int]) -> str:
    return '<viz:color r="{}" g="{}" b="{}"/>'.format(*rgb)


def _text(value: Value) -> str:
    """A value as the importer reads it: lists as JSON arrays of strings, truth in lower case."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def _quoted(text: str) -> str:
    return quoteattr(" ".join(_ILLEGAL.sub("", text).split()))
