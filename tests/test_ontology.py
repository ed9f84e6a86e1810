"""PLOVER's types and modes as they are read from `ontology/`, and what a broken file says."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from statistics import fmean

import pyoxigraph as ox
import pytest

from kg.errors import TableError
from kg.namespaces import KG
from kg.ontology import (
    VOCABULARY_FILES,
    cameo,
    event_type,
    event_types,
    intensity,
    mode_of,
    read_event_types,
)
from kg.rdf import terms
from kg.resources import folder

QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
REFERENCE = Path(__file__).parents[2] / "shared" / "reference"


def test_sixteen_types() -> None:
    assert set(event_types()) == {
        "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
        "ACCUSE", "REJECT", "SANCTION", "THREATEN", "PROTEST", "MOBILIZE", "COERCE", "ASSAULT",
    }  # fmt: skip


@pytest.mark.parametrize("kind", event_types().values(), ids=lambda k: k.name)
def test_a_type_is_whole(kind) -> None:
    assert QUADS[kind.quad_class] == kind.quad
    assert kind.label
    assert kind.definition.endswith(".")
    # CAMEO codes are strings: every one begins with a zero, or with 1 or 2.
    assert all(re.fullmatch(r"[012]\d{2,3}", code) for code in kind.cameo_from)
    assert kind.cameo in kind.cameo_from
    for name, mode in kind.modes.items():
        assert mode.name == name
        assert mode.cameo in kind.cameo_from
        assert set(mode.cameo_from) <= set(kind.cameo_from)


@pytest.mark.parametrize("kind", event_types().values(), ids=lambda k: k.name)
def test_the_score_has_the_sign_of_the_quad_class(kind) -> None:
    for score in (kind.intensity, *(mode.intensity for mode in kind.modes.values())):
        assert -10 <= score <= 10
        if kind.quad_class in (1, 2):
            assert score > 0
        elif kind.name != "REQUEST":  # PLOVER scores a plain request, or one for help, from 0.0 to 0.5
            assert score < 0


@pytest.mark.parametrize(
    ("kind", "mode", "score", "code"),
    [
        ("CONSULT", None, 2.5, "040"),
        ("CONSULT", "phone", 1.5, "041"),
        ("CONSULT", "visit", 4.0, "042"),
        ("RETREAT", "ceasefire", 7.5, "0871"),
        ("ASSAULT", None, -9.0, "190"),
        ("ASSAULT", "aerial", -9.5, "195"),
        ("COERCE", "martial-law", -7.5, "1724"),
    ],
)
def test_scores_and_codes(kind: str, mode: str | None, score: float, code: str) -> None:
    assert intensity(kind, mode) == score
    assert cameo(kind, mode) == code


def test_the_misprint_of_accuse_is_mended() -> None:
    modes = event_type("ACCUSE").modes.values()
    assert intensity("ACCUSE") == pytest.approx(fmean(m.intensity for m in modes))


def test_who_needs_a_recipient_and_what_is_symmetric() -> None:
    kinds = event_types().values()
    assert {k.name for k in kinds if k.needs_recipient} == {"COOPERATE", "AID", "SANCTION"}
    assert {k.name for k in kinds if k.symmetric} == {"AGREE", "CONSULT", "COOPERATE"}


def test_unknown_names_are_told_with_the_known_ones() -> None:
    with pytest.raises(TableError, match=r"one of .*CONSULT"):
        event_type("CHAT")
    with pytest.raises(TableError, match="its modes: multilateral, phone, third-party, visit"):
        mode_of("CONSULT", "fax")
    with pytest.raises(TableError, match="none, leave it out"):
        mode_of("AID", "phone")


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference files are not here")
def test_against_the_manual() -> None:
    with (REFERENCE / "plover.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert sum(1 + len(k.modes) for k in event_types().values()) == len(rows)
    for row in rows:
        kind = event_type(row["type"])
        assert (str(kind.quad_class), kind.quad) == (row["quad"], row["quad_name"])
        if row["mode"]:
            assert kind.modes[row["mode"]].intensity == float(row["score"])
        else:
            assert kind.needs_recipient is (row["requires_recipient"] == "yes")
            if row["type"] != "ACCUSE":
                assert kind.intensity == float(row["score"])


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference files are not here")
def test_against_the_conversion_table() -> None:
    listed: dict[str, set[str]] = {}
    for line in (REFERENCE / "cameo2plover.txt").read_text("utf-8").splitlines():
        found = re.match(r"(\d{3,4}):\s*([A-Z]+)\s*,", line)
        if found:
            listed.setdefault(found[2], set()).add(found[1])
    assert {k.name: set(k.cameo_from) for k in event_types().values()} == listed


TYPE = """
@prefix kg: <https://w3id.org/aide-memoire/ns#> . @prefix plover: <https://w3id.org/aide-memoire/plover#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
plover:HUM a kg:EventType ; rdfs:label "Hum" ; skos:notation "HUM" ; skos:definition "To hum." ; kg:quadClass 1 ;
  kg:quad "verbal cooperation" ; kg:intensity 1.0 ; kg:requiresRecipient false ; kg:symmetric false ; kg:cameo "030" ;
  kg:cameoFrom "030", "031" .
