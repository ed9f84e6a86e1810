"""Tables of nodes and edges, and the calendar, read back as their readers read them."""

from __future__ import annotations

import csv
from datetime import date
from io import BytesIO, StringIO

import pytest

from kg.export import FORMATS
from kg.export.network import VIEWS, network
from kg.model import Entity, TimeSpan
from tests.relations.conftest import ANN, BOB, CEM, made


def written(name, events, **options):
    out = BytesIO()
    FORMATS[name].write(events, out, **options)
    return out.getvalue()


def rows(name, events, **options):
    return list(csv.DictReader(StringIO(written(name, events, **options).decode(), newline="")))


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(
    ("nodes", "edges", "node_id", "ends"),
    [
        ("nodes", "edges", "Id", ("Source", "Target", "Kind")),
        ("neo4j-nodes", "neo4j-edges", "id:ID", (":START_ID", ":END_ID", ":TYPE")),
    ],
)
def test_every_node_and_edge_has_its_row(events, view, nodes, edges, node_id, ends):
    net = network(events, view)
    ids = [row[node_id] for row in rows(nodes, events, as_=view)]
    assert ids == [n.id for n in net.nodes]
    found = rows(edges, events, as_=view)
    assert [tuple(row[c] for c in ends[:2]) for row in found] == [(e.source, e.target) for e in net.edges]
    assert {end for row in found for end in (row[ends[0]], row[ends[1]])} <= set(ids)
    # Parallel edges are told apart.
    assert len({tuple(row[c] for c in ends) for row in found}) == len(net.edges)


def test_gephi_knows_the_headers(events):
    nodes, edges = rows("nodes", events), rows("edges", events)
    assert list(nodes[0])[:2] == ["Id", "Label"]
    assert list(edges[0])[:7] == ["Id", "Source", "Target", "Type", "Kind", "Label", "Weight"]
    called = next(row for row in edges if row["Kind"] == "called")
    assert (called["Type"], called["Weight"], called["spells"]) == (
        "Directed", "2.0", "2031-01-05/2031-01-05|2031-02-01/2031-02-28",
    )  # fmt: skip
    assert {row["Type"] for row in edges if row["Kind"] in ("phone call", "agreement")} == {"Undirected"}
    assert {row["Type"] for row in rows("edges", events, as_="events")} == {"Directed"}
    ana = next(row for row in nodes if row["Label"] == "Ana Vell")
    assert (ana["wikidata"], ana["aliases"]) == ("http://www.wikidata.org/entity/Q1", 'Vell, "the Owl"|A. Véll')


def test_neo4j_knows_the_headers(events):
    nodes, edges = rows("neo4j-nodes", events), rows("neo4j-edges", events)
    assert {"id:ID", "aliases:string[]", "events:int", "lat:float", ":LABEL"} <= set(nodes[0])
    assert {":START_ID", ":END_ID", ":TYPE", "weight:float", "directed:boolean", "topics:string[]"} <= set(edges[0])
    assert {row[":LABEL"] for row in nodes} == {"Person", "State", "Group"}
    assert {row[":TYPE"] for row in edges} == {"CALLED", "PHONE_CALL", "VISITED", "ATTACKED", "AGREEMENT"}
    assert {row["directed:boolean"] for row in edges if row[":TYPE"] == "PHONE_CALL"} == {"false"}


def test_an_element_with_the_joint_in_it_stays_one():
    odd = Entity(id="p:x", kind="person", label="X", aliases=("a;b", "c|d"))
    events = [made("1", "CONSULT", None, [odd, ANN])]
    row = next(r for r in rows("neo4j-nodes", events) if r["label"] == "X")
    assert row["aliases:string[]"] == "a,b;c|d"
    row = next(r for r in rows("nodes", events) if r["Label"] == "X")
    assert row["aliases"] == "a;b|c,d"


# The calendar ---------------------------------------------------------------------------------------

PLACE = Entity(id="l:p", kind="place", label="Port, Lor; north", lat=1.5, lon=-2.25)
TOPIC = Entity(
    id="t:d", kind="topic", label="Delta dispute with a name so long that its line has to be folded — ünïcode"
)


def calendar(events):
    icalendar = pytest.importorskip("icalendar")
    return icalendar.Calendar.from_ical(written("ical", events)).walk("VEVENT")


def test_a_meeting_in_the_calendar():
    span = TimeSpan(start="2031-03-01", end="2031-03-02")
    (entry,) = calendar([made("1", "CONSULT", "visit", [ANN], [BOB], time=span, place=PLACE, topics=(TOPIC,))])
    assert (entry["DTSTART"].dt, entry["DTEND"].dt) == (date(2031, 3, 1), date(2031, 3, 3))
    assert str(entry["SUMMARY"]) == "Ann A. → Bob B.: visit"
    assert (str(entry["LOCATION"]), entry["GEO"].to_ical()) == ("Port, Lor; north", "1.5;-2.25")
    assert str(entry["DESCRIPTION"]) == f"About {TOPIC.label}.\n“Sentence 1.” (a1)"
    assert (str(entry["STATUS"]), str(entry["URL"])) == ("CONFIRMED", "https://paper.example/1")


def test_what_has_a_place_in_a_calendar():
    entries = calendar(
        [
            made("day", "CONSULT", "phone", [ANN, BOB, CEM], when="2031-01-05"),
            made("planned", "CONSULT", None, [ANN, BOB], when="2031-06-01", status="future"),
            made("month", "CONSULT", None, [ANN, BOB], when="2031-06"),
            made("undated", "CONSULT", None, [ANN, BOB]),
            made("denied", "CONSULT", None, [ANN, BOB], when="2031-06-01", status="negated"),
            made("attack", "ASSAULT", None, [ANN], [BOB], when="2031-06-01"),
        ]
    )
    assert [(str(e["UID"]), str(e["STATUS"])) for e in entries] == [
        ("eday@aide-memoire", "CONFIRMED"), ("eplanned@aide-memoire", "TENTATIVE"),
    ]  # fmt: skip


def test_lines_are_short_and_end_as_the_standard_says():
    data = written("ical", [made("1", "CONSULT", None, [ANN, BOB], when="2031-01-05", topics=(TOPIC,) * 4)])
    lines = data.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    assert all(line.decode() is not None for line in lines)
