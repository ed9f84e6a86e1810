from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.export.gexf_lint import RULES, lint

REFERENCE = Path(__file__).parents[3] / "shared/reference/gexf"

GOOD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
<meta><creator>hand</creator></meta>
<graph mode="dynamic" defaultedgetype="directed" timeformat="date" timerepresentation="interval" timezone="UTC">
<attributes class="node" mode="static"><attribute id="n" title="n" type="integer"/></attributes>
<attributes class="edge" mode="static"><attribute id="topics" title="topics" type="liststring"/></attributes>
<nodes>
<node id="A" label="A"><attvalues><attvalue for="n" value="3"/></attvalues><viz:color r="1" g="2" b="255"/><viz:position x="1.0" y="-2.5" z="0.0"/></node>
<node id="B" label="B"/>
</nodes>
<edges>
<edge id="1" source="A" target="B" kind="called"><attvalues><attvalue for="topics" value='["x"]'/></attvalues><spells><spell start="2031-01-05" end="2031-01-05"/><spell start="2031-02-01" end="2031-02-28"/></spells></edge>
<edge id="2" source="A" target="B" kind="met"/>
</edges>
</graph>
</gexf>
"""  # noqa: E501

# What is put wrong in the good file, and the rule that must find it.
CASES = [
    ("version", 'version="1.3">', 'version="1.2">'),
    ("version", '"http://gexf.net/1.3" ', '"http://www.gexf.net/1.2draft" '),
    (
        "schema-location",
        'version="1.3">',
        'version="1.3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a b">',
    ),
    ("meta-title", "<meta>", "<meta><title>T</title>"),
    ("edge-direction", 'kind="met"', 'kind="met" type="undirected"'),
    ("edge-direction", 'defaultedgetype="directed"', 'defaultedgetype="mutual"'),
    ("parallel-edges", 'kind="met"', 'kind="called"'),
    ("ids", '<node id="B"', '<node id="B"/><node id="B"'),
    ("ids", 'edge id="2"', 'edge id="1"'),
    ("ids", 'edge id="2"', "edge"),
    ("ends", 'target="B" kind="met"', 'target="C" kind="met"'),
    ("reserved-name", 'id="topics" title="topics"', 'id="topics" title="type"'),
    ("reserved-name", '<attribute id="n"', '<attribute id="label" title="label" type="string"/><attribute id="n"'),
    ("column-type", '<attribute id="n"', '<attribute id="u" title="u" type="anyURI"/><attribute id="n"'),
    ("column-type", '<attribute id="n"', '<attribute id="d" title="d" type="date"/><attribute id="n"'),
    (
        "dynamic-weight",
        "<nodes>",
        '<attributes class="edge" mode="dynamic"><attribute id="w" title="weight" type="float"/></attributes><nodes>',
    ),
    ("value", 'value="3"', 'value="three"'),
    ("value", 'value="3"', 'value="3000000000"'),
    ("value", 'for="n"', 'for="m"'),
    ("value", """'["x"]'""", '"[x]"'),
    ("date-form", 'start="2031-01-05"', 'start="2031-01"'),
    ("date-form", 'start="2031-01-05"', 'start="2031-13-05"'),
    ("date-form", 'start="2031-01-05"', 'start=""'),
    ("date-form", 'end="2031-02-28"', 'end="2031-02-28T00:00:00Z"'),
    ("date-form", 'timeformat="date"', 'timeformat="dateTime"'),
    ("date-form", '<node id="B"', '<node intervals="&lt;[2031-01-05, 2031-02]&gt;" id="B"'),
    ("time-declared", ' mode="dynamic"', ""),
    ("time-declared", ' timeformat="date"', ""),
    ("timezone", ' timezone="UTC"', ""),
    ("one-representation", '<node id="B"', '<node timestamp="2031-01-05" id="B"'),
    ("one-representation", '"interval"', '"timestamp"'),
    ("spells", 'start="2031-02-01"', 'start="2031-01-05"'),
    ("spells", 'end="2031-02-28"', 'end="2031-01-28"'),
    ("colour", 'b="255"', 'b="255" a="1.0"'),
    ("colour", 'r="1" g="2" b="255"', 'hex="#0102ff"'),
    ("colour", 'b="255"', 'b="256"'),
    ("position", ' z="0.0"', ""),
    ("position", 'z="0.0"', 'z="None"'),
    ("position", 'x="1.0"', 'x="nan"'),
]


def test_a_good_file():
    assert lint(GOOD.encode()) == []


@pytest.mark.parametrize(("rule", "good", "bad"), CASES)
def test_what_the_importer_would_lose(rule, good, bad):
    assert good in GOOD
    found = lint(GOOD.replace(good, bad, 1).encode())
    assert rule in {f.rule for f in found}


def test_every_rule_has_a_case_and_a_reason():
    assert {rule for rule, _, _ in CASES} == {rule.name for rule in RULES}
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert all(rule.because for rule in RULES)


def test_a_finding_says_where():
    (found,) = lint(GOOD.replace('value="3"', 'value="None"').encode())
    assert str(found) == "value: node A: n is 'None', which is no integer"


def test_undirected_graphs_have_no_first_and_second_end():
    both = GOOD.replace('"directed"', '"undirected"').replace(
        'source="A" target="B" kind="met"', 'source="B" target="A" kind="called"'
    )
    assert [f.rule for f in lint(both.encode())] == ["parallel-edges"]


@pytest.mark.parametrize("data", [b"", b"<gexf>", b"id;label\n"])
def test_no_xml(data):
    with pytest.raises(InputError, match="not XML"):
        lint(data)


@pytest.mark.parametrize("name", ["relations-date", "relations-datetime", "events-as-nodes"])
def test_files_that_gephi_reads(name):
    file = REFERENCE / f"{name}.gexf"
    if not file.exists():
        pytest.skip("the files are not at hand")
    # The file of events is read, but names no time zone.
    assert {f.rule for f in lint(file.read_bytes())} <= {"timezone"}
