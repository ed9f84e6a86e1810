"""GEXF 1.3 for Gephi, in the forms that its importer reads without loss; `gexf_lint` knows the reasons.

Every edge is written as directed, since the importer drops the others in a graph of directed edges. Where both
sides did it, the column `directed` says false and the kind is another word ("phone call", not "called").
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import islice
from operator import getitem
from typing import Any, BinaryIO
from xml.sax.saxutils import escape

from kg.export import layout
from kg.export.network import Colour, Edge, Network, Node, Value, View, network
from kg.model import Status
from kg.queries.outlines import Told
from kg.relations import OCCURRED

# Columns and their types. None is called `type` or `weight`, none is a date or an IRI by type: see `gexf_lint`.
_ENTITY = {
    "iri": "string", "kind": "string", "country": "string", "sector": "string", "wikidata": "string",
    "aliases": "liststring", "events": "integer", "lat": "double", "lng": "double",
}  # fmt: skip
NODE_COLUMNS: Mapping[View, Mapping[str, str]] = {
    "relations": {**_ENTITY, "community": "integer"},
    "events": {
        **_ENTITY, "event_type": "string", "mode": "string", "status": "string", "intensity": "double",
        "reports": "integer", "first": "string", "last": "string", "articles": "liststring", "quote": "string",
    },
}  # fmt: skip
EDGE_COLUMNS: Mapping[View, Mapping[str, str]] = {
    "relations": {
        "directed": "boolean", "event_type": "string", "modes": "liststring", "events": "integer",
        "reports": "integer", "intensity": "double", "first": "string", "last": "string", "topics": "liststring",
        "articles": "liststring", "links": "liststring",
    },
    "events": {},
}  # fmt: skip

# Characters that XML 1.0 does not allow, not even escaped.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# A text that needs no escaping; most do not.
_PLAIN = re.compile(r"[\w./:|,()=#?%+@~;*!-]+(?: [\w./:|,()=#?%+@~;*!-]+)*").fullmatch
_AT_ONCE = 2_000
_REMEMBERED = 20_000


def write(
    events: Iterable[Told],
    out: BinaryIO,
    *,
    as_: View = "relations",
    statuses: Collection[Status] = OCCURRED,
    colour: Colour = "kind",
    modified: date | None = None,
    seed: int = 1,
) -> None:
    """Write the network of these events as GEXF.

    Parameters
    ----------
    events : iterable of Event or Outline
    out : binary stream
    as_ : {"relations", "events"}
        See `kg.export.network.network`. Time is given in spells of days; an edge without one has no date.
    statuses : collection of str
        Which events count.
    colour : {"kind", "community"}
        By what the nodes of relations are coloured.
    modified : date, optional
        The day to write into the file; without it, the same events give the same bytes.
    seed : int
        Of the layout.

    Raises
    ------
    UsageError
        If there is no such view or colour.
    """
    write_network(network(events, as_, statuses=statuses, colour=colour), out, as_=as_, modified=modified, seed=seed)


def write_network(
    net: Network, out: BinaryIO, *, as_: View = "relations", modified: date | None = None, seed: int = 1
) -> None:
    """Write a network as GEXF, an element at a time; parameters as in `write`."""
    lines = _lines(net, as_, modified, seed)
    while some := list(islice(lines, _AT_ONCE)):
        out.write("".join(some).encode())


def _lines(net: Network, as_: View, modified: date | None, seed: int) -> Iterator[str]:
    places = layout.positions(net, seed=seed)
    by_community = any(node.community for node in net.nodes)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n'
    yield f'<meta lastmodifieddate="{modified.isoformat()}">\n' if modified else "<meta>\n"
    yield f"<creator>{escape('Aide-mémoire')}</creator>\n"
    yield f"<description>{_DESCRIPTIONS[as_]}</description>\n"
    yield "</meta>\n"
    yield (
        '<graph mode="dynamic" defaultedgetype="directed" timeformat="date" timerepresentation="interval"'
        ' timezone="UTC">\n'
    )
    yield from _columns("node", NODE_COLUMNS[as_])
    yield from _columns("edge", EDGE_COLUMNS[as_])
    yield "<nodes>\n"
    cells = _Cells(NODE_COLUMNS[as_])
    for node in net.nodes:
        colour = layout.community_colour(node.community) if by_community else layout.node_colour(node)
        yield _node(node, cells, places[node.id], colour)
    yield "</nodes>\n<edges>\n"
    cells, ids = _Cells(EDGE_COLUMNS[as_]), _Escapes()
    for edge in net.edges:
        yield _edge(edge, cells, ids)
    yield "</edges>\n</graph>\n</gexf>\n"


_DESCRIPTIONS: Mapping[View, str] = {
    "relations": "Actors and what they did with each other; the weight of an edge is the number of events.",
    "events": "Events, and who took part in each, where and about what.",
}


def _columns(of: str, columns: Mapping[str, str]) -> Iterator[str]:
    if columns:
        yield f'<attributes class="{of}" mode="static">\n'
        for name, kind in columns.items():
            yield f'<attribute id="{name}" title="{name}" type="{kind}"/>\n'
        yield "</attributes>\n"


class _Written(dict[Value, str]):
    """Values as cells of one column, each made when it is first asked for; what is unknown or an empty list has none.

    Most values of a column are repeated many times.
    """

    def __init__(self, name: str, kind: str) -> None:
        super().__init__({None: "", (): ""})
        self._name = name
        self._text = _WRITERS[kind]

    def __missing__(self, value: Value) -> str:
        cell = f'<attvalue for="{self._name}" value="{self._text(value)}"/>'
        if len(self) < _REMEMBERED:
            self[value] = cell
        return cell


class _Cells:
    """Values as the cells of these columns."""

    def __init__(self, columns: Mapping[str, str]) -> None:
        self._names = tuple(columns)
        self._columns = [_Written(name, kind) for name, kind in columns.items()]

    def __call__(self, values: Mapping[str, Value]) -> str:
        cells = "".join(map(getitem, self._columns, map(values.get, self._names)))
        return f"<attvalues>{cells}</attvalues>" if cells else ""


def _node(node: Node, cells: _Cells, place: tuple[float, float], colour: tuple[int, int, int]) -> str:
    x, y = place
    return (
        f'<node id="{_escaped(node.id)}" label="{_escaped(node.label)}">{cells(node.values)}{_spells(node.spells)}'
        f'{_coloured(colour)}<viz:position x="{x}" y="{y}" z="0.0"/><viz:size value="{layout.size(node)}"/></node>\n'
    )


def _edge(edge: Edge, cells: _Cells, ids: _Escapes) -> str:
    source, target, kind, weight, quad, values, spells = edge
    source, target, kind = ids[source], ids[target], ids[kind]
    return (
        f'<edge id="{source}|{kind}|{target}" source="{source}" target="{target}" kind="{kind}" label="{kind}"'
        f' weight="{weight}">{cells(values)}{_spells(spells)}{_coloured(layout.edge_colour(quad))}</edge>\n'
    )


class _Escapes(dict[str, str]):
    """The ids of nodes and the kinds of edges as values of attributes: few, and needed for every edge."""

    def __missing__(self, text: str) -> str:
        escaped = self[text] = _escaped(text)
        return escaped


def _spells(spells: Sequence[tuple[str, str]]) -> str:
    if not spells:
        return ""
    return "<spells>" + "".join([f'<spell start="{start}" end="{end}"/>' for start, end in spells]) + "</spells>"


@cache
def _coloured(rgb: tuple[int, int, int]) -> str:
    return '<viz:color r="{}" g="{}" b="{}"/>'.format(*rgb)


def _listed(values: Any) -> str:
    """A list as the importer reads it: a JSON array of strings."""
    if len(values) == 1 and _PLAIN(values[0]):
        return f"[&quot;{values[0]}&quot;]"
    return _escaped(json.dumps(values, ensure_ascii=False))


def _escaped(text: str) -> str:
    """A text as the value of an attribute between double quotes."""
    if _PLAIN(text):
        return text
    return escape(" ".join(_ILLEGAL.sub("", text).split()), {'"': "&quot;"})


# How a value of each type of column is written.
_WRITERS: Mapping[str, Callable[[Any], str]] = {
    "string": _escaped,
    "liststring": _listed,
    "boolean": lambda value: "true" if value else "false",
    "integer": lambda value: str(int(value)),
    "double": lambda value: str(float(value)),
}
