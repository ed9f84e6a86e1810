"""What leaves the graph: every format, by the name that the command line and the HTTP service know it by.

Dumps of the RDF itself are the store's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from kg.export import gexf, graphml, node_tables
from kg.export.frames import EventTable
from kg.export.gdelt import write_gdelt
from kg.export.geojson import write_geojson
from kg.export.ical import write_ical
from kg.export.icews import write_icews
from kg.export.network import COLOURS, VIEWS
from kg.export.page import write_page
from kg.export.polecat import write_polecat
from kg.export.tables import write_csv, write_jsonl, write_parquet

__all__ = ["FORMATS", "EventTable", "Format"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format of files.

    Parameters
    ----------
    write : callable
        ``write(events, out)``: events into a binary stream, which stays open; with ``as_=`` one of `views`, and
        ``colour=`` one of `colours`.
    what : str
        What it writes, for the help text.
    extension, media_type : str
        Of a file, with its dot; of an HTTP answer.
    group : {"events", "graph"}
        ``kg export events --format NAME``, or ``kg export NAME``.
    views : tuple of str
        What ``as_`` may be, the default first; empty if there is no choice.
    colours : tuple of str
        What ``colour`` may be, likewise.
    """

    name: str
    write: Callable[..., None]
    what: str
    extension: str
    media_type: str
    group: Literal["events", "graph"]
    views: tuple[str, ...] = ()
    colours: tuple[str, ...] = ()


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        f.name: f
        for f in (
            Format(
                name="jsonl",
                write=write_jsonl,
                what="one event a line, with every article that reports it",
                extension=".jsonl",
                media_type="application/x-ndjson",
                group="events",
            ),
            Format(
                name="csv",
                write=write_csv,
                what="one event a row, lists joined by |",
                extension=".csv",
                media_type="text/csv",
                group="events",
            ),
            Format(
                name="parquet",
                write=write_parquet,
                what="the columns of csv, lists as lists (needs the extra `tables`)",
                extension=".parquet",
                media_type="application/vnd.apache.parquet",
                group="events",
            ),
            Format(
                name="polecat",
                write=write_polecat,
                what="POLECAT's 40 columns, a row for each source and target",
                extension=".tsv",
                media_type="text/tab-separated-values",
                group="events",
            ),
            Format(
                name="icews",
                write=write_icews,
                what="the 20 columns of ICEWS, a row for each source and target",
                extension=".tsv",
                media_type="text/tab-separated-values",
                group="events",
            ),
            Format(
                name="gdelt",
                write=write_gdelt,
                what="GDELT 2.0's 61 columns without a header, a row for each source and target",
                extension=".tsv",
                media_type="text/tab-separated-values",
                group="events",
            ),
            Format(
                name="gexf",
                write=gexf.write,
                what="a network for Gephi",
                extension=".gexf",
                media_type="application/gexf+xml",
                group="graph",
                views=VIEWS,
                colours=COLOURS,
            ),
            Format(
                name="graphml",
                write=graphml.write_graphml,
                what="a network for other graph tools",
                extension=".graphml",
                media_type="application/graphml+xml",
                group="graph",
                views=VIEWS,
            ),
            Format(
                name="geojson",
                write=write_geojson,
                what="events with coordinates, as points on a map",
                extension=".geojson",
                media_type="application/geo+json",
                group="graph",
            ),
            Format(
                name="html",
                write=write_page,
                what="a network as a page for any browser, with the sentences behind each edge",
                extension=".html",
                media_type="text/html",
                group="graph",
                views=VIEWS,
                colours=COLOURS,
            ),
            Format(
                name="ical",
                write=write_ical,
                what="meetings, visits and calls that are dated to the day, for a calendar",
                extension=".ics",
                media_type="text/calendar",
                group="graph",
            ),
            Format(
                name="nodes",
                write=node_tables.write_nodes,
                what="the nodes of a network as CSV, with Gephi's header",
                extension=".csv",
                media_type="text/csv",
                group="graph",
                views=VIEWS,
            ),
            Format(
                name="edges",
                write=node_tables.write_edges,
                what="its edges as CSV, with Gephi's header",
                extension=".csv",
                media_type="text/csv",
                group="graph",
                views=VIEWS,
            ),
            Format(
                name="neo4j-nodes",
                write=node_tables.write_neo4j_nodes,
                what="the nodes of a network as CSV, with the header of Neo4j's importer",
                extension=".csv",
                media_type="text/csv",
                group="graph",
                views=VIEWS,
            ),
            Format(
                name="neo4j-edges",
                write=node_tables.write_neo4j_edges,
                what="its edges as CSV, with the header of Neo4j's importer",
                extension=".csv",
                media_type="text/csv",
                group="graph",
                views=VIEWS,
            ),
        )
    }
)