plover:HUM-low a kg:Mode ; skos:broader plover:HUM ; rdfs:label "low" ; skos:notation "low" ; kg:intensity 0.5 ;
  skos:definition "Below middle C." ; kg:cameo "031" .
"""


def test_a_table_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "own.ttl"
    path.write_text(TYPE, "utf-8")
    assert read_event_types(path)["HUM"].modes["low"].intensity == 0.5


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('kg:cameo "030" ;', "", "0 values of 'cameo'"),
        ('kg:quad "verbal cooperation" ;', 'kg:quad "a", "b" ;', "2 values of 'quad'"),
        ("kg:intensity 1.0", "kg:intensity 11.0", "outside -10 to 10"),
        ("kg:quadClass 1", 'kg:quadClass "one"', "'one' is not a number"),
        ('kg:cameo "031"', 'kg:cameo "190"', "190 is not among"),
        ("skos:broader plover:HUM", "skos:broader plover:SING", "modes of a type that is not there"),
        ('skos:notation "HUM"', 'skos:notation "HUMS"', "not the name in the IRI"),
        ("plover:HUM a kg:EventType", "plover:HUM a kg:Thing", "modes of a type that is not there"),
        ('"Hum" ;', '"Hum ;', "not Turtle"),
    ],
)
def test_a_broken_table_names_the_file_and_a_remedy(tmp_path: Path, old: str, new: str, message: str) -> None:
    path = tmp_path / "broken.ttl"
    assert old in TYPE
    path.write_text(TYPE.replace(old, new), "utf-8")
    with pytest.raises(TableError, match=re.escape(message)) as caught:
        read_event_types(path)
    assert str(path) in str(caught.value.where)
    assert caught.value.remedy


def test_a_missing_or_empty_table(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="missing"):
        read_event_types(tmp_path / "none.ttl")
    (tmp_path / "empty.ttl").write_text("", "utf-8")
    with pytest.raises(TableError, match="no kg:EventType"):
        read_event_types(tmp_path / "empty.ttl")


def _vocabulary() -> list[ox.Triple]:
    files = [folder("ontology") / name for name in VOCABULARY_FILES]
    return [quad.triple for file in files for quad in ox.parse(path=file, format=ox.RdfFormat.TURTLE)]


def test_every_term_that_the_code_writes_is_declared_and_the_other_way_round() -> None:
    declared = {x.subject for x in _vocabulary() if isinstance(x.subject, ox.NamedNode)}
    declared = {node for node in declared if node.value.startswith(KG)}
    written = {node for node in vars(terms).values() if isinstance(node, ox.NamedNode) and node.value.startswith(KG)}
    # Only the vocabulary itself is written with these.
    of_vocabulary = {"EventType", "Mode", "cameoFrom", "quadClass", "requiresRecipient", "symmetric"}
    of_vocabulary.add("recipientMayBeUnsaid")
    assert declared == written | {ox.NamedNode(KG + name) for name in of_vocabulary}


def test_every_term_has_a_label_and_a_comment_or_definition_and_none_is_blank() -> None:
    said: dict[str, set[str]] = {}
    for triple in _vocabulary():
        assert isinstance(triple.subject, ox.NamedNode)
        assert not isinstance(triple.object, ox.BlankNode)
        said.setdefault(triple.subject.value, set()).add(triple.predicate.value.replace("#", "/").rsplit("/", 1)[-1])
    for subject, properties in said.items():
        assert "label" in properties, subject
        assert properties & {"comment", "definition"}, subject
